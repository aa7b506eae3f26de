"""A trace as text for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.prose import excerpt, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policycheck.trace import Sentence, Share, Trace


def trace(found: Trace) -> str:
    """Coverage first, then what is wrong, repeated, and covered by nothing."""
    parts = [
        f"{one_line(found.policy)} against {excerpt(found.text)}\n",
        f"  characters  {_share(found.characters)}\n",
        f"  sentences   {_share(found.sentences)}\n",
        *_section(
            "not in the text",
            (f"{one_line(str(each.at))}: {each.message}" for each in found.wrong),
        ),
        *_section("quotes that occur more than once", _repeated(found)),
        *_section("covered by nothing", _uncovered(found)),
    ]
    return "".join(parts)


def at(found: Trace, line: int) -> str:
    """The sentences on a line, each with the statements that rest on it."""
    parts = [part for sentence in found.at(line) for part in _sentence(sentence)]
    return "".join(parts) or f"nothing stands on line {line}\n"


def _share(share: Share) -> str:
    uncovered = share.total - share.data - share.passages
    return (
        f"{share.by_data:6.1%} data, {share.by_passages:6.1%} passages, "
        f"{uncovered} of {share.total} covered by nothing"
    )


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        if not number:
            yield f"\n{title}\n"
        yield f"  {line}\n"


def _repeated(found: Trace) -> Iterator[str]:
    for each in found.repeated:
        lines = ", ".join(map(str, sorted(set(each.lines))))
        places = f"{len(each.lines)} places, line {lines}"
        yield f'{one_line(str(each.at))}: "{excerpt(each.text)}" ({excerpt(places)})'


def _uncovered(found: Trace) -> Iterator[str]:
    for each in found.uncovered:
        yield f"{excerpt(found.text)}:{each.line}: {excerpt(each.text)}"


def _sentence(sentence: Sentence) -> Iterator[str]:
    yield f"{sentence.stretch.line}: {excerpt(sentence.stretch.text)}\n"
    for statement in sentence.statements:
        yield f"  {one_line(str(statement))}\n"
    if not sentence.statements:
        yield "  no statement rests on it\n"
