"""What changed as Markdown: a comment for a pull request, or a public change log."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import groupby
from typing import Final

from policycheck.diff.change import Change, Comparison
from policycheck.diff.mirrors import UNMIRRORED
from policycheck.diff.scale import Significance, Theme
from policycheck.finding import State
from policycheck.location import Location
from policycheck.reports.diff_text import HEADINGS, SIGNS, citations, counts, scope
from policycheck.reports.harmless import line as harmless

_MARKUP: Final = re.compile(r"([\\`*_\[\]<>|~&])")
_LIST: Final = re.compile(r"^(?:[0-9]+(?=[.)])|(?=[-+]))")
_APART: Final = re.compile(r"(?i)[@#]|https?(?=://)|ftp(?=://)|www(?=\.)")
_SHOWN: Final = 500
_MOST: Final = 60_000
"""GitHub refuses a comment of more than 65,536 characters."""


class Audience(Enum):
    """Who reads it: the people who review the change, or the people it is about."""

    REVIEWERS = "reviewers"
    PUBLIC = "public"


def diff(comparison: Comparison, *, audience: str = Audience.REVIEWERS.value) -> str:
    """The changes as Markdown; `public` leaves out ids, places, laws and the waived."""
    if Audience(audience) is Audience.PUBLIC:
        return "\n".join(_public(comparison)) + "\n"
    return _cut(list(_comment(comparison)))


def _comment(comparison: Comparison) -> Iterator[str]:
    verdict = comparison.verdict
    yield f"## Privacy policy: {verdict.value if verdict else 'no'} change"
    yield ""
    yield f"{escaped(counts(comparison))}. {escaped(scope(comparison))}"
    for significance, same in groupby(
        comparison.changes, key=lambda each: each.significance
    ):
        changes = list(same)
        folded = significance is Significance.EDITORIAL
        heading = f"{HEADINGS[significance]} ({len(changes)})"
        yield ""
        if folded:
            yield f"<details><summary>{heading}</summary>"
        else:
            yield f"### {heading}"
        for theme, about in groupby(changes, key=lambda each: each.kind.theme):
            yield from ("", f"**{theme.value}**", "")
            for change in about:
                yield from _change(change)
        if folded:
            yield from ("", "</details>")


def _change(change: Change) -> Iterator[str]:
    waived = ", waived" if change.state is State.WAIVED else ""
    sign = SIGNS[change.kind.direction]
    yield f"- `{sign}` {escaped(change.message)} (`{change.kind.rule}`{waived})"
    for word, value, at in (
        ("was", change.old, change.old_location),
        ("now", change.new, change.new_location),
    ):
        if value is not None or at is not None:
            said = escaped(value) if value is not None else "no such value"
            yield f"  - {word}: {said}{_place(at)}"
    for consequence in change.consequences:
        asks = f"{consequence.says} ({citations(consequence)})"
        yield f"  - {escaped(consequence.regime)}: {escaped(asks)}"


def _place(at: Location | None) -> str:
    if at is None:
        return ""
    return f" ({escaped(at.path)}, line {at.span.line})"


def _public(comparison: Comparison) -> Iterator[str]:
    """What a person who reads the policy wants to know, by what it is about."""
    yield f"## Changes to: {escaped(comparison.title)}"
    if comparison.effective is not None:
        yield from ("", f"Effective {escaped(comparison.effective)}.")
    told = [
        each
        for each in comparison.changes
        if each.significance is not Significance.EDITORIAL
        and each.kind
        not in UNMIRRORED  # what reviewers must mend before it is published
    ]
    if not told:
        said = (
            "only the wording was revised"
            if comparison.changes
            else "nor does the text"
        )
        yield from ("", f"Nothing changes for you; {said}.")
    themes = {each.kind.theme for each in told}
    for theme in (each for each in Theme if each in themes):
        yield from ("", f"### {theme.value}", "")
        for change in (each for each in told if each.kind.theme is theme):
            yield f"- {_sentence(change.message)}{_values(change)}"


def _sentence(message: str) -> str:
    return escaped(f"{message[:1].upper()}{message[1:]}.")


def _values(change: Change) -> str:
    """Both values, where the sentence alone does not tell them."""
    if change.old is None or change.new is None:
        return ""
    if change.old in change.message and change.new in change.message:
        return ""
    return f" Before: {escaped(change.old)}. Now: {escaped(change.new)}."


def escaped(text: str) -> str:
    """Text from a policy as text: no link, no tag, no list; nobody is notified."""
    shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
    plain = _LIST.sub(_and_backslash, _MARKUP.sub(r"\\\1", harmless(shown)))
    # GitHub looks for names, numbers and addresses after it has read the Markdown.
    return _APART.sub(lambda match: f"{match[0]}<!-- -->", plain)


def _and_backslash(match: re.Match[str]) -> str:
    return f"{match[0]}\\"


def _cut(lines: Iterable[str]) -> str:
    """As many lines as a comment holds, and a word on the rest."""
    kept: list[str] = []
    size = 0
    for each in lines:
        size += len(each) + 1
        if size > _MOST:
            kept += [
                "",
                "*The rest does not fit into a comment; run `policycheck diff`.*",
            ]
            break
        kept.append(each)
    return "\n".join(kept) + "\n"
