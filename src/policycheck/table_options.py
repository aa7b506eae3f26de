"""What a reader of a table may choose, and those choices as words.

Words stand in a document's comment, or on a command line: layout=full.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any, Final

from policycheck.errors import PolicycheckError
from policycheck.spelling import nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What cells print where there is no value."""

    none: str = "None"
    not_stated: str = "Not stated"
    not_applicable: str = "Not applicable"
    not_listed: str = "Not listed"

    def __post_init__(self) -> None:
        """Refuse words that a reader could not tell apart."""
        distinct = (self.none, self.not_stated, self.not_applicable)
        if len({" ".join(word.split()).casefold() for word in distinct}) < len(
            distinct
        ):
            message = (
                "the words for none, not stated and not applicable are three different "
                f"answers and cannot be the same: {', '.join(map(repr, distinct))}"
            )
            raise PolicycheckError(message)
        if not all(word.split() for word in (*distinct, self.not_listed)):
            message = "the words for an empty cell cannot be empty"
            raise PolicycheckError(message)


class Label(Enum):
    """What stands beside a statutory category: its letter, its citation, or neither."""

    LETTER = "letter"
    CITATION = "citation"
    BARE = "none"


class Order(Enum):
    """The order of rows: the statute's, or that of the policy."""

    STATUTORY = "statutory"
    DATA = "data"


class Sensitive(Enum):
    """Where sensitive data goes: a row, a row for each kind, or a table of its own."""

    ROW = "row"
    ROWS = "rows"
    ANNEX = "annex"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a reader may choose.

    None and empty values leave the choice to the layout; `headers` maps columns to the
    text they print; an empty `caption` prints none.
    """

    layout: str | None = None
    columns: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    label: Label = Label.LETTER
    order: Order = Order.STATUTORY
    uncollected: bool | None = None
    split: bool | None = None
    sensitive: Sensitive = Sensitive.ROW
    caption: str | None = None
    words: Words = field(default_factory=Words)


_KINDS: Final[Mapping[str, type[Enum]]] = {
    "label": Label,
    "order": Order,
    "sensitive": Sensitive,
}
_FLAGS: Final = {"yes": True, "no": False}
_WORDS: Final = {
    "none": "none",
    "not-stated": "not_stated",
    "not-applicable": "not_applicable",
    "not-listed": "not_listed",
}
NAMES: Final = (
    "layout",
    "columns",
    "headers",
    "label",
    "order",
    "uncollected",
    "split",
    "sensitive",
    "caption",
    *_WORDS,
)


def options(words: Mapping[str, str], base: Options) -> Options:
    """The options with those that words name, such as layout=full."""
    changes: dict[str, Any] = {}
    cells: dict[str, str] = {}
    for name, value in words.items():
        require("option", name, NAMES)
        if name in _WORDS:
            cells[_WORDS[name]] = value
        else:
            changes[name] = _value(name, value)
    return replace(base, **changes, words=replace(base.words, **cells))


def _value(name: str, value: str) -> object:
    if name in _KINDS:
        kind = _KINDS[name]
        require(name, value, [each.value for each in kind])
        return kind(value)
    match name:
        case "columns":
            return _columns(value)
        case "headers":
            return dict(_header(each) for each in value.split(";") if each.strip())
        case "uncollected" | "split":
            require(f"answer to {name}", value, _FLAGS)
            return _FLAGS[value]
        case _:
            return value


def _columns(text: str) -> tuple[str, ...]:
    found = tuple(filter(None, (each.strip() for each in text.split(","))))
    if not found:
        message = "columns names none; write them as sources,retention"
        raise PolicycheckError(message)
    return found


def distinct(columns: tuple[str, ...]) -> None:
    """Refuse a column that is named twice."""
    for name in columns:
        if columns.count(name) > 1:
            message = f"columns names {name} twice"
            raise PolicycheckError(message)


def _header(text: str) -> tuple[str, str]:
    column, colon, header = text.partition(":")
    if not colon or not header.strip():
        message = f"write a header as column:text, not {text.strip()!r}"
        raise PolicycheckError(message)
    return column.strip(), header.strip()


def require(what: str, name: str, known: Iterable[str]) -> None:
    """Refuse the name of a layout or column that does not exist."""
    known = tuple(known)
    if name not in known:
        meant = nearest(name, known)
        hint = f"did you mean {meant}?" if meant else f"choose from {', '.join(known)}"
        message = f"no {what} is called {name!r}: {hint}"
        raise PolicycheckError(message)
