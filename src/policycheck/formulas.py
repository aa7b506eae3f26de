"""Cells of CSV that no spreadsheet takes for formulas, whatever separates its cells."""

from __future__ import annotations

import re
from typing import Final

_UNSEEN: Final = ' "\u00a0\u200b\u2060\ufeff'
"""What a spreadsheet may drop before a formula: spaces, quotes, what has no width."""
_START: Final = "[-=+@|%\uff1d\uff0b\uff0d\uff20]"
"""What starts a formula, also in the full width of East Asian keyboards."""
_FORMULA: Final = re.compile(
    rf"^(?=[\s{_UNSEEN}]*+{_START})|([;\t\r\n][{_UNSEEN}]*+)(?={_START})"
)


def defused(cell: str) -> str:
    """The cell with an apostrophe before whatever could be taken for a formula.

    Quotes do not help where semicolons or tabs separate cells: a cell that is not the
    first of its line opens no quotes there, and ends at the first of them.
    """
    return _FORMULA.sub(r"\1'", cell)
