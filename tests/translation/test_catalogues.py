"""Catalogues follow the English pages: what is kept, what is fuzzy, what is dropped."""

import json

import polib
import pytest

from helpers.errors import InputError
from helpers.translation import pages
from helpers.translation.catalogues import Catalogue, missing, path_of, update


def translate(root, page, texts):
    """Fill in a Russian catalogue as a translator does."""
    path = path_of("ru", page, root)
    file = polib.pofile(str(path))
    for entry in file:
        entry.msgstr = texts.get(entry.msgid, entry.msgstr)
    file.save()
    # A second within the same clock tick must be noticed, too.
    path.touch()


def entries_of(root, page):
    return {entry.msgid: entry for entry in polib.pofile(str(path_of("ru", page, root)))}


def test_every_text_of_the_book_has_an_entry(project):
    """Pages, notebooks with captions and alternative texts, the book itself, the code's words."""
    update(project)
    assert list(entries_of(project, "index")) == [
        "Title",
        "{{< var n >}} of 9 organisations answered, see @fig-a.",
        "one item",
        "Head",
        "Other",
        "cell",
    ]
    assert list(entries_of(project, "01_one")) == ["Heading", "Text.", 'A "caption"', "Bars"]
    assert list(entries_of(project, "book")) == ["The book", "Footer"]
    names = [entry.msgctxt for entry in entries_of(project, "interface").values()]
    assert names == ["words.words.base", "words.words.axis"]


def test_a_second_update_changes_nothing(project):
    """Not a byte: the file has no dates."""
    assert len(update(project)) == 8
    assert update(project) == []


def test_translations_are_kept(project):
    """As long as their text stands, wherever it stands."""
    update(project)
    translate(project, "index", {"one item": "один пункт"})
    page = project / "index.qmd"
    page.write_text("First of all.\n\n" + page.read_text(encoding="utf-8"), encoding="utf-8")
    update(project)
    assert entries_of(project, "index")["one item"].msgstr == "один пункт"


def test_a_changed_text_is_fuzzy(project):
    """The old translation waits beside the old text, and readers see English."""
    update(project)
    translate(project, "index", {"one item": "один пункт"})
    page = project / "index.qmd"
    page.write_text(page.read_text(encoding="utf-8").replace("one item", "one items"), "utf-8")
    update(project)
    entry = entries_of(project, "index")["one items"]
    assert (entry.msgstr, entry.fuzzy, entry.previous_msgid) == ("один пункт", True, "one item")
    shown = Catalogue.open("ru", "index", project).text("one items", "item")
    assert shown == "[one items]{.untranslated lang=en}"
    (found,) = [each for each in missing("ru", project) if each.text == "one items"]
    assert (found.page, found.place, found.why) == ("index", "index.qmd:5", "fuzzy")


def test_a_changed_phrase_of_the_code_is_fuzzy(project):
    """It is known by its name, however much its text changed."""
    update(project)
    translate(project, "interface", {"base": "база"})
    (project / "src" / "helpers" / "words.py").write_text(
        'WORDS = phrases("words.words", {"base": "out of which number"})\n', encoding="utf-8"
    )
    update(project)
    (entry,) = entries_of(project, "interface").values()
    assert (entry.msgstr, entry.fuzzy) == ("база", True)


def test_a_text_that_is_gone_is_dropped(project):
    """And so is the catalogue of a page that is gone."""
    update(project)
    translate(project, "index", {"one item": "один пункт"})
    page = project / "index.qmd"
    page.write_text(page.read_text(encoding="utf-8").replace("- one item\n", ""), encoding="utf-8")
    (project / "notebooks" / "01_one.ipynb").unlink()
    update(project)
    assert "one item" not in entries_of(project, "index")
    assert not path_of("ru", "01_one", project).is_file()


def test_an_untranslated_text_is_marked(project):
    """In Markdown with a span; where no span can be, it stands plain."""
    catalogue = Catalogue.open("ru", "index", project)
    assert catalogue.text("one item", "item") == "[one item]{.untranslated lang=en}"
    assert catalogue.text("Bars", "alt") == "Bars"
    assert Catalogue.open("en", "index", project).text("one item", "item") == "one item"
    assert len(missing("ru", project)) == 14


def test_captions_keep_their_quotes(project):
    """The head of a code cell stays YAML."""
    update(project)
    translate(project, "01_one", {'A "caption"': 'Подпись: "да"', "Bars": "Полосы"})
    notebook = json.loads((project / "notebooks" / "01_one.ipynb").read_text(encoding="utf-8"))
    text = Catalogue.open("ru", "01_one", project).text
    cell = pages.translated_notebook(notebook, text)["cells"][1]
    lines = cell["source"].splitlines()
    assert lines[1] == r'#| fig-cap: "Подпись: \"да\""'
    assert lines[-1] == "draw()"


def test_a_broken_catalogue_is_named(project):
    """File and line, as a translator sees them."""
    path = path_of("ru", "index", project)
    path.parent.mkdir(parents=True)
    path.write_text('msgid "a"\nnonsense\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"index\.po: cannot be read as a gettext catalogue"):
        update(project)


def test_a_text_that_is_not_written_out_is_refused(project):
    """It could not be found for translation."""
    module = project / "src" / "helpers" / "words.py"
    module.write_text('WORDS = phrases("words", words_of())\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"words\.py, row 1: phrases\(\): write its name and"):
        update(project)
