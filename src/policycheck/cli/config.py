"""`policycheck config`: what is in force, and where it came from."""

from __future__ import annotations

from enum import Enum
from typing import Annotated, Any

import typer

from policycheck.cli.options import ConfigFile, Isolated


class Format(Enum):
    """How the settings can be written."""

    TEXT = "text"
    JSON = "json"


def config(
    policy: Annotated[
        str | None,
        typer.Argument(help="A policy; without one, the settings of a run here."),
    ] = None,
    format_: Annotated[
        Format, typer.Option("--format", "-f", help="How to write the settings.")
    ] = Format.TEXT,
    schema: Annotated[
        bool,
        typer.Option(
            "--schema", help="Print the JSON Schema of policycheck.toml instead."
        ),
    ] = False,
    config_file: ConfigFile = None,
    no_config: Isolated = False,
) -> None:
    """Print the settings in force for a policy, and where each came from.

    For example:

    policycheck config

    policycheck config policies/shop/policy.yaml --format json

    policycheck config --schema > policycheck.schema.json
    """
    from policycheck.cli.options import today
    from policycheck.cli.output import emit
    from policycheck.cli.settings import Settings

    if schema:
        emit(_schema())
        return
    settings = Settings(
        flags={}, today=today(), only_config=config_file, isolated=no_config
    )
    found = settings.of_run() if policy is None else settings.of(policy)
    emit(_json(found) if format_ is Format.JSON else _toml(found))


def _schema() -> str:
    from importlib.resources import files

    source = files("policycheck.schemas").joinpath("config.schema.json")
    return source.read_text(encoding="utf-8")


def _toml(found: dict[str, tuple[Any, str]]) -> str:
    """The settings as a configuration has them, one on a line, origins as comments."""
    from policycheck.reports import harmless

    lines = {
        key: f"# {key} is not set" if value is None else f"{key} = {_value(key, value)}"
        for key, (value, _) in found.items()
    }
    wide = min(max(map(len, lines.values())), 60)
    return "".join(
        f"{line:<{wide}}  # {harmless.line(found[key][1])}\n"
        for key, line in lines.items()
    )


def _value(key: str, value: Any) -> str:  # noqa: ANN401 - any setting
    import json

    from policycheck.reports import harmless

    plain = _plain(key, value)
    if isinstance(plain, dict):
        pairs = (f"{json.dumps(k)} = {json.dumps(v)}" for k, v in plain.items())
        return f"{{{', '.join(pairs)}}}"
    return harmless.in_json(json.dumps(plain, ensure_ascii=False))


def _json(found: dict[str, tuple[Any, str]]) -> str:
    import json

    from policycheck.reports import harmless

    data = {
        key: {"value": _plain(key, value), "origin": origin}
        for key, (value, origin) in found.items()
    }
    return harmless.in_json(json.dumps(data, indent=2, ensure_ascii=False)) + "\n"


def _plain(key: str, value: Any) -> Any:  # noqa: ANN401 - any setting
    from datetime import date

    if key == "severity":
        return {rule: level.value for rule, level in value}
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
