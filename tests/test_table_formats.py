"""A table in each format: one golden each, and hostile text that stays harmless."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from policycheck import __version__, regimes
from policycheck.policy import build as policy_of
from policycheck.regimes.ccpa import table as ccpa
from policycheck.reports import table_csv, table_json, table_markdown, table_text
from policycheck.source import read
from policycheck.table import Options, Table

ROOT = Path(__file__).parent.parent
POLICY = Path(__file__).parent / "fixtures/table/policy.yaml"
TODAY = date(2026, 11, 23)
LAYOUTS = (
    "compact",
    "full",
    "checklist",
    "sources-purposes",
    "sale-share",
    "sensitive",
    "retention",
)
FORMATS: dict[str, Callable[[Table], str]] = {
    "txt": table_text.table,
    "md": table_markdown.table,
    "csv": table_csv.table,
    "json": table_json.table,
}


def built(raw: bytes | None = None, **options: Any) -> Table:  # noqa: ANN401 - fields of Options
    document = read("policy.yaml", POLICY.read_bytes() if raw is None else raw)
    assert not document.faults
    regime = regimes.load("us-ca-ccpa", TODAY)
    return ccpa.build(policy_of(document.data), regime, Options(**options))


@pytest.mark.parametrize("format_", sorted(FORMATS))
def test_golden(format_: str, golden: Callable[[str, str], None]) -> None:
    text = FORMATS[format_](built()).replace(__version__, "VERSION")

    golden(f"table/compact.{format_}", text)


@pytest.mark.parametrize("layout", LAYOUTS[1:])
def test_golden_json_of_a_layout(
    layout: str, golden: Callable[[str, str], None]
) -> None:
    text = table_json.table(built(layout=layout)).replace(__version__, "VERSION")

    golden(f"table/{layout}.json", text)
