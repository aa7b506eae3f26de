"""The configuration of a repository: policycheck.toml, or a table in pyproject.toml."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from policycheck import toml_source
from policycheck.config_values import READERS, Wrong
from policycheck.document import brief
from policycheck.errors import PolicycheckError
from policycheck.frozen import Frozen
from policycheck.path_patterns import pattern_of
from policycheck.spelling import nearest

_KEY: Final = re.compile(
    r"""[ \t]*+\[*+[ \t]*+
    (?:(?P<bare>[A-Za-z0-9_-]++)|'(?P<single>[^']*+)'|"(?P<double>[^"]*+)")
    [ \t]*+[]=.]""",
    re.VERBOSE,
)

FILE: Final = "policycheck.toml"
PROJECT: Final = "pyproject.toml"

ADDING: Final = frozenset({"ignore", "severity"})
"""Settings that add to those before them; any other replaces them."""

OVERRIDABLE: Final = frozenset(
    {"regimes", "select", "ignore", "severity", "preview", "fail-on"}
)


class Layer(Frozen):
    """Settings that stand in one place; `origin` names it."""

    origin: str
    values: Mapping[str, Any]


class Override(Frozen):
    """Settings for the policies whose paths match a pattern."""

    paths: tuple[str, ...]
    layer: Layer


class Config(Frozen):
    """One configuration file; paths in it count from its `folder`."""

    path: str
    folder: str
    layer: Layer
    overrides: tuple[Override, ...] = ()

    def name_of(self, path: str) -> str | None:
        """A path as the patterns see it; None where it is not below the folder."""
        try:
            real = os.path.realpath(path)
        except ValueError:  # a NUL in the name: no file
            return None
        name = Path(_relative(real, self.folder)).as_posix()
        outside = name == ".." or name.startswith("../") or Path(name).is_absolute()
        return None if outside else name

    def excludes(self, path: str) -> bool:
        """Whether the configuration leaves a policy out."""
        return self._matches(path, self.layer.values.get("exclude", ()))

    def layers(self, path: str) -> Iterator[Layer]:
        """The settings for a policy, later ones over earlier ones."""
        yield self.layer
        for each in self.overrides:
            if self._matches(path, each.paths):
                yield each.layer

    def located(self, path: str) -> str:
        """A path of the file as this process can open it."""
        return _relative(str(Path(self.folder, path)))

    def _matches(self, path: str, patterns: Sequence[str]) -> bool:
        name = self.name_of(path)
        return name is not None and any(pattern_of(p).match(name) for p in patterns)


def find(folder: Path) -> Path | None:
    """The configuration that governs a folder: the nearest one, looking upwards.

    The search ends at the top of a repository. In one folder policycheck.toml goes
    before pyproject.toml, which counts where it has a table [tool.policycheck].
    """
    folder = folder.resolve()
    for each in (folder, *folder.parents):
        if (each / FILE).is_file():
            return each / FILE
        project = each / PROJECT
        if project.is_file() and _speaks_of_us(project):
            return project
        if (each / ".git").exists():
            return None
    return None


def read(path: Path) -> Config:
    """Read a configuration; one that cannot be used is an error of one line."""
    text = toml_source.text(path, _relative(str(path)))
    whole = toml_source.parsed(text, _relative(str(path)))
    raw = whole.get("tool", {}).get("policycheck", {}) if _is_project(path) else whole
    name = _relative(str(path))
    reader = _Reader(name, text.splitlines())
    overrides = raw.pop("overrides", []) if isinstance(raw, dict) else []
    if not isinstance(overrides, list):
        reader.refuse("overrides", "must be a list: write [[overrides]]")
    return Config(
        path=name,
        folder=str(path.resolve().parent),
        layer=Layer(name, reader.values(raw, READERS.keys() - {"overrides"})),
        overrides=tuple(
            reader.override(number, each) for number, each in enumerate(overrides, 1)
        ),
    )


def in_force(layers: Sequence[Layer]) -> dict[str, tuple[Any, str]]:
    """Each setting with its value and the place it comes from; later layers win."""
    found: dict[str, tuple[Any, str]] = {}
    for layer in layers:
        for key, value in layer.values.items():
            before = found.get(key)
            if key in ADDING and before is not None:
                origin = ", ".join(dict.fromkeys((before[1], layer.origin)))
                found[key] = ((*before[0], *value), origin)
            else:
                found[key] = (value, layer.origin)
    return found


def _relative(path: str, folder: str = ".") -> str:
    try:
        return os.path.relpath(path, folder)
    except ValueError:  # another drive, on Windows
        return path


def _is_project(path: Path) -> bool:
    return path.name == PROJECT


def _speaks_of_us(project: Path) -> bool:
    """Whether a pyproject.toml has our table; most do not hold the word at all."""
    shown = _relative(str(project))
    text = toml_source.text(project, shown)
    if "policycheck" not in text:
        return False
    tools = toml_source.parsed(text, shown).get("tool")
    return isinstance(tools, dict) and "policycheck" in tools


def _sets(line: str, key: str) -> bool:
    """Whether a line of TOML sets a key, or opens its table."""
    name = _KEY.match(line)
    return name is not None and key in {name["bare"], name["single"], name["double"]}


class _Reader:
    """Turns the tables of one file into settings, and says where it cannot."""

    def __init__(self, name: str, lines: Sequence[str]) -> None:
        self.name = name
        self.lines = lines

    def refuse(self, key: str, why: str) -> None:
        """Raise what is wrong with a key, with its line if it can be told."""
        found = [
            number for number, line in enumerate(self.lines, 1) if _sets(line, key)
        ]
        where = f"{self.name}:{found[0]}" if len(found) == 1 else self.name
        message = f"{where}: {brief(key)} {why}"
        raise PolicycheckError(message)

    def values(self, raw: Any, known: Any) -> dict[str, Any]:
        """The settings of a table."""
        if not isinstance(raw, dict):
            message = f"{self.name}: the settings must be a table"
            raise PolicycheckError(message)
        found = {}
        for key, value in raw.items():
            if key not in known:
                meant = nearest(key, known)
                hint = meant or f"one of {', '.join(sorted(known))}"
                says = f"did you mean {meant}?" if meant else f"a setting is {hint}"
                self.refuse(key, f"is not a setting here; {says}")
            try:
                found[key] = READERS[key](value)
            except Wrong as wrong:
                self.refuse(key, str(wrong))
        return found

    def override(self, number: int, raw: Any) -> Override:
        """One of the overrides, counted from 1."""
        values = self.values(raw, OVERRIDABLE | {"paths"})
        paths = values.pop("paths", ())
        if not paths:
            self.refuse("overrides", f"{number} names no paths")
        return Override(paths, Layer(f"{self.name}, override {number}", values))
