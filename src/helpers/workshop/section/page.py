"""The page of one notebook by itself: executed, staged and rendered without the rest of the book.

It is the same page by the same machinery, in a project of one chapter: its numbers lead to no
ledger, and it cannot refer to other chapters.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import yaml

from bookmaker.project.description import FILE, read_description
from bookmaker.project.directories import replacing
from helpers import paths
from helpers.editions import SOURCE
from helpers.errors import BookError, InputError
from helpers.workshop.execution import NotebookError, execute_notebook
from warmkernels import SWITCH

# The files that `_quarto.yml` names, and its English profile.
_NEEDED = ("src/bookmaker/**/*", "*.bib", "*.csl", f"_quarto-{SOURCE}.yml")

_ALONE = "By itself the page cannot refer to other chapters: `make preview` shows it among them."


def make_page(notebook: Path, target: Path) -> Path:
    """Make the English page of a notebook in the directory `target`; returns the page.

    Raises `NotebookError` for a notebook that does not run, `InputError` for numbers typed in its
    prose, and `BookError` for what else its page says that the book, or this one alone, refuses.
    """
    from bookmaker.rendering import embedded
    from helpers import staging
    from helpers.staging.prose_numbers import check_prose

    if problems := check_prose([notebook]):
        raise InputError(problems)
    with tempfile.TemporaryDirectory() as folder:
        root, outputs = Path(folder, "project"), Path(folder, "outputs")
        edition = paths.Directories(SOURCE, root, outputs)
        source = _write_project(notebook, root)
        try:
            execute_notebook(
                notebook,
                edition.executed / notebook.name,
                parameters={"language": SOURCE},
                # One notebook: nothing follows that a kernel kept warm would serve.
                environment={paths.WRITES: str(outputs), SWITCH: "0"},
            )
            site = staging.stage(SOURCE, root=root, outputs=outputs)
            embedded.render(site, edition.book, formats=("html",))
        except NotebookError as error:
            # What ran so far goes with the folder.
            raise NotebookError(str(error).partition("\n  what ran so far")[0]) from None
        except InputError as error:
            raise BookError(f"{error}\n{_ALONE}") from None
        with replacing(target) as directory:
            shutil.copytree(edition.book, directory, dirs_exist_ok=True)
    return (target / source).with_suffix(".html")


def _write_project(notebook: Path, root: Path) -> str:
    """A project whose only chapter is a notebook; returns the chapter's name."""
    source = f"notebooks/{notebook.name}"
    description = read_description(paths.ROOT / FILE)
    description["book"] |= {"chapters": [source], "downloads": []}
    # Those of other pages.
    description["project"].pop("resources", None)
    needed = [path for pattern in _NEEDED for path in paths.ROOT.glob(pattern) if path.is_file()]
    copies = {notebook: root / source}
    copies |= {path: root / path.relative_to(paths.ROOT) for path in needed}
    for path, copy in copies.items():
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    (root / FILE).write_text(yaml.safe_dump(description, allow_unicode=True), encoding="utf-8")
    return source
