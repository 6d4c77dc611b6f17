"""Every figure, table and number in the text, with the cell that makes it: `exhibits.csv`.

    kind           figure, table, number
    exhibit        what the book calls it, as "Figure 3.2"; empty for a number
    label          its id in the book; of a number the name that the text writes
    title          the caption's first sentence
    chapter        title of the page that shows it
    page, place    the page of the book that shows it, and the notebook's cell or the page's line
    program, cell  the notebook and the cell that make it; empty where a page has it as text
    files          what that cell wrote, in `results/`
    claims         claim ids of the printed numbers it rests on
    value          the number as the text shows it
    note           why something is empty

A table that an author typed into a page has no program; its note says so. Numbers are those of
prose and of captions, each once for a place.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path
from typing import Any

from bookmaker.project import notebooks, shortcodes
from bookmaker.project.description import Book, read_staged
from bookmaker.project.lines import Line, outside_code, page_lines, read_text
from bookmaker.project.notebooks import joined, read_notebook
from bookmaker.rendering.embedded import reading, web
from bookmaker.rendering.embedded.numbering import Target
from helpers.ledger import claims, derived, formulas
from helpers.outputs.numbers import ENDINGS
from helpers.paths import Directories
from helpers.staging.figures import shown_again
from helpers.staging.figures.files import Listed, listed_in, plain, read_claims

# The call that writes a notebook's numbers.
WRITES = "write_numbers("
_FOLDERS = {"fig": "figures", "tbl": "tables"}
_KINDS = {"fig": "figure", "tbl": "table"}
_TYPED = "typed in the page"
_OF_MANY = "no single claim: its cell computes or quotes it"


@dataclass(frozen=True)
class Exhibit:
    """A row of `exhibits.csv`; `files` and `claims` are separated by spaces there."""

    kind: str
    exhibit: str = ""
    label: str = ""
    title: str = ""
    chapter: str = ""
    page: str = ""
    place: str = ""
    program: str = ""
    cell: str = ""
    files: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    value: str = ""
    note: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as texts, in the order of `COLUMNS`."""
        return tuple(
            " ".join(value) if isinstance(value, tuple) else value for value in astuple(self)
        )


COLUMNS = tuple(column.name for column in fields(Exhibit))


def is_result(name: str) -> bool:
    """Whether a file that a notebook wrote is a result: all but what only a page's script reads."""
    return not name.endswith(".vl.json")


@dataclass(frozen=True)
class _Made:
    """A figure or table as a cell of a notebook makes it."""

    listed: Listed
    cell: str


def list_exhibits(edition: Directories) -> list[Exhibit]:
    """Every exhibit of an edition that is staged, in the order of the book.

    Raises `InputError` when nothing is staged, and for pages that cannot be read.
    """
    book = read_staged(edition.site)
    sources = {each.source: each for each in book.chapters}
    notebooks_read = {
        source: read_notebook(edition.root / source, source)
        for source, chapter in sources.items()
        if chapter.is_notebook
    }
    made = {
        each.listed.label: each
        for source, notebook in notebooks_read.items()
        for each in _made_in(notebook, source)
    }
    titles, targets = _numbered(book)
    numbers = _Numbers(edition, notebooks_read)
    found: list[Exhibit] = []
    for source in sources:
        own = [each for each in targets if each.source == source]
        again = _again(edition, source)
        exhibits = [
            _float(edition, book, each, made=made.get(again.get(each.identifier, each.identifier)))
            for each in own
        ]
        exhibits += numbers.shown_in(source)
        found += [replace(each, chapter=titles[source]) for each in exhibits]
    return found


def _numbered(book: Book) -> tuple[dict[str, str], list[Target]]:
    """Titles of the pages by their sources, and figures and tables with the book's numbers."""
    pages = reading.read_pages(book)
    trees = reading.read_trees(pages)
    leaves, targets = reading.number(book, pages, trees=trees, formats=web.FORMATS)
    titles = {leaf.page.source: leaf.plain_title for leaf in leaves}
    return titles, [each for each in targets.values() if each.kind in _KINDS]


def _made_in(notebook: Mapping[str, Any], source: str) -> Iterator[_Made]:
    for cell in notebook["cells"]:
        if listed := listed_in(cell, source):
            yield _Made(listed, cell.get("id", ""))


def _again(edition: Directories, source: str) -> dict[str, str]:
    """Figures of notebooks that a page shows under another label: their own labels by that."""
    path = edition.root / source
    if path.suffix != ".qmd" or not path.is_file():
        return {}
    return shown_again(path.read_text(encoding="utf-8"))


def _float(edition: Directories, book: Book, target: Target, *, made: _Made | None) -> Exhibit:
    page = edition.root / target.source
    found = Exhibit(
        _KINDS[target.kind],
        exhibit=f"{book.words[f'crossref-{target.kind}-title']} {target.number}".strip(),
        label=target.identifier,
        title=Listed(target.identifier, plain(target.title), "", "").title,
        page=target.href,
    )
    if made is None:
        return replace(found, place=_line_of(page, target.identifier), note=_TYPED)
    is_own = made.listed.source == target.source
    folder = _FOLDERS[target.kind]
    origin = edition.outputs / folder / edition.language
    files = filter(is_result, sorted(path.name for path in origin.glob(f"{made.listed.label}.*")))
    return replace(
        found,
        place=made.cell if is_own else _line_of(page, target.identifier),
        program=made.listed.source,
        cell=made.cell,
        files=tuple(f"results/{folder}/{name}" for name in files),
        claims=read_claims(origin / f"{made.listed.label}.csv"),
    )


def _line_of(path: Path, identifier: str) -> str:
    """The line of a page on which a label stands; nothing for a page that staging writes."""
    if not path.is_file():
        return ""
    lines = path.read_text(encoding="utf-8").split("\n")
    return next((f"line {n}" for n, text in enumerate(lines, 1) if f"#{identifier}" in text), "")


def shown_numbers(root: Path, source: str) -> Iterator[tuple[str, str]]:
    """The numbers that a page's prose and captions write, as place and name.

    The place is a notebook's cell id or a page's line. A page that staging writes has none.
    """
    for place, line in _prose(root / source, source):
        for match in shortcodes.find(line):
            if match["body"].startswith("var "):
                yield place, match["body"].split()[1]


def _prose(path: Path, source: str) -> Iterator[tuple[str, Line]]:
    if not path.is_file():
        return
    if path.suffix != ".ipynb":
        for line in outside_code(page_lines(read_text(path, source), source)):
            yield f"line {line.row}", line
        return
    for cell in read_notebook(path, source)["cells"]:
        text = joined(cell["source"])
        if cell["cell_type"] != "markdown":
            text = "\n".join(notebooks.split_head(text)[0])
        for line in outside_code(page_lines(text, source)):
            yield cell.get("id", ""), line


class _Numbers:
    """The numbers in texts: what each is, which cell wrote it, and the claims it rests on."""

    def __init__(self, edition: Directories, read: Mapping[str, Mapping[str, Any]]) -> None:
        self._edition, self._read = edition, read
        self._ledger = claims.load()
        self._derived = {each.name: each for each in derived.load(self._ledger)}
        files = sorted(edition.numbers.glob("*.json"))
        self._written = {path.stem: json.loads(path.read_text("utf-8")) for path in files}

    def shown_in(self, source: str) -> list[Exhibit]:
        """The numbers of a page, each once for a cell or line."""
        shown = dict.fromkeys(shown_numbers(self._edition.root, source))
        return [self._exhibit(source, place, name) for place, name in shown]

    def _exhibit(self, source: str, place: str, name: str) -> Exhibit:
        page = str(Path(source).with_suffix(".html").as_posix())
        stems = [stem for stem, written in self._written.items() if name in written]
        own = [stem for stem in stems if stem == Path(source).stem]
        stem = (own or stems or [""])[0]
        if not stem:
            return Exhibit(
                "number", label=name, page=page, place=place, note="no notebook writes it"
            )
        program, rests_on = f"notebooks/{stem}.ipynb", self._claims_of(name)
        return Exhibit(
            "number",
            label=name,
            page=page,
            place=place,
            program=program,
            cell=self._writing_cell(program),
            files=(f"results/numbers/{stem}.json",),
            claims=rests_on,
            value=self._written[stem][name],
            note="" if rests_on else _OF_MANY,
        )

    def _writing_cell(self, program: str) -> str:
        cells = self._read.get(program, {}).get("cells", ())
        codes = (each for each in cells if each["cell_type"] == "code")
        return next((c.get("id", "") for c in codes if WRITES in joined(c["source"])), "")

    def _claims_of(self, name: str) -> tuple[str, ...]:
        if name in self._derived:
            return formulas.names_in(self._derived[name].formula)
        bare = [name, *(name.removesuffix(each) for each in ENDINGS if name.endswith(each))]
        return tuple(each for each in bare if each in self._ledger)[:1]


def as_markdown(exhibits: Iterable[Exhibit]) -> str:
    """Figures and tables as a table of Markdown, and how many numbers each page has."""
    exhibits = list(exhibits)
    floats = [each for each in exhibits if each.kind != "number"]
    rows = [
        f"| {each.exhibit} | {_cell(each.title)} | {Path(each.page.partition('#')[0]).stem} | "
        f"{_code(Path(each.program).stem) or each.note} | {_code(each.cell)} | "
        f"{_code(each.files[0] if each.files else '')} |"
        for each in floats
    ]
    head = (
        "| Exhibit | Title | Page | Program | Cell | First file |\n"
        "|:---|:------|:-----|:----|:----|:------|"
    )
    counts: dict[str, int] = {}
    for each in exhibits:
        counts[each.page] = counts.get(each.page, 0) + (each.kind == "number")
    numbers = [f"| {page} | {count} |" for page, count in counts.items() if count]
    return "\n".join(
        [head, *rows, "", "| Page | Numbers in its text |", "|:---|--:|", *numbers, ""]
    )


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _code(text: str) -> str:
    return f"`{text}`" if text else ""
