"""The gate: what is counted from questionnaires leaves as a release that keeps the rules."""

from helpers.disclosure.gate import Protected, attack, protect, share
from helpers.disclosure.layout import Known
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
