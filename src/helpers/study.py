"""Everything a chapter works with, loaded and checked once: `study = open_study("en")`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from helpers import interface, paths
from helpers.chapters.scorecard.words import AUDIT_WORDS
from helpers.editions import Edition
from helpers.interface import text_of
from helpers.ledger import claims, codebook, derived, quotes, sentences
from helpers.ledger import pathways as ledger_pathways
from helpers.ledger import town_facts as ledger_town_facts
from helpers.ledger.claims import SHARE_UNITS, Ledger
from helpers.ledger.codebook import Codebook
from helpers.ledger.derived import Derived
from helpers.ledger.pathways import Support
from helpers.ledger.quotes import Quote
from helpers.ledger.reported import parse_reported
from helpers.ledger.sentences import Sentence
from helpers.ledger.town_facts import TownFact

if TYPE_CHECKING:
    from helpers.ledger.claims import Claim


@dataclass(frozen=True)
class Study:
    """The published data and the edition that shows them."""

    ledger: Ledger
    codebook: Codebook
    quotes: tuple[Quote, ...]
    town_facts: tuple[TownFact, ...]
    pathways: tuple[Support, ...]
    derived: tuple[Derived, ...]
    edition: Edition
    sentences: tuple[Sentence, ...] = ()
    data: str = "published"

    @property
    def is_synthetic(self) -> bool:
        """Whether the numbers come from made-up questionnaires: everything shown must say so."""
        return self.data == "synthetic"

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

    def label(self, section: str, key: str) -> str:
        """Label of an id in the edition's language; sections as in `Codebook.label`."""
        return self.codebook.label(section, key, self.language)

    def category_label(self, variable: str, category: str) -> str:
        """Label of a category in the edition's language."""
        return self.codebook.category_label(variable, category, self.language)


def open_study(language: str = "en") -> Study:
    """Load and check all published data for one edition.

    Raises `InputError` with the problems of the first file that has any, `ArgumentError` for an
    unknown language.
    """
    edition = Edition(language)
    codes = codebook.load()
    ledger = claims.load(codebook=codes)
    if paths.DATA == "synthetic":
        from helpers.synthetic.tabulating import rehearsal_ledger

        ledger = rehearsal_ledger(ledger)
    return Study(
        ledger=ledger,
        codebook=codes,
        quotes=quotes.load(codebook=codes),
        town_facts=ledger_town_facts.load_town_facts(codebook=codes),
        pathways=ledger_pathways.load_pathways(ledger),
        derived=derived.load(ledger),
        edition=edition,
        sentences=sentences.load(ledger),
        data=paths.DATA,
    )


def audit_word(key: str, language: str) -> str:
    """A word or phrase of the audit in a language.

    Raises `ArgumentError` for an unknown key or language.

    >>> audit_word("arithmetic", "en")
    'Arithmetic'
    """
    return text_of(AUDIT_WORDS, key, language, module="audit_words")


def claim_name(study: Study, claim_id: str, *, kind: bool = True, question: bool = True) -> str:
    """What a claim counts, by the codebook's labels: "Level of influence: active, percent".

    Without `kind` the last word is left out, where the number itself shows that it is a percentage;
    without `question` the first, unless nothing would be left.
    """
    claim = study.ledger[claim_id]
    parts = [study.category_label(claim.variable, claim.category)] if claim.category else []
    parts += [study.label("places", claim.place)] if claim.place else []
    key = "kind_words" if claim.unit in SHARE_UNITS else f"kind_{claim.kind}"
    parts += [audit_word(key, study.language)] if kind and key in AUDIT_WORDS else []
    name = study.label("variables", claim.variable)
    if question or not parts:
        return f"{name}: {', '.join(parts)}" if parts else name
    return ", ".join(parts)


def namer(study: Study) -> Callable[[str], str]:
    """A function from claim ids to names, as `consistency.wording` asks for it."""
    return lambda claim_id: claim_name(study, claim_id)


def printed_text(study: Study, claim: Claim) -> str:
    """A claim's printed number as the edition writes it."""
    if claim.kind == "date":
        return study.edition.day(claim.printed)
    if claim.kind == "year":
        return claim.printed
    decimals = parse_reported(claim.printed).decimals
    if claim.kind == "percent":
        return study.edition.percent(claim.value, decimals)
    return study.edition.number(claim.value, decimals)


def derived_text(study: Study, name: str, value: Fraction) -> str:
    """A derived number as the edition writes it."""
    if name.endswith("_pct"):
        return study.edition.percent(value, 1)
    return study.edition.number(value, 0 if value.denominator == 1 else 1)
