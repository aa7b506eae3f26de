"""Characters that are not seen as what they are, wherever text is shown or written."""

from __future__ import annotations

from typing import Final

CLASS: Final = (
    "\xad\u034f\u061c\u180b-\u180f"  # soft hyphen; grapheme joiner; marks, no shape
    "\u115f\u1160\u17b4\u17b5\u3164\uffa0"  # fillers: letters without a shape
    "\u200b-\u200f"  # zero width; left-to-right and right-to-left marks
    "\u2028-\u202e"  # line and paragraph separators; bidi embeddings and overrides
    "\u2060-\u206f"  # word joiner, invisible operators, bidi isolates
    "\ud800-\udfff"  # halves of characters
    "\ufe00-\ufe0d"  # variation selectors
    "\ufeff\ufff0-\ufffb"  # byte order mark, unassigned, interlinear annotation
    "\U00013430-\U0001345f"  # joiners of hieroglyphs
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # shorthand and musical formats
    "\U000e0000-\U000e0fff"  # tags: invisible letters; more variation selectors
)
"""What stands between the brackets of a regular expression.

A text could hide another in the selectors, one byte in each.
"""
STRAY: Final = (
    "(?<![#*0-9\xa9\xae\u203c\u2049\u2122-\u27bf\u2934-\u2b55\u3030-\u3299"
    "\U0001f000-\U0001faff])[\ufe0e\ufe0f]"
)
"""The selectors of text and of emoji where they select neither.

After a sign that has both shapes they are honest, and one of them hides nothing: a red
heart is two characters.
"""
