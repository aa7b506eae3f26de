"""What a value that is written another way was meant to be."""

from __future__ import annotations

import pytest

from policycheck import advice


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("3 years", "P3Y"),
        ("  Three  Years ", "P3Y"),
        ("one week", "P1W"),
        ("13 months", "P13M"),
        ("007 days", "P7D"),
        ("many years", None),
        ("3 years or so", None),
        ("3 fortnights", None),
        ("", None),
    ],
)
def test_a_period_in_words(words: str, period: str | None) -> None:
    assert advice.period(words) == period


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("1 July 2026", "2026-07-01"),
        ("2nd Sept. 2026", None),
        ("2nd sept, 2026", "2026-09-02"),
        ("1. Juli 2026", "2026-07-01"),
        ("July 1, 2026", "2026-07-01"),
        ("Dec. 31st 2026", "2026-12-31"),
        ("2026.7.1", "2026-07-01"),
        ("30 February 2026", None),
        ("1 Nowhere 2026", None),
        ("01/07/2026", None),
        ("soon", None),
    ],
)
def test_a_day_in_words(words: str, day: str | None) -> None:
    """A day that two readers read as two days is left to the writer."""
    assert advice.day(words) == day


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        ("Acme Shop", "acme-shop"),
        ("order_history", "order-history"),
        ("-a--b-", "a-b"),
        ("x" * 500, "x" * 100),
        ("日本", None),
    ],
)
def test_words_as_an_id(words: str, id_: str | None) -> None:
    assert advice.id_(words) == id_
