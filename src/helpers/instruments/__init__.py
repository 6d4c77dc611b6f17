"""The questionnaires: what was asked, in which words, and which variable each question feeds."""

from helpers.instruments.questions import Choice, Instrument, Question, Section, load_instruments

__all__ = ["Choice", "Instrument", "Question", "Section", "load_instruments"]
