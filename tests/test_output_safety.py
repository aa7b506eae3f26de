"""Each hostile text in each format: no reader of a report obeys it.

What is asserted is what would harm, and a test shows that an unescaped renderer of each
kind of format is found.
"""

from __future__ import annotations

import json
import os
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fuzz.door import run
from fuzz.judges import (
    cells,
    coloured,
    commands,
    data,
    heard,
    html,
    markdown,
    plain,
    xml,
    yaml,
)
from fuzz.payloads import PAYLOADS, example, full_of, in_yaml

from policycheck import reports as validate_formats
from policycheck.cli import diff
from policycheck.reports import harmless

TODAY = "2026-11-23"
P = "policy.yaml"
VALIDATE = ["validate", P, "--as-of", TODAY, "--notes", "--show-excused"]
DIFF = ["diff", "old.yaml", P, "--as-of", TODAY]
CCPA = ["table", "ccpa", P, "--as-of", TODAY]
EXPORT = ["export"]
OUTPUTS: dict[str, tuple[list[str], Callable[[str], None]]] = {
    "validate text": ([*VALIDATE, "-f", "text"], plain),
    "validate colour": ([*VALIDATE, "-f", "text", "--color", "always"], coloured),
    "validate concise": ([*VALIDATE, "-f", "concise"], plain),
    "validate statistics": ([*VALIDATE, "-f", "text", "--statistics"], plain),
    "validate json": ([*VALIDATE, "-f", "json"], data),
    "validate sarif": ([*VALIDATE, "-f", "sarif"], data),
    "validate gitlab": ([*VALIDATE, "-f", "gitlab"], data),
    "validate junit": ([*VALIDATE, "-f", "junit"], xml),
    "validate github": ([*VALIDATE, "-f", "github"], commands),
    "validate markdown": ([*VALIDATE, "-f", "markdown"], markdown),
    "table text": ([*CCPA, "--layout", "full"], plain),
    "table colour": ([*CCPA, "--color", "always"], coloured),
    "table markdown": ([*CCPA, "--format", "md", "--layout", "full"], markdown),
    "table html": ([*CCPA, "--format", "html", "--layout", "full"], html),
    "table page": ([*CCPA, "--format", "html", "--page"], html),
    "table csv": ([*CCPA, "--format", "csv", "--layout", "full"], cells),
    "table json": ([*CCPA, "--format", "json", "--layout", "full"], data),
    "table gdpr": (["table", "gdpr", P, "--format", "md"], markdown),
    "table check": ([*CCPA, "--check"], plain),
    "diff text": (DIFF, plain),
    "diff colour": ([*DIFF, "--color", "always"], coloured),
    "diff markdown": ([*DIFF, "--format", "markdown"], markdown),
    "diff public": ([*DIFF, "--format", "markdown", "--audience", "public"], markdown),
    "diff json": ([*DIFF, "--format", "json"], data),
    "diff github": ([*DIFF, "--format", "github"], commands),
    "trace text": (["trace", P], plain),
    "trace line": (["trace", P, "--at", "1"], plain),
    "trace json": (["trace", P, "--format", "json"], data),
    "export tilt": ([*EXPORT, "tilt", P], data),
    "export tilt report": ([*EXPORT, "tilt", P, "--report"], plain),
    "export dpv": ([*EXPORT, "dpv", P], data),
    "export dpv report": ([*EXPORT, "dpv", P, "--report"], plain),
    "export ropa": ([*EXPORT, "ropa", P], cells),
    "export json": ([*EXPORT, "json", P], data),
    "import tilt": (["import", "tilt", "in.json"], yaml),
    "import tilt report": (["import", "tilt", "in.json", "--report"], plain),
    "import fides": (["import", "fides", "in.json"], yaml),
    "import fides report": (["import", "fides", "in.json", "--report"], plain),
    "tilt text": (["validate", "--from", "tilt", "in.json", "-f", "text"], plain),
    "config text": (["config", "--config", "in.toml"], plain),
    "config json": (["config", "--config", "in.toml", "--format", "json"], data),
}


def write_inputs(payloads: tuple[str, ...]) -> None:
    """Every kind of input in the folder, each full of the payloads."""
    policy = full_of(payloads)
    payload = payloads[0]
    policy["policy"] = {**policy["policy"], "text": "privacy.md"}
    policy["published"] = [
        {
            "table": "collected",
            "rows": [{"label": payload, "categories": ["identifiers"]}],
        }
    ]
    policy["waivers"] = [{"rule": "gdpr/nothing", "reason": payload, "owner": payload}]
    Path(P).write_bytes(in_yaml(policy))
    Path("old.yaml").write_bytes(in_yaml(example()))
    prose = "".join(f"We sell {each} to {each}.\n\n" for each in payloads)
    Path("privacy.md").write_bytes(prose.encode())
    tilt = {
        "meta": {"name": payload, "language": payload, payload: payload},
        "controller": {"name": payload, "address": payload, payload: [payload]},
        "dataDisclosed": [
            {
                "category": payload,
                "purposes": [{"purpose": payload, "description": payload}],
                "legalBases": [{"reference": payload, "description": payload}],
                "recipients": [{"name": payload, "category": payload}],
                "storage": [{"temporal": [{"description": payload, "ttl": payload}]}],
                payload: payload,
            }
        ],
        "system": [
            {
                "fides_key": payload,
                "name": payload,
                "privacy_declarations": [
                    {
                        "name": payload,
                        "data_use": payload,
                        "data_categories": [payload],
                        "data_subjects": [payload],
                        payload: payload,
                    }
                ],
            }
        ],
    }
    Path("in.json").write_text(json.dumps(tilt))
    words = json.dumps(payload).replace("\x7f", "\\u007f")
    Path("in.toml").write_text(f"exclude = [{words}]\nbaseline = {words}\n")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    return tmp_path


def judged(name: str) -> Iterator[str]:
    """What is wrong with an output, if anything is."""
    words, judge = OUTPUTS[name]
    done = run(*words)
    assert done.status in {0, 1}, done.err
    assert done.out, done.err
    plain(done.err)
    try:
        judge(done.out)
        assert judge is commands or list(heard(done.out)) == []
    except (AssertionError, ValueError, ET.ParseError) as error:
        yield f"{name}: {str(error)[:500]}"


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.usefixtures("here")
def test_no_format_lets_a_hostile_text_out(payload: str) -> None:
    write_inputs(PAYLOADS[payload])

    assert [wrong for name in OUTPUTS for wrong in judged(name)] == []


def _as_it_stands(text: str, *_: object, **__: object) -> str:
    return text


def _raw(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)


UNESCAPED: dict[str, tuple[str, str, Callable[..., str]]] = {
    "validate text": ("escapes", "reports.frame.harmless", _as_it_stands),
    "validate colour": ("escapes", "reports.frame.harmless", _as_it_stands),
    "validate concise": ("lines", "reports.harmless.line", _as_it_stands),
    "validate json": ("hidden", "reports.json.dumps", _raw),
    "validate sarif": ("hidden", "reports.sarif.dumps", _raw),
    "validate gitlab": ("commands", "reports.gitlab.dumps", _raw),
    "validate junit": ("html", "reports.junit._text", _as_it_stands),
    "validate github": ("lines", "reports.github.data", _as_it_stands),
    "validate markdown": ("markdown", "reports.markdown._escaped", _as_it_stands),
    "table text": ("escapes", "reports.harmless.line", _as_it_stands),
    "table markdown": ("markdown", "reports.table_markdown.escape", _as_it_stands),
    "table html": ("html", "reports.table_html._text", _as_it_stands),
    "table csv": ("formulas", "reports.table_csv.defused", _as_it_stands),
    "table json": ("hidden", "reports.table_json.dumps", _raw),
    "diff text": ("escapes", "reports.diff_text.harmless", _as_it_stands),
    "diff markdown": ("markdown", "reports.diff_markdown.escaped", _as_it_stands),
    "diff json": ("hidden", "reports.diff_json.dumps", _raw),
    "diff github": ("escapes", "reports.diff_github.data", _as_it_stands),
    "trace text": ("hidden", "reports.trace_text._harmless", _as_it_stands),
    "trace json": ("hidden", "reports.harmless.in_json", _as_it_stands),
    "export tilt": ("hidden", "reports.harmless.in_json", _as_it_stands),
    "export tilt report": ("lines", "reports.harmless.line", _as_it_stands),
    "export ropa": ("formulas", "interop.ropa.defused", _as_it_stands),
    "import tilt": ("commands", "cli.output.unheard", _as_it_stands),
    "config text": ("hidden", "reports.harmless.in_json", _as_it_stands),
}
"""For an output, a payload and the function without which it would come out."""


@pytest.mark.parametrize("name", UNESCAPED)
@pytest.mark.usefixtures("here")
def test_a_renderer_that_does_not_escape_is_found(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    payload, function, instead = UNESCAPED[name]
    write_inputs(PAYLOADS[payload])
    monkeypatch.setattr(f"policycheck.{function}", instead)

    assert len(list(judged(name))) == 1


@pytest.mark.usefixtures("here")
def test_every_kind_of_output_is_tried() -> None:
    """A new format or command has to be put to the payloads as well."""
    tried = {" ".join(words) for words, _ in OUTPUTS.values()}

    def has(*words: str) -> bool:
        return any(all(word in each.split() for word in words) for each in tried)

    assert all(has("validate", each.value) for each in validate_formats.Format)
    assert all(has("table", each) for each in ("md", "html", "csv", "json"))
    assert all(has("diff", each.value) for each in diff.Format if each.name != "TEXT")
    assert all(has("export", each) for each in ("tilt", "dpv", "ropa", "json"))
    assert all(has("import", each) for each in ("tilt", "fides"))


def test_half_a_character_in_a_name_is_spelt_out(here: Path) -> None:
    """The name of a file may hold bytes that are no character."""
    name = os.fsdecode(b"a\xff.yaml")
    (here / name).write_bytes(in_yaml(full_of(("x",))))
    for format_ in validate_formats.Format:
        done = run("validate", name, "-f", format_.value)
        plain(done.err)
        if format_.value != "github":
            plain(done.out)
        assert done.status == 1


CONFIGURED = (
    'fail-on = "##[error]owned"', '"##[add-mask]x" = 1', 'formats = ["##[error]owned"]',
    'formats = ["\\n::error::owned"]', 'as-of = "\\u001b[31m##[error]owned"',
    '[[override]]\npaths = ["##[x]"]\n"##[error]y" = 1',
)  # fmt: skip
NAMED = (
    "##[error]owned.yaml",
    "::error::owned.yaml",
    "a\n::error::owned.yaml",
    "--\x1b[31m",
)


@pytest.mark.parametrize("configured", CONFIGURED)
def test_no_configuration_gives_a_command_on_stderr(
    here: Path, configured: str
) -> None:
    (here / P).write_bytes(in_yaml(example()))
    (here / "policycheck.toml").write_text(f"{configured}\n")
    done = run("validate", P)

    assert (done.status, done.out) == (2, "")
    plain(done.err)
    assert done.err


@pytest.mark.parametrize("name", NAMED)
@pytest.mark.parametrize(
    "command", ["validate", "trace", "diff", "table ccpa", "import tilt", "explain"]
)
@pytest.mark.usefixtures("here")
def test_no_name_gives_a_command_on_stderr(name: str, command: str) -> None:
    done = run(*command.split(), name)

    assert done.status == 2
    plain(done.err)
    assert done.err or command == "validate"  # which tells in its report


def test_a_command_in_a_log_is_spelt_out() -> None:
    says = "Error: a\n ::error::b\n##[group]c ##[d\n\x1b[31m\n"

    assert harmless.log(says) == (
        "Error: a\n :\\x3aerror::b\n##\\x5bgroup]c ##\\x5bd\n\\x1b[31m\n"
    )
