"""The leaflet: two pages for an organisation in a village, from the same sources as the book.

Its words and numbers are the study's (measures, voices, counts) and the texts of the code; its
layout is `leaflet.typ`, which reads them from `leaflet.json`. It is set as the printed book is.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bookmaker.rendering.embedded.paper.pictures import set_pdf
from helpers.interface import marked
from helpers.outputs import voices
from helpers.paths import Directories
from helpers.scale.schemes import DEFAULT_SCHEME, QUESTIONS
from helpers.staging.description import describe
from helpers.study import Study
from helpers.synthetic.watermark import MARK

LAYOUT = Path(__file__).parent / "leaflet.typ"

# Voices of the first page, by quote_id.
VOICES = ("q55", "q46")
# Who would do what: a heading for each group of addressees, by whoever is named first.
# The first group stands on the first page.
GROUPS = {
    marked("What your organisation can do"): ("ngo",),
    marked("Local bodies and the state"): ("local_body", "state"),
    marked("Donors, firms and the project"): ("donor", "business", "project"),
}
_MONEY = ("financial_sustainability", "business")
_CONTACT = ("state_bodies",)
_TRAINING = "training_module"


def write_leaflet(study: Study, product: Path) -> Path:
    """Set the leaflet of an edition as PDF; returns its path.

    Raises `TypstError` for a layout that Typst refuses.
    """
    product.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        shutil.copyfile(LAYOUT, work / LAYOUT.name)
        text = json.dumps(content(study), ensure_ascii=False)
        (work / "leaflet.json").write_text(text, encoding="utf-8")
        return set_pdf(work / LAYOUT.name, product)


def content(study: Study) -> dict[str, Any]:
    """Everything the leaflet says, ready for JSON; the keys are those of `leaflet.typ`."""
    book = describe(Directories(study.language))["book"]
    size = study.printed(study.ledger["survey_size"])
    return {
        "lang": study.language,
        "mark": study.text(MARK) if study.is_synthetic else "",
        "title": study.text("What helps an NGO in a village"),
        "lead": study.text(
            "{n} environmental NGOs of Kazakhstan filled in a questionnaire, and people in "
            "{towns} towns talked about their work with local authorities. This is what they "
            "say, and what the authors of the study advise."
        ).format(n=size, towns=len(study.codebook.towns())),
        "heard": study.text("What helps to be heard"),
        "contact": _measures(study, _CONTACT),
        "voices": _voices(study),
        "obstacles": study.text("What stands in the way"),
        "obstacles_note": study.text("Obstacles that the {n} organisations name").format(n=size),
        "obstacle_bars": _bars(study, "obstacle"),
        "money": study.text("Where money comes from"),
        "money_note": study.text("Sources that the {n} organisations name").format(n=size),
        "sources": _bars(study, "funding_source"),
        "money_measures": _measures(study, _MONEY),
        "training": study.text("What training people ask for"),
        "training_note": study.text("Topics that the {n} organisations want").format(n=size),
        "topics": _bars(study, "training_topic", without=("other",)),
        "module": _course(study),
        "tasks": study.text("What others can do"),
        "groups": _groups(study),
        "score": _score(study),
        "book": study.text("The book: {title}").format(title=book["title"]),
        "address": book.get("site-url", ""),
        "about": study.text(
            "It has every measure with its evidence, the voices, and a page that works out the "
            "score, in Russian, Kazakh and English."
        ),
        "names": [each for each in book.get("page-footer", {}).values() if isinstance(each, str)],
    }


def _measures(study: Study, pathways: Iterable[str], first: str = "ngo") -> list[str]:
    """Measures of pathways that the leaflet shows, for the addressee named first."""
    return [
        each.text(study.language)
        for each in study.measures
        if each.in_leaflet and each.pathway in pathways and each.addressees[0] == first
    ]


def _groups(study: Study) -> list[dict[str, Any]]:
    """The other measures of the leaflet, by whoever is named first."""
    above = {
        *_measures(study, _CONTACT),
        *_measures(study, _MONEY),
        *(each.text(study.language) for each in study.measures if each.measure_id == _TRAINING),
    }
    shown = [each for each in study.measures if each.in_leaflet]
    return [
        {
            "title": study.text(title),
            "measures": [
                text
                for each in shown
                if each.addressees[0] in group and (text := each.text(study.language)) not in above
            ],
        }
        for title, group in GROUPS.items()
    ]


def _course(study: Study) -> str:
    """The course that is planned, with who will give it."""
    (measure,) = [each for each in study.measures if each.measure_id == _TRAINING]
    who = study.label("addressees", measure.addressee)
    return f"{measure.text(study.language)} ({who})"


def _voices(study: Study) -> list[Mapping[str, str]]:
    by_id = {quote.quote_id: quote for quote in study.quotes}
    return [
        {
            "paraphrase": by_id[each].paraphrase(study.language),
            "attribution": voices.attribution(study, by_id[each]),
        }
        for each in VOICES
    ]


def _bars(study: Study, variable: str, *, without: Iterable[str] = ()) -> list[dict[str, Any]]:
    """How many organisations gave each answer, most first, and the width of its bar in percent."""
    claims = study.ledger.select(variable=variable, kind="count")
    counted = [claim for claim in claims if claim.category not in without]
    return [
        {
            "label": study.category_label(variable, claim.category),
            "number": study.printed(claim),
            "percent": float(100 * claim.value / study.size("survey")),
        }
        for claim in sorted(counted, key=lambda claim: -claim.value)
    ]


def _score(study: Study) -> dict[str, Any]:
    """The blank: the questions with their answers and points, and the towns of the report."""
    towns = sorted(study.scores(), key=lambda claim: -claim.value)
    number = study.edition.number
    return {
        "title": study.text("How does your town stand?"),
        "how": study.text(
            "Ask your group. Write how many people give each answer, multiply by the points, add "
            "everything up and divide by the number of people."
        ),
        "honest": study.text(
            "The report gives no points per answer; these are an example, so compare with care."
        ),
        "answer": study.text("Answer"),
        "people": study.text("People"),
        "points": study.text("Points"),
        "product": study.text("People × points"),
        "sum": study.text("Sum"),
        "divided": study.text("Sum ÷ people = score"),
        "towns": study.text("Scores in the report, of {max} points at most").format(
            max=number(DEFAULT_SCHEME.score_max)
        ),
        "questions": [
            {
                "label": study.label("variables", question),
                "answers": [
                    {"label": study.category_label(question, answer), "points": number(point)}
                    for answer, point in zip(QUESTIONS[question], points, strict=True)
                ],
            }
            for question, points in zip(QUESTIONS, DEFAULT_SCHEME.points, strict=True)
        ],
        "scores": [
            {"label": study.label("places", claim.place), "number": study.printed(claim)}
            for claim in towns
        ],
    }
