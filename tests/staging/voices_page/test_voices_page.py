"""The page Voices: everybody once, with who speaks, where it is told, and what a coder needs."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from bookmaker.rendering import embedded
from helpers import staging
from helpers.chapters import voices
from helpers.paths import VOICES_PAGE
from helpers.review.site import check_site
from helpers.staging import voices_page
from helpers.staging.voices_page.told import Told, told
from helpers.study import Study, open_study
from tests.cases.small_books import code, display, markdown, write_executed, write_notebook


def form(study: Study) -> BeautifulSoup:
    return BeautifulSoup(voices_page.tools(study), "html.parser").form


def test_every_voice_stands_below_its_theme(study: Study) -> None:
    """Once, on its own anchor, with its codes for the filters."""
    text = voices_page.page(study, {})
    assert sorted(re.findall(r"\{#voice-(q\d+)\}", text)) == [q.quote_id for q in study.quotes]
    parts = re.split(r"^## .*\{#voices-([\w-]+) ", text, flags=re.M)
    by_theme = dict(zip(parts[1::2], parts[2::2], strict=True))
    for quote in study.quotes:
        part = by_theme[quote.theme.replace("_", "-")]
        assert f"{quote.paraphrase_en}]{{#voice-{quote.quote_id}}}" in part
        assert f"[«{quote.find}»]{{lang=ru}}" in part
        codes = f'data-direction="{quote.direction}" data-region="{quote.region}"'
        assert f'{codes} data-speaker="{quote.speaker}"' in part


def test_the_filters_offer_what_somebody_has(study: Study) -> None:
    """With how many voices each leaves, all of them together; the tools wait for their script."""
    tools = form(study)
    assert tools.has_attr("hidden")
    assert set(json.loads(tools["data-words"])) == {"count", "count-all", "count-none"}
    names = [select["name"] for select in tools.find_all("select")]
    assert names == ["theme", "direction", "region", "speaker"]
    for select in tools.find_all("select"):
        everything, *options = select.find_all("option")
        assert everything["value"] == ""
        counts = [int(re.search(r"\((\d+)\)$", option.get_text())[1]) for option in options]
        assert min(counts) > 0
        assert sum(counts) == len(study.quotes)


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_every_edition_has_its_words(language: str) -> None:
    """No English is left but the codes themselves."""
    study = open_study(language)
    text = re.sub(r"`\w+`|\{[^}]*\}|\([\w/.-]+\)|CSV", "", voices_page.page(study, {}))
    shown = re.sub(r"```.*?```", "", text, flags=re.S) + form(study).get_text()
    codes = {*study.codebook.quote_codes, "find"}
    assert set(re.findall(r"[A-Za-z_]{2,}", shown)) <= codes


def test_a_voice_names_the_chapter_of_the_report_until_a_chapter_tells_it(study: Study) -> None:
    """Then it leads there."""
    place = Told("notebooks/01_one.ipynb#quotes-show", "One")
    text = voices_page.page(study, {"q01": (place,)})
    assert f"told in: [One]({place.address})" in text
    assert f"told in: {study.label('chapters', '4')};" in text


def test_told_is_read_off_what_a_chapter_shows_and_says(study: Study, tmp_path: Path) -> None:
    """A list by its id, a link in the prose by its page; each page once."""
    shown = voices.show_quotes(voices.quotes(study, chapter="1"), study, name="quotes-show")
    cells = (
        markdown("# One {#sec-one}\n\nSee [her](../voices.qmd#voice-q55)."),
        code("1", display(markdown=str(shown))),
        markdown("Again [him](../voices.qmd#voice-q01)."),
    )
    write_notebook(tmp_path / "notebooks/01_one.ipynb", *cells)
    found = told(tmp_path, ["index.qmd", "notebooks/01_one.ipynb"])
    assert found == {
        "q55": (Told("notebooks/01_one.ipynb", "One"),),
        "q01": (Told("notebooks/01_one.ipynb#quotes-show", "One"),),
    }


def test_a_second_coder_gets_codes_and_a_sheet(study: Study, tmp_path: Path) -> None:
    """Every code with definition and example in three languages, none of them a real voice's."""
    voices_page.write(study, tmp_path, [])
    folder = tmp_path / voices_page.DIRECTORY
    names = {voices_page.CODES_FILE, voices_page.SHEET_FILE, *voices_page.FILES}
    assert {path.name for path in folder.iterdir()} == names
    rows = list(csv.DictReader(io.StringIO((folder / "codes.csv").read_text("utf-8"))))
    labels = study.codebook.labels
    assert [row["code"] for row in rows] == [*labels["quote_themes"], *labels["directions"]]
    assert all(all(row.values()) for row in rows)
    said = {quote.paraphrase_en for quote in study.quotes}
    assert not said & {row["example_en"] for row in rows}
    page = (tmp_path / VOICES_PAGE).read_text("utf-8")
    assert all(f"(`{row['code']}`) | {row['definition_en']} |" in page for row in rows)
    assert "no agreement is claimed" in page


@pytest.mark.slow
def test_a_book_that_lists_the_page_gets_it_with_its_links(study: Study, tmp_path: Path) -> None:
    """Site, PDF, EPUB and DOCX are written, and no link leads nowhere, to the page or back."""
    outputs = tmp_path / "outputs"
    shown = voices.show_quotes(voices.quotes(study, chapter="1"), study, name="quotes-show")
    cells = markdown("# One {#sec-one}"), code("1", display(markdown=str(shown)))
    write_executed(tmp_path, "01_one", *cells)
    book = {
        "title": "Small",
        "output-file": "small",
        "chapters": ["index.qmd", "notebooks/01_one.ipynb", VOICES_PAGE],
        "downloads": ["pdf", "epub", "docx"],
    }
    description = {"project": {"type": "book"}, "lang": "en", "book": book}
    (tmp_path / "_quarto.yml").write_text(json.dumps(description), encoding="utf-8")
    (tmp_path / "index.qmd").write_text("# Front {.unnumbered}\n", encoding="utf-8")
    staging.stage("en", root=tmp_path, outputs=outputs)
    site = outputs / "book/en"
    embedded.render(outputs / "site/en", site)
    assert check_site(site) == []
    assert {"small.pdf", "small.epub", "small.docx"} <= {path.name for path in site.iterdir()}
    page = BeautifulSoup((site / "voices.html").read_text("utf-8"), "html.parser")
    assert page.select_one('a[href="notebooks/01_one.html#quotes-show"]')
    links = {link["href"] for link in page.select('a[href$=".csv"]')}
    assert links == {"voices/second-coder.csv", "voices/codes.csv"}
    assert all((site / link).is_file() for link in links)
