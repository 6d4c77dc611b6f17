"""One bound, one text: wherever the book writes a range of a claim, both ends are rounded outward.

Read back from all that the build wrote: pages, data of figures and tables, texts of pictures.
"""

from __future__ import annotations

import re

import pytest

from helpers import paths
from helpers.editions import LANGUAGES
from helpers.statistics.survey import survey_intervals
from helpers.study import Study

# 15–96%, "15 – 96 %", 15% – 96%, <1–>99%, with any of the signs and spaces of the three editions.
_SPACE = r"[\s\u00a0\u202f]*"
_RANGE = re.compile(
    rf"(?:(?P<less><|&lt;)|(?<!\d)(?<!\d[.,]))(?P<low>\d+){_SPACE}%?{_SPACE}[–-]{_SPACE}"
    rf"(?P<more>>|&gt;)?(?P<high>\d+){_SPACE}%"
)
_WRITTEN = (".html", ".csv", ".svg", ".json", ".yml")


def whole_ranges(text: str) -> set[tuple[int, int]]:
    """All ranges of whole percentages in a text.

    What is less than 1 begins at 0, and what is more than 99 ends at 100.

    >>> sorted(whole_ranges("between 16% – 95% and <1–82%, in 2024–2025"))
    [(0, 82), (16, 95)]
    """
    return {
        (0 if found["less"] else int(found["low"]), 100 if found["more"] else int(found["high"]))
        for found in _RANGE.finditer(text)
    }


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("<td>15–96%</td>", (15, 96)),
        ("16% – 95%", (16, 95)),
        ("15–96\u202f%", (15, 96)),
        ("partly,1,<1–83%,impact_no", (0, 83)),
        ("&lt;1–&gt;99%", (0, 100)),
    ],
)
def test_a_range_is_read_as_every_edition_writes_it(text: str, ends: tuple[int, int]) -> None:
    """Spaces, signs and escapes differ between editions and files."""
    assert whole_ranges(text) == {ends}


def wrong_and_right(study: Study) -> tuple[dict[tuple[int, int], str], set[tuple[int, int]]]:
    """Ranges of claims with an end rounded inward, and all ranges rounded outward."""
    wrong, right = {}, set()
    for claim in study.ledger.values():
        for kind, (low, high) in survey_intervals(study, claim).items():
            floor, ceiling = int(100 * low // 1), -int(-100 * high // 1)
            right.add((floor, ceiling))
            for ends in {(floor, ceiling - 1), (floor + 1, ceiling), (floor + 1, ceiling - 1)}:
                wrong[ends] = f"{claim.claim_id}, {kind}"
    return {ends: name for ends, name in wrong.items() if ends not in right}, right


@pytest.mark.usefixtures("built_book")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_range_is_written_in_one_way(language: str, study: Study) -> None:
    """Finance is 15–96 % of the register on every page, in every file and every picture."""
    wrong, right = wrong_and_right(study)
    folders = (paths.book(language), paths.site(language), paths.tables(language))
    seen: set[tuple[int, int]] = set()
    for path in (path for folder in folders for path in sorted(folder.rglob("*"))):
        if path.suffix not in _WRITTEN:
            continue
        found = whole_ranges(path.read_text("utf-8"))
        seen |= found
        inward = {ends: wrong[ends] for ends in found & wrong.keys()}
        assert inward == {}, path.relative_to(folders[0].parent.parent)
    assert len(seen & right) > 20
