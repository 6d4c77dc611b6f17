"""Names of the register stay in the restricted directory and lead to one organisation or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers import paths
from helpers.confidential.names import names_file, read_names, write_names


def test_names_are_written_and_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that two organisations share is stopped, but says of neither who it is."""
    monkeypatch.setattr(paths, "RESTRICTED", tmp_path)
    assert read_names("2024") == {}
    (tmp_path / "2024").mkdir()
    write_names(names_file("2024"), [("б", "2"), ("а", "1"), ("б", "3"), ("а", "1"), ("", "4")])
    assert read_names("2024") == {"а": "1", "б": ""}
    assert names_file("2024").stat().st_mode & 0o777 == 0o600
