"""What several tests share: golden files."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

_FOLDER = Path(__file__).parent / "golden"


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compare a text with tests/golden/<name>, byte for byte.

    UPDATE_GOLDEN=1 writes the files instead; then read the difference like code.
    """

    def compare(name: str, actual: str) -> None:
        file = _FOLDER / name
        if os.environ.get("UPDATE_GOLDEN"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(actual.encode())
        assert file.is_file(), f"no golden file {name}: run with UPDATE_GOLDEN=1"
        assert actual == file.read_bytes().decode()

    return compare
