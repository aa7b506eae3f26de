"""Each shape that real notices have is encoded, and means what it says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from policycheck import engine
from policycheck.source import read

FOLDER = Path(__file__).parent / "fixtures/shapes"
SHAPES = {
    "bases-stated-for-everything",
    "claims-with-except",
    "deidentified-data-given-away",
    "processor-that-is-also-a-controller",
    "retention-by-data-type-with-except",
    "right-granted-to-one-audience",
    "several-special-kinds-in-one-category",
    "sold-to-one-disclosed-to-another",
    "staged-deletion",
    "three-grounds-for-one-transfer",
    "two-controllers-by-region",
}


def test_every_shape_has_its_policy() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == SHAPES


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_a_shape_is_valid_and_says_one_thing(shape: str) -> None:
    """It passes the schema, every name resolves, and nothing contradicts itself."""
    raw = (FOLDER / f"{shape}.yaml").read_bytes()

    checked = engine.check(read(shape, raw), as_of=date(2026, 11, 23), only=())

    assert checked.findings == ()
