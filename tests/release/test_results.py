"""What only rows allow: computed where it may be, and refused with the reason where not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from helpers.disclosure import load_rules
from helpers.release import town_tests
from helpers.release.results import ASSUMPTIONS, FAMILIES, REASONS, results
from tests.cases.respondents import all_rows, form_rows, register_rows, survey_rows

RULES = load_rules()


@pytest.fixture(scope="module")
def rows():
    return all_rows(160)


@pytest.fixture(scope="module")
def found(rows):
    return results(rows, rows["register"], RULES)


def test_every_result_has_the_same_keys(found):
    """Computed or refused, a chapter finds what it needs."""
    keys = {"n", "groups", "assumption", "family", "values", "refused", "details"}
    assert set(found) == set(ASSUMPTIONS)
    assert all(keys <= set(each) for each in found.values())
    assert all(each["assumption"] and not each["refused"] for each in found.values())


def test_made_up_rows_are_refused_everything():
    """Marked rows of the same values: no number leaves, and the reason is that of every result."""
    marked = all_rows(160, marked=True)
    for result in results(marked, marked["register"], RULES).values():
        assert result["refused"] == REASONS["synthetic"]
        assert not result["values"]
        assert result["n"] is None


def test_one_marked_row_refuses_all():
    """Made-up rows among others are enough."""
    survey = survey_rows(60)
    survey["synthetic"] = None
    found = results({"survey": survey}, None, RULES)
    assert found["answers_alike"]["refused"] == REASONS["synthetic"]


@pytest.mark.parametrize(
    ("n", "name", "reason"),
    [
        (12, "answers_alike", "few"),
        (12, "towns", "small"),
        (12, "weights", "few"),
        (60, "ordinal", "levels"),
    ],
)
def test_groups_below_the_rules_are_refused(n, name, reason):
    """Few questionnaires, towns with few forms, levels with few answers."""
    rows = all_rows(n)
    found = results(rows, rows["register"], RULES)[name]
    assert found["refused"] == REASONS[reason]
    assert found["refused"].format(**found["details"])


def test_towns_below_the_minimum_are_in_no_test():
    """Four forms of a town are left out, and the others compared."""
    forms = form_rows(60)
    forms.loc[forms.index[:4], "place"] = "ushtobe"
    found = results({"form_a": forms}, None, RULES)
    assert found["towns"]["groups"] == ["esik", "konaev", "talgar"]
    assert len(found["town_pairs"]["values"]) == 3
    # Else the difference would tell how many forms of that town have a score.
    assert found["scale_items"]["n"] == found["towns"]["n"]
    assert found["answers_alike"]["refused"] == REASONS["absent"]


def test_families_are_named_and_corrected(found):
    """Every test has p and Holm's p, never below it, and its family a name."""
    for name in FAMILIES:
        values = found[name]["values"]
        assert found[name]["family"]
        assert all(_number(each["p_holm"]) >= _number(each["p"]) for each in values)


def test_a_test_of_a_table_with_small_cells_leaves_only_its_class():
    """Two of the cities named an answer: a statistic could be solved for them."""
    survey = survey_rows(60)
    survey["need__finance"] = 0
    survey.loc[survey.index[survey["survey_location"] == "three_cities"][:2], "need__finance"] = 1
    outside = survey.index[survey["survey_location"] == "outside_three_cities"][:9]
    survey.loc[outside, "need__finance"] = 1
    values = results({"survey": survey}, None, RULES)["answers_by_group"]["values"]
    need = next(each for each in values if each["test"] == "need survey_location")
    assert isinstance(need["p"], str)
    assert "corrected" not in need


def test_without_a_register_there_are_no_weights(rows):
    """Non-response and weights say so; tests of single answers go without weights."""
    found = results({"survey": rows["survey"]}, None, RULES)
    assert found["nonresponse"]["refused"] == REASONS["register"]
    assert found["weights"]["refused"] == REASONS["register"]
    assert found["single_by_group"]["weighted"] is False


def test_respondents_who_are_not_in_the_register_cannot_be_weighted(rows):
    """A register of other organisations tells nothing of who was silent."""
    register = register_rows(rows["survey"], 400)
    register["organisation"] = [f"other{number}" for number in range(400)]
    found = results({"survey": rows["survey"]}, register, RULES)
    assert found["nonresponse"]["refused"] == REASONS["unmatched"]
    assert found["nonresponse"]["details"] == {"least": RULES.test_n}


def test_weights_move_shares_to_the_register(rows):
    """A region with half of the register has half of the weight."""
    survey = rows["survey"].assign(technology_limits=None)
    survey["technology_limits"] = survey["survey_region"].map(
        lambda region: "yes" if region == "akmola" else "no"
    )
    register = register_rows(survey, 400)
    register.loc[len(survey) :, ["region", "register_region"]] = "akmola"
    values = results({"survey": survey}, register, RULES)["weights"]["values"]
    limits = next(each for each in values if each["test"] == "technology_limits yes")
    share = 100 * (register["register_region"] == "akmola").mean()
    assert limits["weighted"] == pytest.approx(share, abs=0.06)
    assert limits["se"] == pytest.approx(0, abs=1e-6)


def test_shares_of_few_are_not_weighted(rows):
    """An answer of four, and the one that would follow, are not among the shares."""
    survey = rows["survey"].assign(local_impact="yes")
    survey.loc[survey.index[:4], "local_impact"] = "no"
    values = results({"survey": survey}, rows["register"], RULES)["weights"]["values"]
    assert not [each for each in values if each["question"] == "local_impact"]


def test_a_model_that_does_not_hold_is_refused(monkeypatch, rows):
    """Where the check of its assumption fails, no odds ratio is given."""
    strict = replace(RULES, model_group=5)
    monkeypatch.setattr("helpers.release.survey_tests.LEVEL", 1.1)
    found = results({"survey": rows["survey"]}, None, strict)["ordinal"]
    assert found["refused"] == REASONS["odds"]


def test_the_same_rows_give_the_same_numbers(rows, found):
    """Random ways to deal forms out have a seed."""
    assert town_tests.towns(rows, RULES)["values"] == found["towns"]["values"]


def _number(p: float | str) -> float:
    return p if isinstance(p, float) else float(p.split()[1])


def test_what_is_withheld_is_in_no_test(rows):
    """To be tested or weighted would say that a withheld count is large enough."""
    withheld = {("need", "staff"), ("technology_limits", "yes"), ("local_impact", "not_answered")}
    found = results(rows, rows["register"], RULES, withheld=withheld)
    need = next(each for each in found["answers_alike"]["values"] if each["test"] == "need")
    assert need["answers"] == ["finance", "training"]
    weighted = {(each["question"], each["answer"]) for each in found["weights"]["values"]}
    assert ("need", "finance") in weighted
    assert not weighted & withheld
    asked = {each["question"] for each in found["single_by_group"]["values"]}
    assert "technology_limits" in asked
    assert "local_impact" not in asked | {question for question, _ in weighted}


def test_a_whole_group_of_one_mind_leaves_only_a_class():
    """An empty cell could be solved for as well as a small one."""
    rows = all_rows(160)["survey"]
    rows["technology_limits"] = rows["technology_limits"].where(
        rows["survey_location"] != "three_cities", "no"
    )
    found = results({"survey": rows}, None, RULES)["single_by_group"]["values"]
    own = next(each for each in found if each["test"] == "technology_limits survey_location")
    assert own["p"] == "< 0.001"
    assert "statistic" not in own


def test_shares_do_not_tell_those_outside_the_register(rows):
    """Two respondents are not in it: weighted less moved is the share of all, which is released."""
    register = rows["register"].iloc[2:]
    found = results(rows, register, RULES)["weights"]
    assert found["n"] == 158
    for each in found["values"]:
        if each["question"] == "need":
            share = 100 * rows["survey"][f"need__{each['answer']}"].mean()
            assert each["weighted"] - each["moved"] == pytest.approx(share, abs=0.1)
