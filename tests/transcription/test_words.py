"""Words are found through line breaks, hyphens and spaces, but never inside other words."""

import pytest

from helpers.transcription.report import CONTENTS, TEXT, Piece
from helpers.transcription.words import Words


@pytest.mark.parametrize("words", ["7,5 из 23 000", "7.5 из 23000", "7,5  из\n23\u202f000"])
def test_spaces_and_decimal_signs_make_no_difference(words):
    assert len(list(Words([Piece("балл 7,5 из 23\u00a0000.", TEXT)]).find(words))) == 1


@pytest.mark.parametrize("words", ["5 форм", "15 фор", "", "…"])
def test_part_of_a_word_is_not_the_word(words):
    assert not list(Words([Piece("15 форм", TEXT)]).find(words))


def test_a_list_of_contents_makes_no_words_ambiguous():
    assert Words([Piece("100 forms", CONTENTS), Piece("100 forms", TEXT)]).is_unique("100 forms")
