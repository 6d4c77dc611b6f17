"""Files that go into the book as they are."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bookmaker.rendering import embedded
from helpers.errors import InputError

from .small_books import write_project


def render(tmp_path: Path, *resources: str) -> Path:
    """Render a book of one page with these resources."""
    site = write_project(tmp_path / "site/en", {"index.qmd": "# A"})
    for name in ("data/a.csv", "data/deep/b.csv", "c.txt"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(name, encoding="utf-8")
    content = yaml.safe_load((site / "_quarto.yml").read_text(encoding="utf-8"))
    content["project"]["resources"] = list(resources)
    (site / "_quarto.yml").write_text(yaml.safe_dump(content), encoding="utf-8")
    embedded.render("en", outputs=tmp_path)
    return tmp_path / "book/en"


def test_folders_patterns_and_files_are_copied(tmp_path: Path) -> None:
    """A folder with all that is in it; names keep their place."""
    book = render(tmp_path, "data/", "*.txt")
    for name in ("data/a.csv", "data/deep/b.csv", "c.txt"):
        assert (book / name).read_text(encoding="utf-8") == name


@pytest.mark.parametrize("name", ["nothing.csv", "../secret", "/etc/hostname"])
def test_what_is_not_in_the_project_is_refused(tmp_path: Path, name: str) -> None:
    """A resource is a file of the project."""
    with pytest.raises(InputError, match=rf"'{name}' is not in the project; take it out"):
        render(tmp_path, name)
