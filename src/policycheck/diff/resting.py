"""Which legal bases a statement attaches to a purpose, and which it only lists.

Several bases for everything attach none of them to anything: each purpose is to be told
with its basis (GDPR Art. 13(1)(c)). The rules of the GDPR read a policy the same way.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeAlias, TypeVar

T = TypeVar("T")
Named: TypeAlias = "tuple[frozenset[str] | None, T]"
"""A basis, with the ids of the purposes it is paired with; None where with none."""


def own(uses: Sequence[Named[T]], purposes: Collection[str]) -> tuple[T, ...]:
    """The bases an activity attaches: those paired before those for the rest.

    `uses` are those that speak of one purpose, and `purposes` all of the activity.
    """
    free = tuple(basis for paired, basis in uses if paired is None)
    paired = tuple(basis for paired, basis in uses if paired is not None)
    named = {id_ for ids, _ in uses for id_ in ids or ()}
    left = set(purposes) - named
    if len(free) > 1 and len(left) > 1:
        return ()
    return paired or free


def generally(
    uses: Sequence[Named[T]], *, of_part: bool, of_purpose: bool
) -> tuple[tuple[T, ...], tuple[T, ...]]:
    """The bases one general statement attaches, and the rest, which may be a list.

    `of_part` says that it speaks of a part of the policy, `of_purpose` that the part is
    one purpose.
    """
    if of_purpose or (of_part and len(uses) == 1):
        return tuple(basis for _, basis in uses), ()
    return (
        tuple(basis for paired, basis in uses if paired is not None),
        tuple(basis for paired, basis in uses if paired is None),
    )
