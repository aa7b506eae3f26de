"""Which known word was meant."""

from __future__ import annotations

import pytest

from policycheck.spelling import nearest

KNOWN = ["purposes", "recipients", "retention", "rights", "none", "ads", "scc", "Fees"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("purposes", "purposes"),
        ("purpose", "purposes"),
        ("purpsoes", "purposes"),
        ("puproses", "purposes"),
        ("purposessx", "purposes"),
        ("PURPOSES", "purposes"),
        ("fees", "Fees"),
        ("recipiant", "recipients"),
        ("non", "none"),
        ("nnoe", "none"),
        ("sc", "scc"),
        ("rihgts", "rights"),
    ],
)
def test_a_word_within_two_edits_of_one_known_word_means_it(
    word: str, meant: str
) -> None:
    """An edit is a letter more, less, other, or two neighbours swapped."""
    assert nearest(word, KNOWN) == meant


@pytest.mark.parametrize(
    "word",
    [
        "purpo",  # three letters away
        "whatever",  # far from all
        "",
        "x",
        "sd",  # two edits in two letters make any word of any other
        "abc",
        "z" * 101,
    ],
)
def test_a_word_far_from_all_known_words_means_none(word: str) -> None:
    assert nearest(word, KNOWN) is None


def test_a_word_as_near_to_two_known_words_means_neither() -> None:
    assert nearest("bat", ["cat", "bag"]) is None
    assert nearest("bat", ["cat", "bart", "bats"]) is None


def test_the_nearest_of_several_wins_wherever_it_stands() -> None:
    assert nearest("retentoin", ["retentive", "retention"]) == "retention"
    assert nearest("retentoin", ["retention", "retentive"]) == "retention"


def test_swapped_neighbours_are_one_edit_once() -> None:
    """A letter is not swapped and then changed again."""
    assert nearest("ca-abcdef", ["abc-abcdef"]) is None


def test_nothing_known_means_nothing() -> None:
    assert nearest("word", []) is None
