"""The staged project."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from helpers.errors import InputError
from helpers.staging import stage, stage_page_alone
from tests.cases.small_books import BOOK


def restage(sources: Path) -> Path:
    """Stage a copy of the fixture book in its own tree."""
    return stage("en", root=sources, outputs=sources / "outputs")


def edit(path: Path, old: str, new: str) -> None:
    """Replace a text in a file that must have it."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_everything_a_renderer_needs_is_staged(site: Path) -> None:
    """The project is self-contained."""
    names = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert names == {
        "_editions.yml",
        "_quarto.yml",
        "_variables.yml",
        "index.qmd",
        "figures/fig-needs.svg",
        "figures/made.js",
        "notebooks/00_method.ipynb",
        "notebooks/01_sector.ipynb",
        "references.bib",
    }


def test_staging_twice_gives_the_same_bytes(site: Path, sources: Path) -> None:
    """Nothing of the run enters the project."""
    again = restage(sources)
    for path in (p for p in site.rglob("*") if p.is_file()):
        assert path.read_bytes() == (again / path.relative_to(site)).read_bytes(), path.name


def files_of(directory: Path) -> dict[str, bytes]:
    """Every file of a project by its name."""
    files = (path for path in directory.rglob("*") if path.is_file())
    return {path.relative_to(directory).as_posix(): path.read_bytes() for path in files}


def test_a_page_alone_is_staged_as_with_the_others(sources: Path) -> None:
    """To the byte, whether it is a notebook or not; a page that is saved is another one."""
    site = restage(sources)
    for page in ("notebooks/01_sector.ipynb", "index.qmd"):
        before = files_of(site)
        assert stage_page_alone("en", page, root=sources, outputs=sources / "outputs")
        assert files_of(site) == before
        path = sources / page
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("the ", "THE ", 1), encoding="utf-8")
        assert stage_page_alone("en", page, root=sources, outputs=sources / "outputs")
        changed = [name for name, content in files_of(site).items() if content != before[name]]
        assert changed == [page]
        assert files_of(site) == files_of(restage(sources))


def test_a_page_alone_waits_for_no_other_notebook(sources: Path) -> None:
    """While another one is executing, its numbers are those that the project has."""
    site = restage(sources)
    before = files_of(site)
    (sources / "outputs/numbers/en/00_method.json").unlink()
    page = "notebooks/01_sector.ipynb"
    assert stage_page_alone("en", page, root=sources, outputs=sources / "outputs")
    assert files_of(site) == before


def test_a_page_alone_needs_a_project(sources: Path) -> None:
    """Without one, and for a page that is not listed, nothing is staged."""
    outputs = sources / "outputs"
    assert not stage_page_alone("en", "index.qmd", root=sources, outputs=outputs)
    restage(sources)
    assert not stage_page_alone("en", "nothing.qmd", root=sources, outputs=outputs)


def test_an_edition_has_its_language_profile_and_words(sources: Path) -> None:
    """`_quarto-kk.yml` lies over the description, and Quarto is given the words it lacks."""
    (sources / "_quarto-kk.yml").write_text("book:\n  title: Кітап\n", encoding="utf-8")
    for name in ("executed", "figures", "numbers"):
        (sources / "outputs" / name / "en").rename(sources / "outputs" / name / "kk")
    directory = stage("kk", root=sources, outputs=sources / "outputs")
    staged = yaml.safe_load((directory / "_quarto.yml").read_text(encoding="utf-8"))
    assert (staged["lang"], staged["book"]["title"]) == ("kk", "Кітап")
    assert staged["book"]["subtitle"] == "Two chapters for the tests"
    assert staged["language"]["crossref-tbl-title"] == "Кесте"


def test_a_missing_notebook_is_named_and_the_old_project_stays(sources: Path) -> None:
    """Half a book is never staged over a whole one."""
    before = sorted(restage(sources).rglob("*"))
    (sources / "outputs/executed/en/01_sector.ipynb").unlink()
    with pytest.raises(InputError, match=r"01_sector\.ipynb is missing; execute it first"):
        restage(sources)
    (sources / "notebooks/01_sector.ipynb").unlink()
    with pytest.raises(InputError, match=r"notebooks/01_sector\.ipynb is missing; write it"):
        restage(sources)
    assert sorted((sources / "outputs/site/en").rglob("*")) == before


def test_all_missing_values_of_the_book_come_in_one_error(sources: Path) -> None:
    """Notebooks and pages are read to the end before anything is said."""
    numbers = sources / "outputs/numbers/en/00_method.json"
    values = json.loads(numbers.read_text(encoding="utf-8"))
    del values["contacted"], values["questions"]
    numbers.write_text(json.dumps(values), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        restage(sources)
    places = [(problem.file, problem.row) for problem in caught.value.problems]
    assert places == [
        ("index.qmd", "3"),
        ("notebooks/00_method.ipynb, cell 3", "5"),
        ("notebooks/00_method.ipynb, cell 4", "2"),
    ]


def test_a_name_with_two_values_is_refused(sources: Path) -> None:
    """A number of the book has one value."""
    numbers = sources / "outputs/numbers/en/01_sector.json"
    edit(numbers, '"100"', '"101"')
    with pytest.raises(InputError, match=r"01_sector\.json, column answered: is '101' here and '1"):
        restage(sources)


def test_a_listed_file_that_is_missing_is_named(sources: Path) -> None:
    """The bibliography is part of the project."""
    (sources / "references.bib").unlink()
    with pytest.raises(InputError, match=r"_quarto\.yml: file references\.bib is missing"):
        restage(sources)


def test_a_year_that_is_none_is_named(sources: Path) -> None:
    """Typst's bibliography would refuse it; Pandoc prints "n.d." where the field is absent."""
    edit(sources / "references.bib", "year = {1995}", "year = {n.d.}")
    with pytest.raises(
        InputError, match=r"references\.bib, row 15, column year: 'n\.d\.' is not a"
    ):
        restage(sources)


def test_the_sources_are_not_touched(sources: Path) -> None:
    """Staging reads; it writes only below outputs."""
    restage(sources)
    for path in (p for p in BOOK.rglob("*") if p.is_file()):
        assert path.read_bytes() == (sources / path.relative_to(BOOK)).read_bytes()
