"""The contracts of the rooms: what may import what, and that breaking one is said with a mend."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from helpers.paths import ROOT


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    """What `make lint` says of the imports below `root`."""
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache", "--no-logo"]
    environment = {**os.environ, "PYTHONPATH": str(root / "src")}
    return subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, check=False
    )


def test_every_import_keeps_the_contracts() -> None:
    """Floors, independence of siblings, bookmaker without the study, no circles."""
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_import_against_the_contracts_is_named_with_its_mend(tmp_path: Path) -> None:
    """Module, imported module and line, and what to do instead."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    module = tmp_path / "src/helpers/ledger/claims.py"
    module.write_text(module.read_text("utf-8") + "\nfrom helpers import study\n", "utf-8")
    done = lint(tmp_path)
    assert done.returncode == 1
    assert "helpers.ledger.claims -> helpers.study" in done.stdout
    assert "Move what both need to the lower room" in done.stdout
