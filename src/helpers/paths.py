"""Where everything lives. Importing this module touches nothing on disk."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

# The checkout: the package is installed in place, so its own file leads there.
ROOT = Path(__file__).resolve().parents[2]

# What the report printed and what its words mean: committed, edited by hand.
PUBLISHED = ROOT / "data" / "published"
CLAIMS = PUBLISHED / "claims.csv"
CODEBOOK = PUBLISHED / "codebook.yaml"
QUOTES = PUBLISHED / "quotes.csv"
# Not there until somebody has coded the quotes a second time.
SECOND_CODING = PUBLISHED / "second_coding.csv"
TOWN_FACTS = PUBLISHED / "town_facts.csv"
DERIVED = PUBLISHED / "derived.csv"
PATHWAYS = PUBLISHED / "pathways.csv"
MEASURES = PUBLISHED / "measures.csv"
SENTENCES = PUBLISHED / "sentences.csv"

# The questionnaires, as text: XLSForms, printed forms and the intake's rules are made from it.
INSTRUMENTS = ROOT / "data" / "instruments"

# Real questionnaires, one directory a wave; git ignores them. The variable is for tests and for
# whoever keeps them on another disk.
RESTRICTED = Path(os.environ.get("CIVIC_VOICE_RESTRICTED") or ROOT / "data" / "restricted")

# Source notebooks, without outputs.
NOTEBOOKS = ROOT / "notebooks"

# The page of the book that lists every printed number; its file in the staged project.
LEDGER_PAGE = "ledger.qmd"

# The page of the towns, with an anchor for each: `towns.qmd#town-esik`.
TOWNS_PAGE = "towns.qmd"

# The page that gathers what people said.
VOICES_PAGE = "voices.qmd"

# What the chapters run on: the published numbers, synthetic questionnaires as a rehearsal, or the
# questionnaires in `RESTRICTED`.
DATA = os.environ.get("CIVIC_VOICE_DATA") or "published"

# Which waves of questionnaires, the first one the report's; "2024" or "2024,2026".
WAVES = tuple(
    dict.fromkeys((os.environ.get("CIVIC_VOICE_WAVES") or "2024").replace(",", " ").split())
)

# Everything generated. The variable lets a test or a second build write elsewhere; neither a
# rehearsal nor a book from questionnaires is written where the book is.
APART = ("synthetic", "microdata")
_OWN = (DATA,) if DATA in APART else ()
OUTPUTS = Path(os.environ.get("CIVIC_VOICE_OUTPUTS") or ROOT / "outputs").joinpath(*_OWN)

# While the pipeline executes a notebook, what that writes goes to a directory of its own, from
# where it is put into place when all of it is there.
WRITES = "CIVIC_VOICE_WRITES"


def wave_of(files: Iterable[Path]) -> str:
    """The wave in whose directory all files lie, else the first of `WAVES`."""
    root = RESTRICTED.resolve()
    inside = [file.resolve() for file in files if file.resolve().is_relative_to(root)]
    waves = {file.relative_to(root).parts[0] for file in inside}
    return waves.pop() if len(waves) == 1 and min(waves).isdecimal() else WAVES[0]


def is_published(path: Path) -> bool:
    """Whether a file is one of the repository's own data files, which git restores."""
    return path.absolute().is_relative_to(PUBLISHED)


@dataclass(frozen=True)
class Directories:
    """Where the parts of an edition are: sources under `root`, products under `outputs`."""

    language: str
    root: Path = ROOT
    outputs: Path = OUTPUTS

    @property
    def executed(self) -> Path:
        """Executed notebooks, as papermill left them."""
        return self.outputs / "executed" / self.language

    @property
    def figures(self) -> Path:
        """Figures the notebooks wrote: SVG, PNG and the data of each as CSV."""
        return self.outputs / "figures" / self.language

    @property
    def tables(self) -> Path:
        """Tables the notebooks wrote, as CSV."""
        return self.outputs / "tables" / self.language

    @property
    def numbers(self) -> Path:
        """Numbers for the prose, one JSON file per notebook."""
        return self.outputs / "numbers" / self.language

    @property
    def site(self) -> Path:
        """The staged Quarto book project."""
        return self.outputs / "site" / self.language

    @property
    def book(self) -> Path:
        """The rendered book."""
        return self.outputs / "book" / self.language

    @property
    def leaflet(self) -> Path:
        """The leaflet, which staging puts beside the front page."""
        return self.outputs / "leaflet" / self.language / "leaflet.pdf"

    @property
    def remembered(self) -> Path:
        """What staging and rendering need not make again, for all editions."""
        return self.outputs / "remembered"


def executed(language: str) -> Path:
    """Directory of an edition's executed notebooks."""
    return _edition(language).executed


def figures(language: str) -> Path:
    """Directory of an edition's figures."""
    return _written(language).figures


def tables(language: str) -> Path:
    """Directory of an edition's tables."""
    return _written(language).tables


def numbers(language: str) -> Path:
    """Directory of an edition's numbers for the prose."""
    return _written(language).numbers


def computed(name: str) -> Path:
    """File of results that take long and no language changes: computed once for all editions.

    They follow from the printed numbers, so that a book from questionnaires has the same.
    """
    own = OUTPUTS.parent if DATA == "microdata" else OUTPUTS
    return own / "computed" / f"{name}.json"


def clean(wave: str) -> Path:
    """Directory of a wave's clean tables, which an intake writes: Parquet and a manifest."""
    return RESTRICTED / wave / "clean"


def release() -> Path:
    """What may leave the questionnaires: all that a book reads of them."""
    return OUTPUTS / "released" / "release.json"


def scanned() -> Path:
    """What the scan of a book from questionnaires found, and which book it scanned."""
    return OUTPUTS / "checked" / "scanned.json"


def site(language: str) -> Path:
    """The staged project of an edition."""
    return _edition(language).site


def book(language: str) -> Path:
    """The rendered book of an edition."""
    return _edition(language).book


def leaflet(language: str) -> Path:
    """The leaflet of an edition."""
    return _edition(language).leaflet


def export() -> Path:
    """Directory of what is exported for other programs, in all languages."""
    return OUTPUTS / "export"


def _edition(language: str) -> Directories:
    # Read at the call: a test may write elsewhere.
    return Directories(language, ROOT, OUTPUTS)


def _written(language: str) -> Directories:
    return Directories(language, ROOT, Path(os.environ.get(WRITES) or OUTPUTS))
