"""The ledger as a page of the book, and the links to it: written by staging, never by hand.

On the screen every number has an entry (`ledger_entries`), with tools to search and filter them;
on paper there is a table per chapter (`ledger_paper`). Every verdict is computed from the ledger
as it is read, so a digit changed there changes the page.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path

from helpers.audit.index import LedgerIndex
from helpers.audit.results import SIGNS, Verdict
from helpers.audit.verdicts import judge_all
from helpers.audit.wording import verdict_meaning, verdict_word
from helpers.paths import LEDGER_PAGE
from helpers.staging.claims import uses as claims_uses
from helpers.staging.claims.links import ClaimLinks, Target, marks, target_of, targets
from helpers.staging.figures.files import Listed
from helpers.staging.ledger_page import paper
from helpers.staging.ledger_page.entries import EntryWriter
from helpers.staging.ledger_page.facts import LedgerFacts
from helpers.staging.ledger_page.words import ledger_words
from helpers.study import Study, open_study

ASSETS = Path(__file__).parent / "assets"
FILES = ("ledger.css", "ledger.js")
# Directory of the page's files in a staged project.
DIRECTORY = "ledger"

# Not in EPUB, which Quarto counts as HTML.
_SCREEN = '.content-visible when-format="html:js"'
_PAPER = '.content-visible unless-format="html:js"'


@dataclass(frozen=True)
class LedgerPages:
    """A ledger with its verdicts while a book that shows it is staged."""

    study: Study
    verdicts: Mapping[str, Verdict]
    links: ClaimLinks

    @classmethod
    def of(cls, study: Study, values: Mapping[str, str]) -> LedgerPages:
        """Judge all claims of a study; `values` are the texts of the prose's variables."""
        judged = judge_all(LedgerIndex.of(study.ledger, study.levels))
        verdicts = {each.claim_id: each for each in judged}
        names = {name: each.verdict for name, each in verdicts.items()}
        title = ledger_words(study.language)["derived-title"]
        entries = targets(study, derived_title=title)
        return cls(study, verdicts, ClaimLinks(entries, names, values, study.language))

    @classmethod
    def open(cls, language: str, values: Mapping[str, str]) -> LedgerPages:
        """The published data with their verdicts. Raises as `open_study`."""
        return cls.of(open_study(language), values)

    @cached_property
    def marks(self) -> dict[str, str]:
        """The signs of claims that are not exact, as inline HTML."""
        return marks(self.links.verdicts, self.study.language)

    def write(self, directory: Path, sources: Iterable[str], listed: Iterable[Listed]) -> None:
        """Write the page with its style and script into a project whose chapters are staged."""
        prose = claims_uses.staged_prose(directory, sources)
        # A figure of the whole ledger says nothing of one of its numbers.
        telling = [each for each in listed if 2 * len(each.claims) < len(self.study.ledger)]
        uses = claims_uses.uses(prose, telling, claims_of=self._names_of)
        entries, anchors = self.links.entries, self.links.anchors
        facts = LedgerFacts(self.study, self.verdicts, entries, uses, anchors)
        (directory / LEDGER_PAGE).write_text(page(facts), encoding="utf-8")
        (directory / DIRECTORY).mkdir(exist_ok=True)
        for name in FILES:
            shutil.copyfile(ASSETS / name, directory / DIRECTORY / name)

    def _names_of(self, variable: str) -> tuple[str, ...]:
        entry: Target | None = target_of(variable, self.links.entries)
        return (entry.name,) if entry else ()


def page(facts: LedgerFacts) -> str:
    """The page as Markdown."""
    words, writer = facts.words, EntryWriter(facts)
    style = f'<link rel="stylesheet" href="{DIRECTORY}/{FILES[0]}">'
    script = f'<script src="{DIRECTORY}/{FILES[1]}" defer></script>'
    parts = [
        f"# {words['title']} {{#ledger .unnumbered}}",
        words["lead"],
        _legend(facts),
        words["signs"],
        _only(_PAPER, words["paper"]),
        _html(f"{style}\n{_tools(facts)}"),
    ]
    for chapter, title, names in facts.chapters():
        entries = "\n".join(writer.entry(name) for name in names)
        parts += [f"## {title} {{#ledger-{chapter} .unnumbered}}"]
        parts += [words["derived-lead"]] if chapter == "derived" else []
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
    """The verdicts from worst to best, with their signs and meanings."""
    language = facts.study.language
    return "\n".join(
        f"- **{verdict_word(verdict, language)}** ({SIGNS[verdict]}): "
        f"{verdict_meaning(verdict, language)}"
        for verdict in SIGNS
    )


def _tools(facts: LedgerFacts) -> str:
    """Search and filters, which wait for the script that makes them work."""
    words = facts.words
    said = {key: words[key] for key in ("count-all", "count", "count-none", "kept")}
    data = escape(json.dumps(said, ensure_ascii=False))
    options = "".join(
        f'<option value="{chapter}">{escape(title)}</option>'
        for chapter, title, _ in facts.chapters()
    )
    return "\n".join(
        [
            f'<form id="ledger-tools" role="search" aria-label="{escape(words["title"])}" '
            f'data-words="{data}" data-furniture hidden>',
            f'<label class="ledger-find"><span>{escape(words["find"])}</span> '
            f'<input type="search" name="q" placeholder="{escape(words["find-hint"])}" '
            'autocomplete="off" spellcheck="false"></label>',
            f"<label><span>{escape(words['chapter'])}</span> "
            f'<select name="chapter"><option value="">{escape(words["all-chapters"])}</option>'
            f"{options}</select></label>",
            f"<fieldset><legend>{escape(words['verdicts'])}</legend>{_boxes(facts)}</fieldset>",
            f'<p><span role="status"></span> <button type="reset">{escape(words["reset"])}'
            "</button></p>",
            "</form>",
        ]
    )


def _boxes(facts: LedgerFacts) -> str:
    counts = Counter(each.verdict for each in facts.verdicts.values())
    language, number = facts.study.language, facts.edition.number
    return "\n".join(
        f'<label><input type="checkbox" name="verdict" value="{verdict}"> {SIGNS[verdict]} '
        f"{escape(verdict_word(verdict, language))} "
        f"<small>{number(counts[verdict])}</small></label>"
        for verdict in SIGNS
        if counts[verdict]
    )
