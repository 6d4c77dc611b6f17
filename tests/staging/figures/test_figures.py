"""Links to files under figures and tables, and the index of all of them."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from bookmaker.rendering import embedded
from helpers import staging
from helpers.paths import Directories
from helpers.review.site import check_site
from helpers.staging.figures import StagedFloats, title_of
from helpers.staging.figures.claims import ClaimNotes, DrawnClaim
from helpers.staging.figures.files import Listed
from tests.cases.small_books import BOOK

SOURCE = "notebooks/01_sector.ipynb"
NOTES = ClaimNotes({"women": DrawnClaim("Women", "7")}, "ledger.html")
FIGURE = Listed("fig-a", "Women.", "", "notebooks/01.ipynb", claims=("women",))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Outputs of the fixture book with the files its run would write, an index, and one chart."""
    sources = Path(shutil.copytree(BOOK, tmp_path_factory.mktemp("indexed") / "sources"))
    outputs = sources / "outputs"
    figures, tables = outputs / "figures" / "en", outputs / "tables" / "en"
    tables.mkdir(parents=True)
    (figures / "fig-needs.csv").write_text("need,n\n", encoding="utf-8")
    (figures / "fig-needs.vl.json").write_text('{"mark": "bar"}', encoding="utf-8")
    Image.new("RGB", (640, 320), "white").save(figures / "fig-needs.png")
    (tables / "tbl-regions.csv").write_text("region,n\n", encoding="utf-8")
    project = sources / "_quarto.yml"
    text = project.read_text(encoding="utf-8")
    last = f"    - {SOURCE}\n"
    project.write_text(text.replace(last, f"{last}    - figures.qmd\n"), encoding="utf-8")
    staging.stage("en", root=sources, outputs=outputs)
    embedded.render(outputs / "site/en", outputs / "book/en")
    return outputs


def page(built: Path, name: str) -> BeautifulSoup:
    text = (built / "book" / "en" / name).read_text(encoding="utf-8")
    return BeautifulSoup(text, "html.parser")


def test_files_are_linked_below_figure_and_table(built: Path) -> None:
    """Every link leads to a file of the book, and says aloud what it is of."""
    chapter = page(built, "notebooks/01_sector.html")
    links = {a["href"]: a for a in chapter.select(".figure-files a")}
    names = ["figures/fig-needs.csv", "figures/fig-needs.svg", "figures/fig-needs.png"]
    # The table's cell does not show its code, so there is none to lead to.
    expected = [*(f"../{name}" for name in names), "#code-fig-needs", "../tables/tbl-regions.csv"]
    assert list(links) == expected
    assert links["../figures/fig-needs.svg"]["aria-label"] == "SVG: Needs named"
    assert all((built / "book" / "en" / name).is_file() for name in names)
    assert check_site(built / "book" / "en") == []


def test_the_link_to_the_code_leads_just_above_it(built: Path) -> None:
    """After the place comes the folded code of that very figure, and nothing between them."""
    chapter = page(built, "notebooks/01_sector.html")
    place = chapter.find(id="code-fig-needs")
    fold = place.find_next("details", class_="code-fold")
    assert 'bars("needs")' in fold.get_text()
    assert fold.find_next("figure")["id"] == "fig-needs"
    assert not chapter.find(id="code-tbl-regions")
    scripts = [tag.get("src") for tag in chapter.find_all("script")]
    assert "../figures/made.js" in scripts
    assert (built / "book" / "en" / "figures" / "made.js").is_file()


def test_a_figure_shown_again_has_the_line_of_its_notebook(tmp_path: Path) -> None:
    """The front page offers the files, the code in its chapter, and the claims."""
    text = '# Front\n\n![Again.](figures/fig-a.svg){#fig-front fig-alt="{{< var n >}} bars"}\n\nEnd'
    (tmp_path / "index.qmd").write_text(text, encoding="utf-8")
    floats = StagedFloats(Directories("en", outputs=tmp_path), tmp_path, NOTES)
    floats.listed.append(FIGURE)
    floats.finish(index=False, pages=["index.qmd", "missing.qmd"])
    staged = (tmp_path / "index.qmd").read_text(encoding="utf-8")
    assert "(notebooks/01.ipynb#code-fig-a)" in staged
    assert 'href="ledger.html#claim-women"' in staged
    assert staged.endswith("\nEnd")
    again = floats.shown[-1]
    assert (again.label, again.source, again.claims) == ("fig-front", "index.qmd", ("women",))


def test_other_pictures_of_a_page_stay_as_they_are(tmp_path: Path) -> None:
    """A picture without a label, and one that no notebook drew."""
    text = "![A](figures/fig-a.svg)\n\n![B](figures/fig-b.svg){#fig-b}\n"
    (tmp_path / "index.qmd").write_text(text, encoding="utf-8")
    floats = StagedFloats(Directories("en", outputs=tmp_path), tmp_path, NOTES, listed=[FIGURE])
    floats.finish(index=False, pages=["index.qmd"])
    assert (tmp_path / "index.qmd").read_text(encoding="utf-8") == text


def test_claims_that_the_ledger_does_not_hold_are_reported(tmp_path: Path) -> None:
    """With the file that names them; a book without a ledger has nothing to compare with."""
    edition = Directories("en", outputs=tmp_path)
    wrong = replace(FIGURE, claims=("women", "womn"))
    (problem,) = StagedFloats(edition, tmp_path, NOTES, listed=[wrong]).problems
    assert "fig-a.csv" in str(problem)
    assert StagedFloats(edition, tmp_path, listed=[wrong]).problems == []


def test_an_interactive_chart_is_offered_without_being_loaded(built: Path) -> None:
    """The page names the small script; chart and library wait for the reader."""
    chapter = page(built, "notebooks/01_sector.html")
    box = chapter.select_one(".figure-files[data-name=fig-needs]")
    assert (box["data-folder"], box["data-show"]) == (
        "../figures/interactive",
        "Interactive version",
    )
    scripts = [tag.get("src") or "" for tag in chapter.find_all("script")]
    assert "../figures/interactive/interactive.js" in scripts
    assert not any("vega" in script for script in scripts)
    assert not page(built, "notebooks/00_method.html").select("[data-name]")


def test_the_index_lists_every_figure_and_table_with_its_place(built: Path) -> None:
    """By chapter, numbered as in the book; thumbnails wait until they are looked at."""
    index = page(built, "figures.html")
    cards = index.select(".figure-card")
    places = [card.select_one("a.quarto-xref") for card in cards]
    listed = {a["href"]: a.get_text().replace("\u00a0", " ") for a in places}
    assert listed["notebooks/01_sector.html#fig-needs"] == "Figure 1.1"
    assert listed["notebooks/01_sector.html#tbl-regions"] == "Table 1.1"
    assert len(listed) == len(cards)
    image = index.select_one('.figure-card a[href$="#fig-needs"] img')
    assert (image["loading"], image["width"], image["height"]) == ("lazy", "160", "80")
    assert not index.select(".figure-card [data-name]")


def test_the_authors_cells_keep_their_numbers(built: Path) -> None:
    """Cells that staging adds are tagged; the others are the author's, in order."""
    staged = json.loads((built / "site" / "en" / SOURCE).read_text(encoding="utf-8"))
    own = [c for c in staged["cells"] if "figure-files" not in c["metadata"].get("tags", ())]
    assert [cell["id"] for cell in own] == [f"cell-{n}" for n in range(1, len(own) + 1)]
    assert len({cell["id"] for cell in staged["cells"]}) == len(staged["cells"]) > len(own)


def test_staging_with_files_twice_gives_the_same_bytes(built: Path) -> None:
    """Thumbnails, scripts, library and index depend on the sources only."""
    site = built / "site" / "en"
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    staging.stage("en", root=built.parent, outputs=built)
    assert before == {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_a_title_is_taken_without_its_attributes() -> None:
    """Also after the empty line that staging puts before an unnumbered title."""
    cells = [
        {"cell_type": "markdown", "source": ["\n", "# A *method* {#sec-a .unnumbered}\n", "x"]}
    ]
    assert title_of({"cells": cells}) == "A *method*"
