"""What CI and an editor can rely on: no network, the same bytes, colour as asked."""

from __future__ import annotations

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from policycheck.cli.options import explained_ids, formats_known
from policycheck.cli.output import Colour, is_coloured

ROOT = Path(__file__).parent.parent
EXAMPLE = "policies/example/policy.yaml"
AERIS = "policies/aeris/policy.yaml"
DAY = ("--as-of", "2026-11-23")
GUARDED = """\
import sys

def guard(event, _):
    if event.split(".")[0] in {"socket", "urllib", "http", "ftplib", "smtplib"}:
        raise SystemExit(f"{event}: the network was asked for")

sys.addaudithook(guard)
from policycheck.cli import main
main()
"""


def start(*arguments: str, program: str = "", **environment: str) -> tuple[int, bytes]:
    """The status and the bytes of stdout of the command as a process."""
    how = ["-c", program] if program else ["-m", "policycheck"]
    done = subprocess.run(
        [sys.executable, *how, *arguments], cwd=ROOT, capture_output=True, check=False,
        env={**os.environ, "COLUMNS": "80", "PYTHONUTF8": "1", **environment},
    )  # fmt: skip
    assert done.stderr == b""
    return done.returncode, done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("validate", AERIS, EXAMPLE, *DAY, "-f", "json"),
        ("diff", AERIS, "policies/aeris/proposed.yaml", *DAY),
        ("table", "ccpa", EXAMPLE, *DAY),
        ("trace", EXAMPLE),
        ("explain", "gdpr/purpose-without-legal-basis"),
    ],
    ids=lambda arguments: str(arguments[0]),
)
def test_nothing_asks_for_the_network(arguments: tuple[str, ...]) -> None:
    status, out = start(*arguments, program=GUARDED)

    assert status in {0, 1}
    assert out


def test_the_guard_sees_who_asks() -> None:
    asks = GUARDED.replace("main()", "import socket; socket.socket()")
    done = subprocess.run(
        [sys.executable, "-c", asks], capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert "socket.__new__: the network was asked for" in done.stderr


@pytest.mark.parametrize(
    "format_", ["text", "json", "sarif", "junit", "github", "gitlab", "markdown"]
)
def test_the_same_input_gives_the_same_bytes(format_: str) -> None:
    """Whatever the seed of the hashes, the locale and the number of processes."""
    arguments = ("validate", AERIS, EXAMPLE, *DAY, "-f", format_, "--notes")

    first = start(*arguments, "-j1", PYTHONHASHSEED="1", LC_ALL="C", TZ="UTC")
    second = start(
        *arguments, "-j2", PYTHONHASHSEED="2", LC_ALL="tr_TR.UTF-8", TZ="Asia/Tokyo"
    )

    assert first == second
    assert first[1]


class Terminal(StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        """Say so."""
        return True


@pytest.mark.parametrize(
    ("choice", "environment", "on_terminal", "in_pipe"),
    [
        (Colour.AUTO, {}, True, False),
        (Colour.AUTO, {"NO_COLOR": "1"}, False, False),
        (Colour.AUTO, {"NO_COLOR": ""}, True, False),
        (Colour.AUTO, {"FORCE_COLOR": "1"}, True, True),
        (Colour.AUTO, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
        (Colour.AUTO, {"TERM": "dumb"}, False, False),
        (Colour.AUTO, {"TERM": "dumb", "FORCE_COLOR": "1"}, True, True),
        (Colour.ALWAYS, {"NO_COLOR": "1"}, True, True),
        (Colour.NEVER, {"FORCE_COLOR": "1"}, False, False),
    ],
)
def test_colour_is_as_asked(
    choice: Colour,
    environment: dict[str, str],
    *,
    on_terminal: bool,
    in_pipe: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert is_coloured(choice, Terminal()) is on_terminal
    assert is_coloured(choice, StringIO()) is in_pipe


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipe that breaks like this")
def test_a_reader_that_stops_reading_is_no_error() -> None:
    """The status is that of the check, and nothing is said."""
    with subprocess.Popen(
        [sys.executable, "-m", "policycheck", "validate", AERIS, *DAY, "--notes"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        err = process.stderr.read()

    assert (process.returncode, err) == (1, b"")


def test_a_shell_completes_formats_rules_and_kinds_of_change() -> None:
    assert formats_known("j") == ["json", "junit"]
    assert explained_ids("diff/purpose-added") == [
        "diff/purpose-added",
        "diff/purpose-added-with-data",
    ]
    assert explained_ids("gdpr/purpose-without-l") == [
        "gdpr/purpose-without-legal-basis"
    ]
