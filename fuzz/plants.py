"""Bugs planted on purpose: a harness that does not find them finds nothing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any, Final
from unittest.mock import patch

from policycheck import source
from policycheck.finding import Finding
from policycheck.limits import DEFAULT
from policycheck.reports import concise

Plant = Callable[[], AbstractContextManager[Any]]


def _without(**limits: int) -> AbstractContextManager[Any]:
    """The reader of YAML without a limit, whoever calls it."""
    return patch.object(source.read, "__defaults__", (replace(DEFAULT, **limits),))


def _unescaped() -> AbstractContextManager[Any]:
    def line(finding: Finding) -> str:
        at = finding.location
        return f"{at.path}:{at.span.line}: {finding.rule} {finding.message}"

    return patch.object(concise, "line", line)


PLANTS: Final[dict[str, tuple[str, Plant]]] = {
    "depth": ("bytes are read within bounds", lambda: _without(depth=10**6)),
    "aliases": ("bytes are read within bounds", lambda: _without(aliased=10**12)),
    "renderer": ("nothing hostile is printed", _unescaped),
}
"""Each planted bug by name: the property that finds it, and how it is planted."""
