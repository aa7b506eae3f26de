"""A document checked: gates, then the rules in force on the day, then excuses."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from policycheck import applied, regimes, schema, suppression
from policycheck.applied import Applied
from policycheck.files import Prose, Refusal
from policycheck.finding import (
    Citation,
    Finding,
    Problem,
    RelatedPlace,
    State,
    merged,
)
from policycheck.gates import BY_ID, GATES
from policycheck.limits import DEFAULT
from policycheck.location import ROOT, Location
from policycheck.policy import Policy, build
from policycheck.report import Checked, Unchecked
from policycheck.rule import Regime, Rule
from policycheck.selection import ALL, Selection
from policycheck.source import Document

if TYPE_CHECKING:
    from policycheck.baseline import Known


def check(  # noqa: PLR0913 - what is asked, each by its name
    document: Document,
    *,
    as_of: date,
    only: Sequence[str] | None = None,
    selection: Selection = ALL,
    prose: Callable[[str], Prose | Refusal] | None = None,
    faults: int = DEFAULT.faults,
) -> Checked:
    """Check one document by the law of a day.

    `only` names the regimes to apply instead of those the policy names. `prose` reads
    the published text by the name the policy gives it; without it no quote is checked.
    Of a file that breaks the schema no more than `faults` are told.
    """
    gated = _gate(document, faults)
    if gated or document.faults:
        return Checked(document=document, findings=_ordered(gated), **_title(document))
    policy = build(document.data)
    names = policy.regimes if only is None else only
    laws = tuple(regimes.load(name, as_of) for name in dict.fromkeys(names))
    held = applied.to(regimes.always(as_of), laws, selection)
    findings = [
        _found(document, BY_ID[id_], problem)
        for id_, problem in _evidence(document, prose)
    ]
    findings += merged(_run(document, policy, held))
    found = _excused(document, findings, as_of, held.ran)
    return Checked(
        document=document,
        findings=_ordered(_graded(found, selection)),
        law=held.law,
        not_in_force=held.not_in_force,
        rules_run=held.ran,
        rules_off=held.off,
        unchecked=(*held.unchecked, *_conditional(policy)),
        **_title(document),
    )


def compare(
    checked: Checked, known: Mapping[str, str], *, always: Collection[str]
) -> Checked:
    """The policy with the findings marked whose fingerprints are known, and told why.

    A finding that gathers several places is known only if each of them is.
    Findings of the owners in `always` count whatever is known.
    """
    return replace(
        checked,
        findings=tuple(
            replace(each, state=State.BASELINED, excuse=known[each.fingerprint])
            if each.state is State.NEW
            and all(one in known for one in each.fingerprints)
            and each.rule.partition("/")[0] not in always
            else each
            for each in checked.findings
        ),
    )


def mention_idle(checked: Checked, path: str, idle: Sequence[Known]) -> Checked:
    """The policy with a finding about what a baseline knows of it and is gone."""
    if not idle:
        return checked
    first = idle[0]
    more = f" and {len(idle) - 1} more" if len(idle) > 1 else ""
    message = f"{path} knows {first.rule} at {first.at or '/'}{more}: gone"
    return mention(checked, "baseline/idle", [Problem(ROOT, message)])


def mention(checked: Checked, gate: str, problems: Iterable[Problem]) -> Checked:
    """The policy with findings of a gate beside those it has."""
    found = (_found(checked.document, BY_ID[gate], each) for each in problems)
    return replace(checked, findings=_ordered((*checked.findings, *found)))


def _evidence(
    document: Document, prose: Callable[[str], Prose | Refusal] | None
) -> Iterator[tuple[str, Problem]]:
    name = document.data["policy"].get("text")
    # Most files without prose hold neither word, and then there is nothing to look at.
    may_quote, may_lack = "quote" in document.text, "TODO" in document.text
    if not may_lack and (prose is None or (name is None and not may_quote)):
        return
    from policycheck import evidence  # noqa: PLC0415 - only a policy with quotes pays

    if may_lack:
        yield from evidence.unwritten(document)
    if prose is not None and name is not None:
        yield from evidence.problems(document, prose(name))
    elif prose is not None:
        yield from evidence.uncompared(document)


def _title(document: Document) -> dict[str, Any]:
    """The id and version a document gives itself, valid or not."""
    data = document.data if isinstance(document.data, dict) else {}
    about = data.get("policy")
    about = about if isinstance(about, dict) else {}
    name, version = about.get("id"), about.get("version")
    return {
        "id": name if isinstance(name, str) else None,
        "version": str(version) if isinstance(version, str | int) else None,
    }


def _gate(document: Document, most: int) -> list[Finding]:
    """Faults of the file itself; where there are none, of the schema."""
    if document.faults:
        return [
            replace(
                _found(
                    document,
                    BY_ID[f"{fault.owner}/{fault.kind}"],
                    Problem(ROOT, fault.message),
                ),
                location=Location(document.path, fault.span, ROOT),
                stable_at=f"#{index}",
            )
            for index, fault in enumerate(document.faults)
        ]
    return [
        _found(document, BY_ID[id_], problem)
        for id_, problem in schema.problems(document.data, most)
    ]


def _run(document: Document, policy: Policy, held: Applied) -> Iterator[Finding]:
    """The findings of each regime's rules, on what people it governs can read."""
    unknown = [each.at for each in policy.unresolved]
    for regime, rules in held.rules:
        book = regime.book
        view = policy.addressed_to(book) if book.places else policy
        for rule in rules:
            for problem in _problems(rule, view, regime):
                # A name that resolves to nothing is one finding, not one a rule.
                if book.provisions and any(problem.at.within(at) for at in unknown):
                    continue
                yield _found(document, rule, problem, regime)


def _problems(
    rule: Rule[Any], policy: Policy, regime: Regime[Any]
) -> tuple[Problem, ...]:
    try:
        return tuple(rule.check(policy, regime.law))
    except Exception as error:
        error.add_note(f"in the rule {rule.id} of {regime.id}, policy {policy.id}")
        raise


def _found(
    document: Document,
    rule: Rule[Any],
    problem: Problem,
    regime: Regime[Any] | None = None,
) -> Finding:
    """A problem as a finding: located, cited, identified."""
    cited = regime is not None and bool(regime.book.provisions)
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        title=rule.title,
        message=problem.message,
        fix=problem.fix or rule.fix,
        location=document.locate(problem.at, key=rule.id in _ABOUT_KEYS),
        stable_at=document.identities.stable(problem.at),
        regimes=(regime.id,) if regime is not None and cited else (),
        citations=(
            tuple(_citations(problem.cites or rule.citations, regime))
            if regime is not None
            else ()
        ),
        related=tuple(
            RelatedPlace(
                each.message,
                document.locate(each.at),
                None if each.again is None else document.identities.stable(each.again),
            )
            for each in problem.related
        ),
    )


_ABOUT_KEYS = frozenset({"schema/unknown-key"})


def _citations(ids: Iterable[str], regime: Regime[Any]) -> Iterator[Citation]:
    for id_ in ids:
        provision = regime.book.provisions.get(id_)
        if provision is not None:
            yield Citation(
                regime.id, id_, provision.label, provision.url, provision.compared
            )


def _graded(findings: Iterable[Finding], selection: Selection) -> Iterator[Finding]:
    """The findings that count, as grave as the selection has them."""
    for each in filter(lambda each: selection.counts(each.rule), findings):
        severity = selection.severity_of(each.rule, each.severity)
        is_same = severity is each.severity
        yield each if is_same else replace(each, severity=severity)


def _excused(
    document: Document, findings: Sequence[Finding], day: date, ran: frozenset[str]
) -> list[Finding]:
    """The findings with waivers applied, and those about the waivers themselves."""
    excuses = suppression.waivers(document.data)
    if not excuses:
        return list(findings)
    ids = {*ran, *(gate.id for gate in GATES)}
    if any(each.rule not in ids for each in excuses):
        ids |= {rule.id for name in regimes.REGIMES for rule in _every_rule(name, day)}
    return [
        *suppression.apply(findings, excuses, day),
        *(
            _found(document, BY_ID[id_], problem)
            for id_, problem in suppression.problems(findings, excuses, day, ids, ran)
        ),
    ]


def _every_rule(regime: str, day: date) -> tuple[Rule[Any], ...]:
    return regimes.load(regime, day).rules


def _conditional(policy: Policy) -> Iterator[Unchecked]:
    """Claims with a condition only a person can judge."""
    for claim in policy.claims:
        if claim.when is not None:
            reason = f"only a person can judge: {claim.when}"
            yield Unchecked("integrity", claim.id, f"claim {claim.id}", reason)


def _ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By place, then rule, then wording."""
    return tuple(
        sorted(
            findings,
            key=lambda each: (
                each.location.span,
                each.rule,
                each.stable_at,
                each.message,
            ),
        )
    )
