"""What one run covered: how many findings, by which law, and what nobody checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from policycheck.engine import Law, Report
from policycheck.finding import Severity, State
from policycheck.reports.cells import wrap
from policycheck.reports.harmless import line as harmless
from policycheck.reports.ink import Ink, Style


def lines(report: Report, width: int, ink: Ink, *, notes: bool) -> Iterator[str]:
    """The last lines of a report for people."""
    found = report.count(Severity.ERROR) + report.count(Severity.WARNING)
    style = Style.ERROR if report.count(Severity.ERROR) else Style.WARNING
    yield from (
        ink(each, style if found else Style.STRONG)
        for each in wrap(_found(report), width)
    )
    entries = {
        "law": _law(report),
        "excused": _excused(report),
        "notes": "" if notes else _notes(report),
        "not judged": _faulty(report),
        "not read": _not_read(report),
        "not checked": _unchecked(report),
    }
    for name, text in entries.items():
        for index, each in enumerate(wrap(harmless(text), width - 15)):
            title = ink(f"{name:<11}", Style.STRONG) if not index else " " * 11
            yield f"  {title}  {each}"


def _found(report: Report) -> str:
    if not report.checked:
        return "nothing was checked"
    counts = [
        counted(report.count(severity), severity.value)
        for severity in Severity
        if report.count(severity)
    ]
    found = ", ".join(counts) or "no findings"
    if len(report.checked) > 1:
        return f"{found} in {counted(len(report.checked), 'policy')}"
    only = report.checked[0]
    title = " ".join(each for each in (only.id, only.version) if each)
    return harmless(
        f"{found} in {only.document.path}" + (f" ({title})" if title else "")
    )


def _law(report: Report) -> str:
    """Which regimes judged, by the law of which day, and how many rules ran."""
    ran = {id_ for each in report.checked for id_ in each.rules_run}
    if not ran:
        return ""
    regimes: Counter[Law] = Counter(law for each in report.checked for law in each.law)
    judged = sum(1 for each in report.checked if each.rules_run)
    names = [
        law.title if many == judged else f"{law.title} ({counted(many, 'policy')})"
        for law, many in regimes.items()
    ]
    by = ", ".join(names) or "no regime, only the encoding itself"
    return f"{by}; as of {report.as_of}; {counted(len(ran), 'rule')} ran"


def _excused(report: Report) -> str:
    waived, known = report.in_state(State.WAIVED), report.in_state(State.BASELINED)
    parts = [
        f"{waived} waived" if waived else "",
        f"{known} in the baseline" if known else "",
    ]
    return ", ".join(part for part in parts if part)


def _notes(report: Report) -> str:
    many = report.count(Severity.NOTE)
    return (
        f"{counted(many, 'note')} for a person to look at: --notes shows them"
        if many
        else ""
    )


def _faulty(report: Report) -> str:
    many = sum(1 for each in report.checked if not each.rules_run)
    if not many:
        return ""
    return f"{counted(many, 'policy')}: no rule runs before the file itself is in order"


def _not_read(report: Report) -> str:
    return "; ".join(f"{each.path}: {each.error}" for each in report.not_read)


def _unchecked(report: Report) -> str:
    places = {
        (place.regime, place.provision)
        for each in report.checked
        for place in each.unchecked
    }
    if not places:
        return ""
    many = counted(len(places), "provision")
    return f"{many} no text can show to be kept: --format json lists them"


def counted(many: int, noun: str) -> str:
    """A number and its noun."""
    if many == 1:
        return f"1 {noun}"
    return f"{many} {noun[:-1]}ies" if noun.endswith("y") else f"{many} {noun}s"
