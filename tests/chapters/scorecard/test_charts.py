"""The scorecard: one mark per printed number, by its verdict and never by colour alone."""

import json
import re

import pandas as pd
import pytest

from helpers import paths
from helpers.audit.results import JUDGED, ORDER, SIGNS, VERDICTS
from helpers.audit.wording import verdict_word
from helpers.chapters.scorecard import charts
from helpers.chapters.scorecard.numbers import judged
from helpers.errors import ArgumentError
from helpers.study import open_study
from tests.cases.audit_cases import audit_of, printing

pytestmark = pytest.mark.usefixtures("own_outputs")


@pytest.fixture(scope="module")
def found(study):
    return audit_of(study)


def marks_of(study, found):
    return charts.marks(judged(study, found), study)


def draw(study, found):
    return charts.draw_scorecard(judged(study, found), study, name="fig-x")


def test_every_number_is_one_mark_of_its_verdict(study, found):
    """Each claim once, in its chapter, with the verdict the audit gives it."""
    data = marks_of(study, found)
    assert data["claim_id"].is_unique
    assert dict(zip(data["claim_id"], data["verdict"], strict=True)) == {
        verdict.claim_id: verdict.verdict for verdict in found.verdicts
    }
    assert all(study.ledger[mark.claim_id].chapter == mark.chapter for mark in data.itertuples())


def test_no_two_marks_share_a_place(study, found):
    """Marks stand apart, and the chapters below each other do not touch."""
    data = marks_of(study, found)
    assert not data.duplicated(["x", "y"]).any()
    ends = data.groupby("chapter", sort=False)["y"].agg(["min", "max"])
    gaps = ends["min"].to_numpy()[1:] - ends["max"].to_numpy()[:-1]
    assert (gaps > 1).all()


def test_worst_comes_first_in_every_chapter(study, found):
    """Read column by column, a chapter goes from contradiction to what cannot be derived."""
    data = marks_of(study, found).sort_values(["x", "y"])
    for _, own in data.groupby("chapter"):
        ranks = own["verdict"].map(ORDER.index)
        assert ranks.is_monotonic_increasing


def test_a_changed_digit_moves_a_mark(study):
    """Nothing is typed: print the share that the counts give, and its mark becomes exact."""
    mended = printing(study, zero_reports_pct="73")
    before = marks_of(study, audit_of(study)).set_index("claim_id")
    after = marks_of(mended, audit_of(mended)).set_index("claim_id")
    assert before.loc["zero_reports_pct", "verdict"] == "contradiction"
    assert after.loc["zero_reports_pct", "verdict"] == "exact"


def test_verdicts_differ_by_more_than_colour():
    """Every verdict has a sign of its own; what is not judged differs in shape and size."""
    assert set(ORDER) == set(VERDICTS) == set(SIGNS) == set(charts.LOOKS)
    assert len(set(SIGNS.values())) == len(SIGNS)
    sizes = {verdict: look[3] for verdict, look in charts.LOOKS.items()}
    assert max(sizes[v] for v in ORDER if v not in JUDGED) < min(sizes[v] for v in JUDGED)


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_the_figure_speaks_every_language(language):
    """The legend has every verdict's word with its number; signs are text in the marks."""
    study = open_study(language)
    found = audit_of(study)
    svg = draw(study, found).svg
    for verdict, own in found.by_verdict().items():
        number = study.edition.number(len(own))
        assert f">{verdict_word(verdict, language)}: {number}<" in svg
        if verdict in JUDGED:
            # One more in the legend.
            assert svg.count(f">{SIGNS[verdict]}<") == len(own) + 1


def test_the_data_of_the_figure_name_the_claims(study, found):
    """The CSV has a row per claim with its id, so that its numbers can be traced."""
    draw(study, found)
    written = pd.read_csv(paths.figures("en") / "fig-x.csv")
    assert set(written["claim_id"]) == set(study.ledger)


def test_the_figure_is_the_same_every_time(study, found):
    """Two runs give the same bytes, interactive version included."""
    texts = []
    for _ in range(2):
        drawing = draw(study, found)
        chart = (paths.figures("en") / "fig-x.vl.json").read_text(encoding="utf-8")
        texts.append((drawing.svg, drawing.png, chart))
    assert texts[0] == texts[1]


def test_the_interactive_version_names_and_links_every_number(study, found):
    """Each mark carries the claim's name, its print, and the address of its entry."""
    draw(study, found)
    spec = json.loads((paths.figures("en") / "fig-x.vl.json").read_text(encoding="utf-8"))
    rows = next(rows for rows in spec["datasets"].values() if "link" in rows[0])
    links = {row["claim_id"]: row["link"] for row in rows}
    assert links == {name: f"../ledger.html#claim-{name}" for name in study.ledger}
    assert all(row["name"] and row["printed"] and row["verdict_label"] for row in rows)
    assert not re.search(r'"url"|https?://(?!vega\.github\.io/schema)', json.dumps(spec))


def test_the_interactive_version_has_a_heading_per_chapter(study, found):
    """Chapters stand above their marks with the number of these."""
    data = marks_of(study, found)
    chart = charts.scorecard_chart(data, study, looks=charts.LOOKS).to_dict()
    rows = next(rows for rows in chart["datasets"].values() if "link" not in rows[0])
    counts = data.groupby("chapter_label").size()
    assert {row["label"] for row in rows} == {f"{name} ({n})" for name, n in counts.items()}


def test_a_reader_can_draw_what_is_left_of_the_numbers(study, found):
    """Some chapters and verdicts only: no chapter's place stays empty."""
    data = judged(study, found)
    some = data[data["chapter"].isin(["2", "3"]) & (data["verdict"] != "external")]
    svg = charts.draw_scorecard(some, study, name="fig-x").svg
    assert f">{verdict_word('external', 'en')}: 0<" in svg
    assert study.label("chapters", "intro") not in svg
    assert charts.marks(some, study)["y"].min() == 0


def test_a_frame_without_verdicts_is_refused(study, found):
    """The message names the function and the column."""
    with pytest.raises(ArgumentError, match="verdict"):
        charts.draw_scorecard(judged(study, found).drop(columns="verdict"), study, name="fig-x")
