"""Many policies, and which findings are known already."""

from __future__ import annotations

import json
import subprocess
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from typer.testing import CliRunner

from policycheck import checking, editions
from policycheck.cli import progress, running
from policycheck.cli.app import app
from policycheck.report import Checked

TODAY = "2026-11-23"
CLEAN = """\
policycheck: 1
policy: {id: acme, title: Acme}
controllers: {acme: {name: Acme GmbH, country: DE, email: p@acme.example}}
data_categories: {email: {name: E-mail}}
purposes: {mail: {name: Mail}}
activities: [{id: mail, data_categories: [email], purposes: [mail]}]
"""
OLD_FAULT = CLEAN.replace("country: DE", "country: ZZ")
NEW_FAULT = OLD_FAULT.replace("purposes: [mail]", "purposes: [post]")


def run(*arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
    """Status, stdout and stderr of a validate command."""
    result = CliRunner().invoke(
        app, ["validate", "--as-of", TODAY, *arguments], input=stdin
    )
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def git(*arguments: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@b.example")
    subprocess.run(
        ["git", *who, *arguments],
        check=True,
        capture_output=True,
    )


def write(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def report(*arguments: str) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = json.loads(
        run(*arguments, "-f", "json")[1]
    )
    return found


def states(*arguments: str) -> dict[str, str]:
    """The state of each finding, by rule."""
    return {each["rule"]: each["state"] for each in report(*arguments)["findings"]}


def paths(*arguments: str) -> list[str]:
    return [each["path"] for each in report(*arguments)["policies"]]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with nothing in it."""
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.chdir(tmp_path)
    git("init", "-q", "-b", "main")
    return tmp_path


def commit(message: str = "x") -> None:
    git("add", "-A")
    git("commit", "-q", "-m", message)


# Which policies


def test_one_broken_file_among_a_thousand() -> None:
    """It is reported, and so are the other 999; the order is that of the files."""
    for number in range(1000):
        text = CLEAN.replace("id: acme", f"id: acme-{number}")
        write(f"policies/p{number:03}.yaml", text)
    write("policies/p500.yaml", CLEAN.replace("[email]", "[email"))

    status, out, err = run("-f", "json", "-j", "2")

    found = json.loads(out)
    assert (status, err) == (1, "")
    assert [each["path"] for each in found["findings"]] == ["policies/p500.yaml"]
    assert [each["path"] for each in found["policies"]] == [
        f"policies/p{number:03}.yaml" for number in range(1000)
    ]


def test_the_number_of_processes_changes_no_byte(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(checking, "_WORTH", 100)
    for number in range(40):
        write(f"policies/{number:02}.yaml", NEW_FAULT if number % 3 else CLEAN)

    outs = {run("-j", jobs)[1] for jobs in ("1", "2")}

    assert len(outs) == 1


def test_patterns_are_expanded_here_where_no_shell_does_it() -> None:
    for name in ("a/x.yaml", "a/b/y.yaml", "a/b/z.yml"):
        write(name, CLEAN)

    assert paths("a/**/*.yaml") == ["a/b/y.yaml", "a/x.yaml"]
    assert run("b/*.yaml")[0] == 2


def test_what_git_ignores_is_left_out_of_folders_and_counted() -> None:
    write(".gitignore", "drafts/\n")
    write("policies/a.yaml", CLEAN)
    write("policies/drafts/b.yaml", CLEAN)

    assert paths() == ["policies/a.yaml"]
    assert report()["left_out"] == [{"policies": 1, "reason": "ignored by git"}]
    assert paths("policies/drafts/b.yaml") == ["policies/drafts/b.yaml"]


def test_excluded_policies_are_left_out_and_counted() -> None:
    write("policycheck.toml", 'exclude = ["policies/old"]\n')
    write("policies/a.yaml", CLEAN)
    write("policies/b.yaml", CLEAN)
    write("policies/old/c.yaml", CLEAN)

    assert paths("policies", "--exclude", "policies/b.*") == ["policies/a.yaml"]
    assert report("policies", "--exclude", "policies/b.*")["left_out"] == [
        {"policies": 1, "reason": "excluded by --exclude"},
        {"policies": 1, "reason": "excluded by policycheck.toml"},
    ]


def test_a_policy_left_out_on_purpose_is_no_failure() -> None:
    """A pre-commit hook names a policy that the configuration leaves out."""
    write("policycheck.toml", 'exclude = ["policies"]\n')
    write("policies/a.yaml", OLD_FAULT)

    status, out, err = run("policies/a.yaml")

    assert (status, err) == (0, "")
    assert out.startswith("nothing was checked\n")
    assert "1 policy excluded by policycheck.toml" in out


def test_standard_input_is_a_policy() -> None:
    status, out, _ = run("-", "-f", "concise", stdin=NEW_FAULT.encode())

    assert status == 1
    assert out.startswith("<stdin>:3:")


def test_standard_input_stands_for_the_file_it_is_called_by() -> None:
    """An editor checks what is not saved yet, with the file's own configuration."""
    write("p/policycheck.toml", 'ignore = ["integrity/unknown-country"]\n')
    write("p/a.yaml", CLEAN)

    arguments = ("-", "p/a.yaml", "--stdin-filename", "p/a.yaml", "-f", "json")
    found = json.loads(run(*arguments, stdin=NEW_FAULT.encode())[1])

    assert [each["rule"] for each in found["findings"]][:1] != []
    assert {each["path"] for each in found["findings"]} == {"p/a.yaml"}
    assert "integrity/unknown-country" in found["rules_off"]
    assert len(found["policies"]) == 1


def test_a_file_that_cannot_be_read_is_told_and_not_compared() -> None:
    write("policies/a.yaml", CLEAN)
    commit()

    status, out, err = run("policies/a.yaml", "policies/none.yaml", "--since", "HEAD")

    assert (status, err) == (2, "")
    assert "not read     policies/none.yaml: no such file" in out


def test_a_hostile_name_is_printed_as_text() -> None:
    assert "\\x1b[31m.yaml: no such file" in run("\x1b[31m.yaml")[1]
    assert "\\x1b[31m.yaml: no such file" in run("\x1b[31m.yaml", "-q")[2]


def test_what_would_be_checked_can_be_listed() -> None:
    write(".gitignore", "drafts/\n")
    write("policies/a.yaml", OLD_FAULT)
    write("policies/other.yaml", "a: 1\n")
    write("policies/drafts/b.yaml", CLEAN)

    assert run("--list-files") == (
        0,
        "policies/a.yaml\n",
        (
            "policycheck: 1 policy ignored by git\n"
            "policycheck: 1 YAML file without `policycheck:` at the top\n"
        ),
    )
    assert run("--list-files", "gone.yaml", "policies/a.yaml") == (
        2,
        "policies/a.yaml\n",
        "policycheck: gone.yaml: no such file or directory\n",
    )


def test_a_frozen_rule_set_keeps_later_rules_from_running(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nor does one count for more than it did, and what was left out is told."""
    known = {
        "2026.1": {"integrity/unknown-country": "warning"},
        "2027.1": {"integrity/unknown-country": "error"},
    }
    monkeypatch.setattr(editions, "editions", lambda: known)
    write("policies/a.yaml", NEW_FAULT)
    assert {"integrity/unresolved-name", "integrity/unknown-country"} <= set(states())

    write("policycheck.toml", 'rules = "2026.1"\n')
    found = report()

    assert [(each["rule"], each["severity"]) for each in found["findings"]] == [
        ("integrity/unknown-country", "warning")
    ]
    assert "integrity/unresolved-name" in str(found["rules_off"])
    assert run()[0] == 0


# Since a revision


def test_since_checks_what_changed() -> None:
    write("policies/a.yaml", CLEAN)
    write("policies/b.yaml", CLEAN)
    commit()
    write("policies/b.yaml", OLD_FAULT)
    write("policies/c.yaml", CLEAN)

    assert paths("--since", "HEAD") == ["policies/b.yaml", "policies/c.yaml"]
    assert report("--since", "HEAD")["left_out"] == [
        {"policies": 1, "reason": "not changed since HEAD"}
    ]


def test_a_policy_changed_when_its_prose_did() -> None:
    """The fault may be in the file that did not change."""
    write("policies/a.yaml", CLEAN.replace("title: Acme}", "title: Acme, text: p.md}"))
    write("policies/p.md", "Acme\n")
    commit()
    assert paths("--since", "HEAD") == []

    write("policies/p.md", "Acme Inc\n")
    assert paths("--since", "HEAD") == ["policies/a.yaml"]

    Path("policies/p.md").unlink()
    assert paths("--since", "HEAD") == ["policies/a.yaml"]


@pytest.mark.parametrize(
    "text",
    ["- policycheck: 1\n", f"{CLEAN}policy: [", "policycheck: 1\npolicy: {text: 5}\n"],
)
def test_a_faulty_policy_is_compared_as_well(text: str) -> None:
    write("policies/a.yaml", text)
    commit()

    assert run("policies/a.yaml", "--since", "HEAD")[0] == 0
    assert run("policies/a.yaml", "--new-from", "HEAD")[0] == 1


def test_nothing_changed_is_no_failure() -> None:
    write("policies/a.yaml", NEW_FAULT)
    commit()

    status, out, _ = run("--since", "HEAD")

    assert status == 0
    assert "1 policy not changed since HEAD" in out


def test_since_means_nothing_outside_a_repository(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / "a.yaml").write_text(CLEAN)
    result = CliRunner().invoke(app, ["validate", str(other), "--since", "HEAD"])

    assert "not in a git repository, so HEAD means nothing" in str(result.exception)


# Known findings


def test_new_from_counts_only_what_the_revision_did_not_have() -> None:
    """Lines may move: the place decides, not the line."""
    write("policies/a.yaml", OLD_FAULT)
    write("policies/same.yaml", OLD_FAULT)
    commit()
    assert run("--new-from", "HEAD")[0] == 0

    write("policies/a.yaml", "# a comment\n" + NEW_FAULT)
    found = report("--new-from", "HEAD")["findings"]

    assert run("--new-from", "HEAD")[0] == 1
    told = {(each["path"], each["rule"]): each["state"] for each in found}
    assert told["policies/a.yaml", "integrity/unknown-country"] == "baselined"
    assert told["policies/a.yaml", "integrity/unresolved-name"] == "new"
    assert told["policies/same.yaml", "integrity/unknown-country"] == "baselined"
    assert {each["excuse"] for each in found if each["state"] == "baselined"} == {
        "found at HEAD too"
    }


def test_everything_in_a_new_policy_is_new() -> None:
    write("policies/a.yaml", CLEAN)
    commit()
    write("policies/b.yaml", OLD_FAULT)

    assert states("--new-from", "HEAD") == {"integrity/unknown-country": "new"}


def test_a_policy_is_compared_with_the_prose_it_had() -> None:
    quoted = CLEAN.replace(
        "title: Acme}", "title: Acme, text: p.md, quotes: {title: A}}"
    )
    write("policies/a.yaml", quoted)
    write("policies/p.md", "A\n")
    commit()
    write("policies/p.md", "B\n")
    assert states("--new-from", "HEAD") == {"evidence/quote-not-in-text": "new"}

    commit()
    write("policies/a.yaml", f"{quoted}# more\n")
    assert states("--new-from", "HEAD") == {"evidence/quote-not-in-text": "baselined"}

    Path("policies/p.md").unlink()
    commit()
    write("policies/a.yaml", f"{quoted}# still more\n")
    assert states("--new-from", "HEAD") == {"evidence/text-unreadable": "baselined"}


def test_a_broken_file_counts_however_long_it_was_broken() -> None:
    write("policies/a.yaml", "policycheck: [1\n")
    commit()
    write("policies/a.yaml", "policycheck: [1 \n")

    assert run("--new-from", "HEAD")[0] == 1


def test_a_bug_met_with_the_older_policy_excuses_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write("policies/a.yaml", OLD_FAULT)
    commit()
    write("policies/a.yaml", f"{OLD_FAULT}# more\n")
    check_all = checking.check_all
    calls: list[int] = []

    def second_crashes(
        jobs: list[checking.Job], workers: int
    ) -> list[Checked | checking.Crash]:
        calls.append(1)
        if len(calls) > 1:
            return [checking.Crash(each.path, "boom") for each in jobs]
        return list(check_all(jobs, workers))

    monkeypatch.setattr(checking, "check_all", second_crashes)

    assert run("--new-from", "HEAD")[0] == 1


def test_a_baseline_takes_up_an_old_policy() -> None:
    write("policies/a.yaml", OLD_FAULT)
    status, out, err = run("--write-baseline")

    assert status == 0
    assert err == (
        "policycheck: policycheck-baseline.json: knows 1 of 1 findings now\n"
        "policycheck: use it with --baseline policycheck-baseline.json, or set "
        'baseline = "policycheck-baseline.json" in policycheck.toml\n'
    )
    assert "1 known from policycheck-baseline.json" in out
    baseline = ("--baseline", "policycheck-baseline.json")
    assert states(*baseline) == {"integrity/unknown-country": "baselined"}

    write("policies/a.yaml", NEW_FAULT)
    assert run(*baseline)[0] == 1
    assert states(*baseline)["integrity/unknown-country"] == "baselined"
    assert states(*baseline)["integrity/unresolved-name"] == "new"


def test_writing_a_baseline_says_what_it_leaves_out() -> None:
    waiver = (
        "waivers: [{rule: integrity/unknown-country, at: /controllers, reason: r}]\n"
    )
    write("policycheck.toml", 'baseline = "known.json"\n')
    write("policies/a.yaml", OLD_FAULT + waiver)
    write("policies/b.yaml", CLEAN.replace("title: Acme", "titel: Acme"))

    assert run("--write-baseline")[2] == (
        "policycheck: known.json: knows 0 of 3 findings now; left out: 1 waived "
        "already, 2 about the file itself, which no baseline holds\n"
    )


def test_a_baseline_entry_that_is_gone_is_a_warning() -> None:
    write("policycheck.toml", 'baseline = "known.json"\n')
    write("policies/a.yaml", OLD_FAULT)
    run("--write-baseline")
    write("policies/a.yaml", CLEAN)

    assert states() == {"baseline/idle": "new"}
    assert run()[0] == 0
    assert run("--fail-on", "warning")[0] == 1

    run("--write-baseline")
    assert states() == {}
    assert json.loads(Path("known.json").read_text())["findings"] == []


def test_only_the_policies_with_a_baseline_are_compared() -> None:
    write("p/policycheck.toml", 'baseline = "known.json"\n')
    write("p/a.yaml", OLD_FAULT)
    write("q/a.yaml", OLD_FAULT)
    run("p", "--write-baseline")

    assert [each["state"] for each in report("p", "q")["findings"]] == [
        "baselined",
        "new",
    ]


def test_one_baseline_knows_several_policies() -> None:
    write("policies/a.yaml", OLD_FAULT)
    write("policies/b.yaml", OLD_FAULT)
    run("--write-baseline")

    found = report("--baseline", "policycheck-baseline.json")["findings"]
    assert [each["state"] for each in found] == ["baselined", "baselined"]


def test_the_cores_are_counted_where_affinity_is_not_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr("os.sched_getaffinity", raising=False)
    monkeypatch.setattr("os.cpu_count", lambda: None)

    assert running.cores() == 1


# Progress


class Terminal(TextIOWrapper):
    """A stderr that is a terminal."""

    def isatty(self) -> bool:
        """Say that somebody watches."""
        return True


def watch(
    monkeypatch: pytest.MonkeyPatch, seconds: float, *, quiet: bool = False
) -> str:
    written = BytesIO()
    monkeypatch.setattr("sys.stderr", Terminal(written))
    ticks = iter([0.0, *(seconds * each for each in range(1, 100))])
    monkeypatch.setattr("time.monotonic", lambda: next(ticks))

    assert list(progress.watched(range(4), 4, quiet=quiet)) == [0, 1, 2, 3]

    return written.getvalue().decode()


def test_a_run_over_a_second_shows_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written = watch(monkeypatch, 0.6)

    assert written.startswith(
        "\rpolicycheck [############------------] 2 of 4 policies\r"
    )
    assert written.endswith(" \r")


def test_a_short_run_or_a_quiet_one_shows_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert watch(monkeypatch, 0.1) == ""
    assert watch(monkeypatch, 9, quiet=True) == ""
