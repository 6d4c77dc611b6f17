"""How long does an audit take, and does its time grow with the ledger?

    python benchmarks/audit_speed.py [CLAIMS ...]

Ledgers of 1,000, 10,000 and 100,000 claims are made up: questions with one and with several
answers at twenty places, each with a base, counts, percentages, a rank, a second print and a mean,
and a running total whose formulas make long chains. One percentage or print in fifty is wrong. Each
ledger is read, audited and written as the command does, in a process of its own on one core; the
table gives seconds of processor time of each step and the most memory the process held.
"""

from __future__ import annotations

import csv
import gc
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from measuring import peak_megabytes

from helpers.ledger.claims import COLUMNS

SIZES = (1_000, 10_000, 100_000)
N_PLACES = 20
N_CATEGORIES = 5
ROWS_PER_QUESTION = 2 * N_CATEGORIES + 5
CHAIN_SHARE = 20  # one claim in so many belongs to the chain
FAULT_SHARE = 50

Row = dict[str, str]


def main(arguments: list[str]) -> None:
    """Measure ledgers of the sizes given and print one row for each."""
    if arguments[:1] == ["--measure"]:
        print(json.dumps(measure(Path(arguments[1]))))
        return
    print(
        f"{'claims':>9} {'read':>8} {'audit':>8} {'text':>8} {'all':>8} {'claims/s':>9} {'MB':>7}"
    )
    for n_claims in [int(size) for size in arguments] or SIZES:
        with tempfile.TemporaryDirectory() as folder:
            path = write_ledger(Path(folder), n_claims)
            command = [sys.executable, __file__, "--measure", str(path)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
        found = json.loads(done.stdout)
        steps = [found[step] for step in ("read", "audit", "text")]
        cells = " ".join(f"{seconds:8.2f}" for seconds in (*steps, sum(steps)))
        speed = found["n_claims"] / sum(steps)
        print(f"{found['n_claims']:>9,} {cells} {speed:>9,.0f} {found['megabytes']:>7,.0f}")


def measure(path: Path) -> dict[str, float]:
    """Processor time of each step of the command on one file, and the peak memory."""
    from helpers.audit import audit
    from helpers.audit.command.files import open_file
    from helpers.audit.command.report import Report, table_lines
    from helpers.editions import Edition

    gc.disable()  # as the command does
    clock = [time.process_time()]
    file = open_file(path)
    clock.append(time.process_time())
    audited = audit(file.ledger, levels=file.levels)
    clock.append(time.process_time())
    n_lines = sum(1 for _ in table_lines(Report(audited, Edition("en"))))
    clock.append(time.process_time())
    steps = [later - earlier for earlier, later in pairwise(clock)]
    found = dict(zip(("read", "audit", "text"), steps, strict=True))
    return found | {"megabytes": peak_megabytes(), "n_claims": len(file.ledger), "n_lines": n_lines}


def write_ledger(folder: Path, n_claims: int) -> Path:
    """Write a made-up ledger with its codebook; the same for the same size."""
    chance = random.Random(n_claims)
    n_questions = -(-n_claims // (N_PLACES * ROWS_PER_QUESTION))
    (folder / "codebook.yaml").write_text(codebook_text(n_questions), encoding="utf-8")
    rows = [*chain_rows(n_claims // CHAIN_SHARE)]
    for question in range(n_questions):
        for place in range(N_PLACES):
            rows += question_rows(question, place, chance)
    path = folder / "claims.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows[:n_claims])
    return path


def question_rows(question: int, place: int, chance: random.Random) -> Iterator[Row]:
    """Base, counts, percentages, a second print, a rank and a mean of one question at one place."""
    variable, name = f"question_{question}", f"q{question}_p{place}"
    is_single = question % 2 == 0
    cells = {"variable": variable, "place": f"place_{place}"}
    n_asked = chance.randrange(20, 400)
    counts = split(n_asked, chance) if is_single else several(n_asked, chance)
    yield row(f"{name}_base", str(n_asked), kind="base", **cells)
    cells["base"] = f"{name}_base"
    for number, count in enumerate(counts):
        category = {"category": f"answer_{number}"}
        yield row(f"{name}_{number}", str(count), **cells, **category)
        percent = f"{100 * count / n_asked:.{question % 3}f}"
        if chance.randrange(FAULT_SHARE) == 0:
            percent = str(chance.randrange(100))
        formula = f"100 * {name}_{number} / {name}_base"
        kind = {"kind": "percent", "unit": "percent", "formula": formula}
        yield row(f"{name}_{number}_pct", percent, **cells, **category, **kind)
    first = {"category": "answer_0"}
    yield row(f"{name}_0_again", str(counts[0]), formula=f"{name}_0", **cells, **first)
    rank = str(1 + sorted(counts, reverse=True).index(counts[0]))
    yield row(f"{name}_rank", rank, kind="rank", unit="rank", **cells, **first)
    total = {"kind": "total", "formula": " + ".join(f"{name}_{n}" for n in range(N_CATEGORIES))}
    yield row(f"{name}_sum", str(sum(counts)), **cells, **total)
    mean = f"{chance.randrange(n_asked, 9 * n_asked) / n_asked:.2f}"
    yield row(f"{name}_mean", mean, kind="mean", unit="points", **cells)


def chain_rows(length: int) -> Iterator[Row]:
    """A running total and its prints, each from the one before: as far as formulas can lead."""
    cells = {"variable": "running_total", "kind": "total"}
    yield row("running_0", "100", **cells)
    for step in range(1, length // 2):
        formula = f"running_{step - 1} + 1"
        yield row(f"running_{step}", str(100 + step), formula=formula, **cells)
    for step in range(1, length // 2):
        printed = "101" if step % FAULT_SHARE == 0 else "100"
        formula = f"print_{step - 1}" if step > 1 else "running_0"
        yield row(f"print_{step}", printed, formula=formula, **cells)


def split(n_asked: int, chance: random.Random) -> list[int]:
    """Counts of answers that add up to all who were asked."""
    cuts = sorted(chance.randrange(n_asked + 1) for _ in range(N_CATEGORIES - 1))
    return [high - low for low, high in zip([0, *cuts], [*cuts, n_asked], strict=True)]


def several(n_asked: int, chance: random.Random) -> list[int]:
    """Counts of answers of which everybody may give several."""
    return [chance.randrange(n_asked + 1) for _ in range(N_CATEGORIES)]


def row(claim_id: str, printed: str, **cells: str) -> Row:
    """A row of the ledger with good cells where a benchmark needs no others."""
    fixed = {"chapter": "one", "section": "Heading", "location": "text", "find": "two words"}
    defaults = dict.fromkeys(COLUMNS, "") | fixed | {"kind": "count", "unit": "people"}
    return defaults | {"claim_id": claim_id, "printed": printed} | cells


def codebook_text(n_questions: int) -> str:
    """A codebook of the made-up questions and places, as JSON, which is YAML too."""
    label = {"ru": "x", "kk": "x", "en": "x"}
    entry = {"label": label, "source": "survey", "asked": "everybody", "location": "text"}
    answers = {f"answer_{number}": label for number in range(N_CATEGORIES)}
    variables = {"running_total": entry | {"answer": "count"}}
    for number in range(n_questions):
        answer = "multiple" if number % 2 else "single"
        variables[f"question_{number}"] = entry | {"answer": answer, "categories": answers}
    places = {
        f"place_{n}": {"kind": "region", "iso": "XX", "label": label} for n in range(N_PLACES)
    }
    units = dict.fromkeys(("people", "percent", "points", "rank"), label)
    sections = {"chapters": {"one": label}, "sources": {"survey": label}, "units": units}
    return json.dumps(sections | {"places": places, "variables": variables}, indent=1)


if __name__ == "__main__":
    main(sys.argv[1:])
