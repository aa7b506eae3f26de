"""What people would use instead: each in an environment of its own, and made to work.

A peer that fails at once is very fast: every command is tried before it is timed, and
must end with the status and say the words that show that it read and checked it all.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
PACKAGES: Final = {
    "policycheck": (str(ROOT),),
    "check-jsonschema": ("check-jsonschema==0.39.0",),
    "libraries": ("pyyaml==6.0.3", "jsonschema==4.26.0", "jsonschema-rs==0.60.3"),
}
"""The environments of Python; policycheck is installed as its users install it."""
AJV: Final = ("ajv-cli@5.0.0", "js-yaml@4.1.0")

LOAD: Final = """\
import sys, yaml
for path in sys.argv[1:]:
    yaml.load(open(path).read(), yaml.CSafeLoader)
"""
_LIBRARY: Final = """\
import json, sys, yaml, {module}
validator = {module}.Draft202012Validator(json.load(open("policy.schema.json")))
valid = 0
for path in sys.argv[1:]:
    valid += validator.is_valid(yaml.load(open(path).read(), yaml.CSafeLoader))
print(valid, "valid")
"""
JSONSCHEMA: Final = _LIBRARY.format(module="jsonschema")
JSONSCHEMA_RS: Final = _LIBRARY.format(module="jsonschema_rs")


@dataclass(frozen=True)
class Command:
    """A command, what shows that it did its work, and how the page writes it."""

    argv: tuple[str, ...]
    written: str
    says: str = ""
    status: int = 0


@dataclass(frozen=True)
class Run:
    """One run: seconds of the clock and of the processors, peak resident megabytes."""

    wall: float
    cpu: float
    megabytes: float


def install(folder: Path) -> None:
    """Make the environments that are not there; ours is always made anew."""
    # A repository of its own: policycheck leaves out of a folder what git ignores, and
    # where this one is made inside the project, git does.
    subprocess.run(["git", "init", "-q", folder], check=True)
    for name, packages in PACKAGES.items():
        environment = folder / name
        if not environment.exists():
            subprocess.run([sys.executable, "-m", "venv", environment], check=True)
        elif name != "policycheck":
            continue
        again = ["--force-reinstall", "--no-deps"] if name == "policycheck" else []
        pip = [environment / "bin/python", "-m", "pip", "install", "-q"]
        subprocess.run([*pip, *packages], check=True, cwd=folder)
        if again:
            subprocess.run([*pip, *again, *packages], check=True, cwd=folder)
    node = folder / "ajv"
    if not node.exists():
        node.mkdir()
        npm = ["npm", "install", "--silent", "--prefix", node, *AJV]
        subprocess.run(npm, check=True, cwd=folder)
    schema = (ROOT / "schemas/policy.schema.json").read_bytes()
    (folder / "policy.schema.json").write_bytes(schema)


def versions(folder: Path) -> list[str]:
    """What was measured, with its version."""
    asked = (
        "import json, platform, sys; from importlib.metadata import version;"
        "print(json.dumps([platform.python_version(),"
        "*(f'{name} {version(name)}' for name in sys.argv[1:])]))"
    )
    names = {
        "policycheck": ("policycheck", "typer", "PyYAML", "jsonschema-rs"),
        "libraries": ("jsonschema",),
        "check-jsonschema": ("check-jsonschema",),
    }
    found: list[str] = []
    for environment, packages in names.items():
        python, *rest = json.loads(
            _said([f"{environment}/bin/python", "-c", asked, *packages], folder)
        )
        found += [f"Python {python}", *rest] if not found else rest
    node = _said(["node", "--version"], folder).strip()
    ajv = json.loads((folder / "ajv/node_modules/ajv/package.json").read_text())
    return [*found, f"Node {node}", *AJV, f"ajv {ajv['version']}"]


def _said(command: list[str], folder: Path) -> str:
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout


def prove(command: Command, folder: Path) -> None:
    """Stop unless the command does what it is timed for."""
    done = subprocess.run(
        command.argv, cwd=folder, capture_output=True, text=True, check=False
    )
    said = done.stdout + done.stderr
    if done.returncode != command.status or command.says not in said:
        message = f"{command.written}: status {done.returncode}\n{said[-2000:]}"
        raise SystemExit(message)


def once(command: Command, folder: Path) -> Run:
    """Run a command to its end; it must end as it did when it was tried."""
    start = time.perf_counter()
    with Path(os.devnull).open("wb") as sink:
        process = subprocess.Popen(command.argv, stdout=sink, stderr=sink, cwd=folder)
        _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != command.status:
        message = f"{command.written}: status {process.returncode}"
        raise SystemExit(message)
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
