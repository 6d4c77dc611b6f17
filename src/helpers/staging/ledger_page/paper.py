"""The ledger on paper: one table per chapter of the report, each number with its anchor."""

from __future__ import annotations

import re
from collections.abc import Iterable

from helpers.audit.results import NOT_EXACT, SIGNS
from helpers.audit.wording import mark_words, verdict_word
from helpers.ledger.claims import Claim
from helpers.staging.ledger_page.facts import DERIVED, LedgerFacts

# Some four hundred rows: small type, and tables that go on over the end of a page.
_TIGHT = """\
#[#show figure: set block(breakable: true)
#show table: set text(size: 8pt, hyphenate: true)
#show table: set par(justify: false, leading: 0.5em)
#set table(inset: (x: 4pt, y: 2.6pt))"""
_MARKUP = re.compile(r"([\\`*_{}\[\]<>|$@^~#])")


def table(facts: LedgerFacts, chapter: str, names: Iterable[str]) -> str:
    """The table of a chapter as Markdown; arithmetic only where a number has a mark."""
    text, number = facts.study.text, facts.study.text_in("ledger", "Number")
    if chapter == DERIVED:
        head, widths = [number, text("Formula"), text("Name in the data")], (10, 58, 32)
        rows = [_derived(facts, name) for name in names]
    else:
        head = [number, text("What it is"), text("Where"), text("Verdict and arithmetic")]
        widths = (13, 33, 25, 29)
        rows = [_claim(facts, name) for name in names]
        if facts.study.release:
            head, widths = [*head, text("From the questionnaires")], (11, 27, 21, 24, 17)
            rows = [
                [*row, markdown(facts.anew(name))] for row, name in zip(rows, names, strict=True)
            ]
    lines = [head, [":" + "-" * width for width in widths], *rows]
    table = "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
    return f"{_raw(_TIGHT)}\n\n{table}\n\n{_raw(']')}"


def _raw(text: str) -> str:
    return f"```{{=typst}}\n{text}\n```"


def _claim(facts: LedgerFacts, name: str) -> list[str]:
    claim = facts.study.ledger[name]
    verdict = facts.audit.verdict_of(name).verdict
    # The word first: Typst takes an equals sign at the start of a cell for a heading.
    said = verdict_word(verdict, facts.study.language)
    if verdict in NOT_EXACT:
        said += f" ({SIGNS[verdict]}): {markdown(facts.arithmetic(name))}"
    elif mark := facts.audit.marks.get(name):
        words = mark_words(mark, facts.study.language)
        said += f"; {words} {mark.sign}: {markdown(' '.join(facts.limits(name)))}"
    what = markdown(facts.entries[name].title)
    return [_anchored(facts, name), what, _where(facts, claim), said]


def _where(facts: LedgerFacts, claim: Claim) -> str:
    """The report's words in its language, to hyphenate and read aloud as such; or the place."""
    if claim.location != "text":
        return markdown(facts.location(claim))
    words = markdown(f"«{claim.find}»")
    own = facts.study.codebook.report_language
    return words if facts.study.language == own else f"[{words}]{{lang={own}}}"


def _derived(facts: LedgerFacts, name: str) -> list[str]:
    return [_anchored(facts, name), markdown(facts.formula(name)), f"`{name}`"]


def _anchored(facts: LedgerFacts, name: str) -> str:
    return f"[{markdown(facts.number(name))}]{{#{facts.entries[name].anchor}}}"


def markdown(text: str) -> str:
    r"""A text whose signs are not markup.

    >>> print(markdown("a_b * 2 | 3"))
    a\_b \* 2 \| 3
    """
    return _MARKUP.sub(r"\\\1", text)
