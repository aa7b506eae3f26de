"""The harness of `make fuzz`, shortly and seeded; and that it finds what it should."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from fuzz.campaign import Campaign, Corpus, run
from fuzz.plants import PLANTS
from fuzz.properties import PROPERTIES
from hypothesis import Phase

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("name", PROPERTIES)
def test_a_property_holds_for_what_is_made_up(name: str) -> None:
    campaign = Campaign(Corpus())
    campaign.round(name, seed=1, examples=25)

    assert campaign.failed == {}
    assert campaign.tried[name] >= 25


@pytest.mark.parametrize("plant", PLANTS)
def test_a_planted_bug_is_found(plant: str) -> None:
    name, planted = PLANTS[plant]
    campaign = Campaign(Corpus(), phases=(Phase.generate,))  # found, and not shrunk
    with planted():
        for seed in range(10):
            campaign.round(name, seed=seed, examples=30)

    assert list(campaign.failed) == [name]


def test_what_came_to_something_new_is_kept(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path)
    known = len(corpus.inputs)
    for raw in (b"a: *b", b"c: *d", b"a: 1\na: 2"):
        corpus.keep(raw, PROPERTIES["bytes are read within bounds"].check(raw) or ())

    assert len(corpus.inputs) == known + 2
    assert sorted(each.read_bytes() for each in tmp_path.iterdir()) == sorted(
        [b"a: *b", b"a: 1\na: 2"]
    )
    assert Corpus(tmp_path).inputs[known:] == [
        each.read_bytes() for each in sorted(tmp_path.iterdir())
    ]


def test_the_program_tells_what_it_tried_and_what_it_found(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "fuzz", "--minutes", "0.02", "--plant", "depth"]
    done = subprocess.run(
        [*command, "--corpus", str(tmp_path)],
        check=False, capture_output=True, text=True, cwd=ROOT,
    )  # fmt: skip

    assert done.returncode == 1, done.stderr
    assert "FAILED: bytes are read within bounds" in done.stdout
    assert "cases in" in done.stdout


def test_a_campaign_ends_with_its_time() -> None:
    campaign = run(["the validators agree"], Campaign(Corpus()), seconds=0, seed=0)

    assert campaign.tried == {}
