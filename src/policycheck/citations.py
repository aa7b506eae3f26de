"""Citations of the GDPR as people write them, found in any text in linear time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from policycheck.citation_words import (
    AND,
    ARTICLE,
    BEFORE_AN_ARTICLE,
    ENDS_A_POINT,
    LINKING,
    LINKS,
    MARKS,
    OPENS,
    ORDINAL,
    POINT,
    RANGE,
    ROMAN,
    SECTION,
    SENTENCE,
    Words,
)

_BASES: Final = {
    "a": "consent",
    "b": "contract",
    "c": "legal-obligation",
    "d": "vital-interests",
    "e": "public-task",
    "f": "legitimate-interests",
}
_CONDITIONS: Final = "abcdefghij"


@dataclass(frozen=True, slots=True)
class Citation:
    """One place of the GDPR that a text cites, and where the text does.

    `named` tells whether the text names the law; "Art. 6 Abs. 1 lit. b" does not.
    """

    article: int
    paragraph: int | None
    point: str | None
    start: int
    end: int
    named: bool

    @property
    def id(self) -> str:
        """The place as the schema writes it: gdpr:6-1-a."""
        steps = (self.article, self.paragraph, self.point)
        return "gdpr:" + "-".join(str(step) for step in steps if step is not None)

    @property
    def label(self) -> str:
        """The place as lawyers write it: GDPR Art. 6(1)(a)."""
        inside = (self.paragraph, self.point)
        steps = "".join(f"({step})" for step in inside if step is not None)
        return f"GDPR Art. {self.article}{steps}"

    @property
    def basis(self) -> str | None:
        """The legal basis it is, in the schema's words; None where it is none."""
        if (self.article, self.paragraph) != (6, 1) or self.point is None:
            return None
        return _BASES.get(self.point)

    @property
    def condition(self) -> str | None:
        """The condition of Art. 9(2) it is, as an id; None where it is none."""
        if (self.article, self.paragraph) != (9, 2) or self.point is None:
            return None
        return self.id if self.point in _CONDITIONS else None


def citations(text: str) -> tuple[Citation, ...]:
    """Every place of the GDPR that a text cites, in order, several in one sentence too.

    An article of a law that is named and is not the GDPR is left out.
    """
    return tuple(_Reader(text).citations())


class _Reader(Words):
    """Reads a text word by word, each a fixed number of times; `at` is the next one."""

    def citations(self) -> Iterator[Citation]:
        while self.at < len(self.words):
            start = self.at
            if self.take(ARTICLE):
                yield from self._cited(start)
            elif self.law():
                yield from self._after_law(start)
            elif self.peek() in POINT:
                yield from self._points_of(start)
            if self.at == start:
                self.at += 1

    def _after_law(self, start: int) -> Iterator[Citation]:
        """GDPR-6-1-a, GDPR 6(1)(a): what follows the law."""
        if self.peek() == "-":
            yield from self._coded(start)
        elif self.number() is not None and self.peek(1) in OPENS:
            yield from (replace(each, named=True) for each in self._cited(start))

    def _points_of(self, start: int) -> Iterator[Citation]:
        """Points (a) and (b) of Article 6(1): the points stand before the article."""
        points = tuple(self._points())
        if points and self.peek() in LINKING:
            for _ in range(2 * LINKS):
                self.at += self.peek() in BEFORE_AN_ARTICLE
            if self.take(ARTICLE):
                yield from self._cited(start, points)

    def _coded(self, start: int) -> Iterator[Citation]:
        steps: list[int] = []
        while self.peek() == "-" and (number := self.number(1)) is not None:
            steps.append(number)
            self.at += 2
        point = None
        is_marked = self.peek() == "-"
        if steps and (is_marked or self.is_joined()):
            point = self.letter(is_marked)
            self.at += 0 if point is None else 1 + is_marked
        if steps:
            paragraph = steps[1] if len(steps) > 1 else None
            yield self._made(steps[0], paragraph, point, start)

    def _made(
        self, article: int, paragraph: int | None, point: str | None, start: int
    ) -> Citation:
        words = self.words
        span = words[start].start(), words[self.at - 1].end()
        return Citation(article, paragraph, point, *span, named=True)

    def _cited(self, start: int, before: tuple[str, ...] = ()) -> Iterator[Citation]:
        """Art. 6(1)(a) and (f), 9(2)(a) GDPR: what follows the word for article.

        `before` are the points of the first paragraph, where they stand before it.
        """
        self.take({"."})
        found: list[Citation] = []
        article = self.number()
        while article is not None:
            self.at += 1
            found += self._paragraphs(article, start, () if found else before)
            article = self._another_article()
        is_named = self.is_named_before(start)
        for _ in range(LINKS):
            self.take(LINKING)
        if self.law():
            is_named = True
        elif self.is_other_law() and not is_named:
            return
        yield from (replace(each, named=is_named) for each in found)

    def _paragraphs(
        self, article: int, start: int, points: tuple[str, ...]
    ) -> Iterator[Citation]:
        while True:
            paragraph = self._paragraph()
            self._sentence()
            points = tuple(self._points()) or points
            for point in points or (None,):
                yield self._made(article, paragraph, point, start)
            points = ()
            before = self.at
            is_number = self._take_and() and self.peek() in OPENS
            if not is_number or (self.peek() == "(" and self.number(1) is None):
                self.at = before
                return

    def _sentence(self) -> None:
        """Take S. 1, sentence 1, (1) or first subparagraph, which name no other place.

        A bare number, as in 6 I 1 lit. b, is one where a point follows.
        """
        ahead = int(self.peek() == ",")
        ahead += self.peek(ahead) in ORDINAL
        while self.peek(ahead) in SENTENCE:
            self.at += ahead + 1
            ahead = 0
            self.take({"."})
            self.at += self.number() is not None
        if self.peek() == "(" and self.number(1) is not None and self.peek(2) == ")":
            self.at += 3
        elif self.number() is not None:
            self.at += 1
            before = self.at
            if self._point() is None:
                before -= 1
            self.at = before

    def _take_and(self) -> bool:
        """Take "and", a comma, or both."""
        return self.take(AND) and (self.take(AND) or True)

    def _paragraph(self) -> int | None:
        """Take (1), Abs. 1, .1, I, or a bare 1 before a point."""
        if self.peek() == "," and self.peek(1) in SECTION:
            self.at += 1
        paragraph = self.number(1)
        if self.take(SECTION):
            self.take({"."})
            paragraph = self.number()
            self.at += paragraph is not None
            return paragraph
        if self.peek() == "(" and paragraph is not None and self.peek(2) == ")":
            self.at += 3
            return paragraph
        if self.peek() == "." and self.is_joined() and paragraph is not None:
            self.at += 2
            return paragraph
        word = self.words[self.at][0] if self.at < len(self.words) else ""
        is_bare = self.number() is not None and self.peek(1) in MARKS
        if word in ROMAN or is_bare:
            self.at += 1
            return ROMAN.get(word) or self.number(-1)
        return None

    def _points(self) -> Iterator[str]:
        if self.peek() == "," and self.peek(1) in POINT:
            self.at += 1
        point = self._point()
        while point is not None:
            yield point
            before = self.at
            last = point
            is_range = self.take(RANGE)
            point = self._point() if is_range or self._take_and() else None
            if point is None or (is_range and point <= last):
                self.at = before
                return
            if is_range:
                yield from map(chr, range(ord(last) + 1, ord(point)))

    def _point(self) -> str | None:
        """Take lit. a, (a), a) or a bare letter that no word follows."""
        before = self.at
        is_marked = self.take(POINT)
        if is_marked or (self.is_joined() and self.is_step()):
            self.take({"."})
        is_marked = self.take({"("}) or is_marked or self.is_joined()
        point = self.letter()
        if point is not None and (
            is_marked
            or (self.peek(1) in ENDS_A_POINT and not self.is_abbreviation())
            or self.law_follows()
        ):
            self.at += 1
            self.take({")"})
            return point
        self.at = before
        return None

    def _another_article(self) -> int | None:
        """Take "and 9", where a paragraph follows, or "and Art. 9"."""
        before = self.at
        if self._take_and():
            is_article = self.take(ARTICLE)
            self.take({"."} if is_article else ())
            article = self.number()
            if article is not None and (is_article or self.peek(1) in OPENS):
                return article
        self.at = before
        return None
