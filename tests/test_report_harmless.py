from __future__ import annotations

import unicodedata

import pytest

from policycheck.reports import harmless


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Größe § 5 新年 🎉 e\u0301", "Größe § 5 新年 🎉 e\u0301"),
        ("a\nb\r\tc", r"a\nb\r\tc"),
        ("\x1b[2J\x00\x7f\x9b\x85", r"\x1b[2J\x00\x7f\x9b\x85"),
        ("\u202eevil\u202c \u2066x\u2069", r"\u202eevil\u202c \u2066x\u2069"),
        (
            "\u2028\u2029\u200b\u200e\u200f\ufeff",
            r"\u2028\u2029\u200b\u200e\u200f\ufeff",
        ),
        ("half \ud800", r"half \ud800"),
        ("tag \U000e0041", r"tag \U000e0041"),
        ("\U000e0080\U000e01ef\U000e0fff", r"\U000e0080\U000e01ef\U000e0fff"),
        (
            "\u180b\u180c\u180d\u180e\u180f\ufff0\ufff8",
            r"\u180b\u180c\u180d\u180e\u180f\ufff0\ufff8",
        ),
        ("\U00013430\U0001345f", r"\U00013430\U0001345f"),
        ("a\ufe00\ufe0d", r"a\ufe00\ufe0d"),
        ("\u2764\ufe0f \u260e\ufe0e 1\ufe0f", "\u2764\ufe0f \u260e\ufe0e 1\ufe0f"),
        (
            "a\ufe0f \ufe0e\u2764\ufe0f\ufe0e\ufe0f",
            "a\\ufe0f \\ufe0e\u2764\ufe0f\\ufe0e\\ufe0f",
        ),
    ],
)
def test_what_a_terminal_obeys_or_hides_is_shown(text: str, shown: str) -> None:
    assert harmless.line(text) == shown


def test_no_control_character_is_left() -> None:
    """Of all of Unicode."""
    unsafe = {"Cc", "Cs", "Zl", "Zp"}
    text = "".join(map(chr, range(0x110000)))

    left = {unicodedata.category(each) for each in harmless.line(text)}

    assert not left & unsafe


def test_no_character_that_turns_the_writing_direction_is_left() -> None:
    turning = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    text = "".join(map(chr, range(0x110000)))

    left = {unicodedata.bidirectional(each) for each in harmless.line(text)}

    assert not left & turning


def test_a_workflow_command_cannot_be_left() -> None:
    assert harmless.github("100%\n::error::a:b,c") == "100%25\\n::error::a:b,c"
    assert harmless.github_property("a:b,c%\r") == "a%3Ab%2Cc%25\\r"


def test_long_text_takes_no_longer_than_it_is() -> None:
    text = "\x1b" * 1_000_000

    assert harmless.line(text) == r"\x1b" * 1_000_000
