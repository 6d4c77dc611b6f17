"""The ledger as a page of the book, and the links to it: written by staging, never by hand.

On the screen every number has an entry (`screen`), with tools to search and filter them; on paper
there is a table per chapter (`paper`). Every verdict is computed from the ledger as it is read, so
a digit changed there changes the page.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from bookmaker.project.remembered import NOTHING, Memory
from helpers import inputs
from helpers.audit import Audit, audit
from helpers.audit.results import SIGNS
from helpers.audit.texts import OTHER_END
from helpers.audit.wording import other_end_meaning, verdict_meaning, verdict_word
from helpers.paths import LEDGER_PAGE
from helpers.staging.claims.links import ClaimLinks, ledger_entries, mark_html
from helpers.staging.claims.uses import staged_prose, uses
from helpers.staging.figures.files import Listed
from helpers.staging.ledger_page import paper, screen
from helpers.staging.ledger_page.facts import DERIVED, LedgerFacts
from helpers.staging.printed_pages import Numbers
from helpers.study import Study

ASSETS = Path(__file__).parent / "assets"
FILES = ("ledger.css", "ledger.js")
# Directory of the page's files in a staged project.
DIRECTORY = "ledger"

# Not in EPUB, which Quarto counts as HTML.
_SCREEN = '.content-visible when-format="html:js"'
_PAPER = '.content-visible unless-format="html:js"'


@dataclass(frozen=True)
class LedgerPages:
    """A ledger with its audit while a book that shows it is staged."""

    study: Study
    audit: Audit
    links: ClaimLinks

    @classmethod
    def of(
        cls, study: Study, values: Mapping[str, str], audited: Audit | None = None
    ) -> LedgerPages:
        """Audit the report of a study, unless that is done; `values` are the texts of the prose's
        variables.

        A number that the chapters show anew carries no sign of the printed one there.
        """
        report = study.as_printed()
        audited = audited or audit(report.ledger, levels=study.levels)
        marks = {name: mark for name, mark in audited.marks.items() if not study.is_anew(name)}
        links = ClaimLinks(ledger_entries(report), marks, values, study.language)
        return cls(report, audited, links)

    def links_on(self, source: str, numbers: Numbers) -> ClaimLinks:
        """The links of a page: one that examines the report has all its signs."""
        if not numbers.is_printed(source):
            return self.links
        values = numbers.of_page(source)
        return replace(self.links, marks=self.audit.marks, values=values)

    @cached_property
    def marks(self) -> dict[str, str]:
        """The signs of all claims that have a mark, as inline HTML."""
        marks = self.audit.marks.items()
        return {claim_id: mark_html(mark, self.study.language) for claim_id, mark in marks}

    def write(
        self,
        directory: Path,
        sources: Iterable[str],
        listed: Iterable[Listed],
        memory: Memory = NOTHING,
    ) -> None:
        """Write the page with its style and script into a project whose chapters are staged."""
        entries = self.links.entries
        prose = staged_prose(directory, sources)
        # A figure of the whole ledger says nothing of one of its numbers.
        telling = [each for each in listed if 2 * len(each.claims) < len(self.study.ledger)]
        used = uses(prose, telling, entries)
        facts = LedgerFacts(self.study, self.audit, entries, used, self.links.anchors)
        code = (inputs.STAGING, inputs.STUDY, inputs.translations(self.study.language), inputs.LOCK)
        decided_by = ["ledger", *(tree.state() or "" for tree in code), repr(facts)]
        text = memory.text(decided_by, lambda: page(facts))
        (directory / LEDGER_PAGE).write_text(text, encoding="utf-8")
        (directory / DIRECTORY).mkdir(exist_ok=True)
        for name in FILES:
            shutil.copyfile(ASSETS / name, directory / DIRECTORY / name)


def page(facts: LedgerFacts) -> str:
    """The page as Markdown."""
    text = facts.study.text
    style = f'<link rel="stylesheet" href="{DIRECTORY}/{FILES[0]}">'
    script = f'<script src="{DIRECTORY}/{FILES[1]}" defer></script>'
    parts = [
        f"# {text('Ledger: every printed number')} {{#ledger .unnumbered}}",
        text(
            "Every number the report prints, in its order, with the place where it stands, the "
            "formula that should give it, and a verdict computed from the other numbers. A number "
            "with a dotted underline in the chapters leads to its entry here, and the entry's last "
            "lines lead back."
        ),
        _legend(facts),
        text(
            "A sign beside a number in the chapters says that it is not exact: ≠, ÷, ⊄ or ≈. In "
            "brackets, (≠), (÷) or (⊄), it says the same of another number, with which this one "
            "should agree. A number without a sign is exact, or the report prints nothing it could "
            "be checked against; that does not prove it right."
        ),
        _only(
            _PAPER,
            text(
                "The website has more on each number: the bases that would work, ranges, notes, "
                "and where the book uses it; its list can be searched."
            ),
        ),
        _html(f"{style}\n{screen.tools(facts)}"),
    ]
    for chapter, title, names in facts.chapters():
        parts += [f"## {title} {{#ledger-{chapter} .unnumbered}}"]
        if chapter == DERIVED:
            parts.append(
                text(
                    "They are not printed in the report: the book computes them from numbers that "
                    "are."
                )
            )
        entries = screen.entries(facts, names)
        parts += [
            _html(f'<div class="ledger-part" data-chapter="{chapter}">\n{entries}\n</div>'),
            _only(_PAPER, paper.table(facts, chapter, names)),
        ]
    return "\n\n".join([*parts, _html(script)]) + "\n"


def _only(condition: str, text: str) -> str:
    return f":::: {{{condition}}}\n{text}\n::::"


def _html(text: str) -> str:
    return _only(_SCREEN, f"```{{=html}}\n{text}\n```")


def _legend(facts: LedgerFacts) -> str:
    """The verdicts from worst to best, with their signs and meanings, and what brackets mean."""
    language = facts.study.language
    lines = [
        f"- **{verdict_word(verdict, language)}** ({SIGNS[verdict]}): "
        f"{verdict_meaning(verdict, language)}"
        for verdict in SIGNS
    ]
    end = f"- **{facts.study.text(OTHER_END)}** (…): {other_end_meaning(language)}"
    return "\n".join([*lines, end])
