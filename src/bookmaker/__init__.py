"""A book from a staged Quarto project: its grammar (`project`) and its renderers (`rendering`).

This package knows nothing of what the book is about: where the project is, which day its sources
are of and what prints on its pages are arguments, or stand in the project itself.
"""
