"""Command line: `python -m helpers COMMAND`.

A new command is a function that takes the parsed options and returns the exit status, and an entry
in `COMMANDS`. Everything heavy is imported by the command that needs it.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from helpers.errors import CivicVoiceError

INTERRUPTED = 130


def check(options: argparse.Namespace) -> int:  # noqa: ARG001 (commands share a signature)
    """Check the published data and report every problem at once."""
    from helpers import validation

    print(validation.require_valid_data(), end="")
    print("The published data are valid.")
    return 0


def build(options: argparse.Namespace) -> int:
    """Build the book of every edition asked for; what is current is not repeated."""
    from helpers import build as builder

    return builder.build(builder.Settings.of(_environment(options)))


def preview(options: argparse.Namespace) -> int:
    """Serve the book and rebuild it when a source changes."""
    from helpers import build as builder
    from helpers import preview as previewing

    settings = builder.Settings.of(_environment(options))
    os.environ.update(EDITIONS=" ".join(settings.editions), RENDERER=settings.renderer)
    previewing.preview(settings.editions[0], options.port)
    return 0


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "check": check,
    "build": build,
    "preview": preview,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; an error meant for the reader is its message, without a traceback."""
    options = _parser().parse_args(arguments)
    try:
        return COMMANDS[options.command](options)
    except CivicVoiceError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted.", file=sys.stderr)
        return INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m helpers", description="The book's tools.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, function in COMMANDS.items():
        text = (function.__doc__ or "").splitlines()[0]
        command = commands.add_parser(name, help=text, description=text)
        if name in {"build", "preview"}:
            command.add_argument("--editions", help="languages, as in EDITIONS")
            command.add_argument("--renderer", help="auto, quarto or embedded, as in RENDERER")
        if name == "preview":
            command.add_argument("--port", type=int, default=8000, help="port of this machine")
    return parser


def _environment(options: argparse.Namespace) -> dict[str, str]:
    """The environment's EDITIONS and RENDERER, with the command's own options over them."""
    given = {"EDITIONS": options.editions, "RENDERER": options.renderer}
    return {**os.environ, **{name: value for name, value in given.items() if value}}


if __name__ == "__main__":
    sys.exit(main())
