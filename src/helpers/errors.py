"""Errors of the project: those of the book, and the study's own."""

from __future__ import annotations

from bookmaker.errors import BookError, InputError, Problem

__all__ = ["ArgumentError", "BookError", "InputError", "Problem"]


class ArgumentError(BookError, ValueError):
    """A helper was called with a value it cannot use; the message names it and the mend."""
