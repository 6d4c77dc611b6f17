"""Catalogues follow the English pages: what is kept, what is fuzzy, what is dropped."""

import json

import pytest

from bookmaker.project.remembered import Memory
from helpers import po_files
from helpers.errors import InputError
from helpers.translation import pages
from helpers.translation.catalogues import (
    Catalogue,
    Translated,
    missing,
    path_of,
    set_aside,
    translated,
    update,
)


def translate(root, page, texts):
    """Fill in a Russian catalogue as a translator does."""
    path = path_of("ru", page, root)
    content = path.read_text(encoding="utf-8")
    for text, translation in texts.items():
        start = f"msgid {json.dumps(text, ensure_ascii=False)}\nmsgstr "
        assert f'{start}""\n' in content
        content = content.replace(
            f'{start}""\n', f"{start}{json.dumps(translation, ensure_ascii=False)}\n"
        )
    path.write_text(content, encoding="utf-8")


def entries_of(root, page):
    return {entry.id: entry for entry in po_files.read(path_of("ru", page, root)).entries}


def change(root, old, new):
    """Edit the first page."""
    page = root / "index.qmd"
    page.write_text(page.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


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
    texts = entries_of(project, "interface")
    assert list(texts) == ["base", "share, %"]
    assert all(each.locations == [("src/helpers/words.py", None)] for each in texts.values())
    assert entries_of(project, "01_one")["Bars"].locations == [("notebooks/01_one.ipynb", 2)]


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
    assert entries_of(project, "index")["one item"].string == "один пункт"


def test_a_changed_text_is_fuzzy(project):
    """The old translation waits beside the old text, and readers see English."""
    update(project)
    translate(project, "index", {"one item": "один пункт"})
    change(project, "one item", "one items")
    update(project)
    assert update(project) == []
    entry = entries_of(project, "index")["one items"]
    assert (entry.string, entry.fuzzy, entry.previous_id) == ("один пункт", True, ["one item"])
    shown = Catalogue.open("ru", "index", project).text("one items", "item")
    assert shown == "[one items]{.untranslated lang=en}"
    (found,) = [each for each in missing("ru", project) if each.text == "one items"]
    assert (found.page, found.place, found.why) == ("index", "index.qmd:5", "fuzzy")


def test_a_changed_text_of_the_code_is_fuzzy(project):
    """And one that moves to another module keeps its translation."""
    update(project)
    translate(project, "interface", {"base": "база", "share, %": "доля, %"})
    (project / "src" / "helpers" / "words.py").write_text('marked("bases")\n', encoding="utf-8")
    (project / "src" / "other").mkdir()
    (project / "src" / "other" / "axes.py").write_text('text("share, %", "ru")\n', "utf-8")
    update(project)
    changed, moved = entries_of(project, "interface").values()
    assert (changed.string, changed.fuzzy, changed.previous_id) == ("база", True, ["base"])
    assert (moved.string, moved.fuzzy) == ("доля, %", False)
    assert moved.locations == [("src/other/axes.py", None)]


def test_a_text_of_several_modules_stands_once(project):
    """With every module; with a context it is another text."""
    (project / "src" / "helpers" / "more.py").write_text(
        'text("base", "ru")\ntext("base", "ru")\ntext_in("number", "base", "ru")\n', "utf-8"
    )
    update(project)
    found = po_files.read(path_of("ru", "interface", project)).entries
    assert [(each.context, each.id) for each in found if each.id == "base"] == [
        (None, "base"),
        ("number", "base"),
    ]
    both = [("src/helpers/more.py", None), ("src/helpers/words.py", None)]
    assert found[0].locations == both


def test_nothing_of_a_translator_s_is_lost(project):
    """Credits, fields of the head, remarks, and entries that a program has set aside."""
    update(project)
    path = path_of("ru", "index", project)
    content = path.read_text(encoding="utf-8")
    content = content.replace('msgid ""\n', '# A. Translator, 2026.\nmsgid ""\n', 1)
    content = content.replace('"Language', '"Last-Translator: A. Translator\\n"\n"Language', 1)
    content = content.replace("#. item\n", "# Ask the author.\n#. item\n")
    content += '\n#~ msgid "gone"\n#~ msgstr "нет"\n'
    path.write_text(content, encoding="utf-8")
    assert update(project) == []
    change(project, "one item", "one items")
    update(project)
    changed = path.read_text(encoding="utf-8")
    for kept in ("# A. Translator, 2026.\n", "Last-Translator: A. Translator", '#~ msgid "gone"'):
        assert kept in changed


def test_a_text_that_was_set_aside_comes_back(project):
    """To be looked at: whether it was finished is not known."""
    update(project)
    path = path_of("ru", "index", project)
    with path.open("a", encoding="utf-8") as file:
        file.write('\n#~ msgid "one item that is new"\n#~ msgstr "новый пункт"\n')
    change(project, "one item", "one item that is new")
    update(project)
    entry = entries_of(project, "index")["one item that is new"]
    assert (entry.string, entry.fuzzy) == ("новый пункт", True)
    assert po_files.read(path).obsolete == ()


def test_a_text_that_is_gone_is_set_aside(project):
    """Its translation is kept; the catalogue of a page that is gone is deleted."""
    update(project)
    translate(project, "index", {"one item": "один пункт"})
    change(project, "- one item\n", "")
    (project / "notebooks" / "01_one.ipynb").unlink()
    update(project)
    assert "one item" not in entries_of(project, "index")
    path = path_of("ru", "index", project)
    assert [each.string for each in po_files.read(path).obsolete] == ["один пункт"]
    assert set_aside("ru", project) == {path: 1}
    assert update(project) == []
    assert not path_of("ru", "01_one", project).is_file()


def test_an_untranslated_text_is_marked(project):
    """In Markdown with a span; where no span can be, it stands plain."""
    catalogue = Catalogue.open("ru", "index", project)
    assert catalogue.text("one item", "item") == "[one item]{.untranslated lang=en}"
    assert catalogue.text("Bars", "alt") == "Bars"
    assert Catalogue.open("en", "index", project).text("one item", "item") == "one item"
    assert len(missing("ru", project)) == 14


def test_what_is_remembered_of_missing_translations_is_what_is_missing(project, tmp_path):
    """Whatever has changed since: a page, a notebook, the code, the book, a note, a catalogue."""
    memory = Memory(tmp_path / "memory")
    ledger = project / "data" / "published" / "claims.csv"
    ledger.parent.mkdir(parents=True)
    ledger.write_text("claim_id,note\na,\n", encoding="utf-8")
    seen = [missing("ru", project, memory=memory)]
    for path, old, new in (
        (project / "index.qmd", "one item", "one items"),
        (project / "notebooks" / "01_one.ipynb", "Text.", "Texts."),
        (project / "src" / "helpers" / "words.py", "base", "bases"),
        (project / "_quarto.yml", "The book", "A book"),
        (ledger, "a,", "a,month only"),
    ):
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        seen.append(missing("ru", project, memory=memory))
        assert seen[-1] == missing("ru", project) not in seen[:-1]
    update(project)
    translate(project, "index", {"one items": "пункты"})
    left = missing("ru", project, memory=memory)
    assert left == missing("ru", project)
    assert len(left) == len(seen[-1]) - 1


def test_translations_are_those_of_the_pages_and_of_the_book_itself(project):
    """A fuzzy one is none; each says where it stands."""
    update(project)
    translate(project, "index", {"one item": "один пункт", "Other": "Другое"})
    change(project, "one item", "one items")
    update(project)
    found = list(translated("ru", project))
    words = "src/bookmaker/project/languages/ru.yml"
    assert [each for each in found if each.file != words] == [
        Translated("ru", "locale/ru/index.po", "index.qmd:7", "Other", "Другое")
    ]
    assert Translated("ru", words, "nav-next", "Next", "Далее") in found


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
    with pytest.raises(InputError, match=r"index\.po, row 2: cannot be read as a gettext catal"):
        update(project)


@pytest.mark.parametrize("encoding", ["cp1251", "utf-16"])
def test_a_catalogue_in_another_encoding_is_named(project, encoding):
    """Before it is written anew, too."""
    path = project / "locale" / "ru" / "index.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes('msgid "a"\nmsgstr "б"\n'.encode(encoding))
    with pytest.raises(InputError, match="save it as UTF-8"):
        update(project)


def test_a_text_that_stands_twice_is_named(project):
    """Neither is deleted: somebody must choose."""
    update(project)
    path = path_of("ru", "index", project)
    with path.open("a", encoding="utf-8") as file:
        file.write('\nmsgid "one item"\nmsgstr "второй"\n')
    with pytest.raises(InputError, match=r"row \d+: .*the text stands in line \d+ already; delete"):
        update(project)
    assert "второй" in path.read_text(encoding="utf-8")


def test_a_text_that_is_put_together_is_refused(project):
    """With the module's file and line."""
    module = project / "src" / "helpers" / "words.py"
    module.write_text('study.text(f"{n} forms")\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"src/helpers/words\.py, row 1: the text is put together"):
        update(project)
