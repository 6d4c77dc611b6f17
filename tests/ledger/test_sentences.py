"""The sentences are found, paraphrased in three languages, and their numbers lead somewhere."""

import re
import string

import pytest

from helpers.editions import LANGUAGES
from helpers.ledger import sentences
from helpers.ledger.sentences import ASSESSMENTS, PARAPHRASE_WORDS_MAX, Sentence
from tests.cases.small_study import csv_text, load_ledger, problems_of

COLUMNS = list(Sentence.__dataclass_fields__)
LETTERS = {
    "en": set(string.ascii_lowercase),
    "ru": set("абвгдеёжзийклмнопрстуфхцчшщъыьэюя"),
    "kk": set("аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"),
}
GOOD = dict.fromkeys(COLUMNS, "") | {
    "sentence_id": "most_zero",
    "chapter": "1",
    "section": "Раздел",
    "find": "два слова",
    "scope": "register",
    "test": "share_above",
    "threshold": "1/2",
    "count": "zero",
    "base": "register_size",
    "paraphrase_en": "Most are empty",
    "paraphrase_ru": "Пустых больше",
    "paraphrase_kk": "Көбі бос",
}
NOTE = {f"note_{language}": "{zero + 1}" for language in LANGUAGES}


@pytest.fixture
def ledger(tmp_path):
    return load_ledger(tmp_path)


def write(folder, *rows):
    path = folder / "sentences.csv"
    path.write_text(csv_text(COLUMNS, rows), encoding="utf-8")
    return path


def test_a_row_names_every_claim_that_bears_on_it(tmp_path, ledger):
    """Those of its formulas, of its note and those listed besides, each once."""
    row = GOOD | NOTE | {"also": "zero_pct zero", "note_en": "{zero_akmola}"}
    row |= {"note_ru": "{zero_akmola}", "note_kk": "{zero_akmola}"}
    (sentence,) = sentences.load(ledger, write(tmp_path, row))
    assert sentence.claim_ids == ("zero", "register_size", "zero_akmola", "zero_pct")
    assert sentence.readings() == (("zero", "register_size"),)
    assert sentence.note("kk", lambda formula: f"<{formula}>") == "<zero_akmola>"


def test_one_base_serves_several_counts(tmp_path, ledger):
    """Readings are written side by side; a cell with one of them is used for all."""
    row = GOOD | {"count": "zero; zero - 7"}
    (sentence,) = sentences.load(ledger, write(tmp_path, row))
    assert sentence.readings() == (("zero", "register_size"), ("zero - 7", "register_size"))


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (
            {"scope": "everybody"},
            "column scope: 'everybody' is not in the scopes; use one of: respondents, "
            "questionnaires, organisations, participants, register",
        ),
        (
            {"test": "most"},
            "column test: 'most' is not in the tests; use one of: share_above, share_about, top, "
            "equal",
        ),
        ({"find": "одно"}, "column find: 1 words; write two to five"),
        ({"section": " "}, "column section: the heading is missing; copy it"),
        ({"paraphrase_kk": ""}, "column paraphrase_kk: 0 words; write 1 to 20 of your own"),
        ({"threshold": ""}, "column threshold: test share_above needs it"),
        ({"against": "zero"}, "column against: test share_above cannot use it; empty it"),
        ({"also": "zeros"}, "column also: no claim 'zeros' in the ledger; did you mean 'zero'?"),
        ({"count": "zeros"}, "column count: no claim 'zeros' in the ledger; did you mean 'zero'?"),
        ({"base": "zero - 357"}, "column base: zero - 357 is 0; a base is at least 1"),
        (
            {"threshold": "1/(zero - 357)"},
            "column threshold: formula '1/(zero - 357)' divides by zero; "
            "check the claim below the line",
        ),
        (
            {"assessment": "stands_with_caveat"},
            "column assessment: a number decides; a limit on what it may say needs a note",
        ),
        (
            {"note_en": "Only here"},
            "column note_en: the languages differ; write each note with the same formulas",
        ),
        (
            {"count": "zero; zero; zero", "base": "zero; register_size"},
            "column count: count and base have other numbers of readings; separate each with ;",
        ),
    ],
)
def test_every_fault_is_named_with_its_mend(tmp_path, ledger, cells, expected):
    """Row 2 is good, row 3 is not."""
    path = write(tmp_path, GOOD, GOOD | {"sentence_id": "other"} | cells)
    assert problems_of(sentences.load, ledger, path) == [f"sentences.csv, row 3, {expected}"]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (
            {"test": "share_about", "threshold": "2/3"},
            "column threshold: test share_about names one in N; write 1/2, 1/3 and so on",
        ),
        (
            {"test": "equal", "threshold": ""},
            "column count: test equal needs a reading to compare with, after ;",
        ),
        (
            {"count": "0 to zeros"},
            "column count: no claim 'zeros' in the ledger; did you mean 'zero'?",
        ),
    ],
)
def test_faults_of_readings_are_named(tmp_path, ledger, cells, expected):
    """Also in a range, at either end."""
    path = write(tmp_path, GOOD | cells)
    assert problems_of(sentences.load, ledger, path) == [f"sentences.csv, row 2, {expected}"]


def test_a_number_may_lie_between_two_or_follow_from_a_query(tmp_path, ledger):
    """The ends are formulas; a query names no claims, so those it rests on are listed besides."""
    row = GOOD | {"count": "0 to zero - 7; bounds(report = zero)", "also": "zero_akmola"}
    row |= {"threshold": "1/4; zero / register_size to 1"}
    (sentence,) = sentences.load(ledger, write(tmp_path, row))
    (range_, _), (query, base) = sentence.readings()
    assert sentences.evaluate_range(range_, ledger) == (0, 350)
    assert (sentences.query_in(query), sentences.query_in(range_)) == ("report = zero", "")
    assert base == "register_size"
    assert sentence.thresholds() == ("1/4", "zero / register_size to 1")
    assert sentence.claim_ids == ("zero", "register_size", "zero_akmola")


def test_about_twenty_sentences_from_every_part_that_draws_conclusions(study):
    """Chapters 1 to 4 and the conclusion."""
    found = study.sentences
    assert 20 <= len(found) <= 30
    assert {each.chapter for each in found} == {"1", "2", "3", "4", "conclusion"}
    order = list(study.codebook.labels["chapters"])
    places = [order.index(each.chapter) for each in found]
    assert places == sorted(places)


def test_no_more_than_five_words_of_the_report_are_copied(study):
    """`find` leads to the place; the paraphrase does not repeat it."""
    for each in study.sentences:
        assert 2 <= len(each.find.split()) <= 5, each.sentence_id
        assert each.find.lower() not in each.paraphrase_ru.lower(), each.sentence_id
        assert len(each.section.split()) <= 12, each.sentence_id


def test_headings_are_those_of_the_ledger_and_the_quotes(study):
    """A heading is spelled in one way throughout the data."""
    known = {each.section for each in (*study.ledger.values(), *study.quotes)}
    assert {each.section for each in study.sentences} <= known


@pytest.mark.parametrize("language", LANGUAGES)
def test_paraphrases_and_notes_are_short_and_in_their_language(study, language):
    """Every edition has its own, in its own letters; no two sentences read the same."""
    texts = [each.paraphrase(language) for each in study.sentences]
    assert len(set(texts)) == len(texts)
    assert max(len(text.split()) for text in texts) <= PARAPHRASE_WORDS_MAX == 20
    notes = [each.note(language, lambda _: "") for each in study.sentences]
    for text in [*texts, *notes]:
        assert {letter for letter in text.lower() if letter.isalpha()} <= LETTERS[language], text


def test_no_number_of_the_report_is_typed_in_a_note(study):
    """Digits in a note come from the ledger."""
    for each in study.sentences:
        for language in LANGUAGES:
            assert not re.search(r"\d", each.note(language, lambda _: "")), each.sentence_id


def test_assessments_go_from_good_to_bad():
    """The order in which a caveat can only make things worse."""
    assert ASSESSMENTS == ("stands", "stands_with_caveat", "undetermined", "not_supported")
