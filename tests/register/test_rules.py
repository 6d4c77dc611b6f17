"""The file of rules is read as it says, and a copy with a fault says which."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from helpers.errors import InputError
from helpers.intake.wording import plain
from helpers.ledger import claims
from helpers.register.rules import FIELDS, RULES, load_rules


@pytest.mark.parametrize(
    ("activity", "is_relevant"),
    [
        ("охрана окружающей среды", True),
        ("Деятельность в сфере охраны окружающей среды", True),
        ("қоршаған ортаны қорғау", True),
        ("охрана здоровья, окружающая среда", False),
        ("экология", False),
        ("", False),
    ],
)
def test_activities(activity: str, is_relevant: bool) -> None:
    """Words one after another, in any case."""
    assert bool(load_rules().activity.search(plain(activity))) is is_relevant


def test_every_field_has_headings_and_no_heading_two_fields() -> None:
    """A heading with two meanings would be read by the order of a file."""
    data = yaml.safe_load(RULES.read_text(encoding="utf-8"))
    assert tuple(data["columns"]) == FIELDS
    headings = [plain(each) for headings in data["columns"].values() for each in headings]
    assert len(headings) == len(set(headings))


def test_the_printed_counts_are_claims() -> None:
    """A claim that is renamed would silently not be compared."""
    ledger = claims.load()
    assert all(claim in ledger for claim in load_rules().printed.values())


@pytest.mark.parametrize(
    ("section", "value", "message"),
    [
        ("columns", {"bni": ["БИН"]}, "columns: bni: no such column; did you mean 'bin'"),
        ("columns", {"name": ["Имя"]}, "headings of `bin` are missing"),
        ("silent", {"years": "два"}, "'два' is no whole number from 1"),
        ("states", {"active": ["да"]}, "states: liquidated: a list of words is missing"),
        ("activity", None, "this section is missing"),
    ],
)
def test_faults_of_a_copy(tmp_path: Path, section: str, value: object, message: str) -> None:
    """Each names file and section."""
    data = {**yaml.safe_load(RULES.read_text(encoding="utf-8")), section: value}
    copy = tmp_path / "mine.yaml"
    copy.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    with pytest.raises(InputError, match=message) as caught:
        load_rules(copy)
    assert "mine.yaml" in str(caught.value)


def test_rules_that_are_no_yaml(tmp_path: Path) -> None:
    """Or not there at all."""
    (tmp_path / "mine.yaml").write_text("columns: [", encoding="utf-8")
    for name, message in {"mine": "the rules cannot be read", "none": "No such file"}.items():
        with pytest.raises(InputError, match=message):
            load_rules(tmp_path / f"{name}.yaml")
