"""Findings a repository had when it took up the tool."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from policycheck import baseline, engine
from policycheck.baseline import Known
from policycheck.errors import PolicycheckError
from policycheck.finding import State
from policycheck.report import Checked
from policycheck.selection import ALWAYS
from policycheck.source import read

DAY = date(2026, 11, 23)
FAULTY = """\
policycheck: 1
policy: {id: a, title: A}
controllers: {a: {name: A, country: ZZ, email: a@a.example}}
data_categories: {email: {name: E-mail}, spare: {name: Spare}}
purposes: {mail: {name: Mail}}
activities: [{id: mail, data_categories: [email], purposes: [post]}]
"""


def checked(path: str, text: str = FAULTY) -> Checked:
    return engine.check(read(path, text.encode()), as_of=DAY)


def test_a_baseline_knows_what_was_found_and_where(tmp_path: Path) -> None:
    """Its entries name policy, rule and place, sorted, so that a review reads them."""
    path = str(tmp_path / "b/baseline.json")
    one = checked(str(tmp_path / "p/a.yaml"))

    data = json.loads(baseline.text(path, [one], None))

    assert data == {
        "version": 1,
        "findings": [
            {
                "policy": "../p/a.yaml",
                "rule": each.rule,
                "at": each.stable_at,
                "fingerprint": each.fingerprint,
            }
            for each in sorted(
                one.findings, key=lambda each: (each.rule, each.stable_at)
            )
        ],
    }
    assert len(data["findings"]) >= 3


def test_what_it_knows_counts_no_more_and_stays_visible(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    one = checked(str(tmp_path / "a.yaml"))
    path.write_text(baseline.text(str(path), [one], None))

    known = baseline.read(str(path)).of(str(tmp_path / "a.yaml"))
    why = dict.fromkeys(
        (each.fingerprint for each in known), "known from baseline.json"
    )
    marked = engine.compare(one, why, always=ALWAYS)

    assert len(marked.findings) == len(one.findings)
    assert {each.state for each in marked.findings} == {State.BASELINED}
    assert {each.excuse for each in marked.findings} == {"known from baseline.json"}
    assert baseline.idle(known, one) == ()


def test_a_fault_of_the_file_is_never_known(tmp_path: Path) -> None:
    """A policy that is not judged keeps what the baseline knew of it."""
    path = str(tmp_path / "baseline.json")
    broken = checked(str(tmp_path / "a.yaml"), "policycheck: [1\n")
    before = baseline.Baseline(
        path, {"a.yaml": (Known("a.yaml", "gdpr/x", "/a", "00"),)}
    )

    text = baseline.text(path, [broken], before)
    marked = engine.compare(
        broken, {broken.findings[0].fingerprint: "known"}, always=ALWAYS
    )

    assert [each["fingerprint"] for each in json.loads(text)["findings"]] == ["00"]
    assert marked == broken


def test_a_waived_finding_is_not_for_the_baseline(tmp_path: Path) -> None:
    waiver = "waivers: [{rule: integrity/unknown-country, reason: moving}]\n"
    one = checked(str(tmp_path / "a.yaml"), FAULTY + waiver)

    text = baseline.text(str(tmp_path / "baseline.json"), [one], None)

    rules = {each["rule"] for each in json.loads(text)["findings"]}
    assert "integrity/unknown-country" not in rules
    assert "integrity/unresolved-name" in rules


def test_writing_it_again_keeps_what_it_knew_of_other_policies(tmp_path: Path) -> None:
    path = str(tmp_path / "baseline.json")
    entry = Known("other.yaml", "gdpr/x", "/a", "00")
    before = baseline.Baseline(
        path, {"other.yaml": (entry,), "a.yaml": (Known("a.yaml", "b/c", "", "11"),)}
    )

    text = baseline.text(path, [checked(str(tmp_path / "a.yaml"))], before)

    policies = [each["policy"] for each in json.loads(text)["findings"]]
    assert policies.count("other.yaml") == 1
    assert "11" not in {each["fingerprint"] for each in json.loads(text)["findings"]}


def test_an_entry_that_is_gone_is_a_finding() -> None:
    one = checked("a.yaml")
    gone = Known("a.yaml", "integrity/unused-entry", "/purposes/old", "00")
    asleep = Known("a.yaml", "gdpr/purpose-without-legal-basis", "/x", "11")

    idle = baseline.idle([gone, asleep], one)
    told = engine.mention_idle(one, "b.json", (gone, gone))
    alone = engine.mention_idle(one, "b.json", (Known("a", "b/c", "", ""),))

    assert idle == (gone,)
    assert engine.mention_idle(one, "b.json", ()) is one
    new = [each for each in told.findings if each.rule == "baseline/idle"]
    assert [each.message for each in new] == [
        "b.json knows integrity/unused-entry at /purposes/old and 1 more: gone"
    ]
    assert any(each.message == "b.json knows b/c at /: gone" for each in alone.findings)


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "1:1: "),
        (b"{", ":1:2: "),
        (b"\xff", "is not UTF-8"),
        (b"[]", "not a baseline of version 1"),
        (b'{"version": 2}', "not a baseline of version 1"),
        (b'{"version": 1}', "has no list of findings"),
        (b'{"version": 1, "findings": {}}', "has no list of findings"),
        (b'{"version": 1, "findings": [1]}', "entry 1 lacks one of policy, rule"),
        (
            b'{"version": 1, "findings": [{"policy": 1, "rule": "", "at": ""}]}',
            "entry 1 lacks one of",
        ),
        (b"[" * 100_000, "1:"),
    ],
)
def test_a_hostile_baseline_is_one_line(tmp_path: Path, raw: bytes, says: str) -> None:
    path = tmp_path / "baseline.json"
    path.write_bytes(raw)

    with pytest.raises(PolicycheckError) as caught:
        baseline.read(str(path))

    assert str(caught.value).startswith(f"baseline {path}:")
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_baseline_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(PolicycheckError, match="--write-baseline makes one"):
        baseline.read(str(tmp_path / "none.json"))


def test_on_another_drive_a_policy_keeps_its_whole_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def other(*_: object) -> str:
        message = "path is on mount 'C:', start on mount 'D:'"
        raise ValueError(message)

    monkeypatch.setattr("os.path.relpath", other)

    name = baseline.name_of(str(tmp_path / "a.yaml"), str(tmp_path / "b.json"))

    assert name == (tmp_path / "a.yaml").resolve().as_posix()


def test_what_is_known_follows_a_renamed_rule(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "baseline.json"
    one = checked(str(tmp_path / "a.yaml"))
    old = baseline.text(str(path), [one], None).replace("unused-entry", "orphan")
    path.write_text(old)
    assert (
        baseline.idle(baseline.read(str(path)).of(str(tmp_path / "a.yaml")), one) == ()
    )

    def current(id_: str) -> str:
        return id_.replace("orphan", "unused-entry")

    monkeypatch.setattr(baseline, "current", current)
    known = baseline.read(str(path)).of(str(tmp_path / "a.yaml"))

    assert {each.fingerprint for each in known} == {
        each.fingerprint for each in one.findings
    }
