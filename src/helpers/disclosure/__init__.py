"""The gate: what is counted from questionnaires leaves as a release that keeps the rules."""

from helpers.disclosure.released import Cell, Refusal, Release, Table

__all__ = ["Cell", "Refusal", "Release", "Table"]
