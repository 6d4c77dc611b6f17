"""Groups of files that the pipeline hashes: all that decides a result, nothing that does not."""

from __future__ import annotations

from helpers import inputs
from helpers.inputs import ANALYSIS, MACHINERY, PROJECT, PUBLISHING, FileTree
from helpers.paths import ROOT


def names(tree: FileTree) -> set[str]:
    return {path.relative_to(tree.root).as_posix() for path in tree.files()}


def test_every_helper_is_analysis_publishing_or_machinery() -> None:
    """A new module repeats the notebooks when it changes, unless it is named as machinery."""
    helpers = ROOT / "src/helpers"
    modules = {path.name for path in helpers.glob("*.py")}
    assert {name for name in names(ANALYSIS) if "/" not in name} == modules - set(MACHINERY)
    assert {"score_data.py", "interactive.py", "figures.py"} <= names(ANALYSIS)
    assert not any(name.startswith(("publishing/", "review/")) for name in names(ANALYSIS))
    assert all((helpers / name).exists() for name in MACHINERY)


def test_machinery_decides_no_result() -> None:
    """No module that makes a figure, a number or a page reads one that is machinery."""
    named = {name.removesuffix(".py") for name in MACHINERY} - {"__main__"}
    for tree in (ANALYSIS, PUBLISHING):
        for path in tree.files():
            if path.suffix == ".py":
                text = path.read_text(encoding="utf-8")
                read = {name for name in named if f"from helpers.{name} import" in text}
                assert not read, path


def test_styles_scripts_and_pages_are_inputs() -> None:
    """A changed style, script, template or page is a changed book."""
    directory = PUBLISHING.root / "publishing" / "assets"
    assets = {path.name for path in directory.iterdir() if path.is_file()}
    assert assets <= {name.removeprefix("publishing/assets/") for name in names(PUBLISHING)}
    pages = {path.name for path in ROOT.glob("*.qmd")}
    assert {"_quarto.yml", "references.bib", *pages} <= names(PROJECT)


def test_what_quarto_leaves_in_a_staged_project_is_not_part_of_it() -> None:
    """Publishing by Quarto renders in place; that must not count as a change."""
    assert {"_book", ".quarto", "_publish.yml"} <= set(inputs.site("en").excluded)
