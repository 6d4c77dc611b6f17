"""What axe-core says, as this project reports it; the browser tests ask axe-core itself."""

from __future__ import annotations

from typing import Any

import pytest

from helpers.review.accessibility import AxeResult, axe_script, check_page

NODE = {
    "target": ["#menu", "a"],
    "failureSummary": "Fix any of the following:\n  Element has insufficient color contrast",
}
ANSWER = {
    "passes": [{}, {}, {}],
    "violations": [{"id": "color-contrast", "impact": "serious", "nodes": [NODE, NODE]}],
}


class OpenPage:
    """A page that answers as axe-core does, and remembers what it was given."""

    def __init__(self, *, has_axe: bool) -> None:
        self.has_axe, self.scripts = has_axe, []

    def evaluate(self, script: str) -> Any:
        """The answer to a script."""
        self.scripts.append(script)
        return self.has_axe if "in window" in script else ANSWER


def test_a_violation_says_rule_place_and_mend() -> None:
    """One per place."""
    line = "color-contrast (serious) #menu a: Element has insufficient color contrast"
    assert check_page(OpenPage(has_axe=True)) == AxeResult(3, (line, line))


@pytest.mark.parametrize("has_axe", [True, False])
def test_a_page_gets_the_script_once(has_axe: bool) -> None:
    """It comes from an installed package, so nothing is downloaded."""
    page = OpenPage(has_axe=has_axe)
    check_page(page)
    assert (axe_script() in page.scripts) == (not has_axe)
