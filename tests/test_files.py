"""What may be read beside a policy, and what is refused without a word of it."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from policycheck.files import Prose, Refusal, read_beside

OUTSIDE = "it is outside the policy's folder"
IRREGULAR = "it is not a regular file"
MISSING = "there is no such file"


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    """A policy in a folder of its own, with a secret outside of it."""
    (tmp_path / "secret.md").write_text("the secret", encoding="utf-8")
    folder = tmp_path / "policies"
    folder.mkdir()
    path = folder / "policy.yaml"
    path.write_text("policycheck: 1\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["privacy.md", "texts/privacy.md", "./privacy.md"])
def test_a_file_beside_or_below_is_read(policy: Path, name: str) -> None:
    """The prose stands beside the policy or below; a byte order mark is no text."""
    path = policy.parent / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"\xef\xbb\xbfWe sell no data.\r\n")
    assert read_beside(policy, name) == Prose(name, "We sell no data.\r\n")


@pytest.mark.parametrize(
    "name",
    [
        "../secret.md",
        "../../../../../../etc/passwd",
        "/etc/passwd",
        "../no-such-file.md",
        "texts/../../secret.md",
    ],
)
def test_what_stands_outside_is_refused(policy: Path, name: str) -> None:
    """No name leads out of the folder, nor tells whether a file exists out there."""
    (policy.parent / "texts").mkdir()
    assert read_beside(policy, name) == Refusal(name, OUTSIDE)


def test_links_are_followed_before_the_place_is_judged(policy: Path) -> None:
    """A link that leaves the folder is refused; one that stays within it is read."""
    (policy.parent / "leaves.md").symlink_to(policy.parent.parent / "secret.md")
    (policy.parent / "up").symlink_to(policy.parent.parent)
    (policy.parent / "real.md").write_text("the text", encoding="utf-8")
    (policy.parent / "stays.md").symlink_to("real.md")
    names = ["leaves.md", "up/secret.md", "stays.md"]
    assert [read_beside(policy, name) for name in names] == [
        Refusal("leaves.md", OUTSIDE),
        Refusal("up/secret.md", OUTSIDE),
        Prose("stays.md", "the text"),
    ]


def test_a_policy_reached_through_a_linked_folder_reads_its_text(policy: Path) -> None:
    """The folder is judged after its own links are followed."""
    (policy.parent / "privacy.md").write_text("the text", encoding="utf-8")
    linked = policy.parent.parent / "linked"
    linked.symlink_to(policy.parent)
    found = read_beside(linked / policy.name, "privacy.md")
    assert found == Prose("privacy.md", "the text")


def test_nothing_but_a_regular_file_is_opened(policy: Path) -> None:
    """A folder, a FIFO nobody writes to and a device are refused at once."""
    os.mkfifo(policy.parent / "pipe.md")
    (policy.parent / "folder.md").mkdir()
    signal.alarm(5)
    try:
        found = [read_beside(policy, name) for name in (".", "folder.md", "pipe.md")]
    finally:
        signal.alarm(0)
    assert found == [
        Refusal(".", IRREGULAR),
        Refusal("folder.md", IRREGULAR),
        Refusal("pipe.md", IRREGULAR),
    ]


def test_a_name_that_leads_to_no_file_is_refused(policy: Path) -> None:
    """A missing file, a NUL and a loop of links are values, never exceptions."""
    (policy.parent / "loop.md").symlink_to("loop.md")
    (policy.parent / "dangling.md").symlink_to("nowhere.md")
    assert read_beside(policy, "privacy.md") == Refusal("privacy.md", MISSING)
    assert read_beside(policy, "dangling.md") == Refusal("dangling.md", MISSING)
    assert isinstance(read_beside(policy, "a\0b"), Refusal)
    assert isinstance(read_beside(policy, "loop.md"), Refusal)
    assert read_beside(policy.parent / "gone" / "p.yaml", "x.md") == Refusal(
        "x.md", MISSING
    )


def test_a_file_that_cannot_be_opened_is_refused_in_the_system_s_words(
    policy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reason is the system's; the name is the policy's."""

    def deny(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    (policy.parent / "privacy.md").write_text("the text", encoding="utf-8")
    monkeypatch.setattr(os, "open", deny)
    found = read_beside(policy, "privacy.md")
    assert found == Refusal("privacy.md", "permission denied")


def test_a_file_beyond_the_limit_is_refused(policy: Path) -> None:
    """The limit counts bytes, and is itself allowed."""
    (policy.parent / "privacy.md").write_text("12345", encoding="utf-8")
    assert read_beside(policy, "privacy.md", 5) == Prose("privacy.md", "12345")
    assert read_beside(policy, "privacy.md", 4) == Refusal(
        "privacy.md", "it is larger than 4 bytes"
    )


def test_what_is_not_utf_8_is_refused_with_its_line(policy: Path) -> None:
    """A text in another encoding is refused, and no byte of it is shown."""
    (policy.parent / "privacy.md").write_bytes(b"one\ntwo\ncaf\xe9\n")
    assert read_beside(policy, "privacy.md") == Refusal(
        "privacy.md", "line 3 is not UTF-8"
    )
