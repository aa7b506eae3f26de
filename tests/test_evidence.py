"""Quotes against the prose."""
# ruff: noqa: RUF001 - the look-alikes of quote marks and dashes are what is tested

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policycheck import evidence, occurrences, prose, schema
from policycheck.engine import check
from policycheck.evidence import CATALOGUES, Quote, problems, quotes, text_name
from policycheck.files import Prose, Refusal
from policycheck.finding import Problem
from policycheck.location import ROOT, Pointer
from policycheck.source import Document, read

TEXT = """\
# Privacy policy

**Effective 1 July 2026** We, Acme (“Acme”), tell you here what we do with
your data\\. We never sell or share your e‑mail address – not even to [our
partners](https://acme.example/partners_list "Partners (all)").

* _Log data_. We log your IP address.
* *Device data.* We log your device's name.

| Category | Examples |
| --- | --- |
| **Identifiers** | A name, &amp; an account&nbsp;name. |

We log your IP address.
"""
FIX = "copy the words from the text, or encode what the text says now"


def document(data: dict[str, Any]) -> Document:
    return Document("policy.yaml", "", {"policy": {}, **data}, (), None)


def claims(*texts: str) -> Document:
    return document({"claims": [{"quote": text} for text in texts]})


def lost(text: str, quote: str) -> bool:
    return bool(list(problems(claims(quote), Prose("privacy.md", text))))


@pytest.mark.parametrize(
    "quote",
    [
        "Effective 1 July 2026",
        "**Effective 1 July 2026**",
        "Effective 1 July 2026 We, Acme",
        'We, Acme ("Acme"), tell you',
        "We, Acme («Acme»), tell you",
        "what we do with your data.",
        "what we do with\n  your\u00a0data. We never",
        "your data\\. We never",
        "We never sell or share your e-mail address — not even to our partners.",
        "not even to [our partners](https://acme.example).",
        "[our partners][1].",
        "partners](https://acme.example/partners).",
        "Log data. We log",
        "* _Log data_. We log your IP address.\n* Device data. We log your device’s",
        "- Log data. We log your IP address.\n- Device data.",
        "We log your de\u00advice's n\u200bame.",
        "# Privacy policy\n\nEffective 1 July",
        "## Privacy policy ##\nEffective",
        "| Identifiers | A name, & an account name. |",
        "A name, &#38; an <b>account</b> name",
        "> We, Acme",
        "Category<br>Examples Identifiers",
        "<!-- seen by counsel -->We never sell",
    ],
)
def test_markdown_and_typography_make_no_difference(quote: str) -> None:
    """White space, quote marks, dashes, emphasis, links and escapes are normalised."""
    assert not lost(TEXT, quote)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "write to <privacy@acme.example> or <https://a.example/>",
            "or https://a.example/",
        ),
        ("write to <privacy@acme.example>", "to privacy@acme.example"),
        ("# Data\n=====\nWe log it", "Data We log it"),
        ("[our shop]\n\n[our shop]: https://acme.example 'Shop'", "our shop"),
        ("see [our shop][1]\n\n[1]: https://acme.example", "see our shop"),
        ("![the logo](logo.png) Acme", "the logo Acme"),
        ("\\[not a link\\](really)", "not a link(really)"),
        ("a \\<b\\> c", "a \\<b> c"),
        ("5 < 6 & 7", "5 &lt; 6 &amp; 7"),
        ("wait --- what", "wait – what"),
        ("wir speichern Da\u00adten", "Daten"),
        ("我们不会出售\n您的数据。", "不会出售您的数据"),
        ("one\r\ntwo\rthree", "one two three"),
        ("the cookie `session_id`, and `_ga`", "cookie session_id, and _ga"),
        ("the cookie session\\_id", "cookie session_id"),
        ("we _never_ sell, __ever__, _data", "we never sell, ever, data"),
    ],
)
def test_more_markdown_makes_no_difference(text: str, quote: str) -> None:
    """Addresses, rulers, references, images, escapes, entities, hyphens, line ends."""
    assert not lost(text, quote)


@pytest.mark.parametrize(
    "quote",
    [
        "We never sell or share your e-mail addresses",
        "We never sell or share your e-mail addres",
        "e never sell or share",
        "We never sell or shore your e-mail address",
        "we never sell or share your e-mail address",
        "We sell or share your e-mail address",
        "We never sell or share your e mail address",
        "We never sell or share your email address",
        "We log your IP address. We log your IP address.",
        "Effective 1 July 20266",
        "***",
    ],
)
def test_a_quote_is_whole(quote: str) -> None:
    """One letter, one word or half a word more or less, and it is not in the text."""
    assert lost(TEXT, quote)


@pytest.mark.parametrize("quote", ["sessionid", "session id", "session__id"])
@pytest.mark.parametrize("text", ["our session_id", "`session_id`", "session\\_id"])
def test_an_underscore_within_a_word_is_a_part_of_it(text: str, quote: str) -> None:
    """Markdown makes no emphasis of it (GFM 6.2), and cookies have such names."""
    assert lost(text, quote)


def test_a_wrong_quote_is_told_what_the_text_says() -> None:
    """The message names the closest passage, its line, and the words that differ."""
    wrong = document(
        {
            "policy": {"quotes": {"effective": "Effective 1 July 2025 We, Acme"}},
            "claims": [
                {"quote": ["We never sell", "We will never sell or share your e-mail"]},
                {"quote": "We never sell or share your e-mail address – never, ever"},
                {"quote": "your devise"},
                {"quote": "Biscuits"},
                {"quote": "We log your IP address. Again."},
                {"quote": "* Privacy polcy"},
                {"quote": "**" + "very " * 50 + "long**"},
            ],
        }
    )
    where = "the quote is not in the text; the closest passage, privacy.md"
    messages = {
        "/policy/quotes/effective": f'{where}:3, says "…policy Effective 1 July 2026 '
        'We, Acme (…" where the quote says "Effective 1 July 2025 We, Acme"',
        "/claims/0/quote/1": f'{where}:4, says "…with your data. We never sell or '
        'share…" where the quote says "We will never sell or share…"',
        "/claims/1/quote": f'{where}:4, says "…-mail address - not even to our '
        'partners…" where the quote says "…-mail address - never, ever"',
        "/claims/2/quote": f'{where}:4, says "…we do with your data. We never sell…" '
        'where the quote says "your devise"',
        "/claims/3/quote": "the quote is not in privacy.md, nor anything like it: "
        '"Biscuits"',
        "/claims/4/quote": f'{where}:8, says "…your IP address. Device data. We log…" '
        'where the quote says "…your IP address. Again."',
        "/claims/5/quote": f'{where}:1, says "Privacy policy Effective 1 July 2026…" '
        'where the quote says "Privacy polcy"',
        "/claims/6/quote": "the quote is not in privacy.md, nor anything like it: "
        f'"**{"very " * 15}ve…"',
    }
    found = list(problems(wrong, Prose("privacy.md", TEXT)))
    assert {str(each.at): each.message for _, each in found} == messages
    assert {(rule, each.fix) for rule, each in found} == {
        ("evidence/quote-not-in-text", FIX)
    }


def test_the_end_of_the_text_is_a_difference_too() -> None:
    """A quote that begins before the text, or runs past its end, is told so."""
    ends = claims("We log your address daily", "Always we log your", "x")
    found = [each for _, each in problems(ends, Prose("p.md", "We log your address"))]
    where = 'the quote is not in the text; the closest passage, p.md:1, says "'
    assert [each.message for each in found] == [
        f'{where}We log your address" where the quote says "We log your address daily"',
        f'{where}We log your address" where the quote says "Always we log your"',
        'the quote is not in p.md, nor anything like it: "x"',
    ]


def test_hostile_words_stay_short_and_on_one_line() -> None:
    """No message carries a line break, a terminal control, or a quote at length."""
    hostile = claims("\x1b[31mred\nline" + " x" * 5000, "\u202eabc " + "y" * 5000)
    text = Prose("a\nb.md", "we \x1b[31mred\nline \u202e" + "z" * 5000)
    for _, problem in problems(hostile, text):
        assert problem.message.isprintable()
        assert len(problem.message) < 400


def test_a_text_that_was_refused_is_one_problem() -> None:
    """The place is /policy/text, and no quote is said to be wrong."""
    found = list(problems(claims("anything"), Refusal("../x.md", "it is outside")))
    at, fix = (
        Pointer(("policy", "text")),
        "name a UTF-8 file beside or below the policy",
    )
    problem = Problem(at, "../x.md cannot be read: it is outside", fix=fix)
    assert found == [("evidence/text-unreadable", problem)]


def test_without_a_text_there_is_nothing_to_compare() -> None:
    """A policy that names no prose has no wrong quotes."""
    assert list(problems(claims("anything"), None)) == []
    assert text_name(claims()) is None
    assert text_name(document({"policy": {"text": "privacy.md"}})) == "privacy.md"


def test_every_quote_is_found_where_the_schema_allows_one() -> None:
    """`quote`, `quotes` and passages count; an id of that name and `x-` keys do not."""
    data = {
        "policy": {"text": "privacy.md", "quotes": {"title": "T", "x-a": "no"}},
        "purposes": {
            "quote": {"name": "Quote you a price", "quote": "A"},
            "quotes": {"name": "Send quotes", "quotes": {"name": ["B", "C"]}},
            "x-mine": {"quote": "no"},
        },
        "claims": [{"never": ["sold"], "quote": ["D", "E"], "x-note": {"quote": "no"}}],
        "passages": [{"topic": "heading", "quote": "F"}],
        "x-ours": {"quote": "no"},
        "regimes": "scalar",
        "rights": "none",
        "trackers": "none",
    }
    found = [(str(q.at), str(q.statement), q.text, q.is_passage) for q in quotes(data)]
    assert found == [
        ("/policy/quotes/title", "/policy/title", "T", False),
        ("/purposes/quote/quote", "/purposes/quote", "A", False),
        ("/purposes/quotes/quotes/name/0", "/purposes/quotes/name", "B", False),
        ("/purposes/quotes/quotes/name/1", "/purposes/quotes/name", "C", False),
        ("/claims/0/quote/0", "/claims/0", "D", False),
        ("/claims/0/quote/1", "/claims/0", "E", False),
        ("/passages/0/quote", "/passages/0", "F", True),
    ]


def test_a_quote_covers_each_place_where_it_occurs() -> None:
    """Places are apart from each other, however often the words are repeated."""
    words = prose.spell("we do " * 3)
    many = ["a"] * 1200
    assert occurrences.places(words, [["we"], ["we", "do", "we"], []]) == [
        [0, 2, 4],
        [0],
        [],
    ]
    assert occurrences.places(many, [["a"] * 2]) == [[*range(0, 1200, 2)]]
    assert occurrences.places(many, [["a"]]) == [[*range(occurrences.MOST_PLACES)]]


def test_of_quotes_that_stand_everywhere_a_hundred_are_sought() -> None:
    """Each such search reads the whole text; for the same quote again it is done."""
    text = Prose("p.md", "a b c " * 600 + "we")
    common = ["a b c " * many for many in range(1, 103)]
    policy = {
        "policycheck": 1,
        "policy": {"id": "a", "title": "A", "text": "p.md"},
        "passages": [
            {"topic": "heading", "quote": each} for each in [*common, "we", common[0]]
        ],
    }

    found = list(problems(read("p.yaml", json.dumps(policy).encode()), text))

    message = (
        "the quote was not sought in p.md: after 100 others that are made of what "
        "stands there too often"
    )
    fix = "quote rarer words as well"
    assert found == [
        (
            evidence.NOT_IN_TEXT,
            Problem(ROOT / "passages" / at / "quote", message, fix=fix),
        )
        for at in (100, 101)
    ]


def test_the_catalogues_are_those_of_the_schema() -> None:
    """The maps keyed by id are known by name."""
    keyed = {
        name
        for name, part in json.loads(schema.text())["properties"].items()
        if isinstance(part.get("additionalProperties"), dict)
    }
    assert keyed == CATALOGUES


MARKDOWN = st.lists(
    st.sampled_from(
        [
            *"ab1 é中.,-–“”'*_`\\[]()|<>&#;!=:+~\n\t\0\u00a0\u00ad\x1e",
            "](x)", "](x", "<b>", "<!--", "-->", "&amp;", "&lt;", "&ast;", "&nbsp",
            "\n# ", "\n- ", "\n> ", "\n1. ", "\n---\n", "\n[a]: b\n", "<a@b>", "[a][b]",
        ]
    )
).map("".join)  # fmt: skip


@given(st.one_of(MARKDOWN, st.text()), st.data())
def test_whole_words_of_the_text_are_always_found(
    text: str, data: st.DataObject
) -> None:
    """Any run of words is in the text: as published, and as it reads."""
    words = prose.read(text)
    if not len(words):
        return
    first = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(first + 1, len(words)))
    if not any(map(prose.is_word, words.words[first:end])):
        return
    told = [" ".join(words.words[first:end])]
    if not {"<", "&"} & set(text):  # a run may end within <an address> or an entity
        published = text.replace("\r\n", "\n").replace("\r", "\n")
        told.append(published[words.starts[first] : words.ends[end - 1]])
    assert list(problems(claims(*told), Prose("p", text))) == []


@given(st.one_of(MARKDOWN, st.text()), st.lists(st.one_of(MARKDOWN, st.text())))
def test_no_text_and_no_quote_crashes(text: str, texts: list[str]) -> None:
    """Whatever is compared with whatever gives problems that fit on a line."""
    for _, problem in problems(claims(*texts), Prose("p", text)):
        assert problem.message.isprintable()


def test_each_wrong_quote_of_thousands_is_told_the_closest_passage() -> None:
    """Fifty of 2,000 quotes of a megabyte are wrong; `make bench` says how fast."""
    lines = [
        f"We keep record {n} for {n % 97} days, then delete it." for n in range(21_000)
    ]
    right = [lines[10 * n] for n in range(1950)]
    wrong = [lines[10 * n + 5].replace("delete", "erase") for n in range(50)]
    text = Prose("privacy.md", "\n\n".join(lines))
    assert len(text.text) > 1_000_000
    found = list(problems(claims(*right, *wrong), text))
    assert [json.dumps(each.message).count("closest") for _, each in found] == [1] * 50


def test_quotes_beside_the_top_level_fields_are_evidence() -> None:
    """`financial_incentives: none` is a statement too."""
    data = {"financial_incentives": "none", "quotes": {"financial_incentives": "Gone."}}
    found = list(quotes(data))

    at = ROOT / "quotes" / "financial_incentives"
    assert found == [Quote(at, ROOT / "financial_incentives", "Gone.")]


def test_what_is_still_to_be_written_is_found_wherever_it_stands() -> None:
    data = {
        "policy": {"title": "TODO"},
        "claims": [{"quote": "TODO: the words"}, {"quote": "TODO EL MUNDO"}],
        "purposes": {"a": {"name": "Todo: a"}, "b": {"name": "a TODO: b", "n": 1}},
        "x-own": {"note": "TODO: mine"},
    }
    document = Document("p.yaml", "", data, (), None)

    assert [
        (rule, str(problem.at), problem.message)
        for rule, problem in evidence.unwritten(document)
    ] == [
        ("evidence/unwritten-text", "/policy/title", "TODO"),
        ("evidence/unwritten-text", "/claims/0/quote", "TODO: the words"),
    ]


def test_a_policy_that_is_not_written_out_is_warned_of_without_its_prose() -> None:
    text = (
        "policycheck: 1\npolicy: {id: a, title: 'TODO: a title'}\n"
        "controllers: {a: {name: A, country: DE, email: a@a.example}}\n"
    )
    checked = check(read("p.yaml", text.encode()), as_of=date(2026, 11, 23))

    assert [each.rule for each in checked.findings] == ["evidence/unwritten-text"]
