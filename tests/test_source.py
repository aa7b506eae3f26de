"""Text to data with positions: what is read, and what is refused and where."""

from __future__ import annotations

from time import process_time
from typing import Any

import pytest

from policycheck.limits import DEFAULT
from policycheck.location import ROOT, Location, Pointer, Span
from policycheck.source import Fault, read

BREAK = "is a line break to some readers and not to others"


def data(text: str) -> dict[str, Any]:
    """What a text without faults says."""
    document = read("p.yaml", text.encode())
    assert document.faults == ()
    found: dict[str, Any] = document.data
    return found


def faults(raw: bytes | str) -> list[tuple[str, str, int, int]]:
    """Kind, message, line and column of each fault."""
    document = read("p.yaml", raw if isinstance(raw, bytes) else raw.encode())
    return [
        (each.kind, each.message, each.span.line, each.span.column)
        for each in document.faults
    ]


def located(text: str, *steps: str | int, key: bool = False) -> Span:
    document = read("p.yaml", text.encode())
    return document.locate(Pointer(steps), key=key).span


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("null", None),
        ("Null", None),
        ("NULL", None),
        ("~", None),
        ("", None),
        ("true", True),
        ("True", True),
        ("FALSE", False),
        ("0", 0),
        ("-17", -17),
        ("999999999999999999", 999_999_999_999_999_999),
    ],
)
def test_a_plain_scalar_is_null_true_false_or_an_integer(
    written: str, value: object
) -> None:
    found = data(f"a: {written}")

    assert found == {"a": value}
    assert type(found["a"]) is type(value)


@pytest.mark.parametrize(
    "written",
    [
        "NO", "no", "yes", "on", "off", "y", "1.10", "1e3", "2024-01-01", "12:30",
        "012", "0x1F", "0o17", "+1", "1_000", ".inf", ".nan", "nUlL", "TRue",
        "1000000000000000000", "9" * 5000, "=", "<<",
    ],
)  # fmt: skip
def test_every_other_plain_scalar_stays_as_written(written: str) -> None:
    """Norway is no boolean, and a version no number."""
    assert data(f"a: {written}") == {"a": written}


@pytest.mark.parametrize("written", ["'1'", '"1"', "!!str 1", "! 1", "|-\n  1"])
def test_a_quoted_scalar_is_text(written: str) -> None:
    assert data(f"a: {written}") == {"a": "1"}


def test_a_key_is_text_whatever_it_looks_like() -> None:
    assert data("1: a\nnull: b\ntrue: c\n? \n: d") == {
        "1": "a",
        "null": "b",
        "true": "c",
        "": "d",
    }


def test_a_merge_key_is_an_ordinary_key() -> None:
    assert data("a: &a {x: 1}\nb: {<<: *a}") == {"a": {"x": 1}, "b": {"<<": {"x": 1}}}


def test_an_alias_stands_for_what_its_anchor_names() -> None:
    """A key may carry the anchor, and a key may be the alias of a scalar."""
    text = "&k a: &v [1, &w ~]\nb: *v\nc: *k\n*w : d"

    assert data(text) == {"a": [1, None], "b": [1, None], "c": "a", "~": "d"}


def test_the_last_anchor_of_a_name_counts() -> None:
    assert data("a: &x 1\nb: &x {c: &x 2, d: *x}\ne: *x") == {
        "a": 1,
        "b": {"c": 2, "d": 2},
        "e": {"c": 2, "d": 2},
    }


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    document = read("p.yaml", b"\xef\xbb\xbfa: 1")

    assert (document.text, document.data) == ("a: 1", {"a": 1})
    assert document.locate(ROOT / "a").span == Span(1, 4, 1, 5)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_counts_the_same(end: str) -> None:
    text = end.join(["a: 1", "b:", "  - c", ""])

    assert data(text) == {"a": 1, "b": ["c"]}
    assert located(text, "b", 0) == Span(3, 5, 3, 6)
    assert read("p.yaml", text.encode()).lines == ["a: 1", "b:", "  - c", ""]


def test_a_document_may_be_framed() -> None:
    assert data("%YAML 1.2\n---\na: 1\n...\n") == {"a": 1}


@pytest.mark.parametrize("text", ["- a\n- b", "words", "7"])
def test_a_text_that_is_no_mapping_is_data_all_the_same(text: str) -> None:
    """The schema says what is wrong with it."""
    document = read("p.yaml", text.encode())

    assert document.faults == ()
    assert document.data in (["a", "b"], "words", 7)


# --- where things stand


TEXT = """\
a: one
b:
  - c: d   # a comment
    e: [f, {g: h}]
  - "two
    lines"
i: {}
j:
k: |
  text
"""


@pytest.mark.parametrize(
    ("steps", "span"),
    [
        ((), Span(1, 1, 1, 2)),
        (("a",), Span(1, 4, 1, 7)),
        (("b",), Span(2, 1, 2, 2)),
        (("b", 0), Span(3, 5, 3, 9)),
        (("b", 0, "c"), Span(3, 8, 3, 9)),
        (("b", 0, "e"), Span(4, 5, 4, 6)),
        (("b", 0, "e", 0), Span(4, 9, 4, 10)),
        (("b", 0, "e", 1), Span(4, 12, 4, 18)),
        (("b", 0, "e", 1, "g"), Span(4, 16, 4, 17)),
        (("b", 1), Span(5, 5, 5, 9)),
        (("i",), Span(7, 1, 7, 2)),
        (("j",), Span(8, 1, 8, 2)),
        (("k",), Span(9, 4, 9, 5)),
    ],
)
def test_a_pointer_stands_where_its_text_does(
    steps: tuple[str | int, ...], span: Span
) -> None:
    """A scalar at its value, a mapping or list at its key, an item where it starts."""
    assert located(TEXT, *steps) == span


@pytest.mark.parametrize(
    ("steps", "span"),
    [
        (("z",), Span(1, 1, 1, 2)),
        (("a", "z"), Span(1, 4, 1, 7)),
        (("a", 0), Span(1, 4, 1, 7)),
        (("b", 2), Span(2, 1, 2, 2)),
        (("b", -1), Span(2, 1, 2, 2)),
        (("b", "z"), Span(2, 1, 2, 2)),
        (("b", 0, "z", 3), Span(3, 5, 3, 9)),
        ((0,), Span(1, 1, 1, 2)),
    ],
)
def test_what_is_absent_stands_where_the_nearest_part_above_does(
    steps: tuple[str | int, ...], span: Span
) -> None:
    assert located(TEXT, *steps) == span


def test_a_location_keeps_the_whole_pointer() -> None:
    document = read("p.yaml", TEXT.encode())
    pointer = ROOT / "b" / 0 / "z"

    assert document.locate(pointer) == Location("p.yaml", Span(3, 5, 3, 9), pointer)


def test_the_key_of_a_scalar_can_be_asked_for() -> None:
    assert located(TEXT, "a", key=True) == Span(1, 1, 1, 2)


def test_a_list_on_several_lines_ends_with_its_first() -> None:
    text = "a:\n- - b\n  - c\n- [d, [e,\n  f]]\n"

    assert located(text, "a", 0) == Span(2, 3, 2, 6)
    assert located(text, "a", 1) == Span(4, 3, 4, 5)


def test_a_key_on_several_lines_ends_with_its_first() -> None:
    assert located("? 'a\n\n  b' # c\n: []\n", "a\nb") == Span(1, 3, 1, 5)


def test_an_alias_stands_where_its_anchor_does() -> None:
    assert located("a: &x {b: 1}\nc: *x", "c", "b") == Span(1, 11, 1, 12)


def test_a_file_that_could_not_be_read_is_located_at_its_start() -> None:
    assert located("[", "a") == Span(1, 1, 1, 2)


def test_a_line_past_the_end_is_empty() -> None:
    document = read("p.yaml", b"a: 1\n")

    assert [document.line(number) for number in (1, 2, 3)] == ["a: 1", "", ""]


# --- what is refused


def test_every_duplicate_key_is_refused_and_the_first_one_kept() -> None:
    text = "a: 1\nb: {c: 1, c: 2}\na: 3\n'a': [4]\n"

    assert faults(text) == [
        ("duplicate-key", "the key 'c' is already on line 2", 2, 11),
        ("duplicate-key", "the key 'a' is already on line 1", 3, 1),
        ("duplicate-key", "the key 'a' is already on line 1", 4, 1),
    ]
    assert read("p.yaml", text.encode()).data == {"a": 1, "b": {"c": 1}}


def test_only_so_many_faults_are_kept() -> None:
    assert len(faults("a:\n" * 1500)) == 1000


@pytest.mark.parametrize(
    ("text", "tag", "column"),
    [
        ("a: !secret b", "!secret", 4),
        ("a: !!python/object:os.system {}", "!!python/object:os.system", 4),
        ("a: !!int 1", "!!int", 4),
        ("!!binary a: 1", "!!binary", 1),
        ("a: !!set {b}", "!!set", 4),
        (f"a: !{'x' * 99} b", f"!{'x' * 58}…", 4),
    ],
)
def test_a_tag_is_refused(text: str, tag: str, column: int) -> None:
    assert faults(text) == [("tag", f"the tag {tag} is not read", 1, column)]


def test_an_alias_inside_what_it_names_is_refused() -> None:
    says = "the alias *x stands inside what it names"

    assert faults("a: &x [1, *x]") == [("recursive-alias", says, 1, 11)]


def test_an_alias_without_an_anchor_is_refused() -> None:
    says = "the alias *x names no anchor"

    assert faults("a: 1\nb: *x\nc: &x 2") == [("unknown-alias", says, 2, 4)]


def test_an_alias_bomb_is_refused_before_it_grows() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    for level in range(1, 60):
        inner = ", ".join([f"*a{level - 1}"] * 9)
        lines.append(f"a{level}: &a{level} [{inner}]")
    start = process_time()

    assert faults("\n".join(lines)) == [
        ("alias-bomb", "aliases stand for more than 100000 values", 6, 10)
    ]
    assert process_time() - start < 1


def test_a_long_text_counts_as_many_values() -> None:
    """Else a hundred thousand aliases of one megabyte would pass."""
    text = f"a: &x {'y' * 1_280_000}\nb: [{', '.join(['*x'] * 20)}]\n"

    assert faults(text) == [
        ("alias-bomb", "aliases stand for more than 100000 values", 2, 41)
    ]


def test_a_merge_bomb_is_an_alias_bomb() -> None:
    lines = ["a0: &a0 {x: 1, y: 2}"]
    for level in range(1, 30):
        one = f"*a{level - 1}"
        lines.append(f"a{level}: &a{level} {{<<: [{one}, {one}, {one}, {one}]}}")

    assert [kind for kind, *_ in faults("\n".join(lines))] == ["alias-bomb"]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_absurd_depth_is_refused(opening: str) -> None:
    start = process_time()
    [(kind, says, line, column)] = faults(opening * 100_000)

    assert (kind, says) == ("too-deep", "nested deeper than 64 levels")
    assert (line, column) == (1, 64 * len(opening) + 1)
    assert process_time() - start < 2


def test_sixty_four_levels_are_not_too_deep() -> None:
    assert faults("[" * 64 + "]" * 64) == []


@pytest.mark.parametrize(
    ("text", "name", "line", "column"),
    [
        ("a: 1\nb: \x00", "U+0000", 2, 4),
        ("a: é\rb: é\x07", "U+0007", 2, 5),
        ("a: \x7f", "U+007F", 1, 4),
        ("a: \x9f", "U+009F", 1, 4),
        ("a: \uffff", "U+FFFF", 1, 4),
    ],
)
def test_a_character_that_yaml_forbids_is_refused(
    text: str, name: str, line: int, column: int
) -> None:
    says = f"the character {name} is not allowed in YAML"

    assert faults(text) == [("syntax", says, line, column)]


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029"])
@pytest.mark.parametrize("quote", ["", '"', "# "])
def test_a_character_that_only_some_take_for_a_line_end_is_refused(
    character: str, quote: str
) -> None:
    says = f"U+{ord(character):04X} {BREAK}"

    assert faults(f"a: b\r\nc: {quote}x{character}y") == [
        ("line-separator", says, 2, 5 + len(quote))
    ]


def test_an_escaped_line_separator_is_text() -> None:
    assert data(r'a: "x\u2028y\N\0"') == {"a": "x\u2028y\x85\x00"}


@pytest.mark.parametrize(
    ("raw", "byte", "line", "column"),
    [
        (b"a: \xff", "0xFF", 1, 4),
        (b"\xef\xbb\xbfa: \xff", "0xFF", 1, 4),
        (b"a: \xc3\xa9\rb: \xe9t\xe9", "0xE9", 2, 4),
        (b"a: \xed\xa0\x80", "0xED", 1, 4),
        ("a: 1".encode("utf-16"), "0xFF", 1, 1),
    ],
)
def test_a_file_that_is_not_utf_8_is_refused(
    raw: bytes, byte: str, line: int, column: int
) -> None:
    says = f"the byte {byte} is not UTF-8"

    assert faults(raw) == [("not-utf-8", says, line, column)]


def test_the_line_that_is_not_utf_8_can_be_shown() -> None:
    document = read("p.yaml", b"a: 1\rb: caf\xe9 x")

    assert document.line(2) == "b: caf\ufffd x"
    assert (document.data, document.place) == (None, None)


@pytest.mark.parametrize(
    "text", ["", " \n", "# only a comment\n", "---\n", "~", "null"]
)
def test_a_file_that_says_nothing_is_refused(text: str) -> None:
    assert faults(text) == [("empty", "the file holds no policy", 1, 1)]


def test_a_second_document_is_refused() -> None:
    assert faults("a: 1\n---\nb: 2\n---\nc: 3") == [
        ("several-documents", "a second document starts here", 2, 1)
    ]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("? [a]\n: 1\nb: 2", 1, 3),
        ("{b: 2, {a: 1}: 1}", 1, 8),
        ("b: {{ name }}", 1, 5),
        ("b: 2\nc: &x {d: 1}\n*x : 1", 2, 4),
        ("b: 2\n? - a\n  - b\n: 1", 2, 3),
    ],
)
def test_a_key_that_is_a_mapping_or_list_is_refused(
    text: str, line: int, column: int
) -> None:
    assert faults(text) == [
        ("key-not-text", "a key is a mapping or a list", line, column)
    ]


def test_a_comma_that_ends_a_value_in_braces_is_refused() -> None:
    text = "a: {b: Berlin, Germany, c: d}\ne: {f: g, h}"
    says = "a comma ends the value inside { }"

    assert faults(text) == [
        ("comma-in-braces", says, 1, 16),
        ("comma-in-braces", says, 2, 11),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "{a: b, c: }",
        "{a: b, 'c' : }",
        "{a: b, c: ~}",
        "{a}",
        "[a: b, c]",
        "a:\nb:",
        '{a: b, "c": ""}',
    ],
)
def test_a_value_left_out_on_purpose_is_no_comma_too_many(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize(
    ("text", "says", "line", "column"),
    [
        ("a: b: c", "mapping values are not allowed in this context", 1, 5),
        ("a:\n\tb: 1", "a tab indents this line; YAML wants spaces", 2, 1),
        ("a:\n  \tb: 1", "a tab indents this line; YAML wants spaces", 2, 3),
        ("a: @b", "found character that cannot start any token", 1, 4),
        ("{", "did not find expected node content", 1, 2),
        (
            'a: 1\nb: "c\nd: e\n',
            (
                "found unexpected end of stream "
                "while scanning a quoted scalar that starts on line 2"
            ),
            4,
            1,
        ),
        (
            "a: [b\nc: d",
            (
                "did not find expected ',' or ']' "
                "while parsing a flow sequence that starts on line 1"
            ),
            2,
            2,
        ),
        ("a: *", "did not find expected alphabetic or numeric character", 1, 5),
    ],
)
def test_yaml_that_cannot_be_parsed_is_refused_where_it_breaks(
    text: str, says: str, line: int, column: int
) -> None:
    assert faults(text) == [("syntax", says, line, column)]


def test_faults_before_a_syntax_error_are_told_as_well() -> None:
    assert [kind for kind, *_ in faults("a: 1\na: 2\nb: [")] == [
        "duplicate-key",
        "syntax",
    ]


def test_a_file_that_is_too_large_is_refused_unread() -> None:
    document = read("p.yaml", b"#" * (DEFAULT.bytes + 1))
    says = f"the file is larger than {DEFAULT.bytes} bytes"

    assert document.faults == (Fault("too-large", says, Span(1, 1, 1, 2)),)
    assert (document.text, document.data) == ("", None)


@pytest.mark.parametrize("quote", ["", '"'])
def test_five_megabytes_of_one_scalar_are_read_in_bounded_time(quote: str) -> None:
    words = "lorem ipsum " * 420_000
    start = process_time()

    assert data(f"a: {quote}{words}{quote}")["a"].startswith("lorem ipsum")
    assert process_time() - start < 3


def test_a_message_repeats_little_of_a_long_key() -> None:
    key = "k" * 900

    assert faults(f"{key}: 1\n{key}: 2") == [
        ("duplicate-key", f"the key '{'k' * 59}…' is already on line 1", 2, 1)
    ]
