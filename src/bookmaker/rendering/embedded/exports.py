"""Each chapter as a single HTML file and as a Python script, for readers without JupyterLab.

The HTML file is whole by itself: styles and pictures are inside, formulas are MathML, and it asks
no host for anything, so it can be mailed and opened offline. nbconvert puts cells and results
together. The prose goes through Pandoc like the book's, since nbconvert's own Markdown knows
neither references nor callouts; links to other pages become words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from nbconvert.exporters import Exporter, HTMLExporter, PythonExporter
from nbformat import NotebookNode, from_dict

from bookmaker.errors import InputError
from bookmaker.project import notebooks, pandoc
from bookmaker.project.description import Book, Chapter, read_staged
from bookmaker.project.directories import replacing
from bookmaker.project.lines import lines_of
from bookmaker.project.notebooks import STAGED_TAG, Cell, joined, read_notebook
from bookmaker.project.pandoc import Node, texts, walk
from bookmaker.project.variables import read_variables
from bookmaker.rendering.embedded import features, floats, reading, references, web
from bookmaker.rendering.embedded.citations import citation_arguments
from bookmaker.rendering.embedded.numbering import Leaf, Target
from bookmaker.rendering.embedded.pages import Page, fill_page
from bookmaker.rendering.embedded.web.blocks import PageWriter
from bookmaker.rendering.policy import ALONE, with_policy

TEMPLATE = web.ASSETS / "chapter.html.j2"

# A paragraph between the texts of two cells, while Pandoc writes all of them in one run.
_CUT = "\ue000"
_CAPTIONS = {"fig": "fig-cap", "tbl": "tbl-cap"}
# What a link of a file that stands alone may lead to.
_OWN = ("#", "https:", "http:", "mailto:")
_HTML = ("--to", "html5", "--mathml", "--wrap=none")
_PLAIN = ("--to", "plain", "--columns=94")


def write_exports(site: Path, target: Path) -> list[Path]:
    """Write the chapters of the staged project in `site` to the directory `target`.

    Returns the files. Raises `InputError` when nothing is staged there, and for whatever its pages
    say that cannot be rendered, as the embedded renderer does.
    """
    book = read_staged(site)
    pages = reading.read_pages(book)
    trees = reading.read_trees(pages)
    _, targets = reading.number(book, pages, trees=trees, formats=web.FORMATS)
    names = []
    with replacing(target) as directory:
        for chapter in book.chapters:
            if chapter.is_notebook:
                for name, text in chapter_files(book, chapter, targets).items():
                    (directory / name).write_text(text, encoding="utf-8")
                    names.append(name)
    return [target / name for name in names]


def chapter_files(book: Book, chapter: Chapter, targets: Mapping[str, Target]) -> dict[str, str]:
    """The files of one chapter, by name; `targets` are the numbered parts of the whole book."""
    draft = _Draft(book, chapter, targets)
    for raw in read_notebook(book.directory / chapter.source, chapter.source)["cells"]:
        if STAGED_TAG not in raw["metadata"].get("tags", ()):
            draft.add(raw)
    stem = PurePosixPath(chapter.source).stem
    leaf = draft.leaf()
    script, _ = _script_exporter().from_notebook_node(
        draft.notebook(_plain_texts(book, leaf), whole=True)
    )
    page, _ = _page_exporter().from_notebook_node(draft.notebook(_html_texts(book, leaf)))
    page = with_policy(page, ALONE)
    return {f"{stem}.html": page, f"{stem}.py": re.sub(r" +$", "", script, flags=re.MULTILINE)}


@dataclass
class _Draft:
    """A chapter's cells; what is Markdown in them is kept apart until Pandoc has written it."""

    book: Book
    chapter: Chapter
    targets: Mapping[str, Target]
    cells: list[dict[str, Any]] = field(default_factory=list)
    markdown: list[str] = field(default_factory=list)

    @property
    def own(self) -> Target:
        """The chapter itself, with its number and title."""
        return next(each for each in self.targets.values() if each.href == self.chapter.href)

    def add(self, raw: Mapping[str, Any]) -> None:
        """Take a cell of the staged notebook: prose, or code with its results and caption."""
        source = joined(raw["source"])
        if raw["cell_type"] == "markdown":
            self._add_prose(source)
            return
        cell = notebooks.parse(source, self.chapter.source)
        is_shown = cell.flag("include", True)
        outputs = raw["outputs"] if is_shown and cell.flag("output", True) else []
        code = "\n".join(line.text for line in cell.code).strip("\n")
        shown = [self._output(output, cell) for output in outputs]
        self.cells.append(
            {"cell_type": "code", "source": code, "outputs": shown, "is_shown": is_shown}
        )
        if caption := self._caption(cell):
            self._add_prose(caption)

    def _add_prose(self, markdown: str) -> None:
        self.cells.append({"cell_type": "markdown", "source": self._kept(markdown)})

    def _kept(self, markdown: str) -> int:
        """Keep a text for Pandoc; its number stands for it meanwhile."""
        self.markdown.append(markdown)
        return len(self.markdown) - 1

    def _output(self, output: Mapping[str, Any], cell: Cell) -> dict[str, Any]:
        if "data" not in output:
            return {**output, "text": joined(output["text"])}
        data = {form: joined(content) for form, content in output["data"].items()}
        if "text/markdown" in data:
            data = {"text/html": self._kept(data["text/markdown"])}
        return {**output, "data": data, "metadata": {"alt": cell.value("fig-alt")}}

    def _caption(self, cell: Cell) -> str:
        label = cell.value("label")
        if label not in self.targets:
            return ""
        name = references.reference_text(self.targets[label], self.book.words, from_numbered=True)
        return f"[**{name}:**]{{#{label}}} {cell.value(_CAPTIONS[label[:3]])}"

    def leaf(self) -> Leaf:
        """All Markdown as one page of Pandoc's blocks, numbered, its references resolved."""
        whole = f"\n\n{_CUT}\n\n".join(self.markdown)
        page = Page(self.chapter.source, lines_of(whole, self.chapter.source))
        page = fill_page(page, read_variables(self.book.directory))
        blocks = features.select(pandoc.read(page.text)["blocks"], web.FORMATS)
        leaf = Leaf(page, self.chapter.href, floats.normalise(blocks, page))
        leaf.number = self.own.number
        problems = references.resolve(leaf, self.targets, words=self.book.words)
        if problems:
            raise InputError(problems)
        leaf.blocks = walk(leaf.blocks, self._alone, "Link", "Header", "Span")
        return leaf

    def _alone(self, node: Node) -> Node | list[Node] | None:
        """Parts with their numbers; of a link to another page of the book, its words."""
        if node["t"] == "Link" and not node["c"][2][0].startswith(_OWN):
            return node["c"][1]
        if node["t"] in ("Header", "Span"):
            *level, (identifier, classes, pairs), content = node["c"]
            if identifier in self.targets:
                pairs = [*pairs, ["number", self.targets[identifier].number]]
            return {"t": node["t"], "c": [*level, [identifier, classes, pairs], content]}
        return None

    def notebook(self, texts: Sequence[str], *, whole: bool = False) -> NotebookNode:
        """The chapter as a notebook with these texts; references are a cell more, at the end.

        A `whole` one has the set-up cells that the book does not show: a script needs them to run.
        """
        shown = [cell for cell in self.cells if whole or cell.get("is_shown", True)]
        cells = [_filled(cell, texts) for cell in shown]
        references = range(len(self.markdown), len(texts))
        cells += [_filled({"cell_type": "markdown", "source": each}, texts) for each in references]
        book = self.book
        about = {"title": self.own.title, "book": book.title, "language": book.language}
        content = {"cells": [{"metadata": {}, **cell} for cell in cells], "metadata": about}
        return from_dict({**content, "nbformat": 4, "nbformat_minor": 4})


def _filled(cell: Mapping[str, Any], texts: Sequence[str]) -> dict[str, Any]:
    if cell["cell_type"] == "markdown":
        return {**cell, "source": texts[cell["source"]].strip("\n")}
    outputs = [
        {**output, "data": {**output["data"], "text/html": texts[output["data"]["text/html"]]}}
        if "text/html" in output.get("data", {})
        else output
        for output in cell["outputs"]
    ]
    code = {key: value for key, value in cell.items() if key != "is_shown"}
    return {**code, "execution_count": None, "outputs": outputs}


def _html_texts(book: Book, leaf: Leaf) -> list[str]:
    """The kept texts as HTML, and after them the references when the chapter cites."""
    blocks = PageWriter(book.words, {}).blocks(leaf.blocks)
    return _written(book, leaf, blocks, _HTML).split(f"<p>{_CUT}</p>")


def _plain_texts(book: Book, leaf: Leaf) -> list[str]:
    """The same for comments: formulas stay as they are written."""
    blocks = walk(leaf.blocks, lambda node: texts(node["c"][1]), "Math")
    return _written(book, leaf, blocks, _PLAIN).split(f"{_CUT}\n")


def _written(book: Book, leaf: Leaf, blocks: list[Node], arguments: Sequence[str]) -> str:
    if any(pandoc.nodes(blocks, "Cite")):
        cut = {"t": "Para", "c": texts(_CUT)}
        listed = web.references(leaf, book.words["section-title-references"])
        blocks = [*blocks, cut, *listed]
        arguments = [*arguments, *citation_arguments(book)]
    content = pandoc.document(blocks, meta={"lang": book.language})
    return pandoc.write(content, arguments, directory=book.directory)


@cache
def _page_exporter() -> Exporter:
    """What puts the HTML together; its texts are HTML already."""
    return HTMLExporter(
        template_file=str(TEMPLATE),
        filters={"markdown2html": lambda text: text},
        exclude_input_prompt=True,
        exclude_output_prompt=True,
    )


@cache
def _script_exporter() -> Exporter:
    return PythonExporter(exclude_input_prompt=True)
