"""All published data checked at once, in one report."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sized
from typing import Any

from bookmaker.project.remembered import NOTHING, Memory
from helpers import paths
from helpers.errors import InputError, Problem
from helpers.ledger import (
    claims,
    codebook,
    derived,
    measures,
    pathways,
    quotes,
    second_coding,
    sentences,
    town_facts,
)
from helpers.ledger.texts import text_problems

# A new data file is one line here: its name and the function that loads it or raises InputError.
LOADERS: dict[str, Callable[[], Any]] = {
    "codebook.yaml": codebook.load,
    "claims.csv": claims.load,
    "derived.csv": lambda: derived.load(claims.load()),
    "quotes.csv": quotes.load,
    "town_facts.csv": town_facts.load_town_facts,
    "pathways.csv": lambda: pathways.load_pathways(claims.load()),
    "measures.csv": lambda: measures.load_measures(claims.load()),
    "sentences.csv": lambda: sentences.load(claims.load()),
}
if paths.SECOND_CODING.exists():
    LOADERS["second_coding.csv"] = lambda: second_coding.load(quotes.load())


def check_data(
    loaders: Mapping[str, Callable[[], Any]] = LOADERS,
) -> tuple[dict[str, int], list[Problem]]:
    """Load every data file and collect what is wrong with each.

    Returns the number of entries of each good file, 0 where they cannot be counted, and all
    problems, each once: a loader that reads another file too reports that file's problems again.
    """
    sizes: dict[str, int] = {}
    problems: list[Problem] = []
    for name, load in loaders.items():
        try:
            loaded = load()
        except InputError as error:
            problems += error.problems
        else:
            sizes[name] = len(loaded) if isinstance(loaded, Sized) else 0
    return sizes, list(dict.fromkeys(problems))


def require_valid_data(
    loaders: Mapping[str, Callable[[], Any]] = LOADERS, *, memory: Memory = NOTHING
) -> str:
    """A line per data file, when all of them are valid.

    Raises `InputError` with the problems of all files together, then with all texts that are more
    than words.
    """
    sizes, problems = check_data(loaders)
    if not problems:
        problems = text_problems(memory=memory)
    if problems:
        raise InputError(problems)
    counted = {name: f"{size} entries" if size else "valid" for name, size in sizes.items()}
    there = {name: text for name, text in counted.items() if (paths.PUBLISHED / name).exists()}
    return "".join(f"{name}: {text}\n" for name, text in there.items())
