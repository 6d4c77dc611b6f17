"""What the report printed, and how it is read: one module for each file of `data/published`.

    ledger = load_claims()
    ledger["survey_size"].value

`helpers.study.open_study` loads all of them. A printed number stays text until `parse_reported`
reads it, because its trailing zeros say how it was rounded.
"""

from helpers.ledger.claims import Claim, Ledger
from helpers.ledger.claims import load as load_claims
from helpers.ledger.codebook import Codebook
from helpers.ledger.codebook import load as load_codebook
from helpers.ledger.derived import Derived
from helpers.ledger.measures import Measure
from helpers.ledger.pathways import Support
from helpers.ledger.quotes import Quote
from helpers.ledger.reported import (
    ValueRange,
    bases_that_reproduce,
    counts_that_print_as,
    parse_reported,
    rounding_range,
)
from helpers.ledger.sentences import Sentence
from helpers.ledger.town_facts import TownFact

__all__ = [
    "Claim",
    "Codebook",
    "Derived",
    "Ledger",
    "Measure",
    "Quote",
    "Sentence",
    "Support",
    "TownFact",
    "ValueRange",
    "bases_that_reproduce",
    "counts_that_print_as",
    "load_claims",
    "load_codebook",
    "parse_reported",
    "rounding_range",
]
