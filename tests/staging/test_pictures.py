"""Pictures of a page, whatever their names are and however the page writes them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bookmaker.project.description import Chapter
from bookmaker.project.notebooks import joined, read_notebook
from helpers.paths import Directories
from helpers.staging.figures import StagedFloats
from helpers.staging.pages import stage_page
from helpers.staging.pictures import safe_name
from tests.cases.small_books import SVG, markdown, write_executed

WRITTEN = [
    ("pics/a b.svg", "![A](<pics/a b.svg>)"),
    ("pics/a b.svg", "![A](pics/a%20b.svg 'A title')"),
    ("pics/a b.svg", "![A][p]\n\n[p]: <pics/a b.svg>"),
    ("карта.svg", "![A](карта.svg){width=50%}"),
    ("карта.svg", "![A](%D0%BA%D0%B0%D1%80%D1%82%D0%B0.svg)"),
    ("a#b?.svg", "![A](a%23b%3F.svg)"),
    ("100%.svg", "![A](100%.svg)"),
    ("p(1).svg", "![A](p(1).svg)"),
    ("it's.svg", "![A](<it's.svg>)"),
    ("[b].svg", "![A](<[b].svg>)"),
    ("UP.SVG", "![A](UP.SVG) UP.SVG"),
]


def staged(folder: Path, source: str) -> tuple[str, list[str]]:
    """The text of a page as it was staged, and its problems."""
    edition = Directories("en", folder, folder / "outputs")
    floats = StagedFloats(edition, folder / "staged")
    problems = stage_page(edition, Chapter(source), values={}, floats=floats, links=None)
    path = folder / "staged" / source
    if path.suffix == ".qmd":
        return path.read_text(encoding="utf-8"), [*map(str, problems)]
    cells = read_notebook(path, source)["cells"]
    return "\n\n".join(joined(cell["source"]) for cell in cells), [*map(str, problems)]


def place(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SVG, encoding="utf-8")


@pytest.mark.parametrize(("name", "written"), WRITTEN)
def test_a_picture_is_staged_under_a_name_that_travels(
    tmp_path: Path, name: str, written: str
) -> None:
    """The page says the same name as the file has."""
    place(tmp_path / name)
    (tmp_path / "index.qmd").write_text(f"# Front\n\n{written}\n", encoding="utf-8")
    text, problems = staged(tmp_path, "index.qmd")
    assert problems == []
    safe = safe_name(name)
    assert re.fullmatch(r"[\w./-]+\.svg", safe, re.ASCII)
    assert re.search(rf"(\(|: ){re.escape(safe)}(?=[ )\n])", text)
    assert (tmp_path / "staged" / safe).read_text(encoding="utf-8") == SVG


def test_a_notebook_shows_pictures_of_its_folder(tmp_path: Path) -> None:
    """Those that are missing are named with their cell."""
    place(tmp_path / "notebooks" / "a b.svg")
    cells = [markdown("# One\n\n![A](<a b.svg>)"), markdown("Text.\n\n![B](<no such.svg>)")]
    write_executed(tmp_path, "01_one", *cells)
    text, (problem,) = staged(tmp_path, "notebooks/01_one.ipynb")
    assert f"![A]({safe_name('a b.svg')})" in text
    start = "notebooks/01_one.ipynb, cell 2, row 3: picture no such.svg is missing; pictures of"
    assert problem.startswith(start)


def test_names_that_look_alike_stay_apart() -> None:
    """And a plain name stays as it is."""
    assert len({safe_name(name) for name in ("a b.png", "a-b.png", "a_b.png", "a  b.png")}) == 4
    assert safe_name("../figures/fig-a.svg") == "../figures/fig-a.svg"
