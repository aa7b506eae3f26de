"""No network, no process but git, no code of data, no file written but those asked for.

Every command runs with the calls trapped; then git, revisions and names are tried with
what a hostile repository holds.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fuzz.door import Outcome, run
from fuzz.trapped import MARK

from policycheck.cli.app import app

ROOT = Path(__file__).parent.parent
POLICY = f"""\
policycheck: 1
policy:
  id: acme
  title: Acme {MARK}
  text: privacy.md
  regimes: [eu-gdpr, us-ca-ccpa]
controllers:
  acme: {{name: {MARK}, country: DE, email: privacy@acme.example}}
data_categories:
  email: {{name: {MARK}, ccpa: [identifiers]}}
purposes:
  delivery: {{name: {MARK}}}
retention:
  orders: {{max: P10Y}}
activities:
  - id: orders
    data_categories: [email]
    purposes: [delivery]
    quote: "{MARK} is needed"
waivers: [{{rule: gdpr/retention-undisclosed, reason: {MARK}}}]
x-{MARK}: "__import__('os').system('touch pwned')"
"""
TILT = {"meta": {"name": MARK}, "dataDisclosed": [{"category": MARK}]}
FIDES = {"system": [{"fides_key": MARK, "privacy_declarations": [{"data_use": MARK}]}]}
PAGE = "<!-- policycheck:table ccpa -->\n<!-- /policycheck:table -->\n"
P = "policies/policy.yaml"
COMMANDS: dict[str, tuple[str, ...]] = {
    **{
        f"validate {P} -f {name}": ()
        for name in (
            "text", "concise", "json", "sarif", "junit", "github", "gitlab", "markdown",
        )
    },
    "validate": (),
    "validate policies --statistics": (),
    f"validate {P} -o out/report": ("out/report",),
    f"validate {P} -f text -f sarif=out.sarif -f json=out.json": (
        "out.json", "out.sarif",
    ),
    f"validate {P} --write-baseline": ("policycheck-baseline.json",),
    f"validate {P} --baseline policycheck-baseline.json": (),
    f"validate {P} --since HEAD": (),
    f"validate {P} --new-from HEAD": (),
    "validate tagged.yaml": (),
    "validate --from tilt in.json": (),
    f"table ccpa {P}": (),
    f"table gdpr {P} --format html --page": (),
    f"table ccpa {P} --output out.csv --format csv": ("out.csv",),
    f"table ccpa {P} --write page.md": ("page.md",),
    f"table ccpa {P} --check=page.md": (),
    f"diff {P} {P}": (),
    f"diff HEAD:{P} {P} --format markdown": (),
    f"diff --since HEAD {P}": (),
    f"trace {P}": (),
    f"trace {P} --format json": (),
    "explain gdpr/purpose-without-legal-basis": (),
    "rules": (),
    "schema": (),
    "config": (),
    f"config {P} --format json": (),
    "init new/policy.yaml --config --ci github": (
        ".github", ".github/workflows", ".github/workflows/policycheck.yml", "new",
        "new/policy.schema.json", "new/policy.yaml", "policycheck.toml",
    ),
    "import tilt in.json": (),
    "import tilt in.json -o imported": ("imported", "imported/markofthepolicy.yaml"),
    "import fides in.yml": (),
    f"export tilt {P}": (),
    f"export dpv {P} --report": (),
    f"export ropa {P}": (),
    f"export json {P}": (),
    "--version": (),
    "--help": (),
}  # fmt: skip
"""Each command with the files it is asked to write, and no other."""


def git(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=t", "-c", "user.email=t@t.example")
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(
        ["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True,
        env=environment,
    )  # fmt: skip
    return done.stdout.strip()


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a policy, its text, and documents of other formats."""
    folder = tmp_path_factory.mktemp("repository")
    (folder / "policies").mkdir()
    (folder / "out").mkdir()
    (folder / P).write_text(POLICY)
    (folder / "policies/privacy.md").write_text(f"{MARK} is needed for this.\n")
    (folder / "in.json").write_text(json.dumps(TILT))
    (folder / "in.yml").write_text(json.dumps(FIDES))
    (folder / "page.md").write_text(PAGE)
    tagged = f"a: !!python/object/apply:os.system ['touch pwned # {MARK}']\n"
    (folder / "tagged.yaml").write_text(tagged)
    git(folder, "init", "--quiet")
    git(folder, "add", P, "policies/privacy.md")
    git(folder, "commit", "--quiet", "-m", "a policy")
    (folder / P).write_text(POLICY.replace("P10Y", "P5Y"))
    return folder


@pytest.fixture
def here(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, in which the process is."""
    folder = tmp_path / "copy"
    shutil.copytree(repository, folder)
    monkeypatch.chdir(folder)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    for name in [each for each in os.environ if each.startswith("GIT_")]:
        monkeypatch.delenv(name)
    return folder


def trapped(folder: Path, commands: list[list[str]]) -> list[dict[str, Any]]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", "fuzz.trapped"], input=json.dumps(commands), text=True,
        capture_output=True, check=False, cwd=folder, env=environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def wrong(events: list[list[str]], asked: tuple[str, ...], here: Path) -> Iterator[str]:
    for kind, what in events:
        if kind == "process" and what.startswith("git --no-pager "):
            continue
        if kind == "write" and what.isdecimal():
            continue  # a file opened already, by its number
        if kind == "write":
            name = os.path.relpath(here / what, here)
            # A file is written beside its place and then moved there.
            plain = name.replace("/.", "/").lstrip(".").partition(".tmp")[0]
            if what == os.devnull or name == ".":
                continue
            if any(plain.startswith((each, each.lstrip("."))) for each in asked):
                continue
        yield f"{kind}: {what}"


def test_no_command_leaves_the_process_but_for_what_was_asked(here: Path) -> None:
    before = {each for each in here.rglob("*") if ".git/" not in str(each)}
    commands = [command.split() for command in COMMANDS]
    found = trapped(here, commands)
    told = {
        " ".join(words): list(wrong(done["events"], asked, here))
        for words, done, asked in zip(commands, found, COMMANDS.values(), strict=True)
    }
    after = {each for each in here.rglob("*") if ".git/" not in str(each)}
    written = {name for asked in COMMANDS.values() for name in asked}

    assert {words: each for words, each in told.items() if each} == {}
    failed = [done["err"] for done in found if done["status"] > 1]
    assert failed == []
    assert {str(each.relative_to(here)) for each in after - before} == written - {
        "page.md"
    }
    assert not (here / "pwned").exists()


def test_every_command_is_tried() -> None:
    names = {each.name or each.callback.__name__ for each in app.registered_commands}  # type: ignore[union-attr] # commands have callbacks
    names |= {str(each.name) for each in app.registered_groups}

    assert names <= {command.split()[0] for command in COMMANDS}


def test_the_trap_catches_what_it_is_for(here: Path) -> None:
    """Else nothing would be found, whatever was done."""
    planted = {
        "network": "import socket; socket.socket()",
        "process": "import subprocess; subprocess.run(['true'])",
        "process os.system os.system": "import os; os.system('true')",
        "write": "open('planted', 'w').close()",
        "write os.mkdir": "import os; os.mkdir('planted2')",
        "code": f"eval('\"{MARK}\"')",
    }
    for kind, code in planted.items():
        program = (
            "import sys, json; from fuzz import trapped; "
            "sys.addaudithook(trapped._hook); trapped._watched = True; "
            f"exec({code!r}); trapped._watched = False; "
            "print(json.dumps([each[0] for each in trapped._events]))"
        )
        done = subprocess.run(
            [sys.executable, "-c", program], text=True, capture_output=True, check=True,
            cwd=here, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert kind.split()[0] in json.loads(done.stdout), kind


# --- a hostile repository

CONFIGURED = (
    "core.fsmonitor", "core.pager", "pager.cat-file", "core.editor", "core.sshCommand",
    "core.askPass", "diff.external", "diff.x.textconv", "diff.x.command",
    "filter.x.smudge", "filter.x.clean", "filter.x.process", "alias.cat-file",
    "alias.rev-parse", "alias.ls-tree", "credential.helper", "gpg.program",
    "core.gitProxy", "uploadpack.packObjectsHook",
)  # fmt: skip
HOOKS = (
    "post-index-change", "reference-transaction", "fsmonitor-watchman", "post-checkout",
    "pre-commit", "update",
)  # fmt: skip


@pytest.fixture
def hostile(here: Path) -> Path:
    """The repository with every program configured that git could be made to run."""
    script = here / "program.sh"
    script.write_text(f"#!/bin/sh\ntouch {here}/pwned\ncat\n")
    script.chmod(0o755)
    hooks = here / "hooks"
    hooks.mkdir()
    for name in HOOKS:
        (hooks / name).symlink_to(script)
    lines = [f"[core]\n\thooksPath = {hooks}\n"]
    for key in CONFIGURED:
        section, _, name = key.rpartition(".")
        section, _, sub = section.partition(".")
        bang = "!" if section == "alias" else ""
        head = f'[{section} "{sub}"]' if sub else f"[{section}]"
        lines.append(f"{head}\n\t{name} = {bang}{script}\n")
    with (here / ".git/config").open("a") as config:
        config.writelines(lines)
    (here / ".gitattributes").write_text("* diff=x filter=x\n")
    (here / ".git/info/attributes").write_text("* diff=x filter=x\n")
    return here


GIT_COMMANDS = [
    ["validate", "policies"],
    ["validate", P, "--since", "HEAD"],
    ["validate", P, "--new-from", "HEAD"],
    ["diff", f"HEAD:{P}", P],
    ["diff", "--since", "HEAD", P],
]


@pytest.mark.parametrize("words", GIT_COMMANDS, ids=" ".join)
def test_nothing_that_a_repository_configures_is_run(
    hostile: Path, words: list[str]
) -> None:
    done = run(*words)

    assert done.status in {0, 1}, done.err
    assert not (hostile / "pwned").exists()


def test_the_repository_is_hostile_indeed(hostile: Path) -> None:
    git(hostile, "-c", "alias.x=!true", "x")
    subprocess.run(["git", "diff"], cwd=hostile, check=False, capture_output=True)

    assert (hostile / "pwned").exists()


@pytest.mark.parametrize(
    "revision",
    [
        "--upload-pack=touch pwned", "-c", "--exec=touch pwned", "--help", "--output=x",
        "-ccore.pager=x", "--git-dir=/", "HEAD^{/x", "HEAD@{-1}@{u}", "x y",
        "$(touch pwned)", "`touch pwned`", ";touch pwned", "../../etc", "", " ", "\n",
        "a\0b", "ext::sh -c x", "HEAD --output=x", "refs/../../x", "@{upstream}",
        "0" * 40, "HEAD^{commit}x",
    ],
)  # fmt: skip
@pytest.mark.parametrize("option", ["--new-from", "diff"])
def test_a_revision_is_never_an_option_or_a_command(
    hostile: Path, revision: str, option: str
) -> None:
    before = sorted(hostile.iterdir())
    words = {
        "diff": ["diff", "--", f"{revision}:{P}", P],
    }.get(option, ["validate", P, f"{option}={revision}"])
    done = run(*words)

    assert done.status == 2, done
    assert len(done.err.splitlines()) == 1
    assert sorted(hostile.iterdir()) == before


@pytest.mark.parametrize(
    "path",
    [
        "../../etc/passwd", "/etc/passwd", "-c", "--textconv", "policies", "a\nb",
        "policies/../../x", ":(glob)*", "", " ",
    ],
)  # fmt: skip
@pytest.mark.usefixtures("hostile")
def test_a_path_of_a_revision_stays_in_the_repository(path: str) -> None:
    done = run("diff", "--", f"HEAD:{path}", P)

    assert done.status == 2, done
    assert len(done.err.splitlines()) == 1
    assert "root:" not in done.err


def test_what_names_another_repository_is_not_obeyed(
    here: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A hook runs with variables that name its own repository."""
    other = tmp_path_factory.mktemp("other")
    git(other, "init", "--quiet")
    expected = run("diff", "--since", "HEAD", P)
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE"):
        monkeypatch.setenv(name, str(other / ".git"))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(other / ".git/objects"))

    assert expected.status == 0
    assert run("diff", "--since", "HEAD", P) == expected
    assert run("validate", "policies", "--since", "HEAD").status in {0, 1}
    assert (here / P).exists()


@pytest.mark.parametrize(
    ("folder", "words", "named"),
    [
        (".", ["--since", "base", P], P),
        ("policies", [f"base:{P}", "policy.yaml"], "base"),
    ],
)
def test_a_bare_repository_that_was_committed_is_not_read(
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    folder: str,
    words: list[str],
    named: str,
) -> None:
    """Else a pull request would say what its own change is compared with."""
    git(here, "branch", "base")
    git(here, "clone", "--quiet", "--bare", ".", "bare")
    shutil.copytree(here / "bare", here / "policies", dirs_exist_ok=True)
    monkeypatch.chdir(here / folder)

    assert run("diff", *words) == Outcome(
        2,
        "",
        f"policycheck: {named}: the folder passes for a bare git repository, which "
        "anyone could have committed; remove HEAD, objects and refs from it, or work "
        "in a clone\n",
    )


def test_a_partial_clone_fetches_nothing(here: Path, tmp_path: Path) -> None:
    """What it lacks could be fetched by a program of the repository's choice."""
    git(here, "config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    git(
        here, "clone", "--quiet", "--no-checkout", "--filter=blob:none",
        f"file://{here}", str(clone),
    )  # fmt: skip
    git(clone, "config", "remote.origin.url", f"ext::sh -c touch% {here}/pwned")
    git(clone, "config", "protocol.ext.allow", "always")
    (clone / "policies").mkdir()
    (clone / P).write_text(POLICY)
    for words in (["diff", f"HEAD:{P}", P], ["validate", P, "--new-from", "HEAD"]):
        done = subprocess.run(
            [sys.executable, "-m", "policycheck", *words],
            cwd=clone, check=False, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 2, done
        assert len(done.stderr.splitlines()) == 1

    assert not (here / "pwned").exists()


# --- names of files

HELD = "the secret of another file"


@pytest.mark.parametrize(
    "name",
    [
        "../secret.md", "../../../../../../etc/passwd", "/etc/passwd", "link.md",
        "folder/secret.md", "x/../../secret.md", "file:///etc/passwd", "~/.bashrc",
        "https://evil.example/x", "/dev/stdin", "/proc/self/environ", "a\0b", "|cat",
        "-", "", "." * 300, "CON", "..\\secret.md",
    ],
)  # fmt: skip
@pytest.mark.parametrize("command", ["validate", "trace"])
def test_the_text_of_a_policy_leads_nowhere_else(
    here: Path, name: str, command: str
) -> None:
    (here / "secret.md").write_text(HELD)
    (here / "policies/link.md").symlink_to(here / "secret.md")
    (here / "policies/folder").symlink_to(here)
    policy = POLICY.replace("text: privacy.md", f"text: {json.dumps(name)}")
    (here / P).write_text(policy)
    done = run(command, P)

    assert done.status == (2 if command == "trace" else 1)
    assert HELD not in done.out + done.err
    assert "root:" not in done.out + done.err


def test_at_a_revision_the_text_leads_nowhere_else_either(here: Path) -> None:
    (here / "secret.md").write_text(f"{MARK} is needed, says {HELD}")
    policy = POLICY.replace("text: privacy.md", "text: ../secret.md")
    (here / P).write_text(policy)
    git(here, "add", "secret.md", P)
    git(here, "commit", "--quiet", "-m", "b")
    (here / P).write_text(policy.replace("P10Y", "P5Y"))
    done = run("validate", P, "--new-from", "HEAD", "-f", "json")

    assert HELD not in done.out + done.err
    assert "evidence/text-unreadable" in done.out


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("../other/page.md", 0), ("link.md", 0), ("up/other/page.md", 0),
        ("../other/../other/page.md", 0), ("missing.md", 2), ("../other", 2),
        ("--output", 2), ("-c", 2), ("a\0b", 2), ("/dev/zero", 2), ("link.md/x", 2),
        ("http://evil.example/page.md", 2), ("|cat", 2),
    ],
)  # fmt: skip
def test_a_published_table_is_the_file_that_is_named(
    here: Path, name: str, status: int
) -> None:
    """The user names it, so that it may be anywhere; a name is never more than one."""
    other = here.parent / "other"
    other.mkdir()
    run("table", "ccpa", P, "--write", "page.md")
    shutil.copy(here / "page.md", other)
    (here / "link.md").symlink_to(other / "page.md")
    (here / "up").symlink_to(here.parent)
    before = sorted(here.rglob("*"))
    done = run("table", "ccpa", P, f"--check={name}")

    assert done.status == status, done
    assert len(done.err.splitlines()) == (status == 2)
    assert sorted(here.rglob("*")) == before
