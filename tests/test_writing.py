"""Files written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from policycheck.errors import PolicycheckError
from policycheck.writing import append, create, write


def test_a_file_is_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"

    write(str(path), "one\n")
    write(str(path), "two ü\n")

    assert path.read_bytes() == "two ü\n".encode()
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.skipif(os.name == "nt", reason="modes are of POSIX")
def test_the_mode_of_a_file_that_was_there_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one")
    path.chmod(0o640)

    write(str(path), "two")

    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("target")

    write(str(tmp_path / "link"), "x")

    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_text() == "x"


def test_a_device_is_written_to_as_it_is() -> None:
    write(os.devnull, "x")

    assert not Path(os.devnull).is_file()


def test_a_write_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader sees the old file or the new one, never half of one."""
    path = tmp_path / "a.txt"
    path.write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(PolicycheckError, match="not written: no space left on device"):
        write(str(path), "new")

    assert path.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("no/such/a.txt", "not written: no such file or directory"),
        (".", "not written: is a directory"),
        ("a\0b", "not the name of a file"),
    ],
)
def test_what_cannot_be_written_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, says: str
) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises(PolicycheckError) as caught:
        write(name, "x")

    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_loop_of_links_is_one_line_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "loop"
    path.symlink_to("loop")

    for write_ in (write, append):
        with pytest.raises(PolicycheckError) as caught:
            write_(str(path), "x")
        assert str(caught.value) == (
            f"{path}: not written: too many levels of symbolic links"
        )
    assert path.is_symlink()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="the longest name is another there")
@pytest.mark.parametrize(
    "name", ["a" * 255, "ä" * 127, "\U0001f512" * 63], ids=["1", "2", "4"]
)
def test_the_longest_name_there_can_be_is_written(tmp_path: Path, name: str) -> None:
    write(str(tmp_path / name), "one")
    write(str(tmp_path / name), "two")

    assert [each.read_text() for each in tmp_path.iterdir()] == ["two"]


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="only where there is one")
def test_a_pipe_is_written_to_by_the_name_of_its_descriptor() -> None:
    reads, writes = os.pipe()
    try:
        write(f"/dev/fd/{writes}", "x\n")
        assert os.read(reads, 9) == b"x\n"
    finally:
        os.close(reads)
        os.close(writes)


def test_appending_adds_to_what_others_wrote(tmp_path: Path) -> None:
    path = tmp_path / "summary.md"
    path.write_text("theirs\n")

    append(str(path), "ours\n")

    assert path.read_text() == "theirs\nours\n"
    with pytest.raises(PolicycheckError, match="not written: is a directory"):
        append(str(tmp_path), "x")


def test_a_file_that_must_be_new_is_made_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "a/b/new.yaml"
    create(str(path), "new: ä\n")

    assert path.read_bytes() == "new: ä\n".encode()
    with pytest.raises(PolicycheckError, match=r"new\.yaml: not written: file exists$"):
        create(str(path), "other")
    assert path.read_bytes() == "new: ä\n".encode()


def test_of_what_is_not_made_whole_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fdopen", full)
    with pytest.raises(PolicycheckError, match="not written: no space left on device"):
        create(str(tmp_path / "new.yaml"), "new")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only where there is one")
def test_what_cannot_be_appended_or_poured_is_one_line() -> None:
    for write_ in (append, write):
        with pytest.raises(
            PolicycheckError, match=r"^/dev/full: not written: no space"
        ):
            write_("/dev/full", "text")
