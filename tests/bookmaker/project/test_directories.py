"""Replacing a directory at once, and noting the editions built together."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.project.directories import read_editions, replacing, write_editions


def test_a_finished_directory_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    """Nothing of the old directory stays, and no scratch directory is left."""
    target = tmp_path / "book"
    target.mkdir()
    (target / "old.html").touch()
    with replacing(target) as fresh:
        (fresh / "new.html").touch()
    assert [path.name for path in target.iterdir()] == ["new.html"]
    assert [path.name for path in tmp_path.iterdir()] == ["book"]


def test_an_interrupted_build_leaves_the_old_directory(tmp_path: Path) -> None:
    """Whatever ends the block, also an interrupt, the old book is still there and whole."""
    target = tmp_path / "book"
    target.mkdir()
    (target / "old.html").touch()

    def interrupted() -> None:
        with replacing(target) as fresh:
            (fresh / "half.html").touch()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert [path.name for path in target.iterdir()] == ["old.html"]
    assert [path.name for path in tmp_path.iterdir()] == ["book"]


def test_editions_are_noted_in_the_project(tmp_path: Path) -> None:
    """And none where nothing is noted."""
    assert read_editions(tmp_path) == ()
    write_editions(("en", "ru"), tmp_path)
    assert read_editions(tmp_path) == ("en", "ru")
