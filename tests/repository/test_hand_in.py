"""What the page "Hand in what is missing" promises: a row added is a number everywhere.

The rows go into a copy of the data, the first of them as the page prints it.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from helpers import paths
from helpers.chapters import answers, country
from helpers.ledger import claims, codebook, derived
from helpers.outputs.numbers import write_numbers
from helpers.staging.ledger_page import LedgerPages, page
from helpers.staging.ledger_page.facts import LedgerFacts
from helpers.study import Study

pytestmark = pytest.mark.usefixtures("own_outputs")

PAGE = (paths.ROOT / "contribute.qmd").read_text(encoding="utf-8")
REGION = re.search(r"^ *(survey_kostanay,.*),N,(.*)$", PAGE, re.MULTILINE)
PERIOD = (
    'registered_2001_2005,1,"Годы основания: 100 анкет",table 1,registration_year,y2001_2005,,'
    "count,7,organisations,survey_size,,Таблица 1 Количество,"
)
PERIODS = """    categories:
      y2001_2005: {ru: "2001–2005", kk: "2001–2005", en: "2001–2005"}
"""


def with_rows(study: Study, folder: Path, *rows: str, categories: str = "") -> Study:
    """The study with rows added to a copy of its ledger, and answers to its question of years."""
    codes = (paths.CODEBOOK).read_text(encoding="utf-8")
    start = codes.index("  registration_year:\n")
    place = codes.index("    not_published:\n", start)
    copy = folder / "codebook.yaml"
    copy.write_text(codes[:place] + categories + codes[place:], encoding="utf-8")
    lines = paths.CLAIMS.read_text(encoding="utf-8").splitlines(keepends=True)
    after = next(n for n, line in enumerate(lines) if line.startswith("survey_akmola,")) + 1
    ledger = folder / "claims.csv"
    added = [f"{row}\n" for row in rows]
    ledger.write_text("".join([*lines[:after], *added, *lines[after:]]), encoding="utf-8")
    fresh = claims.load(ledger, codebook.load(copy))
    return replace(study, ledger=fresh, codebook=fresh.codebook, derived=derived.load(fresh))


def inventory(study: Study) -> dict[str, tuple[int, str]]:
    """How many numbers are known of each figure and table, and what is said to be missing."""
    frame = answers.inventory(study)
    rows = zip(frame["what"], frame["printed"], frame["missing"], strict=True)
    return {what: (count, missing) for what, count, missing in rows}


def test_a_region_handed_in_is_a_number_wherever_it_was_missing(
    study: Study, tmp_path: Path
) -> None:
    """On the map and in its file, in the list of what is missing, in prose, ledger and audit."""
    more = with_rows(study, tmp_path, f"{REGION[1]},5,{REGION[2]}")
    frame = country.counts_by_region(more, "survey_region").set_index("place")
    assert frame["count"].dropna().to_dict() == {"akmola": 21, "kostanay": 5}
    drawing = country.draw_regions(frame.reset_index(), more, name="fig-x")
    assert "have 74 in all" in drawing.svg
    text = (paths.figures("en") / "fig-x.csv").read_text(encoding="utf-8")
    [row] = [row for row in csv.DictReader(io.StringIO(text)) if row["place"] == "kostanay"]
    assert (row["claim_id"], row["printed"]) == ("survey_kostanay", "5")
    assert inventory(study)["figure 3"][1].startswith(
        "The figure is not in the text. Regions with a number: 1; without one: 19."
    )
    assert inventory(more)["figure 3"][0] == 2
    assert "Regions with a number: 2; without one: 18." in inventory(more)["figure 3"][1]
    numbers = write_numbers(more, "x", chapters=("1",))
    assert numbers["survey_kostanay"] == "5"
    assert numbers["n_claims"] == str(len(study.ledger) + 1)
    pages = LedgerPages.of(more, numbers)
    facts = LedgerFacts(more, pages.audit, pages.links.entries, {}, pages.links.anchors)
    html = "\n".join(re.findall(r"```\{=html\}\n(.*?)\n```", page(facts), re.DOTALL))
    entry = BeautifulSoup(html, "html.parser").find(id="claim-survey_kostanay")
    assert "Kostanay Region" in entry.get_text(" ")
    assert entry["data-verdict"] == pages.audit.verdict_of("survey_kostanay").verdict


def test_a_figure_that_is_whole_is_missing_no_longer(study: Study, tmp_path: Path) -> None:
    """With a number for each region nothing is left to say."""
    known = {claim.place for claim in study.ledger.select(variable="survey_region") if claim.place}
    rows = [
        f"{REGION[1]},1,{REGION[2]}".replace("kostanay", place.id)
        for place in study.codebook.regions()
        if place.id not in known
    ]
    count, missing = inventory(with_rows(study, tmp_path, *rows))["figure 3"]
    assert (count, missing) == (20, "—")


def test_years_of_foundation_take_the_place_of_the_gap(study: Study, tmp_path: Path) -> None:
    """A period gets its name in the codebook first."""
    gap = answers.show_foundation(answers.foundation(study), study, name="tbl-x")
    assert "| — | not published |" in str(gap)
    more = with_rows(study, tmp_path, PERIOD, categories=PERIODS)
    table = answers.show_foundation(answers.foundation(more), more, name="tbl-x")
    assert "| 2001–2005 | 7 |" in str(table)
    assert "not published" not in str(table)
    assert inventory(study)["table 1"][1].endswith("Numbers handed in from them: 0.")
    assert inventory(more)["table 1"][1].endswith("Numbers handed in from them: 1.")
