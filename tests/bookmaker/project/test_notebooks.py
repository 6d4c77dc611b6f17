"""Options at the head of a cell."""

from __future__ import annotations

import pytest

from bookmaker.errors import InputError
from bookmaker.project.notebooks import parse


def test_options_code_and_their_lines_are_kept_apart() -> None:
    """Values are YAML; a text may go on in the next option line."""
    cell = parse(
        '#| label: fig-a\n#| fig-cap: "One\n#|   two"\n#| echo: false\nplot()', "n, cell 1"
    )
    assert cell.value("fig-cap") == "One two"
    assert not cell.flag("echo", True)
    assert [line.text for line in cell.code] == ["plot()"]
    assert cell.line_of("fig-cap").row == 2


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("#| label: a\n#| fig-atl: x", r"n, cell 1, row 2: unknown cell option 'fig-atl'; known: "),
        (
            "#| label: a\n#| fig-cap: a: b",
            r"n, cell 1, row 2: cell options are not YAML: .*; quote",
        ),
        ("#| label", r"n, cell 1, row 1: cell options are not 'key: value' lines"),
    ],
)
def test_options_that_cannot_be_read_are_named(source: str, message: str) -> None:
    """File, cell and line, and how to mend it."""
    with pytest.raises(InputError, match=message):
        parse(source, "n, cell 1")
