"""Where everything lives. Importing this module touches nothing on disk."""

from __future__ import annotations

import os
from pathlib import Path

# The checkout: the package is installed in place, so its own file leads there.
ROOT = Path(__file__).resolve().parents[2]

# What the report printed and what its words mean: committed, edited by hand.
PUBLISHED = ROOT / "data" / "published"
CLAIMS = PUBLISHED / "claims.csv"
CODEBOOK = PUBLISHED / "codebook.yaml"
QUOTES = PUBLISHED / "quotes.csv"
TOWN_FACTS = PUBLISHED / "town_facts.csv"
DERIVED = PUBLISHED / "derived.csv"
PATHWAYS = PUBLISHED / "pathways.csv"
SENTENCES = PUBLISHED / "sentences.csv"

# Source notebooks, without outputs.
NOTEBOOKS = ROOT / "notebooks"

# The page of the book that lists every printed number; its file in the staged project.
LEDGER_PAGE = "ledger.qmd"

# What the chapters run on: the published numbers, or, as a rehearsal, synthetic questionnaires.
DATA = os.environ.get("CIVIC_VOICE_DATA") or "published"

# Everything generated. The variable lets a test or a second build write elsewhere; a rehearsal
# never writes where the book is.
_REHEARSAL = ("synthetic",) if DATA == "synthetic" else ()
OUTPUTS = Path(os.environ.get("CIVIC_VOICE_OUTPUTS") or ROOT / "outputs").joinpath(*_REHEARSAL)


def is_published(path: Path) -> bool:
    """Whether a file is one of the repository's own data files, which git restores."""
    return path.absolute().is_relative_to(PUBLISHED)


def executed(language: str) -> Path:
    """Directory of an edition's executed notebooks."""
    return OUTPUTS / "executed" / language


def figures(language: str) -> Path:
    """Directory of an edition's figures: SVG, PNG and the data of each as CSV."""
    return OUTPUTS / "figures" / language


def tables(language: str) -> Path:
    """Directory of an edition's tables as CSV."""
    return OUTPUTS / "tables" / language


def numbers(language: str) -> Path:
    """Directory of an edition's numbers for the prose, one JSON file per notebook."""
    return OUTPUTS / "numbers" / language


def computed(name: str) -> Path:
    """File of results that take long and no language changes: computed once for all editions."""
    return OUTPUTS / "computed" / f"{name}.json"


def site(language: str) -> Path:
    """The staged, self-contained Quarto book project of an edition."""
    return OUTPUTS / "site" / language


def book(language: str) -> Path:
    """The rendered book of an edition."""
    return OUTPUTS / "book" / language
