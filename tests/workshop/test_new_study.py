"""A project for another report: whole at once, without a trace of this study, in each language."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import paths, po_files
from helpers.__main__ import COMMANDS
from helpers.editions import KNOWN, languages_of
from helpers.errors import ArgumentError, BookError
from helpers.workshop import new_study

# Words that only this study has.
OWN = re.compile(r"kazakhstan|казахстан|қазақстан|\bngos?\b|\bнпо\b|ecodialogue|\bakim|civic", re.I)


@pytest.fixture(scope="module", params=KNOWN)
def study(request, tmp_path_factory) -> Path:
    """A study in a language, as the command writes it."""
    return new_study.write_study(tmp_path_factory.mktemp("new") / "study", request.param)


def run(study: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Python in the study, with its own sources and those alone."""
    apart = {name: text for name, text in os.environ.items() if not name.startswith("CIVIC_")}
    own = apart | {"PYTHONPATH": str(study / "src"), "PYTHONUTF8": "1"} | environment
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=study, env=own, capture_output=True, encoding="utf-8")


def test_its_own_tests_pass_before_the_book_is_built(study: Path) -> None:
    """Data, texts, notebooks, the ledger beside its report, and what the audit flags."""
    done = run(study, "-m", "pytest", "-q", "-k", "not built_book and not page")
    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith("....")


def test_the_solver_knows_the_study(tmp_path: Path) -> None:
    """45 and 27 of 60 have at least 12 in common, whatever its units are called."""
    study = new_study.write_study(tmp_path / "study")
    done = run(study, "-m", "helpers", "bounds", "difficulty = money and difficulty = staff")
    assert "at least 12, at most 27 (proved" in done.stdout, done.stdout + done.stderr


def test_nothing_of_this_study_goes_along(study: Path) -> None:
    """No data, no chapter, no page, no place; the engine is src, pipeline and what they need."""
    files = [path.relative_to(study).as_posix() for path in study.rglob("*") if path.is_file()]
    files = [name for name in files if "__pycache__" not in name]
    engine = ("src/", "pipeline/", ".githooks/", "locale/")
    whole = {"requirements.lock", "pyproject.toml", "Makefile", "LICENSE", "citations.csl"}
    written = [name for name in files if not name.startswith(engine) and name not in whole]
    assert len(written) > 15
    found = {name: OWN.findall((study / name).read_text(encoding="utf-8")) for name in written}
    assert {name: words for name, words in found.items() if words} == {}
    topics = {path.parent.name for path in study.glob("src/helpers/chapters/*/__init__.py")}
    assert topics == set(new_study.TOPICS)
    assert not (study / "src/helpers/workshop/leaflet").exists()


def test_the_study_has_one_language(study: Path) -> None:
    """What the code says is there in it, and no more of it than the copied code says."""
    (language,) = languages_of(study)
    catalogue = study / "locale" / language / "interface.po"
    assert catalogue.is_file() == (language != "en")
    assert run(study, "-m", "helpers", "translations").stdout == "0 catalogues changed.\n"
    if catalogue.is_file():
        kept = {entry.id for entry in po_files.read(catalogue).entries}
        whole = {e.id for e in po_files.read(paths.ROOT / catalogue.relative_to(study)).entries}
        assert "share, %" in kept
        assert kept < whole


def test_every_text_is_translated_and_no_translation_is_left_over() -> None:
    """Equal numbers in text and translation: of vars all, of figures all."""
    files = [path for path in new_study.PROJECT.rglob("*") if path.is_file()]
    texts = {text for path in files for text in re.findall(r"\[\[(.+?)\]\]", path.read_text())}
    texts.add("A report, checked")
    for language in KNOWN[1:]:
        entries = po_files.read(new_study.ASSETS / f"{language}.po").entries
        assert {entry.id for entry in entries} == texts
        for entry in entries:
            assert variables(entry.string) == variables(entry.id), entry.id
            assert figures(entry.string, ".") == figures(entry.id, ""), entry.id


def variables(text: str) -> list[str]:
    return sorted(re.findall(r"\{\{< var \w+ >\}\}|\]\([^)]*\)|@[\w-]+\w|`[^`]+`", text))


def figures(text: str, comma: str) -> list[str]:
    """Numerals apart from those of names; a comma parts thousands in English, else decimals."""
    bare = re.sub(r"`[^`]*`|\([^)]*\.\w+\)|'[^']*'|«[^»]*»", "", text)
    return sorted(each.replace(",", comma) for each in re.findall(r"\d+(?:[.,]\d+)*", bare))


def test_the_makefile_keeps_what_any_study_has(tmp_path: Path) -> None:
    """Every command of a kept target is there, and none of this study's own targets."""
    made = new_study.makefile((paths.ROOT / "Makefile").read_text(encoding="utf-8"), "kk")
    assert "EDITIONS ?= kk\n" in made
    assert "en ru kk" not in made
    targets = set(re.findall(r"^\.PHONY: (\w+)$", made, re.MULTILINE))
    assert targets == new_study.TARGETS
    assert set(re.findall(r"-m helpers ([\w-]+)", made)) <= set(COMMANDS)
    assert "test: book ##" in made
    (tmp_path / "Makefile").write_text(made)
    done = subprocess.run(["make", "help"], cwd=tmp_path, capture_output=True, text=True)
    assert "build the book and test it" in done.stdout, done.stderr


def test_a_notebook_has_cells_that_jupyter_reads() -> None:
    """Prose and code in their order, a tag where one is written, no outputs."""
    made = json.loads(new_study.notebook("# A\n\n```python parameters\nx = 1\n```\n\nB\n"))
    kinds = [(cell["cell_type"], cell["source"]) for cell in made["cells"]]
    assert kinds == [("markdown", "# A"), ("code", "x = 1"), ("markdown", "B")]
    assert made["cells"][1]["metadata"] == {"tags": ["parameters"]}


@pytest.mark.parametrize(
    ("name", "language", "title", "message"),
    [
        ("inside", "en", "", "lies in this repository; name a directory outside"),
        ("full", "en", "", "is there and not empty; name a new directory"),
        ("new", "de", "", "'de' is no language; choose one of en, ru, kk"),
        ("new", "en", 'A "title"', "write a title without quotes"),
    ],
)
def test_what_cannot_be_written_is_said_and_leaves_nothing(
    tmp_path: Path, name: str, language: str, title: str, message: str
) -> None:
    """Not a file of a study that was refused."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.txt").write_text("mine")
    directory = paths.ROOT / "study" if name == "inside" else tmp_path / name
    with pytest.raises(ArgumentError, match=re.escape(message)):
        new_study.write_study(directory, language, title)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["full", "thesis.txt"]
    assert not (paths.ROOT / "study").exists()


def test_a_study_that_breaks_off_leaves_nothing(tmp_path: Path, monkeypatch) -> None:
    """A disk that is full, an interrupt: no half of a project."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(new_study, "makefile", full)
    with pytest.raises(OSError, match="No space"):
        new_study.write_study(tmp_path / "study")
    assert list(tmp_path.iterdir()) == []


def test_downloaded_files_say_what_to_do(tmp_path: Path) -> None:
    """Without git nobody knows which files belong to the engine."""
    with pytest.raises(BookError, match="run this in a clone of the repository"):
        new_study.engine_files(tmp_path)


@pytest.mark.slow
def test_the_book_is_green_at_once(tmp_path: Path) -> None:
    """Built and tested, and the project keeps the house's style."""
    study = new_study.write_study(tmp_path / "study", title="Libraries, checked")
    options = {"EDITIONS": "en", "FORMATS": "html", "RENDERER": "embedded"}
    built = run(study, "-m", "helpers", "build", **options)
    assert built.returncode == 0, built.stdout
    assert run(study, "-m", "pytest", "-q").returncode == 0
    front = (study / "outputs/book/en/index.html").read_text(encoding="utf-8")
    assert "Libraries, checked" in front
    ruff = shutil.which("ruff", path=str(Path(sys.executable).parent)) or "ruff"
    for command in (["check", "."], ["format", "--check", "."]):
        done = subprocess.run([ruff, *command], cwd=study, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout
