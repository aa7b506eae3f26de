"""One TILT document being read: what it says, without its placeholders."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from policycheck.interop import places
from policycheck.interop.draft import Content, Draft
from policycheck.interop.filled import at as value_at
from policycheck.interop.loss import Kind
from policycheck.interop.naming import named
from policycheck.interop.overlay import NOTHING, difference, tidied, unlike
from policycheck.location import ROOT, Pointer

Raw = dict[str, Any]
_FLAGS: Final = {"true": True, "false": False, "ja": True, "nein": False}


class Work:
    """Reads values out of a document and tells of each that is not what it should be.

    `tidy` is the document without placeholders; pointers are those of `tidy`.
    """

    def __init__(self, document: Any, root: Pointer, *, lossless: bool) -> None:
        self._where: dict[Pointer, Pointer] = {}
        self._original = document
        self._lossless = lossless
        self.tidy: Any = tidied(value_at(document, root), root, ROOT, self._where)
        self.draft = Draft(self._where)

    def target(self, at: Pointer) -> Any:
        """What an export is to give back of a place."""
        if self._lossless:
            return value_at(self._original, self._where[at])
        return value_at(self.tidy, at)

    def overlay(self, origin: Pointer, rebuilt: Any, *keys: str) -> Any:
        """What an export of `rebuilt` would lack of `origin`, or of some keys of it.

        Each value that has no place of its own is told.
        """
        said, target = value_at(self.tidy, origin), self.target(origin)
        if keys:
            said = {key: said[key] for key in keys if key in said}
            target = {key: target[key] for key in keys if key in target}
        for at, is_absent in unlike(said, rebuilt, origin):
            if is_absent:
                self.note(Kind.KEPT, at, "no field of a policy holds it")
            else:
                self.note(Kind.READ, at, "kept as it stands beside what was read of it")
        return difference(target, rebuilt)

    def with_overlay(
        self, content: Content, origin: Pointer, rebuilt: Any, *keys: str
    ) -> Content:
        """The content of an entry, and what an export of it would lack.

        White space alone makes no entry of its own; what names the entry keeps it.
        """
        overlay = self.overlay(origin, rebuilt, *keys)
        if isinstance(overlay, dict):
            overlay = {
                key: value
                for key, value in overlay.items()
                if not _is_spaced(value, rebuilt.get(key))
            }
        if overlay is NOTHING or not overlay:
            return content
        return {**content, "x-tilt": (overlay, origin)}

    def note(self, kind: Kind, at: Pointer, message: str) -> None:
        """Tell of a value."""
        self.draft.note(kind, at, message)

    def lacks(self, at: Pointer, origin: Pointer, key: str) -> None:
        """Findings about an absent `at` stand at the key, where the document has it."""
        place = self._where.get(origin)
        said = None if place is None else value_at(self._original, place)
        if place is not None and isinstance(said, dict) and key in said:
            self.draft.lacks(at, place / key)

    def text(self, of: Raw, key: str, at: Pointer) -> str | None:
        """The text at a key; a number is read as text."""
        value = of.get(key)
        if value is None or isinstance(value, str):
            return value
        if isinstance(value, int | float) and not isinstance(value, bool):
            self.note(Kind.READ, at / key, "a number, read as text")
            return str(value)
        self.note(Kind.DOUBTFUL, at / key, f"text belongs here, not {_kind(value)}")
        return None

    def name(self, of: Raw, key: str, at: Pointer) -> str | None:
        """The text at a key as a name: on one line, of a long one its first words."""
        text = self.text(of, key, at)
        if text is None:
            return None
        name = named(text)
        if name.endswith("…") and not text.rstrip().endswith("…"):
            says = f"{len(text)} characters as a name: read as its first words"
            self.note(Kind.DOUBTFUL, at / key, says)
        elif name != text:
            self.note(Kind.READ, at / key, "read without the white space in it")
        return name

    def flag(self, of: Raw, key: str, at: Pointer) -> bool | None:
        """Whether something is so; a word for it is read and told."""
        value = of.get(key)
        if value is None or isinstance(value, bool):
            return value
        word = value.strip().casefold() if isinstance(value, str) else ""
        if word in _FLAGS:
            self.note(Kind.READ, at / key, "a word where true or false belongs")
            return _FLAGS[word]
        says = f"true or false belongs here, not {_kind(value)}"
        self.note(Kind.DOUBTFUL, at / key, says)
        return None

    def country(self, of: Raw, at: Pointer) -> str | None:
        """The country of an object; where it is not certain, none."""
        text = self.text(of, "country", at)
        if text is None:
            return None
        address = of.get("address")
        found = places.country(text, address if isinstance(address, str) else "")
        if found.code is None:
            self.note(Kind.DOUBTFUL, at / "country", f"not read: {found.doubt}")
        elif found.code != text:
            self.note(Kind.READ, at / "country", f"read as {found.code}")
        return found.code

    def objects(
        self, of: Raw, key: str, at: Pointer, main: str
    ) -> Iterator[tuple[Raw, Pointer]]:
        """The objects in the list at a key; a text stands for its main field."""
        value = of.get(key)
        if value is None:
            return
        items = [(value, at / key)]
        if isinstance(value, list):
            items = [(item, at / key / index) for index, item in enumerate(value)]
        else:
            self.note(Kind.READ, at / key, "a list belongs here; read as a list of one")
        for item, place in items:
            if isinstance(item, dict):
                yield item, place
            elif isinstance(item, str):
                yield {main: item}, place
            else:
                says = f"an object belongs here, not {_kind(item)}"
                self.note(Kind.DOUBTFUL, place, says)

    def texts(self, of: Raw, key: str, at: Pointer) -> Iterator[tuple[str, Pointer]]:
        """The texts in the list at a key."""
        for item, place in self.objects(of, key, at, "text"):
            if item.keys() == {"text"}:
                yield item["text"], place
            else:
                self.note(Kind.DOUBTFUL, place, "text belongs here, not an object")

    def object(self, of: Raw, key: str, at: Pointer) -> Raw | None:
        """The object at a key."""
        value = of.get(key)
        if value is None or isinstance(value, dict):
            return value
        says = f"an object belongs here, not {_kind(value)}"
        self.note(Kind.DOUBTFUL, at / key, says)
        return None


def _is_spaced(raw: Any, name: Any) -> bool:
    """Whether a raw text differs from a name in white space only."""
    are_texts = isinstance(raw, str) and isinstance(name, str)
    return are_texts and raw.split() == name.split()


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, dict):
        return "an object"
    return "a list" if isinstance(value, list) else "these words"
