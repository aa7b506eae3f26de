"""Problems, and the findings the engine makes of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import Enum
from typing import Final

from policycheck import HOME
from policycheck.frozen import Frozen
from policycheck.location import Location, Pointer

RULES_PAGE: Final = f"{HOME}/blob/main/docs/rules.md"
"""Where docs/rules.md is published; each rule has its anchor there."""


class Severity(Enum):
    """How grave a finding is, in SARIF's words.

    `error`: the text plainly lacks what the provision demands. `warning`: very likely
    wrong. `note`: a person must look.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the gravest, so that sorting puts it first."""
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


class State(Enum):
    """Whether a finding counts: new, already in the baseline, or waived."""

    NEW = "new"
    BASELINED = "baselined"
    WAIVED = "waived"


class Related(Frozen):
    """Another place a problem rests on, and what it says there.

    `again` is where the problem stands once more, if it does: one finding tells of
    several places, and each of them counts where findings are compared.
    """

    at: Pointer
    message: str
    again: Pointer | None = None


class Problem(Frozen):
    """What a rule yields: the smallest place that is wrong, and what is wrong there.

    `fix` says what to do, where the rule's own advice can be made more exact. `cites`
    are those of the rule's provisions that this problem rests on; all when empty.
    """

    at: Pointer
    message: str
    related: tuple[Related, ...] = ()
    fix: str | None = None
    cites: tuple[str, ...] = ()


class Citation(Frozen):
    """A provision a finding rests on.

    `verified` is false where the wording was not compared with the official text.
    """

    regime: str
    id: str
    label: str
    url: str | None
    verified: bool


class RelatedPlace(Frozen):
    """A related place, located; `again_at` names the place that counts once more."""

    message: str
    location: Location
    again_at: str | None = None


class Finding(Frozen):
    """A problem located, cited and identified.

    `stable_at` is the pointer with indices replaced by what identifies the item;
    waivers and the fingerprint use it, so that moving an item changes neither.
    `excuse` is why it does not count, in the words of who excused it.
    """

    rule: str
    severity: Severity
    title: str
    message: str
    fix: str
    location: Location
    stable_at: str
    regimes: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    related: tuple[RelatedPlace, ...] = ()
    state: State = State.NEW
    excuse: str | None = None

    @property
    def docs(self) -> str:
        """Where the rule is explained."""
        return docs(self.rule)

    @property
    def fingerprint(self) -> str:
        """16 hex digits that survive rewording, reformatting and moved items."""
        return fingerprint(self.rule, self.stable_at)

    @property
    def places(self) -> tuple[str, ...]:
        """The stable places it tells of: its own, and those it gathers."""
        again = (each.again_at for each in self.related)
        return (self.stable_at, *(at for at in again if at is not None))

    @property
    def fingerprints(self) -> tuple[str, ...]:
        """The fingerprint it would have at each of its places."""
        return tuple(fingerprint(self.rule, at) for at in self.places)


def docs(rule: str) -> str:
    """Where a rule is explained; the anchor is the one of its Markdown heading."""
    return f"{RULES_PAGE}#{rule.replace('/', '')}"


def fingerprint(rule: str, stable_at: str) -> str:
    """What identifies the finding of a rule at a place."""
    from hashlib import sha256  # noqa: PLC0415 - OpenSSL loads with it, for findings

    identity = f"{rule}\n{stable_at}"
    return sha256(identity.encode(errors="surrogatepass")).hexdigest()[:16]


def merged(findings: Iterable[Finding]) -> list[Finding]:
    """The same problem under several regimes as one finding, with all its citations."""
    found: dict[tuple[str, object], Finding] = {}
    for each in findings:
        key = (each.rule, each.location.pointer)
        first = found.get(key)
        found[key] = each if first is None else _joined(first, each)
    return list(found.values())


def _joined(one: Finding, other: Finding) -> Finding:
    graver = min(one, other, key=lambda each: each.severity.rank)
    return replace(
        graver,
        regimes=tuple(dict.fromkeys(one.regimes + other.regimes)),
        citations=tuple(dict.fromkeys(one.citations + other.citations)),
        related=tuple(dict.fromkeys(one.related + other.related)),
    )
