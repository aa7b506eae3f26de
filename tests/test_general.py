"""Which general statements are about an activity."""

from __future__ import annotations

import random
import time
from typing import Any

import pytest

from policycheck.policy import Policy, build

CATALOGUES = ("data_categories", "purposes", "activities")


def policy(abouts: list[Any], activities: list[dict[str, Any]]) -> Policy:
    general = [
        {"id": f"g{index}", "about": about, "retention": [{"max": "P1Y"}]}
        for index, about in enumerate(abouts)
    ]
    return build(
        {
            "policycheck": 1,
            "policy": {"id": "x", "title": "X"},
            "controllers": {"x": {"name": "X"}},
            "general": general,
            "activities": activities,
        }
    )


@pytest.mark.parametrize("seed", range(20))
def test_a_statement_is_about_what_each_of_its_lists_names(seed: int) -> None:
    """Compared with trying every statement on every activity."""
    chance = random.Random(seed)  # noqa: S311 - no secret

    def some(letter: str) -> list[str]:
        return [f"{letter}{chance.randrange(6)}" for _ in range(chance.randint(1, 3))]

    activities = [
        {"id": f"a{index}", "data_categories": some("d"), "purposes": some("p")}
        for index in range(6)
    ]
    abouts: list[Any] = [
        {key: some(key[0]) for key in CATALOGUES if chance.random() < 0.5} or "all"
        for _ in range(12)
    ]
    made = policy(abouts, activities)

    for activity, raw in zip(made.activities, activities, strict=True):
        names = {**raw, "activities": [raw["id"]]}
        assert [each.id for each in made.general_about(activity)] == [
            f"g{index}"
            for index, about in enumerate(abouts)
            if about == "all"
            or all(set(ids) & set(names[k]) for k, ids in about.items())
        ]


def test_twice_the_statements_and_activities_take_about_twice_the_time() -> None:
    def seconds(many: int) -> float:
        made = policy(
            [{"data_categories": [f"d{index}"]} for index in range(many)],
            [{"id": f"a{n}", "data_categories": [f"d{n}"]} for n in range(many)],
        )
        start = time.process_time()
        found = [made.general_about(each) for each in made.activities]
        taken = time.process_time() - start
        assert [[each.id for each in some] for some in found] == [
            [f"g{index}"] for index in range(many)
        ]
        return taken

    assert min(seconds(3200) for _ in range(3)) < 30 * max(seconds(400), 0.001)
