"""Try the importers on a folder of other people's documents: `make corpora`.

Usage: python scripts/corpora.py FOLDER, with FOLDER/tilt/*.json and FOLDER/fides/*.yml.
Every TILT document is read both ways; what an export gives back must be equal to it,
and the policy must pass the schema. The status is 1 where one does not.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from policycheck import schema, source
from policycheck.document import Document
from policycheck.interop import fides, tilt_in, tilt_out
from policycheck.interop.loss import Imported, Kind
from policycheck.interop.overlay import is_same, tidied
from policycheck.location import ROOT
from policycheck.policy import build
from policycheck.policy.attaching import Counts, counts
from policycheck.yaml_text import write


def main(folder: Path) -> int:
    """Print one line for each document, then the totals."""
    failed = documents = without_all = total_all = 0
    print(f"{'document':44} {'entries':>7} {'purposes':>8} {'bare':>5}  notes")
    for path in sorted((folder / "tilt").rglob("*.json")):
        raw = path.read_bytes()
        for index, imported in enumerate(tilt_in.read(path.name, raw)):
            if imported.document.faults:
                print(f"{path.name:44} {imported.document.faults[0].message}")
                continue
            counted = counts(build(imported.document.data))
            documents += 1
            without_all += counted.without_basis
            total_all += counted.purposes
            print(_line(path.name, imported, counted))
            whole = tilt_in.read(path.name, raw, lossless=True)[index]
            for fault in (*_faults(imported, index, raw), *_faults(whole, index, raw)):
                failed += 1
                print(f"{path.name}: {fault}")
    print(f"{documents} documents, {without_all} of {total_all} purposes without basis")
    failed += _fides(folder / "fides")
    print(f"{failed} failures")
    return int(failed > 0)


def _line(name: str, imported: Imported, counted: Counts) -> str:
    kinds = [note.kind for note in imported.notes]
    told = ", ".join(f"{kinds.count(kind)} {kind.value}" for kind in Kind)
    stated = f"{counted.activities:7} {counted.purposes:8} {counted.without_basis:5}"
    return f"{name:44} {stated}  {told}"


def _faults(imported: Imported, index: int, raw: bytes) -> Iterator[str]:
    data = imported.document.data
    for rule, problem in schema.problems(data):
        yield f"{rule} at {problem.at}: {problem.message}"
    back = source.read("policy.yaml", write(data).encode())
    if back.faults or not is_same(back.data, data):
        yield "the YAML does not read back"
        return
    original = json.loads(raw)
    original = original[index] if isinstance(original, list) else original
    made = json.loads(json.dumps(tilt_out.export(back.data)))
    if "lossless" not in data.get("x-tilt", {}):
        made, original = _tidy(made), _tidy(original)
    if not is_same(made, original):
        yield "the export is not equal to the document"


def _tidy(value: Any) -> Any:
    return tidied(value, ROOT, ROOT, {})


def _fides(folder: Path) -> int:
    files = [path for path in sorted(folder.rglob("*.yml")) if _is_manifest(path)]
    if not files:
        return 0
    manifest = fides.read([(path.name, path.read_bytes()) for path in files])
    problems = schema.problems(manifest.data)
    for rule, problem in problems:
        print(f"fides: {rule} at {problem.at}: {problem.message}")
    activities, notes = manifest.data.get("activities", []), manifest.notes
    print(
        f"fides: {len(files)} files, {len(activities)} activities, {len(notes)} notes"
    )
    return len(problems)


def _is_manifest(path: Path) -> bool:
    document: Document = source.read(path.name, path.read_bytes())
    return not document.faults and isinstance(document.data, dict)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
