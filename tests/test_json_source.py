"""JSON in, data and positions out; nothing is read two ways."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policycheck import json_source
from policycheck.document import Document
from policycheck.limits import DEFAULT, Limits
from policycheck.location import ROOT, Pointer

values = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(st.characters(exclude_categories=["Cs"])),
    ),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
    max_leaves=20,
)


def read(text: str) -> Document:
    return json_source.read("policy.json", text.encode())


@given(values)
def test_what_json_writes_is_read_back(value: object) -> None:
    """Escapes or not, indented or not: the data is the same."""
    try:
        texts = [json.dumps(value), json.dumps(value, ensure_ascii=False, indent=1)]
        raw = [text.encode() for text in texts]
    except UnicodeEncodeError:
        return
    for each in raw:
        document = json_source.read("policy.json", each)
        if "half of a character" not in str(document.faults):
            assert document.data == value
            assert document.faults == ()


@given(st.binary())
def test_arbitrary_bytes_give_faults_and_no_exception(raw: bytes) -> None:
    document = json_source.read("policy.json", raw)

    assert document.faults or json.loads(raw.removeprefix(b"\xef\xbb\xbf")) is not ...


@pytest.mark.parametrize(
    ("text", "kind", "message", "place"),
    [
        ("", "empty", "the file is empty", (1, 1)),
        (" \n ", "empty", "the file is empty", (1, 1)),
        ('{"a": NaN}', "syntax", "NaN is no value of JSON", (1, 7)),
        ("[Infinity]", "syntax", "Infinity is no value of JSON", (1, 2)),
        ("[-]", "syntax", "- is no value of JSON", (1, 2)),
        ("[01]", "syntax", "01 is no value of JSON", (1, 2)),
        ("[1.]", "syntax", "1. is no value of JSON", (1, 2)),
        ("[1e999]", "syntax", "the number 1e999 is too large", (1, 2)),
        (f"[{'9' * 2000}]", "syntax", "a number longer than 1000 characters", (1, 2)),
        ("// x\n{}", "syntax", "// is no value of JSON", (1, 1)),
        ("{'a': 1}", "syntax",
         "\"'\" stands where a key in double quotes belongs", (1, 2)),
        ('{"a" 1}', "syntax", "'1' stands where a colon after the key belongs", (1, 6)),
        ('{"a":}', "syntax", "'}' stands where a value belongs", (1, 6)),
        ('{"a":1 "b":2}', "syntax", "'\"' stands where a comma or } belongs", (1, 8)),
        ("[1,\n2,\n]", "syntax",
         "a comma stands before ]; JSON ends a list without one", (2, 2)),
        ('{"a": 1,', "syntax",
         "the text ends where a key in double quotes belongs", (1, 9)),
        ('["a', "syntax", "the string that starts here does not end", (1, 2)),
        ('["a\\q"]', "syntax", "this is no escape of JSON", (1, 4)),
        ('["a\tb"]', "syntax",
         "the character U+0009 in a string is not escaped", (1, 4)),
        ('{"a": "\\ud83d"}', "syntax",
         "an escape stands for half of a character", (1, 7)),
        ("[1] 2", "syntax", "something follows the end of the JSON", (1, 5)),
        ("[" * 70, "too-deep", "nested deeper than 64 levels", (1, 65)),
        ('{"a": 1,\r\n "a": 2}', "duplicate-key", "the key 'a' is already on line 1",
         (2, 2)),
    ],
)  # fmt: skip
def test_what_is_not_json_is_a_fault_with_a_place(
    text: str, kind: str, message: str, place: tuple[int, int]
) -> None:
    (fault,) = read(text).faults

    assert (fault.kind, fault.message) == (kind, message)
    assert (fault.span.line, fault.span.column) == place


def test_the_first_of_two_keys_is_kept() -> None:
    assert read('{"a": 1, "a": 2, "b": {}, "c": []}').data == {"a": 1, "b": {}, "c": []}


def test_bytes_that_are_not_utf_8_are_told() -> None:
    document = json_source.read("x.json", b'{"a":\n "\xff"}')
    (fault,) = document.faults

    assert fault.kind == "not-utf-8"
    assert (fault.message, fault.span.line) == ("the byte 0xFF is not UTF-8", 2)
    assert document.line(2) == ' "\ufffd"}'


def test_a_file_that_is_too_large_is_not_read() -> None:
    (fault,) = json_source.read("x.json", b"[1, 2]", Limits(bytes=3)).faults

    assert (fault.kind, fault.message) == (
        "too-large",
        "the file is larger than 3 bytes",
    )


def test_faults_are_bounded() -> None:
    keys = ", ".join('"a": 1' for _ in range(1_500))

    assert len(read(f"{{{keys}}}").faults) == DEFAULT.faults


def test_a_byte_order_mark_and_surrogate_pairs_are_read() -> None:
    """Libyaml reads neither pairs of escapes nor long keys; this does."""
    key = "k" * 2_000
    text = f'\ufeff{{"{key}": "\\ud83d\\ude00"}}'

    assert read(text).data == {key: "\N{GRINNING FACE}"}


def test_places_point_at_values_and_keys() -> None:
    document = read('{\n  "a": [\n    {"b": "c"}\n  ]\n}')
    value, key = ROOT / "a" / 0 / "b", ROOT / "a"

    def place(pointer: Pointer) -> tuple[int, int]:
        span = document.locate(pointer).span
        return span.line, span.column

    assert place(value) == (3, 11)
    assert place(key) == (2, 3)
    assert place(ROOT / "a" / 0) == (3, 5)
    assert place(ROOT / "x") == (1, 1)


def test_a_hostile_string_is_read_in_linear_time() -> None:
    text = '"' + "a\\" * 200_000

    (fault,) = read(text).faults

    assert fault.message == "this is no escape of JSON"
