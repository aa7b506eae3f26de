"""Bugs put in on purpose: a harness that does not find them finds nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, Final
from unittest.mock import patch

from policycheck import source
from policycheck.limits import DEFAULT, HIGHEST, Limits
from policycheck.reports import table_html


@contextmanager
def planted(bug: str | None) -> Iterator[None]:
    """Run with one of the bugs, or with none."""
    if bug is None:
        yield
        return
    module, name, instead = BUGS[bug]
    with patch.object(module, name, instead):
        yield


def _unlimited(**limits: int) -> Callable[..., Any]:
    kept = {"bytes": DEFAULT.bytes, "depth": DEFAULT.depth, "aliased": DEFAULT.aliased}
    return partial(source.read, limits=Limits(**{**kept, **limits}))


def _as_it_stands(text: str, *_: object, **__: object) -> str:
    return text


BUGS: Final[dict[str, tuple[Any, str, Callable[..., Any]]]] = {
    "depth": (source, "read", _unlimited(depth=HIGHEST.depth)),
    "aliases": (source, "read", _unlimited(aliased=HIGHEST.aliased)),
    "escape": (table_html, "_text", _as_it_stands),
}
"""The limit of depth off, that of aliases off, one renderer that escapes nothing."""
