"""Where coders differ, as a list to settle, and the settled list read back.

One row is one question (theme or direction) of one unit: its place in the source, each coder's
codes, and an empty cell `settled` for what they agree on (`-` for none). With what was said it is
written below data/restricted only. A unit that a single coder has coded keeps its codes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from helpers import spreadsheets
from helpers.coding.themes import LEFT_OUT, Answers, Coding, check_restricted, known_names, plain
from helpers.errors import BookError, InputError, Problem
from helpers.ledger import csv_files
from helpers.ledger.codebook import Codebook
from helpers.ledger.second_coding import CODED

# Between several codes of one coder.
SIGN = "; "

# A unit and a question, with what every coder who coded it said.
Disagreements = Mapping[tuple[str, str], Mapping[int, frozenset[str]]]


def disagreements(coding: Coding) -> dict[tuple[str, str], dict[int, frozenset[str]]]:
    """The units, each with a question, to which two coders gave different codes."""
    found = {}
    for unit in coding.segments:
        for question, by_coder in coding.answers.items():
            said = {coder: answers[unit] for coder, answers in by_coder.items() if unit in answers}
            if len(set(said.values())) > 1:
                found[unit, question] = said
    return found


def write(coding: Coding, path: Path, *, with_text: bool = False) -> int:
    """Write the list to settle; the number of its rows.

    Raises `ArgumentError` for a list with texts outside data/restricted.
    """
    if with_text:
        check_restricted(path)
    found = disagreements(coding)
    rows = [[*_columns(coding), *(["text"] if with_text else [])]]
    for (unit, question), said in found.items():
        segment = coding.segments[unit]
        cells = [SIGN.join(sorted(said.get(coder, ()))) for coder in coding.coders]
        rows.append([unit, segment.place, question, *cells, "", *([segment.text] * with_text)])
    spreadsheets.write_csv(path, rows)
    return len(found)


def settled(
    coding: Coding, codebook: Codebook, path: Path | None = None
) -> dict[str, dict[str, frozenset[str]]]:
    """By question: the codes that each unit has in the end.

    Units that coders see alike keep their codes, the others get those of the settled list `path`.
    Raises `InputError` for rows that are none of the present disagreements, or settled with what is
    no code; `BookError` when a disagreement is still open.
    """
    open_ones = disagreements(coding)
    decided = _read(path, coding, open_ones, codebook) if path else {}
    n_open = len(set(open_ones) - set(decided))
    if n_open:
        raise BookError(
            f"{n_open} of {len(open_ones)} disagreements are not settled; write them with "
            "--disagreements FILE, fill the column settled, and give the file with --settled FILE"
        )
    return {
        question: {
            unit: decided.get((unit, question), codes)
            for answers in by_coder.values()
            for unit, codes in answers.items()
        }
        for question, by_coder in coding.answers.items()
    }


def _read(
    path: Path, coding: Coding, open_ones: Disagreements, codebook: Codebook
) -> dict[tuple[str, str], frozenset[str]]:
    rows, problems = csv_files.read_rows(path, _columns_of(path, coding))
    known, found = known_names(codebook), {}
    for row in rows:
        key = (row["unit"], row["question"])
        said = {str(coder): codes for coder, codes in open_ones.get(key, {}).items()}
        given = {
            coder: frozenset(filter(None, row[f"coder_{coder}"].split(SIGN)))
            for coder in map(str, coding.coders)
        }
        if {coder: codes for coder, codes in given.items() if codes} != said:
            message = "the coders no longer differ like this; write the list anew and settle it"
            problems.append(Problem(path.name, str(row.number), "unit", message))
            continue
        names = [name.strip() for name in row["settled"].split(SIGN.strip()) if name.strip()]
        ids = {known.get(plain(name), "") for name in names if name != LEFT_OUT}
        if not ids <= set(codebook.labels[CODED[row["question"]]]):
            message = (
                f"{row['settled']!r} is no {row['question']} of the codebook; write its id, or -"
            )
            problems.append(Problem(path.name, str(row.number), "settled", message))
        elif names:
            found[key] = frozenset(ids)
    if problems:
        raise InputError(problems)
    return found


def _columns(coding: Coding) -> list[str]:
    coders = [f"coder_{coder}" for coder in coding.coders]
    return ["unit", "place", "question", *coders, "settled"]


def _columns_of(path: Path, coding: Coding) -> list[str]:
    columns = _columns(coding)
    try:
        with path.open(encoding="utf-8-sig") as file:
            has_text = file.readline(csv_files.LONGEST_HEADER).rstrip().endswith(",settled,text")
    except (OSError, UnicodeDecodeError):
        has_text = False
    return [*columns, "text"] if has_text else columns


def overlapping(coding: Coding) -> int:
    """How many units of a single coder lie over one of another coder, with other ends?"""
    coders_of: dict[str, set[int]] = {}
    for coder, answers in coding.answers["theme"].items():
        for unit in answers:
            coders_of.setdefault(unit, set()).add(coder)
    spans = sorted((*span, unit) for unit in coders_of if (span := coding.segments[unit].span))
    found = set()
    for index, (source, _, end, unit) in enumerate(spans):
        for other_source, start, _, other in spans[index + 1 :]:
            if other_source != source or start >= end:
                break
            if not coders_of[unit] & coders_of[other]:
                found |= {each for each in (unit, other) if len(coders_of[each]) == 1}
    return len(found)


def n_coded(answers: Mapping[int, Answers]) -> tuple[int, int]:
    """How many units did at least two coders code, and how many a single one?"""
    n_coders = Counter(unit for each in answers.values() for unit in each)
    n_several = sum(n > 1 for n in n_coders.values())
    return n_several, len(n_coders) - n_several
