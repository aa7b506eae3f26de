"""Patterns of paths: what they mean, and that stars cost nothing."""

from __future__ import annotations

import re
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policycheck.path_patterns import pattern_of


@pytest.mark.parametrize(
    ("pattern", "matches", "misses"),
    [
        ("policies", ["policies/a.yaml", "policies/b/a.yaml"], ["old/policies/a.yaml"]),
        (
            "policies/*.yaml",
            ["policies/a.yaml"],
            ["policies/b/a.yaml", "policies/a.yml"],
        ),
        ("**/a.yaml", ["a.yaml", "x/y/a.yaml"], ["x/ba.yaml"]),
        ("policies/**", ["policies/b/a.yaml"], ["a.yaml"]),
        ("a?.yaml", ["ab.yaml"], ["a/.yaml", "a.yaml"]),
        ("a.yaml", ["a.yaml"], ["axyaml"]),
        ("/p/", ["p/a.yaml"], ["q/a.yaml"]),
    ],
)
def test_patterns(pattern: str, matches: list[str], misses: list[str]) -> None:
    compiled = pattern_of(pattern)

    assert all(compiled.match(each) for each in matches)
    assert not any(compiled.match(each) for each in misses)


def _as_an_expression(pattern: str) -> re.Pattern[str]:
    """What a pattern means, the slow way."""
    wild = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern.strip("/"))
    words = "".join(wild.get(part) or re.escape(part) for part in parts)
    return re.compile(f"{words}(?:/.*)?\\Z", re.DOTALL)


@given(
    st.lists(st.sampled_from(["a", "b", "/", "*", "**", "**/", "?"]), max_size=6),
    st.text("ab/*?\n", max_size=7),
)
@settings(max_examples=300, derandomize=True, deadline=None, database=None)
def test_a_pattern_means_what_its_expression_does(words: list[str], path: str) -> None:
    pattern = "".join(words)
    expected = _as_an_expression(pattern).match(path) is not None

    assert pattern_of(pattern).match(path) is expected


@pytest.mark.parametrize("stars", ["**a", "*a", "**/a/", "*?", "*"])
def test_a_pattern_of_stars_is_matched_in_bounded_time(stars: str) -> None:
    started = process_time()

    assert not pattern_of(stars * 500 + "b").match("a" * 4_000)
    assert process_time() - started < 1
