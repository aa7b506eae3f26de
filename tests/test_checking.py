"""Many policies checked."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from policycheck import checking, engine
from policycheck.checking import Crash, Job, check_all
from policycheck.errors import PolicycheckError
from policycheck.files import Prose
from policycheck.location import ROOT
from policycheck.report import Checked
from policycheck.selection import ALL
from policycheck.source import Document

DAY = date(2026, 11, 23)
CLEAN = """\
policycheck: 1
policy: {id: a, title: A}
controllers: {a: {name: A, country: DE, email: a@a.example}}
data_categories: {email: {name: E-mail}}
purposes: {mail: {name: Mail}}
activities: [{id: mail, data_categories: [email], purposes: [mail]}]
"""
FAULTY = CLEAN.replace("[mail]}]", "[post]}]")


def jobs(many: int) -> list[Job]:
    return [
        Job(
            path=f"{number:03}.yaml",
            raw=(FAULTY if number % 7 == 3 else CLEAN).encode(),
            as_of=DAY,
            only=None,
            selection=ALL,
        )
        for number in range(many)
    ]


def told(results: list[Checked | Crash]) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (each.document.path, tuple(found.message for found in each.findings))
        if isinstance(each, Checked)
        else (each.path, ("crash",))
        for each in results
    ]


def test_many_processes_say_what_one_says_in_the_same_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    alone = list(check_all(jobs(70), 1))
    monkeypatch.setattr(checking, "_WORTH", 100)

    together = list(check_all(jobs(70), 2))

    assert told(together) == told(alone)
    assert [each.path for each in jobs(70)] == [path for path, _ in told(alone)]
    for one, other in zip(alone, together, strict=True):
        assert isinstance(one, Checked)
        assert isinstance(other, Checked)
        assert (one.law, one.rules_run, one.id) == (
            other.law,
            other.rules_run,
            other.id,
        )
        assert one.unchecked == other.unchecked
        if one.findings:
            assert one.document.lines == other.document.lines


def test_processes_are_spawned_where_a_fork_is_not_safe(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(checking, "_WORTH", 100)
    monkeypatch.setattr(sys, "platform", "darwin")

    assert told(list(check_all(jobs(3), 2))) == told(list(check_all(jobs(3), 1)))


@pytest.mark.skipif(sys.platform != "linux", reason="only a fork has what is patched")
def test_a_process_that_is_killed_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    parent, check = os.getpid(), checking.check

    def killed(job: Job) -> Iterator[Checked | Crash]:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return check(job)

    monkeypatch.setattr(checking, "_WORTH", 100)
    monkeypatch.setattr(checking, "check", killed)
    with pytest.raises(PolicycheckError) as raised:
        list(check_all(jobs(40), 2))

    assert str(raised.value) == (
        "one of the processes that check was killed, maybe for want of memory; "
        "try again with --jobs 1"
    )


@pytest.mark.skipif(sys.platform != "linux", reason="it reads /proc")
@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGKILL])
def test_no_process_outlives_the_run(tmp_path: Path, ending: signal.Signals) -> None:
    """They hold the log open, and a runner would wait for its end."""
    activity = "  - {id: a%d, data_categories: [email], purposes: [mail]}\n"
    long = CLEAN[: CLEAN.index("activities")] + "activities:\n"
    long += "".join(activity % number for number in range(2000))
    for number in range(40):
        (tmp_path / f"{number}.yaml").write_text(long)
    run = subprocess.Popen(
        [sys.executable, "-m", "policycheck", "validate", ".", "-j2", "-q"],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    children = Path(f"/proc/{run.pid}/task/{run.pid}/children")
    deadline = time.monotonic() + 60
    while len(started := children.read_text().split()) < 2:
        assert run.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.05)
    run.send_signal(ending)
    try:
        told = run.communicate(timeout=30)
    except subprocess.TimeoutExpired:
        for child in started:
            os.kill(int(child), signal.SIGKILL)
        raise

    assert (run.returncode, *told) == (-ending, b"", b"")


def test_nothing_to_do_is_nothing_done() -> None:
    assert list(check_all([], 2)) == []


def test_a_bug_met_with_one_does_not_hide_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    check = engine.check

    def crash(document: Document, **options: object) -> Checked:
        if document.path == "001.yaml":
            message = "boom"
            raise RuntimeError(message)
        return check(document, **options)  # type: ignore[arg-type] # passed through

    monkeypatch.setattr(engine, "check", crash)
    results = list(check_all(jobs(3), 1))
    small = checking._check_chunk(jobs(3))  # noqa: SLF001 - what a process runs

    for found in (results, small):
        assert isinstance(found[1], Crash)
        assert "RuntimeError: boom" in found[1].trace
        assert [path for path, _ in told(found)] == ["000.yaml", "001.yaml", "002.yaml"]


def test_a_clean_policy_leaves_its_data_behind() -> None:
    """What a process sends back is small, and equal parts are one object."""
    one, two, three = checking._check_chunk(jobs(3))  # noqa: SLF001 - as above
    faulty = checking._check_chunk([jobs(4)[3]])[0]  # noqa: SLF001 - as above

    assert isinstance(one, Checked)
    assert isinstance(two, Checked)
    assert isinstance(three, Checked)
    assert isinstance(faulty, Checked)
    assert one.document.data is None
    assert one.rules_run is two.rules_run is three.rules_run
    assert faulty.document.data is not None
    assert len(pickle.dumps(one)) < len(pickle.dumps(faulty))


def test_a_policy_whose_lines_nobody_sees_leaves_its_data_behind() -> None:
    """What is left of it stands where it stood."""
    faulty = jobs(4)[3]
    [shown] = checking.check(faulty)
    [unseen] = checking.check(replace(faulty, shown=False))

    assert isinstance(shown, Checked)
    assert isinstance(unseen, Checked)
    assert unseen.findings == shown.findings
    assert (unseen.document.data, unseen.document.text) == (None, shown.document.text)
    assert unseen.document.locate(ROOT) == shown.document.locate(ROOT)
    assert len(pickle.dumps(unseen)) < len(pickle.dumps(shown))


def test_prose_can_be_given_instead_of_read() -> None:
    quoted = CLEAN.replace("title: A}", "title: A, text: a.md, quotes: {title: Ours}}")
    job = Job(
        path="a.yaml",
        raw=quoted.encode(),
        as_of=DAY,
        only=None,
        selection=ALL,
        prose={"a.md": Prose("a.md", "Theirs.")},
    )
    missing = replace(job, prose={})

    rules = [
        [found.rule for found in each.findings]
        for each in check_all([job, missing], 1)
        if isinstance(each, Checked)
    ]

    assert rules == [["evidence/quote-not-in-text"], ["evidence/text-unreadable"]]
