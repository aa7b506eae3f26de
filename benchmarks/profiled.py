"""Where the time of a check goes: imports, stages, and the functions that cost most.

    python benchmarks/profiled.py [LINES]

Reads a generated policy of so many lines (default 20,000) once, after a small one.
"""

from __future__ import annotations

import cProfile
import pstats
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import generate

from policycheck import engine, regimes, schema
from policycheck.cli import collect_rarely
from policycheck.cli.options import today
from policycheck.policy import build
from policycheck.source import read

T = TypeVar("T")
_SHOWN = 20


def imports() -> None:
    """The modules that cost most to load when `validate` starts."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "small.yaml"
        path.write_text(generate.policy(200))
        command = ["-m", "policycheck", "validate", str(path), "--format", "json"]
        done = subprocess.run(
            [sys.executable, "-X", "importtime", *command],
            capture_output=True,
            text=True,
            check=True,
        )
    rows = [line.split("|") for line in done.stderr.splitlines() if "|" in line]
    times = [
        (int(own.rpartition(":")[2]), name.strip())
        for own, _, name in rows
        if "self" not in own
    ]
    print(
        f"imports: {len(times)} modules, {sum(own for own, _ in times) / 1000:.0f} ms"
    )
    for own, name in sorted(times, reverse=True)[:_SHOWN]:
        print(f"{own / 1000:8.1f} ms  {name}")


def timed(title: str, work: Callable[[], T]) -> T:
    """What the work gives, after telling what it took."""
    start = time.process_time()
    found = work()
    print(f"{(time.process_time() - start) * 1000:8.1f} ms  {title}")
    return found


def stages(raw: bytes) -> None:
    """Parse, schema, model, and the rules that cost most."""
    day = today()
    engine.check(read("small.yaml", generate.policy(200).encode()), as_of=day)
    print(f"\nstages, of {len(raw.splitlines()):,} lines:")
    document = timed("parse with positions", lambda: read("policy.yaml", raw))
    timed("schema", lambda: schema.problems(document.data))
    policy = timed("model", lambda: build(document.data))
    named = (regimes.load(each, day) for each in policy.regimes)
    times: list[tuple[float, str]] = []
    for regime in (regimes.always(day), *named):
        book = regime.book
        view = policy.addressed_to(book) if book.places else policy
        for rule in regime.rules_in_force:
            start = time.process_time()
            list(rule.check(view, regime.law))
            times.append((time.process_time() - start, f"{regime.id} {rule.id}"))
    print(f"{sum(own for own, _ in times) * 1000:8.1f} ms  {len(times)} rules, of them")
    for own, name in sorted(times, reverse=True)[:_SHOWN]:
        print(f"{own * 1000:12.1f} ms  {name}")


def functions(raw: bytes) -> None:
    """The functions a check spends most in; the profiler makes small ones dearer."""
    day = today()
    profiler = cProfile.Profile()
    profiler.enable()
    engine.check(read("policy.yaml", raw), as_of=day)
    profiler.disable()
    pstats.Stats(profiler).sort_stats("tottime").print_stats(_SHOWN)


if __name__ == "__main__":
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    text = generate.policy(lines).encode()
    collect_rarely()
    imports()
    stages(text)
    functions(text)
