"""From a ledger whose rows are named to a first codebook, for whoever has none.

Ids, and what can be told from the rows, are all there; labels are the ids in words, and whether a
question takes one answer or several is a guess from the sum of its percentages or counts. Both are
to be read over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from helpers.ledger import hedges
from helpers.ledger.reported import parse_reported

Cells = Mapping[str, str]

SOURCE = "survey"
_MEASURES = frozenset(("mean", "median", "sd"))


def draft_codebook(rows: Sequence[Cells], language: str) -> str:
    """A codebook as YAML that holds every id of the rows.

    >>> row = dict.fromkeys(("section", "place", "base"), "") | {"chapter": "a", "kind": "count"}
    >>> row |= {"variable": "work", "category": "full_time", "printed": "7", "unit": "people"}
    >>> print(draft_codebook([row], "en").partition("variables:")[2].strip())
    work:
        label: Work
        source: survey
        answer: single
        categories: {full_time: full time}
    """
    import yaml

    named = [row for row in rows if row["variable"]]
    units = _ids(named, "unit")
    asked = _ids((row for row in named if row["kind"] == "base"), "unit")
    content: dict[str, Any] = {"complete": False, "report_language": language}
    content["chapters"] = {
        chapter: next((row["section"] for row in rows if row["chapter"] == chapter), chapter)
        for chapter in _ids(rows, "chapter")
    }
    content["sources"] = {SOURCE: "answers"}
    content["units"] = {unit: "%" if unit == "percent" else _words(unit) for unit in units}
    if asked:
        content["roles"] = {"respondents": asked, "one_each": [*asked]}
    if places := _ids(named, "place"):
        content["places"] = {place: _words(place) for place in places}
    content["variables"] = {
        variable: _variable(variable, [row for row in named if row["variable"] == variable])
        for variable in _ids(named, "variable")
    }
    return "".join(
        yaml.safe_dump(
            {section: ids},
            # Categories stand in a line, as people write them.
            default_flow_style=None if section in ("roles", "variables") else False,
            sort_keys=False,
            allow_unicode=True,
            width=100,
        )
        for section, ids in content.items()
    )


def _variable(variable: str, rows: Sequence[Cells]) -> dict[str, Any]:
    words = _words(variable)
    entry: dict[str, Any] = {"label": words[:1].upper() + words[1:], "source": SOURCE}
    categories = _ids(rows, "category")
    if not categories:
        return entry | {"answer": "mean" if {r["kind"] for r in rows} <= _MEASURES else "count"}
    labels = {category: _words(category) for category in categories}
    return entry | {"answer": _answer(rows), "categories": labels}


def _answer(rows: Sequence[Cells]) -> str:
    """Several answers, where those printed are more than all who were asked; else one each."""
    percents = _first_values(rows, "percent")
    is_over = sum(percents) > 100 + Fraction(len(percents), 2)
    return "multiple" if is_over else "single"


def _first_values(rows: Iterable[Cells], kind: str) -> list[Fraction]:
    """The numbers of each category at no place, as it is printed first."""
    found: dict[str, Fraction] = {}
    for row in rows:
        if row["kind"] == kind and row["category"] and not row["place"]:
            _, printed = hedges.split(row["printed"])
            found.setdefault(row["category"], Fraction(parse_reported(printed).value))
    return list(found.values())


def _ids(rows: Iterable[Cells], column: str) -> list[str]:
    return list(dict.fromkeys(row[column] for row in rows if row[column]))


def _words(name: str) -> str:
    return name.replace("_", " ")
