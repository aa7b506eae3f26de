"""Records of processing activities (GDPR Art. 30) as CSV, one row per activity."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from policycheck.formulas import defused
from policycheck.interop.filled import Filled, Named, filled
from policycheck.interop.loss import Fields, Note, lost
from policycheck.policy import build
from policycheck.policy.slots import Grain

MISSING: Final = "[not stated]"
_GENERAL: Final = " [stated for everything]"
_CONTACT: Final = ("name", "address", "country", "email", "phone", "form")
_PERSON: Final[Fields] = dict.fromkeys(_CONTACT, None)
_CATALOGUE: Final[Fields] = {"*": {"name": None, "basis": None, "elements": None}}
_KEPT: Final = ("max", "min", "after", "criterion", "law")
_SENT: Final = ("to", "countries", "elsewhere", "mechanism", "mechanism_text", "copy")
_NAMED: Final = ("name", "category", "role", "country")
_SLOTS: Final[Fields] = {
    "id": None, "name": None, "about": None, "data_subjects": None, "purposes": None,
    "data_categories": None, "legal_bases": {"*": {"use": None, "basis": None}},
    "recipients": {"*": {"to": None, "role": None, "name": None}},
    "transfers": {"*": dict.fromkeys(_SENT)}, "retention": {"*": dict.fromkeys(_KEPT)},
}  # fmt: skip
CARRIED: Final[Fields] = {
    "policy": {"id": None, "title": None},
    "controllers": {"*": {**_PERSON, "joint_with": None}},
    "contacts": {"dpo": _PERSON}, "representatives": {"*": _PERSON},
    "data_subjects": _CATALOGUE, "data_categories": _CATALOGUE, "purposes": _CATALOGUE,
    "legal_bases": _CATALOGUE, "recipients": {"*": dict.fromkeys(_NAMED)},
    "retention": {"*": dict.fromkeys(_KEPT)}, "general": {"*": _SLOTS},
    "activities": {"*": _SLOTS}, "security": {"measures": None},
}  # fmt: skip

Slots = Mapping[str, Filled]
Column = tuple[str, Callable[[Any, Slots], str]]


def export(data: Any, *, processor: bool = False) -> str:
    """The record of a controller (Art. 30(1)), or of a processor (Art. 30(2)).

    A fact Art. 30 asks for and the policy does not state is flagged, never left empty.
    """
    columns = _PROCESSOR if processor else _CONTROLLER
    policy = build(data)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["Activity", *(header for header, _ in columns)])
    for activity in policy.activities:
        slots = filled(data, policy, activity)
        cells = [
            activity.name or activity.id,
            *(cell(data, slots) for _, cell in columns),
        ]
        writer.writerow(defused(cell) for cell in cells)
    return out.getvalue()


def losses(data: Any) -> tuple[Note, ...]:
    """What of the policy is not in the export."""
    return tuple(lost(data, CARRIED, "a record of processing"))


def _joined(words: Iterable[str], grain: Grain = Grain.SPECIFIC) -> str:
    found = "; ".join(dict.fromkeys(word for word in words if word))
    if not found:
        return MISSING
    return found + _GENERAL if grain is Grain.GENERAL else found


def _person(entry: Mapping[str, Any]) -> str:
    return ", ".join(
        " ".join(entry[key].split()) for key in _CONTACT if entry.get(key) is not None
    )


def _controllers(data: Any, _slots: Slots) -> str:
    return _joined(_person(each) for each in data["controllers"].values())


def _joint(data: Any, _slots: Slots) -> str:
    controllers = data["controllers"]
    ids = [id_ for each in controllers.values() for id_ in each.get("joint_with", [])]
    found = [_person(controllers[id_]) for id_ in ids if id_ in controllers]
    return _joined(found) if found else "none stated"


def _representatives(data: Any, _slots: Slots) -> str:
    found = [_person(each) for each in data.get("representatives", [])]
    return _joined(found) if found else "none stated"


def _officer(data: Any, _slots: Slots) -> str:
    officer = data.get("contacts", {}).get("dpo")
    return _joined([] if officer is None else [_person(officer)])


def _cell(slot: str, words: Callable[[Any, Named], str]) -> Callable[[Any, Slots], str]:
    """A cell with the items of a slot, or what stands there instead of items."""

    def cell(data: Any, slots: Slots) -> str:
        said = slots[slot]
        unclear = [f"unclear: {each}" for each in said.unclear]
        none = ["none"] * said.is_none
        return _joined([*(words(data, each) for each in said.items), *unclear, *none],
                       said.grain)  # fmt: skip

    return cell


def _name(_data: Any, item: Named) -> str:
    return str(item.entry["name"])


def _data_category(_data: Any, item: Named) -> str:
    elements = ", ".join(item.entry.get("elements", []))
    return f"{item.entry['name']} ({elements})" if elements else str(item.entry["name"])


def _recipient(_data: Any, item: Named) -> str:
    role = item.edge.get("role", ", ".join(item.entry.get("role", [])))
    category = item.entry.get("category")
    category = None if category == item.entry["name"] else category
    beside = [each for each in (category, role, item.entry.get("country")) if each]
    name = str(item.entry["name"])
    return f"{name} ({', '.join(beside)})" if beside else name


def _transfer(data: Any, item: Named) -> str:
    entry = item.entry
    places = ", ".join(entry.get("countries", [])) or "countries not named"
    to = data.get("recipients", {}).get(entry.get("to"), {}).get("name")
    keys = ("mechanism", "mechanism_text", "copy")
    how = ", ".join(entry[key] for key in keys if key in entry)
    return f"{to + ' in ' if to else ''}{places}: {how or 'safeguard ' + MISSING}"


def _retention(_data: Any, item: Named) -> str:
    entry = item.entry
    law = entry.get("law", {}).get("cite")
    said = [
        f"at least {entry['min']}" if "min" in entry else "",
        entry.get("max", ""),
        f"after {entry['after']}" if "after" in entry else "",
        entry.get("criterion", ""),
        law or "",
    ]
    return ", ".join(each for each in said if each)


def _basis(_data: Any, item: Named) -> str:
    return str(item.entry.get("basis", item.entry.get("name")))


def _security(data: Any, _slots: Slots) -> str:
    return _joined([data.get("security", {}).get("measures", "")])


def _on_behalf_of(_data: Any, _slots: Slots) -> str:
    """A policy does not say for which controllers its own controller is a processor."""
    return MISSING


_TRANSFERS: Final = _cell("transfers", _transfer)
_CONTROLLER: Final[tuple[Column, ...]] = (
    ("30(1)(a) Controller", _controllers),
    ("30(1)(a) Joint controllers", _joint),
    ("30(1)(a) Representative", _representatives),
    ("30(1)(a) Data protection officer", _officer),
    ("30(1)(b) Purposes", _cell("purposes", _name)),
    ("30(1)(c) Categories of data subjects", _cell("data_subjects", _name)),
    ("30(1)(c) Categories of personal data", _cell("data_categories", _data_category)),
    ("30(1)(d) Categories of recipients", _cell("recipients", _recipient)),
    ("30(1)(e) Transfers to third countries", _TRANSFERS),
    ("30(1)(f) Time limits for erasure", _cell("retention", _retention)),
    ("30(1)(g) Security measures", _security),
    ("Legal bases (not asked for by Art. 30)", _cell("legal_bases", _basis)),
)
_PROCESSOR: Final[tuple[Column, ...]] = (
    ("30(2)(a) Processor", _controllers),
    ("30(2)(a) Controllers on whose behalf", _on_behalf_of),
    ("30(2)(a) Representative", _representatives),
    ("30(2)(a) Data protection officer", _officer),
    ("30(2)(b) Categories of processing", _cell("purposes", _name)),
    ("30(2)(c) Transfers to third countries", _TRANSFERS),
    ("30(2)(d) Security measures", _security),
)


def missing(csv_text: str) -> Iterator[tuple[str, str]]:
    """The activities and columns of an export that state nothing."""
    header, *rows = csv.reader(io.StringIO(csv_text))
    for row in rows:
        for column, cell in zip(header, row, strict=True):
            if cell == MISSING:
                yield row[0], column
