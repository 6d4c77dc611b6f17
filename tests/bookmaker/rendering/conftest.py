"""A staged project that a renderer may work on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def staged(outputs: Path, tmp_path: Path) -> Path:
    """Outputs with only the staged fixture book in them."""
    shutil.copytree(outputs / "site", tmp_path / "out" / "site")
    return tmp_path / "out"
