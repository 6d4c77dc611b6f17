"""Command line: `python -m helpers COMMAND`.

A new command is a function that takes the parsed options and returns the exit status, and an entry
in `COMMANDS`. Everything heavy is imported by the command that needs it.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path

from helpers import machine
from helpers.errors import BookError
from helpers.workshop import processes


def check(options: argparse.Namespace) -> int:  # noqa: ARG001 (commands share a signature)
    """Check the published data, translations, pages and sources, and report every problem."""
    from helpers.ledger import validation
    from helpers.staging.admission import require_texts
    from helpers.translation.checks import require_translations

    report = validation.require_valid_data()
    require_translations()
    require_texts()
    print(f"{report}The published data are valid.")
    return 0


def audit(options: argparse.Namespace) -> int:
    """Recompute every number of a ledger: audit [FILE.csv] [--json] [--explain CLAIM_ID]."""
    from helpers.audit import command as audit_command

    return audit_command.main(options.arguments)


def draft(options: argparse.Namespace) -> int:
    """Write a first ledger of a report, a row for each number: draft REPORT [--to FILE.csv]."""
    from helpers.transcription import command as transcription_command

    return transcription_command.main_draft(options.arguments)


def coverage(options: argparse.Namespace) -> int:
    """Prove that a ledger holds every number of its report: coverage LEDGER REPORT."""
    from helpers.transcription import command as transcription_command

    return transcription_command.main_coverage(options.arguments)


def bounds(options: argparse.Namespace) -> int:
    """Bound what the report does not print: bounds "difficulty = finance and need = finance"."""
    from helpers.bounds import command as bounds_command

    return bounds_command.main(options.arguments)


def instruments(options: argparse.Namespace) -> int:
    """Write the questionnaires as XLSForms, printed forms and lists to paste; --to DIRECTORY."""
    from helpers.instruments import command as instruments_command

    return instruments_command.main(options.arguments)


def intake(options: argparse.Namespace) -> int:
    """Questionnaires as exported or typed in to clean tables: intake FILE... [--wave 2026]."""
    from helpers.intake import command as intake_command

    return intake_command.main(options.arguments)


def coders(options: argparse.Namespace) -> int:
    """Compare a second coder of the quotes with the first; --blank prints the sheet to fill."""
    from helpers.ledger import second_coding
    from helpers.outputs import voices
    from helpers.statistics.reliability import agreements
    from helpers.study import open_study

    study = open_study()
    if options.blank:
        print(second_coding.blank(study.quotes), end="")
    else:
        sheet = Path(options.sheet) if options.sheet else None
        print(voices.agreement_text(study, agreements(study, sheet)))
    return 0


def register(options: argparse.Namespace) -> int:
    """A register of financial reports to the frame of a survey: register FILE [--wave 2026]."""
    from helpers.register import command as register_command

    return register_command.main(options.arguments)


def coding(options: argparse.Namespace) -> int:
    """Compare, settle and count coded discussions: coding FILE.qdpx|FILE.csv... [--qdc FILE]."""
    from helpers.coding import command as coding_command

    return coding_command.main(options.arguments)


def build(options: argparse.Namespace) -> int:
    """Build the book of every edition asked for; what is current is not repeated."""
    from helpers.workshop import build as builder

    return builder.build(builder.Settings.of(_environment(options)))


def preview(options: argparse.Namespace) -> int:
    """Serve the first edition asked for and rebuild it when a source changes."""
    from helpers.workshop import build as builder
    from helpers.workshop import preview as previewing

    settings = builder.Settings.of(_environment(options))
    os.environ.update(EDITIONS=settings.editions[0], RENDERER=settings.renderer)
    previewing.preview(settings.editions[0], options.port)
    return 0


def section(options: argparse.Namespace) -> int:
    """Begin a section of your own, make its page anew, or take it away: section my_question."""
    from helpers.workshop import section as sections

    if options.remove:
        print(sections.remove(options.name, is_forced=options.force))
    else:
        print(sections.show(options.name) if options.page else sections.start(options.name))
    return 0


def publish(options: argparse.Namespace) -> int:
    """Copy the finished book to a directory, or bring an earlier copy there up to date."""
    from helpers.workshop import build as builder
    from helpers.workshop import delivery as publishing

    if not options.directory:
        raise BookError("say where to copy the book: make publish DIR=/path/to/site")
    editions = builder.Settings.of(_environment(options)).editions
    builder.require_as_built(editions)
    print(publishing.publish(Path(options.directory), editions))
    return 0


def reproduce(options: argparse.Namespace) -> int:
    """Build from two clean clones, or one and compare with the book here; print what differs."""
    from helpers.workshop import build as builder
    from helpers.workshop import reproduce as reproducing

    settings = builder.Settings.of(_environment(options))
    return reproducing.run(settings, against_book=options.against_book)


def export(options: argparse.Namespace) -> int:
    """Write the data for SPSS, Stata, Excel, R and archives, and each chapter as a single file."""
    from bookmaker.rendering.embedded.exports import write_exports
    from helpers.export import write_export
    from helpers.workshop import build as builder

    languages = builder.Settings.of(_environment(options)).editions
    made = write_export(languages, write_chapters=write_exports)
    print(f"{made.n_files} files in {builder.shown(made.directory)}; README.md there says what.")
    if made.without_chapters:
        print(f"Without chapters ({', '.join(made.without_chapters)}): make book builds them.")
    return 0


def dossier(options: argparse.Namespace) -> int:
    """What a data editor asks for, as a folder and a zip: dossier [--check [DIR|ZIP]]."""
    from helpers.dossier import command as dossier_command

    return dossier_command.main(options.arguments)


def sheet(options: argparse.Namespace) -> int:
    """Photograph every page of the book on one contact sheet."""
    from helpers.review import contact_sheet

    return contact_sheet.main(options.arguments)


def weights(options: argparse.Namespace) -> int:
    """Weigh every page: bytes, requests, and time until its text can be read."""
    from helpers.review import weights as weighing

    return weighing.main(options.arguments)


def axe(options: argparse.Namespace) -> int:
    """Ask axe-core about the accessibility of every page, light and dark."""
    from helpers.review import accessibility

    return accessibility.main(options.arguments)


def parity(options: argparse.Namespace) -> int:
    """Compare what two renderers made of the same project."""
    from helpers.review import parity as comparing

    return comparing.main(options.arguments)


def new_study(options: argparse.Namespace) -> int:
    """Write a small, whole project for another report: new-study DIR [--language en|ru|kk]."""
    from helpers.workshop import new_study as studies

    made = studies.write_study(Path(options.directory), options.language, options.title)
    print("\n".join(studies.said_of(made)))
    return 0


def translations(options: argparse.Namespace) -> int:  # noqa: ARG001
    """Bring the catalogues of locale/ in step with the English pages."""
    from helpers.translation import commands

    return commands.bring_up_to_date()


def spelling(options: argparse.Namespace) -> int:  # noqa: ARG001
    """List words of the translations that hunspell does not know."""
    from helpers.translation import commands

    return commands.list_misspelt()


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "check": check,
    "audit": audit,
    "draft": draft,
    "coverage": coverage,
    "bounds": bounds,
    "instruments": instruments,
    "intake": intake,
    "coders": coders,
    "coding": coding,
    "register": register,
    "build": build,
    "preview": preview,
    "section": section,
    "publish": publish,
    "reproduce": reproduce,
    "export": export,
    "dossier": dossier,
    "sheet": sheet,
    "weights": weights,
    "axe": axe,
    "parity": parity,
    "new-study": new_study,
    "translations": translations,
    "spelling": spelling,
}

# These photograph, weigh or compare the built book.
REVIEWS = frozenset({"sheet", "weights", "axe", "parity"})

_GOES_ON = "Interrupted. What was finished is kept; the same command goes on from there."

# These start processes, or write for minutes.
_STARTING = REVIEWS | {"build", "preview", "section", "publish", "reproduce", "export", "dossier"}

# These read their own options.
INDEPENDENT = REVIEWS | {
    *("audit", "draft", "coverage", "bounds"),
    *("instruments", "intake", "register", "coding", "dossier"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; an error meant for the reader is its message, without a traceback."""
    parser = _parser()
    options, options.arguments = parser.parse_known_args(arguments)
    if options.arguments and options.command not in INDEPENDENT:
        parser.error(f"unrecognized arguments: {' '.join(options.arguments)}")
    try:
        starting = options.command in _STARTING
        words = _GOES_ON if options.command == "build" else "Interrupted."
        with processes.ending_together(words) if starting else nullcontext():
            return COMMANDS[options.command](options)
    except BookError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        said = machine.explained(error)
        if not said:
            raise
        print(said, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted.", file=sys.stderr)
        return processes.INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m helpers", description="The book's tools.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, function in COMMANDS.items():
        text = (function.__doc__ or "").splitlines()[0]
        has_help = name not in INDEPENDENT
        command = commands.add_parser(name, help=text, description=text, add_help=has_help)
        if name in {"build", "preview", "publish", "reproduce", "export"}:
            command.add_argument("--editions", help="languages, as in EDITIONS")
            command.add_argument("--renderer", help="auto, quarto or embedded, as in RENDERER")
        if name == "reproduce":
            command.add_argument(
                "--against-book", action="store_true", help="compare one clone with the book here"
            )
        if name == "coders":
            command.add_argument("sheet", nargs="?", help="a filled sheet other than the data's")
            command.add_argument("--blank", action="store_true", help="print the sheet to fill")
        if name == "publish":
            command.add_argument("directory", nargs="?", help="where the copy goes")
        if name == "new-study":
            command.add_argument("directory", help="a new directory, outside of this repository")
            command.add_argument("--language", default="en", help="en, ru or kk; default en")
            command.add_argument("--title", default="", help="the title of the book")
        if name == "section":
            command.add_argument("name", nargs="?", default="", help="what it is called")
            command.add_argument("--page", action="store_true", help="make its page anew")
            command.add_argument("--remove", action="store_true", help="take it away")
            command.add_argument("--force", action="store_true", help="with what was written in it")
        if name == "preview":
            command.add_argument("--port", type=int, default=8000, help="port of this machine")
    return parser


def _environment(options: argparse.Namespace) -> dict[str, str]:
    """The environment's EDITIONS and RENDERER, with the command's own options over them."""
    given = {"EDITIONS": options.editions, "RENDERER": options.renderer}
    return {**os.environ, **{name: value for name, value in given.items() if value}}


if __name__ == "__main__":
    machine.speak_utf8()
    sys.exit(main())
