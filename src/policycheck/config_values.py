"""Each setting of a configuration, read from raw data and judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from fnmatch import fnmatchcase
from functools import cache
from typing import Any, Final

from policycheck import editions
from policycheck.document import brief
from policycheck.finding import Severity
from policycheck.regimes import REGIMES
from policycheck.selection import ALWAYS, FIXED
from policycheck.spelling import nearest

FAIL_ON: Final = (*(each.value for each in Severity), "never")
_GLOB: Final = "*?["


class Wrong(Exception):  # noqa: N818 - it completes a sentence: "regimes ..."
    """What is wrong with a value, as the end of a sentence that starts with its key."""


def texts(raw: Any) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(raw, list) or not all(isinstance(each, str) for each in raw):
        message = "must be a list of texts"
        raise Wrong(message)
    return tuple(raw)


def text(raw: Any) -> str:
    """A text that is not empty."""
    if not isinstance(raw, str) or not raw:
        message = "must be a text"
        raise Wrong(message)
    return raw


def flag(raw: Any) -> bool:
    """Yes or no."""
    if not isinstance(raw, bool):
        message = "must be true or false"
        raise Wrong(message)
    return raw


def day(raw: Any) -> date:
    """A day, as a TOML date or a text."""
    if isinstance(raw, date) and not isinstance(raw, datetime):
        return raw
    try:
        return date.fromisoformat(raw if isinstance(raw, str) else "")
    except ValueError:
        message = "is not a day; write it as YYYY-MM-DD"
        raise Wrong(message) from None


def word(raw: Any, known: Iterable[str]) -> str:
    """One of some words."""
    words = list(known)
    if raw in words:
        return str(raw)
    meant = nearest(raw, words) if isinstance(raw, str) else None
    hint = f"did you mean {meant}?" if meant else f"one of {', '.join(words)}"
    message = f"cannot be {brief(repr(raw))}; {hint}"
    raise Wrong(message)


def regimes(raw: Any) -> tuple[str, ...]:
    """Ids of regimes."""
    return tuple(word(each, REGIMES) for each in texts(raw))


def rules(raw: Any) -> tuple[str, ...]:
    """Ids of rules, or globs that match one at least; renamed ids as they are now."""
    return tuple(_rule(each) for each in texts(raw))


def ignored(raw: Any) -> tuple[str, ...]:
    """Rules that can be turned off."""
    found = rules(raw)
    for each in found:
        if each.partition("/")[0] in ALWAYS:
            message = f"cannot turn off {brief(each)}: it is about the file itself"
            raise Wrong(message)
    return found


def severity(raw: Any) -> tuple[tuple[str, Severity], ...]:
    """Severities by rule."""
    if not isinstance(raw, dict):
        message = 'must be a table such as {"gdpr/*" = "warning"}'
        raise Wrong(message)
    found = []
    for rule, level in raw.items():
        if rule.partition("/")[0] in FIXED:
            message = f"cannot change {brief(rule)}: such a file cannot be judged"
            raise Wrong(message)
        words = [each.value for each in Severity]
        found.append((_rule(rule), Severity(word(level, words))))
    return tuple(found)


def edition(raw: Any) -> str:
    """A published rule set."""
    return word(raw, editions.editions())


def fail_on(raw: Any) -> str:
    """The least severity that makes the status 1."""
    return word(raw, FAIL_ON)


def _rule(id_: str) -> str:
    now = editions.current(id_)
    known = editions.published()
    if now in known or _is_glob_of(now, known):
        return now
    every = _every_id()
    if now in every or _is_glob_of(now, every):
        return now
    meant = nearest(id_, every)
    hint = f"did you mean {meant}?" if meant else "`policycheck rules` lists them"
    message = f"names {brief(id_)}, which is no rule; {hint}"
    raise Wrong(message)


def _is_glob_of(glob: str, ids: Iterable[str]) -> bool:
    return any(char in glob for char in _GLOB) and any(
        fnmatchcase(each, glob) for each in ids
    )


@cache
def _every_id() -> frozenset[str]:
    from policycheck.rulebook import every_rule  # noqa: PLC0415 - all of the law

    return frozenset(each.rule.id for each in every_rule(date.max))


READERS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "paths": texts,
    "exclude": texts,
    "regimes": regimes,
    "as-of": day,
    "rules": edition,
    "preview": flag,
    "select": rules,
    "ignore": ignored,
    "severity": severity,
    "fail-on": fail_on,
    "baseline": text,
    "formats": texts,
    "overrides": list,
}
"""Each setting by its key, in the order a reader wants them."""
