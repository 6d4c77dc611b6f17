"""Files of figures and tables beside the book."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from helpers.paths import Directories
from helpers.staging.figures.files import (
    Listed,
    listed_in,
    named,
    picture_shape,
    stage_files,
    thumbnail,
    with_files,
)

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9"><text>76</text></svg>'


def cell(options: str, kind: str = "code") -> dict:
    return {"cell_type": kind, "source": f"{options}\ndraw()"}


def test_a_labelled_cell_is_a_figure_with_its_texts() -> None:
    """Label, caption and description come from the options of the cell."""
    head = '#| label: fig-a\n#| fig-cap: "Needs of *all*. Base: 100."\n#| fig-alt: "Bars."'
    listed = listed_in(cell(head), "notebooks/01.ipynb")
    assert listed == Listed("fig-a", "Needs of *all*. Base: 100.", "Bars.", "notebooks/01.ipynb")
    assert (listed.title, listed.is_figure) == ("Needs of all", True)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("#| label: setup-a", "code"),
        ("#| label: fig-a\n#| include: false", "code"),
        ("#| label: tbl-a\n#| output: false", "code"),
        ("#| label: fig-a\n#| fig-atl: x", "code"),
        ("#| label: fig-a", "markdown"),
    ],
)
def test_other_cells_list_nothing(head: str, kind: str) -> None:
    """Setup, hidden outputs, text; and unknown options, which the renderer reports by line."""
    assert listed_in(cell(head, kind), "notebooks/01.ipynb") is None


@pytest.mark.parametrize(("tags", "sortable"), [(["sortable"], True), (["parameters"], False)])
def test_a_tag_makes_a_table_sortable(tags: list[str], sortable: bool) -> None:
    """Chosen in the notebook, cell by cell."""
    tagged = cell("#| label: tbl-a") | {"metadata": {"tags": tags}}
    assert listed_in(tagged, "notebooks/01.ipynb").is_sortable is sortable


@pytest.mark.parametrize(
    ("caption", "title"),
    [
        ("Does it help (figure 11)? Base: 100.", "Does it help (figure 11)?"),
        ("Shares [@report; @wilson1927] of [all](x.ipynb). More.", "Shares  of all"),
        ("Printed 6.4 and 4.8", "Printed 6.4 and 4.8"),
    ],
)
def test_a_title_is_the_first_sentence_without_marks(caption: str, title: str) -> None:
    """Short enough for a name, and nothing in it that only Markdown understands."""
    assert Listed("fig-a", caption, "", "").title.split() == title.split()


def test_files_are_copied_and_the_picture_named(tmp_path: Path) -> None:
    """What the run wrote, and the thumbnail and the chart's script made of it."""
    edition = Directories("en", outputs=tmp_path / "outputs")
    edition.figures.mkdir(parents=True)
    (edition.figures / "fig-a.csv").write_text("a,b\n", encoding="utf-8")
    (edition.figures / "fig-a.svg").write_text(SVG, encoding="utf-8")
    (edition.figures / "fig-a.narrow.svg").write_text(SVG, encoding="utf-8")
    (edition.figures / "fig-a.vl.json").write_text(
        '{"$schema": "https://vega.github.io/x", "mark": "bar"}', encoding="utf-8"
    )
    Image.new("RGB", (640, 400), "white").save(edition.figures / "fig-a.png")
    listed = Listed("fig-a", "Needs.", "Bars.", "notebooks/01.ipynb")
    assert stage_files(edition, listed, directory=tmp_path) == (
        "figures/fig-a.csv",
        "figures/fig-a.svg",
        "figures/fig-a.narrow.svg",
        "figures/fig-a.png",
        "figures/thumbs/fig-a.png",
        "figures/interactive/fig-a.js",
    )
    assert '<title id="fig-a-title">Needs</title>' in (tmp_path / "figures/fig-a.svg").read_text()
    narrow = (tmp_path / "figures/fig-a.narrow.svg").read_text()
    assert '<title id="fig-a-narrow-title">Needs</title>' in narrow
    assert picture_shape(tmp_path / "figures/thumbs/fig-a.png") == (320, 200)
    script = (tmp_path / "figures/interactive/fig-a.js").read_text(encoding="utf-8")
    assert script == '(window.civicVoiceCharts ??= {})["fig-a"] = {"mark":"bar"};\n'


@pytest.mark.parametrize(("echo", "shown"), [("", True), ("\n#| echo: false", False)])
def test_a_cell_may_keep_its_code_to_itself(echo: str, shown: bool) -> None:
    """Then no page has it, and nothing can lead there."""
    listed = listed_in(cell(f"#| label: tbl-a{echo}"), "notebooks/01.ipynb")
    assert listed.shows_code == shown


def test_claims_are_read_off_the_data(tmp_path: Path) -> None:
    """Of figures and of tables; without data there are none."""
    edition = Directories("en", outputs=tmp_path / "outputs")
    edition.tables.mkdir(parents=True)
    data = "label,claim_id,base\nwomen,women,all\nmen,men,all\n"
    (edition.tables / "tbl-a.csv").write_text(data, encoding="utf-8")
    listed = [Listed(label, "A.", "", "") for label in ("tbl-a", "fig-a")]
    table, figure = (with_files(edition, each, directory=tmp_path) for each in listed)
    assert (table.files, table.claims) == (("tables/tbl-a.csv",), ("women", "men", "all"))
    assert (figure.files, figure.claims) == ((), ())


def test_a_table_has_its_data_only(tmp_path: Path) -> None:
    """And nothing is claimed that is not there."""
    edition = Directories("en", outputs=tmp_path / "outputs")
    edition.tables.mkdir(parents=True)
    (edition.tables / "tbl-a.csv").write_text("a\n", encoding="utf-8")
    staged = [
        stage_files(edition, Listed(label, "A.", "", ""), directory=tmp_path)
        for label in ("tbl-a", "tbl-b")
    ]
    assert staged == [("tables/tbl-a.csv",), ()]


def test_a_thumbnail_is_small_and_the_same_each_time(tmp_path: Path) -> None:
    """A figure's rare dark spot keeps its colour, and two runs give the same bytes."""
    picture = Image.linear_gradient("L").resize((1000, 500)).convert("RGB")
    picture.paste((8, 48, 107), (10, 10, 60, 60))
    picture.save(tmp_path / "a.png")
    content = (tmp_path / "a.png").read_bytes()
    assert thumbnail(content) == thumbnail(content)
    with Image.open(BytesIO(thumbnail(content))) as small:
        assert small.size == (320, 160)
        found = small.convert("RGB").getpixel((11, 11))
    assert found == pytest.approx((8, 48, 107), abs=12)


SPACE = "{http://www.w3.org/2000/svg}"
NAMELESS = (
    '<?xml version="1.0"?>\n'
    '<svg xmlns="http://www.w3.org/2000/svg" width="9"><text>Қаржы</text></svg>'
)


def test_a_picture_is_named_by_its_first_children() -> None:
    """Role and references lead to a title and a description that are there, escaped as needed."""
    root = ElementTree.fromstring(
        named(NAMELESS, "fig-a", title="A < B & C", description="Two\nbars")
    )
    assert root.get("role") == "img"
    texts = {child.get("id"): child.text for child in root}
    assert texts[root.get("aria-labelledby")] == "A < B & C"
    assert texts[root.get("aria-describedby")] == "Two bars"
    assert [child.tag for child in root] == [f"{SPACE}title", f"{SPACE}desc", f"{SPACE}text"]


def test_text_stays_text() -> None:
    """Nothing of the drawing changes, nor what stands before it."""
    result = named(NAMELESS, "fig-a", title="Needs", description="")
    assert result.startswith('<?xml version="1.0"?>\n<svg ')
    assert result.endswith("<text>Қаржы</text></svg>")
    assert "aria-describedby" not in result


def test_a_named_picture_is_left_alone() -> None:
    """Staging twice gives one title; what is no NAMELESS gets none."""
    once = named(NAMELESS, "fig-a", title="Needs", description="Bars")
    assert named(once, "fig-a", title="Needs", description="Bars") == once
    assert named("no picture", "fig-a", title="Needs", description="") == "no picture"
