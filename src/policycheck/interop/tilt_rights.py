"""The rights a TILT document grants, and where it says one can complain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policycheck.interop import contacts
from policycheck.interop import tilt_fields as fields
from policycheck.interop.loss import Kind
from policycheck.interop.overlay import NOTHING
from policycheck.interop.tilt_out import IMPLIED_RIGHT, RIGHTS
from policycheck.interop.tilt_work import Raw, Work
from policycheck.location import ROOT, Pointer

_GRANTS: Final = ROOT / "rights" / 0 / "grants"
_IMPLIED: Final = {
    "access": "rightToInformation",
    "portability": "rightToDataPortability",
}
"""What accessAndDataPortability grants, where no block of its own denies it."""
_AUTHORITY: Final = "a supervisory authority, not named"


def rights(work: Work) -> None:
    """Read the rights that are available into one block for everyone."""
    work.lacks(_GRANTS, ROOT, "rightToInformation")
    work.lacks(ROOT / "rights", ROOT, "rightToInformation")
    work.lacks(_GRANTS / "erasure", ROOT, "rightToRectificationOrDeletion")
    for key, right in RIGHTS.items():
        of = work.object(work.tidy, key, ROOT)
        work.lacks(_GRANTS / right, ROOT, key)
        if of is None or not _is_granted(work, of, ROOT / key):
            continue
        _grant(work, of, ROOT / key, right)
        if right == "rectification":
            granted = dict(work.draft.data["rights"][0]["grants"][right])
            granted.pop("x-tilt", None)
            work.draft.put(_GRANTS / "erasure", granted, ROOT / key)
    both = work.object(work.tidy, "accessAndDataPortability", ROOT)
    place = ROOT / "accessAndDataPortability"
    if both is None or not _is_granted(work, both, place):
        return
    how = work.text(both, "description", place)
    for right, key in _IMPLIED.items():
        block = work.draft.data.get("rights", [{"grants": {}}])[0]
        own = work.tidy.get(key)
        is_denied = isinstance(own, dict) and own.get("available") is False
        if right not in block["grants"] and not is_denied:
            said = {} if how is None else {"how": how}
            granted = {**said, "x-tilt": IMPLIED_RIGHT}
            work.draft.put(_GRANTS / right, granted, place)


def _is_granted(work: Work, of: Raw, at: Pointer) -> bool:
    available = work.flag(of, "available", at)
    if available is None:
        work.note(Kind.DOUBTFUL, at, "not said whether the right is available")
    elif not available:
        work.note(
            Kind.DOUBTFUL, at / "available", "the right is said not to be available"
        )
    return bool(available)


def _grant(work: Work, of: Raw, place: Pointer, right: str) -> None:
    at = _GRANTS / right
    grant: Raw = {}
    how = work.text(of, "description", place)
    if how is not None:
        grant["how"] = how
    contact = dict(_contact(work, of, place))
    plain = {key: value for key, (value, _) in contact.items()}
    if contact:
        name = plain.get("email", plain.get("form", ""))
        name = name.partition("@")[0].removeprefix("https://")
        grant["via"] = [work.draft.entry("contacts", name, contact, place)]
    overlay = work.overlay(place, fields.right(grant, [plain] if plain else []))
    if overlay is not NOTHING:
        grant["x-tilt"] = overlay
    work.draft.put(at, grant, place)


def _contact(
    work: Work, of: Raw, at: Pointer
) -> Iterator[tuple[str, tuple[str, Pointer]]]:
    """The e-mail and web address of a right."""
    for key, field, read in (
        ("email", "email", contacts.email),
        ("url", "form", contacts.url),
    ):
        text = work.text(of, key, at)
        found = read(text)
        if found is not None:
            if found != text:
                work.note(Kind.READ, at / key, f"read as {found}")
            yield field, (found, at / key)
        elif text is not None:
            work.note(Kind.DOUBTFUL, at / key, "not read: it is no address")


def complaints(work: Work) -> None:
    """Read rightToComplain, with the authority where one is named."""
    place = ROOT / "rightToComplain"
    work.lacks(ROOT / "complaints", ROOT, "rightToComplain")
    of = work.object(work.tidy, "rightToComplain", ROOT)
    if of is None:
        return
    authority = work.object(of, "supervisoryAuthority", place) or {}
    name = work.name(authority, "name", place / "supervisoryAuthority")
    words = work.text(of, "description", place)
    if name is None and not _is_granted(work, of, place):
        return
    if name is not None:
        said, stands = {"text": name}, place / "supervisoryAuthority" / "name"
    elif words is not None:
        said = {"text": words, "x-tilt": fields.FROM_DESCRIPTION}
        stands = place / "description"
    else:
        said, stands = {"text": _AUTHORITY}, place
        work.note(Kind.DOUBTFUL, place, "no authority is named")
    work.draft.put(ROOT / "complaints" / "authorities" / 0, said, stands)
    overlay = work.overlay(place, fields.complaint({"authorities": [said]}))
    if overlay is not NOTHING:
        work.draft.put(ROOT / "complaints" / "x-tilt", overlay, place)
