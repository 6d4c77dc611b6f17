"""`python -m helpers instruments [--to DIRECTORY] [--quick]`: everything made from the texts.

An XLSForm workbook per instrument, a printed form and a list for Google Forms per language, and a
short report: what they hold, what pyxform says of them, which variable nobody asks for. The exit
status is 1 when pyxform has a warning or a variable is without its question.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from helpers import paths
from helpers.editions import LANGUAGES
from helpers.instruments.loading import load_instruments, load_words
from helpers.instruments.questions import INSTRUMENTS, Instrument, Label
from helpers.instruments.workbook import Check, check_workbook, write_workbook
from helpers.ledger import codebook as codebooks
from helpers.ledger.codebook import Codebook

# Sources of the codebook whose variables come from these questionnaires; the scale is worked out
# from form A.
SOURCES = (*INSTRUMENTS, "scale")


def main(arguments: Sequence[str]) -> int:
    """Write all products and print the report."""
    parser = argparse.ArgumentParser(
        prog="python -m helpers instruments",
        description="Write the questionnaires as XLSForms, printed forms and lists to paste.",
    )
    parser.add_argument("--to", default=str(paths.OUTPUTS / "instruments"), help="a directory")
    parser.add_argument("--quick", action="store_true", help="pyxform alone, no ODK Validate")
    options = parser.parse_args(arguments)
    directory = Path(options.to)
    codebook = codebooks.load()
    instruments, words = load_instruments(codebook=codebook), load_words()
    directory.mkdir(parents=True, exist_ok=True)
    checks = {}
    for name, instrument in instruments.items():
        path = write_workbook(instrument, words, directory / f"{name}.xlsx")
        checks[name] = check_workbook(path, validate=False if options.quick else None)
        _write_texts(instrument, words, directory)
    print("\n".join(report(instruments, checks, codebook)))
    print(f"Workbooks, printed forms and lists to paste: {directory}")
    warned = any(check.warnings for check in checks.values())
    return 1 if warned or without_question(instruments, codebook) else 0


def without_question(instruments: Mapping[str, Instrument], codebook: Codebook) -> list[str]:
    """Variables of the questionnaires' sources that no question feeds."""
    fed = {each for one in instruments.values() for q in one.questions for each in q.feeds}
    variables = codebook.variables.values()
    return [each.id for each in variables if each.source in SOURCES and each.id not in fed]


def report(
    instruments: Mapping[str, Instrument], checks: Mapping[str, Check], codebook: Codebook
) -> Iterator[str]:
    """What was made, as lines of text."""
    for name, instrument in instruments.items():
        check, numbers = checks[name], instrument.numbers
        stated = instrument.unknown.stated
        choices = sum(len(q.choices) + q.other for q in instrument.questions)
        counts = f"{len(numbers)} questions and {_open(instrument)} open fields, {choices} choices"
        yield f"{name}: {counts}, in {', '.join(LANGUAGES)}"
        known = f" of {stated}" if stated else ""
        yield f"  asked by the report: {len(instrument.reported)}{known}; the wording is ours"
        said = "; ".join(check.warnings) or "no errors, no warnings"
        validated = "valid" if check.is_validated else "not asked (it needs Java)"
        yield f"  pyxform: {said}; ODK Validate: {validated}"
        unfed = [q.name for q in instrument.questions if not q.feeds]
        yield f"  questions that feed no variable: {', '.join(unfed) or 'none'}"
    missing = without_question(instruments, codebook)
    yield f"variables without a question: {', '.join(missing) or 'none'}"


def _open(instrument: Instrument) -> int:
    """Fields for words of one's own: those of a question's own, and beside "other"."""
    unnumbered = len(instrument.questions) - len(instrument.numbers)
    return unnumbered + sum(question.other for question in instrument.questions)


def _write_texts(instrument: Instrument, words: Mapping[str, Label], directory: Path) -> None:
    from helpers.instruments.google_forms import google_page
    from helpers.instruments.paper import write_form

    for language in LANGUAGES:
        stem = f"{instrument.name}.{language}"
        write_form(instrument, words, language, directory / f"{stem}.pdf")
        page = google_page(instrument, words, language)
        (directory / f"{stem}.google.md").write_text(page, encoding="utf-8")
