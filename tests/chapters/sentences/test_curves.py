"""The specification curve: every way on it, nothing on it that is no way."""

import csv
from dataclasses import replace

import pytest

from helpers import paths
from helpers.chapters.sentences import assess, curves
from helpers.chapters.sentences.specifications import BASES, OUTCOMES, ROUNDINGS
from helpers.editions import LANGUAGES
from helpers.errors import ArgumentError
from helpers.study import open_study
from tests.cases.audit_cases import audit_of

pytestmark = pytest.mark.usefixtures("own_outputs")


def ways_of(study):
    return curves.specifications(study, audit_of(study))


def test_assessments_follow_from_the_ways(study):
    """Standing in all or none, or something between; a caveat may be added and no more."""
    ways, rows = ways_of(study), assess(study, audit_of(study)).set_index("sentence_id")
    for sentence, group in ways.groupby("sentence_id"):
        found, row = set(group["outcome"]), rows.loc[sentence]
        assert (row.n_ways, row.n_stands) == (len(group), (group["outcome"] == "stands").sum())
        assert (row.assessment == "not_supported") == (found == {"falls"})
        assert row.assessment.startswith("stands") == ("stands" in found and "falls" not in found)
        assert (row.assessment == "stands") <= (found == {"stands"})


def test_the_choices_are_those_of_the_specifications(study):
    """Each has a heading; what a way was made by is one of them."""
    assert tuple(curves.CHOICES["base_kind"]) == BASES
    assert tuple(curves.CHOICES["rounding"]) == ROUNDINGS
    assert tuple(curves.OUTCOME_SIGNS) == tuple(curves.OUTCOME_WORDS) == OUTCOMES
    ways = ways_of(study)
    for column, choices in curves.CHOICES.items():
        used = {choice for cell in ways[column] for choice in cell.split()}
        assert used == set(choices)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_edition_draws_every_sentence(language):
    """With its count of ways and the headings of all choices."""
    study = open_study(language)
    ways = ways_of(study)
    drawing = curves.draw_specifications(ways, study, name="fig-x")
    for choices in curves.CHOICES.values():
        assert all(study.text(heading) in drawing.svg for heading in choices.values())
    rows = assess(study, audit_of(study))
    for row in rows.itertuples():
        assert f">{row.n_stands}/{row.n_ways}<" in drawing.svg
    with (paths.figures(language) / "fig-x.csv").open(encoding="utf-8") as file:
        data = list(csv.DictReader(file))
    assert len(data) == len(ways)
    assert all(set(row["claim_ids"].split()) <= set(study.ledger) for row in data)


def test_the_most_robust_sentence_comes_first(study):
    """In the table as in the picture; signs say how each way ends."""
    ways = ways_of(study)
    curves.draw_specifications(ways, study, name="fig-x")
    with (paths.figures("en") / "fig-x.csv").open(encoding="utf-8") as file:
        drawn = list(dict.fromkeys(row["paraphrase"] for row in csv.DictReader(file)))
    lines = str(curves.show_specifications(ways, study, name="tbl-x")).splitlines()[2:]
    assert [line.split("|")[1].strip() for line in lines] == drawn
    assert "| 3/3 |" in lines[0]
    assert "| 0/4 |" in lines[-1]
    young = next(line for line in lines if line.startswith("| Young people"))
    assert "603 of 1,387: 43.5% (✓ more than 25%, ✓ more than 33.3%, ✗ more than 50%)" in young


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        ({"stands"}, "all"),
        ({"stands", "open"}, "some"),
        ({"stands", "falls"}, "some"),
        ({"open"}, "open"),
        ({"open", "falls"}, "none"),
        ({"falls"}, "none"),
    ],
)
def test_a_mark_says_how_the_ways_of_a_choice_end(outcomes, expected):
    """Four marks, told apart by fill or edge."""
    assert curves._kind(outcomes) == expected


def test_a_reader_can_draw_some_sentences(study):
    """And is told when none is left."""
    ways = ways_of(study)
    curves.draw_specifications(ways[ways["outcome"] == "falls"], study, name="fig-x")
    with pytest.raises(ArgumentError, match=r"^draw_specifications needs a row"):
        curves.draw_specifications(ways[:0], study, name="fig-x")


def test_the_picture_is_the_same_every_time(study):
    """Two runs give the same SVG."""
    kept = replace(study, sentences=study.sentences[:3])
    ways = ways_of(kept)
    one, two = (curves.draw_specifications(ways, kept, name="fig-x").svg for _ in range(2))
    assert one == two
