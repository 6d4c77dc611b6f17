"""The page Voices: what people said, by theme, to read and to filter; written by staging.

One list serves screen and paper. On the screen a script makes it a list to filter by theme,
direction, region and speaker; without scripts all of it is there. Each voice names the chapters
that tell it and words to find it by in the report. At the end stands what a second coder needs.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

from bookmaker.templates import template
from helpers import spreadsheets
from helpers.interface import marked
from helpers.ledger import second_coding
from helpers.ledger.codebook import CODE_PARTS
from helpers.ledger.quotes import REPRESENTATIVE, Quote
from helpers.outputs import voices
from helpers.paths import VOICES_PAGE
from helpers.staging.voices_page.told import Told, told
from helpers.statistics.reliability import agreements
from helpers.study import Study

ASSETS = Path(__file__).parent / "assets"
# Directory of the page's files in a staged project.
DIRECTORY = "voices"
FILES = ("voices.css", "voices.js")
CODES_FILE, SHEET_FILE = "codes.csv", "second-coder.csv"

_SCREEN = '.content-visible when-format="html:js"'

# What voices.js says, by the names it knows; it puts the numbers in.
SCRIPT_TEXTS = {
    "count-all": marked("All voices are shown: {all}."),
    "count": marked("Voices shown: {shown} of {all}."),
    "count-none": marked("No voice fits. Choose less, or show all."),
}
_SPEAKERS = {
    "woman": marked("Women"),
    "man": marked("Men"),
    REPRESENTATIVE: marked("Gender not stated"),
}


def write(study: Study, directory: Path, sources: Iterable[str]) -> None:
    """Write the page and its files into a project whose chapters are staged."""
    (directory / VOICES_PAGE).write_text(page(study, told(directory, sources)), encoding="utf-8")
    target = directory / DIRECTORY
    target.mkdir(exist_ok=True)
    for name in FILES:
        shutil.copyfile(ASSETS / name, target / name)
    (target / CODES_FILE).write_text(codes_csv(study), encoding="utf-8")
    (target / SHEET_FILE).write_text(second_coding.blank(study.quotes), encoding="utf-8")


def page(study: Study, places: Mapping[str, tuple[Told, ...]]) -> str:
    """The page as Markdown; `places` are where chapters tell each voice, by its id."""
    text = study.text
    style = f'<link rel="stylesheet" href="{DIRECTORY}/{FILES[0]}">'
    script = f'<script src="{DIRECTORY}/{FILES[1]}" defer></script>'
    parts = [
        f"# {text('Voices')} {{#voices .unnumbered}}",
        text(
            "What respondents said, in our words. Each voice is the view of the person who speaks, "
            "not a finding. The report's authors chose whom to quote; themes and directions are "
            "our coding."
        ),
        _html(f"{style}\n{tools(study)}"),
    ]
    for theme, quotes in _by_theme(study):
        parts += [
            f"## {study.label('quote_themes', theme)} {{#voices-{_dashed(theme)} .unnumbered}}",
            *(_voice(study, quote, places.get(quote.quote_id, ())) for quote in quotes),
        ]
    return "\n\n".join([*parts, *_coding(study), _html(script)]) + "\n"


def tools(study: Study) -> str:
    """The filters, which wait for the script; only what some voice has is offered."""
    codes = study.codebook.labels
    regions = {place.id: study.label("places", place.id) for place in study.codebook.regions()}
    themes = {theme: study.label("quote_themes", theme) for theme, _ in _by_theme(study)}
    directions = {each: study.label("directions", each) for each in codes["directions"]}
    speakers = {each: study.text(english) for each, english in _SPEAKERS.items()}
    filters = [
        ("theme", study.text("Theme"), study.text("All themes"), themes),
        ("direction", study.text("Direction"), study.text("All directions"), directions),
        ("region", study.text("Region"), study.text("All regions"), regions),
        ("speaker", study.text("Who speaks"), study.text("All speakers"), speakers),
    ]
    said = {key: study.text(english) for key, english in SCRIPT_TEXTS.items()}
    return template(ASSETS / "tools.html.jinja").render(
        text=study.text,
        said=json.dumps(said, ensure_ascii=False),
        filters=[
            (name, title, everything, list(_counted(study, name, options)))
            for name, title, everything, options in filters
        ],
    )


def codes_csv(study: Study) -> str:
    """The codebook of themes and directions in all languages, as CSV."""
    columns = [f"{part}_{each}" for part in ("label", *CODE_PARTS) for each in ("ru", "kk", "en")]
    rows = [["coded", "code", *columns]]
    for coded, section in second_coding.CODED.items():
        for code, label in study.codebook.labels[section].items():
            entry = study.codebook.quote_codes[code]
            texts = [label, *(entry[part] for part in CODE_PARTS)]
            cells = [each[language] for each in texts for language in ("ru", "kk", "en")]
            rows.append([coded, code, *cells])
    return spreadsheets.csv_of(rows)


def _by_theme(study: Study) -> Iterator[tuple[str, list[Quote]]]:
    """The themes that somebody speaks of, in the codebook's order, with their voices."""
    themes = list(study.codebook.labels["quote_themes"])
    ordered = sorted(study.quotes, key=lambda quote: themes.index(quote.theme))
    for theme, quotes in groupby(ordered, key=lambda quote: quote.theme):
        yield theme, list(quotes)


def _counted(
    study: Study, column: str, options: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    """What can be chosen, with how many voices have it."""
    for value, label in options.items():
        number = sum(getattr(quote, column) == value for quote in study.quotes)
        if number:
            yield value, label, study.edition.number(number)


def _voice(study: Study, quote: Quote, places: Iterable[Told]) -> str:
    """One voice: what was said, who speaks, and where to read more of it."""
    find = f"[«{quote.find}»]{{lang={study.codebook.report_language}}}"
    chapters = [f"[{place.title}]({place.address})" for place in places]
    chapter = ", ".join(chapters) or study.label("chapters", quote.chapter)
    about = [
        f"{study.text('Direction')}: {study.label('directions', quote.direction).lower()}",
        f"{study.text('told in')}: {chapter}",
        f"{study.text('in the report, search for')} {find}",
    ]
    data = {
        "theme": quote.theme,
        "direction": quote.direction,
        "region": quote.region,
        "speaker": quote.speaker,
    }
    attributes = " ".join(f'data-{key}="{value}"' for key, value in data.items())
    return "\n".join(
        [
            f"::: {{.voice {attributes}}}",
            f"> [{quote.paraphrase(study.language)}]{{#{voices.anchor(quote.quote_id)}}}\\",
            f"> **{voices.attribution(study, quote)}**\\",
            f"> [{'; '.join(about)}.]{{.voice-about}}",
            ":::",
        ]
    )


def _coding(study: Study) -> Iterator[str]:
    """What a second coder needs: rules, codes, the sheet, and what came of it."""
    text = study.text
    yield f"## {text('How the voices were coded')} {{#voices-coding .unnumbered}}"
    yield text(
        "One person coded the quotes, from the report and not from these paraphrases. Whoever "
        "codes them again needs the rules and the codes below and the blank sheet; reading the "
        "codes above first would spoil the comparison. Krippendorff's alpha then says how far the "
        "coders agree beyond chance."
    )
    yield voices.agreement_text(study, agreements(study))
    links = (
        f"[{text('Blank sheet (CSV)')}]({DIRECTORY}/{SHEET_FILE})",
        f"[{text('Codes in three languages (CSV)')}]({DIRECTORY}/{CODES_FILE})",
    )
    yield f":::: {{{_SCREEN}}}\n{' · '.join(links)}\n::::"
    rules = (rule[study.language] for rule in study.codebook.quote_rules)
    yield "\n".join(f"{number}. {rule}" for number, rule in enumerate(rules, start=1))
    for coded, section in second_coding.CODED.items():
        head = [text(voices.CODED[coded]), text("Meaning"), text("Made-up example")]
        rows = [
            [f"{label[study.language]} (`{code}`)", *_explained(study, code)]
            for code, label in study.codebook.labels[section].items()
        ]
        lines = [head, [":---", ":------", ":-----"], *rows]
        yield "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def _explained(study: Study, code: str) -> list[str]:
    entry = study.codebook.quote_codes[code]
    return [entry[part][study.language] for part in CODE_PARTS]


def _dashed(code: str) -> str:
    return code.replace("_", "-")


def _html(text: str) -> str:
    return f":::: {{{_SCREEN}}}\n```{{=html}}\n{text}\n```\n::::"
