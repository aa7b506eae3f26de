"""How much of a file is read before it is refused: what keeps a check bounded."""

from __future__ import annotations

from typing import Final

from policycheck.frozen import Frozen


class Limits(Frozen):
    """What a file may ask of the machine.

    `bytes` is for each file, `depth` for maps and lists in one another, `aliased` for
    the values that the aliases of a file stand for, `faults` for those that are kept,
    `digits` for the characters of one JSON number, `values` for those of one document
    of another format.
    """

    bytes: int = 16 * 1024 * 1024
    depth: int = 64
    aliased: int = 100_000
    faults: int = 1_000
    digits: int = 1_000
    values: int = 200_000


DEFAULT: Final = Limits()

HIGHEST: Final = Limits(
    bytes=2**30, depth=200, aliased=10**9, faults=10**6, digits=4_000, values=10**8
)
"""Above these the machine itself gives up: its stack, its arithmetic, its memory."""
