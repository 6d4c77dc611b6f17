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

# 15–96%, "15 – 96 %", 15% – 96%, with any of the signs and spaces of the three editions.
_SPACE = r"[\s\u00a0\u202f]*"
_RANGE = re.compile(rf"(?<![\d.,])(\d+){_SPACE}%?{_SPACE}[–-]{_SPACE}(\d+){_SPACE}%")
_WRITTEN = (".html", ".csv", ".svg", ".json", ".yml")


def whole_ranges(text: str) -> set[tuple[int, int]]:
    """All ranges of whole percentages in a text.

    >>> whole_ranges("between 16% – 95% and 4–85%, in 2024–2025")
    {(16, 95), (4, 85)}
    """
    return {(int(low), int(high)) for low, high in _RANGE.findall(text)}


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
