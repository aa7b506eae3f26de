"""The facts of denials: what a policy says is never done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from policycheck import wording
from policycheck.diff.facts import EVERYONE, Facts, Judged, Topic
from policycheck.diff.identity import Names, entries
from policycheck.diff.kinds import Kind
from policycheck.diff.topics import is_longer, is_same
from policycheck.policy import Policy
from policycheck.policy.statements import Claim, Part

Ids: TypeAlias = "frozenset[str] | None"
_PARTS: Final = (
    "data_subjects", "data_categories", "purposes", "recipients", "activities",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Denial:
    """What one claim denies; None where it does not limit itself."""

    never: frozenset[str]
    data_categories: Ids
    purposes: Ids
    recipients: Ids
    whose_purposes: str | None
    mechanism: str | None
    but: frozenset[tuple[str, str]]
    when: str | None
    window: str | None
    text: str = field(compare=False)

    def __str__(self) -> str:
        return self.text

    @property
    def is_absolute(self) -> bool:
        """Whether nothing but the data it names limits it."""
        return not any((
            self.purposes, self.recipients, self.whose_purposes, self.mechanism,
            self.but, self.when, self.window,
        ))  # fmt: skip

    @property
    def denied(self) -> frozenset[tuple[Any, ...]]:
        """Each single thing it denies, so that a claim split in two denies the same."""
        rest = (
            self.purposes, self.recipients, self.whose_purposes, self.mechanism,
            self.but, self.when, self.window,
        )  # fmt: skip
        return frozenset(
            (verb, category, *rest)
            for verb in self.never
            for category in self.data_categories or ("",)
        )


def _said(never: frozenset[str]) -> frozenset[str]:
    """What is denied with what is said: who discloses nothing sells nothing."""
    return never.union(*(_IMPLIED.get(each, ()) for each in never))


_IMPLIED: Final = {
    "disclosed": ("sold", "sold-for-money", "shared"),
    "sold": ("sold-for-money",),
}
"""Acts that are a part of others. To sell in California is more than for money."""


def _covers(old: Ids, new: Ids) -> tuple[bool, bool]:
    """Whether something is no longer covered, and whether something more is."""
    if old == new:
        return False, False
    if old is None or new is None:
        return old is None, new is None
    return bool(old - new), bool(new - old)


def compare(old: frozenset[Denial], new: frozenset[Denial]) -> Iterator[Judged]:
    """Whether a denial still denies all it did, and more."""
    if not old or not new:
        kind = Kind.CLAIM_ADDED if new else Kind.CLAIM_REMOVED
        yield kind, next(iter(old), None), next(iter(new), None)
        return
    was, now = next(iter(old)), next(iter(new))
    sides = [
        (
            bool(_said(was.never) - _said(now.never)),
            bool(_said(now.never) - _said(was.never)),
        ),
        _covers(was.data_categories, now.data_categories),
        _covers(was.purposes, now.purposes),
        _covers(was.recipients, now.recipients),
        (bool(now.but - was.but), bool(was.but - now.but)),
        (not was.when and bool(now.when), bool(was.when) and not now.when),
        _owners(was.whose_purposes, now.whose_purposes),
        _owners(was.mechanism, now.mechanism),
        _windows(was.window, now.window),
    ]
    weaker = any(less for less, _ in sides)
    stronger = any(more for _, more in sides)
    if weaker:
        yield Kind.CLAIM_WEAKENED, was, now
    if stronger:
        yield Kind.CLAIM_STRENGTHENED, was, now
    if not weaker and not stronger and was.when != now.when:
        yield Kind.CLAIM_REWORDED, was, now


def _owners(old: str | None, new: str | None) -> tuple[bool, bool]:
    """A denial limited to some purposes or one mechanism denies less."""
    return old != new and new is not None, old != new and old is not None


def _windows(old: str | None, new: str | None) -> tuple[bool, bool]:
    """A denial of a longer time denies more; without a time, it denies for good."""
    if is_same(old, new):
        return False, False
    if old is None or new is None:
        return old is None, new is None
    return is_longer(old, new), is_longer(new, old)


CLAIM: Final = Topic(compare, "claims")


def state(policy: Policy, facts: Facts, names: Names) -> None:
    """State every denial, and each single thing denied."""
    for claim in policy.claims:
        name = names.of("claims", claim.id)
        denial = _denial(claim, names, policy)
        if "retained" in claim.never and denial.is_absolute:
            every = names.all("data_categories", policy.data_categories.values())
            facts.known.update(
                ("never-retained", each) for each in denial.data_categories or every
            )
        for reader in names.all("audiences", claim.audiences) or (EVERYONE,):
            facts.known.update(("denied", reader, repr(each)) for each in denial.denied)
            facts.known.add(("offered", reader))
            facts.state(CLAIM, claim.at, subject=name, value=denial, audience=reader)


def _denial(claim: Claim, names: Names, policy: Policy) -> Denial:
    def ids(catalogue: str) -> Ids:
        entries = getattr(claim, catalogue)
        return None if entries is None else frozenset(names.all(catalogue, entries))

    but = frozenset(
        (catalogue, names.of(catalogue, id_))
        for catalogue in _PARTS
        for id_ in getattr(claim.but, catalogue, None) or ()
    )
    return Denial(
        frozenset(claim.never),
        ids("data_categories"),
        ids("purposes"),
        ids("recipients"),
        claim.whose_purposes,
        claim.mechanism,
        but,
        claim.when,
        claim.window,
        _text(claim, policy),
    )


def _left_out(but: Part, policy: Policy) -> Iterator[str]:
    """The names of what a denial does not cover."""
    for catalogue in _PARTS:
        known = entries(policy, catalogue)
        for id_ in sorted(getattr(but, catalogue) or ()):
            yield getattr(known.get(id_), "name", None) or id_


def _text(claim: Claim, policy: Policy) -> str:
    """The claim in words."""
    data = claim.data_categories
    what = "personal data" if data is None else ", ".join(each.name for each in data)
    never = " or ".join(claim.never).replace("-", " ")
    said = [f"{what}: never {never}"]
    if claim.purposes is not None:
        said.append(f"for {', '.join(each.name for each in claim.purposes)}")
    if claim.recipients is not None:
        said.append(f"to {', '.join(each.name for each in claim.recipients)}")
    if claim.whose_purposes is not None:
        said.append(f"for {claim.whose_purposes.rstrip('s')} purposes")
    if claim.mechanism is not None:
        said.append(f"under {claim.mechanism}")
    if claim.but is not None:
        left = " and ".join(_left_out(claim.but, policy))
        said[-1] += ","
        said.append(f"except {left},")
    if claim.when is not None:
        said.append(f"when {claim.when}")
    if claim.window is not None:
        said.append(f"within {wording.period(claim.window)}")
    return " ".join(said).rstrip(",")
