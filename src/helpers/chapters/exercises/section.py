"""An exercise on the book itself: a section of the reader's own, in its place, with its parts."""

from __future__ import annotations

import re
import reprlib
from typing import TYPE_CHECKING, Any

from bookmaker.project.notebooks import joined, read_notebook
from helpers import paths
from helpers.chapters.exercises.outcomes import off, right, unanswered
from helpers.interface import marked

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from helpers.outputs.tables import Markdown
    from helpers.study import Study

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_SHOWN = re.compile(r"^#\| label: (?:fig|tbl)-", re.MULTILINE)
_NUMBER = "{{< var "
# As `make section` begins it.
_BEGUN = "# My question {"

SECTION = {
    "name": marked(
        "{name} is no name; write small Latin letters, digits and _, in quotation marks"
    ),
    "missing": marked("there is no notebook notebooks/NN_{name}.ipynb yet"),
    "chapter": marked("{path} is a chapter of this book; name a section that you began"),
    "several": marked("{names} have the same name; keep a single one"),
    "unlisted": marked("{path} is not in _quarto.yml, so the book leaves it out"),
    "begun": marked("{path} has the title it was made with; write one of your own"),
    "shown": marked("{path} shows no figure and no table: no label begins with fig- or tbl-"),
    "number": marked("{path} says no number of the data: its prose has no var"),
}
FOUND = marked("{path} is in the book, with something to see and a number in its prose.")


def check_section(study: Study, name: object, *, root: Path = paths.ROOT) -> Markdown:
    """Is there a section of this name, in the book, with a figure or table and a number in prose?

    `name` is the one given to `make section`; `...` is no answer yet. `root` is the checkout. What
    the section says, no check can judge.
    """
    if name is ...:
        return unanswered(study)
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        return off(study, SECTION["name"], name=reprlib.repr(name))
    found = sorted((root / "notebooks").glob(f"[0-9][0-9]_{name}.ipynb"))
    if not found:
        return off(study, SECTION["missing"], name=name)
    if len(found) > 1:
        return off(study, SECTION["several"], names=", ".join(path.name for path in found))
    path = f"notebooks/{found[0].name}"
    notebook = read_notebook(found[0], path)
    if not is_section(notebook):
        return off(study, SECTION["chapter"], path=path)
    if path not in (root / "_quarto.yml").read_text(encoding="utf-8"):
        return off(study, SECTION["unlisted"], path=path)
    code, prose = (
        [joined(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == kind]
        for kind in ("code", "markdown")
    )
    if any(source.startswith(_BEGUN) for source in prose):
        return off(study, SECTION["begun"], path=path)
    if not any(_SHOWN.search(source) for source in code):
        return off(study, SECTION["shown"], path=path)
    if not any(_NUMBER in source for source in prose):
        return off(study, SECTION["number"], path=path)
    return right(study, study.text(FOUND).format(path=path))


def is_section(notebook: Mapping[str, Any]) -> bool:
    """Was this notebook begun by `make section`? Its metadata say so; chapters' do not."""
    return "section" in (notebook.get("metadata") or {}).get("civic_voice", {})
