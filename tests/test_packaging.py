"""The wheel and the sdist install and run outside the source tree."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the sdist, built from what git tracks."""
    folder = tmp_path_factory.mktemp("built")
    source = folder / "source"
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    for name in listed:
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((ROOT / name).read_bytes())
    subprocess.run(
        [sys.executable, "-m", "build", "--outdir", str(folder), str(source)],
        check=True,
        capture_output=True,
    )
    return folder


def test_the_wheel_holds_schema_law_and_example_and_not_aeris(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())

    assert {
        "policycheck/schemas/policy.schema.json",
        "policycheck/example/policy.yaml",
        "policycheck/example/privacy.md",
        "policycheck/examples.json",
        "policycheck/py.typed",
        "policycheck/regimes/gdpr/law-eu.yaml",
        "policycheck/regimes/ccpa/law.yaml",
    } <= names
    assert not [name for name in names if "aeris" in name or "tests" in name]


def test_the_sdist_holds_the_real_policy(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}

    assert {
        "policies/aeris/policy.yaml",
        "policies/aeris/privacy-policy.md",
        "policies/aeris/NOTICE",
        "policies/example/policy.yaml",
        "tests/test_rules.py",
        "CHANGELOG.md",
    } <= names


@pytest.mark.parametrize("kind", ["*.whl", "*.tar.gz"])
def test_it_runs_outside_the_source_tree(
    built: Path, tmp_path: Path, kind: str
) -> None:
    (archive,) = built.glob(kind)
    target = tmp_path / "site"
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target",
         str(target), str(archive)],
        check=True, capture_output=True,
    )  # fmt: skip
    program = (
        "import sys; sys.path.insert(0, sys.argv.pop(1))\n"
        "import policycheck, pathlib\n"
        "home = pathlib.Path(policycheck.__file__).parent\n"
        "sys.argv[1:] = ['validate', str(home / 'example'), '--as-of', '2026-11-23']\n"
        "from policycheck.cli import main\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", program, str(target)],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert str(target) in done.stdout
    assert done.returncode == 0, done.stderr
