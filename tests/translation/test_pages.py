"""Which texts there are, and pages with their texts replaced."""

import pytest

from helpers.errors import InputError
from helpers.translation.pages import (
    Entry,
    entries,
    translated_book,
    translated_notebook,
    translated_page,
)

CODE = '#| label: fig-a\n#| fig-cap: "A: b"\n#| fig-alt: Bars\ndraw("Bars")'


def upper(text: str, kind: str) -> str:
    """A translation that says what was translated as what."""
    return f"{text.upper()}/{kind}"


def test_texts_stand_under_the_name_of_their_page(project):
    """In the order of the book: its description, pages, notebooks, the code."""
    found = entries(project)
    assert list(found) == ["book", "index", "01_one", "interface"]
    assert found["book"] == [
        Entry("The book", "book", "_quarto.yml"),
        Entry("Footer", "book", "_quarto.yml"),
    ]
    assert found["index"][2] == Entry("one item", "item", "index.qmd:5")
    assert found["01_one"][2] == Entry('A "caption"', "caption", "notebooks/01_one.ipynb:2")


def test_texts_of_templates_are_texts_of_the_code(project):
    """Wherever a template stands below the code."""
    template = project / "src" / "helpers" / "assets" / "page.html.jinja"
    template.parent.mkdir()
    template.write_text('<b>{{ text("Where") }}</b>', encoding="utf-8")
    place = "src/helpers/assets/page.html.jinja"
    assert entries(project)["interface"][0] == Entry("Where", "", place)


def test_notes_of_the_ledger_are_translated_once(project):
    """Each note that claims.csv has, not each of its rows; a claim without one adds nothing."""
    ledger = project / "data" / "published" / "claims.csv"
    ledger.parent.mkdir(parents=True)
    ledger.write_text("claim_id,note\na,month only\nb,\nc,month only\n", encoding="utf-8")
    wanted = [Entry("month only", "note", "data/published/claims.csv")]
    assert entries(project)["claims"] == wanted
    # As a Russian Excel saves it; without entries the catalogue would be deleted.
    ledger.write_text("sep=;\nclaim_id;note\na;month only\nb;\n", encoding="utf-8")
    assert entries(project)["claims"] == wanted


def test_a_notebook_that_is_none_is_named(project):
    """With what is wrong with it."""
    (project / "notebooks" / "07_half.ipynb").write_text('{"cells": [', encoding="utf-8")
    with pytest.raises(InputError, match=r"notebooks/07_half\.ipynb: is not a notebook"):
        entries(project)


def test_a_page_keeps_what_is_no_text():
    """Attributes and code stand where they stood."""
    text = "# One {#sec-a}\n\n```\ncode\n```\n\n- two\n"
    wanted = "# ONE/heading {#sec-a}\n\n```\ncode\n```\n\n- TWO/item\n"
    assert translated_page(text, upper) == wanted


def test_code_stays_as_it_is_below_its_translated_captions():
    """A caption that YAML would misread is quoted; one that is the same is not touched."""
    cells = [{"cell_type": "code", "source": CODE}, {"cell_type": "raw", "source": "Raw"}]
    code, raw = translated_notebook({"cells": cells}, upper)["cells"]
    assert code["source"].splitlines() == [
        "#| label: fig-a",
        '#| fig-cap: "A: B/caption"',
        '#| fig-alt: "BARS/alt"',
        'draw("Bars")',
    ]
    assert raw["source"] == "Raw"
    same = translated_notebook({"cells": cells}, lambda text, _: text)
    assert same["cells"] == cells


def test_the_description_of_the_book_is_translated_where_readers_see_it():
    """Title, authors, footer, keywords of every format; nothing else, and a copy of it."""
    description = {
        "book": {
            "title": "a",
            "author": "b",
            "output-file": "c",
            "page-footer": {"left": "d", "right": "g"},
        },
        "format": {"docx": {"keywords": ["e", "f"]}, "html": {"toc": True}},
    }
    assert translated_book(description, lambda text, _: text * 2) == {
        "book": {
            "title": "aa",
            "author": "bb",
            "output-file": "c",
            "page-footer": {"left": "dd", "right": "gg"},
        },
        "format": {"docx": {"keywords": ["ee", "ff"]}, "html": {"toc": True}},
    }
    assert description["book"]["title"] == "a"
