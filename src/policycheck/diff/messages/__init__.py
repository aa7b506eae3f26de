"""Each kind of change in one line: what it means for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from policycheck.diff.kinds import Kind
from policycheck.diff.messages import answers, offers, uses

ALL: Final[Mapping[Kind, str | uses.Variants]] = {
    **uses.MESSAGES,
    **offers.MESSAGES,
    **answers.MESSAGES,
}
"""What to say of each kind; three ways where it may be said first, or no longer."""
ADDRESSED: Final = {
    Kind.RIGHT_NARROWED: "rights for fewer people | {items}",
    Kind.RIGHT_WIDENED: "rights for more people | {items}",
    Kind.OFFERED_TO_FEWER: "no longer for everyone | {items}",
    Kind.OFFERED_TO_MORE: "now for everyone | {items}",
    Kind.CLAIM_WEAKENED: "promise to fewer people | {items}",
    Kind.CLAIM_STRENGTHENED: "promise to more people | {items}",
}
"""Where only the audience is another, and both values are audiences."""
_SAID_TO: Final = "said to other people | {items}"
_APART: Final = " | "
"""Between what happened and what it happened to."""


def say(
    kind: Kind, old: str | None, new: str | None, *, to: bool = False, **words: str
) -> tuple[str, str]:
    """What happened and what it happened to; `to` says that only the audience did."""
    said = ADDRESSED.get(kind, _SAID_TO) if to else ALL[kind]
    if not isinstance(said, str):
        changed, first, withdrawn = said
        said = first if old is None else withdrawn if new is None else changed
    heading, _, item = said.partition(_APART)
    words |= {"old": old or "", "new": new or ""}
    return tidy(heading.format(**words)), tidy(item.format(**words))


def heading(kind: Kind) -> str:
    """What a change of a kind is, without what it happened to."""
    said = ALL[kind]
    return (said if isinstance(said, str) else said[0]).partition(_APART)[0]


def tidy(text: str) -> str:
    """The text on one line, without what separated words that are not there."""
    return " ".join(text.split()).strip(" ,").rstrip(":").replace(" ,", ",")
