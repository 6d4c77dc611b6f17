"""Everything a chapter works with, loaded and checked once: `study = open_study("en")`.

In a book from questionnaires (`make book DATA=microdata`) `study.ledger` holds the report's numbers
as the questionnaires give them, where the release lets them out, and the others as printed.
`study.as_printed()` examines the report itself there, as the chapters of the check do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from helpers import interface, paths
from helpers.disclosure.released import Release
from helpers.editions import ENDS, SOURCE, Edition
from helpers.errors import ArgumentError, BookError
from helpers.interface import marked
from helpers.ledger import claims, codebook, derived, quotes, sentences
from helpers.ledger.claims import Claim, Ledger
from helpers.ledger.codebook import Codebook
from helpers.ledger.derived import Derived
from helpers.ledger.measures import Measure, load_measures
from helpers.ledger.pathways import Support, load_pathways
from helpers.ledger.quotes import Quote
from helpers.ledger.reported import parse_reported
from helpers.ledger.sentences import Sentence
from helpers.ledger.town_facts import TownFact, levels_of, load_town_facts

# Claims that need their kind in their name: a percentage stands beside its count.
KINDS = {
    "base": marked("base"),
    "total": marked("total"),
    "rank": marked("place in the order"),
    "percent": marked("percent"),
}
IN_WORDS, AMONG = marked("share in words"), marked("among the first")

# How many answered or were counted, by source: the claim that prints it.
SIZES = {"register": "register_size", "survey": "survey_size"}
SCORE = "interaction_score"


@dataclass(frozen=True)
class Study:
    """The published data and the edition that shows them.

    ledger     the numbers that the chapters show
    report     the numbers as the report prints them; see `printed_ledger`
    release    what left the questionnaires, in a book from them
    """

    ledger: Ledger
    codebook: Codebook
    quotes: tuple[Quote, ...]
    town_facts: tuple[TownFact, ...]
    pathways: tuple[Support, ...]
    derived: tuple[Derived, ...]
    edition: Edition
    sentences: tuple[Sentence, ...] = ()
    measures: tuple[Measure, ...] = ()
    data: str = "published"
    release: Release | None = None
    report: Ledger | None = None

    @property
    def is_synthetic(self) -> bool:
        """Whether the numbers come from made-up questionnaires: everything shown must say so."""
        made_up = self.release is not None and self.release.synthetic
        return self.data == "synthetic" or made_up

    @property
    def printed_ledger(self) -> Ledger:
        """The report's numbers as it prints them, whatever the chapters show."""
        return self.report or self.ledger

    @property
    def shows_printed(self) -> bool:
        """Whether a book from questionnaires shows the report's own numbers here."""
        return self.data == "microdata" and self.ledger is self.printed_ledger

    def is_anew(self, claim_id: str) -> bool:
        """Whether the chapters show another number than the report prints."""
        return self.ledger[claim_id].printed != self.printed_ledger[claim_id].printed

    def as_printed(self) -> Study:
        """The study of the report itself, for what examines what it printed.

        The same study but in a book from questionnaires.
        """
        if self.data != "microdata":
            return self
        return replace(self, **_following(self.printed_ledger))

    def counted_anew(self, release: Release) -> Study:
        """The study of a book from questionnaires: numbers of the release where it has them."""
        from helpers.microdata.tabulating import print_again

        anew = print_again(self.ledger, release.claims)
        return replace(
            self, data="microdata", release=release, report=self.ledger, **_following(anew)
        )

    @property
    def language(self) -> str:
        """Language of the edition: en, ru or kk."""
        return self.edition.language

    def text(self, english: str) -> str:
        """A text of the code in the edition's language; English where it is not translated."""
        return interface.text(english, self.language)

    def text_in(self, context: str, english: str) -> str:
        """The same for a text with several translations; the context says which one is meant."""
        return interface.text_in(context, english, self.language)

    @property
    def source_note(self) -> str:
        """What stands below a figure that combines several questions: "Source: report."."""
        if self.release and not self.shows_printed:
            return f"{self.text('Source')}: {self.text('questionnaires, where released; report')}."
        return f"{self.text('Source')}: {self.text('report')}."

    def label(self, section: str, key: str) -> str:
        """Label of an id in the edition's language; sections as in `Codebook.label`."""
        return self.codebook.label(section, key, self.language)

    def category_label(self, variable: str, category: str) -> str:
        """Label of a category in the edition's language."""
        return self.codebook.category_label(variable, category, self.language)

    def name(self, claim_id: str, *, kind: bool = True, question: bool = True) -> str:
        """What a claim counts, by the codebook's labels: "Level of influence: active, percent".

        Without `kind` the last word is left out, where the number itself shows that it is a
        percentage; without `question` the first, unless nothing would be left.
        """
        claim = self.ledger[claim_id]
        parts = [self.category_label(claim.variable, claim.category)] if claim.category else []
        parts += [self.label("places", claim.place)] if claim.place else []
        word = self._kind(claim)
        parts += [self.text(word)] if kind and word else []
        name = self.label("variables", claim.variable)
        if question or not parts:
            return f"{name}: {', '.join(parts)}" if parts else name
        return ", ".join(parts)

    def _kind(self, claim: Claim) -> str:
        """What kind of number a claim is, where its name has to say so; "" elsewhere."""
        roles = self.codebook.roles
        in_words = dict.fromkeys(roles.shares_in_words, IN_WORDS)
        in_words |= dict.fromkeys(roles.among_first, AMONG)
        return in_words.get(claim.unit) or KINDS.get(claim.kind, "")

    def printed(self, claim: Claim) -> str:
        """A claim's printed number as the edition writes it, words before it and all: "about 7"."""
        number = self._number(claim)
        if not claim.hedge:
            return number
        from helpers.audit.texts import HEDGES

        return self.text(HEDGES[claim.hedge]).format(number=number)

    def _number(self, claim: Claim) -> str:
        if claim.kind == "date":
            return self.edition.day(claim.printed)
        if claim.kind == "year":
            return claim.printed
        decimals = parse_reported(claim.printed).decimals
        if claim.kind == "percent":
            return self.edition.percent(claim.value, decimals)
        return self.edition.number(claim.value, decimals)

    def derived_text(self, name: str, value: Fraction) -> str:
        """A derived number as the edition writes it; the end of a range is rounded outward."""
        if name.endswith("_pct"):
            end = next((end for end in ENDS if name.endswith(f"_{end}_pct")), None)
            return self.edition.percent(value, 0 if value.denominator == 1 else 1, end=end)
        return self.edition.number(value, 0 if value.denominator == 1 else 1)

    @property
    def levels(self) -> Mapping[str, str]:
        """The level, low, medium or high, that the report gives to each town, by place."""
        return levels_of(self.town_facts, self.codebook.roles)

    def scores(self) -> list[Claim]:
        """The printed mean score of each town, in the report's order."""
        return list(self.ledger.select(variable=SCORE, kind="mean"))

    def size(self, source: str) -> int:
        """How many organisations the register or the survey holds, as printed.

        Raises `ArgumentError` for a source of another kind.
        """
        if source not in SIZES:
            raise ArgumentError(f"no size of {source!r}; choose one of {', '.join(SIZES)}")
        return int(self.ledger[SIZES[source]].value)


def open_study(language: str = SOURCE) -> Study:
    """Load and check all published data for one edition.

    Raises `InputError` with the problems of the first file that has any, `ArgumentError` for an
    unknown language.
    """
    edition = Edition(language)
    codes = codebook.load()
    ledger, report = claims.load(codebook=codes), None
    if paths.DATA == "synthetic":
        from helpers.synthetic.rehearsal import rehearsal_ledger

        report, ledger = ledger, rehearsal_ledger(ledger)
    study = Study(
        codebook=codes,
        quotes=quotes.load(codebook=codes),
        town_facts=load_town_facts(codebook=codes),
        edition=edition,
        data=paths.DATA,
        report=report,
        **_following(ledger),
    )
    return study.counted_anew(_read_release()) if paths.DATA == "microdata" else study


def _following(ledger: Ledger) -> dict[str, Any]:
    """A ledger and what is read with it."""
    return {
        "ledger": ledger,
        "pathways": load_pathways(ledger),
        "derived": derived.load(ledger),
        "sentences": sentences.load(ledger),
        "measures": load_measures(ledger),
    }


def _read_release() -> Release:
    if not paths.release().is_file():
        raise BookError(
            "nothing is released of the questionnaires yet; `make book DATA=microdata` counts them"
        )
    return Release.read(paths.release())
