"""The entries of the ledger as HTML: one section per number, with an anchor, facts and links.

Raw HTML instead of Markdown, because both renderers pass it through as it is: the page of some four
hundred entries stays small, and its ids and attributes are what the page's script expects.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from html import escape

from bookmaker.project.addresses import page_link
from helpers.audit.shapes import is_repeat
from helpers.ledger.claims import Claim
from helpers.staging.claims.uses import Drawn, Place
from helpers.staging.ledger_page.facts import LedgerFacts

# The report is in Russian, and so are its headings and the words to search it for.
REPORT_LANGUAGE = "ru"
# Notes of the ledger are not translated.
NOTE_LANGUAGE = "en"


class EntryWriter:
    """Writes the entries of a ledger for the screen."""

    def __init__(self, facts: LedgerFacts) -> None:
        self.facts, self.words = facts, facts.words

    def entry(self, name: str) -> str:
        """The entry of a claim or a derived number."""
        return self._derived(name) if name in self.facts.derived else self._claim(name)

    def _claim(self, name: str) -> str:
        facts, claim = self.facts, self.facts.study.ledger[name]
        verdict = facts.verdicts[name].verdict
        badge = f'<b class="claim-badge">{escape(facts.verdict_text(name))}</b>'
        lines = [
            f'<section class="claim-entry" id="claim-{name}" data-verdict="{verdict}">',
            self._heading(name, _with_unit(facts.entries[name].title, facts.unit(claim))),
            f"<p>{badge} {escape(facts.arithmetic(name))}</p>",
            self._list(self._claim_rows(name, claim)),
        ]
        return "\n".join([*lines, "</section>"])

    def _derived(self, name: str) -> str:
        rows = [("formula", self._formula(name)), *self._uses(name)]
        lines = [
            f'<section class="claim-entry" id="derived-{name}">',
            self._heading(name, _code(name)),
            self._list(rows),
        ]
        return "\n".join([*lines, "</section>"])

    def _heading(self, name: str, title: str) -> str:
        anchor, number = self.facts.entries[name].anchor, escape(self.facts.text(name))
        return f'<h3><a href="#{anchor}"><b>{number}</b></a> {title}</h3>'

    def _list(self, rows: Iterable[tuple[str, str]]) -> str:
        items = (f"<dt>{escape(self.words[key])}</dt><dd>{html}</dd>" for key, html in rows)
        return "<dl>" + "\n".join(items) + "</dl>"

    def _claim_rows(self, name: str, claim: Claim) -> Iterator[tuple[str, str]]:
        if supposed := self.facts.may_be(name):
            yield "may-be", escape(supposed)
        yield "where", self._where(claim)
        if claim.base:
            yield "base", self._linked(claim.base)
        if is_repeat(claim.formula):
            yield "repeats", self._print(claim.formula.strip())
        elif claim.formula:
            yield "formula", self._formula(name)
        if bases := self.facts.bases(name):
            yield "bases", escape(bases)
        for kind, text in self.facts.ranges(claim).items():
            yield f"range-{kind}", escape(text)
        if claim.note:
            yield "note", _foreign(claim.note, NOTE_LANGUAGE, self.facts.study.language)
        if again := self.facts.repeats.get(name):
            yield "again", "; ".join(self._print(each) for each in again)
        if followers := self.facts.followers.get(name):
            yield "gives", "; ".join(map(self._follower, followers))
        yield from self._uses(name)
        yield "id", _code(name)

    def _where(self, claim: Claim) -> str:
        language = self.facts.study.language
        section = _foreign(f"«{claim.section}»", REPORT_LANGUAGE, language)
        find = _foreign(f"«{claim.find}»", REPORT_LANGUAGE, language)
        return f"{section}, {self.facts.location(claim)}; {self.words['search-words']} {find}"

    def _print(self, name: str) -> str:
        """A print of the same quantity, called by the heading it stands under."""
        claim = self.facts.study.ledger[name]
        heading = _foreign(f"«{claim.section}»", REPORT_LANGUAGE, self.facts.study.language)
        text = escape(self.facts.text(name))
        return f'<a href="#claim-{name}">{text} {heading}</a>, {self.facts.location(claim)}'

    def _formula(self, name: str) -> str:
        """The formula with linked numbers and its result, and after it what they are."""
        shown: dict[str, str] = {}

        def show(used: str, text: str) -> str:
            shown[used] = text
            anchor = self.facts.entries[used].anchor
            return f'<a href="#{anchor}">{escape(text)}</a>'

        formula = self.facts.formula(name, show)
        names = "; ".join(
            self.words["stands-for"].format(number=text, name=name)
            for text, name in zip(shown.values(), self._short_names(shown), strict=True)
        )
        return f"{formula} = {escape(self.facts.result(name))} <small>({escape(names)})</small>"

    def _short_names(self, names: Iterable[str]) -> Iterator[str]:
        """What each is; the question is not said again while it is the same."""
        before = ""
        for name in names:
            title = self.facts.entries[name].title
            question, _, answer = title.partition(": ")
            yield answer if answer and question == before else title
            before = question

    def _linked(self, name: str) -> str:
        target = self.facts.entries[name]
        text = escape(self.facts.text(name))
        return f'<a href="#{target.anchor}">{text}</a> {escape(target.title)}'

    def _follower(self, name: str) -> str:
        """What is computed from a number: a claim with its name, a derived number's formula."""
        if name not in self.facts.derived:
            return self._linked(name)
        anchor, number = self.facts.entries[name].anchor, escape(self.facts.text(name))
        formula = escape(self.facts.formula(name, lambda _, text: text))
        return f'<a href="#{anchor}">{number}</a> = {formula}'

    def _uses(self, name: str) -> Iterator[tuple[str, str]]:
        use = self.facts.uses.get(name)
        if use and use.prose:
            yield "used", "; ".join(self._places(name, use.prose))
        if use and use.floats:
            yield "drawn", "; ".join(map(_drawn, _side_by_side(use.floats)))
        if not use or not (use.prose or use.floats):
            yield "used", escape(self.words["not-used"])

    def _places(self, name: str, places: Iterable[Place]) -> Iterator[str]:
        """Links back; a page is named once."""
        before = ""
        for place in places:
            is_named = place.page == before or place.heading == place.title
            text = place.heading if is_named else f"{place.title}: {place.heading}"
            yield self._place(name, place, text)
            before = place.page

    def _place(self, name: str, place: Place, text: str) -> str:
        """A link back to the number in the text; to its section where the number is no link."""
        anchor = self.facts.anchors.get((place.page, place.heading, name), place.section)
        return _link(place.page, anchor, text)


def _side_by_side(floats: Iterable[Drawn]) -> list[Drawn]:
    """Figures and tables without the tables that stand beside a figure of their name."""
    floats = tuple(floats)
    figures = {(each.page, each.label.removeprefix("fig-")) for each in floats}
    return [each for each in floats if (each.page, each.label.removeprefix("tbl-")) not in figures]


def _drawn(drawn: Drawn) -> str:
    return _link(drawn.page, drawn.label, drawn.title)


def _link(source: str, anchor: str, text: str) -> str:
    address = page_link(posixpath.normpath(source)) + (f"#{anchor}" if anchor else "")
    return f'<a href="{escape(address)}">{escape(text)}</a>'


def _with_unit(title: str, unit: str) -> str:
    return f"{escape(title)} <small>{escape(unit)}</small>" if unit else escape(title)


def _code(name: str) -> str:
    return f"<code>{name}</code>"


def _foreign(text: str, language: str, edition: str) -> str:
    """A text with its language, where that is not the page's."""
    mark = f' lang="{language}"' if language != edition else ""
    return f"<span{mark}>{escape(text)}</span>" if mark else escape(text)
