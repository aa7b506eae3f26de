"""Opting out of sale and sharing: links, their titles, instructions, and signals."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Severity
from policycheck.location import ROOT
from policycheck.policy import Policy
from policycheck.policy.statements import OptOut
from policycheck.regimes.ccpa import lists
from policycheck.regimes.ccpa.law import SHARED, SOLD, CcpaLaw
from policycheck.rule import rule

_ENDED_BY = {SOLD: "sale", SHARED: "sharing"}


@rule(
    "us-ca-ccpa/opt-out-link-undisclosed",
    Severity.ERROR,
    "ccpa20-135-a",
    "agreg-308-c-3-b",
    "cpra-135-a",
    "cpra-135-b",
    "ccpa-7011-e-3-C",
    "ccpa-7012-e-5",
)
def opt_out_link_undisclosed(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """Data is sold or shared, and no link for opting out of it is named.

    Whoever sells or shares posts a link for opting out and names it in the policy,
    unless opt-out preference signals are honored without friction. To fix it, add an
    entry to `opt_outs` that ends what is done.
    """
    signal = policy.gpc
    honoured = signal is not None and signal.honoured and signal.frictionless
    if honoured and law.signal_can_replace_link:
        return
    owed = [kind for kind in law.opted_out_of if lists.is_listed(policy, law, kind)]
    ended = {word for each in policy.opt_outs for word in each.ends}
    open_ = [_ENDED_BY[kind] for kind in owed if _ENDED_BY[kind] not in ended]
    if open_:
        yield Problem(
            ROOT / "opt_outs", f"no opt-out from {' and '.join(open_)} is named"
        )


@rule(
    "us-ca-ccpa/opt-out-link-title-inexact",
    Severity.ERROR,
    "ccpa20-135-a",
    "cpra-135-a",
    "ccpa-7013-c",
    "ccpa-7015",
)
def opt_out_link_title_inexact(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """The link for opting out of sale or sharing does not have the title the law fixes.

    People are to recognise the link on every page, so its words are fixed; they changed
    in 2023. To fix it, give the link the exact title of the day.
    """
    if lists.opt_out_is_owed(policy, law):
        yield from _inexact(_from_sale(policy, law), law.opt_out_titles)


@rule(
    "us-ca-ccpa/opt-out-instructions-undisclosed",
    Severity.ERROR,
    "agreg-306",
    "ccpa-7011-e-3-C",
    "ccpa-7013-f",
)
def opt_out_instructions_undisclosed(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """An opt-out from sale or sharing says neither what to do nor where.

    The notice of the right to opt out holds instructions, and the policy has them or a
    link to them. To fix it, add `url`, `how` or `via` to the opt-out.
    """
    if lists.opt_out_is_owed(policy, law):
        yield from _silent(_from_sale(policy, law))


@rule(
    "us-ca-ccpa/limit-link-undisclosed",
    Severity.ERROR,
    "cpra-135-a",
    "cpra-135-c-2",
    "ccpa-7011-e-3-D",
)
def limit_link_undisclosed(policy: Policy, _law: CcpaLaw) -> Iterator[Problem]:
    """Sensitive data is used beyond the permitted purposes, without a link to limit it.

    A link on the homepage, named in the policy, lets people limit that use. To fix it,
    add an entry to `opt_outs` that ends `sensitive-use`.
    """
    if policy.sensitive_use_beyond_permitted and not _from_sensitive_use(policy):
        message = "no way to limit the use of sensitive data is named"
        yield Problem(ROOT / "opt_outs", message)


@rule(
    "us-ca-ccpa/limit-link-title-inexact",
    Severity.ERROR,
    "cpra-135-a",
    "ccpa-7014-c",
    "ccpa-7015",
)
def limit_link_title_inexact(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """The link for limiting the use of sensitive data does not have the fixed title.

    People are to recognise the link on every page, so its words are fixed. To fix it,
    give the link the exact title.
    """
    if policy.sensitive_use_beyond_permitted:
        yield from _inexact(_from_sensitive_use(policy), law.limit_titles)


@rule(
    "us-ca-ccpa/limit-instructions-undisclosed",
    Severity.ERROR,
    "ccpa-7011-e-3-D",
    "ccpa-7014-f",
)
def limit_instructions_undisclosed(policy: Policy, _law: CcpaLaw) -> Iterator[Problem]:
    """A way to limit the use of sensitive data says neither what to do nor where.

    The notice of the right to limit holds instructions, and the policy has them or a
    link to them. To fix it, add `url`, `how` or `via` to the opt-out.
    """
    if policy.sensitive_use_beyond_permitted:
        yield from _silent(_from_sensitive_use(policy))


@rule(
    "us-ca-ccpa/opt-out-signal-ignored",
    Severity.ERROR,
    "agreg-315-c",
    "ccpa-7025-b",
    "ccpa-7025-e",
)
def opt_out_signal_ignored(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """Data is sold or shared, and opt-out preference signals are said to be ignored.

    A signal such as Global Privacy Control is a valid opt-out; a link beside it excuses
    nothing. To fix it, honor the signal and say so.
    """
    signal = policy.gpc
    owed = lists.opt_out_is_owed(policy, law)
    if owed and signal is not None and not signal.honoured:
        yield Problem(signal.at / "is", "opt-out preference signals are ignored")


@rule(
    "us-ca-ccpa/opt-out-signal-undisclosed",
    Severity.ERROR,
    "ccpa-7011-e-3-F",
    "ccpa-7011-e-3-G",
)
def opt_out_signal_undisclosed(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """Data is sold or shared, and nothing explains how opt-out signals are processed.

    People must be told whether a signal counts for the browser, the device, the account
    or offline sales, and how to send one; an answer to do-not-track says none of this.
    To fix it, describe it in `signals.gpc.how`.
    """
    if not lists.opt_out_is_owed(policy, law):
        return
    at = ROOT / "signals" / "gpc"
    if policy.gpc is None:
        yield Problem(at, "how opt-out preference signals are processed is not said")
    elif policy.gpc.honoured and policy.gpc.how is None:
        message = "how the signal is processed, and how to send one, is not said"
        yield Problem(at / "how", message)


def _from_sale(policy: Policy, law: CcpaLaw) -> list[OptOut]:
    ends = {_ENDED_BY[kind] for kind in law.opted_out_of}
    return [each for each in policy.opt_outs if ends & set(each.ends)]


def _from_sensitive_use(policy: Policy) -> list[OptOut]:
    return [each for each in policy.opt_outs if "sensitive-use" in each.ends]


def _inexact(opt_outs: list[OptOut], titles: tuple[str, ...]) -> Iterator[Problem]:
    """The first title that is not one of those fixed, unless another one is."""
    fixed = {_plain(title) for title in titles}
    titled = [each for each in opt_outs if each.link_title is not None]
    if titled and not any(_plain(each.link_title or "") in fixed for each in titled):
        yield Problem(
            titled[0].at / "link_title",
            f"the title is '{titled[0].link_title}', not '{titles[0]}'",
        )


def _plain(title: str) -> str:
    return " ".join(title.split()).casefold()


def _silent(opt_outs: list[OptOut]) -> Iterator[Problem]:
    if opt_outs and not any(each.url or each.how or each.via for each in opt_outs):
        yield Problem(
            opt_outs[0].at / "how", "neither a link nor instructions are given"
        )
