"""Whatever an input holds or is: a finding or one line, a status, and not for long."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from fuzz.door import Outcome, run
from fuzz.hostile import contents

SMALL = """\
policycheck: 1
policy: {id: acme, title: Acme privacy policy, regimes: [us-ca-ccpa]}
controllers:
  acme: {name: Acme GmbH, country: DE, email: privacy@acme.example}
data_categories:
  email: {name: E-mail address, ccpa: [identifiers]}
purposes:
  delivery: {name: Deliver your order}
activities:
  - id: orders
    data_categories: [email]
    purposes: [delivery]
    quote: "We need your e-mail address to deliver."
"""
TODAY = ("--as-of", "2026-11-23")
KINDS: dict[str, tuple[str | None, list[str]]] = {
    "policy": ("in.yaml", ["validate", "in.yaml", "-f", "concise"]),
    "standard input": (None, ["validate", "-", "-f", "concise"]),
    "policy of diff": ("in.yaml", ["diff", "in.yaml", "in.yaml"]),
    "policy of table": ("in.yaml", ["table", "ccpa", "in.yaml"]),
    "policy of trace": ("in.yaml", ["trace", "in.yaml"]),
    "policy of export": ("in.yaml", ["export", "json", "in.yaml"]),
    "configuration": ("in.toml", ["validate", "small.yaml", "--config", "in.toml"]),
    "baseline": ("in.json", ["validate", "small.yaml", "--baseline", "in.json"]),
    "published table": ("in.html", ["table", "ccpa", "small.yaml", "--check=in.html"]),
    "page to refresh": ("in.md", ["table", "ccpa", "small.yaml", "--write", "in.md"]),
    "prose": ("in.md", ["validate", "told.yaml", "-f", "concise"]),
    "prose of trace": ("in.md", ["trace", "told.yaml"]),
    "tilt": ("in.json", ["import", "tilt", "in.json"]),
    "tilt checked": ("in.json", ["validate", "--from", "tilt", "in.json"]),
    "fides": ("in.yml", ["import", "fides", "in.yml"]),
    "fides as json": ("in.json", ["import", "fides", "in.json"]),
}
SMALL_SIZE = contents(4_000)
ALIKE = ("policy of ", "tilt checked", "prose of ")
"""Kinds that are read as another is: a part of the contents is enough."""
FINDS = {
    "policy", "standard input", "prose", "prose of trace", "tilt checked",
    "configuration",
}  # fmt: skip
"""Kinds of input that leave findings: their own, or those of a policy that is fine."""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a policy, and one that names in.md as its text."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "small.yaml").write_text(SMALL)
    told = SMALL.replace("{id: acme,", "{id: acme, text: in.md,")
    (tmp_path / "told.yaml").write_text(told)
    return tmp_path


def judged(done: Outcome, name: str | None, *, finds: bool) -> Iterator[str]:
    """What is wrong with how a command told of its input."""
    if done.status not in ({1, 2, 0} if finds else {0, 2}):
        yield f"status {done.status}"
    if "Traceback" in done.err or re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", done.err):
        yield "stderr is not clean"
    if done.status == 2:
        lines = done.err.splitlines()
        if len(lines) != 1 or len(done.err) > 300:
            yield f"{len(lines)} lines, {len(done.err)} characters"
        if done.out:
            yield "a report of nothing"
        if name is not None and name not in done.err:
            yield "the file is not named"
    if done.status == 1 and not re.search(
        r"[a-z>]:[0-9]+:[0-9]+|, line |not in", done.out
    ):
        yield "no place"


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_contents_are_told_in_one_line_and_soon(here: Path, kind: str) -> None:
    name, words = KINDS[kind]
    wrong = []
    every = 6 if kind.startswith(ALIKE) else 1
    for held, raw in list(SMALL_SIZE.items())[::every]:
        if name is not None:
            (here / name).write_bytes(raw)
        started = process_time()
        done = run(*words, given=raw if name is None else b"")
        if process_time() - started > 3:
            wrong.append(f"{held}: {process_time() - started} s")
        told = judged(done, name, finds=kind in FINDS)
        wrong += [f"{held}: {each}: {done.err[:99]}" for each in told]

    assert wrong == []


def test_the_contents_are_hostile_indeed() -> None:
    """None is a valid policy, and each kind of fault is among them."""
    kinds = set()
    for held, raw in SMALL_SIZE.items():
        done = run("validate", "-", "-f", "concise", given=raw)
        assert done.status == 1, held
        kinds |= set(re.findall(r" error (yaml/[a-z0-9-]+) ", done.out))

    assert kinds >= {
        f"yaml/{each}"
        for each in (
            "alias-bomb", "duplicate-key", "empty", "key-not-text", "line-separator",
            "not-utf-8", "recursive-alias", "several-documents", "syntax", "tag",
            "too-deep",
        )
    }  # fmt: skip


@pytest.mark.parametrize(
    "held",
    [
        "nest of lists",
        "nest of blocks",
        "laughs by alias",
        "laughs by merge",
        "one key",
    ],
)
def test_a_million_of_them_take_no_longer_than_reading(here: Path, held: str) -> None:
    raw = contents(1_000_000)[held]
    (here / "in.yaml").write_bytes(raw)
    started = process_time()

    assert run("validate", "in.yaml").status == 1
    assert process_time() - started < 5


@pytest.mark.parametrize(
    ("words", "statuses"),
    [
        (["validate", "small.yaml"], [0, 1]),
        (["table", "ccpa", "small.yaml"], [2, 0]),
        (["table", "gdpr", "small.yaml"], [2, 0]),
        (["diff", "small.yaml", "small.yaml"], [0, 0]),
    ],
)
@pytest.mark.usefixtures("here")
def test_the_first_and_the_last_day_are_days(
    words: list[str], statuses: list[int]
) -> None:
    done = [run(*words, "--as-of", day) for day in ("0001-01-01", "9999-12-31")]

    assert [each.status for each in done] == statuses


# --- what is no ordinary file


def _socket(path: Path) -> None:
    import socket

    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path.name)


PLACES: dict[str, Callable[[Path], None]] = {
    "nothing": lambda _: None,
    "a folder": Path.mkdir,
    "a FIFO": os.mkfifo,
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "the terminal": lambda path: path.symlink_to("/dev/tty"),
    "a loop of links": lambda path: path.symlink_to(path.name),
    "a link to nowhere": lambda path: path.symlink_to("nowhere"),
    "a socket": _socket,
    "itself as a folder": lambda path: path.symlink_to("small.yaml/x"),
}


@pytest.mark.parametrize(
    # Asked to read other people's documents, a folder is a usage error.
    "kind",
    [each for each in KINDS if each not in {"standard input", "tilt checked"}],
)
@pytest.mark.parametrize("place", PLACES)
def test_what_is_no_regular_file_is_told_and_never_opened(
    here: Path, place: str, kind: str
) -> None:
    name, words = KINDS[kind]
    assert name is not None
    PLACES[place](here / name)
    done = run(*words)

    assert list(judged(done, name, finds=kind == "prose")) == [] or (
        kind == "policy" and name in done.err + done.out
    )
    assert done.status == (1 if kind == "prose" else 2)


def test_a_hundred_megabytes_are_not_read(here: Path) -> None:
    with (here / "in.yaml").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    run("validate", "small.yaml")  # what is loaded once is not counted
    tracemalloc.start()
    done = run("validate", "in.yaml", "-f", "concise")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    says = "in.yaml:1:1: error yaml/too-large the file is larger than 16777216 bytes\n"
    assert done == Outcome(1, says, "")
    assert peak < 40 * 1024 * 1024


@pytest.mark.parametrize("kind", [each for each, (name, _) in KINDS.items() if name])
def test_a_file_that_vanishes_while_it_is_opened_is_told(
    here: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, words = KINDS[kind]
    assert name is not None
    (here / name).write_text(SMALL)
    opened = os.open

    def vanish(path: object, *rest: int) -> int:
        if Path(str(path)).name == name:
            (here / name).unlink(missing_ok=True)
        return opened(path, *rest)  # type: ignore[arg-type] # passed through

    monkeypatch.setattr(os, "open", vanish)
    done = run(*words)

    assert done.status == (1 if kind == "prose" else 2)
    assert "Traceback" not in done.err
    assert name in done.err + done.out


def test_a_file_that_becomes_a_fifo_between_two_looks_is_not_read(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open

    def swap(path: object, *rest: int) -> int:
        if Path(str(path)).name == "small.yaml":
            (here / "small.yaml").unlink()
            os.mkfifo(here / "small.yaml")
        return opened(path, *rest)  # type: ignore[arg-type] # passed through

    monkeypatch.setattr(os, "open", swap)
    done = run("validate", "small.yaml", "-f", "concise")

    assert done.status == 2
    assert "small.yaml: not a regular file" in done.err


# --- what cannot be written


def process(words: list[str], **streams: Any) -> subprocess.CompletedProcess[bytes]:  # noqa: ANN401 - options of run
    command = [sys.executable, "-m", "policycheck", *words]
    return subprocess.run(command, check=False, stderr=subprocess.PIPE, **streams)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only where there is one")
@pytest.mark.parametrize(
    "words",
    [
        ["validate", "small.yaml"], ["schema"], ["export", "json", "small.yaml"],
        ["--version"], ["--help"], ["validate", "--help"],
    ],
)  # fmt: skip
@pytest.mark.usefixtures("here")
def test_a_full_disk_on_standard_output_is_one_line(words: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = process(words, stdout=full)

    says = b"policycheck: standard output: not written: no space left on device\n"
    assert (done.returncode, done.stderr) == (2, says)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["schema"], 0), (["validate", "told.yaml", "-f", "json"], 1), (["rules"], 0),
        (["--version"], 0), (["--help"], 0), (["diff", "--help"], 0),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("here")
def test_a_reader_that_leaves_changes_no_status(words: list[str], status: int) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    try:
        done = process(words, stdout=writes)
    finally:
        os.close(writes)

    assert (done.returncode, done.stderr) == (status, b"")


COMPLAINTS = [
    (["validate", "--nope"], 2), (["validate", "nowhere.yaml"], 2), ([], 2),
    (["table", "ccpa", "small.yaml", "--limit", "x"], 2), (["init", "new/p.yaml"], 0),
    (["validate", "told.yaml"], 1),
]  # fmt: skip


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only where there is one")
@pytest.mark.parametrize(("words", "status"), COMPLAINTS)
@pytest.mark.parametrize("to", ["a full disk", "nobody"])
@pytest.mark.usefixtures("here")
def test_nowhere_to_complain_changes_no_status(
    words: list[str], status: int, to: str
) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    with Path("/dev/full").open("wb") as full, os.fdopen(writes) as left:
        done = subprocess.run(
            [sys.executable, "-m", "policycheck", *words],
            stdout=subprocess.DEVNULL, stderr=full if to == "a full disk" else left,
            check=False,
        )  # fmt: skip

    assert done.returncode == status


_NOT_WRITTEN = "policycheck: standard output: not written: bad file descriptor\n"
CLOSED = [
    (0, "validate -", 2, "policycheck: <stdin>: bad file descriptor\n"),
    (0, "import tilt -", 2, "policycheck: -: bad file descriptor\n"),
    (0, "schema", 0, ""),
    *(
        (1, words, 2, _NOT_WRITTEN)
        for words in (
            "validate told.yaml", "schema", "rules", "config", "--help", "--version",
            "table ccpa small.yaml",
        )
    ),
    (1, "validate told.yaml -o out", 1, ""),
    (2, "validate told.yaml", 1, ""),
    (2, "validate nowhere.yaml", 2, ""),
    (2, "schema", 0, ""),
    (2, "--nope", 2, ""),
    (2, "--version", 0, ""),
]  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX closes them")
@pytest.mark.parametrize(("stream", "words", "status", "says"), CLOSED)
@pytest.mark.usefixtures("here")
def test_a_stream_that_is_closed_is_told(
    stream: int, words: str, status: int, says: str
) -> None:
    command = f"exec {sys.executable} -m policycheck {words} -q {stream}>&-"
    if not words.startswith("validate"):
        command = command.replace(" -q ", " ")
    done = subprocess.run(
        ["sh", "-c", command], check=False, capture_output=True, text=True
    )

    assert (done.returncode, done.stderr) == (status, says)


def _no_room() -> None:
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))


@pytest.mark.parametrize(
    "words",
    [
        ["validate", "told.yaml", "-o", "out"],
        ["validate", "told.yaml", "-f", "text", "-f", "json=out"],
        ["validate", "told.yaml", "--baseline", "out", "--write-baseline"],
        ["table", "ccpa", "small.yaml", "--output", "out"],
        ["table", "ccpa", "small.yaml", "--write", "page.md"],
        ["import", "tilt", "in.json", "-o", "out"],
        ["init", "out/policy.yaml"],
    ],
    ids=lambda words: "-".join(words[:2]),
)
def test_what_could_not_be_written_whole_is_not_there(
    here: Path, words: list[str]
) -> None:
    """Nothing is left of it, and a file that was there is as it was."""
    page = "<!-- policycheck:table ccpa -->\n<!-- /policycheck:table -->\n"
    (here / "page.md").write_text(page)
    tilt = '{"meta": {"name": "Shop"}, "dataDisclosed": [{"category": "Address"}]}'
    (here / "in.json").write_text(tilt)
    before = sorted(each.name for each in here.iterdir())
    done = process(words, stdout=subprocess.DEVNULL, preexec_fn=_no_room)
    left = [each for each in here.rglob("*") if each.is_file()]

    assert done.returncode == 2
    assert b"not written: file too large\n" in done.stderr
    assert b"Traceback" not in done.stderr
    assert sorted(each.name for each in left) == before
    assert (here / "page.md").read_text() == page


@pytest.mark.parametrize(
    "words",
    [
        ["validate", "small.yaml", "-o", "loop"],
        ["validate", "small.yaml", "--baseline", "loop", "--write-baseline"],
        ["table", "ccpa", "small.yaml", "--output", "loop"],
        ["init", "loop"],
    ],
    ids=lambda words: words[0],
)
def test_a_loop_of_links_is_not_written(here: Path, words: list[str]) -> None:
    (here / "loop").symlink_to("loop")
    done = run(*words)

    says = "policycheck: loop: not written: too many levels of symbolic links\n"
    assert (done.status, done.err) == (2, says)
    assert (here / "loop").is_symlink()


READ = "is a policy that is read; write to another file"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("validate small.yaml -f json -o small.yaml", f"small.yaml {READ}"),
        ("validate small.yaml -f json -o ./small.yaml", f"./small.yaml {READ}"),
        ("validate linked.yaml -f text -f json=small.yaml", f"small.yaml {READ}"),
        ("validate . --config in.toml", f"link {READ}"),
        ("table ccpa small.yaml --output linked.yaml", f"linked.yaml {READ}"),
        ("table ccpa linked.yaml --output small.yaml", f"small.yaml {READ}"),
        (
            "validate small.yaml -f json=x -f sarif=./x",
            "--format: json and sarif would both go to ./x; write sarif=FILE",
        ),
        (
            "validate small.yaml -f json=none -f sarif=to-none",
            "--format: json and sarif would both go to to-none; write sarif=FILE",
        ),
    ],
)
def test_no_report_is_written_over_a_policy_or_another(
    here: Path, words: str, says: str
) -> None:
    (here / "linked.yaml").symlink_to("small.yaml")
    (here / "link").symlink_to("small.yaml")
    (here / "to-none").symlink_to("none")
    (here / "in.toml").write_text('formats = ["text", "json=link"]\n')
    before = {each.name: each.is_symlink() for each in here.iterdir()}
    done = run(*words.split())

    assert (done.status, done.out) == (2, "")
    assert done.err.splitlines()[-1] in {
        f"Error: Invalid value: {says}", f"Error: Invalid value for {says}",
    }  # fmt: skip
    assert {each.name: each.is_symlink() for each in here.iterdir()} == before
    assert (here / "small.yaml").read_text() == SMALL


def test_a_job_summary_is_added_to_whole_or_not_at_all(here: Path) -> None:
    """What other steps wrote stays, and nothing of ours stands half."""
    (here / "summary.md").write_text("x" * 90)
    wanted = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": "summary.md"}
    done = process(
        ["validate", "told.yaml"],
        stdout=subprocess.DEVNULL, preexec_fn=_no_room, env={**os.environ, **wanted},
    )  # fmt: skip

    assert done.returncode == 2
    assert b"summary.md: not written: file too large\n" in done.stderr
    assert (here / "summary.md").read_text() == "x" * 90
