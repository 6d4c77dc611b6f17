"""Two builds compared: from commits, under different circumstances, with an honest end."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from bookmaker.project.directories import write_editions
from helpers.workshop.build import Settings
from helpers.workshop.differences import Comparison, DifferingFile
from helpers.workshop.reproduce import (
    COMPARISON,
    RECORD,
    RESULTS,
    ReproduceError,
    report,
    reproduce,
    reproduce_book,
    uncommitted,
)


def commit(root: Path) -> None:
    author = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for command in (["add", "."], [*author, "commit", "-q", "-m", "One"]):
        subprocess.run(["git", "-C", root, *command], check=True, capture_output=True)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A git repository with one committed file, and one that is not."""
    root = tmp_path / "checkout"
    root.mkdir()
    subprocess.run(["git", "init", "-q", root], check=True, capture_output=True)
    (root / "source.txt").write_text("words\n", encoding="utf-8")
    commit(root)
    (root / "draft.txt").touch()
    return root


class Printer:
    """Stands for the build: writes what the clone holds, or what its circumstances are."""

    def __init__(self, *variables: str) -> None:
        self.variables = variables
        self.seen: list[set[str]] = []

    def __call__(self, clone: Path, environment: Mapping[str, str]) -> str:
        self.seen.append({path.name for path in clone.iterdir()} - {".git"})
        assert environment["PYTHONPATH"] == str(clone / "src")
        page = clone / "outputs/book/en/index.html"
        page.parent.mkdir(parents=True)
        text = (clone / "source.txt").read_text(encoding="utf-8")
        page.write_text(text + " ".join(environment[name] for name in self.variables), "utf-8")
        return f"Book (en): {page}\n{sys.prefix}/bin/python\n"


def test_the_same_book_twice_has_no_difference(checkout: Path) -> None:
    """Both clones have what is committed and nothing else."""
    printer = Printer("EDITIONS")
    comparison = reproduce(Settings(), root=checkout, build=printer)
    assert comparison == Comparison({"html": 1}, ())
    assert printer.seen == [{"source.txt"}, {"source.txt"}]
    assert uncommitted(checkout) == ["?? draft.txt"]


def test_two_runs_are_kept_with_what_they_took(checkout: Path, tmp_path: Path) -> None:
    """Logs name no place of this machine, and the differing files are listed."""
    record = tmp_path / "reproduced"
    reproduce(Settings(), root=checkout, build=Printer("TZ"), record=record)
    content = json.loads((record / RECORD).read_text(encoding="utf-8"))
    head = subprocess.run(["git", "-C", checkout, "rev-parse", "HEAD"], capture_output=True)
    assert content["commit"] == head.stdout.decode().strip()
    assert [run["clone"] for run in content["runs"]] == ["first", "the-second"]
    assert all(run["seconds"] >= 0 for run in content["runs"])
    assert content["n_compared"] == {"html": 1}
    assert content["differing"] == ["book/en/index.html"]
    log = (record / "first.log").read_text(encoding="utf-8")
    assert log == "Book (en): first/outputs/book/en/index.html\n.venv/bin/python\n"
    assert (record / RESULTS).read_text(encoding="utf-8") == ""
    assert "line 2" in (record / COMPARISON).read_text(encoding="utf-8")


@pytest.mark.parametrize("variable", ["TZ", "PYTHONHASHSEED", "PYTHONPATH"])
def test_what_depends_on_circumstances_shows(checkout: Path, variable: str) -> None:
    """Time zone, salt of hashes and directory are not the same in both builds."""
    comparison = reproduce(Settings(), root=checkout, build=Printer(variable))
    assert [each.name for each in comparison.differences] == ["book/en/index.html"]


@pytest.fixture
def outputs(checkout: Path, tmp_path: Path) -> Path:
    """The Kazakh book that the checkout built with the English one; nothing is uncommitted."""
    (checkout / "draft.txt").unlink()
    directory = tmp_path / "outputs"
    (directory / "book/kk").mkdir(parents=True)
    (directory / "book/kk/index.html").write_text("words\n", encoding="utf-8")
    (directory / "site/kk").mkdir(parents=True)
    write_editions(["en", "kk"], directory / "site/kk")
    return directory


def build_kazakh(clone: Path, environment: Mapping[str, str]) -> str:
    """Stands for the build of one edition among several."""
    book, site = clone / "outputs/book/kk", clone / "outputs/site/kk"
    for directory in (book, site):
        directory.mkdir(parents=True)
    write_editions(environment["TOGETHER"].split(), site)
    (book / "index.html").write_text((clone / "source.txt").read_text("utf-8"), encoding="utf-8")
    return ""


def test_a_book_is_compared_with_a_clone(checkout: Path, outputs: Path) -> None:
    """The clone builds its edition as one of those that stand side by side."""
    kazakh = Settings(editions=("kk",))
    made = reproduce_book(kazakh, root=checkout, outputs=outputs, build=build_kazakh)
    assert made == Comparison({"html": 1, "yml": 1}, ())
    (outputs / "book/kk/index.html").write_text("other words\n", encoding="utf-8")
    made = reproduce_book(kazakh, root=checkout, outputs=outputs, build=build_kazakh)
    assert [each.name for each in made.differences] == ["book/kk/index.html"]


def test_a_book_that_no_clone_can_have_is_refused(checkout: Path, outputs: Path) -> None:
    """An edition that is not built, and changes that are not committed."""
    with pytest.raises(ReproduceError, match=r"no book \(ru\) to compare with: make book"):
        reproduce_book(Settings(editions=("ru",)), root=checkout, outputs=outputs)
    (checkout / "draft.txt").touch()
    with pytest.raises(ReproduceError, match=r"1 uncommitted changes are in this book"):
        reproduce_book(Settings(editions=("kk",)), root=checkout, outputs=outputs)


def test_a_clone_that_does_not_build_is_told(checkout: Path) -> None:
    """The end of what the clone's own build said is the message."""
    package = checkout / "src/helpers"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text("raise SystemExit('no paper')\n", encoding="utf-8")
    commit(checkout)
    with pytest.raises(ReproduceError, match=r"clone does not build; its last lines:\nno paper"):
        reproduce(Settings(), root=checkout)


def test_a_commit_without_the_project_is_told(checkout: Path) -> None:
    """It must not end in a build of the checkout instead of the clone."""
    with pytest.raises(ReproduceError, match=r"last commit has no src/helpers"):
        reproduce(Settings(), root=checkout)


def test_a_directory_without_history_is_told(tmp_path: Path) -> None:
    """Downloaded files cannot be cloned; git says why."""
    with pytest.raises(ReproduceError, match=r"git clone failed in .*: fatal: "):
        reproduce(Settings(), root=tmp_path)


def test_the_report_names_kinds_and_the_first_files() -> None:
    """Promised kinds are listed even with no file; a long list of files is cut and counted."""
    many = tuple(DifferingFile(f"site/en/{number}.js", "line 1: 'a' | 'b'") for number in range(7))
    lines = report(Comparison({"js": 9, "html": 2}, many)).splitlines()
    assert lines[0].split() == ["kind", "compared", "differing"]
    assert [line.split() for line in lines[1:10]] == [
        *[[kind, "0", "0"] for kind in ("csv", "json", "png", "svg")],
        ["html", "2", "0"],
        *[[kind, "0", "0"] for kind in ("epub", "docx", "pdf")],
        ["js", "9", "7"],
    ]
    assert lines[10] == "  site/en/0.js: line 1: 'a' | 'b'"
    assert lines[-2:] == ["  and 2 more of kind js", "11 files compared, 7 differing."]
