"""A file as it stood at a revision, and nothing else that git could do."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from policycheck import git
from policycheck.errors import PolicycheckError
from policycheck.limits import Limits

NO_REVISION = (
    "no such revision in this repository; if a remote has it, run `git fetch` and "
    "try again"
)
TOP = "; paths count from its top folder"


def run(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=t", "-c", "user.email=t@t.example")
    safe = ("-c", "protocol.file.allow=always", "-c", "init.defaultBranch=main")
    done = subprocess.run(
        ["git", *who, *safe, *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull},
    )
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Two commits of policies/a.yaml, the first tagged."""
    folder = tmp_path / "repository"
    (folder / "policies").mkdir(parents=True)
    run(folder, "init", "--quiet")
    for text in ("old: \xe4\r\n", "new\n"):
        (folder / "policies/a.yaml").write_bytes(text.encode())
        run(folder, "add", ".")
        run(folder, "commit", "--quiet", "-m", text[:3])
        if text != "new\n":
            run(folder, "tag", "v1")
    return folder


def test_a_blob_is_read_as_it_is(repository: Path) -> None:
    assert git.show("v1:policies/a.yaml", folder=repository) == "old: ä\r\n".encode()
    assert git.show("HEAD:policies/a.yaml", folder=repository) == b"new\n"
    assert git.show("HEAD:./a.yaml", folder=repository / "policies") == b"new\n"


def test_neither_filters_nor_textconv_nor_monitors_run(repository: Path) -> None:
    """What a repository configures is not obeyed."""
    mark = repository / "ran"
    (repository / ".gitattributes").write_text("*.yaml diff=x filter=x\n")
    for key in ("diff.x.textconv", "filter.x.smudge", "core.fsmonitor", "core.pager"):
        run(repository, "config", key, f"touch {mark}; cat")
    git.show("v1:policies/a.yaml", folder=repository)
    git.since("v1", str(repository / "policies/a.yaml"))

    assert not mark.exists()


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        ("nowhere:policies/a.yaml", f"nowhere: {NO_REVISION}"),
        ("--help:policies/a.yaml", f"--help: {NO_REVISION}"),
        ("HEAD:missing.yaml", f"HEAD:missing.yaml: no file missing.yaml at HEAD{TOP}"),
        ("HEAD:new.yaml", f"HEAD:new.yaml: no file new.yaml at HEAD{TOP}"),
        ("HEAD:policies", "HEAD:policies: a folder, not a file"),
        ("HEAD:../a.yaml", "HEAD:../a.yaml: '../a.yaml' is outside repository at"),
    ],
)
def test_what_cannot_be_read_is_said(
    repository: Path, argument: str, message: str
) -> None:
    (repository / "new.yaml").write_text("a: 1\n")
    with pytest.raises(PolicycheckError) as raised:
        git.show(argument, folder=repository)

    assert str(raised.value).startswith(message)
    assert "\n" not in str(raised.value)


def test_a_folder_that_is_no_repository(tmp_path: Path) -> None:
    with pytest.raises(PolicycheckError, match=r": not in a git repository$"):
        git.show("HEAD:a.yaml", folder=tmp_path)
    with pytest.raises(PolicycheckError, match=r": not in a git repository$"):
        git.since("HEAD", str(tmp_path / "a.yaml"))


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(PolicycheckError, match="folder does not exist"):
        git.show("HEAD:a.yaml", folder=tmp_path / "nowhere")


def test_a_blob_too_large_to_be_a_policy(repository: Path) -> None:
    with pytest.raises(PolicycheckError, match="larger than 2 bytes"):
        git.show("HEAD:policies/a.yaml", folder=repository, limits=Limits(bytes=2))


def test_a_git_that_does_not_answer(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(git, "_SECONDS", 0)

    with pytest.raises(PolicycheckError, match="did not answer"):
        git.show("HEAD:policies/a.yaml", folder=repository)


@pytest.mark.parametrize(
    ("revision", "command"),
    [
        ("v1", "git fetch --unshallow"),
        ("HEAD~1", "git fetch --unshallow"),
        ("origin/next", "git fetch --depth=1 origin next:refs/remotes/origin/next"),
    ],
)
def test_a_shallow_clone_is_told_what_to_fetch(
    repository: Path, tmp_path: Path, revision: str, command: str
) -> None:
    run(tmp_path, "clone", "--quiet", "--depth=1", f"file://{repository}", "shallow")

    with pytest.raises(PolicycheckError) as raised:
        git.show(f"{revision}:policies/a.yaml", folder=tmp_path / "shallow")

    assert f"run `{command}`" in str(raised.value)


def test_the_path_of_a_working_tree_since_a_revision(repository: Path) -> None:
    found = git.since("v1", str(repository / "policies/a.yaml"))

    assert found == "v1:policies/a.yaml"
    assert git.show(found, folder=repository) == "old: ä\r\n".encode()


def test_what_is_a_revision_and_what_is_a_path(tmp_path: Path) -> None:
    odd = tmp_path / "a:b.yaml"
    odd.write_text("x")

    assert git.is_revision("HEAD:a.yaml")
    assert git.is_revision("origin/main:policies/a.yaml")
    assert not git.is_revision("a.yaml")
    assert not git.is_revision(":a.yaml")
    assert not git.is_revision("HEAD:")
    assert not git.is_revision(str(odd))


@pytest.mark.parametrize("name", ["origin/main:a.yaml", "HEAD:a.yaml"])
def test_a_file_named_like_one_at_a_revision_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Else who adds it says what their change is compared with."""
    monkeypatch.chdir(tmp_path)
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).symlink_to("wherever")

    with pytest.raises(PolicycheckError) as raised:
        git.is_revision(name)

    assert str(raised.value) == (
        f"{name}: a file here, and the name of one at a revision; "
        f"write ./{name} for the file here, or take it away"
    )
    assert not git.is_revision(f"./{name}")
    assert not git.is_revision(f"../{tmp_path.name}/{name}")


def test_a_drive_is_no_revision(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git, "_DRIVES", True)

    assert not git.is_revision("C:\\policy.yaml")
    assert not git.is_revision("C:/policy.yaml")
    assert git.is_revision("v:policy.yaml")


@pytest.mark.parametrize("stderr", [b"", b"fatal: the disk is on fire\n"])
def test_what_git_says_otherwise_is_passed_on(
    repository: Path, monkeypatch: pytest.MonkeyPatch, stderr: bytes
) -> None:
    def refuse(
        arguments: tuple[str, ...], _folder: Path
    ) -> subprocess.CompletedProcess[bytes]:
        is_asked = arguments[0] == "rev-parse" and "--verify" in arguments
        return subprocess.CompletedProcess(
            [], 0 if is_asked else 128, b"abc\n" if is_asked else b"", stderr
        )

    monkeypatch.setattr(git, "run", refuse)
    says = "the disk is on fire" if stderr else f"no file a.yaml at HEAD{TOP}"
    where = "the disk is on fire" if stderr else "not in a git repository"

    with pytest.raises(PolicycheckError, match=f"^HEAD:a.yaml: {says}$"):
        git.show("HEAD:a.yaml", folder=repository)
    with pytest.raises(PolicycheckError, match=f": {where}$"):
        git.since("HEAD", str(repository / "a.yaml"))
