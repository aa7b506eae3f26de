"""SARIF 2.1.0, for code scanning: every finding, and every rule that ran."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from policycheck import HOME, __version__
from policycheck.finding import Finding, RelatedPlace, Severity, State, docs
from policycheck.location import Location, Span
from policycheck.report import NotRead, Report
from policycheck.reports.escaped_json import dumps
from policycheck.reports.paths import AS_NAMED, Base, uri
from policycheck.rulebook import Documented

SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
    "sarif-schema-2.1.0.json"
)
FINGERPRINT: Final = "policycheck/v1"
"""Our own name: code scanning complains of tools that set the one it computes."""
_ROOT: Final = "%SRCROOT%"
_PROBLEMS: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "recommendation",
}
_KINDS: Final = {State.WAIVED: "inSource", State.BASELINED: "external"}


def check(
    report: Report, *, rules: Sequence[Documented] = (), base: Base = AS_NAMED
) -> str:
    """The report as one run.

    `rules` documents the rules that ran or found something; one it does not hold is
    described by what its findings say. Files are named from `base`.
    """
    known = {each.rule.id: each for each in rules}
    found = {each.rule: each for each in report.findings}
    ids = sorted(report.rules_run | found.keys())
    described = [_rule(id_, known, found) for id_ in ids]
    places = {id_: index for index, id_ in enumerate(ids)}
    compared = report.in_state(State.BASELINED) > 0
    run = {
        "tool": {
            "driver": {
                "name": "policycheck",
                "version": __version__,
                "semanticVersion": __version__,
                "informationUri": HOME,
                "rules": described,
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            _ROOT: {
                "description": {
                    "text": "The checkout, or the folder policycheck ran in"
                }
            }
        },
        "invocations": [
            {
                "executionSuccessful": not report.not_read,
                "toolExecutionNotifications": [
                    _notification(each, base) for each in report.not_read
                ],
            }
        ],
        "results": [
            _result(each, places[each.rule], base, compared=compared)
            for each in report.findings
        ],
        "properties": _covered(report),
    }
    return dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _covered(report: Report) -> dict[str, Any]:
    """By which law the run judged, and what it did not."""
    laws = dict.fromkeys(law for each in report.checked for law in each.law)
    unchecked = dict.fromkeys(
        f"{place.label}: {place.reason}"
        for each in report.checked
        for place in each.unchecked
    )
    return {
        "asOf": report.as_of.isoformat(),
        "law": [f"{each.title}, reviewed {each.reviewed}" for each in laws],
        "rulesOff": sorted(report.rules_off),
        "unchecked": list(unchecked),
    }


def _rule(
    id_: str, known: Mapping[str, Documented], found: Mapping[str, Finding]
) -> dict[str, Any]:
    each = known.get(id_)
    if each is None:
        title = found[id_].title if id_ in found else id_
        return {"id": id_, "shortDescription": {"text": title}, "helpUri": docs(id_)}
    rule = each.rule
    advice = f"{rule.explanation} To fix it, {rule.fix}."
    cited = [cited.provision for cited in each.cited]
    labels = "; ".join(dict.fromkeys(one.label for one in cited))
    links = "; ".join(
        dict.fromkeys(
            f"[{one.label}]({one.url})" if one.url else one.label for one in cited
        )
    )
    return {
        "id": id_,
        "shortDescription": {"text": f"{rule.title}."},
        "fullDescription": {"text": rule.explanation},
        "help": {
            "text": f"{advice}\n\n{labels}" if labels else advice,
            "markdown": f"{advice}\n\n{links}" if links else advice,
        },
        "helpUri": docs(id_),
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {
            "tags": list(dict.fromkeys(("privacy", rule.owner, *each.regimes))),
            "problem.severity": _PROBLEMS[rule.severity],
            "stability": rule.stability.value,
        },
    }


def _result(
    finding: Finding, rule: int, base: Base, *, compared: bool
) -> dict[str, Any]:
    cited = ", ".join(dict.fromkeys(each.label for each in finding.citations))
    says = f"{finding.message} ({cited})" if cited else finding.message
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": finding.severity.value,
        "message": {"text": _plain(f"{finding.title}: {says}. Fix: {finding.fix}.")},
        "locations": [
            {
                "physicalLocation": _physical(finding.location, base),
                "logicalLocations": [{"fullyQualifiedName": finding.stable_at}],
            }
        ],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
    }
    if finding.related:
        result["relatedLocations"] = list(_related(finding.related, base))
    if finding.state in _KINDS:
        result["suppressions"] = [
            {
                "kind": _KINDS[finding.state],
                "status": "accepted",
                "justification": finding.excuse or finding.state.value,
            }
        ]
    if compared:
        known = finding.state is State.BASELINED
        result["baselineState"] = "unchanged" if known else "new"
    return result


def _related(places: Iterable[RelatedPlace], base: Base) -> Iterator[dict[str, Any]]:
    for index, each in enumerate(places, 1):
        yield {
            "id": index,
            "message": {"text": _plain(each.message)},
            "physicalLocation": _physical(each.location, base),
        }


def _physical(at: Location, base: Base) -> dict[str, Any]:
    return {"artifactLocation": _artifact(at.path, base), "region": _region(at.span)}


def _artifact(path: str, base: Base) -> dict[str, str]:
    where = uri(path, base)
    return {"uri": where} if ":" in where else {"uri": where, "uriBaseId": _ROOT}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _notification(each: NotRead, base: Base) -> dict[str, Any]:
    where = {"physicalLocation": {"artifactLocation": _artifact(each.path, base)}}
    return {
        "level": "error",
        "message": {"text": _plain(f"{each.path}: {each.error}")},
        "locations": [where],
    }


def _plain(text: str) -> str:
    """The text with nothing that SARIF reads as a link; [words](1) would be one."""
    return text.replace("](", "] (")
