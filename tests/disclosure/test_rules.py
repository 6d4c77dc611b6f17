"""The rules are whole, and each says why."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from helpers.disclosure.rules import FILE, load_rules
from helpers.errors import InputError


def changed(tmp_path: Path, change) -> Path:
    """The project's rules with a change."""
    data = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    change(data)
    path = tmp_path / "disclosure.yaml"
    path.write_text(yaml.safe_dump(data), encoding="utf-8")
    return path


def test_every_rule_says_why_and_can_be_written_into_a_release() -> None:
    """A reader of a release finds the reasons beside the numbers."""
    rules = load_rules()
    assert all(len(why.split()) > 5 for why in rules.why.values())
    assert rules.as_dict()["share"] == "3/4"
    assert rules.width >= rules.minimum - 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: d["minimum"].pop("why"), "column minimum: say in a sentence"),
        (lambda d: d["minimum"].update(respondents=1), "minimum.respondents: 1 given; int of at"),
        (lambda d: d["mean"].update(span_prop="half"), "mean.span_prop: 'half' given; Fraction"),
        (lambda d: d.update(minimun={}), "column minimun: no such rule"),
        (lambda d: d.pop("quote"), "quote.respondents: None given"),
    ],
)
def test_a_fault_is_named_by_section_and_key(tmp_path: Path, change, message: str) -> None:
    """Loaders tell all faults of a file at once."""
    with pytest.raises(InputError, match=message):
        load_rules(changed(tmp_path, change))
