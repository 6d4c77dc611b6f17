"""The matrix of evidence drawn: strengths in words, empty cells empty, the same every time."""

from dataclasses import replace

import pytest

from helpers.chapters import pathways
from helpers.errors import ArgumentError
from helpers.study import open_study

pytestmark = pytest.mark.usefixtures("own_outputs")


def strengths(study):
    return pathways.strengths(pathways.items(study), study)


def drawn(study):
    return pathways.draw_matrix(strengths(study), study, name="fig-x")


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_the_picture_names_the_strengths_in_every_language(language):
    """Every pathway's strength is written out in the edition's words."""
    study = open_study(language)
    drawing = drawn(study)
    for label in strengths(study)["strength_label"]:
        assert label.split()[0] in drawing.svg


def test_a_study_without_evidence_draws_empty_cells(study):
    """No item at all is drawn as dashes and "not asked", not as zeros."""
    drawing = drawn(replace(study, pathways=()))
    assert drawing.svg.count("—") >= 18
    assert "not asked" in drawing.svg


def test_the_picture_is_the_same_every_time(study):
    """Two runs give the same SVG."""
    first, second = (drawn(study).svg for _ in range(2))
    assert first == second


def test_the_picture_has_the_rows_and_colours_of_the_reader(study):
    """Two pathways, strongest last, in other colours."""
    frame = strengths(study).iloc[[2, 0]]
    colors = {"survey": "#111111", "coded": "#222222", "quotes": "#333333"}
    svg = pathways.draw_matrix(frame, study, name="fig-x", colors=colors).svg
    first, second = (label.split()[0] for label in frame["label"])
    assert svg.index(f">{first}") < svg.index(f">{second}")
    assert "#111111" in svg
    with pytest.raises(ArgumentError, match="draw_matrix needs the column n_coded; the frame has"):
        pathways.draw_matrix(frame.drop(columns="n_coded"), study, name="fig-x")
