"""What the respondents' rows tell beyond the report's questions, read from the release alone.

overview, show_overview            what was computed, with which assumption, or why it was refused
crosstable, draw_crosstable,       two questions side by side: shares with their bases, withheld
    show_crosstable                cells as such
responses, draw_responses          who of the register answered, by place, zero report or region
weights, draw_weights              shares weighted to the register beside the unweighted ones
missing, show_missing              who left a question out, and how far that can move its shares
tests, show_tests                  the tests of one family, with Holm's correction
items, show_items                  answers to the scale's questions, and how they hang together
numbers                            what the prose of the chapter says in numbers
"""

from helpers.chapters.respondents.counts import (
    crosstable,
    draw_crosstable,
    draw_responses,
    missing,
    responses,
    show_crosstable,
    show_missing,
)
from helpers.chapters.respondents.findings import (
    draw_weights,
    items,
    numbers,
    overview,
    show_items,
    show_overview,
    show_tests,
    tests,
    weights,
)

__all__ = [
    "crosstable",
    "draw_crosstable",
    "draw_responses",
    "draw_weights",
    "items",
    "missing",
    "numbers",
    "overview",
    "responses",
    "show_crosstable",
    "show_items",
    "show_missing",
    "show_overview",
    "show_tests",
    "tests",
    "weights",
]
