"""The configuration of a repository: policycheck.toml, or a table in pyproject.toml."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from policycheck.config_values import READERS, Wrong
from policycheck.errors import PolicycheckError
from policycheck.frozen import Frozen
from policycheck.spelling import nearest

FILE: Final = "policycheck.toml"
PROJECT: Final = "pyproject.toml"
MAX_BYTES: Final = 1024 * 1024

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
        name = Path(_relative(os.path.realpath(path), self.folder)).as_posix()
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
    whole = _parsed(path)
    raw = whole.get("tool", {}).get("policycheck", {}) if _is_project(path) else whole
    name = _relative(str(path))
    reader = _Reader(name, path)
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


def pattern_of(pattern: str) -> re.Pattern[str]:
    """A pattern of paths: * within a name, ** over folders, a folder for all in it."""
    parts = [
        _WILD.get(part, re.escape(part))
        for part in re.split(r"(\*\*/|\*\*|\*|\?)", pattern.strip("/"))
    ]
    return re.compile(f"{''.join(parts)}(?:/.*)?\\Z", re.DOTALL)


_WILD: Final = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def _relative(path: str, folder: str = ".") -> str:
    try:
        return os.path.relpath(path, folder)
    except ValueError:  # another drive, on Windows
        return path


def _is_project(path: Path) -> bool:
    return path.name == PROJECT


def _speaks_of_us(project: Path) -> bool:
    """Whether a pyproject.toml has our table; most do not hold the word at all."""
    if b"policycheck" not in _bytes(project):
        return False
    tools = _parsed(project).get("tool")
    return isinstance(tools, dict) and "policycheck" in tools


def _bytes(path: Path) -> bytes:
    shown = _relative(str(path))
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        message = f"{shown}: {(error.strerror or 'cannot be read').lower()}"
        raise PolicycheckError(message) from None
    if len(raw) > MAX_BYTES:
        message = f"{shown}: larger than {MAX_BYTES} bytes"
        raise PolicycheckError(message)
    return raw


def _parsed(path: Path) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - only where there is a configuration

    raw = _bytes(path)
    shown = _relative(str(path))
    try:
        return tomllib.loads(raw.decode())
    except UnicodeDecodeError:
        message = f"{shown}: not UTF-8"
    except tomllib.TOMLDecodeError as error:
        message = f"{shown}: {str(error)[:1].lower()}{str(error)[1:]}"
    except RecursionError:
        message = f"{shown}: nested too deeply"
    raise PolicycheckError(message)


class _Reader:
    """Turns the tables of one file into settings, and says where it cannot."""

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        self.path = path

    def refuse(self, key: str, why: str) -> None:
        """Raise what is wrong with a key, with its line if it can be told."""
        text = self.path.read_text(encoding="utf-8").splitlines()
        written = re.compile(
            rf"\s*(?:\[+\s*)?[\"']?{re.escape(key)}[\"']?\s*(?:=|\]|\.)"
        )
        lines = [number for number, line in enumerate(text, 1) if written.match(line)]
        where = f"{self.name}:{lines[0]}" if len(lines) == 1 else self.name
        message = f"{where}: {key} {why}"
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
