"""Properties tried on many inputs, for a while, with a corpus that grows."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from time import monotonic
from typing import Any, Final

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis.database import DirectoryBasedExampleDatabase, ExampleDatabase

from fuzz.hostile import contents
from fuzz.properties import PROPERTIES, Signature
from fuzz.strategies import EXAMPLE

_LARGEST: Final = 40_000
"""Bytes; what is longer slows the search and finds no more."""


@dataclass(slots=True)
class Corpus:
    """Inputs of which each came to something new; kept in a folder, if there is one."""

    folder: Path | None = None
    inputs: list[bytes] = field(default_factory=list)
    seen: set[Signature] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.inputs += [each for each in contents(400).values() if len(each) < _LARGEST]
        self.inputs.append(EXAMPLE.read_bytes())
        if self.folder is not None:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.inputs += [path.read_bytes() for path in sorted(self.folder.iterdir())]

    def keep(self, raw: bytes, came_to: Signature) -> None:
        """Keep an input that came to what none did before."""
        if came_to in self.seen or len(raw) > _LARGEST:
            return
        self.seen.add(came_to)
        self.inputs.append(raw)
        if self.folder is not None:
            name = sha256(raw).hexdigest()[:16]
            (self.folder / name).write_bytes(raw)


@dataclass(slots=True)
class Campaign:
    """What was tried so far, and what failed."""

    corpus: Corpus
    database: ExampleDatabase | None = None
    phases: tuple[Phase, ...] = tuple(Phase)
    tried: Counter[str] = field(default_factory=Counter)
    failed: dict[str, str] = field(default_factory=dict)

    def round(self, name: str, *, seed: int, examples: int) -> None:
        """Try a property on some inputs; one that failed before is left alone."""
        if name in self.failed:
            return
        property_ = PROPERTIES[name]
        inputs = property_.inputs(tuple(self.corpus.inputs))

        @seeded(seed)
        @settings(
            max_examples=examples,
            deadline=None,
            database=self.database,
            phases=self.phases,
            suppress_health_check=list(HealthCheck),
            print_blob=False,
        )
        @given(inputs)
        def tried(case: Any) -> None:
            self.tried[name] += 1
            came_to = property_.check(case)
            if came_to is not None and isinstance(case, bytes):
                self.corpus.keep(case, came_to)

        try:
            tried()
        except Exception as error:  # noqa: BLE001 - whatever it is, it was found
            where = "".join(traceback.format_tb(error.__traceback__, limit=-3))
            case = " ".join(getattr(error, "__notes__", ()))
            says = f"{type(error).__name__}: {error}"
            self.failed[name] = f"{where}{says[:1_000]}\n{case[-3_000:]}"


def run(
    names: Iterable[str], campaign: Campaign, *, seconds: float, seed: int
) -> Campaign:
    """Round after round, with a seed of its own each, until the time is over."""
    chosen = list(names)
    ends = monotonic() + seconds
    while monotonic() < ends and len(campaign.failed) < len(chosen):
        for name in chosen:
            campaign.round(name, seed=seed, examples=100)
            seed += 1
            if monotonic() > ends:
                break
    return campaign


def database(folder: Path) -> ExampleDatabase:
    """Failing inputs of earlier runs, which are tried first."""
    return DirectoryBasedExampleDatabase(folder)
