"""What the data covers of the prose."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policycheck import prose, sentences
from policycheck.files import Prose
from policycheck.location import Pointer
from policycheck.reports import trace_json, trace_text
from policycheck.source import Document, read
from policycheck.trace import Repeated, Sentence, Share, Stretch, Trace, trace

TEXT = """\
# Data

We log it. We sell
nothing; we swear. Trust us!

We log it.
"""


def document(*texts: str, passages: tuple[str, ...] = ()) -> Document:
    data: dict[str, Any] = {
        "claims": [{"quote": text} for text in texts],
        "passages": [{"topic": "heading", "quote": text} for text in passages],
    }
    return Document("policy.yaml", "", data, (), None)


def pointer(*steps: str | int) -> Pointer:
    return Pointer(steps)


FOUND = trace(
    document("We log it", "we swear. Trust us!", "We lag it", passages=("Data", "log")),
    Prose("privacy.md", TEXT),
)


def test_a_trace_says_what_rests_on_what() -> None:
    """Data counts before passages; punctuation goes with the word before it."""
    log, swear, data, passage = (
        pointer("claims", 0),
        pointer("claims", 1),
        pointer("passages", 0),
        pointer("passages", 1),
    )
    expected = Trace(
        policy="policy.yaml",
        text="privacy.md",
        characters=Share(total=50, data=32, passages=4),
        sentences=Share(total=5, data=3, passages=1),
        wrong=FOUND.wrong,
        repeated=(
            Repeated(log / "quote", "We log it", (3, 6)),
            Repeated(passage / "quote", "log", (3, 6)),
        ),
        uncovered=(Stretch(3, 4, "We sell nothing;"),),
        statements=3,
        unquoted=(),
        prose=(
            Sentence(Stretch(1, 1, "Data"), (data,)),
            Sentence(Stretch(3, 3, "We log it."), (log, passage)),
            Sentence(Stretch(3, 4, "We sell nothing; we swear."), (swear,)),
            Sentence(Stretch(4, 4, "Trust us!"), (swear,)),
            Sentence(Stretch(6, 6, "We log it."), (log, passage)),
        ),
    )
    assert expected == FOUND
    message = (
        "the quote is not in the text; the closest passage, privacy.md:3, "
        'says "Data We log it. We sell…" where the quote says "We lag it"'
    )
    told = [(each.at, each.message) for each in FOUND.wrong]
    assert told == [(pointer("claims", 2, "quote"), message)]


def test_a_line_holds_the_sentences_that_run_across_it() -> None:
    """`at` answers where a sentence lives in the data."""
    assert [each.stretch.text for each in FOUND.at(4)] == [
        "We sell nothing; we swear.",
        "Trust us!",
    ]
    assert FOUND.at(2) == ()


def test_shares_run_from_nothing_to_everything() -> None:
    """An empty text is covered by nothing; a text quoted whole by everything."""
    empty = trace(document("We log it"), Prose("privacy.md", "\n"))
    whole = trace(document("We log it."), Prose("privacy.md", "We log it."))
    heading = trace(document(passages=("Data",)), Prose("privacy.md", "# Data"))
    assert [
        (each.characters.by_data, each.characters.by_passages)
        for each in (empty, whole, heading)
    ] == [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)]


def test_text_for_people() -> None:
    """Coverage comes first, then what a person must look at."""
    assert trace_text.trace(FOUND) == (
        "policy.yaml against privacy.md\n"
        "  characters   64.0% data,   8.0% passages, 14 of 50 covered by nothing\n"
        "  sentences    60.0% data,  20.0% passages, 1 of 5 covered by nothing\n"
        "  statements  100.0% quoted, 0 of 3 without a quote\n"
        "\n"
        "not in the text\n"
        "  /claims/2/quote: the quote is not in the text; the closest passage, "
        'privacy.md:3, says "Data We log it. We sell…" where the quote says '
        '"We lag it"\n'
        "\n"
        "quotes that occur more than once\n"
        '  /claims/0/quote: "We log it" (2 places, line 3, 6)\n'
        '  /passages/1/quote: "log" (2 places, line 3, 6)\n'
        "\n"
        "covered by nothing\n"
        "  privacy.md:3: We sell nothing;\n"
    )


STATED = b"""\
policycheck: 1
policy: {id: a, title: A, text: privacy.md, quotes: {title: Data}}
organisation: {established_in: [DE]}
controllers:
  acme: {name: Acme, quote: We log it}
  x-own: {}
scope: {covers: [{what: it, quote: it}]}
signals: {gpc: {is: honoured}}
quotes: {complaints: Trust us}
complaints: {authorities: [Us]}
purposes: {log: {name: Log}, sell: {name: Sell, quotes: {name: sell}}}
claims:
- {id: none, quote: nothing}
- {id: bare}
opt_outs: none
waivers: [{rule: a/b, reason: c}]
"""


def test_what_rests_on_no_words_is_listed_with_its_line() -> None:
    """A quote of a part counts, and one of the whole; facts and waivers need none."""
    found = trace(read("p.yaml", STATED), Prose("privacy.md", TEXT))

    assert found.statements == 9
    assert [(str(each.at), each.line) for each in found.unquoted] == [
        ("/signals", 8),
        ("/purposes/log", 11),
        ("/claims/1", 14),
        ("/opt_outs", 15),
    ]
    text = trace_text.trace(found)
    assert "  statements   55.6% quoted, 4 of 9 without a quote\n" in text
    assert text.endswith(
        "without a quote\n  p.yaml:8: /signals\n  p.yaml:11: /purposes/log\n"
        "  p.yaml:14: /claims/1\n  p.yaml:15: /opt_outs\n"
    )
    assert json.loads(trace_json.trace(found))["unquoted"][0] == {
        "pointer": "/signals",
        "line": 8,
    }


def test_nothing_stated_is_nothing_quoted() -> None:
    found = trace(document(), Prose("privacy.md", TEXT))

    assert "  statements    0.0% quoted, 0 of 0 without" in trace_text.trace(found)


def test_a_trace_keeps_to_a_terminal_and_loses_no_word() -> None:
    narrow, wide = trace_text.trace(FOUND, width=40), trace_text.trace(FOUND)

    assert max(map(len, narrow.splitlines())) <= 40
    assert narrow.split() == wide.split()
    assert trace_text.at(FOUND, 4, width=20).splitlines() == [
        "3: We sell",
        "    nothing; we",
        "    swear.",
        "  /claims/1",
        "4: Trust us!",
        "  /claims/1",
    ]


def test_a_line_that_is_asked_for_is_told_whole() -> None:
    long = f"We log {'the address and ' * 30}more."
    found = trace(document("We log"), Prose("privacy.md", long))

    assert trace_text.at(found, 1).startswith(f"1: {long}\n")
    assert trace_text.at(found, 1, width=60).count("address") == 30


def test_text_of_a_line() -> None:
    """Each sentence is followed by the statements that rest on it, if any do."""
    bare = trace(document("We log it"), Prose("privacy.md", TEXT))
    assert trace_text.at(bare, 3) == (
        "3: We log it.\n"
        "  /claims/0\n"
        "3: We sell nothing; we swear.\n"
        "  no statement rests on it\n"
    )
    assert trace_text.at(bare, 99) == "nothing stands on line 99\n"


def test_json() -> None:
    """The shares run from 0 to 1, and lines count from 1."""
    found = json.loads(trace_json.trace(FOUND))
    repeated = [
        {"pointer": "/claims/0/quote", "quote": "We log it", "lines": [3, 6]},
        {"pointer": "/passages/1/quote", "quote": "log", "lines": [3, 6]},
    ]
    assert found == {
        "version": 1,
        "policy": "policy.yaml",
        "text": "privacy.md",
        "coverage": 0.64,
        "passages": 0.08,
        "characters": {"total": 50, "data": 32, "passages": 4},
        "sentences": {"total": 5, "data": 3, "passages": 1},
        "wrong": [
            {"pointer": "/claims/2/quote", "message": FOUND.wrong[0].message},
        ],
        "repeated": repeated,
        "uncovered": [{"line": 3, "end_line": 4, "text": "We sell nothing;"}],
        "statements": 3,
        "unquoted": [],
        "prose": found["prose"],
    }
    line = json.loads(trace_json.at(FOUND, 1))
    assert line == {
        "version": 1,
        "policy": "policy.yaml",
        "text": "privacy.md",
        "line": 1,
        "prose": [
            {"line": 1, "end_line": 1, "text": "Data", "statements": ["/passages/0"]}
        ],
    }
    assert found["prose"][:1] == line["prose"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("We (e.g. Acme Inc. in St. Ives) do. So, i.e. now.", [
            "We (e.g. Acme Inc. in St. Ives) do.", "So, i.e. now.",
        ]),
        ("See No. 5 of the U.S. Code. Good.", ["See No. 5 of the U.S. Code.", "Good."]),
        ("(It ends.) “It does.” Really", ["(It ends.)", '"It does."', "Really"]),
        ("1.50 at acme.example. ok then", ["1.50 at acme.example. ok then"]),
        ("It is 2021. We go on. .", ["It is 2021.", "We go on.", "."]),
        ("1. One\n2. Two\nmore\n12. A", ["1. One", "2. Two more", "12. A"]),
        ("- one\n- two\n  more\n\n* three", ["one", "two more", "three"]),
        ("## Head ##\ntext\nmore\n\nnext", ["Head", "text more", "next"]),
        ("Head\n====\ntext\n\n---\n\nnext", ["Head", "text", "next"]),
        ("We do (or not). We go", ["We do (or not).", "We go"]),
        ("> quoted\n> text", ["quoted text"]),
        ("| a | b c |\n|---|---|\n| d | e |", ["a", "b c", "d", "e"]),
        ("他们。我们\uff01", ["他们。", "我们\uff01"]),
    ],
)  # fmt: skip
def test_sentences(text: str, expected: list[str]) -> None:
    """Headings, items and cells are sentences; abbreviations end none."""
    words = prose.read(text)
    assert [words.text(first, end) for first, end in sentences.split(words)] == expected


@given(st.text(), st.lists(st.text()), st.lists(st.text()))
def test_every_text_can_be_traced(
    text: str, quotes: list[str], passages: list[str]
) -> None:
    """Whatever the text, the parts add up and every report can show them."""
    found = trace(document(*quotes, passages=tuple(passages)), Prose("p.md", text))
    for share in (found.characters, found.sentences):
        assert 0 <= share.data + share.passages <= share.total
    assert trace_text.trace(found).startswith("policy.yaml against p.md\n")
    assert json.loads(trace_json.trace(found))["version"] == 1


@given(st.text())
def test_a_text_quoted_sentence_by_sentence_is_covered(text: str) -> None:
    """Where every sentence is quoted, nothing is uncovered."""
    words = prose.read(text)
    bounds = sentences.split(words)
    told = [" ".join(words.words[first:end]) for first, end in bounds]
    found = trace(document(*told), Prose("p.md", text))
    assert found.uncovered == ()
