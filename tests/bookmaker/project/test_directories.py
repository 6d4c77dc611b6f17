"""Where an edition lives, and replacing a directory at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.project.directories import Edition, replacing


def test_every_product_of_an_edition_is_under_its_outputs(tmp_path: Path) -> None:
    """A second build elsewhere cannot touch the first one's files."""
    edition = Edition("kk", tmp_path / "root", tmp_path / "out")
    products = [edition.executed, edition.figures, edition.numbers, edition.site, edition.book]
    assert [p.relative_to(tmp_path / "out").parts[1] for p in products] == ["kk"] * 5


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
