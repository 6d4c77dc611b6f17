"""Every path leads into the checkout, and generated files can be sent elsewhere."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import paths
from tests.cases.small_study import run

SHOW = """
import json
from helpers import paths
rooms = ("executed", "figures", "tables", "numbers", "site", "book")
found = {room: str(getattr(paths, room)("kk")) for room in rooms}
print(json.dumps(found | {"outputs": str(paths.OUTPUTS)}))
"""


def test_the_wave_is_that_of_the_directory(tmp_path, monkeypatch):
    """Files of 2026 are never taken for 2024; elsewhere, or mixed, the first wave holds."""
    monkeypatch.setattr(paths, "RESTRICTED", tmp_path)
    assert paths.wave_of([tmp_path / "2026" / "a.csv", tmp_path / "2026" / "b.csv"]) == "2026"
    assert paths.wave_of([tmp_path / "2025" / "a.csv", tmp_path / "2026" / "b.csv"]) == "2024"
    assert paths.wave_of([tmp_path.parent / "a.csv"]) == paths.wave_of([]) == "2024"


@pytest.mark.parametrize(
    "name", ["CLAIMS", "CODEBOOK", "QUOTES", "TOWN_FACTS", "DERIVED", "PATHWAYS", "MEASURES"]
)
def test_published_data_are_in_the_checkout(name):
    """Each data file that a loader reads by default is there."""
    path = getattr(paths, name)
    assert path.is_file()
    assert path.parent == paths.ROOT / "data" / "published"


def test_the_root_is_the_checkout():
    """The package finds the project it was installed from, wherever the command is run."""
    assert (paths.ROOT / "pyproject.toml").is_file()
    assert Path(paths.__file__) == paths.ROOT / "src" / "helpers" / "paths.py"


def test_every_kind_of_output_has_a_room_per_edition(tmp_path):
    """The variable moves all generated files; each edition's lie in a directory of its language."""
    found = run(SHOW, tmp_path / "elsewhere")
    outputs = found.pop("outputs")
    assert outputs == str(tmp_path / "elsewhere")
    assert found == {room: str(Path(outputs) / room / "kk") for room in found}


def test_outputs_lie_in_the_checkout_unless_told_otherwise():
    """Without the variable, generated files go below outputs/."""
    environment = {k: v for k, v in os.environ.items() if k != "CIVIC_VOICE_OUTPUTS"}
    code = "from helpers import paths; print(paths.OUTPUTS == paths.ROOT / 'outputs')"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True
    )
    assert done.stdout.strip() == "True", done.stderr


def test_importing_the_paths_writes_nothing(tmp_path):
    """No directory appears before something is written into it."""
    run(SHOW, tmp_path / "elsewhere")
    assert not list(tmp_path.iterdir())


def test_every_product_of_an_edition_is_under_its_outputs(tmp_path: Path) -> None:
    """A second build elsewhere cannot touch the first one's files."""
    edition = paths.Directories("kk", tmp_path / "root", tmp_path / "out")
    products = [edition.executed, edition.figures, edition.numbers, edition.site, edition.book]
    assert [p.relative_to(tmp_path / "out").parts[1] for p in products] == ["kk"] * 5
