"""The ledger on the screen: tools to search and filter it, and a section for every number.

Raw HTML instead of Markdown, because both renderers pass it through as it is: the page of some four
hundred entries stays small, and its ids and attributes are what the page's script expects. The HTML
is in the templates of `assets`.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from bookmaker.project.addresses import page_link
from bookmaker.templates import template
from helpers.audit.results import SIGNS
from helpers.audit.shapes import is_repeat
from helpers.audit.texts import OTHER_END
from helpers.audit.wording import verdict_word
from helpers.interface import marked
from helpers.staging.claims.uses import Drawn, Section, Use
from helpers.staging.ledger_page.facts import LedgerFacts

ASSETS = Path(__file__).parent / "assets"

# What ledger.js says, by the names it knows; it puts the numbers in.
SCRIPT_TEXTS = {
    "count-all": marked("All {all} numbers are shown."),
    "count": marked("{shown} of {all} numbers are shown."),
    "count-none": marked("No number fits. Shorten the search, or show all."),
    "kept": marked("One more is shown because the address of the page names it."),
}


class Link(NamedTuple):
    """A link to a place in the book."""

    address: str
    text: str


def tools(facts: LedgerFacts) -> str:
    """Search and filters; a verdict that no number has is not offered, nor are other ends."""
    counts = facts.audit.by_verdict()
    number = facts.edition.number
    said = {key: facts.study.text(english) for key, english in SCRIPT_TEXTS.items()}
    boxes = [
        (verdict, SIGNS[verdict], verdict_word(verdict, facts.study.language), number(n))
        for verdict in SIGNS
        if (n := len(counts[verdict]))
    ]
    if n := sum(mark.is_other_end for mark in facts.audit.marks.values()):
        boxes.append(("other_end", "(…)", facts.study.text(OTHER_END), number(n)))
    return _filled("tools", facts, said=json.dumps(said, ensure_ascii=False), boxes=boxes)


def entries(facts: LedgerFacts, names: Iterable[str]) -> str:
    """The entries of claims and derived numbers."""
    return _filled("entries", facts, entries=[_entry(facts, name) for name in names])


def _entry(facts: LedgerFacts, name: str) -> tuple[str, list[Link], list[Link]]:
    """A number, where the text says it, and the figures and tables that draw it."""
    use = facts.uses.get(name, Use())
    floats = [_link(each.page, each.label, each.title) for each in _side_by_side(use.floats)]
    return name, list(_places(facts, name, use.prose)), floats


def _places(facts: LedgerFacts, name: str, sections: Iterable[Section]) -> Iterator[Link]:
    """Links back to the number in the text, or to its section where the number is no link.

    A page is named once.
    """
    before = ""
    for each in sections:
        is_named = each.page == before or each.heading == each.title
        text = each.heading if is_named else f"{each.title}: {each.heading}"
        anchor = facts.anchors.get((each.page, each.heading, name), each.anchor)
        yield _link(each.page, anchor, text)
        before = each.page


def _side_by_side(floats: Iterable[Drawn]) -> list[Drawn]:
    """Figures and tables without the tables that stand beside a figure of their name."""
    floats = tuple(floats)
    figures = {(each.page, each.label.removeprefix("fig-")) for each in floats}
    return [each for each in floats if (each.page, each.label.removeprefix("tbl-")) not in figures]


def _link(source: str, anchor: str, text: str) -> Link:
    address = page_link(posixpath.normpath(source)) + (f"#{anchor}" if anchor else "")
    return Link(address, text)


def _filled(file: str, facts: LedgerFacts, **values: Any) -> str:
    study = facts.study
    text = template(ASSETS / f"{file}.html.jinja").render(
        facts=facts,
        is_repeat=is_repeat,
        language=study.language,
        report_language=study.codebook.report_language,
        text=study.text,
        text_in=study.text_in,
        **values,
    )
    return text.removesuffix("\n")
