"""JSON that any terminal, log, code page and strict reader can hold."""

from __future__ import annotations

import json
import re
from typing import Any, Final

_HALVES: Final = re.compile("[\ud800-\udfff]")


def dumps(data: Any) -> str:  # noqa: ANN401 - what JSON can hold
    """The data as indented ASCII, ending in a line break.

    Halves of characters, which strict readers refuse, are spelt out.
    """
    text = json.dumps(_whole(data), indent=2, ensure_ascii=True)
    # The runner of GitHub obeys ##[error] wherever in a line it stands.
    return text.replace("\x7f", "\\u007f").replace("##[", "#\\u0023[") + "\n"


def _whole(data: Any) -> Any:  # noqa: ANN401 - what JSON can hold
    if isinstance(data, str):
        return _HALVES.sub(lambda match: f"\\u{ord(match[0]):04x}", data)
    if isinstance(data, dict):
        return {key: _whole(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_whole(value) for value in data]
    return data
