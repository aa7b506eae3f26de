"""How long a period can be."""

from __future__ import annotations

import pytest

from policycheck.period import Period


@pytest.mark.parametrize(
    ("text", "months", "days"),
    [
        ("P1Y", 12, 0),
        ("P1Y6M", 18, 0),
        ("P2W", 0, 14),
        ("P30D", 0, 30),
        ("P1M10D", 1, 10),
        ("PT30M", 0, 30 / 1440),
        ("PT36H", 0, 1.5),
        ("P1DT12H30M15S", 0, 1 + (12 * 3600 + 30 * 60 + 15) / 86_400),
        ("P0D", 0, 0),
    ],
)
def test_a_period_keeps_months_and_days_apart(
    text: str, months: int, days: float
) -> None:
    assert Period.parse(text) == Period(months, days)


@pytest.mark.parametrize(
    "text", ["", "1Y", "P1.5D", "P-1D", "P1Y ", "P\u0661D", "PT1D"]
)
def test_what_the_schema_refuses_is_no_period(text: str) -> None:
    with pytest.raises(ValueError, match=f"^not a period: {text}$"):
        Period.parse(text)


@pytest.mark.parametrize(
    ("text", "shortest", "longest"),
    [
        ("P1Y", 365, 366),
        ("P13M", 365 + 28, 366 + 31),
        ("P1M", 28, 31),
        ("P30D", 30, 30),
        ("P2Y1M1D", 2 * 365 + 29, 2 * 366 + 32),
    ],
)
def test_a_period_lasts_between_its_shortest_and_longest(
    text: str, shortest: float, longest: float
) -> None:
    period = Period.parse(text)

    assert (period.shortest, period.longest) == (shortest, longest)


@pytest.mark.parametrize(
    ("longer", "shorter"),
    [
        ("P13M", "P1Y"),
        ("P1Y", "P11M"),
        ("P2M", "P1M"),
        ("P31D", "P30D"),
        ("P32D", "P1M"),
        ("P1M1D", "P1M"),
        ("PT2H", "PT90M"),
        ("P1D", "PT23H59M59S"),
    ],
)
def test_a_period_is_longer_only_where_it_is_in_every_calendar(
    longer: str, shorter: str
) -> None:
    one, other = Period.parse(longer), Period.parse(shorter)

    assert one.is_longer_than(other)
    assert not other.is_longer_than(one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("P1Y", "P12M"),
        ("P1M", "P30D"),
        ("P1Y", "P365D"),
        ("P1D", "PT24H"),
        ("P1W", "P7D"),
        ("P1Y30D", "P13M"),
        ("P3Y", "P1095D"),
        ("P1Y1D", "P366D"),
    ],
)
def test_neither_is_longer_where_the_calendar_decides(one: str, other: str) -> None:
    assert not Period.parse(one).is_longer_than(Period.parse(other))
    assert not Period.parse(other).is_longer_than(Period.parse(one))
