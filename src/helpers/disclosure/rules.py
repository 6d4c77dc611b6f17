"""The rules of release: `data/disclosure.yaml`, one section a rule, each with its reason.

minimum        respondents in a released count, and in what is left of its base
whole_group    whether a cell that is its whole group is withheld
width          respondents between the ends of what a withheld count can be worked back to
not_answered   categories that are no answer, released at any size
dominance      of a total: the `largest` may make up `share_pct`; nobody nearer than `margin_pct`
mean           respondents, steps of rounding, and what must stay open of the scale, as a share
test, model    sizes of groups, digits, rows for each coefficient
quote          attributes that identify together, and how many must share them
releases, protected    reasons only
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from fractions import Fraction
from pathlib import Path
from typing import Any

from bookmaker.project import yaml_text
from helpers import paths
from helpers.errors import BookError, InputError, Problem

FILE = paths.ROOT / "data" / "disclosure.yaml"

# What a reader is told of a withheld count, whether it is small or protects a small one.
PROTECTED = "protected"
MINIMUM = "minimum"
WHOLE_GROUP = "whole_group"
DOMINANCE = "dominance"
WIDTH = "width"
MEAN = "mean"
TEST = "test"
MODEL = "model"
QUOTE = "quote"
RELEASES = "releases"


class DisclosureError(BookError):
    """A release would give a respondent away; the message names table, cells, rule and range."""


@dataclass(frozen=True)
class Rules:
    """The rules as numbers; `why` has the reasons, by the names of the sections."""

    minimum: int
    whole_group: bool
    width: int
    not_answered: tuple[str, ...]
    largest: int
    share: Fraction
    margin: Fraction
    mean_respondents: int
    mean_fine_from: int
    mean_coarse_step: Fraction
    mean_fine_step: Fraction
    mean_span: Fraction
    test_group: int
    test_n: int
    p_digits: int
    digits: int
    model_group: int
    rows_per_coefficient: int
    quote_combination: tuple[str, ...]
    quote_respondents: int
    why: Mapping[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """The rules as a release states them: names to numbers as text, and the reasons."""
        plain = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: str(v) if isinstance(v, Fraction) else v for name, v in plain.items()}


# Field of `Rules` -> section and key of the file, type, least value.
_FIELDS: dict[str, tuple[str, str, type, Any]] = {
    "minimum": (MINIMUM, "respondents", int, 3),
    "whole_group": (WHOLE_GROUP, "applies", bool, None),
    "width": (WIDTH, "respondents", int, 2),
    "not_answered": ("not_answered", "categories", list, None),
    "largest": (DOMINANCE, "largest", int, 1),
    "share": (DOMINANCE, "share_pct", Fraction, 1),
    "margin": (DOMINANCE, "margin_pct", Fraction, 1),
    "mean_respondents": (MEAN, "respondents", int, 3),
    "mean_fine_from": (MEAN, "fine_from", int, 3),
    "mean_coarse_step": (MEAN, "coarse_step", Fraction, Fraction(1, 1000)),
    "mean_fine_step": (MEAN, "fine_step", Fraction, Fraction(1, 1000)),
    "mean_span": (MEAN, "span_prop", Fraction, 0),
    "test_group": (TEST, "group", int, 3),
    "test_n": (TEST, "n", int, 3),
    "p_digits": (TEST, "p_digits", int, 1),
    "digits": (TEST, "digits", int, 1),
    "model_group": (MODEL, "group", int, 3),
    "rows_per_coefficient": (MODEL, "rows_per_coefficient", int, 2),
    "quote_combination": (QUOTE, "combination", list, None),
    "quote_respondents": (QUOTE, "respondents", int, 3),
}
_IN_PERCENT = ("share", "margin")
# Reasons that carry no number.
_ONLY_REASONS = (RELEASES, PROTECTED)


def load_rules(path: Path = FILE) -> Rules:
    """Read and check the rules. Raises `InputError` that names every section and key at fault.

    >>> load_rules().minimum >= 3
    True
    """
    data = yaml_text.load_mapping(path)
    problems = [Problem(path.name, "", where, message) for where, message in _faults(data)]
    if problems:
        raise InputError(problems)
    values = {name: _value(name, data[place][key]) for name, (place, key, *_) in _FIELDS.items()}
    return Rules(**values, why={name: section["why"] for name, section in data.items()})


def _value(name: str, given: Any) -> Any:
    kind = _FIELDS[name][2]
    if kind is list:
        return tuple(given)
    if kind is Fraction:
        return Fraction(str(given)) / (100 if name in _IN_PERCENT else 1)
    return given


def _faults(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Section or key, and what is wrong with it."""
    sections = {place for place, *_ in _FIELDS.values()} | set(_ONLY_REASONS)
    faults = [
        (name, "no such rule; see helpers.disclosure.rules") for name in data.keys() - sections
    ]
    for name in sorted(sections):
        why = (data.get(name) or {}).get("why", "")
        if len(str(why).split()) < 5:
            faults.append((name, "say in a sentence, as `why`, what the rule is for"))
    for place, key, kind, least in _FIELDS.values():
        given = (data.get(place) or {}).get(key)
        if not _fits(given, kind, least):
            wanted = f"{kind.__name__}{'' if least is None else f' of at least {least}'}"
            faults.append((f"{place}.{key}", f"{given!r} given; {wanted} wanted"))
    return faults


def _fits(given: Any, kind: type, least: Any) -> bool:
    if kind is Fraction:
        try:
            given, kind = Fraction(str(given)), Fraction
        except (ValueError, ZeroDivisionError):
            return False
    if not isinstance(given, kind) or (kind is int and isinstance(given, bool)):
        return False
    return least is None or given >= least
