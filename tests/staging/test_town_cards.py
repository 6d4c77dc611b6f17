"""A card for each town holds what the report says of it, and names what it does not print."""

from dataclasses import replace

import pytest

from helpers.ledger.town_facts import TownFact
from helpers.staging import town_cards
from helpers.study import open_study


def card(study, place):
    return town_cards.card(study, study.codebook.places[place])


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_every_problem_and_remark_of_a_town_is_on_its_card_alone(language):
    """Each statement of the data stands on the card of its town, once, in the edition's words."""
    study = open_study(language)
    cards = {town.id: card(study, town.id) for town in study.codebook.towns()}
    shown = [town_cards.SPOKEN_OF, town_cards.REMARKS]
    facts = [fact for fact in study.town_facts if fact.variable in shown]
    assert {fact.place for fact in facts} == set(cards)
    for fact in facts:
        said = study.category_label(fact.variable, fact.category)[1:]
        holders = {other.place for other in facts if other.category == fact.category}
        assert {place for place, text in cards.items() if said in text} == holders
        assert cards[fact.place].count(said) == 1


def test_a_card_gives_region_dates_language_score_and_level(study):
    """Numbers are those of the ledger, and lead there."""
    found = card(study, "ushtobe")
    assert found.startswith("## Ushtobe {#town-ushtobe .unnumbered}\n")
    assert "- Where: Zhetysu Region\n" in found
    assert (
        f"- Focus groups of the region: {study.edition.days('2024-12-02', '2024-12-04')}" in found
    )
    assert "- Language of the talk: first Kazakh, then Russian\n" in found
    assert "- Score of interaction: {{< var scale_ushtobe >}} of {{< var scale_max >}}" in found
    assert found.endswith("- Level: medium")


def test_what_the_report_does_not_print_is_named(study):
    """Dates in Akmola Region, score and level in Tekeli."""
    assert "- Focus groups of the region: not published" in card(study, "atbasar")
    assert card(study, "tekeli").count("not published") == 2
    assert "not published" not in card(study, "esik")


def test_a_row_more_in_the_data_is_on_the_card(study):
    """A level handed in for Tekeli takes the place of "not published"."""
    fact = TownFact("tekeli", "interaction_level", "medium", "")
    handed_in = replace(study, town_facts=(*study.town_facts, fact))
    assert card(handed_in, "tekeli").endswith("- Level: medium")


def test_lists_of_a_card_do_not_run_into_one(study):
    """Between what was said and the facts stands a line of text: Markdown would join the lists."""
    for town in study.codebook.towns():
        blocks = card(study, town.id).split("\n\n")
        lists = [number for number, block in enumerate(blocks) if block.startswith("- ")]
        assert len(lists) == 2
        assert lists[1] - lists[0] > 1


def test_the_page_keeps_its_text_around_cards_and_links(study):
    """The list leads to every card, in the order of the codebook."""
    page = f"# Towns\n\n{town_cards.LIST_MARK}\n\n{town_cards.MARK}\n\n## End\n"
    filled = town_cards.with_cards(page, study)
    assert filled.startswith("# Towns\n\n[Taldykorgan](#town-taldykorgan) · ")
    assert filled.endswith("- Level: medium\n\n## End\n")
    for town in study.codebook.towns():
        assert f"](#town-{town.id})" in filled
        assert filled.count(f"{{#town-{town.id} ") == 1
