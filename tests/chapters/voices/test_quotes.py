"""Voices are found by chapter, theme and direction, and shown with who speaks and a link."""

import re

import pytest

from helpers.chapters import voices
from helpers.errors import ArgumentError
from helpers.study import open_study


def test_every_voice_is_there_with_ids_and_labels(study):
    """Ids are the same in all editions, labels and words are not."""
    ids = ["quote_id", "chapter", "theme", "direction", "region", "speaker"]
    frame = voices.quotes(study)
    assert list(frame["quote_id"]) == [quote.quote_id for quote in study.quotes]
    assert set(frame["speaker"]) == {"woman", "man", "representative"}
    other = voices.quotes(open_study("kk"))
    assert frame[ids].equals(other[ids])
    labels = [column for column in frame if column.endswith("_label")] + ["paraphrase"]
    assert len(labels) == 5
    assert not (frame[labels] == other[labels]).any().any()


def test_themes_come_in_the_order_asked_for(study):
    """Within a theme the report's order stays."""
    themes = ["weak_response", "no_interest"]
    frame = voices.quotes(study, chapter="2", themes=themes)
    assert list(dict.fromkeys(frame["theme"])) == themes
    assert list(frame["quote_id"]) == ["q07", "q17", "q12", "q14", "q15", "q18", "q19"]
    positive = voices.quotes(study, themes="openness", direction="positive")
    assert list(positive["attribution"]) == ["Almaty Region, representative of an NGO"]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"chapter": "9"}, "no '9' in the codebook's chapters"),
        ({"themes": ["mistrus"]}, "did you mean 'mistrust'"),
        ({"direction": "good"}, "no 'good' in the codebook's directions"),
        ({"chapter": "1", "themes": "openness"}, "no voice fits; leave out"),
    ],
)
def test_what_does_not_exist_is_named(study, asked, message):
    """With the nearest id, or what to leave out."""
    with pytest.raises(ArgumentError, match=re.escape(message)):
        voices.quotes(study, **asked)


def test_a_voice_is_a_block_with_a_link_to_its_place(study):
    """Plain Markdown, which every format and either renderer shows."""
    shown = str(voices.show_quotes(voices.quotes(study, chapter="1"), study, name="quotes-show"))
    first, *_, last = shown.splitlines()
    assert (first, last) == ("::: {.voices}", ":::")
    link = '[West Kazakhstan Region, man](../voices.qmd#voice-q01 "This voice among all voices")'
    assert f"> {link}" in shown.splitlines()
    assert f"> [{study.quotes[0].paraphrase_en}]{{#quotes-show}}\\" in shown.splitlines()


@pytest.mark.parametrize("name", ["tbl-quotes", "quotes-", "quotes-A", "quotes-a b"])
def test_a_list_of_voices_is_named_as_one(study, name):
    """Its name becomes an id."""
    with pytest.raises(ArgumentError, match="write quotes- and small letters"):
        voices.show_quotes(voices.quotes(study, chapter="1"), study, name=name)


def test_a_frame_that_lost_its_words_is_refused(study):
    """With the columns it has."""
    frame = voices.quotes(study)[["quote_id", "attribution"]]
    with pytest.raises(ArgumentError, match="show_quotes needs the column paraphrase"):
        voices.show_quotes(frame, study, name="quotes-x")
