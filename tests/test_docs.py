"""Documentation that is also the test cannot lie."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
import typer.main

from policycheck import HOME, __version__
from policycheck.cli.app import app
from policycheck.finding import docs
from policycheck.rulebook import every_rule

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / f"scripts/{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their module up there
    spec.loader.exec_module(module)
    return module


def test_examples_come_from_the_fixtures() -> None:
    """`make docs` refreshes what explain prints."""
    shipped = (ROOT / "src/policycheck/examples.json").read_text()

    assert shipped == script("docs").examples()


def test_the_page_of_rules_is_current() -> None:
    """`make docs` refreshes docs/rules.md."""
    assert (ROOT / "docs/rules.md").read_text() == script("docs").page()


def test_the_page_of_keys_is_current() -> None:
    """`make docs` refreshes docs/policy.md."""
    assert (ROOT / "docs/policy.md").read_text() == script("keys").page()


def test_the_readme_mentions_every_command() -> None:
    command = typer.main.get_command(app)

    names = command.commands if hasattr(command, "commands") else {}

    assert names
    for name in names:
        assert f"policycheck {name}" in README, name


def test_every_command_and_option_has_help() -> None:
    group = typer.main.get_command(app)

    for name, command in getattr(group, "commands", {}).items():
        assert command.help, name
        for parameter in command.params:
            assert getattr(parameter, "help", None), (name, parameter.name)


def test_links_in_the_documents_lead_to_files_that_exist() -> None:
    for document in (
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        *ROOT.glob("docs/*.md"),
    ):
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text()):
            assert (document.parent / target).exists(), (document.name, target)


def test_the_page_of_the_table_names_all_a_reader_can_choose() -> None:
    from policycheck.regimes.ccpa.table import columns as ccpa
    from policycheck.regimes.gdpr.table import columns as gdpr
    from policycheck.table import PRINTED, Mark
    from policycheck.table_options import NAMES, Label, Order, Sensitive

    page = (ROOT / "docs/table.md").read_text()
    named = set(re.findall(r"`([a-z-]+)`", page))

    assert named >= {*ccpa.LAYOUTS, *ccpa.COLUMNS, *gdpr.LAYOUTS, *gdpr.COLUMNS}
    assert named >= {each.value for kind in (Label, Order, Sensitive) for each in kind}
    assert named >= set(NAMES) - {"layout"}
    for mark in (Mark.GENERAL, Mark.KIND_NOT_STATED):
        assert f"*({PRINTED[mark]})*" in page


README_SCRIPT = script("readme")


@pytest.mark.parametrize(
    "shown", list(README_SCRIPT.blocks()), ids=lambda shown: str(shown.command)
)
def test_documents_show_what_is_printed(shown: object) -> None:
    """Every line of an output in README or docs is printed, in that order."""
    assert README_SCRIPT.missing(shown) is None


def test_everything_names_the_one_address_of_the_project() -> None:
    """`HOME` is set once; what cannot import it is held to it here."""
    owner = HOME.removeprefix("https://github.com/")
    for schema in ROOT.glob("schemas/*.json"):
        own = json.loads(schema.read_text())["$id"]
        assert own == f"{HOME}/raw/main/schemas/{schema.name}"
    texts = {
        path: path.read_text()
        for path in (ROOT / "README.md", *ROOT.glob("docs/*.md"), ROOT / "action.yml")
    }
    assert f"repo: {HOME}\n" in texts[ROOT / "README.md"]
    assert f"repo: {HOME}\n" in texts[ROOT / "docs/ci.md"]
    assert f"uses: {owner}@v{__version__}\n" in texts[ROOT / "docs/ci.md"]
    for path, text in texts.items():
        for version in re.findall(r"(?:rev: |policycheck@)v([0-9.]+)", text):
            assert version == __version__, path
        for repository in re.findall(r"(?:repo: |uses: )(\S*policycheck\S*)", text):
            assert repository in {HOME, f"{owner}@v{__version__}"}, path


def test_the_page_of_a_rule_has_its_heading() -> None:
    """A link of a finding leads to the heading as GitHub makes its anchor."""
    page = (ROOT / "docs/rules.md").read_text()
    anchors = {
        re.sub(r"[^a-z0-9-]", "", heading)
        for heading in re.findall(r"^### `(.*)`$", page, re.MULTILINE)
    }

    for each in every_rule(date(2026, 11, 23)):
        address, _, anchor = docs(each.rule.id).partition("#")
        assert address == f"{HOME}/blob/main/docs/rules.md"
        assert anchor in anchors, each.rule.id
