"""Each format on one report made by hand, so that no change of a rule changes it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import jsonschema
import pytest
import xmlschema

from policycheck import __version__
from policycheck.finding import (
    Citation,
    Finding,
    Problem,
    RelatedPlace,
    Severity,
    State,
)
from policycheck.law import Provision
from policycheck.location import Location, Pointer, Span, stable
from policycheck.report import Checked, Excluded, Law, NotRead, Report, Unchecked
from policycheck.reports import Format, Options, render
from policycheck.reports.paths import Base, relative, uri
from policycheck.rule import Rule
from policycheck.rulebook import Cited, Documented
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
    excuse: str | None = None,
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
        excuse=excuse,
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
            excuse="counsel is drafting it, until 2027-01-31",
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
            excuse="known from baseline.json",
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


def provision(label: str, url: str | None) -> Provision:
    return Provision(
        id="gdpr-13-1-c",
        label=label,
        title="Purposes and basis",
        url=url,
        since=date(2018, 5, 25),
    )


def no_problem(_policy: object, _law: object) -> Iterator[Problem]:
    yield from ()


DOCUMENTED: Final = (
    Documented(
        Rule(
            BASIS,
            Severity.ERROR,
            ("gdpr-13-1-c",),
            no_problem,
            f"{TITLES[BASIS]}.\n\n"
            "People must be told which basis permits each purpose. "
            "To fix it, name the basis of this purpose in the activity.",
        ),
        ("eu-gdpr", "uk-gdpr"),
        (
            Cited("eu-gdpr", provision("GDPR Art. 13(1)(c)", OFFICIAL)),
            Cited("uk-gdpr", provision("UK GDPR Art. 13(1)(c)", None)),
        ),
    ),
    Documented(
        Rule(
            UNUSED,
            Severity.WARNING,
            (),
            no_problem,
            f"{TITLES[UNUSED]}.\n\nWhy. To fix it, fix it.",
        ),
        (),
        (),
    ),
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
        ("report.sarif", Format.SARIF, Options(rules=DOCUMENTED)),
        ("junit.xml", Format.JUNIT, Options()),
        ("gitlab.json", Format.GITLAB, Options()),
        ("markdown.md", Format.MARKDOWN, Options()),
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
    """Only a path or an address is never broken: it would no longer open on a click."""
    text = render(report, Format.TEXT, Options(width=width, notes=True))

    wide = [
        line
        for line in text.splitlines()
        if len(line) > max(width, 40) and PATH not in line and "= doc" not in line
    ]
    assert not wide


@pytest.mark.parametrize(
    "report",
    [
        sample(),
        several(),
        hostile(),
        Report(as_of=TODAY, checked=()),
        Report(
            as_of=TODAY,
            checked=(replace(sample().checked[0], rules_off=frozenset({"a/b"})),),
            excluded=(Excluded(3, "ignored by git"),),
        ),
    ],
    ids=["one", "several", "hostile", "none", "left out"],
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
    assert text.count("\n::") == (5 if format_ is Format.GITHUB else 0)
    assert "\n::error::" not in text


def test_a_finding_in_github_is_one_line_with_its_fix() -> None:
    unread, *lines = render(hostile(), Format.GITHUB).splitlines()

    assert unread.startswith("::error file=\\x1b[31m")
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
        "from policycheck.report import Report\n"
        "from policycheck.reports import Format, render\n"
        f"render(Report(as_of=date(2026, 1, 1), checked=()), {format_})\n"
        "assert 'rich' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_version_is_the_one_that_ships() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    assert project["version"] == __version__


REPORTS: Final = {
    "one": sample(),
    "several": several(),
    "hostile": hostile(),
    "none": Report(as_of=TODAY, checked=()),
    "clean": Report(as_of=TODAY, checked=(replace(sample().checked[0], findings=()),)),
}
every_report = pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)


@every_report
def test_sarif_keeps_to_its_schema(report: Report) -> None:
    schema = json.loads((ROOT / "tests/schemas/sarif-2.1.0.json").read_text("utf-8"))
    rules = DOCUMENTED if report is REPORTS["one"] else ()

    log = json.loads(render(report, Format.SARIF, Options(rules=rules)))

    jsonschema.Draft202012Validator(schema).validate(log)
    assert len(log["runs"][0]["results"]) == len(report.findings)


def test_sarif_describes_every_rule_that_ran_and_points_at_it() -> None:
    log = json.loads(render(sample(), Format.SARIF, Options(rules=DOCUMENTED)))
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]

    assert [each["id"] for each in rules] == sorted(sample().rules_run)
    for each in run["results"]:
        assert rules[each["ruleIndex"]]["id"] == each["ruleId"]
    assert rules[0]["helpUri"].endswith("/rules.md#gdprpurpose-without-legal-basis")
    assert f"[GDPR Art. 13(1)(c)]({OFFICIAL})" in rules[0]["help"]["markdown"]


def test_sarif_keeps_what_is_excused_and_says_why() -> None:
    """An alert that is waived is closed with its reason, and does not come and go."""
    run = json.loads(render(sample(), Format.SARIF))["runs"][0]

    assert [
        each["suppressions"] for each in run["results"] if "suppressions" in each
    ] == [
        [
            {
                "kind": kind,
                "status": "accepted",
                "justification": why,
            }
        ]
        for kind, why in (
            ("inSource", "counsel is drafting it, until 2027-01-31"),
            ("external", "known from baseline.json"),
        )
    ]
    states = [each["baselineState"] for each in run["results"]]
    assert (states.count("new"), states.count("unchanged")) == (9, 1)


def test_an_excuse_without_words_is_named_by_its_state() -> None:
    one = sample().checked[0]
    bare = tuple(replace(each, excuse=None) for each in one.findings)
    report = replace(sample(), checked=(replace(one, findings=bare),))

    assert '"justification": "waived"' in render(report, Format.SARIF)
    assert 'type="waived" message="waived"' in render(report, Format.JUNIT)


@every_report
def test_fingerprints_are_unique_in_a_gitlab_report(report: Report) -> None:
    """GitLab drops the second issue with a fingerprint it has seen."""
    issues = json.loads(render(report, Format.GITLAB))
    new = [each for each in report.findings if each.state is State.NEW]

    assert len(issues) == len(new) + len(report.not_read)
    for each in issues:
        assert set(each) - {"content"} == {
            "description", "check_name", "fingerprint", "severity", "location",
        }  # fmt: skip
        assert each["severity"] in {"info", "minor", "major", "critical", "blocker"}
    assert len({each["fingerprint"] for each in issues}) == len(issues)


@every_report
def test_junit_keeps_to_the_schema_of_its_readers(report: Report) -> None:
    schema = xmlschema.XMLSchema(str(ROOT / "tests/schemas/junit-10.xsd"))

    schema.validate(render(report, Format.JUNIT))


def test_junit_counts_what_it_holds() -> None:
    import xml.etree.ElementTree as ET

    root = ET.fromstring(render(several(), Format.JUNIT))  # noqa: S314 - our own

    def count(tag: str) -> int:
        return len(root.findall(f".//{tag}"))

    assert (root.get("tests"), count("testcase")) == ("13", 13)
    assert (root.get("failures"), count("failure")) == ("8", 8)
    assert (root.get("errors"), count("error")) == ("1", 1)
    assert count("skipped") == 2
    assert [each.get("tests") for each in root] == ["10", "1", "1", "1"]


def test_markdown_shows_words_of_a_policy_as_words() -> None:
    one = sample().checked[0]
    evil = replace(one.findings[0], message="<img src=x> [a](b) | `c` **d**")
    path = replace(one, findings=(evil,), document=document("a: 1", "a`b_c.yaml"))
    text = render(Report(as_of=TODAY, checked=(path,)), Format.MARKDOWN)

    assert "&lt;img src=x&gt; \\[a\\](b) \\| \\`c\\` \\*\\*d\\*\\*" in text
    assert "### a\\`b\\_c.yaml\n" in text


def test_markdown_has_no_table_without_rows() -> None:
    one = sample().checked[0]
    new, waived = one.findings[0], one.findings[5]

    def page(*found: Finding) -> str:
        report = replace(sample(), checked=(replace(one, findings=found),))
        return render(report, Format.MARKDOWN)

    assert (page(new).count("|---|---|---|---|"), page(new).count("<details>")) == (
        1,
        0,
    )
    assert (
        page(waived).count("|---|---|---|---|"),
        page(waived).count("<details>"),
    ) == (1, 1)
    assert page().count("###") == 0


def test_a_long_table_says_how_much_it_leaves_out() -> None:
    one = sample().checked[0]
    many = replace(one, findings=(one.findings[1],) * 501)
    waived = replace(one, findings=(one.findings[5],) * 2)
    text = render(Report(as_of=TODAY, checked=(many, waived)), Format.MARKDOWN)

    assert "| and 1 more: `--format json` has every one |" in text
    assert "| and 2 more: `--format json` has every one |" in text
    assert text.count("unused-entry](") == 500


def test_annotations_beyond_ten_of_a_kind_are_counted_and_listed() -> None:
    """GitHub shows ten of a kind for a step and drops the others without a word."""
    one = sample().checked[0]
    warning, error = one.findings[1], one.findings[-1]

    def lines(many: int) -> list[str]:
        found = (*(warning,) * many, error)
        report = Report(as_of=TODAY, checked=(replace(one, findings=found),))
        return render(report, Format.GITHUB).splitlines()

    assert [each.partition(" ")[0] for each in lines(10)] == [
        "::error", *["::warning"] * 10,
    ]  # fmt: skip
    more = lines(12)
    assert more[10] == "::warning title=policycheck::and 3 more, listed in the log"
    assert [each[:12] for each in more[11:]] == ["- policies/l"] * 3


@pytest.mark.parametrize(
    ("path", "root", "name", "address"),
    [
        ("a/b c.yaml", "", "a/b c.yaml", "a/b%20c.yaml"),
        ("/r/a.yaml", "/r", "a.yaml", "a.yaml"),
        ("a.yaml", "/r", "here/a.yaml", "here/a.yaml"),
        ("../a.yaml", "/r", "a.yaml", "a.yaml"),
        ("../../a.yaml", "/r", "../../a.yaml", "../../a.yaml"),
        ("/q/a.yaml", "/r", "/q/a.yaml", "file:///q/a.yaml"),
        ("a:b.yaml", "", "a:b.yaml", "a%3Ab.yaml"),
        ("\udcff.yaml", "", "\udcff.yaml", "%FF.yaml"),
        ("\ud800.yaml", "", "\ud800.yaml", "%5Cud800.yaml"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="paths of POSIX")
def test_a_file_is_named_from_the_top_of_the_repository(
    path: str, root: str, name: str, address: str
) -> None:
    base = Base(root, "/r/here")

    assert relative(path, base) == name
    assert uri(path, base) == address


def test_text_without_its_summary_is_the_findings_alone() -> None:
    whole = render(sample(), Format.TEXT)
    short = render(sample(), Format.TEXT, Options(summed_up=False))

    assert whole.startswith(short)
    assert "not checked" not in short


def test_the_summary_says_what_was_turned_off_and_left_out() -> None:
    one = replace(sample().checked[0], rules_off=frozenset({"a/b", "c/d"}))
    many = replace(one, rules_off=frozenset(f"a/b-{each}" for each in range(5)))
    out = Excluded(2, "by policycheck.toml")

    few = render(replace(sample(), checked=(one,), excluded=(out,)), Format.TEXT)

    assert "  turned off   2 rules that would have run: a/b, c/d\n" in few
    assert "  left out     2 policies by policycheck.toml\n" in few
    assert "5 rules that would have run\n" in render(
        replace(sample(), checked=(many,)), Format.TEXT
    )


def test_many_related_places_are_told_by_their_lines(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A general statement about thirty activities does not print thirty frames."""
    from policycheck.reports import text

    monkeypatch.setattr(text, "_FRAMED", 0)
    shown = render(sample(), Format.TEXT, Options(width=200))

    assert "= and line" in shown
