"""`python -m fuzz --minutes 10`: every property, long, with a saved corpus."""

from __future__ import annotations

import argparse
import sys
from contextlib import nullcontext
from pathlib import Path
from time import process_time

from hypothesis import Phase

from fuzz.campaign import Campaign, Corpus, database, run
from fuzz.plants import PLANTS
from fuzz.properties import PROPERTIES


def main() -> int:
    """Try, tell how many cases there were, and what failed; 1 where something did."""
    asked = _asked()
    campaign = Campaign(
        Corpus(asked.corpus / "inputs"), database(asked.corpus / "failing")
    )
    if asked.plant:  # to be found, and not to be made small
        campaign.phases = (Phase.generate,)
    known = len(campaign.corpus.inputs)
    planted = PLANTS[asked.plant][1]() if asked.plant else nullcontext()
    with planted:
        run(
            [PLANTS[asked.plant][0]] if asked.plant else PROPERTIES,
            campaign,
            seconds=asked.minutes * 60,
            seed=asked.seed,
        )
    for name, cases in campaign.tried.items():
        print(f"{cases:>9,}  {name}")
    grown = len(campaign.corpus.inputs)
    print(f"{sum(campaign.tried.values()):>9,}  cases in {process_time():.0f} s of CPU")
    print(f"{grown:>9,}  inputs in the corpus, {grown - known} of them new")
    for name, failure in campaign.failed.items():
        print(f"\nFAILED: {name}\n{failure}")
    if not campaign.failed:
        print("\nnothing found")
    return int(bool(campaign.failed))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--corpus", type=Path, default=Path(".fuzz"))
    parser.add_argument("--plant", choices=PLANTS, help="plant a bug that is found")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
