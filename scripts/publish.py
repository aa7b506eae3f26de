"""Publish an edition: write what is new in the rules into editions.json.

That is every rule that no edition has yet, and each whose severity changed.

`python scripts/publish.py 2027.1` is part of a release; docs/versioning.md says when.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

from policycheck import editions
from policycheck.rule import Stability
from policycheck.rulebook import every_rule

PATH = Path(__file__).parent.parent / "src/policycheck/editions.json"


def text(edition: str) -> str:
    """The file with the edition; one that is there already is written anew."""
    known = {
        name: rules for name, rules in editions.editions().items() if name != edition
    }
    before = {id_: graded for rules in known.values() for id_, graded in rules.items()}
    known[edition] = {
        each.rule.id: each.rule.severity.value
        for each in every_rule(date(2026, 11, 23))
        if each.rule.stability is not Stability.PREVIEW
        and before.get(each.rule.id) != each.rule.severity.value
    }
    return json.dumps(known, indent=1) + "\n"


if __name__ == "__main__":
    PATH.write_text(text(sys.argv[1]), encoding="utf-8")
