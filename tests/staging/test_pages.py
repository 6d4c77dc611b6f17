"""One page of a staged project."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.project.description import Chapter
from bookmaker.project.notebooks import joined, read_notebook
from helpers.paths import Directories
from helpers.staging.claims.links import ClaimLinks
from helpers.staging.figures import StagedFloats
from helpers.staging.pages import stage_page
from helpers.translation.catalogues import path_of
from tests.cases.small_books import SVG, code, display, markdown, write_executed
from tests.cases.small_ledger import VALUES, small_pages

PAGE = "# Front\n\nOf {{< var zero >}} reports.\n"
NOTEBOOK = "notebooks/01_one.ipynb"


def staged(
    folder: Path, source: str, language: str = "en", links: ClaimLinks | None = None
) -> tuple[str, list[str]]:
    """The text of a page as it was staged, and its problems."""
    edition = Directories(language, folder, folder / "outputs")
    floats = StagedFloats(edition, folder / "staged")
    problems = stage_page(edition, Chapter(source), values=VALUES, floats=floats, links=links)
    path = folder / "staged" / source
    if source == NOTEBOOK:
        cells = read_notebook(path, source)["cells"]
        return "\n\n".join(joined(cell["source"]) for cell in cells), [*map(str, problems)]
    return path.read_text(encoding="utf-8"), [*map(str, problems)]


def write_page(folder: Path, text: str) -> None:
    (folder / "index.qmd").write_text(text, encoding="utf-8")


def test_without_a_ledger_a_page_is_staged_as_it_is(tmp_path: Path) -> None:
    """Shortcodes stay for the renderer."""
    write_page(tmp_path, PAGE)
    assert staged(tmp_path, "index.qmd") == (PAGE, [])


def test_numbers_lead_to_the_ledger(tmp_path: Path) -> None:
    """On pages and in notebooks."""
    write_page(tmp_path, PAGE)
    write_executed(tmp_path, "01_one", markdown("# One\n\n{{< var zero >}}"), code("1"))
    (tmp_path / "study").mkdir()
    links = small_pages(tmp_path / "study").links
    assert "](ledger.qmd#claim-zero" in staged(tmp_path, "index.qmd", links=links)[0]
    assert "](../ledger.qmd#claim-zero" in staged(tmp_path, NOTEBOOK, links=links)[0]


def test_a_page_is_translated_and_what_contradicts_its_text_is_named(tmp_path: Path) -> None:
    """The number that the translation lost."""
    write_page(tmp_path, PAGE)
    path = path_of("ru", "index", tmp_path)
    path.parent.mkdir(parents=True)
    path.write_text(
        'msgid "Front"\nmsgstr "Начало"\n\n'
        '#: index.qmd:3\nmsgid "Of {{< var zero >}} reports."\nmsgstr "Отчёты."\n',
        encoding="utf-8",
    )
    text, problems = staged(tmp_path, "index.qmd", "ru")
    assert text == "# Начало\n\nОтчёты.\n"
    assert problems == ["locale/ru/index.po, index.qmd:3: the number zero is missing"]


def test_pictures_are_copied_from_the_project_and_from_the_notebooks(tmp_path: Path) -> None:
    """`figures/…` are the edition's own; what a notebook has put there already stays."""
    figures = tmp_path / "outputs" / "figures" / "en"
    for path in (figures / "fig-a.svg", figures / "fig-b.svg", tmp_path / "logo.svg"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(SVG, encoding="utf-8")
    named = tmp_path / "staged" / "figures" / "fig-b.svg"
    named.parent.mkdir(parents=True)
    named.write_text("named", encoding="utf-8")
    write_page(tmp_path, "![A](figures/fig-a.svg) ![B](figures/fig-b.svg)\n\n![C](logo.svg)\n")
    assert staged(tmp_path, "index.qmd")[1] == []
    assert (tmp_path / "staged" / "figures" / "fig-a.svg").read_text(encoding="utf-8") == SVG
    assert (tmp_path / "staged" / "logo.svg").is_file()
    assert named.read_text(encoding="utf-8") == "named"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{{< var x >}}", "index.qmd, row 1: no value for {{< var x >}}; write it from a note"),
        ("![A](a.svg)", "index.qmd, row 1: picture a.svg is missing; pictures of notebooks are"),
        ("![A](https://a.org/x.svg)", "index.qmd, row 1: picture https://a.org/x.svg is on ano"),
        ("---\ntitle: x\n---\n# A", "index.qmd, row 2, column title: a page's title is its hea"),
    ],
)
def test_what_is_wrong_with_a_page_is_named(tmp_path: Path, text: str, problem: str) -> None:
    """By file and line."""
    write_page(tmp_path, text)
    (found,) = staged(tmp_path, "index.qmd")[1]
    assert found.startswith(problem)


def test_a_notebook_is_staged_without_what_belongs_to_the_machine(tmp_path: Path) -> None:
    """And what went wrong in a cell is a problem of the page."""
    failed = {"output_type": "error", "ename": "KeyError", "evalue": "'x'", "traceback": []}
    write_executed(
        tmp_path, "01_one", markdown("# One"), code("1", display(plain="1")), code("x", failed)
    )
    text, (problem,) = staged(tmp_path, NOTEBOOK)
    assert text == "# One\n\n1\n\nx"
    assert problem.startswith("notebooks/01_one.ipynb, cell 3: ended in KeyError: 'x'; mend and")


def test_words_agree_with_the_numbers_of_the_edition(tmp_path: Path) -> None:
    """The number stays a variable; one with which nothing agrees is named with its place."""
    write_page(tmp_path, PAGE)
    path = path_of("ru", "index", tmp_path)
    path.parent.mkdir(parents=True)
    entry = (
        '#: index.qmd:3\nmsgid "Of {{< var zero >}} reports."\n'
        'msgstr "{{< var zero >}} [отчёт|отчёта|отчётов]."\n'
    )
    path.write_text(entry, encoding="utf-8")
    text, problems = staged(tmp_path, "index.qmd", "ru")
    assert text.endswith("\n{{< var zero >}} отчётов.\n")
    assert problems == []
    path.write_text(entry.replace("var zero", "var zero_pct"), encoding="utf-8")
    write_page(tmp_path, PAGE.replace("zero", "zero_pct"))
    (problem,) = staged(tmp_path, "index.qmd", "ru")[1]
    assert problem == (
        "locale/ru/index.po, index.qmd:3: [отчёт|отчёта|отчётов]: the number zero_pct is '72%', "
        "and beside a percentage nothing changes; write the genitive plural without brackets"
    )
