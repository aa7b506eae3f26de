"""Citations of the GDPR as people write them, found in any text in linear time."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]++|[0-9]++|[^\w\s]|_")
_NAMES: Final = (
    ("gdpr",), ("dsgvo",), ("ds", "-", "gvo"), ("rgpd",),
    ("datenschutzgrundverordnung",), ("datenschutz", "-", "grundverordnung"),
    ("general", "data", "protection", "regulation"),
    *((act, "(", "eu", ")", "2016", "/", "679") for act in ("regulation", "verordnung"))
)  # fmt: skip
_NAMES_BY_START: Final = {
    start: tuple(name for name in _NAMES if name[0] == start)
    for start in {name[0] for name in _NAMES}
}
_LINKING: Final = frozenset({"of", "the", "der", "des", "die", "du", "eu", "uk", "-"})
_ARTICLE: Final = frozenset(
    {"art", "arts", "article", "articles", "artikel", "artikels"}
)
_PARAGRAPH: Final = frozenset({"abs", "absatz", "para", "paragraph", "par"})
_SENTENCE: Final = frozenset({"s", "satz", "uabs", "unterabs", "unterabsatz"})
_POINT: Final = frozenset(
    {"lit", "litera", "buchst", "buchstabe", "buchstaben", "point", "points", "letter"}
)
_AND: Final = frozenset({"and", "und", "or", "oder", "sowie", ",", "/", "&"})
_ENDS_A_POINT: Final = frozenset({"", ")", ".", ";", ":"}) | _AND | _LINKING | _SENTENCE
_ROMAN: Final = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5}
_LONGEST_NUMBER: Final = 3
_LINKS: Final = 4
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


class _Reader:
    """Reads a text word by word, each a fixed number of times; `at` is the next one."""

    def __init__(self, text: str) -> None:
        self._words = list(_WORD.finditer(text))
        self._lower = [word[0].lower() for word in self._words]
        self._at = 0

    def citations(self) -> Iterator[Citation]:
        while self._at < len(self._words):
            start = self._at
            if self._take(_ARTICLE):
                self._take({"."})
                yield from self._cited(start)
            elif self._law() and self._peek() == "-":
                yield from self._coded(start)
            elif self._at == start:
                self._at += 1

    def _peek(self, ahead: int = 0) -> str:
        """The next word in lower case; empty past the end."""
        index = self._at + ahead
        return self._lower[index] if index < len(self._lower) else ""

    def _take(self, words: Collection[str]) -> bool:
        found = self._at < len(self._lower) and self._lower[self._at] in words
        self._at += found
        return found

    def _number(self, ahead: int = 0) -> int | None:
        word = self._peek(ahead)
        is_short = word.isdecimal() and len(word) <= _LONGEST_NUMBER
        return int(word) if is_short else None

    def _letter(self, ahead: int = 0) -> str | None:
        word = self._peek(ahead)
        return word if len(word) == 1 and "a" <= word <= "z" else None

    def _is_joined(self) -> bool:
        """Whether the next word follows the one before without a space."""
        before, index = self._words[self._at - 1], self._at
        return index < len(self._words) and before.end() == self._words[index].start()

    def _law(self) -> bool:
        """Take a name of the GDPR; where there is none, take nothing."""
        for name in _NAMES_BY_START.get(self._peek(), ()):
            if all(self._peek(ahead) == word for ahead, word in enumerate(name)):
                self._at += len(name)
                return True
        return False

    def _is_named_before(self, start: int) -> bool:
        """Whether the law stands before the article: GDPR, Art. 6."""
        end = start - (self._lower[start - 1 : start] in ([","], [":"]))
        return any(
            tuple(self._lower[max(0, end - len(name)) : end]) == name for name in _NAMES
        )

    def _coded(self, start: int) -> Iterator[Citation]:
        """GDPR-6-1-a: what follows the law."""
        steps: list[int] = []
        while self._peek() == "-" and (number := self._number(1)) is not None:
            steps.append(number)
            self._at += 2
        point = None
        if steps and self._peek() == "-" and self._letter(1) is not None:
            point = self._letter(1)
            self._at += 2
        if steps:
            paragraph = steps[1] if len(steps) > 1 else None
            yield self._made(steps[0], paragraph, point, start)

    def _made(
        self, article: int, paragraph: int | None, point: str | None, start: int
    ) -> Citation:
        words = self._words
        span = words[start].start(), words[self._at - 1].end()
        return Citation(article, paragraph, point, *span, named=True)

    def _cited(self, start: int) -> Iterator[Citation]:
        """Art. 6(1)(a) and (f), 9(2)(a) GDPR: what follows the word for article."""
        found: list[Citation] = []
        article = self._number()
        while article is not None:
            self._at += 1
            found += self._paragraphs(article, start)
            article = self._another_article()
        is_named = self._is_named_before(start)
        for _ in range(_LINKS):
            self._take(_LINKING)
        if self._law():
            is_named = True
        elif self._is_other_law() and not is_named:
            return
        yield from (replace(each, named=is_named) for each in found)

    def _is_other_law(self) -> bool:
        """Whether an abbreviation of another law follows, such as BDSG or BayDSG."""
        word = self._words[self._at][0] if self._at < len(self._words) else ""
        return word[1:] != word[1:].lower()

    def _paragraphs(self, article: int, start: int) -> Iterator[Citation]:
        while True:
            paragraph = self._paragraph()
            while self._peek() in _SENTENCE:
                self._at += 1
                self._take({"."})
                self._at += self._number() is not None
            points: tuple[str | None, ...] = tuple(self._points())
            for point in points or (None,):
                yield self._made(article, paragraph, point, start)
            before = self._at
            is_number = self._take_and() and self._peek() in _OPENS
            if not is_number or (self._peek() == "(" and self._number(1) is None):
                self._at = before
                return

    def _take_and(self) -> bool:
        """Take "and", a comma, or both."""
        return self._take(_AND) and (self._take(_AND) or True)

    def _paragraph(self) -> int | None:
        """Take (1), Abs. 1, .1, I, or a bare 1 before a point."""
        if self._peek() == "," and self._peek(1) in _PARAGRAPH:
            self._at += 1
        paragraph = self._number(1)
        if self._take(_PARAGRAPH):
            self._take({"."})
            paragraph = self._number()
            self._at += paragraph is not None
            return paragraph
        if self._peek() == "(" and paragraph is not None and self._peek(2) == ")":
            self._at += 3
            return paragraph
        if self._peek() == "." and self._is_joined() and paragraph is not None:
            self._at += 2
            return paragraph
        word = self._words[self._at][0] if self._at < len(self._words) else ""
        if word in _ROMAN or (self._number() is not None and self._peek(1) == "("):
            self._at += 1
            return _ROMAN.get(word) or self._number(-1)
        return None

    def _points(self) -> Iterator[str]:
        if self._peek() == "," and self._peek(1) in _POINT:
            self._at += 1
        point = self._point()
        while point is not None:
            yield point
            before = self._at
            point = self._point() if self._take_and() else None
            if point is None:
                self._at = before

    def _point(self) -> str | None:
        """Take lit. a, (a), a) or a bare letter that no word follows."""
        before = self._at
        is_marked = self._take(_POINT)
        self._take({"."} if is_marked else ())
        is_marked = self._take({"("}) or is_marked or self._is_joined()
        point = self._letter()
        if point is not None and (
            is_marked or self._peek(1) in _ENDS_A_POINT or self._law_follows()
        ):
            self._at += 1
            self._take({")"})
            return point
        self._at = before
        return None

    def _law_follows(self) -> bool:
        before = self._at
        self._at += 1
        found = self._law()
        self._at = before
        return found

    def _another_article(self) -> int | None:
        """Take "and 9", where a paragraph follows, or "and Art. 9"."""
        before = self._at
        if self._take_and():
            is_article = self._take(_ARTICLE)
            self._take({"."} if is_article else ())
            article = self._number()
            if article is not None and (is_article or self._peek(1) in _OPENS):
                return article
        self._at = before
        return None


_OPENS: Final = _PARAGRAPH | {"("}
