"""Measures in words: who would carry them out, what bears on them, how strong that is."""

from dataclasses import replace

import pytest

from helpers.chapters import pathways
from helpers.errors import ArgumentError
from helpers.ledger.measures import Measure
from helpers.study import open_study

pytestmark = pytest.mark.usefixtures("own_outputs")

NONE = Measure("own", "", "plan", "unnamed", "два слова", "", "", "", "Do it", "Сделать", "Істеу")


def made(study, **cells):
    """The frame of a single measure."""
    return pathways.measures(replace(study, measures=(replace(NONE, **cells),)))


@pytest.mark.parametrize(
    ("claims", "quote_themes", "strength"),
    [
        ("need_finance proposal_support", "", "most"),
        ("training_teams", "opaque_funding", "visible_part"),
        ("obstacle_turnover", "", "few"),
        ("proposal_support", "", "talk_only"),
        ("", "opaque_funding", "talk_only"),
        ("", "", "not_asked"),
    ],
)
def test_a_measure_is_as_strong_as_its_own_evidence(study, claims, quote_themes, strength):
    """The rule of the pathways, from the numbers of this measure alone."""
    (row,) = made(study, claims=claims, quote_themes=quote_themes).itertuples()
    assert row.strength == strength
    assert bool(row.evidence) == (strength != "not_asked")


def test_evidence_says_where_its_numbers_stand(study):
    """The question once, a table of the report by its number, quotes as quotes."""
    claims = "training_teams training_legal proposal_meetings theme_weak_response"
    (row,) = made(study, claims=claims, quote_themes="openness").itertuples()
    assert row.evidence == (
        "Topics of further training: managing teams 30, legal support 41; "
        "table 4: regular meetings and joint formats 16; "
        "focus-group discussions: weak response to initiatives 6; Quotes: openness to dialogue 1"
    )


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_every_measure_is_shown_in_the_words_of_the_edition(language):
    """One row for each, with its addressees by name and nothing left open."""
    study = open_study(language)
    frame = pathways.measures(study)
    assert list(frame["measure"]) == [each.text(language) for each in study.measures]
    assert (frame[["who", "where", "pathway_label", "strength_label"]] != "").all(axis=None)
    for by_pathway in (False, True):
        table = str(pathways.show_measures(frame, study, name="tbl-x", by_pathway=by_pathway))
        assert len(table.splitlines()) == len(frame) + 2
        assert study.text("not published") not in table


def test_no_two_measures_are_the_same_words(study):
    """Each is its own measure, in every language."""
    for language in ("en", "ru", "kk"):
        texts = [each.text(language) for each in study.measures]
        assert len(set(texts)) == len(texts)


def test_all_of_tables_4_and_6_and_every_pathway_is_there(study):
    """No category of the tables of proposals is left out, and no pathway is without a measure."""
    named = {claim for each in study.measures for claim in each.claims.split()}
    tables = ("proposal", "inclusion_measure")
    counts = [c for v in tables for c in study.ledger.select(variable=v, kind="count")]
    assert {claim.claim_id for claim in counts} <= named
    for pathway in study.codebook.labels["pathways"]:
        origins = {each.origin for each in study.measures if each.pathway == pathway}
        assert {"recommendation", "conclusion"} <= origins


def test_a_missing_column_is_named(study):
    """What a frame of the reader's own lacks is said with the mend."""
    frame = pathways.measures(study).drop(columns="who")
    with pytest.raises(ArgumentError, match="show_measures needs the column who; the frame has"):
        pathways.show_measures(frame, study, name="tbl-x")
