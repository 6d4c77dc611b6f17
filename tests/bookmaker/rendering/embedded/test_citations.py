"""The language of each entry of the references."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

from bookmaker.rendering.embedded.citations import (
    citation_arguments,
    mark_languages,
    source_languages,
)

BIBLIOGRAPHY = """\
@report{voice,
  title = {Голос {гражданского} сектора},
  langid = {russian},
}

@article{wilson1927,
  year = {1927},
  langid = {english},
}

@misc{other,
  langid = {french},
}
"""
PAGE = '<div id="ref-voice" class="csl-entry">a</div><div id="ref-wilson1927" class="csl-entry">b'


def test_a_reference_in_another_language_says_so(tmp_path: Path) -> None:
    """Those in the book's own language need no mark."""
    (tmp_path / "a.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
    book = SimpleNamespace(directory=tmp_path, bibliography=("a.bib",), language="en")
    marked = mark_languages(PAGE, book)
    assert marked == PAGE.replace(
        '"ref-voice" class="csl-entry"', r'"ref-voice" class="csl-entry" lang="ru"'
    )
    book.language = "ru"
    assert mark_languages(PAGE, book).count('lang="en"') == 1


def test_a_source_without_a_language_of_ours_has_none() -> None:
    """A language that no edition has is left to the reader's program."""
    assert source_languages(BIBLIOGRAPHY) == {"voice": "ru", "wilson1927": "en"}


def test_the_style_is_the_projects_own() -> None:
    """Without one Pandoc's is taken."""
    book = SimpleNamespace(bibliography=("a.bib", "b.bib"), csl="own.csl")
    assert citation_arguments(book)[-3:] == [
        "--bibliography=a.bib",
        "--bibliography=b.bib",
        "--csl=own.csl",
    ]
    book.csl = ""
    assert not [each for each in citation_arguments(book) if "csl" in each]
