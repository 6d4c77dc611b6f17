"""Promises about the data in the repository: complete, in three languages, and not copied."""

import re
from collections import Counter
from dataclasses import fields

import pytest

from helpers.editions import LANGUAGES
from helpers.ledger.quotes import Quote
from tests.cases.small_study import run

KAZAKH = set("аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя")
RUSSIAN = set("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
CYRILLIC = re.compile("[\u0400-\u04ff]")
SHORTCODE = re.compile(r"\{\{<.*?>\}\}")
WORD = re.compile(r"[^\W\d_]+")
# A printed number that a label names: it is filled in where the label is shown.
NUMBER = re.compile(r"\{\{<\s*var \w+\s*>\}\}")

# Capital letters within the sentences of paraphrases; a name of a person or a company is none.
NO_NAMES = {"I", "NGO", "NGOs", "December", "Kazakh", "Russian", "НПО", "ҮЕҰ"}
OPINION = {
    "en": (r"corrupt", r"respondent's opinion|respondent sees"),
    "ru": (r"коррупц", r"По мнению респондента"),
    "kk": (r"жемқор", r"Респонденттің (пікірінше|ойынша)"),
}

INVENTORY = """
import json
from helpers import open_study
from helpers.chapters import answers

study = open_study("en")
shown = answers.show_inventory(answers.inventory(study), study, name="tbl-inventory")
print(json.dumps(str(shown)))
"""


@pytest.fixture(scope="module")
def labels(study):
    """Every label of the codebook, by where it stands."""
    codes = study.codebook
    found = {
        f"{section}.{key}": label
        for section, entries in codes.labels.items()
        for key, label in entries.items()
    }
    found |= {f"places.{key}": place.label for key, place in codes.places.items()}
    for key, variable in codes.variables.items():
        found[f"variables.{key}"] = variable.label
        for category, label in variable.categories.items():
            found[f"variables.{key}.{category}"] = label
        for category, text in variable.descriptions.items():
            found[f"variables.{key}.{category}, described"] = text
    return {
        where: {language: NUMBER.sub("", text) for language, text in label.items()}
        for where, label in found.items()
    }


def test_the_ledger_holds_every_chapter(study):
    """Well over 200 numbers, from the introduction to the conclusion."""
    chapters = Counter(claim.chapter for claim in study.ledger.values())
    assert len(study.ledger) > 250
    assert set(chapters) == set(study.codebook.labels["chapters"])
    assert min(chapters[chapter] for chapter in ("1", "2", "3")) > 50


def test_the_ledger_has_the_order_of_the_report(study):
    """Chapters follow each other, and no section is left and entered again."""
    order = list(study.codebook.labels["chapters"])
    chapters = [order.index(claim.chapter) for claim in study.ledger.values()]
    assert chapters == sorted(chapters)
    sections = [(claim.chapter, claim.section) for claim in study.ledger.values()]
    entered = [
        now for before, now in zip([None, *sections], sections, strict=False) if now != before
    ]
    assert len(entered) == len(set(entered))


@pytest.mark.parametrize("rows", ["ledger", "quotes", "town_facts", "measures"])
def test_no_more_than_five_words_of_the_report_are_copied(study, rows):
    """`find` leads to a place in the report's PDF; a sentence of the report is not reproduced."""
    entries = study.ledger.values() if rows == "ledger" else getattr(study, rows)
    lengths = {len(entry.find.split()) for entry in entries}
    assert lengths <= {2, 3, 4, 5}


@pytest.mark.parametrize("rows", ["ledger", "quotes", "town_facts", "pathways", "derived"])
def test_no_other_column_holds_text_of_the_report(study, rows):
    """Besides `find` and our own words, only the report's headings are in Russian."""
    entries = study.ledger.values() if rows == "ledger" else getattr(study, rows)
    for entry in entries:
        columns = {field.name for field in fields(entry)} - {"find", "section", "value"}
        columns -= {"paraphrase_ru", "paraphrase_kk"}
        assert not [name for name in columns if CYRILLIC.search(getattr(entry, name))]


def test_headings_are_headings(study):
    """The one Russian column besides `find` holds titles, not sentences."""
    sections = {entry.section for entry in (*study.ledger.values(), *study.quotes)}
    assert max(len(section.split()) for section in sections) <= 12
    assert not [section for section in sections if section.endswith(".")]


def test_paraphrases_are_in_their_own_letters(study):
    """English, Russian and Kazakh each in its column, and none of them twice."""
    letters = {"ru": RUSSIAN, "kk": KAZAKH}
    for language in LANGUAGES:
        texts = [quote.paraphrase(language) for quote in study.quotes]
        assert len(set(texts)) == len(texts) > 50
        if language == "en":
            assert all(text.isascii() for text in texts)
        else:
            assert set("".join(WORD.findall(" ".join(texts))).lower()) <= letters[language]
    assert all(re.search("[әғқңөұүһі]", quote.paraphrase_kk.lower()) for quote in study.quotes)


def test_nobody_is_easier_to_find_than_in_the_report(study):
    """No age, no number, no name, nothing that exists once: in any language, and in no column."""
    assert not {"age", "age_band", "town", "organisation"} & {each.name for each in fields(Quote)}
    for quote in study.quotes:
        assert not re.search(r"\d", quote.find), quote.quote_id
        for language in LANGUAGES:
            text = quote.paraphrase(language)
            assert not re.search(r"\d|\bthe only\b|единственн|бірден-бір", text), quote.quote_id
            inside = re.findall(r"(?<![.!?] )(?<!^)(?<!«)\b[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]\w*", text)
            assert set(inside) <= NO_NAMES, quote.quote_id


def test_an_accusation_is_somebody_s_opinion(study):
    """Whoever speaks of corruption is said to think so."""
    for language, (word, mark) in OPINION.items():
        accusing = [q for q in study.quotes if re.search(word, q.paraphrase(language).lower())]
        assert {quote.quote_id for quote in accusing} == {"q28", "q29"}
        assert all(re.search(mark, quote.paraphrase(language)) for quote in accusing)


def test_every_label_has_three_languages(labels):
    """No edition falls back to another language, and no label is the other's copy by accident."""
    assert len(labels) > 200
    for where, label in labels.items():
        assert set(label) == {"ru", "kk", "en"}, where
        assert all(text == text.strip() and text for text in label.values()), where


def test_kazakh_labels_are_in_kazakh_letters(labels):
    """No Latin look-alike hides in a Kazakh word; the N of `one in N` stands by itself."""
    for where, label in labels.items():
        text = SHORTCODE.sub("", label["kk"])
        words = [word for word in WORD.findall(text) if word != "N"]
        assert set("".join(words).lower()) <= KAZAKH, where


def test_no_word_mixes_two_scripts(labels):
    """A word is Latin or Cyrillic throughout, in every language."""
    for where, label in labels.items():
        for word in WORD.findall(" ".join(label.values())):
            assert len({bool(CYRILLIC.match(letter)) for letter in word}) == 1, (where, word)


def test_english_labels_are_in_english_letters(labels):
    """Names of places are transliterated."""
    for where, label in labels.items():
        assert not CYRILLIC.search(label["en"]), where


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_answers_of_a_question_have_different_labels(study, language):
    """Two answers that read the same could not be told apart in a figure."""
    for variable in study.codebook.variables.values():
        texts = [label[language] for label in variable.categories.values()]
        assert len(texts) == len(set(texts)), variable.id


def test_the_twenty_regions_have_their_own_codes(study):
    """ISO 3166-2 codes, each once: 17 regions and 3 cities."""
    regions = study.codebook.regions()
    assert Counter(region.kind for region in regions) == {"region": 17, "city": 3}
    assert len({region.iso for region in regions}) == 20
    assert all(re.fullmatch(r"KZ-\d{2}", region.iso) for region in regions)


def test_towns_lie_in_the_pilot_regions(study):
    """Eight towns of three regions, all within the country's bounds (46–88° E, 40–56° N)."""
    towns = study.codebook.towns()
    assert Counter(town.region for town in towns) == {"zhetysu": 3, "almaty_region": 3, "akmola": 2}
    assert all(46 < town.lon < 88 and 40 < town.lat < 56 for town in towns)


def test_every_figure_and_table_of_the_report_has_its_place(tmp_path):
    """Fifteen figures and six tables; what of them is not published is said."""
    lines = run(INVENTORY, tmp_path).splitlines()[2:]
    shown = [line.split(" | ")[0].removeprefix("| ") for line in lines]
    assert shown == [f"figure {n}" for n in range(1, 16)] + [f"table {n}" for n in range(1, 7)]
    by_name = dict(zip(shown, lines, strict=True))
    assert "Regions with a number: 3; without one: 17." in by_name["figure 1"]
    for name in ("table 1", "figure 4"):
        assert "table of contents" in by_name[name]


def test_bases_are_numbers_of_the_same_sort(study):
    """A base is a count of something: no percentage, date, mean or rank."""
    for claim in study.ledger.values():
        if claim.base:
            base = study.ledger[claim.base]
            assert base.kind in ("base", "total", "count"), claim.claim_id
            assert base.value >= 1, claim.claim_id


def test_every_category_is_used_or_said_to_be_missing(study):
    """A category that no claim or town fact names is a remainder, or its variable says why."""
    used = {(claim.variable, claim.category) for claim in study.ledger.values()}
    used |= {(fact.variable, fact.category) for fact in study.town_facts}
    unused = {
        (variable.id, category)
        for variable in study.codebook.variables.values()
        for category in variable.categories
        if (variable.id, category) not in used and not variable.not_published
    }
    assert unused == set()


@pytest.mark.parametrize(
    ("claim_id", "value"),
    [
        ("register_filtered", 1327),
        ("register_size", 487),
        ("survey_size", 100),
        ("zero_reports", 357),
        ("staff_total", 1388),
        ("staff_gender_unknown", 240),
        ("statements_negative", 37),
        ("statements_positive", 14),
        ("scale_talgar", 8),
    ],
)
def test_numbers_read_in_the_report_by_hand(study, claim_id, value):
    """A few anchors, so that a shifted row does not pass."""
    assert study.ledger[claim_id].value == value


@pytest.mark.parametrize(
    ("claim_id", "recomputed"),
    [
        ("zero_reports_pct", 73.3),  # 357 / 487; the report prints 72
        ("staff_gender_known", 1148),  # 1388 - 240, as printed
        ("staff_women_pct", 65.9),  # 756 / 1148; printed 65
        ("focus_women_pct", 72.9),  # 70 / 96; printed 73
        ("staff_youth_pct", 43.5),  # 603 / 1387; printed 43
        ("frequency_regular_pct", 53.2),  # 42 / 79; printed 53
        ("monitoring_regular_pct", 66.2),  # 43 / 65; printed 57
        ("decisions_yes_pct", 80.3),  # 61 / 76; printed 79
        ("statements_negative", 34),  # the six themes; printed 37
        ("statements_positive", 14),  # 7 + 3 + 4, as printed
    ],
)
def test_formulas_recomputed_by_hand(study, claim_id, recomputed):
    """What the formulas give, checked with pencil and paper."""
    assert round(float(study.ledger.recompute(claim_id)), 1) == recomputed
