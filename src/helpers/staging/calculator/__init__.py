"""What the page that scores a visitor's own group knows: questions, schemes, thresholds, towns.

The page computes in the browser (assets/score.js). Everything it shows or multiplies
comes from here, as fractions written "15/2" and labels in the edition's language, so that nothing
is typed twice and the script has no number of the study.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.ledger.reported import rounding_range
from helpers.outputs.words import word
from helpers.scale.levels import (
    DEFAULT_THRESHOLDS,
    LEVELS,
    THRESHOLD_ALTERNATIVES,
    Thresholds,
    printed_levels_reproduced,
)
from helpers.scale.schemes import DEFAULT_SCHEME, MISSING_RULES, QUESTIONS, SCHEMES, Scheme
from helpers.staging.calculator.words import SCORE_WORDS, SHARED_WORDS
from helpers.study import open_study

if TYPE_CHECKING:
    from fractions import Fraction

    from helpers.study import Study

ASSETS = Path(__file__).parent / "assets"
SCRIPTS = ("score.js", "score-input.js", "score-result.js", "score-page.js", "score.css")
DATA_FILE = "score-data.js"
# Directory of the page's files in a staged project, named in `project: resources:`.
DIRECTORY = "score"
ROUNDING = "nearest"

# An invented group: what the button "example" fills in. Positions of answers, None for a gap.
EXAMPLE = ((0, 0, 0), (0, 1, 1), (1, 1, 0), (1, 0, None), (2, 1, 1), (0, None, 2))


def write(language: str, directory: Path) -> Path:
    """Write the page's data, scripts and style into directory/score; return the data's path.

    `directory` is the staged project of the edition. Raises as `open_study`.
    """
    target = directory / DIRECTORY
    target.mkdir(parents=True, exist_ok=True)
    for name in SCRIPTS:
        shutil.copyfile(ASSETS / name, target / name)
    path = target / DATA_FILE
    path.write_text(as_script(build(open_study(language))), encoding="utf-8")
    return path


def as_script(content: dict[str, Any]) -> str:
    """The data as a script: a page opened from a folder may load scripts, but not JSON."""
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    return f"window.scoreData = {text};\n"


def build(study: Study) -> dict[str, Any]:
    """Everything the page needs to know, ready for JSON; exact numbers are text, "15/2"."""
    return {
        "language": study.language,
        "decimal_sign": study.edition.number(0, 1)[1],
        "questions": [_question(study, question) for question in QUESTIONS],
        "levels": [
            {"id": level, "label": study.category_label("interaction_level", level)}
            for level in LEVELS
        ],
        "schemes": [_scheme(scheme) for scheme in SCHEMES.values()],
        "rules": [{"id": rule, "label": _words(study)[rule]} for rule in _rules()],
        "thresholds": [_thresholds(study, name) for name in THRESHOLD_ALTERNATIVES],
        "default": _default(),
        "score_min": str(DEFAULT_SCHEME.score_min),
        "score_max": str(DEFAULT_SCHEME.score_max),
        "towns": towns(study),
        "example": [list(person) for person in EXAMPLE],
        "words": _words(study),
    }


def towns(study: Study) -> list[dict[str, Any]]:
    """The printed scores and levels, highest first; equal scores in the report's order."""
    levels = _printed(study)[1]
    claims = study.scores()
    rows = []
    for claim in sorted(claims, key=lambda claim: -claim.value):
        span = rounding_range(claim.printed, ROUNDING)
        rows.append(
            {
                "id": claim.place,
                "label": study.label("places", claim.place),
                "text": study.printed(claim),
                "score": str(claim.value),
                "rounding": [str(span.low), str(span.high)],
                "level": LEVELS.index(levels[claim.place]),
            }
        )
    return rows


def _printed(study: Study) -> tuple[dict[str, str], dict[str, str]]:
    """Printed scores and printed levels, by town."""
    claims = study.scores()
    levels = study.levels
    scores = {claim.place: claim.printed for claim in claims}
    return scores, {place: level for place, level in levels.items() if place in scores}


def _question(study: Study, question: str) -> dict[str, Any]:
    variable = study.codebook.variables[question]
    return {
        "id": question,
        "label": study.label("variables", question),
        "names": list(variable.label.values()),
        "answers": [
            {
                "id": answer,
                "label": study.category_label(question, answer),
                "names": list(variable.categories[answer].values()),
            }
            for answer in QUESTIONS[question]
        ],
    }


def _scheme(scheme: Scheme) -> dict[str, Any]:
    """A scheme's points; `same_as` names an earlier scheme that gives every answer the same."""
    earlier = []
    for other in SCHEMES.values():
        if other is scheme:
            break
        if _stretched(other) == _stretched(scheme):
            earlier.append(other.name)
    return {
        "name": scheme.name,
        "points": [[str(point) for point in row] for row in scheme.points],
        "rescale": str(scheme.rescale),
        "same_as": earlier[0] if earlier else "",
    }


def _stretched(scheme: Scheme) -> list[list[Fraction]]:
    return [[scheme.rescale * point for point in row] for row in scheme.points]


def _rules() -> list[str]:
    """The rules for missing answers, this book's first."""
    return sorted(MISSING_RULES, key=lambda rule: rule != DEFAULT_SCHEME.missing)


def _thresholds(study: Study, name: str) -> dict[str, Any]:
    cuts = THRESHOLD_ALTERNATIVES[name]
    return {
        "id": name,
        "label": word(name, study.language),
        "cuts": [str(cut) for cut in cuts],
        "texts": [_cut_text(study, cut) for cut in cuts],
        "reproduces": word(_reproduces(study, cuts), study.language),
    }


def _reproduces(study: Study, cuts: Thresholds) -> str:
    """Key of the word for: do these thresholds give the towns their printed levels?"""
    scores, levels = _printed(study)
    if printed_levels_reproduced(cuts, scores, printed_levels=levels).reproduced:
        return "reproduced_yes"
    rounded = printed_levels_reproduced(cuts, scores, printed_levels=levels, rule=ROUNDING)
    return "reproduced_if_rounded" if rounded.reproduced else "reproduced_no"


def _cut_text(study: Study, cut: Fraction) -> str:
    """A threshold with as many decimals as it has, two at most."""
    decimals = next(places for places in (0, 1, 2) if (cut * 10**places).denominator == 1)
    return study.edition.number(cut, decimals)


def _default() -> dict[str, str]:
    (thresholds,) = [k for k, cuts in THRESHOLD_ALTERNATIVES.items() if cuts == DEFAULT_THRESHOLDS]
    return {
        "scheme": DEFAULT_SCHEME.name,
        "rule": DEFAULT_SCHEME.missing,
        "thresholds": thresholds,
    }


def _words(study: Study) -> dict[str, str]:
    own = {key: texts[study.language] for key, texts in SCORE_WORDS.items()}
    return own | {key: word(key, study.language) for key in SHARED_WORDS}
