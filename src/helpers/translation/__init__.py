"""Translated prose: English pages, one gettext catalogue per page and language, the same numbers.

segments       a page's Markdown cut into paragraphs, headings, captions, items and cells
source_texts   what the code itself says, read from its source
pages          which texts there are, and a page with its segments replaced
catalogues     `locale/<language>/<page>.po`: read, brought up to date, written
checks         what an entry and its translation must share: numbers, references, links, code
marks          what a translation may hold besides words: what its text holds
commands       `make translations`, `make spelling`
"""
