"""A section begins from a pattern that holds, and goes without a trace or not at all."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from bs4 import BeautifulSoup

from helpers import paths
from helpers.__main__ import main
from helpers.chapters.exercises import check_section
from helpers.errors import BookError, InputError
from helpers.study import Study
from helpers.workshop.section import remove, sections, show, start
from tests.repository.test_makefile import make

CHECKOUT = paths.ROOT
NAME = "my_question"
LINE = "        - notebooks/11_my_question.ipynb\n"
NOTEBOOK = "notebooks/11_my_question.ipynb"
TEST = "tests/notebooks/test_my_question.py"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what a section meets in a checkout, with chapters up to 10."""
    copy = tmp_path / "checkout"
    without = shutil.ignore_patterns("__pycache__")
    for name in ("notebooks", "src/bookmaker", "tests/notebooks"):
        shutil.copytree(paths.ROOT / name, copy / name, ignore=without)
    for pattern in ("_quarto*.yml", "*.bib", "*.csl", "*.qmd", "pyproject.toml"):
        for each in paths.ROOT.glob(pattern):
            shutil.copy(each, copy)
    for each in copy.glob("notebooks/1[1-9]_*.ipynb"):
        each.unlink()
        listed = re.sub(rf"^ *- notebooks/{each.name}\n", "", text_of(copy), flags=re.MULTILINE)
        (copy / "_quarto.yml").write_text(listed, encoding="utf-8")
    (copy / "outputs").mkdir()
    monkeypatch.setattr(paths, "ROOT", copy)
    monkeypatch.setattr(paths, "NOTEBOOKS", copy / "notebooks")
    monkeypatch.setattr(paths, "OUTPUTS", copy / "outputs")
    return copy


def text_of(root: Path, name: str = "_quarto.yml") -> str:
    return (root / name).read_text(encoding="utf-8")


def tree(root: Path) -> dict[str, bytes | None]:
    """Every file and folder below a directory."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else None
        for path in root.rglob("*")
    }


def no_page(notebook: Path, target: Path) -> Path:
    """Stands where a page is made, which takes seconds."""
    page = target / "notebooks" / f"{notebook.stem}.html"
    page.parent.mkdir(parents=True)
    page.touch()
    return page


def change(root: Path, edit: Callable[[list[dict[str, Any]]], object]) -> None:
    """Change the cells of the section's notebook."""
    content = json.loads(text_of(root, NOTEBOOK))
    edit(content["cells"])
    (root / NOTEBOOK).write_text(json.dumps(content), encoding="utf-8")


def write(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, encoding="utf-8")


def module_of(path: Path) -> ModuleType:
    """A file of Python, imported from where it is."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_section_has_its_page_and_goes_without_a_trace(root: Path) -> None:
    """From nothing to a page with figure, table and numbers, and back to the same bytes."""
    before = tree(root)
    said = start(NAME)
    assert {name for name in tree(root).keys() - before.keys() if "/section" not in name} == {
        *(NOTEBOOK, TEST)
    }
    [place] = re.findall(r"outputs/\S+\.html", said)
    page = BeautifulSoup(text_of(root, place), "html.parser")
    assert "My question" in [each.get_text().strip()[-11:] for each in page.find_all("h1")]
    assert page.select_one("#fig-my-question img")
    assert page.select_one("#tbl-my-question table").find("td", string="funding")
    assert "Of 100 organisations 54 name “funding”" in page.get_text(" ")
    assert "var " not in page.main.get_text(" ")
    remove(NAME)
    assert tree(root) == before


def test_the_pattern_keeps_its_own_test(root: Path, study: Study) -> None:
    """Under a name of every kind of sign; both files are as ruff wants them."""
    name = "young_2_people_and_their_towns"
    start(name, make=no_page)
    test = root / f"tests/notebooks/test_{name}.py"
    notebook = root / f"notebooks/11_{name}.ipynb"
    own = f"src=[{str(CHECKOUT / 'src')!r}, {str(CHECKOUT)!r}]"
    for command in (["check"], ["format", "--check"]):
        options = ["--no-cache", "--config", own]
        ruff = [sys.executable, "-m", "ruff", *command, *options, test, notebook]
        done = subprocess.run(ruff, cwd=root, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout
    module = module_of(test)
    getattr(module, f"test_{name}_keeps_the_rules_of_chapters")()
    for language in ("en", "ru", "kk"):
        getattr(module, f"test_numbers_of_{name}_are_known")(language)
    getattr(module, f"test_what_{name}_draws_is_what_was_printed")(study)


FAULTS = {
    "test_my_question_keeps_the_rules_of_chapters": (
        lambda cells: cells[3].update(source="Of 487 organisations."),
        (),
    ),
    "test_numbers_of_my_question_are_known": (
        lambda cells: cells[3].update(source="Of {{< var nothing >}}."),
        ("en",),
    ),
    "test_what_my_question_draws_is_what_was_printed": (
        lambda cells: cells[4]["source"].insert(-1, "topics = topics[1:]\n"),
        ("study",),
    ),
}


@pytest.mark.parametrize("check", FAULTS)
def test_the_test_of_a_section_finds_a_fault(root: Path, study: Study, check: str) -> None:
    """A typed number, a number without a value, a row that is lost."""
    start(NAME, make=no_page)
    fault, given = FAULTS[check]
    change(root, fault)
    with pytest.raises(AssertionError):
        getattr(module_of(root / TEST), check)(*(study if g == "study" else g for g in given))


def test_the_exercise_knows_the_pattern_from_a_section(root: Path, study: Study) -> None:
    """As it begins it is nobody's own; with a title of its own it is right."""
    start(NAME, make=no_page)
    assert "has the title it was made with" in check_section(study, NAME, root=root).text
    change(root, lambda cells: cells[0].update(source="# Who asks for money {#sec-my-question}"))
    assert "is in the book" in check_section(study, NAME, root=root).text


def test_its_place_is_below_the_last_notebook(root: Path) -> None:
    """One line more, comments and all else as before."""
    before = text_of(root)
    start(NAME, make=no_page)
    after = text_of(root)
    assert after.replace(LINE, "", 1) == before
    assert after.index("07_implied") < after.index(LINE) < after.index("ledger.qmd")


@pytest.mark.parametrize("error", [KeyboardInterrupt(), BookError("the notebook does not run")])
def test_a_section_whose_page_cannot_be_made_leaves_nothing(
    root: Path, error: BaseException
) -> None:
    """Interrupted or failed: the checkout is as it was."""
    before = tree(root)

    def failing(notebook: Path, target: Path) -> Path:
        no_page(notebook, target)
        raise error

    with pytest.raises(type(error)):
        start(NAME, make=failing)
    assert tree(root) == before


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "say what the section is called: make section NAME=my_question"),
        ("my-question", r"'my-question' cannot be the name of a section: small Latin letters"),
        ("My", "cannot be the name"),
        ("вопрос", "cannot be the name"),
        ("2_towns", "cannot be the name"),
        ("a__b", "cannot be the name"),
        ("../towns", "cannot be the name"),
        ("x" * 31, "at most 30 signs"),
        ("class", "'class' is a word of Python; choose another name"),
        ("audit", r"06_audit\.ipynb is a chapter of the book; choose another name"),
        ("funding", r"01_sector_picture\.ipynb has the id fig-funding"),
        ("running", "is there already"),
    ],
)
def test_a_name_that_cannot_be_one_is_refused(root: Path, name: str, said: str) -> None:
    """With the mend; nothing is written."""
    (root / "tests/notebooks/test_running.py").touch()
    before = tree(root)
    with pytest.raises(sections.SectionError, match=said):
        start(name, make=no_page)
    assert tree(root) == before


@pytest.mark.usefixtures("root")
def test_a_second_section_of_the_name_is_refused() -> None:
    """The message has the commands that make its page anew and take it away."""
    start(NAME, make=no_page)
    with pytest.raises(sections.SectionError) as caught:
        start(NAME, make=no_page)
    for word in ("PAGE=1", "REMOVE=1"):
        assert f"make section NAME={NAME} {word}" in str(caught.value)


def test_a_book_without_notebooks_is_told(root: Path) -> None:
    """There is no place below the last one."""
    write(root, "_quarto.yml", "book:\n  chapters:\n    - index.qmd\n")
    with pytest.raises(sections.SectionError, match=r"_quarto\.yml lists no notebook"):
        start(NAME, make=no_page)


WORK = {
    "a cell changed": (
        lambda root: change(root, lambda cells: cells[0].update(source="# Mine")),
        r"11_my_question\.ipynb: cells 1\n",
    ),
    "a cell added and one gone": (
        lambda root: change(root, lambda cells: (cells.pop(3), cells.append(cells[1]))),
        r"11_my_question\.ipynb: cells 9; 1 taken out\n",
    ),
    "a line of the test": (
        lambda root: write(root, TEST, text_of(root, TEST) + "# mine\n"),
        r"test_my_question\.py: lines 33\n",
    ),
    "a translation": (
        lambda root: write(
            root,
            "locale/ru/11_my_question.po",
            'msgid "My question"\nmsgstr "Мой вопрос"\n',
        ),
        r"locale/ru/11_my_question\.po: translations: 1\n",
    ),
}


@pytest.mark.parametrize("work", WORK)
def test_what_somebody_wrote_is_not_removed_unless_told(root: Path, work: str) -> None:
    """The message says what would be lost, and the command that removes it all the same."""
    before = tree(root)
    start(NAME, make=no_page)
    do, said = WORK[work]
    do(root)
    kept = tree(root)
    with pytest.raises(sections.SectionError, match=rf"would be lost:\n  \S*{said}Nothing") as told:
        remove(NAME)
    assert f"make section NAME={NAME} REMOVE=1 FORCE=1" in str(told.value)
    assert tree(root) == kept
    remove(NAME, is_forced=True)
    left = {name for name in tree(root).keys() - before.keys() if not name.startswith("locale")}
    assert left == set()
    assert not list(root.glob("locale/*/*.po"))


def test_what_programs_made_of_it_goes_with_it(root: Path) -> None:
    """Outputs of cells, catalogues without a translation, copies of JupyterLab, built editions."""
    (root / "locale/kk").mkdir(parents=True)
    before = tree(root)
    start(NAME, make=no_page)
    change(root, lambda cells: cells[4].update(outputs=[{"output_type": "x"}], execution_count=3))
    write(root, "locale/kk/11_my_question.po", 'msgid "My question"\nmsgstr ""\n')
    write(root, "notebooks/.ipynb_checkpoints/11_my_question-checkpoint.ipynb", "{}")
    write(root, "tests/notebooks/__pycache__/test_my_question.cpython-311.pyc", "")
    figure = "figures/ru/fig-my-question.svg"
    write(root, f"outputs/{figure}", "<svg/>")
    manifest = {"code": "", "ran_on": "", "files": {figure: ""}}
    write(root, "outputs/numbers/kk/11_my_question.json", "{}")
    write(root, "outputs/tables/kk/tbl-my-question.csv", "")
    write(root, "outputs/executed/ru/11_my_question.files.json", json.dumps(manifest))
    others = "outputs/figures/en/fig-not-my-question.svg"
    write(root, others, "<svg/>")
    remove(NAME)
    left = {name for name, content in tree(root).items() if content is not None}
    assert others in left
    assert left - {others} == {name for name, content in before.items() if content is not None}


@pytest.mark.usefixtures("root")
def test_a_chapter_of_the_book_keeps_its_name() -> None:
    """Nobody is told to take a chapter away."""
    with pytest.raises(sections.SectionError, match=r"06_audit\.ipynb is a chapter") as caught:
        start("audit", make=no_page)
    assert "REMOVE" not in str(caught.value)


@pytest.mark.parametrize("do", [remove, show])
def test_a_chapter_of_the_book_is_no_section(root: Path, do: Callable[[str], str]) -> None:
    """Whatever is asked; what is there is said."""
    before = tree(root)
    with pytest.raises(sections.SectionError, match=r"06_audit\.ipynb is a chapter of the book"):
        do("audit")
    assert tree(root) == before
    start("my_second", make=no_page)
    with pytest.raises(sections.SectionError, match=r"no section 'nothing'.* are: my_second"):
        do("nothing")


def test_the_page_is_made_anew_from_what_was_saved(root: Path) -> None:
    """By its name alone."""
    start(NAME, make=no_page)
    made = []
    said = show(NAME, make=lambda *given: made.append(given) or root / "outputs/x.html")
    assert made == [(root / NOTEBOOK, root / "outputs/section/my_question")]
    assert said == "Its page by itself: outputs/x.html"


def test_nothing_is_written_before_the_page_is_made(root: Path) -> None:
    """A command that is told to end, ends at once and mends nothing."""
    before, seen = tree(root), []

    def making(notebook: Path, target: Path) -> Path:
        seen.append((tree(root) == before, notebook.read_text(encoding="utf-8")))
        return no_page(notebook, target)

    start(NAME, make=making)
    assert seen == [(True, text_of(root, NOTEBOOK))]


@pytest.mark.slow
def test_a_cell_that_fails_is_told(root: Path) -> None:
    """Notebook and cell, and no file that is gone."""
    start(NAME, make=no_page)
    change(root, lambda cells: cells[4].update(source="topics = answers.shares(study)"))
    with pytest.raises(BookError) as caught:
        show(NAME)
    assert "11_my_question.ipynb, cell 5: TypeError: shares() missing" in str(caught.value)
    assert "what ran so far" not in str(caught.value)


def test_a_number_typed_in_a_section_is_told(root: Path) -> None:
    """As the build of the book does, before a cell runs."""
    start(NAME, make=no_page)
    change(root, lambda cells: cells[3].update(source="Of 487 organisations."))
    with pytest.raises(InputError, match=r"11_my_question\.ipynb, cell 4, row 1: typed number"):
        show(NAME)


@pytest.mark.slow
def test_a_page_by_itself_refers_to_no_other_chapter(root: Path) -> None:
    """The message names the cell and where such a page can be seen; the last good page stays."""
    start(NAME, make=no_page)
    before = tree(root)
    link = "[needs](02_challenges.ipynb#sec-needs)"
    change(root, lambda cells: cells[3].update(source=f"See {link}."))
    with pytest.raises(BookError, match=r"cell 4, row 1: link to '02_.*\n.* `make preview` shows"):
        show(NAME)
    after = tree(root)
    assert [name for name in before if after.get(name) != before[name]] == [NOTEBOOK]


def test_the_command_hands_over_what_is_asked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """make gives the name of its command line, not that of the environment, as WSL has one."""
    monkeypatch.setenv("NAME", "host")
    known = make("--print-data-base", "--dry-run", "section").stdout
    assert re.search(r"^NAME := *$", known, re.MULTILINE)
    assert main(["section", "--remove", "--force", "--", "no_such_section"]) == 1
    assert "there is no section 'no_such_section'" in capsys.readouterr().err
    assert main(["section", "--", ""]) == 1
    assert "say what the section is called" in capsys.readouterr().err
    said = make("--dry-run", "section", "REMOVE=1", "FORCE=1", "NAME=mine").stdout
    assert re.search(r'-m helpers section +--remove \\\n\s+--force -- "\$NAME"', said)
