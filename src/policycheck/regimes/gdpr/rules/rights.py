"""Which rights people are told of (GDPR Art. 13(2)(b), (d) and 14(2)(c), (e))."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Related, Severity
from policycheck.location import ROOT, Pointer
from policycheck.policy import Policy
from policycheck.regimes.gdpr.articles import cites
from policycheck.regimes.gdpr.granted import (
    due,
    marketing_purposes,
    readers,
)
from policycheck.regimes.gdpr.grounds import grounds, quoted, used
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.regimes.gdpr.reading import processing
from policycheck.rule import rule

_TO_MARKETING = "objection-to-direct-marketing"
_DEMANDED_BY = {
    "access": "gdpr-13-2-b-access",
    "rectification": "gdpr-13-2-b-rectification",
    "erasure": "gdpr-13-2-b-erasure",
    "restriction": "gdpr-13-2-b-restriction",
    "objection": "gdpr-13-2-b-object",
    "portability": "gdpr-13-2-b-portability",
}


@rule(
    "gdpr/right-unstated",
    Severity.ERROR,
    "gdpr-13-2-b-access",
    "gdpr-13-2-b-rectification",
    "gdpr-13-2-b-erasure",
    "gdpr-13-2-b-restriction",
    "gdpr-13-2-b-object",
    "gdpr-13-2-b-portability",
    "gdpr-14-2-c",
)
def right_unstated(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """A right people have is not stated.

    Access, rectification, erasure and restriction exist whatever the basis; portability
    follows from consent and contract, objection from public task and legitimate
    interests. To fix it, grant the right in the block of these readers.
    """
    if not processing(policy):
        return
    owed = tuple(due(policy, law))
    for each in readers(policy, law):
        without = [right for right in owed if each.grant(right) is None]
        whom = f" to {each.name}" if each.name else ""
        if not each.blocks:
            yield Problem(
                each.at,
                f"no rights are stated: {', '.join(without)}",
                cites=_cites(policy, *without),
            )
            continue
        for right in without:
            yield Problem(
                each.at / right,
                f"the right of {right} is not stated{whom}",
                _because(policy, law, right),
                cites=_cites(policy, right),
            )


def _cites(policy: Policy, *rights: str) -> tuple[str, ...]:
    """Where Art. 13 and Art. 14 demand these rights of everyone."""
    everywhere = processing(policy)
    return tuple(
        dict.fromkeys(
            id_
            for right in rights
            for id_ in cites(
                policy,
                everywhere,
                direct=_DEMANDED_BY[right],
                indirect="gdpr-14-2-c",
            )
        )
    )


def _because(policy: Policy, law: GdprLaw, right: str) -> tuple[Related, ...]:
    """A place whose basis the right follows from."""
    bases = law.rights[right] or frozenset()
    for each in used(policy):
        basis = law.basis(each.basis.basis)
        if basis in bases:
            return (Related(each.uses[0].at, f"follows from {basis}"),)
    return ()


@rule("gdpr/objection-too-narrow", Severity.ERROR, "gdpr-21-scope")
def objection_too_narrow(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """The right to object leaves out a purpose it covers.

    People can object to whatever rests on a public task or on legitimate interests. To
    fix it, add the purpose to the right, or state the right without purposes.
    """
    bases = law.rights["objection"] or frozenset()
    open_to_objection = {
        ground.purpose.entry.id: ground.purpose.entry.name
        for ground in grounds(policy)
        for use in ground.uses
        if law.basis(use.basis.basis) in bases
    }
    seen: set[Pointer] = set()
    for each in readers(policy, law):
        grant = each.grant("objection")
        if grant is None or grant.purposes is None or grant.at in seen:
            continue
        seen.add(grant.at)
        if not all(purpose.resolved for purpose in grant.purposes):
            continue
        named = {purpose.id for purpose in grant.purposes}
        other = each.grant(_TO_MARKETING)
        named |= {purpose.id for purpose in (other and other.purposes) or ()}
        left = [name for id_, name in open_to_objection.items() if id_ not in named]
        if left:
            yield Problem(grant.at / "purposes", f"does not cover {quoted(left)}")


@rule("gdpr/marketing-objection-unstated", Severity.ERROR, "gdpr-21-2")
def marketing_objection_unstated(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """Direct marketing is done, and the right to object to it is not stated.

    Whatever the basis, people can object to direct marketing at any time, and it then
    ends; the general right to object, which is weighed, is another right. To fix it,
    grant objection-to-direct-marketing.
    """
    purposes = marketing_purposes(policy, law)
    if not purposes or any("direct-marketing" in each.ends for each in policy.opt_outs):
        return
    for each in readers(policy, law):
        general = each.grant("objection")
        named = {purpose.id for purpose in (general and general.purposes) or ()}
        if not each.blocks or {p.id for p in purposes} <= named:
            continue
        if each.grant(_TO_MARKETING) is None:
            yield Problem(
                each.at / _TO_MARKETING,
                "not stated that people can object to"
                f" {quoted(purpose.name for purpose in purposes)}",
                tuple(Related(purpose.at, "direct marketing") for purpose in purposes),
            )


@rule("gdpr/objection-not-separate", Severity.WARNING, "gdpr-21-4")
def objection_not_separate(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """The right to object is not set apart from other information.

    It is to be brought to attention explicitly, clearly and separately: the fifth
    bullet of a list is not separate. To fix it, give it a heading or a box of its own,
    and say `separate: true`.
    """
    seen: set[Pointer] = set()
    for each in readers(policy, law):
        grants = [each.grant(right) for right in ("objection", _TO_MARKETING)]
        together = [grant for grant in grants if grant and not grant.separate]
        if together and together[0].at not in seen:
            seen.add(together[0].at)
            yield Problem(
                together[0].at / "separate", "the right to object is not set apart"
            )


@rule("gdpr/complaint-authority-unstated", Severity.ERROR, "gdpr-13-2-d", "gdpr-14-2-e")
def complaint_authority_unstated(policy: Policy, _law: GdprLaw) -> Iterator[Problem]:
    """The right to complain to a supervisory authority is not stated.

    People must be told that they can turn to an authority, whatever the controller
    offers itself. To fix it, name the authority, or those people can choose from.
    """
    complaints = policy.complaints
    if complaints is None or not complaints.authorities:
        at = ROOT / "complaints" if complaints is None else complaints.at
        yield Problem(
            at / "authorities",
            "no supervisory authority is named",
            cites=cites(
                policy,
                processing(policy),
                direct="gdpr-13-2-d",
                indirect="gdpr-14-2-e",
            ),
        )
