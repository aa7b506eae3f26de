"""Which files are policies."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from policycheck.discovery import Candidate, Discovery, discover, read_file
from policycheck.limits import DEFAULT

POLICY = b"policycheck: 1\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, and the one names are relative to."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: str, raw: bytes = POLICY) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(raw)


def paths(*asked: str) -> list[str]:
    return [each.path for each in discover(list(asked)).candidates]


@pytest.mark.usefixtures("here")
def test_a_file_is_a_policy_because_it_is_named() -> None:
    write("notes.txt", b"anything")

    assert discover(["notes.txt"]) == Discovery(
        (Candidate("notes.txt", b"anything"),), 0
    )


@pytest.mark.usefixtures("here")
def test_a_folder_is_searched_in_a_fixed_order() -> None:
    for name in ["p/z.yaml", "p/b/c.yml", "p/a.yaml", "p/b/a/x.yaml", "p/B.yaml"]:
        write(name)
    write("p/other.yaml", b"name: x\n")
    write("p/readme.md")
    write("p/p.json")

    assert paths("p") == [
        "p/B.yaml",
        "p/a.yaml",
        "p/z.yaml",
        "p/b/c.yml",
        "p/b/a/x.yaml",
    ]
    assert discover(["p"]).skipped == 1


@pytest.mark.usefixtures("here")
def test_folders_that_hold_the_work_of_others_are_left_out() -> None:
    for name in [".git", ".venv", "node_modules", "__pycache__", "site-packages"]:
        write(f"p/{name}/policy.yaml")
    write("p/.policy.yaml")

    assert paths("p") == ["p/.policy.yaml"]


@pytest.mark.parametrize(
    "raw",
    [
        b"policycheck: 1",
        b"\xef\xbb\xbfpolicycheck: 1",
        b"# a comment\r\npolicycheck: 1",
        b"# old line ends\rpolicycheck: 1",
        b"policy: {}\npolicycheck : 1",
        b"'policycheck': 1",
        b'{"policycheck": 1}',
        b'\n {\n  "policycheck": 1\n}',
        b"policycheck:\n\t- broken [",
    ],
)
@pytest.mark.usefixtures("here")
def test_a_file_in_a_folder_is_a_policy_by_its_key(raw: bytes) -> None:
    """Whatever else is wrong with it."""
    write("p/a.yaml", raw)

    assert discover(["p"]) == Discovery((Candidate("p/a.yaml", raw),), 0)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"name: x",
        b"services:\n  policycheck:\n    image: x\n",
        b"# policycheck: 1",
        b"# yaml-language-server: $schema=policycheck: 1",
        b"my-policycheck: 1",
        b"policychecks: 1",
        b"a: [policycheck]",
    ],
)
@pytest.mark.usefixtures("here")
def test_another_yaml_file_in_a_folder_is_passed_by_and_counted(raw: bytes) -> None:
    write("p/a.yaml", raw)

    assert discover(["p"]) == Discovery((), 1, 0, ("p",))


@pytest.mark.usefixtures("here")
def test_a_file_reached_twice_is_checked_once_under_its_first_name() -> None:
    write("p/a.yaml")
    Path("p/b.yaml").symlink_to("a.yaml")

    assert paths("p/../p/a.yaml", "p", "p/b.yaml") == ["p/../p/a.yaml"]


@pytest.mark.usefixtures("here")
def test_a_folder_that_is_a_link_is_not_followed_from_within() -> None:
    write("elsewhere/a.yaml")
    write("p/b.yaml")
    Path("p/link").symlink_to("../elsewhere")
    Path("p/circle").symlink_to("..")

    assert paths("p") == ["p/b.yaml"]
    assert paths("p/link") == ["p/link/a.yaml"]


@pytest.mark.usefixtures("here")
def test_a_link_that_leads_nowhere_is_told() -> None:
    Path("p").mkdir()
    Path("p/a.yaml").symlink_to("gone.yaml")

    assert discover(["p"]).candidates == (
        Candidate("p/a.yaml", None, "no such file or directory"),
    )


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("gone.yaml", "no such file or directory"),
        ("a\0b", "not the name of a file"),
        ("n" * 5000, "file name too long"),
        ("", "no such file or directory"),
    ],
)
@pytest.mark.usefixtures("here")
def test_a_name_that_leads_to_no_file_is_told(name: str, error: str) -> None:
    [candidate] = discover([name]).candidates

    assert (candidate.raw, candidate.error) == (None, error)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_what_is_no_regular_file_is_never_opened(here: Path) -> None:
    """Opening a pipe would wait for ever."""
    os.mkfifo(here / "pipe.yaml")

    assert read_file("pipe.yaml") == Candidate("pipe.yaml", None, "not a regular file")
    assert read_file(".") == Candidate(".", None, "not a regular file")


@pytest.mark.usefixtures("here")
def test_a_file_is_read_one_byte_past_the_limit() -> None:
    """Enough to know that it is too large."""
    write("a.yaml", b"#" * (DEFAULT.bytes + 100))
    raw = read_file("a.yaml").raw

    assert raw is not None
    assert len(raw) == DEFAULT.bytes + 1


@pytest.mark.usefixtures("here")
def test_a_folder_that_cannot_be_opened_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A policy nobody could look for is not a policy without findings."""
    write("p/a.yaml")
    write("p/closed/b.yaml")
    scandir = os.scandir

    def guarded(path: str) -> Iterator[os.DirEntry[str]]:
        if path.endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)

    assert discover(["p"]) == Discovery(
        (
            Candidate("p/a.yaml", POLICY),
            Candidate("p/closed", None, "permission denied"),
        ),
        0,
    )


def test_an_error_without_a_reason_is_an_error_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_args: object, **_options: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "stat", broken)

    assert read_file("a.yaml") == Candidate("a.yaml", None, "cannot be read")


@pytest.mark.usefixtures("here")
def test_a_pattern_names_the_files_and_folders_it_matches() -> None:
    for name in ["p/b.yaml", "p/a.yaml", "p/q/c.yaml", "r/d.yaml"]:
        write(name)
    write("p/notes.txt", b"x")

    assert paths("p/*.yaml") == ["p/a.yaml", "p/b.yaml"]
    assert paths("**/[bc].yaml") == ["p/b.yaml", "p/q/c.yaml"]
    assert paths("[pr]") == ["p/a.yaml", "p/b.yaml", "p/q/c.yaml", "r/d.yaml"]


@pytest.mark.usefixtures("here")
def test_a_pattern_enters_a_folder_once_however_many_links_lead_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two links that lead to where they are in would double the paths at each step."""
    for name in ["p/b.yaml", "p/q/c.yaml", "elsewhere/d.yaml"]:
        write(name)
    for link, leads in {"p/z": ".", "p/q/up": "..", "p/out": "../elsewhere"}.items():
        Path(link).symlink_to(leads)
    opened: list[str] = []
    scandir = os.scandir

    def counting(path: str) -> Iterator[os.DirEntry[str]]:
        opened.append(os.path.realpath(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", counting)

    asked = {
        "p/**/*.yaml": ["p/b.yaml", "p/q/c.yaml"],
        "p/**/**": ["p/b.yaml", "p/q/c.yaml"],
        f"p/{'*/' * 20}b.yaml": [f"p/{'q/up/' * 10}b.yaml"],
        "p/*/*.yaml": ["p/out/d.yaml", "p/q/c.yaml", "p/z/b.yaml"],
        str(Path("p/**/c.yaml").absolute()): [str(Path("p/q/c.yaml").absolute())],
        "p/*/": ["p/out/d.yaml", "p/q/c.yaml", "p/z/b.yaml"],
    }

    assert {each: paths(each) for each in asked} == asked
    assert len(opened) < 150


@pytest.mark.usefixtures("here")
def test_hidden_files_and_folders_match_no_star() -> None:
    for name in ["p/.a.yaml", "p/.q/b.yaml", "p/c.yaml"]:
        write(name)

    assert paths("p/**/*.yaml") == ["p/c.yaml"]
    assert paths("p/.*/*.yaml") == ["p/.q/b.yaml"]


@pytest.mark.usefixtures("here")
def test_a_pattern_that_matches_nothing_is_a_file_that_is_missing() -> None:
    assert discover(["p/*.yaml"]).candidates == (
        Candidate("p/*.yaml", None, "no such file or directory"),
    )


@pytest.mark.usefixtures("here")
def test_a_file_whose_name_looks_like_a_pattern_is_a_file() -> None:
    write("a[1].yaml")
    write("a1.yaml")

    assert paths("a[1].yaml") == ["a[1].yaml"]


@pytest.mark.usefixtures("here")
def test_files_to_ignore_are_left_out_of_folders_and_counted() -> None:
    """A file that is named is checked all the same."""
    for name in ["p/a.yaml", "p/b.yaml"]:
        write(name)
    asked: list[list[str]] = []

    def ignored(names: list[str]) -> set[str]:
        asked.append(names)
        return {"p/a.yaml"}

    assert discover(["p"], ignored) == Discovery((Candidate("p/b.yaml", POLICY),), 0, 1)
    assert discover(["p/a.yaml"], ignored).candidates == (
        Candidate("p/a.yaml", POLICY),
    )
    assert asked == [["p/a.yaml", "p/b.yaml"]]


def test_an_empty_folder_asks_nobody_what_to_ignore(here: Path) -> None:
    def ignored(names: list[str]) -> set[str]:
        raise AssertionError(names)

    assert discover([str(here)], ignored) == Discovery((), 0, 0, (str(here),))


@pytest.mark.parametrize(
    "raw",
    [b"a: [", b"", b"\xff\xfe", b"policyceck: 1\npolicy: {id: a, title: A}\n"],
    ids=["broken", "empty", "not UTF-8", "misspelt"],
)
def test_a_broken_file_called_policy_is_not_passed_by(
    tmp_path: Path, raw: bytes
) -> None:
    """A policy that cannot be read never turns a run over its folder green."""
    path = tmp_path / "policy.yaml"
    path.write_bytes(raw)

    found = discover([str(tmp_path)])

    assert [each.path for each in found.candidates] == [path.as_posix()]
    assert found.skipped == 0


@pytest.mark.parametrize(
    "raw",
    [b"Statement: []\n", b"- a\n", b"a: !Ref b\n", b"a: 1\n---\nb: 2\n"],
    ids=["other keys", "a list", "tags", "documents"],
)
def test_another_tools_policy_is_passed_by_and_counted(
    tmp_path: Path, raw: bytes
) -> None:
    (tmp_path / "policy.yaml").write_bytes(raw)

    found = discover([str(tmp_path)])

    assert (found.candidates, found.skipped) == ((), 1)
