"""docs/security.md names the tests that try each promise, and these exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/security.md").read_text()
NAMED = re.compile(r"`(test_[a-z_]+\.py)::(test_[a-z_0-9]+)`")


def defined_in(name: str) -> set[str]:
    tree = ast.parse((ROOT / "tests" / name).read_text())
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_test_that_the_page_names_exists() -> None:
    named = set(NAMED.findall(PAGE))

    assert len(named) > 30
    assert [each for each in sorted(named) if each[1] not in defined_in(each[0])] == []


def test_every_promise_names_a_test() -> None:
    promised = PAGE[PAGE.index("## What is promised") : PAGE.index("## What is not")]
    rows = [line for line in promised.splitlines() if line.startswith("| ")]
    promises = [row for row in rows if not row.startswith("| promise")]

    assert len(promises) > 12
    assert [row for row in promises if not NAMED.search(row)] == []


def test_every_hostile_suite_is_named() -> None:
    suites = {
        "test_hostile_input.py", "test_output_safety.py", "test_linear.py",
        "test_no_side_effects.py", "test_yaml_meaning.py", "test_fuzz.py",
        "test_limits.py",
    }  # fmt: skip

    assert suites <= {name for name, _ in NAMED.findall(PAGE)}
