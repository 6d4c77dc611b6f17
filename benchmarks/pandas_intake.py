"""An intake as somebody writes it who knows pandas: read, checked by column, written as Parquet.

    python benchmarks/pandas_intake.py csv|openpyxl|calamine EXPORT RULES.json TARGET.parquet

Prints seconds and memory as JSON. Nothing of the project is imported: this runs in the environment
of what is compared, where pandas has pyarrow.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

import pandas as pd

TELEPHONE = r"\+?[78][ (-]*7\d\d[ )-]*\d{3}[ -]*\d\d[ -]*\d\d"
TIMES = ("start", "end", "_submission_time")
PERSONAL = ["organisation/bin", "organisation/organisation_name"]


def read(engine: str, path: str) -> pd.DataFrame:
    """All cells as text."""
    if engine == "csv":
        return pd.read_csv(path, sep=";", dtype="str")
    return pd.read_excel(path, dtype="str", engine=engine)


def check(rows: pd.DataFrame, rules: dict[str, Any]) -> int:
    """How many cells are at fault; the columns get their types, telephones are masked."""
    n_faults = int(rows["_id"].duplicated().sum())
    for heading in rows.columns:
        name, cells = heading.partition("/")[2], rows[heading]
        if heading in TIMES:
            rows[heading] = pd.to_datetime(cells, errors="coerce", utc=True, format="ISO8601")
            n_faults += int(rows[heading].isna().sum())
        elif name in rules["allowed"]:
            n_faults += int((cells.notna() & ~cells.isin(rules["allowed"][name])).sum())
            rows[heading] = cells.astype("category")
        elif name in rules["whole"]:
            rows[heading] = numbers = pd.to_numeric(cells, errors="coerce")
            n_faults += int((numbers.isna() & cells.notna()).sum() + (numbers < 0).sum())
        elif name.endswith(("_words", "_other")):
            rows[heading] = cells.str.replace(TELEPHONE, "***", regex=True)
    return n_faults


if __name__ == "__main__":
    engine, export, rules, target = sys.argv[1:]
    known = json.loads(Path(rules).read_text(encoding="utf-8"))
    wall, busy = time.perf_counter(), time.process_time()
    rows = read(engine, export)
    n_faults = check(rows, known)
    rows.drop(columns=PERSONAL).to_parquet(target)
    found = {
        "seconds": time.perf_counter() - wall,
        "processor_seconds": time.process_time() - busy,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        / (1 << 20 if sys.platform == "darwin" else 1 << 10),
        "faults": n_faults,
        "rows": len(rows),
    }
    print(json.dumps(found))
