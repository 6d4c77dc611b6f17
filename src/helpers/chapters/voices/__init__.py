"""What people said, in our words: the quotes of the report, by chapter, theme and direction.

quotes, show_quotes     the voices that fit, and a list of them
"""

from helpers.chapters.voices.quotes import quotes, show_quotes

__all__ = ["quotes", "show_quotes"]
