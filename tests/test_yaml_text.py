"""Policies are written as YAML a person likes to read, and read back unchanged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policycheck import source
from policycheck.reports import harmless
from policycheck.yaml_text import write

ROOT = Path(__file__).parent.parent

words = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.text(alphabet=" \n\t\"'\\:#-,[]{}ab1\x00\u2028\u00e9|>&*!%@`?~=<.0_x"),
    st.sampled_from(
        ["no", "1.10", "2026-01-01", "1:2", "null", "~", ".inf", "=", "<<"]
    ),
    st.lists(st.sampled_from(["word", "", "x:", "#", '"', "\\", "long" * 9])).map(
        " ".join
    ),
)
values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**17), 10**17), words),
    lambda inner: st.one_of(
        st.lists(inner, max_size=5), st.dictionaries(words, inner, max_size=5)
    ),
    max_leaves=20,
)


@given(st.dictionaries(words, values, min_size=1))
def test_what_is_written_is_read_back(data: dict[str, Any]) -> None:
    document = source.read("policy.yaml", write(data).encode())

    assert (document.faults, document.data) == ((), data)


@pytest.mark.parametrize("name", ["example", "aeris"])
def test_a_real_policy_survives(name: str) -> None:
    raw = (ROOT / f"policies/{name}/policy.yaml").read_bytes()
    data = source.read("policy.yaml", raw).data

    assert source.read("policy.yaml", write(data).encode()).data == data


def test_the_layout_is_what_a_person_would_write() -> None:
    data = {
        "policycheck": 1,
        "policy": {
            "id": "shop",
            "title": "Shop: a policy",
            "effective": "2026-07-01",
        },
        "controllers": {"shop": {"name": "Shop GmbH", "country": "NO"}},
        "flags": [True, None, -3],
        "empty": {"list": [], "map": {}},
        "text": "First line.\nSecond line.\n",
        "matrix": [["a" * 60, "b" * 60], [["c"]]],
        "activities": [
            {
                "id": "orders",
                "data_categories": ["email"],
                "quote": "word " * 25 + "end",
            },
            {"id": "one", "purposes": ["run"]},
            [],
            {},
        ],
        "k" * 600: "long",
    }

    assert write(data, "A comment\n\non lines") == (
        "# A comment\n"
        "#\n"
        "# on lines\n"
        "policycheck: 1\n"
        "policy:\n"
        "  id: shop\n"
        '  title: "Shop: a policy"\n'
        "  effective: 2026-07-01\n"
        "controllers:\n"
        '  shop: {name: Shop GmbH, country: "NO"}\n'
        "flags: [true, null, -3]\n"
        "empty:\n"
        "  list: []\n"
        "  map: {}\n"
        "text: |\n"
        "  First line.\n"
        "  Second line.\n"
        "matrix:\n"
        "  -\n"
        f"    - {'a' * 60}\n"
        f"    - {'b' * 60}\n"
        "  - [[c]]\n"
        "activities:\n"
        "  - id: orders\n"
        "    data_categories: [email]\n"
        '    quote: "' + "word " * 16 + "word\n"
        "      " + "word " * 8 + 'end"\n'
        "  - {id: one, purposes: [run]}\n"
        "  - []\n"
        "  - {}\n"
        f'? "{"k" * 600}"\n'
        ": long\n"
    )


def test_what_a_report_shows_as_an_escape_is_one_in_a_policy() -> None:
    """What nobody would see in a terminal nobody sees in an editor."""
    unseen = [
        each
        for each in map(chr, range(0x110000))
        if harmless.line(each) != each
        and each != "\n"
        and not "\ud800" <= each <= "\udfff"
    ]
    raw = [each for each in unseen if each in write({"a": f"b{each}c"})[:-1]]

    assert len(unseen) > 4000
    assert raw == []
