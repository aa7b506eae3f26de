"""`python -m fuzz --minutes 10`: every attempt in turn, round after round.

What fails once is kept in `.fuzz` and tried first the next time. `--plant BUG` puts in
one of the bugs of `planted.py`, which must be found.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.database import DirectoryBasedExampleDatabase

from fuzz.attempts import ATTEMPTS, Attempt
from fuzz.planted import BUGS, planted

_CORPUS = Path(__file__).parent.parent / ".fuzz"


def attempt(name: str, tried: Counter[str], *, start: int, examples: int) -> None:
    """Try some inputs of one attempt; raises what the first failing one raises."""
    one: Attempt = ATTEMPTS[name]

    def check(value: object) -> None:
        tried[name] += 1
        one.holds(value)

    check.__qualname__ = name  # the corpus is kept by it
    bounded = settings(
        max_examples=examples,
        deadline=None,
        database=DirectoryBasedExampleDatabase(_CORPUS),
        suppress_health_check=list(HealthCheck),
        phases=[Phase.reuse, Phase.generate, Phase.shrink],
    )
    bounded(seed(start)(given(one.inputs)(check)))()


def main() -> int:
    """Fuzz until the time is over or something is found; the status is 1 then."""
    asked = argparse.ArgumentParser(prog="python -m fuzz")
    asked.add_argument("--minutes", type=float, default=10)
    chance = random.SystemRandom().randrange(2**32)
    asked.add_argument("--seed", type=int, default=chance)
    asked.add_argument("--plant", choices=sorted(BUGS))
    given_ = asked.parse_args()
    until = time.monotonic() + given_.minutes * 60
    tried: Counter[str] = Counter()
    turn = given_.seed
    print(f"seed {turn}", flush=True)
    with planted(given_.plant):
        while time.monotonic() < until:
            for name in ATTEMPTS:
                turn += 1
                try:
                    attempt(name, tried, start=turn, examples=100)
                except Exception:  # noqa: BLE001 - found: hypothesis tells the input
                    sys.excepthook(*sys.exc_info())
                    print(f"{name}: found after {tried[name]} inputs, seed {turn}")
                    return 1
                if time.monotonic() > until:
                    break
    for name, count in tried.items():
        print(f"{count:>9}  {name}")
    print(f"{tried.total():>9}  inputs, nothing found")
    return 0


if __name__ == "__main__":
    sys.exit(main())
