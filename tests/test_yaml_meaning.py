"""Where YAML 1.1 and 1.2 differ, and where readers do: one meaning, or a place.

Plain words are null, true, false and integers, and text otherwise, whatever YAML 1.1 or
the schema of YAML 1.2 make of them: that alone is our own choice.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import pytest

from policycheck import schema
from policycheck.source import read

ROOT = Path(__file__).parent.parent
TEXT_HERE = [
    "yes", "No", "on", "OFF", "y", "N", "NO",  # booleans of YAML 1.1
    "012", "0o14", "0x1F", "0b101", "1_000", "+12", "190:20:30", "00",  # its integers
    "1.10", "1e3", ".5", "6.8523015e+5", ".inf", "-.INF", ".NaN",  # floats of both
    "2001-12-14", "2001-12-14t21:59:43.10-05:00", "12:30",  # its times
    "=", "<<", "nULL", "tRUE", "1234567890123456789",
]  # fmt: skip


def handles(many: int) -> str:
    """Directives, each of a handle of its own."""
    return "".join(f"%TAG !a{each}! x\n" for each in range(many))


@pytest.mark.parametrize("word", TEXT_HERE)
def test_a_plain_word_that_readers_disagree_on_is_text(word: str) -> None:
    document = read("p.yaml", f"a: {word}\nb: [{word}]\n".encode())

    assert (document.faults, document.data) == ((), {"a": word, "b": [word]})


MEANINGS: list[tuple[str, object]] = [
    # JSON is YAML 1.2 and was not YAML 1.1
    ('{"a":1}', {"a": 1}),
    ('{"a":b}', {"a": "b"}),
    ('{"a":[1,2],"b":{}}', {"a": [1, 2], "b": {}}),
    (r'a: "x\/y"', {"a": "x/y"}),
    # colons, dashes and questions inside of words
    ("{a:1}", {"a:1": None}),
    ("[a:b, http://x/y, a?b]", ["a:b", "http://x/y", "a?b"]),
    ("{u: http://x/y}", {"u": "http://x/y"}),
    ("- -x\n- ?x\n- :x", ["-x", "?x", ":x"]),
    ("a: b#c", {"a": "b#c"}),
    ("a: b #c", {"a": "b"}),
    ("a:b", "a:b"),
    ("a:\tb", {"a": "b"}),
    # keys and items
    ("[a: b]", [{"a": "b"}]),
    ("[? a : b]", [{"a": "b"}]),
    ("? a\n? b", {"a": None, "b": None}),
    ("- ? a\n  : b", [{"a": "b"}]),
    ('"": a', {"": "a"}),
    ("[a,]", ["a"]),
    ("{a: 1,}", {"a": 1}),
    ("a:\n- b\n- c", {"a": ["b", "c"]}),
    ("-\n- a", [None, "a"]),
    ("{<<: {a: 1}}", {"<<": {"a": 1}}),
    # texts of several lines
    ("a: |2\n   x\n  y\n", {"a": " x\ny\n"}),
    ("a: |+\n x\n\nb: 1", {"a": "x\n\n", "b": 1}),
    ("a: |-\n x\n\n", {"a": "x"}),
    ("a: >-\n x\n y\n\n z\n", {"a": "x y\nz"}),
    ("a: >\n\n b\n", {"a": "\nb\n"}),
    ("a: x\n  y\n\n  z", {"a": "x y\nz"}),
    ('a: "x\n\n  y\\\n  z"', {"a": "x\nyz"}),
    ("a: 'it''s\n  b'", {"a": "it's b"}),
    # escapes, which name characters that may not stand there themselves
    (r'a: "\x41\e\_\N\L\P\U0001F600"', {"a": "A\x1b\xa0\x85\u2028\u2029\U0001f600"}),
    # directives and ends
    ("%YAML 1.1\n---\na: yes", {"a": "yes"}),
    ("%YAML 1.2\n---\na: yes", {"a": "yes"}),
    (f"{handles(100)}---\na: b", {"a": "b"}),
    ("--- a\n...\n# c\n", "a"),
    ("! a: b", {"a": "b"}),
    ("a: !<tag:yaml.org,2002:str> 1", {"a": "1"}),
    ("\ufeffa: 1", {"a": 1}),
]


@pytest.mark.parametrize(("text", "meaning"), MEANINGS, ids=[t for t, _ in MEANINGS])
def test_a_document_is_read_as_its_meaning(text: str, meaning: object) -> None:
    document = read("p.yaml", text.encode())

    assert (document.faults, document.data) == ((), meaning)


REFUSALS: list[tuple[str, str, int, int]] = [
    # what YAML 1.2 allows and this reader does not: never read as something else
    ("&a.b x: *a.b", "syntax", 1, 3),
    ("a: &é 1\nb: *é", "syntax", 1, 5),
    (": a", "syntax", 1, 1),
    ("%FOO x\n---\na: 1", "syntax", 1, 5),
    ('a: "\\ud83d\\ude00"', "syntax", 1, 7),
    ("[a, b]: c", "key-not-text", 1, 1),
    ("a: x\u2028y", "line-separator", 1, 5),
    ("a: x\x85y", "line-separator", 1, 5),
    ("a: !!int 1", "tag", 1, 4),
    ("a: !local 1", "tag", 1, 4),
    ("a: 1\n---\nb: 2", "several-documents", 2, 1),
    # libyaml compares each handle with those before it
    (f"{handles(100)}\n%TAG !b! x\n---\na: b", "tag", 102, 1),
    (f"a: 1\r...\r{handles(101)}---\ra: b", "tag", 103, 1),
    # what it does not allow either
    ("%YAML 2.0\n---\na: 1", "syntax", 1, 1),
    ("a: 1\na: 2", "duplicate-key", 2, 1),
    ("a: 1\n'a': 2", "duplicate-key", 2, 1),
    ('"a":b', "syntax", 1, 4),
    ("[a, , b]", "syntax", 1, 5),
    ("a: - b", "syntax", 1, 4),
    ("a: b: c", "syntax", 1, 5),
    (f"{'k' * 1025}: 1", "syntax", 1, 1026),
    ("a: @x", "syntax", 1, 4),
    ("a: `x", "syntax", 1, 4),
    ("a: %x", "syntax", 1, 4),
    (r'a: "\q"', "syntax", 1, 5),
    ("a:\n\tb: 1", "syntax", 2, 1),
    ("a: *x", "unknown-alias", 1, 4),
    ("a: 1\n\ufeffb: 2", "syntax", 2, 2),
]


@pytest.mark.parametrize(
    ("text", "kind", "line", "column"), REFUSALS, ids=[t[:20] for t, *_ in REFUSALS]
)
def test_what_is_not_read_is_refused_at_its_place(
    text: str, kind: str, line: int, column: int
) -> None:
    [fault] = read("p.yaml", text.encode()).faults

    assert (fault.kind, fault.span.line, fault.span.column) == (kind, line, column)


# --- one verdict of two validators


def _policies() -> list[Path]:
    tests = ROOT / "tests"
    return [
        *sorted((ROOT / "policies").glob("*/*.yaml")),
        *sorted((tests / "fixtures").glob("**/*.yaml")),
        *sorted((tests / "rules").glob("*/*/*.yaml")),
    ]


def test_both_validators_agree_on_every_fixture_and_on_each_made_wrong() -> None:
    """Each as it stands, without a key, with a spoilt one, and with an unknown one."""
    whole: dict[str, Any] = json.loads(schema.text())
    compiled = jsonschema_rs.Draft202012Validator(whole)
    other = jsonschema.Draft202012Validator(whole)
    verdicts = {True: 0, False: 0}
    for number, path in enumerate(_policies()):
        data = read(path.name, path.read_bytes()).data
        if not isinstance(data, dict):
            continue
        key = list(data)[number % len(data)]
        without = {name: value for name, value in data.items() if name != key}
        for each in (data, without, {**data, key: 7}, {**data, "unknown": data[key]}):
            verdict = compiled.is_valid(each)
            verdicts[verdict] += 1
            if number % 6 == 0:
                assert other.is_valid(each) is verdict, (path, key)

    assert min(verdicts.values()) > 500
