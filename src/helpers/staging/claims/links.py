"""Numbers of the prose as links to their entries in the ledger.

`{{< var zero_reports >}}` in a staged chapter becomes

    [{{< var zero_reports >}}](../ledger.qmd#claim-zero_reports "Financial report: zero"){.claim}

and so does every number that follows from a claim (`zero_reports_bounds`) or is derived. A printed
number that is not exact carries the sign of its verdict, and its other ends carry it in brackets.
On the screen the style sheet draws it (`data-mark`), so that it is in no copied text and in no
search; its words are the link's label. On paper it is text. The first link to an entry in each
section has an id, to lead back to it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from bookmaker.project.lines import lines_of, outside_code
from bookmaker.project.notebooks import joined, quoted
from helpers.audit.results import Expression, Mark
from helpers.audit.wording import mark_words, write
from helpers.paths import LEDGER_PAGE
from helpers.staging.claims.places import linkable
from helpers.staging.figures.files import plain
from helpers.study import Study

# What `helpers.outputs.numbers` appends to a claim's id for numbers that follow from it.
SUFFIXES = ("_share", "_recomputed", "_wilson", "_bounds", "_akmola")

HEADING = re.compile(r"#{1,6}\s+(?P<text>.*?)\s*(?:\{(?P<attributes>[^{}]*)\})?\s*$")


@dataclass(frozen=True)
class LedgerEntry:
    """An entry of the ledger: the name of a claim or of a derived number, and what it is."""

    name: str
    title: str
    is_derived: bool = False

    @property
    def anchor(self) -> str:
        """Its id on the ledger's page.

        >>> LedgerEntry("zero_reports", "").anchor
        'claim-zero_reports'
        """
        return f"{'derived' if self.is_derived else 'claim'}-{self.name}"


def ledger_entries(study: Study) -> dict[str, LedgerEntry]:
    """The entry of every claim and derived number, by name."""
    printed = {claim.claim_id: claim.printed for claim in study.ledger.values()}
    entries, title = {}, study.text("derived number")
    for each in study.derived:
        formula = write(Expression(each.formula, printed), study.edition)
        entries[each.name] = LedgerEntry(each.name, f"{title}: {formula}", True)
    return entries | {name: LedgerEntry(name, study.name(name)) for name in study.ledger}


def entry_of(variable: str, entries: Mapping[str, LedgerEntry]) -> LedgerEntry | None:
    """The entry behind a variable of the prose; None for numbers of the study itself.

    >>> entries = {"zero": LedgerEntry("zero", "")}
    >>> entry_of("zero_bounds", entries).anchor, entry_of("n_claims", entries)
    ('claim-zero', None)
    """
    if variable in entries:
        return entries[variable]
    for suffix in SUFFIXES:
        stem = variable.removesuffix(suffix)
        if stem != variable and stem in entries and not entries[stem].is_derived:
            return entries[stem]
    return None


def mark_html(mark: Mark, language: str) -> str:
    """The sign of a mark as inline HTML, with its words.

    >>> print(mark_html(Mark("base"), "en"))
    <span class="claim-mark" role="img" aria-label="base" title="base">÷</span>
    """
    name = escape(mark_words(mark, language))
    attributes = f'class="claim-mark" role="img" aria-label="{name}" title="{name}"'
    return f"<span {attributes}>{mark.sign}</span>"


@dataclass
class ClaimLinks:
    """Makes the links of a book, page after page, and remembers where they stand.

    entries     the entry of each name, see `ledger_entries`
    marks       the mark of each claim that has one
    values      the text of each variable
    anchors     ids of links, by page, heading and name of the entry
    n_before    how many ids the pages have that are not linked this time
    """

    entries: Mapping[str, LedgerEntry]
    marks: Mapping[str, Mark]
    values: Mapping[str, str]
    language: str
    anchors: dict[tuple[str, str, str], str] = field(default_factory=dict)
    n_before: int = 0

    def link_notebook(self, notebook: Mapping[str, Any], source: str) -> None:
        """Link the numbers in the Markdown cells of a notebook for the book."""
        heading = ""
        for cell in notebook["cells"]:
            if cell["cell_type"] == "markdown":
                text, heading = self._linked(joined(cell["source"]), source, heading)
                cell["source"] = text.splitlines(keepends=True)

    def link_page(self, text: str, source: str) -> str:
        """A page of Markdown with its numbers linked."""
        return self._linked(text, source, "")[0]

    def _linked(self, text: str, source: str, heading: str) -> tuple[str, str]:
        """The text with links, and the last heading in it; `heading` is the one above it."""
        headings = [(0, heading), *_headings(text)]
        parts, end = [], 0
        for match in linkable(text):
            name = match["body"].split()[-1]
            entry = entry_of(name, self.entries)
            if entry and match["body"].split()[0] == "var":
                above = [title for place, title in headings if place <= match.start()][-1]
                shown = text[match.start() : match.end()]
                link = self._link(shown, name, entry=entry, at=(source, above, entry.name))
                parts += [text[end : match.start()], link]
                end = match.end()
        return "".join([*parts, text[end:]]), headings[-1][1]

    def _link(self, shown: str, name: str, *, entry: LedgerEntry, at: tuple[str, str, str]) -> str:
        attributes, paper = [".claim"], ""
        if at not in self.anchors:
            self.anchors[at] = f"use-{self.n_before + len(self.anchors) + 1}"
            attributes.append(f"#{self.anchors[at]}")
        if mark := self.marks.get(name):
            label = f"{self.values[name]}: {mark_words(mark, self.language)}"
            attributes += [f'data-mark="{mark.sign}"', f"aria-label={quoted(label)}"]
            # The space keeps the sign from being taken for a digit's neighbour, or a footnote.
            sign = f"\u202f^{mark.sign}^"
            paper = f'[{sign}]{{.content-visible unless-format="html:js"}}'
        address = posixpath.relpath(LEDGER_PAGE, posixpath.dirname(at[0]) or ".")
        # A bar would end the cell of a table.
        title = quoted(entry.title.replace("|", "/"))
        return f"[{shown}{paper}]({address}#{entry.anchor} {title}){{{' '.join(attributes)}}}"


def _headings(text: str) -> Iterable[tuple[int, str]]:
    """Place and plain text of each heading."""
    starts, place = [], 0
    for line in text.split("\n"):
        starts.append(place)
        place += len(line) + 1
    for line in outside_code(lines_of(text, "")):
        if match := HEADING.match(line.text):
            yield starts[line.row - 1], plain(match["text"])
