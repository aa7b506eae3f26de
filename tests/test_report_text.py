"""The layout of the report for people: room, wrapping, underlines, blocks."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policycheck.engine import check
from policycheck.finding import Finding, RelatedPlace, Severity, State
from policycheck.location import Pointer, Span, stable
from policycheck.report import Checked, Law, NotRead, Report, Unchecked
from policycheck.reports import Format, Options, ink, render
from policycheck.reports.cells import head, tail, width, wrap
from policycheck.reports.frame import Mark, Page, frame
from policycheck.reports.harmless import line
from policycheck.reports.ink import Style
from policycheck.source import Document, read

TOP = Pointer()
DAY = date(2026, 11, 23)


def found(
    source: Document, at: Pointer, message: str, rule: str = "gdpr/gap"
) -> Finding:
    return Finding(
        rule=rule,
        severity=Severity.ERROR,
        title="There is a gap",
        message=message,
        fix="fill it",
        location=source.locate(at),
        stable_at=stable(source.data, at),
    )


def shown(source: Document, *findings: Finding, options: Options | None = None) -> str:
    """The findings as text, without the summary and without addresses."""
    checked = Checked(document=source, findings=findings)
    text = render(
        Report(as_of=DAY, checked=(checked,)), Format.TEXT, options or Options()
    )
    above = text[: text.rindex("\n\n", 0, text.rindex("\n\n"))]
    return re.sub(r"\n *= doc https://\S+", "", above)


def framed(text: str, *marks: tuple[int, int, str], room: int = 60) -> list[str]:
    """The frame of one line, without its gutter; the first mark is the primary one."""
    page = Page(room + 4, 1, ink.plain)
    lines = frame(
        [text],
        [
            Mark(Span(1, start, 1, end), label, Style.ERROR, is_primary=not index)
            for index, (start, end, label) in enumerate(marks)
        ],
        page,
    )
    return [each[4:] for each in lines][1:-1]


def test_a_wide_character_takes_two_cells_and_a_mark_none() -> None:
    assert width("abc") == 3
    assert width("新年") == 4
    assert width("e\u0301") == 1


def test_the_head_and_tail_of_a_text_fit() -> None:
    assert head("abcdef", 3) == "abc"
    assert tail("abcdef", 3) == "def"
    assert head("a新年", 4) == "a新"
    assert tail("新年z", 4) == "年z"
    assert head("abc", -1) == tail("abc", -1) == ""


def test_text_is_wrapped_at_spaces() -> None:
    assert wrap("", 10) == []
    assert wrap("one two  three", 7) == ["one two", "three"]
    assert wrap("one two three", 9, first=3) == ["one", "two three"]
    assert wrap("three four", 5, first=2) == ["", "three", "four"]
    assert wrap("a b\xa0c", 3) == ["a", "b c"]


def test_a_word_longer_than_a_line_is_broken() -> None:
    assert wrap("ab abcdefgh i", 3) == ["ab", "abc", "def", "gh", "i"]
    assert wrap("新年新年", 5) == ["新年", "新年"]
    assert wrap("新年", 1) == ["新", "年"]


def test_a_very_long_word_is_wrapped_in_one_pass() -> None:
    assert len(wrap("新" * 500_000, 80)) == 12_500


def test_an_underline_stands_below_wide_characters_and_tabs() -> None:
    assert framed("a:\t新年 end", (4, 6, "here"), (7, 10, "")) == [
        "a:    新年 end",
        "      ^^^^ here",
        "           ---",
    ]


def test_an_empty_line_has_an_underline() -> None:
    assert framed("", (1, 2, "the end")) == ["", "^ the end"]


def test_a_label_that_has_no_room_beside_stands_below() -> None:
    long = "key: [" + "x" * 50 + "]"

    assert framed(long, (7, 57, "a label of some words, more than fit beside it")) == [
        long,
        " " * 6 + "^" * 50,
        " " * 6 + "a label of some words, more than fit beside it",
    ]


def test_a_long_label_hangs() -> None:
    assert framed("ab: cd", (5, 7, "word " * 16)) == [
        "ab: cd",
        "    ^^ word word word word word word word word word word",
        "       word word word word word word",
    ]


@pytest.mark.parametrize("start", [1, 40, 500, 960, 998])
@pytest.mark.parametrize("size", [1, 2, 30, 400])
def test_a_long_line_is_cut_around_what_is_marked(start: int, size: int) -> None:
    text = "".join(f"{index:04}" for index in range(250))
    end = min(start + size, 1001)

    row, under = framed(text, (start, end, ""))

    first = len(under) - len(under.lstrip())
    part = row.strip("…")
    before = start - 1 - first + row.startswith("…")
    assert len(row) <= 60
    assert text[before : before + len(part)] == part
    assert row.startswith("…") == (before > 0)
    assert row.endswith("…") == (before + len(part) < len(text))
    assert len(under) - first == min(end - start, 58 - min(start - 1, 15))


def test_marks_that_do_not_fit_on_one_line_repeat_it() -> None:
    text = "a" * 100 + "b" * 100

    assert framed(text, (1, 3, "one"), (199, 201, "two"), room=20) == [
        "a" * 19 + "…",
        "^^ one",
        "…" + "b" * 18,
        " " * 17 + "--",
        " " * 17 + "two",
    ]


def test_hostile_characters_are_underlined_as_they_are_shown() -> None:
    assert framed("k: \x1b[2J", (4, 8, "")) == [r"k: \x1b[2J", "   ^^^^^^^"]


def test_a_megabyte_on_one_line_costs_no_more_than_its_ends() -> None:
    source = read("p.yaml", b"a: " + b"x" * 1_000_000)

    text = shown(source, *(found(source, TOP / "a", "long") for _ in range(3)))

    assert max(map(len, text.splitlines())) <= 80


def test_the_entry_a_place_belongs_to_is_named_by_its_first_line() -> None:
    source = read("p.yaml", b"list:\n  - id: a\n    b: 1\n    c: 2\n    d: [e]\n")

    assert shown(source, found(source, TOP / "list" / 0 / "d" / 0, "no e")) == (
        "error[gdpr/gap]: There is a gap\n"
        " --> p.yaml:5:9\n"
        "  |\n"
        "2 |   - id: a\n"
        "...\n"
        "5 |     d: [e]\n"
        "  |         ^ no e\n"
        "  |\n"
        "  = at  /list/a/d/e\n"
        "  = fix fill it"
    )


@pytest.mark.parametrize(
    ("pointer", "says"),
    [
        (TOP / "list" / 0 / "b", "/list/a/b"),
        (TOP / "list" / 0 / "x" / "y", "/list/a/x/y (missing)"),
        (TOP / "list" / 3, "/list/3 (missing)"),
        (TOP / "list" / 0 / "b" / "c", "/list/a/b/c (missing)"),
    ],
)
def test_the_full_pointer_is_named(pointer: Pointer, says: str) -> None:
    source = read("p.yaml", b"list:\n  - id: a\n    b: 1\n")

    assert f"  = at  {says}\n" in shown(source, found(source, pointer, "gap"))


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("- id: a # why\n  b: 1\n", "id: a"),
        ("- id: # why\n    b: 1\n", "id"),
        ("- {a: 1, b: 2, # why\n   c: 3}\n", "{a: 1, b: 2"),
        ("- [a, b, # why\n   c]\n", "[a, b"),
        ("- - - a # why\n    - b\n", "-"),
        ("- |\n  a\n", "|"),
        ("- {a: 1} # why\n", "{a: 1}"),
    ],
)
def test_a_comment_is_not_underlined(text: str, marked: str) -> None:
    span = read("p.yaml", text.encode()).locate(TOP / 0).span

    assert text[span.column - 1 : span.end_column - 1] == marked
    assert span.end_line == span.line == 1


def test_a_fault_of_the_whole_file_names_no_pointer() -> None:
    source = read("p.yaml", b"a: b\n")

    assert "= at" not in shown(source, found(source, TOP, "gap"))


def test_more_than_three_of_one_rule_are_one_block() -> None:
    source = read("p.yaml", b"a: 1\nb: 2\nc: 3\nd: 4\n")
    many = [found(source, TOP / key, f"{key} is open") for key in "abcd"]

    assert shown(source, *many[:3]).count("error[") == 3
    assert shown(source, *many) == (
        "error[gdpr/gap]: There is a gap (4 places)\n"
        " --> p.yaml:1:4  a is open\n"
        " --> p.yaml:2:4  b is open\n"
        " --> p.yaml:3:4  c is open\n"
        " --> p.yaml:4:4  d is open\n"
        "  |\n"
        "  = fix fill it"
    )


def test_a_block_keeps_what_differs_and_folds_what_is_shared() -> None:
    source = read("p.yaml", b"a: 1\nb: 2\nc: 3\nd: 4\n")
    end = RelatedPlace("all of them", source.locate(TOP / "d"))
    own = RelatedPlace("this one", source.locate(TOP / "c"))
    many = [
        replace(
            found(source, TOP / key, ""),
            fix=f"fix {key}",
            related=(end, own) if key == "a" else (end,),
        )
        for key in "abcd"
    ]

    assert shown(source, *many) == (
        "error[gdpr/gap]: There is a gap (4 places)\n"
        " --> p.yaml:1:4\n"
        "                 --- p.yaml:3:4 this one\n"
        "                 fix: fix a\n"
        " --> p.yaml:2:4\n"
        "                 fix: fix b\n"
        " --> p.yaml:3:4\n"
        "                 fix: fix c\n"
        " --> p.yaml:4:4\n"
        "                 fix: fix d\n"
        "  |\n"
        "4 | d: 4\n"
        "  |    - all of them\n"
        "  |"
    )


def test_a_long_path_puts_messages_below_their_places() -> None:
    source = read(f"{'folder/' * 7}p.yaml", b"a: 1\nb: 2\nc: 3\nd: 4\n")
    many = [found(source, TOP / key, f"{key} is open") for key in "abcd"]

    assert f" --> {source.path}:1:4\n     a is open\n" in shown(source, *many)


def test_notes_and_excused_findings_are_counted_until_asked_for() -> None:
    source = read("p.yaml", b"a: 1\n")
    one = found(source, TOP / "a", "gap")
    checked = Checked(
        document=source,
        findings=(
            replace(one, severity=Severity.NOTE),
            replace(one, state=State.WAIVED),
            replace(one, state=State.BASELINED),
        ),
        rules_run=frozenset({"gdpr/gap"}),
    )
    report = Report(as_of=DAY, checked=(checked,))

    assert render(report, Format.TEXT) == (
        "1 note in p.yaml\n"
        "\n"
        "  as of        2026-11-23, 1 rule ran\n"
        "  notes        1 for a person to look at: --notes shows them\n"
        "  excused      1 waived in the policy, 1 known\n"
        "  why          policycheck explain gdpr/gap\n"
    )
    full = render(report, Format.TEXT, Options(notes=True, show_excused=True))
    assert "note[gdpr/gap]: There is a gap\n" in full
    assert "error[gdpr/gap] (waived): There is a gap\n" in full
    assert "error[gdpr/gap] (baselined): There is a gap\n" in full


def test_a_report_says_what_it_covered() -> None:
    source = read("p.yaml", b"a: 1\n")
    law = Law("eu-gdpr", "GDPR", DAY)
    one = Checked(document=source, findings=(), id="shop", version="1")
    ran = replace(
        one,
        law=(law,),
        rules_run=frozenset({"a/b", "c/d"}),
        unchecked=(Unchecked("eu-gdpr", "x", "Art. 1", "conduct"),),
    )
    unread = (NotRead("x.yaml", "is a folder"),)

    assert render(Report(as_of=DAY, checked=()), Format.TEXT) == "nothing was checked\n"
    assert render(Report(as_of=DAY, checked=(ran,)), Format.TEXT) == (
        "no findings in p.yaml (shop 1)\n"
        "\n"
        "  law          GDPR, reviewed 2026-11-23\n"
        "  as of        2026-11-23, 2 rules ran\n"
        "  not checked  1 provision no file can show to be kept: --format json says\n"
        "               which, and why\n"
    )
    assert render(
        Report(as_of=DAY, checked=(ran, one), not_read=unread), Format.TEXT
    ).startswith(
        "no findings in 2 policies\n"
        "\n"
        "  law          GDPR, reviewed 2026-11-23, for 1 of 2 policies\n"
        "  as of        2026-11-23, 2 rules ran\n"
        "  not judged   1 policy: rules run once the file itself is in order\n"
        "  not read     x.yaml: is a folder\n"
    )


@pytest.mark.parametrize(
    ("raw", "is_shown"),
    [
        (b"\x7fELF\x02\x01\x01\x00\x00\xd0\n", False),
        (bytes(range(0x80, 0xFF)), False),
        ("policy: {title: Datenschutzerkl\xe4rung}\n".encode("latin-1"), True),
        (b"a:\n\tb: \xff\n", True),
    ],
)
def test_what_is_no_text_is_not_shown(raw: bytes, *, is_shown: bool) -> None:
    checked = check(read("a.yaml", raw), as_of=DAY)

    text = render(Report(as_of=DAY, checked=(checked,)), Format.TEXT)

    assert "is not UTF-8" in text
    assert ("^" in text) is is_shown
    assert all(each.isprintable() for each in text if each != "\n")


def test_a_law_not_in_force_on_the_day_judges_nothing_and_is_told() -> None:
    text = """\
policycheck: 1
policy: {id: acme, title: Acme}
controllers: {acme: {name: Acme GmbH, country: DE, email: p@acme.example}}
data_categories: {email: {name: E-mail}}
purposes: {mail: {name: Mail}}
activities: [{id: mail, data_categories: [email], purposes: [mail]}]
"""
    day = date(2019, 6, 1)
    checked = check(
        read("a.yaml", text.encode()), as_of=day, only=["us-ca-ccpa", "us-ca-caloppa"]
    )

    assert [each.regime for each in checked.law] == ["us-ca-caloppa"]
    assert [each.regime for each in checked.not_in_force] == ["us-ca-ccpa"]
    shown = render(
        Report(as_of=day, checked=(checked,)), Format.TEXT, Options(width=100)
    )
    says = "not applied  California Consumer Privacy Act: not in force on 2019-06-01"
    assert says in shown
    assert "California Consumer Privacy Act, reviewed" not in shown


def test_colour_changes_nothing_but_colour() -> None:
    source = read("p.yaml", b"a: 1\n")
    checked = Checked(document=source, findings=(found(source, TOP / "a", "gap"),))
    report = Report(as_of=DAY, checked=(checked,))

    coloured = render(report, Format.TEXT, Options(colour=True))

    assert "\x1b[1;31merror[gdpr/gap]\x1b[0m" in coloured
    for style in Style:
        coloured = coloured.replace(f"\x1b[{style.value}m", "")
    assert coloured.replace("\x1b[0m", "") == render(report, Format.TEXT)


def test_a_rule_leads_to_its_page_in_a_terminal_that_can_follow() -> None:
    """Elsewhere the address is printed, and so every finding carries it."""
    source = read("p.yaml", b"a: 1\n")
    one = found(source, TOP / "a", "gap")
    checked = Checked(document=source, findings=(one,))
    report = Report(as_of=DAY, checked=(checked,))

    linked = render(report, Format.TEXT, Options(linked=True))

    head = "\x1b]8;;" + one.docs + "\x1b\\error[gdpr/gap]\x1b]8;;\x1b\\: "
    assert linked.startswith(head)
    assert "= doc" not in linked
    assert f"  = doc {one.docs}\n" in render(report, Format.TEXT)


ANY = st.text(
    st.characters(exclude_characters="\n\r") | st.sampled_from("日\t\x1b\u202e ")
)


@settings(deadline=None)
@given(
    text=ANY | ANY.map(lambda each: each * 20),
    message=st.text(),
    start=st.integers(1, 300),
    size=st.integers(1, 300),
    wide=st.integers(0, 200),
)
def test_any_text_fits_and_stays_text(
    text: str, message: str, start: int, size: int, wide: int
) -> None:
    """Whatever a line holds, and wherever a position says it is."""
    source = replace(read("p.yaml", b"a: 1\n"), text=text)
    span = Span(1, start, 1, start + size)
    one = found(source, TOP / "a", message)
    one = replace(one, location=replace(one.location, span=span), fix=message)
    other = RelatedPlace(message, replace(one.location, span=Span(9, 9, 9, 10)))
    one = replace(one, related=(other, RelatedPlace(message, one.location)))

    report = shown(source, one, options=Options(width=wide))

    assert all(line(each) == each for each in report.split("\n"))
    assert max(map(width, report.split("\n"))) <= max(wide, 40)
