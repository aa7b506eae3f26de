"""Time in proportion to what is read: expressions, quotes, dates, citations, periods.

Ratios, never absolute times: sixteen times the text may take sixty times as long, where
what compares everything with everything takes 256.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from time import process_time

import pytest
from fuzz.expressions import Expression, every, slow

from policycheck import citations, evidence, placeholders, prose, published, trace
from policycheck.files import Prose
from policycheck.period import Period
from policycheck.source import read
from policycheck.table_agreement import plain

EXPRESSIONS = list(every())


def test_every_regular_expression_is_linear() -> None:
    """Each is tried with texts made from what it repeats, ended so that it fails."""
    read_ = [each for each in EXPRESSIONS if each.pattern is not None]
    wrong = {each.place: text for each in read_ if (text := slow(each)) is not None}

    assert len(read_) > 90
    assert wrong == {}


def test_what_the_scan_cannot_read_is_known() -> None:
    """Made of words the law lists; a pattern of the schema; a value, escaped."""
    unread = {each.place.partition(":")[0] for each in EXPRESSIONS if not each.pattern}

    assert unread == {
        "policycheck.diff.folding",
        "policycheck.regimes.ccpa.law",
        "policycheck.regimes.gdpr.dated",
        "policycheck.schema_errors",
    }


@pytest.mark.parametrize(
    ("pattern", "is_anchored"),
    [
        (r"(?:a+)+\Z", True),
        (r"(?:a|a)*b", True),
        (r"[0-9]+[A-Z]", False),
        (r"\s*\Z", False),
        (r"a*b?a*c", True),
        (r"<[^>]*>", False),
        (r"x(?:[ab]+c?)*y", True),
        (r"(?P<q>['\"]).*?(?P=q)z", False),
    ],
)
def test_an_expression_that_is_not_linear_is_found(
    pattern: str, *, is_anchored: bool
) -> None:
    planted = Expression("planted", re.compile(pattern), is_anchored)

    assert slow(planted) is not None


@pytest.mark.parametrize(
    "pattern", ["a++b?", "(?<![0-9])[0-9]++[A-Z]", "<[^<>]{0,200}>", "[a-z]+"]
)
def test_an_expression_that_is_linear_is_left_alone(pattern: str) -> None:
    assert slow(Expression("fine", re.compile(pattern))) is None


# --- what is made of expressions

POLICY = """\
policycheck: 1
policy: {{id: a, title: A, text: p.md}}
controllers: {{a: {{name: A}}}}
passages: [{{topic: heading, quote: {quote!r}}}]
"""


def _traced(text: str) -> None:
    document = read("p.yaml", POLICY.format(quote="we sell no data").encode())
    trace.trace(document, Prose("p.md", text))


def _quoted(text: str) -> None:
    quote = text.replace("'", " ").replace("\n", " ").replace("\\", " ")
    document = read("p.yaml", POLICY.format(quote=f"we {quote}").encode())
    list(evidence.problems(document, Prose("p.md", text)))


def _parsed(text: str) -> None:
    for what in (Period.parse, date.fromisoformat):
        with suppress(ValueError):
            what(text)


READERS: dict[str, tuple[Callable[[str], object], tuple[str, ...]]] = {
    "quotes": (_quoted, ("a b ", "we ", "x", "- ", "[a](", "*_`", "Ä.")),
    "coverage": (_traced, ("a b ", "we sell no ", "1. ", "| ", "<b>", "\n\n", "e.g. ")),
    "prose": (
        prose.read, ("<!-- ", "[](<", "&amp;", "\\[", "]: x\n", "# ", "> ", "!["),
    ),
    "citations": (
        lambda text: list(citations.citations(text)),
        ("Art. 6 ", "Art. 6(1)(a), ", "GDPR ", "6 and ", "lit. a ", "Article ", "( "),
    ),
    "published": (
        published.grids,
        (
            "|", "|a|\n|-|\n", "<table>", "<td>", "<!--", "<a ", "[](", "\\|", "</",
            "<![", "<?", "<table><td>&", "<td rowspan=9>",
        ),
    ),
    "placeholders": (
        placeholders.blocks,
        (
            "<!-- policycheck:table ccpa -->\n<!-- /policycheck:table -->\n",
            " ", "```\n", "-->", "<!--\n", "<!-- policycheck:table ccpa\n",
        ),
    ),
    "cells": (plain, (" (a/b)", " (none stated)", "(", " ((", " (a-", "a ")),
    "periods and dates": (_parsed, ("P", "1Y", "9", "2026-01-01", "T1H")),
}  # fmt: skip


def _time(reader: Callable[[str], object], text: str) -> float:
    gc.disable()  # it comes when it likes
    started = process_time()
    reader(text)
    took = process_time() - started
    gc.enable()
    return took


@pytest.mark.parametrize("name", READERS)
def test_what_is_read_takes_time_in_proportion(name: str) -> None:
    reader, parts = READERS[name]
    for part in parts:
        size = 500 // len(part) + 1
        took = 0.0
        while took < 0.002 and size * len(part) < 60_000:
            size *= 2
            took = _time(reader, part * size)
        more = _time(reader, part * size * 16)
        assert more < 0.03 or more < 60 * took, (part, size, took, more)
