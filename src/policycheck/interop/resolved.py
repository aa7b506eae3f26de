"""The resolved policy as JSON: names looked up, general statements filled in."""

from __future__ import annotations

import json
from typing import Any, Final

from policycheck.interop.filled import Filled, Named, filled
from policycheck.policy import build

VERSION: Final = 1
"""Raised when a key changes its meaning or goes away."""


def export(data: Any) -> str:
    """Everything the policy says, each activity with all that is said of it.

    `grain` tells whether the activity says it itself (specific), a statement about many
    activities does (general), or nothing does (undisclosed); `at` says where.
    """
    policy = build(data)
    activities = [
        {**data["activities"][index], **_slots(filled(data, policy, activity))}
        for index, activity in enumerate(policy.activities)
    ]
    rest = {key: value for key, value in data.items() if key != "policycheck"}
    resolved = {"version": VERSION, "schema": data["policycheck"], **rest}
    if activities:
        resolved["activities"] = activities
    return json.dumps(resolved, indent=2, ensure_ascii=False) + "\n"


def _slots(slots: dict[str, Filled]) -> dict[str, Any]:
    return {name: _slot(said) for name, said in slots.items()}


def _slot(said: Filled) -> dict[str, Any]:
    made: dict[str, Any] = {"grain": said.grain.value}
    if said.stated:
        made["at"] = [str(each.at) for each in said.stated]
    if said.items:
        made["values"] = [_item(each) for each in said.items]
    if said.is_none:
        made["none"] = True
    if said.unclear:
        made["unclear"] = list(said.unclear)
    return made


def _item(item: Named) -> dict[str, Any]:
    """An entry with its id, and what the place that names it says beside."""
    named = {} if item.id is None else {"id": item.id}
    if item.edge is item.entry or not item.edge:
        return {**named, **item.entry}
    beside = {
        key: value for key, value in item.edge.items() if key not in {"use", "to"}
    }
    return {**named, "entry": dict(item.entry), **beside}
