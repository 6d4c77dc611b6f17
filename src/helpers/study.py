"""Everything a chapter works with, loaded and checked once: `study = open_study("en")`."""

from __future__ import annotations

from dataclasses import dataclass

from helpers import claims, codebook, derived, interface, paths, quotes, sentences
from helpers.claims import Ledger
from helpers.codebook import Codebook
from helpers.derived import Derived
from helpers.editions import Edition
from helpers.quotes import Quote, Support, TownFact
from helpers.sentences import Sentence


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
        town_facts=quotes.load_town_facts(codebook=codes),
        pathways=quotes.load_pathways(ledger),
        derived=derived.load(ledger),
        edition=edition,
        sentences=sentences.load(ledger),
        data=paths.DATA,
    )
