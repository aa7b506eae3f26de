"""What changed, in every format: golden wording, valid JSON, harmless text."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import jsonschema_rs
import pytest

from policycheck.diff import Comparison, compare
from policycheck.reports import diff_github, diff_json, diff_markdown, diff_text
from policycheck.source import read

Data: TypeAlias = Any
"""A policy as plain data, or a part of it."""
HERE = Path(__file__).parent
TODAY = date(2026, 11, 23)
SCHEMA = json.loads((HERE.parent / "schemas/diff-v1.schema.json").read_text())
OLD = read("base.yaml", (HERE / "fixtures/diff/base.yaml").read_bytes()).data


def compared(new: Data, old: Data = OLD) -> Comparison:
    one, other = (
        read(f"{name}.yaml", json.dumps(data, indent=1).encode())
        for name, data in (("old", old), ("new", new))
    )
    return compare(one, other, as_of=TODAY)


def sample() -> Comparison:
    """A purpose, a retention, a promise gone, a right, a wording and a waiver."""
    new = deepcopy(OLD)
    new["activities"][0]["purposes"].append("ads")
    new["retention"]["tax"]["max"] = "P10Y"
    del new["claims"][0]
    new["rights"][0]["grants"]["portability"] = {}
    new["passages"][0]["quote"] = "How data is used"
    new["controllers"]["shop"]["email"] = "new@shop.example"
    new["data_categories"]["email"]["name"] = "Any e-mail address"
    new["waivers"] = [{"rule": "diff/controller-detail-changed", "reason": "told"}]
    return compared(new)


FORMATS: dict[str, Callable[[Comparison], str]] = {
    "text": diff_text.diff,
    "colour": lambda found: diff_text.diff(found, width=60, colour=True),
    "md": diff_markdown.diff,
    "public.md": lambda found: diff_markdown.diff(found, audience="public"),
    "json": diff_json.diff,
    "github": diff_github.diff,
}


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_reads_as_agreed(
    name: str, golden: Callable[[str, str], None]
) -> None:
    actual = FORMATS[name](sample())

    golden(f"diff/sample.{name}", actual.replace(_version(), "VERSION"))


def _version() -> str:
    found: str = json.loads(diff_json.diff(sample()))["tool"]["version"]
    return found


@pytest.mark.parametrize("name", FORMATS)
def test_no_change_reads_as_agreed(
    name: str, golden: Callable[[str, str], None]
) -> None:
    actual = FORMATS[name](compared(OLD))

    golden(f"diff/none.{name}", actual.replace(_version(), "VERSION"))


def test_json_is_what_its_schema_says() -> None:
    jsonschema_rs.meta.validate(SCHEMA)
    for found in (sample(), compared(OLD), hostile()):
        jsonschema_rs.validate(SCHEMA, json.loads(diff_json.diff(found)))


BAD = (
    "\x1b[31mred\x1b[0m\u202e\n::error::x @user #1 [a](http://e) <b>`c`</b> | 50% www.e"
)


def hostile() -> Comparison:
    new = deepcopy(OLD)
    new["purposes"]["ads"]["name"] = BAD
    new["claims"][0]["when"] = BAD
    new["retention"]["news"]["criterion"] = BAD * 30
    new["policy"]["title"] = BAD
    new["recipients"]["host"]["name"] = "1. [-x](javascript:x)"
    return compared(new)


@pytest.mark.parametrize("name", [each for each in FORMATS if each != "colour"])
def test_text_of_a_policy_is_text(name: str) -> None:
    """No control characters, no commands of a terminal or of GitHub, no markup."""
    shown = FORMATS[name](hostile())

    assert not set(shown) & {"\x1b", "\u202e", "\r"}
    if name == "github":
        assert all(line.startswith("::") for line in shown.splitlines())
    elif name.endswith("md"):
        for live in ("@user", "[a](", "<b>", "http://", "www.", "`c`", "[-x]"):
            assert live not in shown


def test_a_line_of_text_fits_the_terminal() -> None:
    shown = diff_text.diff(hostile(), width=70)

    assert max(map(len, shown.splitlines())) <= 70


def test_what_is_gone_stands_at_what_is_left_around_it() -> None:
    new = deepcopy(OLD)
    del new["claims"][0]
    del new["rights"][1]["grants"]["know"]
    shown = diff_github.diff(compared(new))
    places = {
        line.partition("title=")[2].partition("::")[0]: line
        for line in shown.splitlines()
    }
    text = json.dumps(new, indent=1).splitlines()

    line = places["diff/claim-removed"].partition("line=")[2].partition(",")[0]
    assert '"claims"' in text[int(line) - 1]
    assert "it stood at old.yaml:" in places["diff/claim-removed"]
    line = places["diff/right-removed"].partition("line=")[2].partition(",")[0]
    assert '"rights"' in text[int(line) - 1]


def test_a_comment_stays_within_what_github_takes() -> None:
    new = deepcopy(OLD)
    new["claims"] = [
        {"id": f"c{index}", "never": ["sold"], "when": f"it rains in place {index}"}
        for index in range(900)
    ]
    shown = diff_markdown.diff(compared(new))

    assert len(shown) < 65_536
    assert "The rest does not fit" in shown


@pytest.mark.parametrize("name", ["text", "md"])
def test_what_a_law_asks_for_stands_once(name: str) -> None:
    found = compared(mutated())
    shown = " ".join(FORMATS[name](found).replace("\\", "").split())
    asked = {each.says for change in found.changes for each in change.consequences}

    assert len(asked) > 20
    for says in asked:
        assert shown.count(f" {says} (") == 1, says


def mutated() -> Data:
    """Many changes of many kinds."""
    new = deepcopy(OLD)
    for activity in new["activities"]:
        activity.pop("legal_bases", None)
        activity["recipients"] = ["adco"]
        activity["retention"] = ["forever"]
    for entry in (*new["data_categories"].values(), *new["purposes"].values()):
        entry["name"] += " and more"
    for key in ("claims", "rights", "minors", "change_notice"):
        del new[key]
    return new


def test_changes_that_differ_only_in_their_subject_are_told_together() -> None:
    new = deepcopy(OLD)
    for tracker in new["trackers"].values():
        tracker["where"] = "everywhere"
    shown = diff_text.diff(compared(new))

    assert (
        "~ tracker, where now stated: basket cookie, AdCo's cookie, meter pixel"
        in shown
    )
    assert shown.count("now: everywhere") == 1


def test_changes_of_a_kind_stand_together() -> None:
    new = deepcopy(OLD)
    new["retention"]["tax"]["max"] = "P10Y"
    new["retention"]["orders"]["max"] = "P5Y"
    new["scope"]["covers"] = ["the shop", "the app", "the newsletter", "the forum"]
    new["waivers"] = [{"rule": "diff/nothing", "reason": "x"}]
    public = diff_markdown.diff(compared(new), audience="public").splitlines()
    comment = diff_markdown.diff(compared(new)).splitlines()
    text = diff_text.diff(compared(new)).splitlines()

    assert public[-3:] == [
        "- The policy covers more.",
        "  - Now: the newsletter.",
        "  - Now: the forum.",
    ]
    assert "- `+` the policy covers more (2) (`diff/scope-widened`)" in comment
    assert "    + the policy covers more (2)" in text
    assert any(line.startswith("      * now: the forum [") for line in text)
    assert text[-1] == "A waiver names diff/nothing, which does not exist."


def test_what_is_waived_alone_is_no_verdict() -> None:
    new = deepcopy(OLD)
    new["retention"]["tax"]["max"] = "P10Y"
    new["waivers"] = [{"rule": "diff/retention-longer", "reason": "told"}]

    shown = diff_markdown.diff(compared(new)).splitlines()
    assert shown[0] == "## Privacy policy: only waived changes"


def test_what_is_waived_stands_apart_with_its_reason_and_asks_for_nothing() -> None:
    new = deepcopy(OLD)
    new["retention"]["tax"]["max"] = "P10Y"
    new["waivers"] = [
        {
            "rule": "diff/retention-longer",
            "reason": "told by e-mail",
            "owner": "law@shop.example",
        }
    ]
    text = diff_text.diff(compared(new))
    shown = [line.strip() for line in text.splitlines()]

    assert "Waived in the new version (1)" in shown
    assert "waived: told by e-mail (law@shop.example)" in shown
    assert "What the law asks for then" not in shown
    assert "0 material, 0 notable, 0 editorial; 1 waived: nothing." in shown


def test_a_name_that_ends_in_a_full_stop_gets_no_second() -> None:
    new = deepcopy(OLD)
    new["recipients"]["host"]["name"] = "Hosts Inc."

    assert "Inc.." not in diff_markdown.diff(compared(new), audience="public")
    assert "is now Hosts Inc." in diff_markdown.diff(compared(new), audience="public")


def test_the_public_reads_no_ids_places_or_laws() -> None:
    shown = diff_markdown.diff(sample(), audience="public")

    for hidden in ("diff/", "gdpr", "old.yaml", "new.yaml", "material", "waived"):
        assert hidden not in shown
