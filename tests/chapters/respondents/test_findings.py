"""Tests and models as the chapter shows them: computed, or the reason why not."""

from __future__ import annotations

import json
import re

import pytest

from helpers import paths
from helpers.chapters import respondents
from helpers.chapters.respondents.findings import ASKED, TESTED
from helpers.errors import ArgumentError
from helpers.release.results import ASSUMPTIONS, REASONS

NOTEBOOK = json.loads((paths.NOTEBOOKS / "09_respondents.ipynb").read_text(encoding="utf-8"))


def test_every_result_of_the_release_is_asked_for():
    """The overview misses none, and asks for none that does not exist."""
    assert set(ASKED) == set(ASSUMPTIONS)


def test_the_overview_says_why_each_is_refused(studies):
    """Made-up rows: every line has the reason, and nothing was tested."""
    frame = respondents.overview(studies["made_up"])
    assert set(frame["refused"]) == {REASONS["synthetic"]}
    assert frame["tests"].sum() == 0
    shown = str(respondents.show_overview(frame, studies["made_up"], name="tbl-x"))
    assert shown.count("These rows are made up.") == len(ASKED)


@pytest.mark.parametrize("name", TESTED)
def test_every_family_is_shown_in_every_situation(name, study):
    """With its tests, or a table that gives the reason and nothing else."""
    frame = respondents.tests(study, name)
    shown = str(respondents.show_tests(frame, study, name="tbl-x"))
    if "refused" in frame:
        assert shown.splitlines()[0] == "| Refused |"
        assert "{" not in shown
    else:
        assert {"what", "p", "p_holm"} <= set(frame)
        assert "p after Holm" in shown
    assert "nan" not in shown


def test_weights_stand_beside_the_unweighted_shares(real):
    """Moved is the difference, and the most moved comes first."""
    frame = respondents.weights(real)
    assert (frame["unweighted"] + frame["moved"]).round(1).tolist() == frame["weighted"].tolist()
    assert frame["moved"].abs().is_monotonic_decreasing


def test_weights_and_items_are_drawn_in_every_situation(study, outputs):
    """A figure of shares or of the reason; a table of counts with or without correlations."""
    respondents.draw_weights(respondents.weights(study), study, name="fig-w")
    shown = str(respondents.show_items(respondents.items(study), study, name="tbl-i"))
    assert (outputs / "figures" / "en" / "fig-w.png").exists()
    assert ("not computed" in shown) == bool(respondents.overview(study)["refused"].iloc[7])


def test_the_prose_has_every_number_in_every_situation(study):
    """What the notebook's prose and captions name is written, refused or not."""
    names = set(re.findall(r"var (respondents_\w+)", json.dumps(NOTEBOOK)))
    numbers = respondents.numbers(study)
    assert names <= set(numbers)
    assert all(isinstance(text, str) and text for text in numbers.values())


def test_each_section_has_its_assumption_in_the_heading():
    """ "…, if …" or "with nothing assumed", but for the title and the summary."""
    lines = [line for cell in NOTEBOOK["cells"] for line in cell["source"]]
    headings = [line for line in lines if line.startswith("## ")][:-1]
    assert headings
    assert all(re.search(r", (if|with nothing assumed)", line) for line in headings)


def test_a_class_of_p_is_written_as_one(real):
    """Where a cell behind a test is withheld, "p < 0.05" is all there is."""
    from helpers.chapters.respondents.released import p_text

    assert p_text(real, "< 0.05") == "< 0.05"
    assert p_text(real, ">= 0.05") == "≥ 0.05"
    assert p_text(real, 0.001) == "< 0.001"
    assert p_text(real, 0.1234) == "0.123"


def test_an_unknown_family_names_those_there_are(real):
    """A typing error comes back with the choices."""
    with pytest.raises(ArgumentError, match="choose one of nonresponse"):
        respondents.tests(real, "town")
