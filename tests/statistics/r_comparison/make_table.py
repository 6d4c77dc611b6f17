"""Record `table.csv`: every quantity by our functions and by R. Needs R; the tests don't.

    PYTHONPATH=src python -m tests.statistics.r_comparison.make_table [MRCV/R/BLfour.R]

Debian: r-base-core, r-cran-survey, r-cran-psych, r-cran-mass. MRCV's file is on CRAN.
"""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.statistics.r_comparison.quantities import load_rows, quantities

HERE = Path(__file__).parent
TABLE = HERE / "table.csv"
COLUMNS = ("quantity", "r_function", "ours", "r", "difference", "tolerance", "agrees", "note")

# Relative to R's value. Raking and fitting stop at tolerances of their own in R.
TOLERANCE = 1e-8
LOOSER = {"raked": 1e-6, "ordinal check": 1e-5, "ordinal": 1e-6}
NOTES = {
    "raked from weights mean vote se by rake": (
        "R's rake() takes residuals from the margins without the weights that raking started from; "
        "its calibrate() takes them with these weights, as ours does"
    )
}
# polr differentiates its gradient in steps of a thousandth; the quotients of differences of the
# log-likelihood that `tests/statistics/test_ordinal.py` takes agree with ours.
OF_HESSIAN = "R's Hessian is a coarse finite difference; a finer one gives ours"
HESSIAN_TOLERANCE = 1e-3


def main(mrcv: str | None = None) -> None:
    """Ask R, set both side by side, write the table."""
    theirs, ours = ask_r(mrcv), quantities()
    rows = [_row(name, ours[name], theirs[name]) for name in ours if name in theirs]
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    off = [row["quantity"] for row in rows if row["agrees"] == "no"]
    print(f"{len(rows)} quantities, {len(rows) - len(off)} agree; not: {', '.join(off) or 'none'}")


def ask_r(mrcv: str | None) -> dict[str, dict[str, str]]:
    """R's values and functions by quantity."""
    with TemporaryDirectory() as folder:
        data, results = Path(folder, "data.csv"), Path(folder, "results.csv")
        load_rows().to_csv(data, index=False)
        command = ["Rscript", str(HERE / "compare.R"), str(data), str(results)]
        subprocess.run([*command, *([mrcv] if mrcv else [])], check=True)
        with results.open(encoding="utf-8", newline="") as file:
            return {row["quantity"]: row for row in csv.DictReader(file)}


def tolerance_of(name: str) -> float:
    """How far a quantity may be from R's, relatively."""
    if is_of_hessian(name):
        return HESSIAN_TOLERANCE
    return next((each for start, each in LOOSER.items() if name.startswith(start)), TOLERANCE)


def is_of_hessian(name: str) -> bool:
    """Whether a quantity is a standard error of the ordinal model."""
    return name.startswith("ordinal") and name.endswith("se")


def distance(ours: float, theirs: float) -> float:
    """The difference relative to R's value, or absolute where that is 0."""
    return abs(ours - theirs) / (abs(theirs) or 1.0)


def _row(name: str, ours: float, theirs: dict[str, str]) -> dict[str, str]:
    r, tolerance = float(theirs["r"]), tolerance_of(name)
    return {
        "quantity": name,
        "r_function": theirs["r_function"],
        "ours": f"{ours:.15g}",
        "r": f"{r:.15g}",
        "difference": f"{distance(ours, r):.1e}",
        "tolerance": f"{tolerance:.0e}",
        "agrees": "yes" if distance(ours, r) <= tolerance else "no",
        "note": OF_HESSIAN if is_of_hessian(name) else NOTES.get(name, ""),
    }


if __name__ == "__main__":
    main(*sys.argv[1:2])
