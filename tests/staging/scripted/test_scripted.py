"""Pages that compute: their files, their data, and the place where both are asked for."""

import json

from helpers.staging.scripted import SHARED, ScriptedPage


def page(directory):
    """A page with one file of its own, a style and the shared arithmetic."""
    (directory / "own.js").write_text("own", encoding="utf-8")
    (directory / "own.css").write_text("p {}", encoding="utf-8")
    files = ("fractions.js", "own.js", "own.css")
    return ScriptedPage("p.qmd", "parts", "<!-- here -->", directory, files, "data.js", "known")


def test_shared_files_come_with_the_pages_own(tmp_path):
    """One arithmetic is staged for every page that loads it, beside the page's own scripts."""
    target = page(tmp_path).write({"a": "ә"}, tmp_path / "site").parent
    assert {path.name for path in target.iterdir()} == {
        *("data.js", "fractions.js", "own.js", "own.css")
    }
    assert (target / "fractions.js").read_bytes() == (SHARED / "fractions.js").read_bytes()


def test_data_is_a_script(tmp_path):
    """A page opened from a folder may load scripts, but not JSON."""
    text = page(tmp_path).write({"a": "ә"}, tmp_path / "site").read_text(encoding="utf-8")
    assert text.startswith("window.known = ")
    assert json.loads(text.removeprefix("window.known = ").rstrip(";\n")) == {"a": "ә"}


def test_scripts_stand_where_the_mark_is_and_in_order(tmp_path):
    """The data first, then the scripts as listed; only on the website's pages."""
    text = page(tmp_path).with_scripts("before\n<!-- here -->\nafter")
    assert "<!-- here -->" not in text
    places = [text.index(f'"parts/{name}"') for name in ("data.js", "fractions.js", "own.js")]
    assert places == sorted(places)
    assert '<link rel="stylesheet" href="parts/own.css">' in text
    assert 'when-format="html:js"' in text


def test_a_page_without_the_mark_stays_as_it_is(tmp_path):
    """Nothing is added to a page that keeps no place for scripts."""
    assert page(tmp_path).with_scripts("words") == "words"
