"""A study holds all published data, checked against each other, in one language."""

import pytest

from helpers.editions import LANGUAGES
from helpers.errors import ArgumentError
from helpers.study import open_study


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_edition_opens(language):
    """The data are the same in every language; only the labels differ."""
    study = open_study(language)
    assert study.language == language
    assert study.ledger["zero_reports"].value == 357
    assert all((study.quotes, study.town_facts, study.pathways, study.measures, study.derived))


def test_labels_follow_the_edition():
    """The same id has the codebook's label of the edition's language."""
    found = [open_study(language).label("places", "akmola") for language in LANGUAGES]
    assert found == ["Akmola Region", "Акмолинская область", "Ақмола облысы"]
    categories = [open_study(each).category_label("local_impact", "yes") for each in LANGUAGES]
    assert categories == ["yes", "да", "иә"]


def test_the_parts_share_one_codebook():
    """The ledger explains itself with the codebook that the figures take their labels from."""
    study = open_study("en")
    assert study.ledger.codebook is study.codebook


@pytest.mark.parametrize(
    ("section", "key", "message"),
    [
        ("variable", "difficulty", "^no section 'variable' in the codebook; choose one of variab"),
        ("variables", "dificulty", "^no 'dificulty' in the codebook's variables; did you mean 'd"),
        ("units", "pionts", r"^no 'pionts' in the codebook's units; did you mean 'points'\?$"),
    ],
)
def test_a_label_that_is_not_there_is_named(section, key, message):
    """The sections there are, or the nearest id, stand in the message."""
    with pytest.raises(ArgumentError, match=message):
        open_study("en").label(section, key)


def test_an_unknown_language_is_named():
    """The editions there are stand in the message."""
    with pytest.raises(
        ArgumentError, match=r"^language 'fr' has no edition; choose one of en, ru, kk$"
    ):
        open_study("fr")
