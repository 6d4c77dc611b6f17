"""A section of one's own in the book: begun from a pattern that runs, and taken away again.

`start` writes a notebook, its test and a line of `_quarto.yml`, and makes the page by itself, so
that whoever begins need not wait for the book; `show` makes it anew. `remove` leaves the checkout
as it was before.
"""

from helpers.workshop.section.sections import remove, show, start

__all__ = ["remove", "show", "start"]
