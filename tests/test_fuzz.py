"""The harness of `make fuzz`, shortly and seeded; and that it finds what it should."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from fuzz import __main__ as program
from fuzz.campaign import Campaign, Corpus, run
from fuzz.plants import PLANTS
from fuzz.properties import PROPERTIES
from hypothesis import Phase


@pytest.mark.parametrize("name", PROPERTIES)
def test_a_property_holds_for_what_is_made_up(name: str) -> None:
    campaign = Campaign(Corpus())
    campaign.round(name, seed=1, examples=15)

    assert campaign.failed == {}
    assert campaign.tried[name] >= 15


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


def test_the_program_tells_what_it_tried_and_what_it_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["fuzz", "--minutes", "0.01", "--plant", "depth", "--corpus", str(tmp_path)]
    monkeypatch.setattr(sys, "argv", words)

    assert program.main() == 1
    out = capsys.readouterr().out
    assert "FAILED: bytes are read within bounds" in out
    assert "cases in" in out


def test_a_campaign_ends_with_its_time() -> None:
    campaign = run(["the validators agree"], Campaign(Corpus()), seconds=0, seed=0)

    assert campaign.tried == {}
