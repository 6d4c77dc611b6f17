"""What changed, what ran, how long: one source after the other is changed and the book built again.

    python benchmarks/changes_speed.py [--only NAME ...] [--editions "en ru kk"] [--write]

A copy of the sources is built whole, in all formats. Then each change is made on top of those
before it, as an author works, and what `make book` runs for it is listed by the pipeline itself.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import book_speed
import copies
import page
from compare import HERE, RESULTS
from measuring import Results, RunError, end_when_told, measured

from helpers.workshop.measuring import machine

Change = Callable[[Path], None]

NOTEBOOK = f"notebooks/{book_speed.CHANGED}.ipynb"


def in_notebook(change: Callable[..., None], *words: str) -> Change:
    """A change of the chapter that is changed."""
    return lambda root: change(root / NOTEBOOK, *words)


def replaced(path: str, old: str, new: str) -> Change:
    """Other words in a file of the checkout."""
    return lambda root: copies.replace_once(root / path, old, new)


def added(path: str, text: str) -> Change:
    """A line more at the end of a file."""

    def add(root: Path) -> None:
        with (root / path).open("a", encoding="utf-8") as file:
            file.write(text)

    return add


CHANGES: Mapping[str, Change] = {
    "nothing": lambda _: None,
    "a paragraph of a chapter": in_notebook(copies.change_paragraph, "This is a new sentence."),
    "a caption": in_notebook(copies.change_option, "fig-cap", "This is new."),
    "a translation (Russian, one sentence)": replaced(
        f"locale/ru/{book_speed.CHANGED}.po", 'msgstr "Гражданский', 'msgstr "Весь гражданский'
    ),
    "the style": added("src/bookmaker/rendering/theme/claims.css", "\n:root { --new: 0; }\n"),
    "a cell of code": in_notebook(
        copies.change_result, book_speed.CHANGED_TABLE, book_speed.shown_in_table(copies.word())
    ),
    "a colour of the charts": replaced("src/helpers/outputs/figures.py", "#d55e00", "#d55e01"),
    "a helper": added("src/helpers/statistics/intervals.py", "\n# A line more.\n"),
    "a row of the data (its note)": lambda root: copies.change_note(
        root / "data/published/claims.csv", "This is new."
    ),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, change, build, and keep what ran."""
    end_when_told()
    options = _parser().parse_args(arguments)
    results = Results.read(options.results)
    results.content.setdefault("machine", machine())
    editions = options.editions.split()
    copy, outputs = copies.copy_sources(copies.WORKSPACE), copies.WORKSPACE / "changes"
    if not options.keep:
        copies.empty(outputs)
    found = build(copy, outputs, editions)
    print(f"whole book: {found['seconds']:.1f} s: {found['ran']}", flush=True)
    for name in options.only or CHANGES:
        CHANGES[name](copy.root)
        found = build(copy, outputs, editions)
        results.content.setdefault("changes", {})[name] = found
        results.write()
        print(f"{name}: {found['seconds']:.1f} s: {found['ran']}", flush=True)
    if options.write:
        page.write(results.content, HERE)
    return 0


def build(copy: copies.Copy, outputs: Path, editions: Sequence[str]) -> dict[str, Any]:
    """Bring the book up to date; seconds and the tasks that ran."""
    ran = copies.WORKSPACE / "ran.json"
    ran.unlink(missing_ok=True)
    command = [sys.executable, str(HERE / "executing.py"), "--ran", str(ran), *editions]
    run = measured(
        command,
        cwd=copy.root,
        environment=copy.environment(outputs),
        log=copies.WORKSPACE / "logs" / "changes.txt",
    )
    # Where nothing has changed at all, the pipeline is not asked.
    names = json.loads(ran.read_text(encoding="utf-8")) if ran.is_file() else []
    return {"seconds": run.seconds, "ran": counted(names), "tasks": names}


def counted(names: Iterable[str]) -> str:
    """Tasks by what they do, the editions and chapters of each left out.

    >>> counted(["stage_en", "stage_ru", "execute_en_00_introduction", "task_prose"])
    '1 × execute, 2 × stage, prose'
    """
    kinds = Counter(re.sub(r"^task_|_(en|ru|kk)(_.*)?$", "", name) for name in names)
    once = {re.sub(r"^task_", "", name) for name in names}
    parts = [kind if kind in once else f"{n} × {kind}" for kind, n in kinds.items()]
    return ", ".join(sorted(parts)) or "nothing"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=list(CHANGES), metavar="NAME")
    parser.add_argument("--editions", default=" ".join(copies.LANGUAGES))
    parser.add_argument("--keep", action="store_true", help="go on from what is built there")
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--write", action="store_true", help="write the page of results")
    return parser


if __name__ == "__main__":
    try:
        sys.exit(main())
    except RunError as error:
        sys.exit(str(error))
