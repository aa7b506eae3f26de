"""policycheck against what people would use instead: pairs, medians, ratios.

    python benchmarks/run.py FOLDER [--quick]

FOLDER keeps the inputs and each peer's own environment between runs; making them needs
package registries. Writes docs/performance.md.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import generate
import peers
from peers import ROOT, Command, Run
from stages import GROWTH

_FILES: Final = 1_000
_LAST: Final = f"many/policy-{_FILES - 1:04}.yaml"
_PYTHON: Final = "policycheck/bin/python"


@dataclass(frozen=True)
class Pair:
    """A command of ours against one of theirs, and the bar for the ratio.

    `by_clock` holds the time of the clock to the bar, where the point is to use every
    core; elsewhere that of the processors.
    """

    title: str
    ours: Command
    theirs: Command
    bar: str
    runs: int
    by_clock: bool = False


def main() -> None:
    """Measure, and write the page."""
    folder = Path(sys.argv[1]).resolve()
    runs = 3 if "--quick" in sys.argv else 9
    generate.write(folder)
    peers.install(folder)
    page = [
        *_introduction(folder),
        *_commands(folder, runs),
        *_inside(folder, runs),
        *_growth(folder, runs),
        "",
        (ROOT / "benchmarks/reading.md").read_text().rstrip(),
    ]
    (ROOT / "docs/performance.md").write_text("\n".join([*page, ""]))


def _introduction(folder: Path) -> list[str]:
    words = (ROOT / "benchmarks/introduction.md").read_text().rstrip()
    versions = ", ".join(peers.versions(folder))
    return [words, "", f"Measured with {versions}; {os.cpu_count()} cores.", ""]


def _pairs(runs: int) -> list[Pair]:
    """Every comparison of commands."""
    small, large, bad, many = (
        "small.yaml", "large.yaml", "large-bad.yaml", "many/*.yaml",
    )  # fmt: skip
    json_ = ("--format", "json")
    everything = _ours("validate", "many", *json_, says=_LAST)
    one_core = _ours("validate", "many", *json_, "--jobs", "1", says=_LAST)
    return [
        Pair("cold start of `validate`, 200 lines, against importing the libraries",
             _ours("validate", small, *json_, says='"rules_run": 1'),
             _python("import typer, yaml, jsonschema, rich.console"),
             "1.5", runs * 2),
        Pair("`--version`, against importing typer",
             _ours("--version", says="policycheck"), _python("import typer"),
             "1.3", runs * 2),
        Pair("200 lines, against check-jsonschema",
             _ours("validate", small, says="rules ran"), _check_jsonschema(small),
             "", runs),
        Pair("20,000 lines, against check-jsonschema",
             _ours("validate", large, says="rules ran"), _check_jsonschema(large),
             "", 3),
        Pair("20,000 lines, 200 faults, against check-jsonschema",
             _ours("validate", bad, says="200 errors", status=1),
             _check_jsonschema(bad, says="Schema validation errors", status=1),
             "", 3),
        Pair("`diff` of two policies of 20,000 lines, against `yaml.load` of both",
             _ours("diff", large, "large-edited.yaml", *json_, says='"changes":'),
             _load(large, "large-edited.yaml"), "1", runs),
        Pair("`table` of a policy of 20,000 lines, against `yaml.load` of it twice",
             _ours("table", "ccpa", large, *json_, says='"rows":'),
             _load(large, large), "1", runs),
        Pair("1,000 files, against check-jsonschema", everything,
             _check_jsonschema(many), "1/15", 5, by_clock=True),
        Pair("1,000 files, against `yaml.load`, which checks nothing", everything,
             _load(many), "", 5, by_clock=True),
        Pair("1,000 files, against `yaml.load` and `jsonschema`", everything,
             _library("jsonschema", peers.JSONSCHEMA, many), "", 3, by_clock=True),
        Pair("1,000 files, against `yaml.load` and `jsonschema-rs`", everything,
             _library("jsonschema_rs", peers.JSONSCHEMA_RS, many), "", 5,
             by_clock=True),
        Pair("1,000 files, against ajv-cli", everything, _ajv(), "1", 5,
             by_clock=True),
        Pair("1,000 files, both cores against one", everything, one_core, "1/1.6", 5,
             by_clock=True),
    ]  # fmt: skip


def _ours(*arguments: str, says: str, status: int = 0) -> Command:
    written = " ".join(["policycheck", *arguments])
    argv = ("policycheck/bin/policycheck", *arguments)
    return Command(argv, written, says, status)


def _python(program: str) -> Command:
    return Command((_PYTHON, "-c", program), f"python -c '{program}'")


def _expanded(paths: Sequence[str]) -> list[str]:
    """The paths, with the folder of many files written out."""
    found: list[str] = []
    for path in paths:
        names = (f"many/policy-{number:04}.yaml" for number in range(_FILES))
        found += names if path == "many/*.yaml" else [path]
    return found


def _load(*paths: str) -> Command:
    argv = ("libraries/bin/python", "-c", peers.LOAD, *_expanded(paths))
    return Command(argv, f"yaml.load(text, CSafeLoader) of {' and '.join(paths)}")


def _library(name: str, program: str, *paths: str) -> Command:
    argv = ("libraries/bin/python", "-c", program, *_expanded(paths))
    written = f"{name}.Draft202012Validator(schema).is_valid(yaml.load(...)) of each"
    return Command(argv, written, f"{_FILES} valid")


def _check_jsonschema(
    path: str, says: str = "ok -- validation done", status: int = 0
) -> Command:
    arguments = ("--schemafile", "policy.schema.json")
    argv = ("check-jsonschema/bin/check-jsonschema", *arguments, *_expanded([path]))
    written = " ".join(["check-jsonschema", *arguments, path])
    return Command(argv, written, says, status)


def _ajv() -> Command:
    arguments = ("validate", "--spec=draft2020", "--strict=false",
                 "-s", "policy.schema.json", "-d", "many/*.yaml")  # fmt: skip
    argv = ("ajv/node_modules/.bin/ajv", *arguments)
    return Command(argv, " ".join(["ajv", *arguments]), f"{_LAST} valid")


def _commands(folder: Path, runs: int) -> list[str]:
    pairs = _pairs(runs)
    rows = [_compared(pair, folder) for pair in pairs]
    written = dict.fromkeys(
        command.written for pair in pairs for command in (pair.ours, pair.theirs)
    )
    return [
        "## As commands",
        "",
        (
            "Seconds of the processors, of the clock where the title names 1,000 "
            "files: medians, with the range. The first ratio is of the medians of the "
            "processors' time, the second of the least time of the clock, which other "
            "work on the machine stretches; the one in bold is held to the bar."
        ),
        "",
        "| what | policycheck, s | other, s | ratios | bar | peak MB |",
        "|---|---|---|---|---|---|",
        *rows,
        "",
        "The commands, each run in the folder of the inputs:",
        "",
        "```",
        *written,
        "```",
        "",
    ]


def _compared(pair: Pair, folder: Path) -> str:
    """A row of the table: medians, their ratio, and the spread."""
    for command in (pair.ours, pair.theirs):
        peers.prove(command, folder)
    ours: list[Run] = []
    theirs: list[Run] = []
    for _ in range(pair.runs):
        ours.append(peers.once(pair.ours, folder))
        theirs.append(peers.once(pair.theirs, folder))
    clock = [[run.wall for run in each] for each in (ours, theirs)]
    processor = [[run.cpu for run in each] for each in (ours, theirs)]
    shown = clock if pair.by_clock else processor
    # Other work stretches the clock and not the processors' time: the least disturbed
    # run of each is what the clock can tell.
    least = min(clock[0]) / min(clock[1])
    ratios = [f"{each:.2g}" for each in (_ratio(*processor), least)]
    judged = int(pair.by_clock)
    ratios[judged] = f"**{ratios[judged]}**"
    print(f"{pair.title}: {' / '.join(ratios)}", file=sys.stderr)
    peaks = " / ".join(
        f"{max(run.megabytes for run in each):.0f}" for each in (ours, theirs)
    )
    return (
        f"| {pair.title} | {_spread(shown[0])} | {_spread(shown[1])} | "
        f"{' / '.join(ratios)} | {pair.bar} | {peaks} |"
    )


def _ratio(mine: Iterable[float], other: Iterable[float]) -> float:
    return statistics.median(mine) / statistics.median(other)


def _spread(times: Sequence[float]) -> str:
    return f"{statistics.median(times):.3f} ({min(times):.3f}-{max(times):.3f})"


def _stage(folder: Path, *arguments: str) -> float:
    program = str(ROOT / "benchmarks/stages.py")
    done = subprocess.run(
        [_PYTHON, program, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return float(json.loads(done.stdout))


def _inside(folder: Path, runs: int) -> list[str]:
    """What the parts of a check take, against `yaml.load` alone."""
    stages = [
        ("libyaml's events, made and dropped", "events", "large.yaml", ""),
        ("parse with positions", "read", "large.yaml", ""),
        ("schema of what is parsed", "valid", "large.yaml", ""),
        ("model of what is parsed", "build", "large.yaml", ""),
        ("these three: the floor of any rule", "unjudged", "large.yaml", ""),
        ("all: parse, schema, model, every rule", "check", "large.yaml", "0.6"),
        ("all, 200 faults", "check", "large-bad.yaml", "1.2"),
    ]
    base: list[float] = []
    times: dict[str, list[float]] = {title: [] for title, *_ in stages}
    for _ in range(runs):
        base.append(_stage(folder, "load", "large.yaml"))
        for title, stage, file, _bar in stages:
            times[title].append(_stage(folder, stage, file))
    held = _stage(folder, "load", "large.yaml", "--memory")
    rows = [
        f"| {title} | {_spread(times[title])} | "
        f"**{_ratio(times[title], base):.2f}** | {bar} | "
        f"{_stage(folder, stage, file, '--memory') / held:.2f} |"
        for title, stage, file, bar in stages
    ]
    return [
        "## 20,000 lines, against `yaml.load(text, CSafeLoader)` alone",
        "",
        (
            "Processor seconds, each in a process of its own. Memory is the peak that "
            "tracemalloc counts; its bar is 0.8."
        ),
        "",
        "| what | s (range) | ratio | bar | memory, ratio |",
        "|---|---|---|---|---|",
        f"| `yaml.load` | {_spread(base)} | 1.00 | | 1.00 |",
        *rows,
        "",
    ]


def _growth(folder: Path, runs: int) -> list[str]:
    rows = []
    for what, shapes in GROWTH.items():
        once: list[float] = []
        twice: list[float] = []
        for _ in range(runs):
            once.append(_stage(folder, "grown", what, "0"))
            twice.append(_stage(folder, "grown", what, "1"))
        small, large = (_counted(what, shape) for shape in shapes)
        rows.append(
            f"| {what} | {small} to {large} | {_spread(once)} | {_spread(twice)} | "
            f"**{_ratio(twice, once):.2f}** | 2.2 |"
        )
    return [
        "## Growth",
        "",
        "A check with twice as many of one thing, the rest kept; processor seconds.",
        "",
        "| what | from, to | once, s | twice, s | ratio | bar |",
        "|---|---|---|---|---|---|",
        *rows,
    ]


def _counted(what: str, shape: generate.Shape) -> int:
    return int(getattr(shape, what, shape.activities))


if __name__ == "__main__":
    main()
