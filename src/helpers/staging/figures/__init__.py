"""The lines below figures and tables put into the staged pages, and the page that lists them all.

Both are Markdown that staging adds to the project, so each renderer shows them alike.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from bookmaker.project.notebooks import STAGED_TAG, joined
from bookmaker.project.remembered import Memory
from helpers.errors import Problem
from helpers.interface import text
from helpers.paths import Directories
from helpers.staging.figures.claims import ClaimNotes, check_claims
from helpers.staging.figures.files import (
    FOLDERS,
    Listed,
    listed_in,
    name_output,
    picture_shape,
    with_files,
    write_scripts,
)
from helpers.staging.figures.interactive import write_library
from helpers.staging.figures.lines import (
    SITE_ONLY,
    card_line,
    code_place,
    files_line,
    scripts,
    table_tools,
)

PAGE = "figures.qmd"

_TITLE = re.compile(r"^\s*# (?P<title>.*?)\s*(\{[^}]*\})?\s*$", re.MULTILINE)

# A picture of a notebook that a page shows again under a label of its own.
_SHOWN_AGAIN = re.compile(
    r"^!\[.*\]\((?:\.\./)*figures/(?P<name>fig-[\w-]+)\.svg\)\{#(?P<label>fig-[\w-]+).*\}$",
    re.MULTILINE,
)


def shown_again(page: str) -> dict[str, str]:
    """The notebooks' figures that the text of another page shows, by their labels there."""
    return {match["label"]: match["name"] for match in _SHOWN_AGAIN.finditer(page)}


@dataclass
class StagedFloats:
    """The figures and tables of a project while it is staged, chapter after chapter.

    `notes` say what is written of the claims they draw; `again` are figures of notebooks as other
    pages show them, with the labels they have there.
    """

    edition: Directories
    directory: Path
    notes: ClaimNotes = field(default_factory=ClaimNotes)
    listed: list[Listed] = field(default_factory=list)
    again: list[Listed] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)

    @property
    def resources(self) -> list[str]:
        """The directories of files that stand in the project now."""
        return [f"{name}/" for name in FOLDERS if (self.directory / name).is_dir()]

    @property
    def shown(self) -> list[Listed]:
        """Every figure and table that a page shows, by the label it has there."""
        return [*self.listed, *self.again]

    @property
    def problems(self) -> list[Problem]:
        """Claims that the data of figures and tables name and the ledger does not hold."""
        known = self.notes.claims
        return [p for each in self.listed for p in check_claims(each, known)] if known else []

    def add(self, notebook: dict[str, Any], source: str) -> None:
        """Copy the files of a notebook's figures and tables and link them below each of them."""
        self.titles[source] = title_of(notebook)
        found = [(cell, listed_in(cell, source)) for cell in notebook["cells"]]
        staged = partial(with_files, self.edition, directory=self.directory)
        added = [staged(listed) for _, listed in found if listed]
        self.listed += added
        following, cells = iter(added), []
        for cell, listed in found:
            cells += self._framed(cell, next(following)) if listed else [cell]
        if added:
            charts = any(listed.file("interactive") for listed in added)
            tables = any(listed.is_sortable for listed in added)
            cells.append(_added_cell(scripts(source, charts=charts, tables=tables), "script"))
        notebook["cells"] = cells

    def _framed(self, cell: dict[str, Any], listed: Listed) -> list[dict[str, Any]]:
        """The cell between what staging adds to it; what is empty is not added."""
        name_output(cell, listed)
        above = code_place(listed) if listed.shows_code else ""
        below = self._line(listed, listed.source)
        if listed.is_sortable:
            above += table_tools(listed, self.edition.language)
        return [
            *([_added_cell(above, f"code-{listed.label}")] if above else []),
            cell,
            *([_added_cell(below, listed.label)] if below else []),
        ]

    def _line(self, listed: Listed, page: str) -> str:
        language = self.edition.language
        return files_line(listed, page, notes=self.notes, language=language)

    def finish(self, *, index: bool, pages: Iterable[str] = ()) -> None:
        """Write the scripts, the index where the book lists it, and the lines of other pages.

        `pages` are those of the project that are not notebooks and may show a notebook's figure.
        """
        write_library(self.directory, Memory(self.edition.remembered))
        if self.listed:
            tables = any(listed.is_sortable for listed in self.listed)
            write_scripts(self.directory, tables=tables)
        for page in pages:
            if (self.directory / page).is_file():
                self._link_again(page)
        if index:
            text = index_page(self, self.titles)
            (self.directory / PAGE).write_text(text, encoding="utf-8")

    def _link_again(self, page: str) -> None:
        path = self.directory / page
        by_label = {listed.label: listed for listed in self.listed}

        def linked(match: re.Match[str]) -> str:
            listed = by_label.get(match["name"])
            if listed is None:
                return match[0]
            self.again.append(replace(listed, label=match["label"], source=page, files=()))
            return f"{match[0]}\n\n{self._line(listed, page)}"

        text = path.read_text(encoding="utf-8")
        path.write_text(_SHOWN_AGAIN.sub(linked, text), encoding="utf-8")


def _added_cell(text: str, name: str) -> dict[str, Any]:
    return {
        "cell_type": "markdown",
        "id": f"{STAGED_TAG}-{name}",
        "metadata": {"tags": [STAGED_TAG]},
        "source": text.splitlines(keepends=True),
    }


def title_of(notebook: Mapping[str, Any]) -> str:
    """The title of a notebook's page as Markdown; empty when it has none."""
    for cell in notebook["cells"]:
        match = _TITLE.search(joined(cell["source"])) if cell["cell_type"] == "markdown" else None
        if match:
            return match["title"]
    return ""


def index_page(floats: StagedFloats, titles: Mapping[str, str]) -> str:
    """The page of all figures and tables, by chapter; `titles` are those of the chapters."""
    language = floats.edition.language
    lead = text(
        "Every figure and table that the chapters draw from the data, with its numbers (CSV), its "
        "picture (SVG for print and editing, PNG for slides), the code that made it, and the "
        "report's numbers it draws.",
        language,
    )
    parts = [f"::: {{{SITE_ONLY}}}", lead]
    for source, members in groupby(floats.listed, key=lambda each: each.source):
        stem = posixpath.splitext(posixpath.basename(source))[0]
        parts.append(f"## [{titles[source]}]({source}) {{#index-{stem}}}")
        # Pictures first: a table has none to show.
        ordered = sorted(members, key=lambda each: not each.is_figure)
        for _, alike in groupby(ordered, key=lambda each: each.is_figure):
            cards = [_card(each, floats) for each in alike]
            parts += [":::: {.figure-cards}", *cards, "::::"]
    heading = f"# {text('Figures and tables', language)} {{#figures-and-tables .unnumbered}}"
    return "\n\n".join([heading, *parts, ":::"]) + "\n"


def _card(listed: Listed, floats: StagedFloats) -> str:
    place = f"{listed.source}#{listed.label}"
    lines = ["::: {.figure-card}"]
    if thumb := listed.file("thumb"):
        width, height = (side // 2 for side in picture_shape(floats.directory / thumb))
        size = f'width="{width}" height="{height}" loading="lazy"'
        alt = re.sub(r"([\[\]])", r"\\\1", listed.title)
        # The backslash keeps Quarto from making a figure of a picture alone in its paragraph.
        lines += [f"[![{alt}]({thumb}){{{size}}}]({place})\\", ""]
    language = floats.edition.language
    line = card_line(listed, PAGE, notes=floats.notes, language=language)
    return "\n".join([*lines, f"@{listed.label}: {listed.title}", "", line, ":::"])
