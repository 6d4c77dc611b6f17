"""The grammar of a staged project: what staging writes and a renderer reads.

`description` is `_quarto.yml`, `language` the words the book says by itself; `notebooks`, `lines`
and `shortcodes` are its pages, `variables` the numbers in them, and `pandoc` parses what they say;
`addresses` leads from page to page, `directories` from edition to edition. Names are used with
their modules: several have a `FILE` of their own.
"""

__all__ = [
    "addresses",
    "description",
    "directories",
    "language",
    "lines",
    "notebooks",
    "pandoc",
    "shortcodes",
    "variables",
]
