"""How much of the prose the data covers, and which statements rest on each sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from policycheck import evidence, prose, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.evidence import Placed
    from policycheck.files import Prose
    from policycheck.finding import Problem
    from policycheck.location import Pointer
    from policycheck.source import Document

_NOTHING: Final = 0
_PASSAGE: Final = 1
_DATA: Final = 2


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the characters, or sentences, there are; none is counted twice.

    `data` rest on statements; `passages` on nothing but passages.
    """

    total: int
    data: int
    passages: int

    @property
    def by_data(self) -> float:
        """From 0 to 1; 0 where there is nothing to cover."""
        return self.data / self.total if self.total else 0.0

    @property
    def by_passages(self) -> float:
        """From 0 to 1, on top of what the data covers."""
        return self.passages / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of one sentence, in a row, with the lines on which they start and end."""

    line: int
    end_line: int
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and the statements whose quotes it holds, or part of them."""

    stretch: Stretch
    statements: tuple[Pointer, ...]


@dataclass(frozen=True, slots=True)
class Repeated:
    """A quote that stands in the prose more than once, and where it starts."""

    at: Pointer
    text: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Unquoted:
    """A statement that rests on no words of the prose, and its line in the policy."""

    at: Pointer
    line: int


@dataclass(frozen=True, slots=True)
class Trace:
    """What `trace` found; `wrong` are the quotes that do not stand in the prose.

    `statements` counts the entries of the policy, `unquoted` are those without a quote.
    """

    policy: str
    text: str
    characters: Share
    sentences: Share
    wrong: tuple[Problem, ...]
    repeated: tuple[Repeated, ...]
    uncovered: tuple[Stretch, ...]
    statements: int
    unquoted: tuple[Unquoted, ...]
    prose: tuple[Sentence, ...]

    @property
    def last_line(self) -> int:
        """The last line of the prose that has words; 0 if none has."""
        return self.prose[-1].stretch.end_line if self.prose else 0

    def at(self, line: int) -> tuple[Sentence, ...]:
        """The sentences that stand on a line, or run across it."""
        return tuple(
            each
            for each in self.prose
            if each.stretch.line <= line <= each.stretch.end_line
        )


def trace(document: Document, text: Prose) -> Trace:
    """Lay the quotes of a policy over its prose."""
    words = prose.read(text.text)
    placed = evidence.place(document, words)
    bounds = list(sentences.split(words))
    cover = _cover(words, placed)
    stated = tuple(evidence.statements(document.data))
    return Trace(
        policy=document.path,
        text=text.name,
        characters=_characters(words, cover),
        sentences=_sentences(words, cover, bounds),
        wrong=tuple(evidence.wrong(text.name, words, placed)),
        repeated=tuple(_repeated(words, placed)),
        uncovered=tuple(_uncovered(words, cover, bounds)),
        statements=len(stated),
        unquoted=tuple(_unquoted(document, placed, stated)),
        prose=tuple(_prose(words, placed, bounds)),
    )


def _cover(words: prose.Words, placed: list[Placed]) -> bytearray:
    """What each word rests on; punctuation nobody quotes goes with the word before."""
    cover = bytearray(len(words))
    for kind in (_PASSAGE, _DATA):
        for each in placed:
            if each.quote.is_passage == (kind == _PASSAGE):
                for start in each.starts:
                    length = len(each.words)
                    cover[start : start + length] = bytes([kind]) * length
    for word in range(1, len(words)):
        if cover[word] == _NOTHING and not prose.is_word(words.words[word]):
            cover[word] = cover[word - 1]
    return cover


def _characters(words: prose.Words, cover: bytearray) -> Share:
    counted = [0, 0, 0]
    for word, kind in zip(words.words, cover, strict=True):
        counted[kind] += len(word)
    return Share(sum(counted), counted[_DATA], counted[_PASSAGE])


def _sentences(
    words: prose.Words, cover: bytearray, bounds: list[tuple[int, int]]
) -> Share:
    """A sentence counts as covered where each of its words is."""
    least = [
        min(kinds)
        for first, end in bounds
        if (kinds := [cover[each] for each in _real(words, first, end)])
    ]
    return Share(len(least), least.count(_DATA), least.count(_PASSAGE))


def _real(words: prose.Words, first: int, end: int) -> list[int]:
    return [each for each in range(first, end) if prose.is_word(words.words[each])]


def _uncovered(
    words: prose.Words, cover: bytearray, bounds: list[tuple[int, int]]
) -> Iterator[Stretch]:
    for first, end in bounds:
        for kind, run in groupby(range(first, end), key=cover.__getitem__):
            bare = list(run) if kind == _NOTHING else []
            if any(prose.is_word(words.words[word]) for word in bare):
                yield _stretch(words, bare[0], bare[-1] + 1)


def _unquoted(
    document: Document, placed: list[Placed], stated: tuple[Pointer, ...]
) -> Iterator[Unquoted]:
    """Statements with no quote of their own, below, or for the whole of their list."""
    quoted = {each.quote.statement for each in placed}
    within = {each[:steps] for each in quoted for steps in range(1, len(each) + 1)}
    for at in stated:
        if at not in within and at[:1] not in quoted:
            yield Unquoted(at, document.locate(at, key=True).span.line)


def _repeated(words: prose.Words, placed: list[Placed]) -> Iterator[Repeated]:
    for each in placed:
        if len(each.starts) > 1:
            lines = tuple(words.line(start) for start in each.starts)
            yield Repeated(each.quote.at, prose.one_line(each.quote.text), lines)


def _prose(
    words: prose.Words, placed: list[Placed], bounds: list[tuple[int, int]]
) -> Iterator[Sentence]:
    firsts = [first for first, _ in bounds]
    statements: defaultdict[int, dict[Pointer, None]] = defaultdict(dict)
    for each in placed:
        for start in each.starts:
            number = bisect_right(firsts, start) - 1
            while number < len(bounds) and firsts[number] < start + len(each.words):
                statements[number][each.quote.statement] = None
                number += 1
    for number, (first, end) in enumerate(bounds):
        yield Sentence(_stretch(words, first, end), tuple(statements[number]))


def _stretch(words: prose.Words, first: int, end: int) -> Stretch:
    return Stretch(words.line(first), words.line(end - 1), words.text(first, end))
