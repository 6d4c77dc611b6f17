"""Towns and regions by any of their names."""

from __future__ import annotations

import pytest

from helpers.intake.places import load_place_names
from helpers.ledger import codebook as codebooks

NAMES = load_place_names()
REGIONS = [place.id for place in codebooks.load().regions()]
TOWNS = [place.id for place in codebooks.load().towns()]


@pytest.mark.parametrize(
    ("said", "unit"),
    [
        ("Алматы", "almaty_city"),
        ("г.Алматы", "almaty_city"),
        ("Алматы қ.", "almaty_city"),
        ("Алматинская обл.", "almaty_region"),
        ("Алматы облысы", "almaty_region"),
        ("АЛМАТИНСКАЯ", "almaty_region"),
        ("Almaty Region", "almaty_region"),
        ("обл. Абай", "abai"),
        ("Семей", "abai"),
        ("ШҚО", "east_kazakhstan"),
        ("Нур-Султан", "astana"),
        ("Жетiсу облысы", "zhetysu"),
        ("Талдыкорган", "zhetysu"),
        ("г. Кокшетау", "akmola"),
        ("Karagandinskaya oblast", "karaganda"),
    ],
)
def test_regions(said, unit):
    """Abbreviations, three languages, a town of the region."""
    assert NAMES.find(said, REGIONS).units == (unit,)


def test_towns():
    """Old names lead to today's town, and say that they are old."""
    assert NAMES.find("Капшагай", TOWNS) == (("konaev",), True)
    assert NAMES.find("Қонаев қаласы", TOWNS) == (("konaev",), False)
    assert NAMES.find("Иссык", TOWNS) == (("esik",), True)


def test_what_is_open_stays_open():
    """A former region that was divided is none of its parts; the city is not the region."""
    assert NAMES.find("ЮКО", REGIONS).units == ("turkistan", "shymkent")
    assert NAMES.find("Оңтүстік Қазақстан облысы", REGIONS).units == ("turkistan", "shymkent")
    assert NAMES.find("Москва", REGIONS).units == ()
    assert NAMES.find("Шымкент облысы", REGIONS).units == ()


def test_every_name_of_the_codebook_is_known():
    """In each language, whole."""
    for place in codebooks.load().places.values():
        among = TOWNS if place.kind == "town" else REGIONS
        assert {NAMES.find(label, among).units for label in place.label.values()} == {(place.id,)}
