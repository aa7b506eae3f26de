"""What one run covered: how many findings, by which law, and what nobody checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from policycheck.finding import Severity, State
from policycheck.report import Checked, Excluded, Report
from policycheck.reports.cells import wrap
from policycheck.reports.harmless import line as harmless
from policycheck.reports.ink import OF, Ink, Style

_INDENT: Final = 15
_FEW: Final = 3
"""More rules than this are counted and not named."""


def lines(report: Report, width: int, ink: Ink, *, notes: bool) -> Iterator[str]:
    """The last lines of a report for people."""
    gravest = _gravest(report)
    style = OF[gravest] if gravest else Style.STRONG
    yield from (ink(each, style) for each in wrap(headline(report), width))
    said = {name: texts for name, texts in rows(report, notes=notes).items() if texts}
    if said:
        yield ""
    room = width - _INDENT
    for name, texts in said.items():
        lines = [each for text in texts for each in wrap(harmless(text), room)]
        for index, each in enumerate(lines):
            title = "" if index else name
            yield f"  {ink(f'{title:<{_INDENT - 4}}', Style.FRAME)}  {each}"


def rows(report: Report, *, notes: bool) -> dict[str, list[str]]:
    """What the run covered and what it did not, by name; words as they stand."""
    return {
        "law": _law(report),
        "not applied": _not_applied(report),
        "as of": _as_of(report),
        "notes": [] if notes else _notes(report),
        "excused": _excused(report),
        "turned off": _off(report),
        "left out": left_out(report.excluded, report.skipped),
        "not judged": _not_judged(report),
        "not read": [f"{each.path}: {each.error}" for each in report.not_read],
        "not checked": _unchecked(report),
        "why": _why(report),
    }


def left_out(excluded: Iterable[Excluded], skipped: int) -> list[str]:
    """What was passed by, and why."""
    many = counted(skipped, "YAML file")
    says = f"{many} without `policycheck:` at the top"
    return [
        *(f"{counted(each.many, 'policy')} {each.reason}" for each in excluded),
        *([says] if skipped else []),
    ]


def _gravest(report: Report) -> Severity | None:
    return next((each for each in Severity if report.count(each)), None)


def headline(report: Report) -> str:
    """How much was found, and in what."""
    if not report.checked:
        return "nothing was checked"
    counts = [
        counted(report.count(severity), severity.value)
        for severity in Severity
        if report.count(severity)
    ]
    found = ", ".join(counts) or "no findings"
    if len(report.checked) > 1:
        policies = counted(len(report.checked), "policy")
        faulty = sum(_is_faulty(each) for each in report.checked)
        some = f"{faulty} of " if 0 < faulty < len(report.checked) else ""
        return f"{found} in {some}{policies}"
    only = report.checked[0]
    title = " ".join(each for each in (only.id, only.version) if each)
    named = f" ({title})" if title else ""
    return harmless(f"{found} in {only.document.path}{named}")


def _is_faulty(checked: Checked) -> bool:
    return any(found.state is State.NEW for found in checked.findings)


def _law(report: Report) -> list[str]:
    """The regimes that judged, and the day their facts were last compared."""
    regimes = Counter(law for each in report.checked for law in each.law)
    every = len(report.checked)
    return [
        f"{law.title}, reviewed {law.reviewed}"
        + ("" if many == every else f", for {many} of {every} policies")
        for law, many in regimes.items()
    ]


def _not_applied(report: Report) -> list[str]:
    laws = {law.title for each in report.checked for law in each.not_in_force}
    return [f"{title}: not in force on {report.as_of}" for title in sorted(laws)]


def _as_of(report: Report) -> list[str]:
    ran = report.rules_run
    return [f"{report.as_of}, {counted(len(ran), 'rule')} ran"] if ran else []


def _notes(report: Report) -> list[str]:
    many = report.count(Severity.NOTE)
    says = f"{many} for a person to look at: --notes shows them"
    return [says] if many else []


def _excused(report: Report) -> list[str]:
    waived = report.in_state(State.WAIVED)
    counts = [(waived, "waived in the policy")] if waived else []
    known = Counter(
        each.excuse for each in report.findings if each.state is State.BASELINED
    )
    counts += [(many, harmless(why or "known")) for why, many in known.items()]
    excused = ", ".join(f"{many} {how}" for many, how in counts)
    return [excused] if excused else []


def _off(report: Report) -> list[str]:
    off = report.rules_off
    if not off:
        return []
    named = f": {', '.join(sorted(off))}" if len(off) <= _FEW else ""
    return [f"{counted(len(off), 'rule')} that would have run{named}"]


def _not_judged(report: Report) -> list[str]:
    many = sum(not (each.rules_run or each.rules_off) for each in report.checked)
    says = f"{counted(many, 'policy')}: rules run once the file itself is in order"
    return [says] if many else []


def _unchecked(report: Report) -> list[str]:
    """How much of the law in force is left to people."""
    unchecked = {
        (place.regime, place.provision)
        for each in report.checked
        for place in each.unchecked
    }
    many = counted(len(unchecked), "provision")
    says = f"{many} no file can show to be kept: --format json says which, and why"
    return [says] if unchecked else []


def _why(report: Report) -> list[str]:
    """The command to run next."""
    gravest = _gravest(report)
    for each in report.findings:
        if each.severity is gravest and each.state is State.NEW:
            return [f"policycheck explain {each.rule}"]
    return []


def counted(many: int, noun: str) -> str:
    """A number and its noun."""
    if many == 1:
        return f"1 {noun}"
    return f"{many} {noun[:-1]}ies" if noun.endswith("y") else f"{many} {noun}s"
