"""The gate: what is counted from questionnaires leaves as a release that keeps the rules.

rules       data/disclosure.yaml: the numbers, each with its reason
tables      counts and sums before the gate, and which cells they share; `count` makes them
gate        `protect`: what is withheld (with `argus`), attacked until nothing can be worked back
attack      the adversary; `layout` what he can reason with
results     tests, models and means; `quotes` words of one person
history     earlier releases, which the next one is attacked with
released    the file that a book reads
guard       processes that are closed to questionnaires (`closed`), cells and rooms checked
scan        canaries sought in what was built; `canaries` and `products` where they come from
"""

from helpers.disclosure.gate import Protected, attack, protect, share
from helpers.disclosure.layout import Known, Merged
from helpers.disclosure.released import Cell, Refusal, Release, Table
from helpers.disclosure.rules import PROTECTED, DisclosureError, Rules, load_rules
from helpers.disclosure.tables import NOT_ANSWERED, CountTable, Magnitudes, count

__all__ = [
    "NOT_ANSWERED",
    "PROTECTED",
    "Cell",
    "CountTable",
    "DisclosureError",
    "Known",
    "Magnitudes",
    "Merged",
    "Protected",
    "Refusal",
    "Release",
    "Rules",
    "Table",
    "attack",
    "count",
    "load_rules",
    "protect",
    "share",
]
