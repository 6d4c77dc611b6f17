"""The matrix of evidence drawn: strengths in words, empty cells empty, the same every time."""

from dataclasses import replace

import pytest

from helpers.chapters.pathways import evidence, matrix
from helpers.study import open_study

pytestmark = pytest.mark.usefixtures("own_outputs")


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_the_picture_names_the_strengths_in_every_language(language):
    """Every pathway's strength is written out in the edition's words."""
    study = open_study(language)
    drawing = matrix.draw_matrix(study, name="fig-x")
    for label in evidence.strengths(study)["strength_label"]:
        assert label.split()[0] in drawing.svg


def test_a_study_without_evidence_draws_empty_cells(study):
    """No item at all is drawn as dashes and "none", not as zeros."""
    drawing = matrix.draw_matrix(replace(study, pathways=()), name="fig-x")
    assert drawing.svg.count("—") >= 18
    assert "none" in drawing.svg


def test_the_picture_is_the_same_every_time(study):
    """Two runs give the same SVG."""
    first, second = (matrix.draw_matrix(study, name="fig-x").svg for _ in range(2))
    assert first == second
