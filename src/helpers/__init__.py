"""Rebuilds, checks and publishes a survey report from the numbers it printed.

A chapter, or a student in a notebook, begins like this:

    from helpers import open_study
    from helpers.chapters import answers

    study = open_study("en")
    difficulties = answers.shares(study, "difficulty")
    answers.draw_shares(difficulties, study, name="fig-difficulties")

`difficulties` is a pandas DataFrame with one row per answer: filter it, sort it, change it, draw it
again. Nothing here needs more than these names:

    open_study(language)     all published data, loaded and checked: the ledger of printed numbers,
                             the codebook that names them, the coded quotes
    write_numbers(...)       the numbers of a chapter's prose, for `{{< var name >}}`
    show_table(...)          any DataFrame as a table of the book
    helpers.chapters         answers, country, towns, pathways, scorecard, sentences, implied

The other rooms, from the ground up, and what to change in each:

    ledger        the files of data/published: what the report printed, and how it is read
    audit         checks of printed numbers against each other, and their verdicts
    bounds        what the numbers that were not printed can be, at least and at most
    scale         points, scores and levels of the towns
    statistics    intervals and bounds of shares
    microdata     clean questionnaires, and from their rows to numbers as the report prints them
    synthetic     made-up questionnaires, for the rehearsal
    release       what leaves the questionnaires, and how it compares with the report
    outputs       one look for figures and tables, and where they are written
    translation   the book's prose in other languages
    chapters      what the notebooks call
    staging       from notebooks and what they gave to one Quarto project
    review        the built book as its reader meets it
    workshop      set-up, build, preview, delivery

Texts stand in English where they are used: search for one to find its place.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpers.outputs.numbers import write_numbers
    from helpers.outputs.tables import show_table
    from helpers.study import Study, open_study

__all__ = ["Study", "open_study", "show_table", "write_numbers"]
__version__ = "0.1.0"

# Imported when asked for: the set-up of the environment runs before any package is installed.
_HOMES = {
    "Study": "helpers.study",
    "open_study": "helpers.study",
    "show_table": "helpers.outputs.tables",
    "write_numbers": "helpers.outputs.numbers",
}


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
