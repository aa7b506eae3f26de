"""The harness that tries at random finds what is planted, and nothing else."""

from __future__ import annotations

from collections import Counter

import pytest
from fuzz.__main__ import attempt
from fuzz.attempts import ATTEMPTS
from fuzz.planted import BUGS, planted

FOUND_BY = {
    "depth": "reading nests",
    "aliases": "reading aliases",
    "escape": "printing",
}


@pytest.mark.parametrize("bug", BUGS)
def test_a_planted_bug_is_found(bug: str) -> None:
    tried: Counter[str] = Counter()

    with planted(bug), pytest.raises(AssertionError):
        attempt(FOUND_BY[bug], tried, start=1, examples=400)

    assert tried[FOUND_BY[bug]] > 0


@pytest.mark.parametrize("name", ATTEMPTS)
def test_a_short_run_finds_nothing(name: str) -> None:
    tried: Counter[str] = Counter()

    attempt(name, tried, start=1, examples=25)

    assert tried[name] > 0
