"""Typed numbers in prose."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.staging.prose_numbers import ALLOWED, check_prose, numbers_in
from tests.cases.small_books import code, markdown, write_notebook


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Of 487 NGOs 20.5 % answered.", ["487", "20.5 %"]),
        ("From 1 327 to 100", ["1", "327", "100"]),
        (
            "Twelve towns, twenty-one forms, a hundred",
            ["Twelve", "twenty", "hundred"],
        ),
        ("In 2024–2025", ["2024–2025"]),
        ("## Part 2 {#sec-part-2}", ["2"]),
        ("Figure 1.2 shows", ["1.2"]),
        ('::: {.callout-note title="All 487"}', ["487"]),
        ('![Shares of 100](x1.svg){fig-alt="9 bars" width=80%}', ["100", "9"]),
        ("| a | 12 |", ["12"]),
        ("[100 forms](a1.qmd)", ["100"]),
    ],
)
def test_typed_numbers_are_found(text: str, tokens: list[str]) -> None:
    """Digits and number words, wherever a reader reads them."""
    assert numbers_in(text) == tokens


@pytest.mark.parametrize(
    "text",
    [
        "{{< var n_1 >}} of {{< var total2 >}}",
        "`x[0]` and ``a `1` b``",
        "[@wilson1927, p. 210] after @manski1995 and @fig-needs2",
        "[site](https://a.org/2024/1.html) https://a.org/7 <https://a.org/8>",
        "a note[^1]",
        "[^1]: text",
        "$n = 487$ and $p_1$",
        "1. first\n",
        "the report's figure 6, tables 1–3, figures 6, 7 and 8",
        "Figures 6, 7 and 8 of the report ask",
        "<!-- 12 -->",
        "::: {#fig-2 .class-3 width=80%}",
        "no one, someone, often, tension, height, weight",
        *ALLOWED,
    ],
)
def test_what_is_not_a_typed_number_passes(text: str) -> None:
    """Code, shortcodes, addresses, citations, places in the report, names."""
    assert numbers_in(text) == []


@given(st.integers(0, 10**6), st.sampled_from(["", "about ", "(", "*", '"']))
def test_no_plain_integer_slips_through(number: int, before: str) -> None:
    """Whatever mark stands before it."""
    assert numbers_in(f"There are {before}{number} of them") == [str(number)]


def test_notebooks_are_read_in_prose_and_captions_but_not_in_code(tmp_path: Path) -> None:
    """File, cell and line of each, and the mend."""
    path = write_notebook(
        tmp_path / "notebooks" / "01_a.ipynb",
        markdown("# T\n\nOf 487 forms\n\n$$\nx = 3\n$$\n\n```\n12\n```"),
        code('#| label: fig-2\n#| fig-cap: "Base:\n#|   100 forms."\n#| fig-alt: "b"\nplot(3)'),
    )
    problems = check_prose([path])
    assert [(p.file, p.row) for p in problems] == [
        ("notebooks/01_a.ipynb, cell 1", "3"),
        ("notebooks/01_a.ipynb, cell 2", "3"),
    ]
    assert "typed number '487'; write {{< var name >}} and give its value" in str(problems[0])


def test_the_head_of_a_page_is_read_where_it_is_prose(tmp_path: Path) -> None:
    """A title is prose, a date or a number of levels is not; comments are nobody's text."""
    page = tmp_path / "index.qmd"
    text = '---\ntitle: "All 20 regions"\ntoc-depth: 3\n---\n\n<!--\n12\n-->\n\nSix of 7.'
    page.write_text(text, encoding="utf-8")
    assert [(p.row, p.message.split("'")[1]) for p in check_prose([page])] == [
        ("2", "20"),
        ("10", "Six"),
        ("10", "7"),
    ]


def test_every_allowed_phrase_has_its_reason() -> None:
    """The list is short and explains itself."""
    assert len(ALLOWED) < 15
    assert all(len(reason) > 10 for reason in ALLOWED.values())
