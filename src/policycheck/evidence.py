"""Quotes of a policy against the prose it was taken from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from policycheck import occurrences, prose
from policycheck.files import Refusal
from policycheck.finding import Problem, Related
from policycheck.location import ROOT, Pointer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.files import Prose
    from policycheck.source import Document

NOT_IN_TEXT: Final = "evidence/quote-not-in-text"
UNCOMPARED: Final = "evidence/quotes-without-text"
UNWRITTEN: Final = "evidence/unwritten-text"
UNREADABLE: Final = "evidence/text-unreadable"

TODO: Final = "TODO"
"""What stands where words are still to be written."""

CATALOGUES: Final = frozenset(
    [
        "audiences", "contacts", "controllers", "data_categories", "data_subjects",
        "legal_bases", "purposes", "recipients", "retention", "trackers",
    ]
)  # fmt: skip
"""Maps keyed by id, where `quote` and `quotes` may be an id like any other."""

_NO_STATEMENTS: Final = frozenset(
    ["organisation", "passages", "policy", "policycheck", "quotes", "waivers"]
)

_CONTEXT: Final = 4
"""Words shown on each side of the first that differs."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the prose, where they are quoted, and the statement resting on them."""

    at: Pointer
    statement: Pointer
    text: str

    @property
    def is_passage(self) -> bool:
        """Whether it is prose that states nothing the model decides."""
        return self.statement[0] == "passages"


@dataclass(frozen=True, slots=True)
class Placed:
    """A quote, its words, and the words of the prose where it starts; maybe none."""

    quote: Quote
    words: list[str]
    starts: list[int]
    is_sought: bool = True


def text_name(document: Document) -> str | None:
    """The file of the prose, as the policy names it."""
    name = document.data["policy"].get("text")
    return None if name is None else str(name)


def problems(
    document: Document, text: Prose | Refusal | None
) -> Iterator[tuple[str, Problem]]:
    """Each quote that is not in the prose, with its rule id; or why none was read.

    A policy that names no prose has none to be compared with.
    """
    match text:
        case None:
            return
        case Refusal(name=name, reason=reason):
            yield (
                UNREADABLE,
                Problem(
                    ROOT / "policy" / "text",
                    f"{prose.excerpt(name)} cannot be read: {reason}",
                    fix="name a UTF-8 file beside or below the policy",
                ),
            )
        case _:
            words = prose.read(text.text)
            for problem in wrong(text.name, words, place(document, words)):
                yield NOT_IN_TEXT, problem


def uncompared(document: Document) -> Iterator[tuple[str, Problem]]:
    """That a policy quotes words, and names no prose that they stand in."""
    found = list(quotes(document.data))
    if not found:
        return
    many = "1 quote is" if len(found) == 1 else f"{len(found)} quotes are"
    message = f"{many} compared with nothing: policy.text names no prose"
    first = Related(found[0].at, "quoted here")
    yield UNCOMPARED, Problem(ROOT / "policy" / "text", message, related=(first,))


def unwritten(document: Document) -> Iterator[tuple[str, Problem]]:
    """Each text that is TODO, or starts with TODO and a colon."""
    for at, text in _texts(document.data, ROOT):
        if text == TODO or text.startswith(f"{TODO}:"):
            yield UNWRITTEN, Problem(at, prose.excerpt(text))


def _texts(node: Any, at: Pointer) -> Iterator[tuple[Pointer, str]]:  # noqa: ANN401
    if isinstance(node, str):
        yield at, node
    elif isinstance(node, list):
        for index, item in enumerate(node):
            yield from _texts(item, at / index)
    elif isinstance(node, dict):
        for key, value in node.items():
            if not key.startswith("x-"):
                yield from _texts(value, at / key)


def place(document: Document, words: prose.Words) -> list[Placed]:
    """Every quote of the policy, with its places in the prose."""
    found = list(quotes(document.data))
    spelled = [prose.spell(quote.text) for quote in found]
    starts = occurrences.places(words.words, spelled)
    return [
        Placed(quote, own, places or [], is_sought=places is not None)
        for quote, own, places in zip(found, spelled, starts, strict=True)
    ]


def wrong(name: str, words: prose.Words, placed: list[Placed]) -> Iterator[Problem]:
    """The quotes that stand nowhere in the prose, and what stands there instead."""
    for each in placed:
        if not each.is_sought:
            yield Problem(
                each.quote.at, _unsought(name), fix="quote rarer words as well"
            )
    lost = [each for each in placed if each.is_sought and not each.starts]
    nearest = occurrences.nearest(words.words, [each.words for each in lost])
    for each, near in zip(lost, nearest, strict=True):
        yield Problem(
            each.quote.at,
            _message(prose.excerpt(name), words, each.quote.text, near),
            fix="copy the words from the text, or encode what the text says now",
        )


def quotes(data: Any) -> Iterator[Quote]:  # noqa: ANN401 - raw data enters here
    """Every quote of a policy, in the order of the file."""
    for key, value in data.items():
        if key in CATALOGUES and isinstance(value, dict):
            for name, entry in value.items():
                if not name.startswith("x-"):
                    yield from _below(entry, ROOT / key / name)
        elif key == "quotes":
            yield from _by_field(value, ROOT)
        elif not key.startswith("x-"):
            yield from _below(value, ROOT / key)


def statements(data: Any) -> Iterator[Pointer]:  # noqa: ANN401 - raw data
    """What a policy states, by entry: of a catalogue, of a list, or a key alone.

    What describes the file, or a fact no text need state, is no statement.
    """
    for key, value in data.items():
        if key in _NO_STATEMENTS or key.startswith("x-"):
            continue
        at = ROOT / key
        if key in CATALOGUES and isinstance(value, dict):
            yield from (at / name for name in value if not name.startswith("x-"))
        elif isinstance(value, list):
            yield from (at / index for index in range(len(value)))
        else:
            yield at


def _below(node: Any, at: Pointer) -> Iterator[Quote]:  # noqa: ANN401 - raw data
    if isinstance(node, list):
        for index, item in enumerate(node):
            yield from _below(item, at / index)
    if not isinstance(node, dict):
        return
    for key, value in node.items():
        match key, value:
            case "quote", _:
                yield from _leaves(value, at / key, at)
            case "quotes", dict():
                yield from _by_field(value, at)
            case _, dict() | list() if not key.startswith("x-"):
                yield from _below(value, at / key)


def _by_field(fields: dict[str, Any], at: Pointer) -> Iterator[Quote]:
    for field, value in fields.items():
        if not field.startswith("x-"):
            yield from _leaves(value, at / "quotes" / field, at / field)


def _leaves(value: str | list[str], at: Pointer, statement: Pointer) -> Iterator[Quote]:
    if isinstance(value, str):
        yield Quote(at, statement, value)
        return
    for index, text in enumerate(value):
        yield Quote(at / index, statement, text)


def _unsought(name: str) -> str:
    most = occurrences.MOST_SEARCHES
    return (
        f"the quote was not sought in {prose.excerpt(name)}: after {most} others that "
        "are made of what stands there too often"
    )


def _message(
    name: str, words: prose.Words, quote: str, near: occurrences.Near | None
) -> str:
    if near is None:
        said = f'"{prose.excerpt(quote)}"'
        return f"the quote is not in {name}, nor anything like it: {said}"
    line = words.line(min(near.at, len(words) - 1))
    there = _around(words, near.at)
    here = _around(prose.read(quote), near.quote_at)
    return (
        f"the quote is not in the text; the closest passage, {name}:{line}, "
        f'says "{there}" where the quote says "{here}"'
    )


def _around(words: prose.Words, at: int) -> str:
    """The words on both sides of a place, with what was left out shown as left out."""
    first, end = max(at - _CONTEXT, 0), min(at + _CONTEXT + 1, len(words))
    before = "…" if first else ""
    after = "…" if end < len(words) else ""
    return prose.excerpt(f"{before}{words.text(first, end)}{after}")
