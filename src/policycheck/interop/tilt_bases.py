"""The legal bases a TILT document names for one category of data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

from policycheck.citations import citations
from policycheck.interop import tilt_fields as fields
from policycheck.interop.draft import Content
from policycheck.interop.loss import Kind
from policycheck.interop.terms import BASES
from policycheck.interop.tilt_out import IMPLIED
from policycheck.interop.tilt_work import Raw, Work
from policycheck.location import Pointer

_INTERESTS: Final = "legitimate-interests"
_BASES: Final = frozenset(BASES)


def put(work: Work, at: Pointer, values: list[Any], origin: Pointer) -> None:
    """Put a list in its place, where it holds something."""
    if values:
        work.draft.put(at, values, origin)


def named(
    work: Work, at: Pointer, ids: Iterable[tuple[str, Pointer]], origin: Pointer
) -> None:
    """Put a list of ids in its place, each of them with the place it was named at."""
    places: dict[str, Pointer] = {}
    for id_, place in ids:
        places.setdefault(id_, place)
    put(work, at, list(places), origin)
    for index, place in enumerate(places.values()):
        work.draft.comes_from(at / index, place)


def legal_bases(work: Work, at: Pointer, of: Raw, origin: Pointer) -> None:
    """Read legalBases and legitimateInterests; TILT pairs neither with purposes."""
    cited = list(_cited(work, of, origin))
    exists, interests = _interests(work, of, origin)
    bases = [(word, place) for word, place, _ in cited if word in _BASES]
    if exists is not None and all(word != _INTERESTS for word, _ in bases):
        says = "no legal basis cites Art. 6(1)(f): read as that basis"
        work.note(Kind.READ, exists, says)
        bases.append((_INTERESTS, exists))
    named_at = Counter(place for _, place, _ in cited)
    ids = []
    for word, place in bases:
        content: Content = {"basis": (word, place)}
        if place == exists:
            content = {**content, "x-tilt": (IMPLIED, place)}
        elif named_at[place] == 1:
            rebuilt = fields.legal_basis({"basis": word})
            content = work.with_overlay(content, place, rebuilt)
        if word == _INTERESTS and interests:
            content = {
                **content,
                "interests": (interests, origin / "legitimateInterests"),
            }
        ids.append((work.draft.entry("legal_bases", word, content, place), place))
    place = origin / "legalBases"
    named(work, at / "legal_bases", ids, place)
    conditions = [
        {"condition": word} for word, _, _ in cited if word and word not in _BASES
    ]
    put(work, at / "conditions", conditions, place)
    unread = [words for word, _, words in cited if word is None and words]
    if unread and not ids:
        work.draft.put(at / "legal_bases", {"unclear": "; ".join(unread)}, place)


def _cited(
    work: Work, of: Raw, origin: Pointer
) -> Iterator[tuple[str | None, Pointer, str]]:
    """The basis or condition each item of legalBases names, or None, and its words."""
    for item, at in work.objects(of, "legalBases", origin, "reference"):
        reference = work.text(item, "reference", at)
        description = work.text(item, "description", at)
        for key, text in (("reference", reference), ("description", description)):
            found = () if text is None else citations(text[: fields.LONGEST_CITATION])
            words = dict.fromkeys(filter(None, (c.basis or c.condition for c in found)))
            if words:
                _tell(work, at, key, text or "", list(words))
                yield from ((word, at, text or "") for word in words)
                break
        else:
            _doubt(work, at, reference, description)
            yield None, at, (reference or description or "").strip()


def _tell(work: Work, at: Pointer, key: str, text: str, words: list[str]) -> None:
    """Tell how a basis was read, where it was not written as TILT wants it."""
    read = ", ".join(fields.reference(word) for word in words)
    if key == "description":
        work.note(Kind.READ, at / key, f"a basis in the description: read as {read}")
    elif text != read:
        work.note(Kind.READ, at / key, f"read as {read}")


def _doubt(
    work: Work, at: Pointer, reference: str | None, description: str | None
) -> None:
    """Tell why no basis was read."""
    key = "reference" if reference is not None else "description"
    text = reference or description or ""
    found = citations(text[: fields.LONGEST_CITATION])
    labels = ", ".join(dict.fromkeys(each.label for each in found))
    if labels:
        says = f"{labels} is no legal basis; those are GDPR Art. 6(1)(a) to (f)"
    else:
        says = "it cites no article of the GDPR, so no legal basis was read"
    work.note(Kind.DOUBTFUL, at / key if text else at, says)


def _interests(
    work: Work, of: Raw, origin: Pointer
) -> tuple[Pointer | None, list[dict[str, str]]]:
    """Where the entry says that a legitimate interest exists, and the interests."""
    exists: Pointer | None = None
    interests = []
    for item, at in work.objects(of, "legitimateInterests", origin, "reasoning"):
        says_so = work.flag(item, "exists", at)
        reason = work.text(item, "reasoning", at)
        if says_so:
            exists = exists or at
            if reason is not None:
                interests.append({"text": reason})
        elif says_so is None and reason is not None:
            doubt = "a reason, and not said that the interest exists"
            work.note(Kind.DOUBTFUL, at, doubt)
    return exists, interests
