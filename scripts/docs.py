"""Write what rules, fixtures and the schema make: examples.json, and two pages."""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from difflib import unified_diff
from pathlib import Path

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "src/policycheck/examples.json"
RULES = ROOT / "docs/rules.md"
KEYS = ROOT / "docs/policy.md"
_MARK = re.compile(r" *# *findings?: .*$", re.MULTILINE)


def example(folder: Path) -> str:
    """What turns a rule's passing policy into its failing one, as a diff."""
    passing, failing = (
        _MARK.sub("", (folder / name).read_text()).splitlines(keepends=True)
        for name in ("pass.yaml", "fail.yaml")
    )
    lines = list(unified_diff(passing, failing, "passes", "fails", n=2))
    return "".join(line for line in lines if not line.startswith("@@"))


def examples() -> str:
    """The text of examples.json."""
    folders = sorted(path.parent for path in ROOT.glob("tests/rules/*/*/fail.yaml"))
    found = {
        f"{folder.parent.name}/{folder.name}": example(folder)
        for folder in folders
        if (folder / "pass.yaml").exists()
    }
    return json.dumps(found, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def page() -> str:
    """The text of docs/rules.md, from the examples as they stand on disk."""
    from policycheck.reports.rules import markdown  # noqa: PLC0415 - after examples.json
    from policycheck.rulebook import every_rule, unchecked  # noqa: PLC0415

    return markdown(every_rule(date(2026, 11, 23)), unchecked())


if __name__ == "__main__":
    import keys

    EXAMPLES.write_text(examples(), encoding="utf-8")
    RULES.parent.mkdir(exist_ok=True)
    RULES.write_text(page(), encoding="utf-8")
    KEYS.write_text(keys.page(), encoding="utf-8")
    sys.exit(0)
