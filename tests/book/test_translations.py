"""The Russian and Kazakh catalogues of this book."""

import csv

import pytest

from bookmaker.project.language import read_words
from helpers.agreement import Agreeing
from helpers.interface import text
from helpers.staging import calculator, checker
from helpers.staging.ledger_page import screen
from helpers.translation import checks, pages
from helpers.translation.catalogues import LANGUAGES, missing, path_of, update


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language):
    """Nothing missing, nothing fuzzy; `make translations` lists what is left."""
    left = [f"{each.page}.po, {each.place}, {each.why}" for each in missing(language)]
    assert left == []


def test_translations_say_what_their_texts_say():
    """The same numbers in the same order, the same links, references, code and numerals."""
    assert [str(each) for each in checks.mistranslations()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_that_a_script_fills_in_depend_on_no_number(language):
    """Brackets are resolved when an edition is built, and these numbers are not known then."""
    scripted = (calculator.TEXTS, checker.TEXTS, checker.RULES, screen.SCRIPT_TEXTS)
    fixed = [english for texts in scripted for english in texts.values()]
    texts = {text(english, language) for english in fixed} | {*read_words(language).values()}
    assert [each for each in texts if isinstance(Agreeing.of(each, language), Agreeing)] == []


def test_terms_are_those_of_the_glossary():
    """One term, one translation."""
    assert [str(each) for each in checks.glossary_violations()] == []


def test_the_glossary_is_complete():
    """Every term has all three languages, and stands once."""
    with checks.GLOSSARY.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 140
    assert len({row["en"] for row in rows}) == len(rows)
    assert all(row[language] for row in rows for language in ("en", "ru", "kk"))


def test_catalogues_are_in_step_with_the_pages(tmp_path):
    """`make translations` would change nothing."""
    import shutil

    from helpers import paths

    for name in ("locale", "notebooks", "data/published"):
        shutil.copytree(paths.ROOT / name, tmp_path / name)
    shutil.copytree(paths.ROOT / "src", tmp_path / "src")
    for path in (*paths.ROOT.glob("*.qmd"), *paths.ROOT.glob("_quarto*.yml")):
        shutil.copy(path, tmp_path)
    changed = [path.relative_to(tmp_path).as_posix() for path in update(tmp_path)]
    assert changed == []
    assert all(path_of(each, page).is_file() for each in LANGUAGES for page in pages.entries())


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_are_those_of_the_language(language):
    """No Latin look-alike within a Cyrillic word."""
    import re

    mixed = re.compile(
        r"[а-яёәғқңөұүһі]+[a-z]+[а-яёәғқңөұүһі]*|[a-z]+[а-яёәғқңөұүһі]+", re.IGNORECASE
    )
    found = []
    for each in checks.translated(language):
        words = mixed.findall(checks.plain(each.translation))
        found += [f"{each.file}, {each.place}: {word}" for word in words]
    assert found == []
