"""`policycheck init`: a first policy, the schema its editor reads, and CI."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer


class Service(Enum):
    """What can run policycheck for a repository."""

    GITHUB = "github"
    GITLAB = "gitlab"
    PRE_COMMIT = "pre-commit"


_DEFAULT = "policies"
_FILES = {
    Service.GITHUB: ("github.yml", ".github/workflows/policycheck.yml"),
    Service.GITLAB: ("gitlab.yml", ".gitlab/policycheck.yml"),
    Service.PRE_COMMIT: ("pre-commit.yaml", ".pre-commit-config.yaml"),
}


_NEXT = {
    Service.GITHUB: "runs once it is pushed",
    Service.GITLAB: (
        "does nothing until .gitlab-ci.yml has the line "
        "`include: [{local: .gitlab/policycheck.yml}]`"
    ),
    Service.PRE_COMMIT: "runs once `pre-commit install` was run here",
}
"""What each of the files still needs."""


def init(
    path: Annotated[str, typer.Argument(help="The policy to write.")] = (
        "policies/policy.yaml"
    ),
    ci: Annotated[
        list[Service] | None,
        typer.Option(help="Write the file that runs it there as well; repeatable."),
    ] = None,
    config: Annotated[
        bool, typer.Option("--config", help="Write a policycheck.toml as well.")
    ] = False,
) -> None:
    """Write a first policy that validates, and the schema that its editor reads.

    It is a starter: what only you know is TODO in it, and `validate` warns of each. A
    file that is there already is never touched.

    For example:

    policycheck init

    policycheck init policies/shop/policy.yaml --ci github --config
    """
    import json

    from policycheck import schema
    from policycheck.cli.output import complain
    from policycheck.errors import PolicycheckError
    from policycheck.writing import write

    policy = Path(path)
    files = {
        path: _template("policy.yaml"),
        (policy.parent / "policy.schema.json").as_posix(): schema.text(),
    }
    for each in ci or []:
        name, target = _FILES[each]
        files[target] = _template(name)
    if config:
        # What was checked without a configuration stays checked with one.
        kept = [_DEFAULT] if Path(_DEFAULT).is_dir() else []
        if not policy.is_relative_to(_DEFAULT) or not kept:
            kept.append(policy.parent.as_posix())
        folders = json.dumps(kept, ensure_ascii=False)[1:-1]
        text = _template("policycheck.toml")
        files["policycheck.toml"] = text.replace(f'"{_DEFAULT}"', folders, 1)
    there = [name for name in files if Path(name).exists()]
    if there:
        message = f"{there[0]} is there already; nothing was written"
        raise PolicycheckError(message)
    for name, text in files.items():
        _make_folder(Path(name).parent)
        write(name, text)
        complain(f"wrote {name}")
    for each in ci or []:
        complain(f"{_FILES[each][1]} {_NEXT[each]}")
    complain(
        f"{path} is a starter: put your facts in the place of an invented shop's; "
        f"`policycheck validate {path}` lists what is still TODO"
    )


def _template(name: str) -> str:
    from importlib.resources import files

    from policycheck import __version__

    text = files("policycheck.templates").joinpath(name).read_text(encoding="utf-8")
    return text.replace("@VERSION@", __version__)


def _make_folder(folder: Path) -> None:
    from policycheck.errors import PolicycheckError

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"{folder}: not made: {(error.strerror or 'it cannot be').lower()}"
        raise PolicycheckError(message) from None
