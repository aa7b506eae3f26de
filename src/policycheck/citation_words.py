"""The words of a text that may cite the GDPR, and a cursor that goes through them."""

from __future__ import annotations

import re
from collections.abc import Collection
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
LINKING: Final = frozenset({"of", "the", "der", "des", "die", "du", "eu", "uk", "-"})
ARTICLE: Final = frozenset(
    {"art", "arts", "article", "articles", "artikel", "artikels"}
)
PARAGRAPH: Final = frozenset({"abs", "absatz", "para", "paragraph", "par"})
SECTION: Final = PARAGRAPH | {"section", "sec"}
"""Words for a paragraph; "section" also starts the citation of another law."""
OPENS: Final = PARAGRAPH | {"("}
SENTENCE: Final = frozenset(
    {"s", "satz", "sentence", "sent", "uabs", "unterabs", "unterabsatz",
     "subparagraph", "subpara"}
)  # fmt: skip
ORDINAL: Final = frozenset({"first", "second", "third", "ersten", "zweiten"})
BEFORE_AN_ARTICLE: Final = LINKING | ORDINAL | SENTENCE
POINT: Final = frozenset(
    {"lit", "litera", "buchst", "buchstabe", "buchstaben", "point", "points", "letter",
     "letters", "lett", "let"}
)  # fmt: skip
MARKS: Final = POINT | {"("}
AND: Final = frozenset({"and", "und", "or", "oder", "sowie", ",", "/", "&"})
RANGE: Final = frozenset({"to", "through", "bis", "-", "\u2013", "\u2014"})
ENDS_A_POINT: Final = (
    frozenset({"", ")", ".", ";", ":"}) | AND | RANGE | LINKING | SENTENCE
)
ROMAN: Final = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5}
LINKS: Final = 4
"""So many of those words stand between an article and its law, at the most."""
_LONGEST_NUMBER: Final = 3


class Words:
    """A text word by word; `at` is the next one. No look ahead has to go far."""

    def __init__(self, text: str) -> None:
        self.words = list(_WORD.finditer(text))
        self.lower = [word[0].lower() for word in self.words]
        self.at = 0

    def peek(self, ahead: int = 0) -> str:
        """The next word in lower case; empty past the end."""
        index = self.at + ahead
        return self.lower[index] if index < len(self.lower) else ""

    def take(self, words: Collection[str]) -> bool:
        """Go past the next word where it is one of these; whether it was."""
        found = self.at < len(self.lower) and self.lower[self.at] in words
        self.at += found
        return found

    def number(self, ahead: int = 0) -> int | None:
        """The number the next word is, of an article or what is below one."""
        word = self.peek(ahead)
        is_short = word.isdecimal() and len(word) <= _LONGEST_NUMBER
        return int(word) if is_short else None

    def letter(self, ahead: int = 0) -> str | None:
        """The letter the next word is, in lower case."""
        word = self.peek(ahead)
        return word if len(word) == 1 and "a" <= word <= "z" else None

    def is_joined(self) -> bool:
        """Whether the next word follows the one before without a space."""
        before, index = self.words[self.at - 1], self.at
        return index < len(self.words) and before.end() == self.words[index].start()

    def law(self) -> bool:
        """Take a name of the GDPR; where there is none, take nothing."""
        for name in _NAMES_BY_START.get(self.peek(), ()):
            if all(self.peek(ahead) == word for ahead, word in enumerate(name)):
                self.at += len(name)
                return True
        return False

    def is_named_before(self, start: int) -> bool:
        """Whether the law stands before the article: GDPR, Art. 6."""
        end = start - (self.lower[start - 1 : start] in ([","], [":"]))
        return any(
            tuple(self.lower[max(0, end - len(name)) : end]) == name for name in _NAMES
        )

    def is_other_law(self) -> bool:
        """Whether an abbreviation of another law follows, such as BDSG or BayDSG."""
        word = self.words[self.at][0] if self.at < len(self.words) else ""
        return word[1:] != word[1:].lower()

    def is_step(self) -> bool:
        """Whether a full stop joins a letter to what stands before it, as in 6.1.a."""
        if self.peek() != "." or self.letter(1) is None:
            return False
        stop, letter = self.words[self.at : self.at + 2]
        return stop.end() == letter.start() and self.peek(2) != "."

    def is_abbreviation(self) -> bool:
        """Whether single letters with full stops follow: e.g., d. h., z.B."""
        return self.peek(1) == self.peek(3) == "." and self.letter(2) is not None

    def law_follows(self) -> bool:
        """Whether a name of the GDPR stands after the next word."""
        before = self.at
        self.at += 1
        found = self.law()
        self.at = before
        return found
