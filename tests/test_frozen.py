"""Values: made once, compared by content, and dataclasses to the standard library."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field, fields, is_dataclass, replace
from typing import Generic, TypeVar

import pytest

from policycheck.frozen import Frozen

T = TypeVar("T")


class Place(Frozen):
    """A place; `seen` is not part of what it is."""

    country: str
    region: str = ""
    seen: int = field(default=0, compare=False)


class Thing(Frozen, kw_only=True):
    """A thing made by name only."""

    size: int = 1
    name: str
    tags: dict[str, str] = field(default_factory=dict)


class Box(Thing, Generic[T], kw_only=True):
    """A thing that holds another."""

    held: T


def test_fields_are_given_by_place_or_by_name() -> None:
    assert Place("DE", "BE") == Place(country="DE", region="BE")
    assert Place("DE").region == ""
    assert Place("DE", seen=3).seen == 3


def test_a_subclass_adds_fields_to_those_it_has() -> None:
    box = Box(name="a", held=Place("DE"), size=2)

    assert [each.name for each in fields(box)] == ["size", "name", "tags", "held"]
    assert (box.size, box.name, box.tags, box.held) == (2, "a", {}, Place("DE"))


def test_what_a_factory_makes_is_made_for_each_value() -> None:
    assert Thing(name="a").tags is not Thing(name="b").tags
    assert Thing(name="a", tags={"k": "v"}).tags == {"k": "v"}


def test_values_are_equal_when_their_class_and_compared_fields_are() -> None:
    assert Place("DE", seen=1) == Place("DE", seen=2)
    assert hash(Place("DE", seen=1)) == hash(Place("DE", seen=2))
    assert Place("DE") != Place("FR")
    assert Thing(name="a") != Box(name="a", held=None)
    assert Place("DE") != "DE"


def test_nothing_changes_a_value() -> None:
    place = Place("DE")

    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'country'"):
        setattr(place, "country", "FR")  # noqa: B010 - mypy refuses the plain way
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'country'"):
        del place.country
    assert place == Place("DE")


def test_the_standard_library_takes_it_for_a_dataclass() -> None:
    place = Place("DE", seen=4)

    assert is_dataclass(place)
    assert replace(place, region="BE") == Place("DE", "BE")
    assert replace(place, region="BE").seen == 4
    assert repr(place) == "Place(country='DE', region='', seen=4)"
    match place:
        case Place(country, region):
            assert (country, region) == ("DE", "")


@pytest.mark.parametrize("through", [copy.copy, copy.deepcopy])
def test_a_copy_is_equal(through: Callable[[Place], Place]) -> None:
    assert through(Place("DE", "BE")) == Place("DE", "BE")


def test_a_value_crosses_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(Place("DE", "BE"))) == Place("DE", "BE")  # noqa: S301 - our own


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (Place, "Place: missing or unknown: country"),
        (lambda: Place("DE", town="x"), "Place: missing or unknown: town"),  # type: ignore[call-arg] # the test
        (lambda: Thing(nam="a"), "Thing: missing or unknown: nam, name"),  # type: ignore[call-arg] # the test
        (lambda: Thing("a"), "longer"),  # type: ignore[call-arg,arg-type] # the test
        (lambda: Place("DE", "BE", 1, 2), "longer"),  # type: ignore[call-arg] # the test
    ],
)
def test_a_value_with_too_little_or_too_much_is_not_made(
    make: Callable[[], Frozen], says: str
) -> None:
    with pytest.raises((TypeError, ValueError), match=says):
        make()
