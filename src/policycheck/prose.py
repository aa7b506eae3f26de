"""Markdown prose as words that know where they stand.

What Markdown adds is blanked by fillers of the same length, so that a place in the
plain text is the same place in the published one, and no map between the two is needed.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from html import unescape
from typing import Final

_GONE: Final = "\0"
"""Stands where a character was dropped; the letters on both sides are one word."""
_BREAK: Final = "\x1e"
"""White space that also ends a sentence: list markers, table cells, rulers."""

_MARKUP: Final = "*_`\\[]"
_INVISIBLE: Final = "\xad\u200b\u200c\u200d\u2060\ufeff"
_SINGLE_QUOTES: Final = "\u2018\u2019\u201a\u201b\u2032\u2039\u203a\xb4"
_DOUBLE_QUOTES: Final = "\u201c\u201d\u201e\u201f\u2033\xab\xbb"
_DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_PLAIN: Final = {
    **dict.fromkeys(_MARKUP + _INVISIBLE, _GONE),
    **dict.fromkeys(_SINGLE_QUOTES, "'"),
    **dict.fromkeys(_DOUBLE_QUOTES, '"'),
    **dict.fromkeys(_DASHES, "-"),
    "|": _BREAK,
}

# Every pattern below looks at a character a bounded number of times: runs are
# possessive, and what may be left open (a link, a tag) ends at the next of its kind.
_LINES: Final = re.compile(
    r"""
      ^(?P<ruler> [ \t|:=>-]++ )$
    | ^(?P<definition> [ ]{0,3} \[[^\[\]\n^]{1,200}\]: [ \t]++ \S++
        (?:[ \t]++"[^"\n]*+")? [ \t]*+ )$
    | ^(?P<hashes> [ \t>]*+ \#{1,6} (?=[ \t]) ) (?P<heading> [^\n]*+ \n? )
    | ^(?P<marker> [ \t]*+ (?: (?: > | [-+*](?=[ \t]) ) [ \t]*+ )++ )
    | (?P<before_number> \n (?=[ \t]{0,12}[0-9]{1,3}[.)][ \t]) )
    """,
    re.MULTILINE | re.VERBOSE,
)
_ITEM_MARKS: Final = frozenset("-+*")
_CLOSING_HASHES: Final = re.compile(r"(?<=[ \t])#++[ \t]*+\n?\Z")
_INLINE: Final = re.compile(
    r"""
      \](?<!\\\])(?:
          \( [ \t]*+ (?: <[^<>\n]*+> | [^()\s]*+ (?:\([^()\s]*+\)[^()\s]*+){0,4} )
             (?: \s++ (?: "[^"]*+" | '[^']*+' ) )? \s*+ \)
        | \[[^\[\]\n]{0,200}\]
      )
    | !(?=\[)
    | <(?<!\\<)(?:
          !--(?:(?!-->|<!--)[\s\S])*+-->
        | (?P<address> (?:[A-Za-z][A-Za-z0-9+.-]{1,31}:|[^\s<>@/]{1,64}@) [^\s<>]*+ ) >
        | /?(?P<tag>[A-Za-z][A-Za-z0-9-]*+)[^<>]*+>
      )
    | &(?P<entity> \#[0-9]{1,7} | \#[xX][0-9A-Fa-f]{1,6} | [A-Za-z][A-Za-z0-9]{1,31} );
    """,
    re.VERBOSE,
)
_WITHIN_WORDS: Final = frozenset(
    ["a", "abbr", "b", "code", "em", "i", "mark", "small", "span", "strong", "u"]
)
# A letter of a script that is written with spaces between its words. Any other
# character is a word by itself: punctuation, and the letters of Thai, Lao, Burmese,
# Khmer, Chinese and Japanese.
_LETTER: Final = (
    r"[^\W_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
    r"\uf900-\ufaff\U00020000-\U0003ffff]"
)
# An underscore between two letters is one of them: cookies are called session_id.
_CHARACTERS: Final = re.compile(
    rf"(?P<within>(?<={_LETTER})\\?_++(?={_LETTER}))|[{re.escape(''.join(_PLAIN))}]"
)
_WORD: Final = re.compile(
    rf"{_LETTER}++(?:[\x00_]++{_LETTER}++)*+|-(?:\x00*+-)*+|[^\s\x00]"
)
_LINE_END: Final = re.compile("\r\n?")
_LONGEST_EXCERPT: Final = 80


@dataclass(frozen=True)
class Words:
    """The words of a text, punctuation included, each with its place in the text."""

    plain: str
    words: list[str]
    starts: array[int]
    ends: array[int]
    line_ends: array[int]

    def __len__(self) -> int:
        return len(self.words)

    def line(self, word: int) -> int:
        """The line on which a word starts, counted from 1."""
        return bisect_left(self.line_ends, self.starts[word]) + 1

    def text(self, first: int, end: int) -> str:
        """The words from `first` up to `end`, one or more, as they read on one line."""
        return one_line(self.plain[self.starts[first] : self.ends[end - 1]])

    def gap(self, word: int) -> str:
        """What stands between a word and the one before it."""
        before = self.ends[word - 1] if word else 0
        return self.plain[before : self.starts[word]]


def read(text: str) -> Words:
    """The words of a Markdown text."""
    text = _LINE_END.sub("\n", text)
    line_ends = array("L", (match.start() for match in re.finditer("\n", text)))
    plain = _plain(text)
    words, starts, ends = [], array("L"), array("L")
    known: dict[str, str] = {}
    for match in _WORD.finditer(plain):
        word = _spelled(match[0])
        words.append(known.setdefault(word, word))
        starts.append(match.start())
        ends.append(match.end())
    return Words(plain, words, starts, ends, line_ends)


def spell(text: str) -> list[str]:
    """The words alone, of a text that is compared and not shown."""
    return [_spelled(word) for word in _WORD.findall(_plain(_LINE_END.sub("\n", text)))]


def is_word(word: str) -> bool:
    """Whether it is more than punctuation."""
    return any(character.isalnum() for character in word)


def ends_block(gap: str) -> bool:
    """Whether a new block (a paragraph, an item, a cell) starts after this gap."""
    return _BREAK in gap or gap.count("\n") > 1


def one_line(text: str) -> str:
    """A text without line breaks and without what a terminal would obey."""
    joined = " ".join(text.replace(_GONE, "").split())
    if joined.isprintable():
        return joined
    return "".join(each if each.isprintable() else "\ufffd" for each in joined)


def excerpt(text: str) -> str:
    """The start of a text, short enough for a message."""
    line = one_line(text.lstrip()[: _LONGEST_EXCERPT * 8])
    if len(line) <= _LONGEST_EXCERPT:
        return line
    return line[: _LONGEST_EXCERPT - 1].rstrip() + "…"


def _plain(text: str) -> str:
    text = _LINES.sub(_blank_line_markup, text)
    text = _INLINE.sub(_blank_inline_markup, text)
    return _CHARACTERS.sub(_read_as, text)


def _read_as(match: re.Match[str]) -> str:
    within: str | None = match["within"]
    return _PLAIN[match[0]] if within is None else within.replace("\\", _GONE)


def _spelled(word: str) -> str:
    return "-" if word[0] == "-" else word.replace(_GONE, "")


def _blank_line_markup(match: re.Match[str]) -> str:
    """A ruler, definition, heading mark or list mark; a heading ends with its line."""
    length = len(match[0])
    if (heading := match["heading"]) is None:
        starts_item = match["marker"] is None or _ITEM_MARKS & set(match["marker"])
        return (_BREAK if starts_item else " ") * length
    words = _CLOSING_HASHES.sub("", heading).removesuffix("\n")
    return (_BREAK * len(match["hashes"]) + words).ljust(length, _BREAK)


def _blank_inline_markup(match: re.Match[str]) -> str:
    """The target of a link, a tag, a comment; an entity becomes its character."""
    length = len(match[0])
    if match["entity"] is not None:
        return unescape(match[0])[:length].ljust(length, _GONE)
    if (address := match["address"]) is not None:
        return _GONE + address + _GONE
    tag = match["tag"]
    is_between_words = tag is not None and tag.lower() not in _WITHIN_WORDS
    return (" " if is_between_words else _GONE) * length
