"""What a repository held at a revision."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from policycheck import git as git_
from policycheck import revisions
from policycheck.errors import PolicycheckError
from policycheck.limits import Limits


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@b.example")
    subprocess.run(
        ["git", *who, *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
    )


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / "p").mkdir()
    (tmp_path / "p/a.yaml").write_text("a: 1\n")
    (tmp_path / "p/b ü.yaml").write_text("b: 1\n")
    (tmp_path / "p/link.yaml").symlink_to("a.yaml")
    (tmp_path / ".gitignore").write_text("drafts/\n*.tmp.yaml\n")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "one")
    return tmp_path


def test_a_file_is_unchanged_where_its_bytes_are(repository: Path) -> None:
    path = repository / "p/a.yaml"
    then = revisions.load("HEAD", repository)

    assert then.holds(path, b"a: 1\n")
    assert not then.holds(path, b"a: 2\n")
    assert not then.holds(repository / "p/new.yaml", b"a: 1\n")
    assert not then.holds(repository.parent / "a.yaml", b"a: 1\n")
    assert "p/link.yaml" not in then.blobs


def test_a_repository_with_longer_hashes_is_read(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--object-format=sha256")
    (tmp_path / "a.yaml").write_text("a: 1\n")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "one")

    assert revisions.load("HEAD", tmp_path).holds(tmp_path / "a.yaml", b"a: 1\n")


def test_files_are_read_as_they_were(repository: Path) -> None:
    (repository / "p/a.yaml").write_text("a: 2\n")
    then = revisions.load("HEAD", repository)

    assert then.read(["p/b ü.yaml", "p/a.yaml", "p/none.yaml", "p/a.yaml"]) == {
        "p/b ü.yaml": b"b: 1\n",
        "p/a.yaml": b"a: 1\n",
    }
    assert then.read([]) == {}
    assert then.beside("p/a.yaml", "x/../y/./privacy.md") == "p/y/privacy.md"


def test_a_branch_is_compared_with_where_it_left(repository: Path) -> None:
    """What came to the other branch since then is not our change."""
    git(repository, "checkout", "-q", "-b", "ours")
    git(repository, "checkout", "-q", "main")
    (repository / "p/a.yaml").write_text("a: theirs\n")
    git(repository, "commit", "-q", "-a", "-m", "theirs")
    git(repository, "checkout", "-q", "ours")

    assert (
        revisions.load("main", repository).read(["p/a.yaml"])["p/a.yaml"] == b"a: 1\n"
    )


def test_without_a_common_ancestor_it_is_the_revision_itself(repository: Path) -> None:
    git(repository, "checkout", "-q", "--orphan", "other")
    (repository / "p/a.yaml").write_text("a: other\n")
    git(repository, "commit", "-q", "-a", "-m", "other")

    assert (
        revisions.load("main", repository).read(["p/a.yaml"])["p/a.yaml"] == b"a: 1\n"
    )


def test_a_revision_that_is_not_there_is_one_line(repository: Path) -> None:
    with pytest.raises(PolicycheckError, match=r"^nowhere: no such revision"):
        revisions.load("nowhere", repository)


def test_a_broken_repository_is_one_line(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    then = revisions.load("HEAD", repository)
    run = git_.run

    def broken(
        arguments: tuple[str, ...], folder: Path, given: bytes = b""
    ) -> subprocess.CompletedProcess[bytes]:
        if arguments[0] in {"ls-tree", "cat-file"}:
            return subprocess.CompletedProcess([], 128, b"", b"fatal: bad object\nx")
        return run(arguments, folder, given)

    monkeypatch.setattr(git_, "run", broken)
    with pytest.raises(PolicycheckError, match=r"^HEAD: bad object$"):
        revisions.load("HEAD", repository)
    with pytest.raises(PolicycheckError, match=r": bad object$"):
        then.read(["p/a.yaml"])


def test_an_object_that_the_clone_lacks_is_one_line(repository: Path) -> None:
    """A partial clone has the names of files and not their contents."""
    then = revisions.load("HEAD", repository)
    blob = then.blobs["p/a.yaml"]
    (repository / ".git/objects" / blob[:2] / blob[2:]).unlink()

    with pytest.raises(PolicycheckError, match=r"^p/a.yaml is not in this clone; run"):
        then.read(["p/b ü.yaml", "p/a.yaml"])


def test_git_says_what_it_ignores(
    repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A tracked file is never ignored; what is in no repository neither."""
    (repository / "drafts").mkdir()
    outside = tmp_path_factory.mktemp("outside")
    names = [
        repository / "p/a.yaml",
        repository / "p/x.tmp.yaml",
        repository / "drafts/b ü.yaml",
        outside / "drafts/c.yaml",
    ]
    for each in names:
        each.parent.mkdir(exist_ok=True)
        each.touch()

    assert revisions.ignored(map(str, names)) == {str(names[1]), str(names[2])}
    assert revisions.top_of(outside / "drafts/c.yaml") is None


def test_where_git_does_not_answer_in_time_that_is_told(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pattern or a pipe called .gitignore can keep it from answering for ever."""
    (repository / "q").mkdir()
    os.mkfifo(repository / "q/.gitignore")
    monkeypatch.setattr(git_, "_SECONDS", 0.5)

    with pytest.raises(PolicycheckError) as raised:
        revisions.ignored([str(repository / "q/a.yaml")])

    assert str(raised.value) == (
        f"{repository}: which files git ignores is not known: git did not answer "
        "within 0.5 seconds; name the policies, or mend the .gitignore files"
    )


def test_where_git_is_not_there_nothing_is_ignored(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(repository / "p/x.tmp.yaml")
    assert revisions.ignored([path]) == {path}

    monkeypatch.setenv("PATH", "")

    assert revisions.ignored([path]) == set()


@pytest.mark.parametrize("other", ["../a.md", "..", "x/../../a.md", "/a.md", "//a.md"])
def test_a_text_outside_the_folder_of_its_policy_is_not_read(
    repository: Path, other: str
) -> None:
    assert revisions.load("HEAD", repository).beside("p/a.yaml", other) is None


def test_a_file_too_large_to_be_a_policy_is_not_read(repository: Path) -> None:
    then = revisions.load("HEAD", repository)

    assert then.read(["p/a.yaml"], Limits(bytes=5)) == {"p/a.yaml": b"a: 1\n"}
    with pytest.raises(PolicycheckError, match=r"p/a\.yaml: larger than 4 bytes$"):
        then.read(["p/a.yaml"], Limits(bytes=4))
