"""Pointers, and the form of them that survives moved items."""

from __future__ import annotations

from typing import Any

import pytest

from policycheck.location import ROOT, Identities, Location, Pointer, Span, stable

DATA: dict[str, Any] = {
    "activities": [
        {"id": "orders", "recipients": [{"to": "host"}, "adco", {"name": "Shop"}]},
        {"id": "orders", "retention": [{"max": "P1Y"}, {"use": "tax"}]},
        {"name": "n", "id": "a/b~c"},
        {"id": 7, "name": "seven"},
    ],
    "published": [{"table": "sold", "rows": [{"label": "Identifiers"}, ["x"]]}],
    "waivers": [{"rule": "a/b"}],
    "regimes": ["eu-gdpr", "us-nv", "us-nv"],
    "signals": {"gpc": {"is": "honoured"}},
}


def test_a_pointer_grows_one_step_at_a_time() -> None:
    pointer = ROOT / "activities" / 0 / "id"

    assert pointer == Pointer(("activities", 0, "id"))
    assert isinstance(pointer, Pointer)


@pytest.mark.parametrize(
    ("steps", "printed"),
    [
        ((), ""),
        (("a", 0, "b"), "/a/0/b"),
        (("a/b", "c~d", "~1"), "/a~1b/c~0d/~01"),
        (("",), "/"),
    ],
)
def test_a_pointer_prints_as_a_json_pointer(
    steps: tuple[str | int, ...], printed: str
) -> None:
    assert str(Pointer(steps)) == printed


def test_a_place_is_within_itself_and_what_it_is_part_of() -> None:
    place = ROOT / "a" / 0 / "b"
    others = [ROOT, ROOT / "a", ROOT / "a" / 0, place, place / "c", ROOT / "a" / 1]

    assert [place.within(other) for other in others] == [True] * 4 + [False] * 2


@pytest.mark.parametrize(
    ("steps", "printed"),
    [
        ((), ""),
        (("activities", 0), "/activities/orders"),
        (
            ("activities", 0, "recipients", 0, "to"),
            "/activities/orders/recipients/host/to",
        ),
        (("activities", 0, "recipients", 1), "/activities/orders/recipients/adco"),
        (("activities", 0, "recipients", 2), "/activities/orders/recipients/Shop"),
        (("activities", 1), "/activities/1"),
        (("activities", 1, "retention", 0, "max"), "/activities/1/retention/0/max"),
        (("activities", 1, "retention", 1), "/activities/1/retention/tax"),
        (("activities", 2), "/activities/a~1b~0c"),
        (("activities", 3), "/activities/seven"),
        (("published", 0, "rows", 0), "/published/sold/rows/Identifiers"),
        (("published", 0, "rows", 1, 0), "/published/sold/rows/1/x"),
        (("waivers", 0), "/waivers/a~1b"),
        (("regimes", 1), "/regimes/us-nv"),
        (("regimes", 2), "/regimes/2"),
        (("signals", "gpc", "is"), "/signals/gpc/is"),
    ],
)
def test_an_item_goes_by_what_identifies_it_else_by_its_index(
    steps: tuple[str | int, ...], printed: str
) -> None:
    """A second item of the same identity keeps its index."""
    assert stable(DATA, Pointer(steps)) == printed


@pytest.mark.parametrize(
    ("steps", "printed"),
    [
        (("activities", 0, "purposes", 3), "/activities/orders/purposes/3"),
        (("activities", 9, "id"), "/activities/9/id"),
        (("activities", -1), "/activities/-1"),
        (("regimes", 0, "x", 1), "/regimes/eu-gdpr/x/1"),
        (("nowhere", 0), "/nowhere/0"),
        (("signals", 0), "/signals/0"),
        (("activities", "id"), "/activities/id"),
    ],
)
def test_what_is_absent_goes_by_the_steps_that_lead_there(
    steps: tuple[str | int, ...], printed: str
) -> None:
    assert stable(DATA, Pointer(steps)) == printed


def test_spans_are_ordered_as_they_stand_in_the_text() -> None:
    spans = [Span(2, 1, 2, 5), Span(1, 9, 1, 10), Span(1, 9, 2, 1), Span(1, 2, 9, 9)]

    assert sorted(spans) == [spans[3], spans[1], spans[2], spans[0]]


def test_a_location_is_a_value() -> None:
    one = Location("p.yaml", Span(1, 1, 1, 2), ROOT)

    assert one == Location("p.yaml", Span(1, 1, 1, 2), Pointer())
    assert len({one, Location("p.yaml", Span(1, 1, 1, 2), ROOT)}) == 1


class Asked(dict[str, str]):
    """An item that counts how often it is asked for its id."""

    many = 0

    def __getitem__(self, key: str) -> str:
        """Its id, counted."""
        Asked.many += 1
        return super().__getitem__(key)


def test_the_items_of_a_list_are_named_once() -> None:
    """Many findings in a long list cost no more than the list is long."""
    data = {"activities": [Asked(id=f"a{index % 7}") for index in range(500)]}
    identities = Identities(data)
    Asked.many = 0

    found = [
        identities.stable(ROOT / "activities" / index / "purposes")
        for index in range(500)
    ]

    assert found[:8] == [
        *(f"/activities/a{index}/purposes" for index in range(7)),
        "/activities/7/purposes",
    ]
    assert Asked.many == 500 + 500
