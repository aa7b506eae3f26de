"""Each format on one report made by hand, so that no change of a rule changes it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import jsonschema
import pytest

from policycheck import __version__
from policycheck.engine import Checked, Law, NotRead, Report, Unchecked
from policycheck.finding import Citation, Finding, RelatedPlace, Severity, State
from policycheck.location import Location, Pointer, Span, stable
from policycheck.reports import Format, Options, render
from policycheck.source import Document, read

ROOT = Path(__file__).parent.parent
PATH = "policies/lamplight/policy.yaml"
REVIEWED = date(2026, 11, 1)
TODAY = date(2026, 11, 23)
OFFICIAL = "https://law.example/13"
EU = Citation("eu-gdpr", "gdpr-13-1-c", "GDPR Art. 13(1)(c)", OFFICIAL, verified=True)
UK = Citation("uk-gdpr", "gdpr-13-1-c", "UK GDPR Art. 13(1)(c)", None, verified=False)
CALIFORNIA = Citation(
    "us-ca-ccpa", "ccpa-120", "Cal. Civ. Code § 1798.120", OFFICIAL, verified=True
)

BASIS: Final = "gdpr/purpose-without-legal-basis"
CLAIM: Final = "integrity/contradicted-claim"
RETENTION: Final = "gdpr/retention-undisclosed"
UNUSED: Final = "integrity/unused-entry"
VAGUE: Final = "us-ca-ccpa/vague-recipient"

TITLES: Final = {
    BASIS: "No legal basis is attached to a purpose",
    CLAIM: "A statement does what a claim says is never done",
    RETENTION: "How long data is kept is not said",
    UNUSED: "Nothing names an entry of a catalogue",
    VAGUE: "What a recipient is given the data for is left open",
}
NOT_UTF_8: Final = "policies/latin/policy.yaml"
SCHEMA: Final = json.loads((ROOT / "schemas/report-v1.schema.json").read_text("utf-8"))
HOSTILE: Final = (
    "\x1b[31m\x9b2J\u202ed\u2066\u200b\u2028\x85\r\n::error::%0A\ufeff\ud800"
)


def document(text: str, path: str = PATH) -> Document:
    return read(path, text.encode())


def lamplight() -> Document:
    return document((ROOT / "tests/golden/report/policy.yaml").read_text("utf-8"))


def finding(  # noqa: PLR0913 - one parameter for each thing a finding has
    source: Document,
    rule: str,
    at: Pointer,
    message: str,
    *,
    severity: Severity = Severity.ERROR,
    citations: tuple[Citation, ...] = (),
    related: Iterable[tuple[Pointer, str]] = (),
    state: State = State.NEW,
    fix: str = "mend it",
) -> Finding:
    return Finding(
        rule=rule,
        severity=severity,
        title=TITLES.get(rule, "The YAML cannot be parsed"),
        message=message,
        fix=fix,
        location=source.locate(at),
        stable_at=stable(source.data, at),
        regimes=tuple(each.regime for each in citations),
        citations=citations,
        related=tuple(
            RelatedPlace(says, source.locate(place)) for place, says in related
        ),
        state=state,
    )


def findings(source: Document) -> tuple[Finding, ...]:
    top = Pointer()
    orders, ads = top / "activities" / 0, top / "activities" / 1
    bases = top / "general" / 0 / "legal_bases"
    catalogue = top / "recipients"
    return (
        finding(
            source,
            VAGUE,
            catalogue / "adco" / "quote",
            "whether AdCo buys what it learns is not said, and only a person who "
            "knows the contract can say whether that is a sale",
            severity=Severity.NOTE,
            citations=(CALIFORNIA,),
            fix="state under `disclosure` whether the data is sold",
        ),
        *(
            finding(
                source,
                UNUSED,
                catalogue / each,
                f"nothing names recipients/{each}",
                severity=Severity.WARNING,
                related=[(orders, "nor does this")] if each != "pay" else [],
                fix="name it where it belongs, or remove it",
            )
            for each in ("host", "mail", "post", "pay")
        ),
        finding(
            source,
            RETENTION,
            orders / "retention" / 0 / "max",
            "ten years are long",
            severity=Severity.WARNING,
            state=State.WAIVED,
        ),
        finding(
            source,
            RETENTION,
            ads / "retention",
            "nothing says how long retargeting keeps e-mail addresses and device "
            "identifiers, or what decides it",
            severity=Severity.WARNING,
            citations=(EU,),
            fix="name the period, or the criterion that decides it",
        ),
        finding(
            source,
            BASIS,
            ads / "purposes" / 0,
            "4 bases are named for everything, none for 'Show you our lamps elsewhere'",
            citations=(EU, UK),
            related=[(bases, "named here for everything")],
            fix="name the basis of this purpose in the activity",
        ),
        finding(
            source,
            BASIS,
            ads / "purposes" / 1,
            "4 bases are named for everything, none for '新年のご挨拶をお送りします'",
            state=State.BASELINED,
        ),
        finding(
            source,
            CLAIM,
            ads / "recipients" / 0 / "disclosure" / 0,
            "retargeting sells email, and a claim says it is never sold",
            related=[
                (top / "claims" / 0 / "never", "never sold, it says here"),
                (top / "data_categories" / "email" / "name", "the data in question"),
            ],
            fix="correct the claim, or stop the sale",
        ),
    )


LAW: Final = (
    Law("eu-gdpr", "GDPR with the ePrivacy Directive", REVIEWED),
    Law("uk-gdpr", "UK GDPR with PECR", REVIEWED),
    Law("us-ca-ccpa", "California Consumer Privacy Act", REVIEWED),
)
UNCHECKED: Final = (
    Unchecked("eu-gdpr", "gdpr-12-1", "GDPR Art. 12(1)", "plain language"),
    Unchecked("us-ca-ccpa", "ccpa-130", "Cal. Civ. Code § 1798.130", "conduct"),
)


def sample() -> Report:
    source = lamplight()
    checked = Checked(
        document=source,
        findings=findings(source),
        id="lamplight",
        version="2.1",
        law=LAW,
        rules_run=frozenset({BASIS, CLAIM, RETENTION, UNUSED, VAGUE}),
        unchecked=UNCHECKED,
    )
    return Report(as_of=TODAY, checked=(checked,))


def several() -> Report:
    """Three policies, one of them faulty, and a file that cannot be read."""
    first = sample().checked[0]
    clean = replace(first, findings=(), law=LAW[:1], rules_run=frozenset({BASIS}))
    broken = document("a: [b\n", "policies/broken/policy.yaml")
    fault = replace(
        finding(broken, "yaml/syntax", Pointer(), broken.faults[0].message),
        location=Location(broken.path, broken.faults[0].span, Pointer()),
    )
    faulty = Checked(document=broken, findings=(fault,))
    return Report(
        as_of=TODAY,
        checked=(first, clean, faulty),
        not_read=(NotRead(NOT_UTF_8, "permission denied"),),
        skipped=3,
    )


def hostile() -> Report:
    """Hostile words wherever a policy's words, or a file's name, can stand."""
    source = document(f"a: plain\nb: {'字' * 50}\n", f"{HOSTILE}.yaml")
    words = replace(source, text=f"a: {HOSTILE}\nb: {HOSTILE * 40}\n")
    each = replace(
        finding(words, CLAIM, Pointer() / "a", HOSTILE, fix=HOSTILE),
        location=Location(words.path, Span(1, 4, 1, 9), Pointer() / HOSTILE / "a"),
        stable_at=f"/{HOSTILE}/a",
        related=(
            RelatedPlace(
                HOSTILE, Location(words.path, Span(2, 9, 2, 30), Pointer() / HOSTILE)
            ),
        ),
    )
    many = (each, *(replace(each, rule=UNUSED) for _ in range(4)))
    checked = Checked(document=words, findings=many, id=HOSTILE, version=HOSTILE)
    return Report(
        as_of=TODAY, checked=(checked,), not_read=(NotRead(HOSTILE, HOSTILE),)
    )


WIDE: Final = Options(width=200, colour=True, notes=True, show_excused=True)


@pytest.mark.parametrize(
    ("name", "format_", "options"),
    [
        ("text.txt", Format.TEXT, Options()),
        ("text-wide.txt", Format.TEXT, WIDE),
        ("concise.txt", Format.CONCISE, Options()),
        ("github.txt", Format.GITHUB, Options()),
        ("report.json", Format.JSON, Options()),
    ],
)
def test_the_format_is_as_agreed(
    golden: Callable[[str, str], None], name: str, format_: Format, options: Options
) -> None:
    golden(f"report/{name}", render(sample(), format_, options))


def test_several_policies_are_summed_up(golden: Callable[[str, str], None]) -> None:
    golden("report/text-several.txt", render(several(), Format.TEXT))


@pytest.mark.parametrize("width", [0, 40, 57, 80, 200])
@pytest.mark.parametrize("report", [sample(), several()], ids=["one", "several"])
def test_no_line_is_wider_than_the_terminal(report: Report, width: int) -> None:
    """Only a path is never broken: it would no longer open on a click."""
    text = render(report, Format.TEXT, Options(width=width, notes=True))

    wide = [
        line
        for line in text.splitlines()
        if len(line) > max(width, 40) and PATH not in line
    ]
    assert not wide


@pytest.mark.parametrize(
    "report",
    [sample(), several(), hostile(), Report(as_of=TODAY, checked=())],
    ids=["one", "several", "hostile", "none"],
)
def test_json_keeps_to_its_schema(report: Report) -> None:
    validator = jsonschema.Draft202012Validator
    validator.check_schema(SCHEMA)

    validator(SCHEMA).validate(json.loads(render(report, Format.JSON)))


def test_the_schema_describes_and_closes_every_part() -> None:
    def parts(schema: dict[str, Any]) -> Iterable[dict[str, Any]]:
        yield schema
        below = [*schema.get("properties", {}).values()]
        below += [*schema.get("$defs", {}).values()]
        below += [schema["items"]] if "items" in schema else []
        for each in below:
            yield from parts(each)

    for part in parts(SCHEMA):
        assert "description" in part or "$ref" in part, part
        if part.get("type") == "object":
            assert part["additionalProperties"] is False, part
            assert set(part["required"]) == set(part["properties"]), part


@pytest.mark.parametrize("format_", Format)
def test_hostile_words_stay_words(format_: Format) -> None:
    """Nothing a policy says moves a cursor, hides text or starts a command."""
    text = render(hostile(), format_, Options(notes=True))

    assert all(each.isprintable() for each in text if each != "\n")
    text.encode("utf-8")
    assert text.count("\n::") == (4 if format_ is Format.GITHUB else 0)


def test_a_finding_in_github_is_one_line_with_its_fix() -> None:
    lines = render(hostile(), Format.GITHUB).splitlines()

    assert len(lines) == 5
    for line in lines:
        assert line.startswith("::error file=\\x1b[31m")
        assert line.count("::") >= 2
        assert "%0Afix: " in line
        properties = line[len("::error ") :].partition("::")[0]
        assert [each.partition("=")[0] for each in properties.split(",")] == [
            "file", "line", "endLine", "col", "endColumn", "title",
        ]  # fmt: skip


def test_columns_of_several_lines_are_left_out_in_github() -> None:
    one = sample().checked[0]
    long = replace(
        one.findings[-1], location=Location(PATH, Span(3, 1, 5, 2), Pointer())
    )
    report = Report(as_of=TODAY, checked=(replace(one, findings=(long,)),))

    assert render(report, Format.GITHUB).startswith(
        f"::error file={PATH},line=3,endLine=5,title={CLAIM}::{PATH}:3:1: {CLAIM} "
    )


@pytest.mark.parametrize("format_", [Format.CONCISE, Format.GITHUB])
def test_nothing_found_is_nothing_said(format_: Format) -> None:
    assert render(Report(as_of=TODAY, checked=()), format_) == ""


def test_json_counts_rules_and_provisions_once() -> None:
    report = json.loads(render(several(), Format.JSON))

    assert report["rules_run"] == 5
    assert [each["regime"] for each in report["law"]] == [law.regime for law in LAW]
    assert len(report["unchecked"]) == len(UNCHECKED)
    assert report["tool"] == {"name": "policycheck", "version": __version__}
    assert report["summary"] == {
        "error": 3, "warning": 5, "note": 1, "waived": 1, "baselined": 1,
    }  # fmt: skip


@pytest.mark.parametrize("format_", Format)
def test_no_report_of_a_check_loads_rich(format_: Format) -> None:
    """Nor what reads YAML schemas: a report costs no more than its own modules."""
    code = (
        "import sys\n"
        "from datetime import date\n"
        "from policycheck.engine import Report\n"
        "from policycheck.reports import Format, render\n"
        f"render(Report(as_of=date(2026, 1, 1), checked=()), {format_})\n"
        "assert 'rich' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - our own


def test_the_version_is_the_one_that_ships() -> None:
    import tomllib  # noqa: PLC0415 - only here

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    assert project["version"] == __version__
