"""Two documents to one comparison: facts, differences, judgement, dates, waivers."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

from policycheck import suppression
from policycheck.diff import claims, devices, document, prose
from policycheck.diff.assembling import Assembler
from policycheck.diff.change import Change, Comparison
from policycheck.diff.comparing import differences
from policycheck.diff.dating import judged
from policycheck.diff.document_topics import lies_in
from policycheck.diff.entries import Entries
from policycheck.diff.facts import Facts
from policycheck.diff.grouping import gravest_first, groups
from policycheck.diff.identity import Matched, Names, match
from policycheck.diff.kinds import Kind
from policycheck.diff.labels import Labels, everything, together
from policycheck.diff.processing import Processing
from policycheck.diff.processors import processors
from policycheck.diff.promises import Promises
from policycheck.diff.pruning import Pruned, prune
from policycheck.diff.relating import Related
from policycheck.diff.requests import Requests
from policycheck.diff.significance import judges
from policycheck.diff.telling import Teller
from policycheck.diff.units import SLOTS, units
from policycheck.diff.used import Used
from policycheck.finding import State
from policycheck.policy import Policy, build
from policycheck.policy.values import Audience
from policycheck.source import Document

_RULES: Final = frozenset(kind.rule for kind in Kind)


def compare(old: Document, new: Document, *, as_of: date) -> Comparison:
    """What changed between two valid documents, judged by the law of a day.

    The regimes of both versions judge: a law a policy stops naming still has readers.
    """
    with _uncollected():
        return _compared(old, new, as_of)


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for cycles, of which there are none: it takes a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _compared(old: Document, new: Document, as_of: date) -> Comparison:
    pruned = prune(old.data, new.data)
    policies = build(pruned[0].data), build(pruned[1].data)
    named = (*policies[1].regimes, *policies[0].regimes)
    asked = judges(named, as_of)
    found: tuple[Change, ...] = ()
    excuses = tuple(
        each
        for each in suppression.waivers(new.data)
        if each.rule.startswith(suppression.CHANGES)
    )
    if old.data != new.data:
        same = {word: meant for judge in asked for word, meant in judge.same.items()}
        matched = match(*policies)
        sides = (
            facts(policies[0], matched.old, same, pruned[0]),
            facts(policies[1], matched.new, same, pruned[1]),
        )
        used = sides[0].cells.keys() & sides[1].cells.keys()
        teller = Teller(
            Labels(
                (old.data, policies[0], matched.old),
                (new.data, policies[1], matched.new),
            ),
            sides,
            (
                everything(old.data, matched.old) & used,
                everything(new.data, matched.new) & used,
            ),
        )
        assembler = Assembler(
            old, new, pruned, teller, asked, _audiences(policies, matched)
        )
        waive = partial(_waived, excuses=excuses, day=as_of)
        found = gravest_first(_changes(assembler, policies, matched, waive))
    return Comparison(
        old_path=old.path,
        new_path=new.path,
        title=policies[1].title,
        effective=policies[1].effective,
        changes=found,
        judged_by=tuple(judge.regime for judge in asked),
        unknown_waivers=tuple(each.rule for each in excuses if each.rule not in _RULES),
    )


def facts(
    policy: Policy, names: Names, same: Mapping[str, str], pruned: Pruned
) -> Facts:
    """All a policy states, as a flat map; `same` are words that mean another one.

    What was set aside was not built: it only says what else is used.
    """
    stated = Facts()
    used = Used(stated, names, same)
    for activity in pruned.aside:
        used.aside(activity, policy.legal_bases, pruned)
    for general in policy.general:
        used.generally(general)
    _done(policy, Processing(stated, names, same, used), used, pruned)
    entries = Entries(stated, names, same)
    entries.all(policy, pruned.inert)
    for entry, purpose in used.bases:
        entries.basis(entry, purpose)
    devices.state(policy, stated, names)
    claims.state(policy, stated, names)
    Requests(stated, names).all(policy)
    Promises(stated, names).all(policy)
    document.Paper(stated, names).all(policy)
    return stated


def _done(policy: Policy, processing: Processing, used: Used, pruned: Pruned) -> None:
    """What activities and general statements say of each data category."""
    done = tuple(units(policy, pruned.aside))
    asked = tuple(slot for slot in SLOTS if slot.name in pruned.slots)
    for unit in done:
        if unit.id not in pruned.sketched:
            used.exists(unit)
    for unit in done:
        for category in unit.data_categories or (None,):
            if unit.id in pruned.sketched:
                processing.said(unit, category, asked)
            else:
                processing.done(unit, category)
    by_id = {unit.id: unit for unit in done}
    for activity in pruned.aside:
        if activity["id"] in pruned.echoes:
            unit = by_id[pruned.echoes[activity["id"]]]
            processing.echo(unit, activity, asked)
    processing.beyond()


def _audiences(
    policies: tuple[Policy, Policy], matched: Matched
) -> dict[str, Audience]:
    return {
        names.of("audiences", id_): entry
        for policy, names in zip(policies, (matched.old, matched.new), strict=True)
        for id_, entry in policy.audiences.items()
    }


def _changes(
    assembler: Assembler,
    policies: tuple[Policy, Policy],
    matched: Matched,
    waive: Callable[[Change], Change],
) -> Iterator[Change]:
    """What differs, excused where it is; then what that says of the dates."""
    old, new = assembler.teller.facts
    within = _within(policies, matched)
    listed = (
        processors(assembler.old.data, matched.old),
        processors(assembler.new.data, matched.new),
    )
    larger = _larger(assembler.audiences, within)
    related = Related(old, new, listed)(differences(old, new, larger), within)
    found = [assembler.change(each) for each in groups(related)]
    found += _renamed(assembler, matched)
    found += _reworded(assembler)
    found = [waive(each) for each in found]
    yield from found
    for kind, at, was, now in judged(*policies, found):
        sides = (was, at), (now, at)
        yield waive(assembler.located(kind, sides=sides, identity=(was, now)))


def _within(
    policies: tuple[Policy, Policy], matched: Matched
) -> Callable[[str, str], bool]:
    """Whether one audience is a part of another, in each version that has both.

    The other is all people of some places; the one may be some of them.
    """
    sides = [
        {names.of("audiences", id_): entry for id_, entry in policy.audiences.items()}
        for policy, names in zip(policies, (matched.old, matched.new), strict=True)
    ]

    def within(one: str, other: str) -> bool:
        both = [side for side in sides if one in side and other in side]
        return bool(both) and all(
            _is_everyone_in_places(side[other])
            and bool(side[one].places)
            and lies_in(side[one].places, side[other].places)
            for side in both
        )

    return within


def _is_everyone_in_places(entry: Audience) -> bool:
    limits = entry.data_subjects, entry.services, entry.except_places, entry.narrowed_to
    return bool(entry.places) and not any(limits)


def _larger(
    names: Iterable[str], within: Callable[[str, str], bool]
) -> dict[str, tuple[str, ...]]:
    """The audiences each audience is a part of."""
    known = tuple(dict.fromkeys(names))
    return {
        one: tuple(other for other in known if other != one and within(one, other))
        for one in known
    }


def _renamed(assembler: Assembler, matched: Matched) -> Iterator[Change]:
    """Entries under other ids: exchanged, told apart, or taken together."""
    for each in matched.renamed:
        old, new = (sorted(one.id for one in side) for side in (each.old, each.new))
        kind = Kind.RENAMED
        if len(old) != len(new):
            kind = Kind.ENTRY_SPLIT if len(old) < len(new) else Kind.ENTRIES_MERGED
        yield assembler.located(
            kind,
            sides=(
                (together(old), each.old[0].at),
                (together(new), each.new[-1].at),
            ),
            identity=(each.catalogue, *old, "", *new),
            subject=each.catalogue.replace("_", " "),
        )


def _reworded(assembler: Assembler) -> Iterator[Change]:
    """Quotes that are gone or new: one change, whatever their number."""
    if not prose.may_differ(assembler.old.data, assembler.new.data):
        return
    was, now = prose.quotes(assembler.old.data), prose.quotes(assembler.new.data)
    if was.keys() == now.keys():
        return
    gone = [each for each in was if each not in now]
    came = [each for each in now if each not in was]
    old, new = next(iter(gone), None), next(iter(came), None)
    yield assembler.located(
        Kind.WORDING_CHANGED,
        sides=(
            (old, None if old is None else was[old]),
            (new, None if new is None else now[new]),
        ),
        identity=(sorted(gone), sorted(came)),
        items=f"{len(gone)} gone, {len(came)} new",
        in_file=True,
    )


def _waived(change: Change, excuses: Sequence[suppression.Waiver], day: date) -> Change:
    """The change, marked and with the reason where a waiver excuses it."""
    for each in excuses:
        if each.covers(change.kind.rule, change.stable_at, day):
            return replace(change, state=State.WAIVED, excuse=each.words)
    return change
