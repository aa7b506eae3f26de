"""A trace as text for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.prose import excerpt, one_line
from policycheck.reports import harmless
from policycheck.reports.cells import width as cells
from policycheck.reports.cells import wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policycheck.trace import Sentence, Share, Trace


def trace(found: Trace, *, width: int | None = None) -> str:
    """Coverage first, then what is wrong, repeated, and covered by nothing.

    Lines are as long as they are, unless there is a `width` to keep to.
    """
    parts = [
        f"{one_line(found.policy)} against {excerpt(found.text)}\n",
        f"  characters  {_share(found.characters)}\n",
        f"  sentences   {_share(found.sentences)}\n",
        f"  statements  {_quoted(found)}\n",
        *_section(
            "not in the text",
            (f"{one_line(str(each.at))}: {each.message}" for each in found.wrong),
        ),
        *_section("quotes that occur more than once", _repeated(found)),
        *_section("covered by nothing", _uncovered(found)),
        *_section(
            "without a quote",
            (
                f"{one_line(found.policy)}:{each.line}: {one_line(str(each.at))}"
                for each in found.unquoted
            ),
        ),
    ]
    return _fitted("".join(map(_harmless, parts)), width)


def _harmless(part: str) -> str:
    """A part without what a terminal hides; a line break is one of ours."""
    return "\n".join(map(harmless.line, part.split("\n")))


def at(found: Trace, line: int, *, width: int | None = None) -> str:
    """The sentences on a line, each with the statements that rest on it."""
    parts = [part for sentence in found.at(line) for part in _sentence(sentence)]
    return (
        _fitted("".join(map(_harmless, parts)), width)
        or f"nothing stands on line {line}\n"
    )


def _fitted(text: str, width: int | None) -> str:
    """The text in lines that fit; what goes on below is indented."""
    if width is None:
        return text
    lines: list[str] = []
    for line in text.splitlines():
        indent = len(line) - len(line.lstrip())
        if cells(line) <= width:
            lines.append(line)
            continue
        first, *rest = wrap(line.lstrip(), width - indent - 4)
        lines.append(" " * indent + first)
        lines += [" " * (indent + 4) + each for each in rest]
    return "".join(f"{each}\n" for each in lines)


def _share(share: Share) -> str:
    uncovered = share.total - share.data - share.passages
    return (
        f"{share.by_data:6.1%} data, {share.by_passages:6.1%} passages, "
        f"{uncovered} of {share.total} covered by nothing"
    )


def _quoted(found: Trace) -> str:
    bare = len(found.unquoted)
    share = 1 - bare / found.statements if found.statements else 0.0
    return f"{share:6.1%} quoted, {bare} of {found.statements} without a quote"


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
    yield f"{sentence.stretch.line}: {one_line(sentence.stretch.text)}\n"
    for statement in sentence.statements:
        yield f"  {one_line(str(statement))}\n"
    if not sentence.statements:
        yield "  no statement rests on it\n"
