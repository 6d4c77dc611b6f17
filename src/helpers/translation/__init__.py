"""Translated prose: English pages, one gettext catalogue per page and language, the same numbers.

segments       a page's Markdown cut into paragraphs, headings, captions, items and cells
pages          which pages there are, their segments, and a page with its segments replaced
phrases        what the code itself says
    catalogues     `locale/<language>/<page>.po`: read, brought up to date, written
checks         what an entry and its translation must share: numbers, references, links, code
"""
