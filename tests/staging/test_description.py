"""Files that the description names and no page shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.staging.description import copy_files, with_resources


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with a directory of extra files."""
    (tmp_path / "root" / "extra" / "deep").mkdir(parents=True)
    (tmp_path / "root" / "extra" / "deep" / "a.csv").write_text("a\n", encoding="utf-8")
    (tmp_path / "root" / "b.txt").write_text("b\n", encoding="utf-8")
    return tmp_path / "root"


def described(*resources: str) -> dict:
    return {"project": {"type": "book", "resources": list(resources)}}


def test_resources_are_copied_to_the_same_places(root: Path, tmp_path: Path) -> None:
    """A name with a slash at its end is a directory with all that is in it; `*` is a pattern."""
    staged = tmp_path / "staged"
    assert copy_files(described("extra/", "*.txt"), root, directory=staged) == []
    names = {path.relative_to(staged).as_posix() for path in staged.rglob("*") if path.is_file()}
    assert names == {"extra/deep/a.csv", "b.txt"}


def test_a_resource_that_staging_made_need_not_be_in_the_sources(
    root: Path, tmp_path: Path
) -> None:
    """Figures are copied from the outputs before the description's files are looked at."""
    (tmp_path / "staged" / "figures").mkdir(parents=True)
    (tmp_path / "staged" / "figures" / "fig-a.csv").write_text("a\n", encoding="utf-8")
    assert copy_files(described("figures/"), root, directory=tmp_path / "staged") == []


def test_a_resource_that_is_nowhere_is_named(root: Path, tmp_path: Path) -> None:
    """A misspelt directory would publish a book with dead links."""
    (problem,) = copy_files(described("figurse/"), root, directory=tmp_path / "staged")
    assert str(problem).startswith("_quarto.yml, column project.resources: resource figurse/ match")


def test_a_filter_is_copied_whether_or_not_it_says_its_place(root: Path, tmp_path: Path) -> None:
    """A filter of Quarto is a path, or a path and where it comes in."""
    for name in ("one.lua", "two.lua"):
        (root / name).write_text("return {}\n", encoding="utf-8")
    filters = ["quarto", "one.lua", {"path": "two.lua", "at": "post-render"}]
    staged = tmp_path / "staged"
    assert copy_files({"format": {"html": {"filters": filters}}}, root, directory=staged) == []
    assert sorted(path.name for path in staged.iterdir()) == ["one.lua", "two.lua"]


def test_resources_are_added_once() -> None:
    """What the author lists stays first, and nothing else of the description changes."""
    description = described("score/", "figures/")
    assert with_resources(description, ["figures/", "tables/"]) == described(
        "score/", "figures/", "tables/"
    )
    assert description == described("score/", "figures/")
