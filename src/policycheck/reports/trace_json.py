"""A trace as JSON, version 1."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from policycheck.reports import harmless

if TYPE_CHECKING:
    from policycheck.finding import Problem
    from policycheck.trace import Repeated, Sentence, Share, Stretch, Trace

VERSION: Final = 1
_DIGITS: Final = 4


def trace(found: Trace) -> str:
    """Everything the trace found; shares run from 0 to 1."""
    return _text(
        {
            **_head(found),
            "coverage": round(found.characters.by_data, _DIGITS),
            "passages": round(found.characters.by_passages, _DIGITS),
            "characters": _share(found.characters),
            "sentences": _share(found.sentences),
            "wrong": [_wrong(each) for each in found.wrong],
            "repeated": [_repeated(each) for each in found.repeated],
            "uncovered": [_stretch(each) for each in found.uncovered],
            "statements": found.statements,
            "unquoted": [
                {"pointer": str(each.at), "line": each.line} for each in found.unquoted
            ],
            "prose": [_sentence(each) for each in found.prose],
        }
    )


def at(found: Trace, line: int) -> str:
    """The sentences on a line, each with the statements that rest on it."""
    prose = [_sentence(each) for each in found.at(line)]
    return _text({**_head(found), "line": line, "prose": prose})


def _text(data: dict[str, Any]) -> str:
    return harmless.in_json(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


def _head(found: Trace) -> dict[str, Any]:
    return {"version": VERSION, "policy": found.policy, "text": found.text}


def _share(share: Share) -> dict[str, int]:
    return {"total": share.total, "data": share.data, "passages": share.passages}


def _wrong(problem: Problem) -> dict[str, str]:
    return {"pointer": str(problem.at), "message": problem.message}


def _repeated(repeated: Repeated) -> dict[str, Any]:
    return {
        "pointer": str(repeated.at),
        "quote": repeated.text,
        "lines": list(repeated.lines),
    }


def _stretch(stretch: Stretch) -> dict[str, Any]:
    return {
        "line": stretch.line,
        "end_line": stretch.end_line,
        "text": stretch.text,
    }


def _sentence(sentence: Sentence) -> dict[str, Any]:
    return {
        **_stretch(sentence.stretch),
        "statements": [str(each) for each in sentence.statements],
    }
