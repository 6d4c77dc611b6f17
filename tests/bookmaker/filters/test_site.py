"""What Quarto's pages get besides, by Pandoc alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bookmaker.project import pandoc
from tests.bookmaker.filters.filtering import FILTERS, facts

PAGE = {"notebook": "01_a.ipynb", "cited": "A. Author. <One>.", "bibtex": "@book{a}"}
EDITIONS = [{"code": "en", "name": "English"}, {"code": "kk", "name": "Қазақша"}]


def page(directory: Path, href: str, **changes: Any) -> str:
    """The text of a page of the site."""
    import json

    about = facts(pages={href: PAGE}, editions=EDITIONS, **changes)
    (directory / "_book.json").write_text(json.dumps(about), encoding="utf-8")
    name = href.rpartition("/")[2]
    arguments = [f"--lua-filter={FILTERS / 'site.lua'}", "--to", "html", "--output", name]
    pandoc.run("Text.\n", arguments, directory=directory)
    return (directory / name).read_text(encoding="utf-8")


def test_a_page_leads_to_itself_in_other_editions(tmp_path: Path) -> None:
    """From wherever it stands in its own."""
    said = page(tmp_path, "notebooks/01_a.html")
    assert 'href="../../kk/notebooks/01_a.html">Қазақша<' in said
    assert '<span lang="en" aria-current="true">English</span>' in said
    assert said.index("languages") < said.index("Text.") < said.index('class="cite"')


def test_a_chapter_has_its_notebook_and_says_how_to_cite_it(tmp_path: Path) -> None:
    """What is said is text: no sign of it opens a tag."""
    said = page(tmp_path, "notebooks/01_a.html")
    assert '<a href="01_a.ipynb" download>Executed notebook</a>' in said
    assert "A. Author. &lt;One&gt;." in said
    assert "Sources as of May 1, 2026." in said
    assert "Cite this chapter" in said


def test_a_page_that_staging_does_not_know_stays_as_it_is(tmp_path: Path) -> None:
    """Quarto renders files that are no chapter, too."""
    (tmp_path / "other.html").write_text("", encoding="utf-8")
    said = page(tmp_path, "index.html")
    assert "Cite this book" in said
    import json

    (tmp_path / "_book.json").write_text(json.dumps(facts()), encoding="utf-8")
    arguments = [f"--lua-filter={FILTERS / 'site.lua'}", "--to", "html", "--output", "x.html"]
    pandoc.run("Text.\n", arguments, directory=tmp_path)
    assert (tmp_path / "x.html").read_text(encoding="utf-8") == "<p>Text.</p>\n"
