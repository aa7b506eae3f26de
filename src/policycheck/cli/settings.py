"""What is in force for a policy: flags over configuration over defaults."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from policycheck.cli.options import FailOn
from policycheck.finding import Severity
from policycheck.frozen import Frozen
from policycheck.selection import RuleSet, Selection

if TYPE_CHECKING:
    from policycheck.config import Config

DEFAULT_FOLDER = "policies"


class Terms(Frozen, kw_only=True):
    """How one policy is judged."""

    as_of: date
    only: tuple[str, ...] | None
    selection: Selection
    fail_on: FailOn
    baseline: str | None


class Settings(Frozen, kw_only=True):
    """The settings of a run; each policy's configuration is found when asked for.

    `flags` are what the command line sets. `only_config` governs every policy, if
    there is one; `isolated` keeps any from being read.
    """

    flags: dict[str, Any]
    today: date
    only_config: str | None = None
    isolated: bool = False
    _found: dict[str, Config | None] = field(default_factory=dict)
    _read: dict[Path, Config] = field(default_factory=dict)

    def config(self, folder: str) -> Config | None:
        """The configuration that governs a folder."""
        if self.isolated:
            return None
        if folder not in self._found:
            self._found[folder] = self._config(folder)
        return self._found[folder]

    def _config(self, folder: str) -> Config | None:
        from policycheck import config
        from policycheck.errors import PolicycheckError

        if self.only_config is not None:
            path: Path | None = Path(self.only_config)
            if not Path(self.only_config).is_file():
                message = f"{self.only_config}: no such configuration file"
                raise PolicycheckError(message)
        else:
            path = config.find(Path(folder))
        if path is None:
            return None
        if path not in self._read:
            self._read[path] = config.read(path)
        return self._read[path]

    def config_of(self, policy: str) -> Config | None:
        """The configuration that governs a policy."""
        return self.config(os.path.dirname(policy) or ".")  # noqa: PTH120 - any name

    def paths(self) -> list[str]:
        """What to check where the command line does not say."""
        paths, origin = self.of_run()["paths"]
        found = self.config(".")
        if found is None or origin != found.path:
            return list(paths)
        return [found.located(each) for each in paths]

    def formats(self) -> tuple[str, ...]:
        """The reports the configuration asks for; their files are beside it."""
        asked: tuple[str, ...] = self.of_run()["formats"][0]
        found = self.config(".")
        if found is None:
            return asked
        parts = [each.partition("=") for each in asked]
        return tuple(
            f"{name}={found.located(file)}" if file else name for name, _, file in parts
        )

    def one_day(self, days: Mapping[str, date]) -> None:
        """Refuse to judge by the law of two days in one run."""
        from policycheck.errors import PolicycheckError

        (first, day), *rest = days.items() or [("", self.today)]
        for path, other in rest:
            if other != day:
                message = (
                    f"{first} is to be judged as of {day} and {path} as of {other}; "
                    "check them apart, or give --as-of"
                )
                raise PolicycheckError(message)

    def of_run(self) -> dict[str, tuple[Any, str]]:
        """Each setting of the run itself, with where it comes from."""
        from policycheck.config import in_force

        found = self.config(".")
        above = [] if found is None else [found.layer]
        return in_force([self._defaults(), *above, self._flags()])

    def of(self, policy: str) -> dict[str, tuple[Any, str]]:
        """Each setting for a policy, with where it comes from."""
        from policycheck.config import in_force

        found = self.config_of(policy)
        layers = [] if found is None else list(found.layers(policy))
        return in_force([self._defaults(), *layers, self._flags()])

    def terms(self, policy: str) -> Terms:
        """How a policy is judged."""
        values = {key: value for key, (value, _) in self.of(policy).items()}
        frozen = values["rules"]
        return Terms(
            as_of=values["as-of"],
            only=values["regimes"],
            selection=Selection(
                select=values["select"],
                ignore=values["ignore"],
                severity=values["severity"],
                preview=values["preview"],
                frozen=None if frozen is None else _rule_set(frozen),
            ),
            fail_on=FailOn(values["fail-on"]),
            baseline=self.baseline(policy),
        )

    def baseline(self, policy: str) -> str | None:
        """The baseline for a policy; one a configuration names is beside it."""
        path, origin = self.of(policy)["baseline"]
        found = self.config_of(policy)
        if path is None or found is None or origin != found.path:
            return None if path is None else str(path)
        return found.located(path)

    def _flags(self) -> Any:  # noqa: ANN401 - Layer, which loads when asked for
        from policycheck.config import Layer

        return Layer("the command line", self.flags)

    def _defaults(self) -> Any:  # noqa: ANN401 - Layer, which loads when asked for
        from policycheck.config import Layer

        return Layer(
            "the default",
            {
                "paths": (DEFAULT_FOLDER,),
                "exclude": (),
                "regimes": None,
                "as-of": self.today,
                "rules": None,
                "preview": False,
                "select": (),
                "ignore": (),
                "severity": (),
                "fail-on": FailOn.ERROR.value,
                "baseline": None,
                "formats": (),
            },
        )


def _rule_set(edition: str) -> RuleSet:
    from policycheck import editions

    rules = editions.rules(edition).items()
    return RuleSet(tuple((id_, Severity(was)) for id_, was in rules))


def rules_asked(flag: str, globs: list[str] | None) -> tuple[str, ...] | None:
    """Rules named by flags; a usage error when one does not exist."""
    if not globs:
        return None
    from policycheck import config_values

    read = config_values.ignored if flag == "ignore" else config_values.rules
    try:
        return read(globs)
    except config_values.Wrong as wrong:
        raise typer.BadParameter(str(wrong), param_hint=f"--{flag}") from None
