"""Groups of files that the pipeline hashes: all that decides a result, nothing that does not."""

from __future__ import annotations

import pytest

from helpers import inputs, paths
from helpers.inputs import ANALYSIS, PROJECT, RENDERING, SOLVING, STAGING, FileTree
from helpers.paths import ROOT


def names(tree: FileTree) -> set[str]:
    return {path.relative_to(tree.root).as_posix() for path in tree.files()}


def test_what_decides_a_result_is_the_notebooks_input() -> None:
    """A new module repeats the notebooks when it changes, without being listed anywhere."""
    assert {"study.py", "scale/scores.py", "chapters/answers/charts.py"} <= names(ANALYSIS)
    assert {"audit/verdicts.py", "outputs/figures.py"} <= names(ANALYSIS)


def test_commands_staging_and_machinery_repeat_no_notebook() -> None:
    """Whoever edits how the audit prints its report waits for no chapter."""
    unwanted = ("audit/command/", "bounds/command", "staging/", "review/", "workshop/", "__main__")
    assert not any(name.startswith(unwanted) for name in names(ANALYSIS))


def test_how_answers_are_shown_solves_nothing_again() -> None:
    """The solver is asked again when the engine or its questions change, not for a colour."""
    solving = names(SOLVING)
    assert {"bounds/cpsat.py", "chapters/implied/solving/towns.py"} <= solving
    assert not {"chapters/implied/towns.py", "outputs/figures.py", "bounds/command.py"} & solving


def test_styles_scripts_and_pages_are_inputs() -> None:
    """A changed style, script, template or page is a changed book."""
    assert "helpers/staging/calculator/assets/score.js" in names(STAGING)
    assert {
        "rendering/theme/claims.css",
        "rendering/embedded/web/assets/book.js",
        "project/languages/kk.yml",
    } <= names(RENDERING)
    assert "bookmaker/project/languages/kk.yml" in names(STAGING)
    pages = {path.name for path in ROOT.glob("*.qmd")}
    assert {"_quarto.yml", "references.bib", *pages} <= names(PROJECT)


def test_what_quarto_leaves_in_a_staged_project_is_not_part_of_it() -> None:
    """Publishing by Quarto renders in place; that must not count as a change."""
    assert {"_book", ".quarto", "_publish.yml"} <= set(inputs.site("en").excluded)


def test_a_book_of_the_report_has_no_chapters_from_questionnaires(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A book from them has those that its waves allow."""
    of_report = {path.stem for path in inputs.notebooks()}
    assert not set(inputs.OF_QUESTIONNAIRES) & of_report
    monkeypatch.setattr(paths, "DATA", "microdata")
    added = {path.stem for path in inputs.notebooks()} - of_report
    assert "08_recomputed" in added
    assert "10_waves" not in added
    assert inputs.released() == paths.release()
