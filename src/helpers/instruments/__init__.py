"""The questionnaires: what was asked, in which words, and which variable each question feeds."""

from helpers.instruments.loading import load_instruments
from helpers.instruments.questions import Choice, Instrument, Question, Section, Unknown

__all__ = ["Choice", "Instrument", "Question", "Section", "Unknown", "load_instruments"]
