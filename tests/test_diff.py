"""Facts of two versions: one edit each, swapped, moved, combined and not at all."""

from __future__ import annotations

import json
import random
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from policycheck import schema
from policycheck.diff import Change, Comparison, compare, comparison
from policycheck.diff.kinds import Kind
from policycheck.diff.mirrors import MIRRORS, UNMIRRORED
from policycheck.diff.pruning import Pruned
from policycheck.diff.scale import Direction
from policycheck.source import Document, read

Data: TypeAlias = Any
"""A policy as plain data, or a part of it."""
FIXTURES = Path(__file__).parent / "fixtures" / "diff"
TODAY = date(2026, 11, 23)
_IDENTITIES = ("id", "to", "table", "label", "name", "about", "channel", "link_title")
_WORDS = {"also", "swap", "base"}


def load(name: str) -> Data:
    document = read(name, (FIXTURES / name).read_bytes())
    assert not document.faults
    return document.data


BASE = load("base.yaml")
EDITS: list[tuple[str, dict[str, Any]]] = [
    (kind, edit) for kind, edits in load("mutations.yaml").items() for edit in edits
]
MUTATIONS = [
    pytest.param(kind, edit, id=f"{kind}-{index}")
    for index, (kind, edit) in enumerate(EDITS)
]
BY_SLUG = {kind.slug: kind for kind in Kind}


def document(data: Data, path: str = "policy.yaml") -> Document:
    return _read(json.dumps(data, indent=1, ensure_ascii=True), path)


@cache
def _read(text: str, path: str) -> Document:
    made = read(path, text.encode())
    assert not made.faults
    assert not list(schema.problems(made.data))
    return made


def edited(data: Data, edit: dict[str, Any]) -> Data:
    """A copy with every edit of one mutation made."""
    new = deepcopy(data)
    for path, value in edit.items():
        if path not in _WORDS:
            apply(new, path, deepcopy(value))
    return new


def apply(data: Data, path: str, value: Data) -> None:
    *steps, last = path.rstrip("+->").split("/")
    for step in steps:
        data = child(data, step)
    match path[-1]:
        case "+":
            data[last] = [*child(data, last), value]
        case "-" if value is True:
            del data[last]
        case "-":
            child(data, last).remove(value)
        case ">":
            data[value] = data.pop(last)
        case _ if isinstance(data, list):
            data[int(last)] = value
        case _:
            data[last] = value


def child(data: Data, step: str) -> Data:
    if isinstance(data, dict):
        return data[step]
    for item in data:
        if isinstance(item, dict) and (
            step in [item.get(key) for key in _IDENTITIES] or item.get("for") == [step]
        ):
            return item
    return data[int(step)]


def changes(old: Data, new: Data) -> Comparison:
    return compare(document(old, "old.yaml"), document(new, "new.yaml"), as_of=TODAY)


def kinds(comparison: Comparison) -> list[Kind]:
    """The kinds found, but for those that judge the dates."""
    found = [each.kind for each in comparison.changes if each.kind not in UNMIRRORED]
    return sorted(found, key=lambda kind: kind.slug)


def expected(kind: str, edit: dict[str, Any]) -> list[Kind]:
    slugs = sorted([kind, *edit.get("also", ())])
    return [BY_SLUG[slug] for slug in slugs]


def sides(edit: dict[str, Any]) -> tuple[Data, Data]:
    """The two versions one mutation is about."""
    old = edited(BASE, edit.get("base", {}))
    both = old, edited(BASE, edit)
    return (both[1], both[0]) if edit.get("swap") else both


@pytest.mark.parametrize(("kind", "edit"), MUTATIONS)
def test_one_edit_is_exactly_these_changes(kind: str, edit: dict[str, Any]) -> None:
    old, new = sides(edit)

    assert kinds(changes(old, new)) == expected(kind, edit)


@pytest.mark.parametrize(("kind", "edit"), MUTATIONS)
def test_swapped_versions_are_the_mirrors(kind: str, edit: dict[str, Any]) -> None:
    old, new = sides(edit)
    mirrored = [MIRRORS[each] for each in expected(kind, edit)]

    assert kinds(changes(new, old)) == sorted(mirrored, key=_slug)


def test_every_kind_has_two_mutations() -> None:
    """A kind's own, or its mirror's read backwards."""
    table = load("mutations.yaml")
    counted = {
        kind: len(table.get(kind.slug, ())) or len(table.get(MIRRORS[kind].slug, ()))
        for kind in Kind
        if kind not in UNMIRRORED
    }

    assert {kind.slug for kind, count in counted.items() if count < 2} == set()
    assert set(table) <= set(BY_SLUG)


def _slug(kind: Kind) -> str:
    return kind.slug


# --- kinds and their mirrors


def test_every_kind_has_a_mirror_or_a_reason() -> None:
    assert set(MIRRORS) | set(UNMIRRORED) == set(Kind)
    assert set(MIRRORS) & set(UNMIRRORED) == set()
    assert all(UNMIRRORED.values())


@pytest.mark.parametrize("kind", list(MIRRORS), ids=_slug)
def test_a_mirror_goes_the_other_way_about_the_same(kind: Kind) -> None:
    mirror = MIRRORS[kind]
    opposite = {
        Direction.EXPANDS: Direction.NARROWS,
        Direction.NARROWS: Direction.EXPANDS,
        Direction.NEUTRAL: Direction.NEUTRAL,
    }

    assert MIRRORS[mirror] is kind
    assert mirror.direction is opposite[kind.direction]
    assert mirror.theme is kind.theme


# --- what is no change


@pytest.mark.parametrize(("kind", "edit"), MUTATIONS)
def test_a_version_does_not_differ_from_itself(kind: str, edit: dict[str, Any]) -> None:
    new = edited(BASE, edit)

    assert kind in BY_SLUG
    assert changes(new, deepcopy(new)).changes == ()


@settings(max_examples=25, deadline=None)
@given(some.randoms(use_true_random=False))
def test_order_is_nothing(shuffler: random.Random) -> None:
    assert changes(BASE, shuffled(BASE, shuffler)).changes == ()


def shuffled(data: Data, shuffler: random.Random) -> Data:
    if isinstance(data, dict):
        keys = list(data)
        shuffler.shuffle(keys)
        return {key: shuffled(data[key], shuffler) for key in keys}
    if isinstance(data, list):
        items = [shuffled(each, shuffler) for each in data]
        shuffler.shuffle(items)
        return items
    return data


def test_formatting_quoting_and_comments_are_nothing() -> None:
    written = read("base.yaml", (FIXTURES / "base.yaml").read_bytes())

    assert compare(written, document(BASE), as_of=TODAY).changes == ()


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(
            {
                "activities/tax/retention-": True,
                "general+": {
                    "id": "kept",
                    "about": {"activities": ["tax"]},
                    "retention": ["tax"],
                },
            },
            id="retention-moves-to-general",
        ),
        pytest.param(
            {
                "activities/tax/recipients-": True,
                "activities/orders/recipients-": True,
                "general+": {
                    "id": "hosted",
                    "about": {"activities": ["orders", "tax"]},
                    "recipients": [
                        {"to": "host", "disclosure": ["business-purpose"]},
                        {
                            "to": "carrier",
                            "data_categories": ["email"],
                            "disclosure": ["business-purpose"],
                        },
                    ],
                },
            },
            id="recipients-move-to-general",
        ),
        pytest.param(
            {"legal_bases/order/basis": "gdpr:6-1-b"}, id="another-word-for-a-basis"
        ),
        pytest.param({"retention/tax/max": "P96M"}, id="another-way-to-write-a-period"),
        pytest.param(
            {"retention/visits/stage": "active"},
            id="the-stage-that-goes-without-saying",
        ),
        pytest.param(
            {"activities/ads/transfers/adco/mechanism": "gdpr:46-2-c"},
            id="another-word-for-a-mechanism",
        ),
        pytest.param(
            {
                "activities/orders/purposes": [{"name": "Deliver your order"}],
            },
            id="an-entry-written-in-place",
        ),
        pytest.param(
            {
                "claims/no-sale/data_categories": ["email"],
                "claims+": {
                    "id": "no-sale-of-orders",
                    "never": ["sold"],
                    "data_categories": ["orders"],
                    "window": "P12M",
                },
            },
            id="a-claim-in-two",
        ),
    ],
)
def test_the_same_effect_stated_elsewhere_is_no_change(edit: dict[str, Any]) -> None:
    other = changes(BASE, edited(BASE, edit))
    of_form = {Kind.PURPOSE_KIND_REMOVED, Kind.STATUTORY_PURPOSE_REMOVED}

    assert set(kinds(other)) <= of_form


# --- who is who


RENAMINGS = [
    {"purposes/tax>": "books", "activities/tax/purposes": ["books"]},
    {
        "purposes/tax>": "books",
        "purposes/books/name": "Keep books",
        "purposes/books/replaces": ["tax"],
        "activities/tax/purposes": ["books"],
    },
    {
        "recipients/carrier>": "parcels",
        "recipients/parcels/category": "Parcels",
        "activities/orders/recipients/carrier/to": "parcels",
    },
    {"claims/no-sale/id": "nothing-is-sold"},
    {"general/stays/id": "at-home"},
]


@pytest.mark.parametrize("edit", RENAMINGS)
def test_a_new_id_is_a_rename(edit: dict[str, Any]) -> None:
    """Matched by `replaces`, by content, or by name; on whichever side that stands."""
    reworded = {Kind.RENAMED, Kind.PURPOSE_REWORDED, Kind.RECIPIENT_REWORDED}
    new = edited(BASE, edit)

    for found in (kinds(changes(BASE, new)), kinds(changes(new, BASE))):
        assert Kind.RENAMED in found
        assert set(found) <= reworded


def test_two_entries_become_one() -> None:
    """`replaces` may name several; nobody's data came or went."""
    edit = {
        "data_categories/mail": {
            "name": "E-mail and orders",
            "replaces": ["email", "orders"],
        },
        "data_categories/email-": True,
        "data_categories/orders-": True,
        "activities/orders/data_categories": ["mail"],
        "activities/orders/recipients/carrier/data_categories": ["mail"],
        "activities/tax/data_categories": ["mail"],
        "activities/news/data_categories": ["mail"],
        "general/stays/about/data_categories": ["mail"],
        "claims/no-sale/data_categories": ["mail"],
    }
    found = set(kinds(changes(BASE, edited(BASE, edit))))

    assert not found & {Kind.DATA_CATEGORY_ADDED, Kind.DATA_CATEGORY_REMOVED}


# --- several edits


INDEPENDENT: list[dict[str, Any]] = [
    {"purposes/ads/name": "Show ads"},
    {"data_categories/email/elements+": "old address"},
    {"recipients/host/country": "IN"},
    {"retention/orders/max": "P5Y"},
    {"trackers/banner/max_age": "P25M"},
    {"rights/europe/grants/portability": {}},
    {"signals/gpc/how": "for all"},
    {"minors/consent_age": 13},
    {"claims": BASE["claims"][:1] + BASE["claims"][2:]},
    {"controllers/shop/name": "Store GmbH"},
    {"contacts/press": {"email": "press@shop.example"}},
    {"security/measures": "more locks"},
    {"activities/diet/conditions+": {"condition": "health-care"}},
    {"activities/survey/transfers/0/mechanism": "dpf"},
    {"general+": {"id": "more", "about": "all", "legal_bases": ["order", "law"]}},
    {"complaints/for": ["europe"]},
    {"activities/survey/sources/0/name": "PollCo"},
    {"recipients/carrier/country": "PL"},
    {"activities/visits/recipients/host/disclosure": ["sold"]},
    {"marketing/sms/similar_products": False},
    {"automated_decisions/credit/significant": True},
    {"published+": {"table": "disclosed", "rows": [{"label": "Identifiers"}]}},
    {"opt_outs+": {"from": ["direct-marketing"], "how": "tell us"}},
    {"deidentification/measures": "keys destroyed"},
]


@settings(max_examples=40, deadline=None)
@given(some.sets(some.sampled_from(range(len(INDEPENDENT))), min_size=2))
def test_independent_edits_are_the_sum_of_their_changes(chosen: set[int]) -> None:
    new = BASE
    single: list[str] = []
    for index in sorted(chosen):
        new = edited(new, INDEPENDENT[index])
        single += fingerprints(changes(BASE, edited(BASE, INDEPENDENT[index])))

    assert fingerprints(changes(BASE, new)) == sorted(single)


def fingerprints(found: Comparison) -> list[str]:
    facts = [each for each in found.changes if each.kind not in UNMIRRORED]
    return sorted(each.fingerprint for each in facts)


@settings(max_examples=60, deadline=None)
@given(
    some.lists(
        some.integers(0, len(MUTATIONS) - 1), min_size=2, max_size=5, unique=True
    )
)
def test_any_edits_swapped_are_the_mirrors(chosen: list[int]) -> None:
    new = BASE
    for index in chosen:
        new = tried(new, EDITS[index][1])
    there = [MIRRORS[each] for each in kinds(changes(BASE, new))]

    assert kinds(changes(new, BASE)) == sorted(there, key=_slug)


def tried(data: Data, edit: dict[str, Any]) -> Data:
    """The edit made, where the edits before it left something to edit."""
    try:
        new = edited(data, edit)
        document(new)
    except (KeyError, IndexError, ValueError, AssertionError):
        return data
    return new


@pytest.mark.parametrize(("kind", "edit"), MUTATIONS)
def test_what_is_set_aside_makes_no_difference(
    kind: str, edit: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Comparing only what can differ finds what comparing everything finds."""
    new = edited(BASE, edit)
    quick = shown(changes(BASE, new))
    monkeypatch.setattr(comparison, "prune", _whole)

    assert kind in BY_SLUG
    assert shown(changes(BASE, new)) == quick


@settings(max_examples=40, deadline=None)
@given(
    some.lists(
        some.integers(0, len(MUTATIONS) - 1), min_size=2, max_size=5, unique=True
    )
)
def test_whatever_is_edited_nothing_set_aside_matters(chosen: list[int]) -> None:
    new = BASE
    for index in chosen:
        new = tried(new, EDITS[index][1])
    with pytest.MonkeyPatch.context() as patch:
        quick = shown(changes(BASE, new))
        patch.setattr(comparison, "prune", _whole)

        assert shown(changes(BASE, new)) == quick


def _whole(old: Data, new: Data) -> tuple[Pruned, Pruned]:
    one, other = (
        Pruned(data, tuple(range(len(data["activities"])))) for data in (old, new)
    )
    return one, other


def shown(found: Comparison) -> list[tuple[str, Change]]:
    return [(each.fingerprint, each) for each in found.changes]


def test_a_fingerprint_is_made_of_structure() -> None:
    """Pinned: a new wording of ours, a moved line or another format keeps it."""
    new = edited(BASE, {"data_categories/email/elements+": "x"})

    assert fingerprints(changes(BASE, new)) == ["31d3a2f4ea020288"]


def test_a_purpose_that_is_named_and_not_there_belongs_to_nobody() -> None:
    """It becomes ours neither when it is written down nor when it is struck out."""
    whole = load("base.yaml")
    used = whole["activities"][0]["purposes"][0]
    name = used if isinstance(used, str) else used["use"]
    bare = deepcopy(whole)
    del bare["purposes"][name]
    owned = {Kind.PURPOSE_BECAME_OURS, Kind.PURPOSE_BECAME_THEIRS}

    assert owned.isdisjoint(kinds(changes(bare, whole)))
    assert owned.isdisjoint(kinds(changes(whole, bare)))
