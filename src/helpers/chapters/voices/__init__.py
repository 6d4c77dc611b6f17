"""What people said, in our words: the quotes of the report, by chapter, theme and direction.

quotes, show_quotes                 the voices that fit, and a list of them
second_coder, show_second_coder     how far a second coder agrees with the first
"""

from helpers.chapters.voices.coders import second_coder, show_second_coder
from helpers.chapters.voices.quotes import quotes, show_quotes

__all__ = ["quotes", "second_coder", "show_quotes", "show_second_coder"]
