"""Publish an edition: write every rule that no edition has yet into editions.json.

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
    known = {name: ids for name, ids in editions.editions().items() if name != edition}
    old = {id_ for ids in known.values() for id_ in ids}
    known[edition] = [
        each.rule.id
        for each in every_rule(date(2026, 11, 23))
        if each.rule.id not in old and each.rule.stability is not Stability.PREVIEW
    ]
    return json.dumps(known, indent=1) + "\n"


if __name__ == "__main__":
    PATH.write_text(text(sys.argv[1]), encoding="utf-8")
