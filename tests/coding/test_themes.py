"""Codes become themes by name in any language, or by the author's file, never by a guess."""

from dataclasses import replace
from pathlib import Path

import pytest

from helpers import paths
from helpers.coding.segments import Segment
from helpers.coding.themes import coded, known_names
from helpers.errors import ArgumentError, BookError
from tests.cases.small_study import problems_of

NO_FILE = Path("no.csv")


def segment(*codes, coder="a", unit="u1"):
    return Segment(unit, coder, codes, "place")


@pytest.fixture(autouse=True)
def restricted(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "RESTRICTED", tmp_path / "restricted")
    return tmp_path / "restricted"


@pytest.mark.parametrize(
    "name",
    [
        "opaque_funding",
        "Непрозрачность финансирования",
        "  opaque   FUNDING ",
        "Қаржыландырудың ашық еместігі",
        "Темы::Opaque funding",
        "непрозрачность механизмов финансирования",
    ],
)
def test_a_theme_is_known_by_id_and_label(name, study):
    """In three languages, in the report's own words, and with the group ATLAS.ti writes before."""
    coding = coded([segment(name, "Negative")], study.codebook, NO_FILE)
    assert coding.answers["theme"][1] == {"u1": {"opaque_funding"}}
    assert coding.answers["direction"][1] == {"u1": {"negative"}}


def test_no_name_means_two_things(study):
    """Every label of the codebook leads to its own id."""
    known = known_names(study.codebook)
    ids = {key for each in ("quote_themes", "directions") for key in study.codebook.labels[each]}
    assert set(known.values()) == ids
    for section in ("quote_themes", "directions"):
        for key, label in study.codebook.labels[section].items():
            assert {
                known[" ".join(text.casefold().replace("ё", "е").split())]
                for text in label.values()
            } == {key}


def test_a_code_by_another_name_is_asked_for(study, restricted):
    """In the file, as long as one is left; what it says is used."""
    given = [segment("no money", "speaks of his wife", "openness")]
    mapping = restricted / "2026" / "codes.csv"
    with pytest.raises(
        BookError, match=r"2 codes are .* say in data/restricted/2026/codes\.csv what"
    ):
        coded(given, study.codebook, mapping)
    text = mapping.read_text(encoding="utf-8-sig")
    assert text == "code,means\nno money,\nspeaks of his wife,\n"
    mapping.write_text(text.replace("no money,", "No money,Continuity of funding"))
    with pytest.raises(BookError, match="1 code is no theme or direction"):
        coded(given, study.codebook, mapping)
    text = mapping.read_text(encoding="utf-8-sig")
    assert text == "code,means\nNo money,Continuity of funding\nspeaks of his wife,\n"
    mapping.write_text(text.replace("wife,", "wife,-"))
    coding = coded(given, study.codebook, mapping)
    assert coding.answers["theme"][1] == {"u1": {"funding_continuity", "openness"}}


def test_what_is_asked_for_stays_restricted(study, tmp_path):
    """Names of codes may be words of participants; the error says none of them."""
    with pytest.raises(ArgumentError, match="stay below data/restricted") as error:
        coded([segment("words of a participant")], study.codebook, tmp_path / "codes.csv")
    assert "participant" not in str(error.value)
    assert not (tmp_path / "codes.csv").exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("code,means\nx,opennes", "row 2, column means: 'opennes' is no theme or direction; did"),
        ("x: openness", "missing: code, means"),
        ("", "the file is empty"),
    ],
)
def test_a_line_of_the_file_that_cannot_be_used_is_named(content, message, study, tmp_path):
    """With what may have been meant."""
    path = tmp_path / "codes.csv"
    path.write_text(content)
    (problem,) = problems_of(coded, [segment("x")], study.codebook, path)
    assert message in problem


def test_several_codes_of_a_coder_add_up_and_coders_have_numbers(study):
    """In the order of their names; a coder's rows on one unit are one answer."""
    coding = coded(
        [
            segment("openness", coder="zoya"),
            segment("mistrust", coder="anna"),
            segment("joint_projects", coder="zoya"),
            segment(coder="zoya", unit="u2"),
        ],
        study.codebook,
        NO_FILE,
    )
    assert coding.coders == (1, 2)
    assert coding.answers["theme"] == {
        1: {"u1": {"mistrust"}},
        2: {"u1": {"openness", "joint_projects"}},
    }


def test_one_coder_may_name_the_speaker(study):
    """Of a segment that the other's file has without."""
    segments = [segment("openness"), replace(segment("openness", coder="b"), speaker="s1")]
    assert coded(segments, study.codebook, NO_FILE).segments["u1"].speaker == "s1"
