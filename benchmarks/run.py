"""policycheck against what people would use instead: pairs, medians, ratios.

    python benchmarks/run.py FOLDER [--quick]

FOLDER keeps the inputs and each peer's own environment between runs; making them needs
a package registry. Writes docs/performance.md.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import generate
import yaml

from policycheck import engine
from policycheck.cli.options import today
from policycheck.source import read

ROOT: Final = Path(__file__).parent.parent
SCHEMA: Final = ROOT / "schemas/policy.schema.json"
CHECK_JSONSCHEMA: Final = "check-jsonschema==0.39.0"
AJV: Final = ("ajv-cli@5.0.0", "js-yaml@4.1.0")
LOAD: Final = "import sys, yaml; yaml.load(open(sys.argv[1]).read(), yaml.CSafeLoader)"
LIBRARY: Final = """\
import json, sys, yaml, {module}
validator = {module}.{cls}(json.load(open(sys.argv[1])))
for path in sys.argv[2:]:
    data = yaml.load(open(path).read(), yaml.CSafeLoader)
    valid = validator.is_valid(data)
"""


@dataclass(frozen=True)
class Run:
    """One run of a command: wall clock in seconds, peak resident memory in MB."""

    seconds: float
    megabytes: float


@dataclass(frozen=True)
class Pair:
    """A command of ours against one of theirs, and the bar for the ratio of medians."""

    title: str
    ours: list[str]
    theirs: list[str]
    bar: str
    runs: int


def once(command: list[str]) -> Run:
    """Run a command to its end; its exit status is its own business."""
    start = time.perf_counter()
    with Path(os.devnull).open("wb") as sink:
        process = subprocess.Popen(command, stdout=sink, stderr=sink)
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
    return Run(time.perf_counter() - start, usage.ru_maxrss / 1024)


def compare(pair: Pair) -> str:
    """A row of the table: medians, their ratio, and the spread."""
    ours, theirs = [], []
    for _ in range(pair.runs):
        ours.append(once(pair.ours))
        theirs.append(once(pair.theirs))
    mine = statistics.median(run.seconds for run in ours)
    other = statistics.median(run.seconds for run in theirs)
    spread = f"{min(r.seconds for r in ours):.3f}-{max(r.seconds for r in ours):.3f}"
    print(
        f"{pair.title}: {mine:.3f} / {other:.3f} = {mine / other:.2f}", file=sys.stderr
    )
    our_peak = max(run.megabytes for run in ours)
    their_peak = max(run.megabytes for run in theirs)
    return (
        f"| {pair.title} | {mine:.3f} ({spread}) | {other:.3f} | "
        f"**{mine / other:.2f}** | {pair.bar} | {our_peak:.0f} / {their_peak:.0f} |"
    )


def peers(folder: Path) -> tuple[Path, Path | None]:
    """check-jsonschema and ajv, each in an environment of its own."""
    environment = folder / "check-jsonschema"
    if not environment.exists():
        subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
        subprocess.run(
            [environment / "bin/pip", "install", "-q", CHECK_JSONSCHEMA], check=True
        )
    node = folder / "ajv"
    if not node.exists():
        node.mkdir()
        subprocess.run(
            ["npm", "install", "--silent", "--prefix", str(node), *AJV], check=False
        )
    ajv = node / "node_modules/.bin/ajv"
    return environment / "bin/check-jsonschema", ajv if ajv.exists() else None


def pairs(folder: Path, runs: int) -> list[Pair]:
    """Every comparison."""
    python = sys.executable
    policycheck = [python, "-m", "policycheck", "validate"]
    small, large = str(folder / "small.yaml"), str(folder / "large.yaml")
    bad, many = str(folder / "large-bad.yaml"), str(folder / "many")
    files = sorted(str(path) for path in Path(many).glob("*.yaml"))
    check_jsonschema, ajv = peers(folder)
    libraries = "import typer, yaml, jsonschema, rich.console"
    rs = LIBRARY.format(module="jsonschema_rs", cls="Draft202012Validator")
    pure = LIBRARY.format(module="jsonschema", cls="Draft202012Validator")
    found = [
        Pair("cold start: 200 lines, against importing the libraries",
             [*policycheck, small, "--format", "json"], [python, "-c", libraries],
             "1.5", runs * 2),
        Pair("`--version`, against importing typer",
             [python, "-m", "policycheck", "--version"], [python, "-c", "import typer"],
             "1.3", runs * 2),
        Pair("200 lines, against check-jsonschema", [*policycheck, small],
             [str(check_jsonschema), "--schemafile", str(SCHEMA), small], "", runs),
        Pair("20,000 lines, against check-jsonschema", [*policycheck, large],
             [str(check_jsonschema), "--schemafile", str(SCHEMA), large], "", runs),
        Pair("20,000 lines, 200 faults, against check-jsonschema", [*policycheck, bad],
             [str(check_jsonschema), "--schemafile", str(SCHEMA), bad], "", runs),
        Pair("1,000 files, against check-jsonschema", [*policycheck, many],
             [str(check_jsonschema), "--schemafile", str(SCHEMA), *files], "1/15", 3),
        Pair("1,000 files, against yaml.load and `jsonschema`", [*policycheck, many],
             [python, "-c", pure, str(SCHEMA), *files], "", 3),
        Pair("1,000 files, against yaml.load and `jsonschema-rs`", [*policycheck, many],
             [python, "-c", rs, str(SCHEMA), *files], "", 3),
    ]  # fmt: skip
    if ajv is not None:
        arguments = ["--spec=draft2020", "--strict=false", "-s", str(SCHEMA)]
        data = [part for file in files for part in ("-d", file)]
        found.append(
            Pair("1,000 files, against ajv-cli", [*policycheck, many],
                 [str(ajv), "validate", *arguments, *data], "1.0", 3)
        )  # fmt: skip
    return found


def inside(folder: Path) -> list[str]:
    """What one process takes, against `yaml.load` alone in the same process."""
    day = today()
    rows = []
    for name, bar in (("large.yaml", "0.6"), ("large-bad.yaml", "1.2")):
        raw = (folder / name).read_bytes()
        text = raw.decode()

        def load(text: str = text) -> None:
            yaml.load(text, yaml.CSafeLoader)

        def check(raw: bytes = raw) -> None:
            engine.check(read("x.yaml", raw), as_of=day)

        check()
        ours, theirs = [], []
        for _ in range(7):
            theirs.append(clock(load))
            ours.append(clock(check))
        mine, other = statistics.median(ours), statistics.median(theirs)
        memory = peak(check) / peak(load)
        rows.append(
            f"| {name} | {mine:.3f} | {other:.3f} | **{mine / other:.2f}** | {bar} | "
            f"{memory:.2f} (bar 0.8) |"
        )
    return rows


def clock(work: Callable[[], None]) -> float:
    """Seconds of processor time."""
    start = time.process_time()
    work()
    return time.process_time() - start


def peak(work: Callable[[], None]) -> int:
    """Bytes at the peak, as tracemalloc sees them."""
    tracemalloc.start()
    work()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def growth() -> list[str]:
    """The time for twice the activities, categories and recipients, against once."""
    day = today()
    times: dict[int, float] = {}
    for lines in (5_000, 10_000, 20_000):
        raw = generate.policy(lines).encode()
        times[lines] = statistics.median(
            clock(lambda raw=raw: engine.check(read("x", raw), as_of=day) and None)  # type: ignore[misc] # one expression
            for _ in range(5)
        )
    return [
        f"| {half:,} to {lines:,} lines | {times[lines] / times[half]:.2f} | 2.2 |"
        for half, lines in ((5_000, 10_000), (10_000, 20_000))
    ]


def main() -> None:
    """Measure, and write the page."""
    folder = Path(sys.argv[1]).resolve()
    runs = 3 if "--quick" in sys.argv else 11
    generate.write(folder)
    table = [compare(pair) for pair in pairs(folder, runs)]
    page = [
        "# Performance",
        "",
        (
            "Written by `make bench`. Pairs are run turn by turn in one session and "
            "compared by the ratio of their medians, since machines differ and are "
            "noisy. policycheck reads with positions, checks the schema and runs every "
            "rule of every regime the policy names; the peers check the schema only."
        ),
        "",
        (
            f"Python {platform.python_version()}, {os.cpu_count()} cores, "
            f"{CHECK_JSONSCHEMA}, {' '.join(AJV)}."
        ),
        "",
        "## As commands",
        "",
        "| what | policycheck, s (range) | other, s | ratio | bar | peak MB |",
        "|---|---|---|---|---|---|",
        *table,
        "",
        "## In one process, against `yaml.load(text, CSafeLoader)` alone",
        "",
        "| input | policycheck, s | yaml.load, s | ratio | bar | peak memory, ratio |",
        "|---|---|---|---|---|---|",
        *inside(folder),
        "",
        "## Growth",
        "",
        "| from, to | time, ratio | bar |",
        "|---|---|---|",
        *growth(),
        "",
    ]
    (ROOT / "docs/performance.md").write_text("\n".join(page))
    print(json.dumps({"rows": len(table)}))


if __name__ == "__main__":
    main()
