"""One stage of a check, once, in a process of its own: what it takes, as JSON.

    python benchmarks/stages.py STAGE FILE [FILE] [--memory]

Processor seconds, or with --memory the bytes at the peak as tracemalloc counts them.
`yaml.load` runs as in any program; ours has met a small policy before, so that the law
is loaded, and collects garbage as the command line does: hardly ever.
"""

from __future__ import annotations

import json
import sys
import time
import tracemalloc
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import yaml
from generate import Shape, policy, prose, shaped

_SMALL: Final = policy(200)
_NAMED: Final = ("  serves_as:", "  text: prose.md\n  serves_as:")
GROWTH: Final = {
    "activities": (Shape(400, 100, 100), Shape(800, 100, 100)),
    "categories": (Shape(200, 800, 100), Shape(200, 1600, 100)),
    "recipients": (Shape(200, 100, 800), Shape(200, 100, 1600)),
    "quotes": (Shape(200, 100, 100, 2_000), Shape(200, 100, 100, 4_000)),
    "all of them": (Shape(350, 350, 350), Shape(700, 700, 700)),
}
"""What is doubled, with the rest kept."""


def load(path: str) -> Callable[[], object]:
    """Parse with PyYAML's C loader, as anyone would."""
    text = Path(path).read_text()
    return lambda: yaml.load(text, yaml.CSafeLoader)


def load_twice(old: str, new: str) -> Callable[[], object]:
    """Parse two files."""
    texts = [Path(path).read_text() for path in (old, new)]
    return lambda: [yaml.load(text, yaml.CSafeLoader) for text in texts]


def events(path: str) -> Callable[[], object]:
    """Libyaml's events, each made a Python object and dropped: the floor of reading."""
    text = Path(path).read_text()
    return lambda: deque(iter(yaml.CSafeLoader(text).get_event, None), maxlen=0)


def read(path: str) -> Callable[[], object]:
    """Parse with positions."""
    from policycheck.source import read as read_policy

    raw = Path(path).read_bytes()
    return lambda: read_policy("policy.yaml", raw)


def valid(path: str) -> Callable[[], object]:
    """Hold what was parsed to the schema."""
    from policycheck import schema

    data = _document(path).data
    return lambda: schema.problems(data)


def build(path: str) -> Callable[[], object]:
    """Make the model of what was parsed."""
    from policycheck.policy import build as build_policy

    data = _document(path).data
    return lambda: build_policy(data)


def unjudged(path: str) -> Callable[[], object]:
    """Parse, schema and model: what a check takes before any rule has run."""
    from policycheck import schema
    from policycheck.policy import build as build_policy

    def work() -> None:
        data = _document(path).data
        schema.problems(data)
        build_policy(data)

    build_policy(_document(path).data)
    return work


def check(path: str) -> Callable[[], object]:
    """Parse, schema, model, and every rule of every regime the policy names."""
    return _checked(Path(path).read_bytes(), None)


def compare(old: str, new: str) -> Callable[[], object]:
    """What changed between two versions that are parsed."""
    from policycheck.cli.options import today
    from policycheck.diff import compare as compare_versions

    documents = [_document(path) for path in (old, new)]
    return lambda: compare_versions(*documents, as_of=today())


def grown(what: str, size: str) -> Callable[[], object]:
    """A check of a policy with so many of one thing; `size` is 0, or 1 for twice."""
    shape = GROWTH[what][int(size)]
    text = shaped(shape)
    if not shape.quotes:
        return _checked(text.encode(), None)
    return _checked(text.replace(*_NAMED, 1).encode(), prose(shape))


STAGES: Final[dict[str, Callable[..., Callable[[], object]]]] = {
    each.__name__: each
    for each in (
        load, load_twice, events, read, valid, build, unjudged, check, compare, grown,
    )
}  # fmt: skip


def _document(path: str) -> Any:
    from policycheck.source import read as read_policy

    return read_policy("policy.yaml", Path(path).read_bytes())


def _checked(raw: bytes, words: str | None) -> Callable[[], object]:
    from policycheck import engine
    from policycheck.cli.options import today
    from policycheck.files import Prose
    from policycheck.source import read as read_policy

    day = today()
    engine.check(read_policy("small.yaml", _SMALL.encode()), as_of=day)
    told = None if words is None else lambda name: Prose(name, words)
    return lambda: engine.check(read_policy("policy.yaml", raw), as_of=day, prose=told)


def measured(work: Callable[[], object], *, memory: bool) -> Iterator[float]:
    """What one run takes."""
    if memory:
        tracemalloc.start()
        work()
        yield tracemalloc.get_traced_memory()[1]
    else:
        start = time.process_time()
        work()
        yield time.process_time() - start


if __name__ == "__main__":
    from policycheck.cli import collect_rarely

    stage, *rest = [each for each in sys.argv[1:] if each != "--memory"]
    if stage not in {"load", "load_twice"}:
        collect_rarely()
    print(json.dumps(*measured(STAGES[stage](*rest), memory="--memory" in sys.argv)))
