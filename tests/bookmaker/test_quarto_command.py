"""The quarto command of this machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.quarto_command import find_quarto, quarto_version
from tests.cases.fake_quarto import fake_quarto


@pytest.mark.parametrize(
    ("version", "usable"), [("1.6.0", True), ("1.10.1", True), ("1.5.57", False), ("oops", False)]
)
def test_only_a_quarto_of_the_right_age_is_taken(
    tmp_path: Path, version: str, usable: bool
) -> None:
    """Older ones lack what the book uses; versions compare as numbers."""
    command = fake_quarto(tmp_path / "bin", version=version)
    assert (find_quarto(search=str(tmp_path / "bin")) == command) is usable


def test_without_quarto_there_is_none(tmp_path: Path) -> None:
    """A missing Quarto is no error."""
    assert find_quarto(search=str(tmp_path)) is None


def test_its_version_is_told(tmp_path: Path) -> None:
    """Empty when there is none, or none that is new enough."""
    command = fake_quarto(tmp_path / "new", version="1.9.38")
    assert quarto_version(str(command)) == "1.9.38"
    assert quarto_version(str(fake_quarto(tmp_path / "old", version="1.5.57"))) == ""
    assert quarto_version(str(tmp_path / "none")) == ""


def test_a_quarto_that_fails_is_none(tmp_path: Path) -> None:
    """A broken installation must not stop a book that the embedded renderer can make."""
    command = tmp_path / "quarto"
    command.write_text("#!/bin/sh\necho 1.9.38\nexit 1\n", encoding="utf-8")
    command.chmod(0o755)
    assert find_quarto(search=str(tmp_path)) is None
