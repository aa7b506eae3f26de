"""Two documents to one comparison: facts, differences, judgement, dates, waivers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from policycheck import suppression
from policycheck.diff import claims, devices, document, prose
from policycheck.diff.assembling import Assembler
from policycheck.diff.change import Change, Comparison
from policycheck.diff.comparing import differences
from policycheck.diff.dating import judged
from policycheck.diff.entries import Entries
from policycheck.diff.facts import Facts
from policycheck.diff.grouping import gravest_first, groups
from policycheck.diff.identity import Matched, Names, match
from policycheck.diff.kinds import Kind
from policycheck.diff.labels import Labels
from policycheck.diff.messages import MESSAGES
from policycheck.diff.processing import Processing
from policycheck.diff.promises import Promises
from policycheck.diff.pruning import Raw, prune
from policycheck.diff.requests import Requests
from policycheck.diff.significance import judges
from policycheck.diff.units import units
from policycheck.finding import State
from policycheck.policy import Policy, build
from policycheck.policy.values import Audience
from policycheck.source import Document


def compare(old: Document, new: Document, *, as_of: date) -> Comparison:
    """What changed between two valid documents, judged by the law of a day.

    The regimes of both versions judge: a law a policy stops naming still has readers.
    """
    pruned = prune(old.data, new.data)
    policies = build(pruned[0].data), build(pruned[1].data)
    named = (*policies[1].regimes, *policies[0].regimes)
    asked = judges(named, as_of)
    found: tuple[Change, ...] = ()
    if old.data != new.data:
        same = {word: meant for judge in asked for word, meant in judge.same.items()}
        matched = match(*policies)
        sides = (
            facts(policies[0], matched.old, same, pruned[0].aside),
            facts(policies[1], matched.new, same, pruned[1].aside),
        )
        assembler = Assembler(
            old,
            new,
            pruned,
            sides,
            Labels((policies[0], matched.old), (policies[1], matched.new)),
            asked,
            _audiences(policies, matched),
        )
        found = gravest_first(_changes(assembler, policies, matched))
    excused, unknown = _excused(new, found, as_of)
    return Comparison(
        old_path=old.path,
        new_path=new.path,
        title=policies[1].title,
        effective=policies[1].effective,
        changes=excused,
        judged_by=tuple(judge.regime for judge in asked),
        unknown_waivers=unknown,
    )


def facts(
    policy: Policy, names: Names, same: Mapping[str, str], aside: tuple[Raw, ...] = ()
) -> Facts:
    """All a policy states, as a flat map; `same` are words that mean another one.

    `aside` are activities that were not built: they only say what else is used.
    """
    stated = Facts()
    processing = Processing(stated, names, same)
    entries = Entries(stated, names, same)
    for activity in aside:
        processing.aside(activity, policy.legal_bases)
    done = tuple(units(policy, aside))
    for unit in done:
        processing.exists(unit)
    for unit in done:
        for category in unit.data_categories or (None,):
            processing.done(unit, category)
    entries.all(policy)
    for entry, purpose in processing.bases:
        entries.basis(entry, purpose)
    devices.state(policy, stated, names)
    claims.state(policy, stated, names)
    Requests(stated, names).all(policy)
    Promises(stated, names).all(policy)
    document.Paper(stated, names).all(policy)
    return stated


def _audiences(
    policies: tuple[Policy, Policy], matched: Matched
) -> dict[str, Audience]:
    return {
        names.of("audiences", id_): entry
        for policy, names in zip(policies, (matched.old, matched.new), strict=True)
        for id_, entry in policy.audiences.items()
    }


def _changes(
    assembler: Assembler, policies: tuple[Policy, Policy], matched: Matched
) -> Iterator[Change]:
    found = [assembler.change(each) for each in groups(differences(*assembler.facts))]
    found += _renamed(assembler, matched)
    found += _reworded(assembler)
    yield from found
    for kind, at, old, new in judged(*policies, found):
        yield assembler.located(
            kind, MESSAGES[kind], sides=((old, at), (new, at)), identity=(old, new)
        )


def _renamed(assembler: Assembler, matched: Matched) -> Iterator[Change]:
    for each in matched.renamed:
        old, new = each.old.id, each.new.id
        yield assembler.located(
            Kind.RENAMED,
            MESSAGES[Kind.RENAMED].format(old=old, new=new),
            sides=((old, each.old.at), (new, each.new.at)),
            identity=(each.catalogue, old, new),
        )


def _reworded(assembler: Assembler) -> Iterator[Change]:
    """Quotes that are gone or new: one change, whatever their number."""
    if set(prose.quotes(assembler.pruned[0].data)) == set(
        prose.quotes(assembler.pruned[1].data)
    ):
        return
    was, now = prose.quotes(assembler.old.data), prose.quotes(assembler.new.data)
    if was.keys() == now.keys():
        return
    gone = [each for each in was if each not in now]
    came = [each for each in now if each not in was]
    old, new = next(iter(gone), None), next(iter(came), None)
    yield assembler.located(
        Kind.WORDING_CHANGED,
        f"{MESSAGES[Kind.WORDING_CHANGED]}: {len(gone)} gone, {len(came)} new",
        sides=(
            (old, None if old is None else was[old]),
            (new, None if new is None else now[new]),
        ),
        identity=(sorted(gone), sorted(came)),
        in_file=True,
    )


def _excused(
    new: Document, changes: Sequence[Change], day: date
) -> tuple[tuple[Change, ...], tuple[str, ...]]:
    """The changes, those excused marked; and the kinds waivers name in vain."""
    excuses = [
        each
        for each in suppression.waivers(new.data)
        if each.rule.startswith(suppression.CHANGES)
    ]
    known = {kind.rule for kind in Kind}
    return (
        tuple(
            replace(change, state=State.WAIVED)
            if any(
                each.covers(change.kind.rule, change.stable_at, day) for each in excuses
            )
            else change
            for change in changes
        ),
        tuple(each.rule for each in excuses if each.rule not in known),
    )
