"""Attempts to get a respondent out of a release, and what stops each.

 1  a small cell in the data behind a figure             the minimum
 2  a total minus the others                             complementary suppression (tau-Argus)
 3  the base minus a cell: 98 of 100                     the minimum for what is left of a base
 4  the percentage of a small base                       a share follows its cells
 5  three two-way tables that have one table behind      the attack over linked tables
 6  the mean of one form, and of all minus the others    the rule for means
 7  a p-value that can be solved for a withheld cell     only its class is left
 8  a notebook that opens the rows by polars             the kernel does not import it
 9  a notebook that opens the rows by open or pandas     the audit hook; cells are checked before
10  a room of the book that imports what opens rows      import-linter, and the check of sources
11  a quote with an identifying combination              the rule for quotes
12  free text in a tooltip, PNG metadata                 the scan for canaries
13  differencing: a second release with one row more     the history of releases
14  differencing: a larger second release, small cells   the attack on both together
15  differencing: a subset of the rows in one release    the attack on populations that overlap
16  the panel: one organisation that changed its answer  the minimum in the table of changes
17  a city by the number of all cities                   the attack on variables made of others
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from helpers import paths
from helpers.disclosure import (
    PROTECTED,
    Cell,
    CountTable,
    DisclosureError,
    Merged,
    Release,
    Table,
    attack,
    count,
    load_rules,
    protect,
    share,
)
from helpers.disclosure.canaries import make_canaries
from helpers.disclosure.guard import check_notebooks, check_sources, kernel_environment
from helpers.disclosure.history import check_releases, load_history, publish, record
from helpers.disclosure.quotes import CodedQuote, check_quotes
from helpers.disclosure.results import check_means, check_result
from helpers.disclosure.scan import scan
from tests.disclosure.test_scan import png_with

RULES = load_rules()
SURVEY = "2024/survey"


def shown(table: Table) -> dict[tuple[str, ...], int | None]:
    """Cells as a reader sees them."""
    return {c.key: None if c.value is None else int(c.value) for c in table.cells}


def plain(name: str, population: str = SURVEY, **counts: int) -> CountTable:
    """A table of one question."""
    return CountTable(name, (name,), {(k,): v for k, v in counts.items()}, population=population)


def test_01_a_small_cell_in_the_data_of_a_figure() -> None:
    """The table a figure is drawn from has no value there: what is drawn cannot have one."""
    released = protect([plain("need", finance=60, staff=37, other=3)], RULES).tables[0]
    frame = released.frame()
    assert frame.loc[frame["need"] == "other", "value"].isna().all()
    assert ",3" not in frame.to_csv(index=False)


def test_02_a_total_minus_the_others() -> None:
    """One withheld cell of a total is no secret; another is withheld with it."""
    released = protect([plain("need", finance=60, staff=37, other=3)], RULES).tables[0]
    assert sum(value is None for value in shown(released).values()) >= 2


def test_03_the_base_minus_a_cell() -> None:
    """98 of 100 who ticked an answer are 2 who did not."""
    counts = {("state",): 98, ("own",): 40, ("",): 100}
    table = CountTable("funding", ("funding",), counts, additive=False, population=SURVEY)
    assert shown(protect([table], RULES).tables[0])["state",] is None


def test_04_the_percentage_of_a_small_base() -> None:
    """Three forms of a town, all but one of them agreeing: no share of them leaves."""
    counts = {("esik", "yes"): 2, ("esik", "no"): 1, ("talgar", "yes"): 20, ("talgar", "no"): 30}
    tables = protect([CountTable("t", ("place", "q"), counts, population="form")], RULES).tables
    assert share(tables, "t", ("esik", "yes"), ("esik", "")).withheld == PROTECTED


def test_05_two_tables_and_a_third() -> None:
    """Each of three tables is protected by itself; together they leave one value, and fail."""
    counts = {
        ("x", "y"): {"ap": 4, "aq": 9, "ar": 7, "bp": 3, "bq": 8, "br": 9},
        ("y", "z"): {"pm": 2, "pn": 5, "qm": 10, "qn": 7, "rm": 10, "rn": 6},
        ("x", "z"): {"am": 11, "an": 9, "bm": 11, "bn": 9},
    }
    tables = [
        CountTable("".join(each), each, {tuple(k): v for k, v in cells.items()}, population=SURVEY)
        for each, cells in counts.items()
    ]
    alone = [protect([table], RULES).tables[0] for table in tables]
    with pytest.raises(DisclosureError, match=r"table xy, yz, .*\[y=p\]: rule width: .* 7 to 7"):
        attack(alone, tables, RULES)
    for found in protect(tables, RULES).attack.values():
        assert found["narrowest"] is None or found["narrowest"] >= RULES.width


def test_06_the_mean_of_one_form() -> None:
    """Neither it, nor the mean of all from which the others' could be taken, is released."""
    groups = {"esik": [9], "talgar": [3, 4, 5, 6, 5, 4] * 5}
    found = check_means("score", groups, RULES, scale=(0, 9))
    assert found["esik"].value is None
    assert found["talgar"].value is not None
    assert found[""].value is None


def test_07_a_statistic_that_can_be_solved() -> None:
    """With margins released, a chi-squared of three digits has one table behind it."""
    tables = protect(
        [
            CountTable(
                "t",
                ("g", "q"),
                {("a", "y"): 3, ("a", "n"): 30, ("b", "y"): 30, ("b", "n"): 30},
                population=SURVEY,
            )
        ],
        RULES,
    ).tables
    result = {"n": 93, "groups": {"a": 33, "b": 60}, "statistic": 15.54, "p_value": 0.00008}
    found = check_result("gap", result, RULES, tables=tables)
    assert "statistic" not in found
    assert found["p_value"] == "< 0.001"
    assert check_result("bare", {"n": 9, "groups": [4, 5], "p": 0.5}, RULES)["refused"]


def closed(code: str, restricted: Path) -> str:
    """What a closed kernel says to a line of code."""
    closing = kernel_environment({})
    closing["CIVIC_VOICE_CLOSED"] += os.pathsep + str(restricted)
    closing["PYTHONPATH"] += os.pathsep + str(paths.ROOT / "src")
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **closing},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    return done.stderr.splitlines()[-1]


def test_08_a_notebook_with_polars(tmp_path: Path) -> None:
    """polars opens files in its own code, so a closed kernel has none."""
    assert "ClosedImportError" in closed("import polars", tmp_path)


def test_09_a_notebook_with_open_or_pandas(tmp_path: Path) -> None:
    """Every way through Python ends at the hook; the cell is refused before it runs."""
    file = tmp_path / "survey.csv"
    file.write_text("staff\n7919\n")
    (tmp_path / "door").symlink_to(file)
    code = (
        "import os, sys, pathlib, io\n"
        f"file, door = {str(file)!r}, {str(tmp_path / 'door')!r}\n"
        "ways = [lambda: open(file), lambda: os.open(file, 0),"
        " lambda: pathlib.Path(door).read_text(),"
        f" lambda: os.listdir({str(tmp_path)!r}), lambda: os.link(file, '/tmp/link'),"
        " lambda: os.system('cat ' + file)]\n"
        "for way in ways:\n"
        "    try: way()\n"
        "    except RuntimeError as error: assert 'ClosedError' in type(error).__name__\n"
        "    else: sys.exit('open')\n"
        "import pandas\n"
        "pandas.read_csv(file)\n"
    )
    assert "ClosedError: open in the directory of questionnaires" in closed(code, tmp_path)
    cells = [
        "import polars as pl",
        "os.popen('cat /k?pt/*')",
        "get_ipython().getoutput('x')",
        "np.ctypeslib.ctypes.CDLL(None)",
        "open('x')",
        "pd.read_parquet(p)",
        "!cat x",
        "paths.RESTRICTED",
        "from helpers.microdata import clean",
        "x = 'data/restricted'",
    ]
    notebook = tmp_path / "note.ipynb"
    notebook.write_text(
        json.dumps({"cells": [{"cell_type": "code", "source": [each]} for each in cells]})
    )
    problems = check_notebooks([notebook])
    assert {problem.row for problem in problems} == {str(n + 1) for n in range(len(cells))}
    assert check_notebooks(paths.NOTEBOOKS.glob("*.ipynb")) == []


def test_10_a_room_of_the_book_that_opens_rows(tmp_path: Path) -> None:
    """A contract forbids the import, and naming the directory is a problem of its own."""
    settings = tomllib.loads((paths.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    name = "Rooms of the book do not open questionnaires"
    contract = next(each for each in contracts if each["name"] == name)
    assert "helpers.microdata.clean" in contract["forbidden_modules"]
    assert "helpers.chapters" in contract["source_modules"]
    room = tmp_path / "helpers" / "chapters"
    room.mkdir(parents=True)
    (room / "leak.py").write_text("from helpers import paths\nrows = paths.RESTRICTED / '2026'\n")
    assert "RESTRICTED is for rooms that count" in check_sources(tmp_path)[0].message
    (room / "leak.py").write_text("def rows():\n    from helpers.release import making\n")
    assert "helpers.release.making is for rooms" in check_sources(tmp_path)[0].message
    assert check_sources() == []


def test_11_a_quote_with_an_identifying_combination() -> None:
    """The only woman of a state body in a region is named by her quote."""
    several = [{"region": "abay", "gender": "men", "organisation_type": "ngo"}] * 8
    one = {"region": "abay", "gender": "women", "organisation_type": "state"}
    quotes = [CodedQuote("q1", "…", one), CodedQuote("q2", "…", {"region": "abay"})]
    released, refused = check_quotes(quotes, RULES, respondents=[*several, one])
    assert [quote.quote_id for quote in released] == ["q2"]
    assert refused[0].table == "q1"
    assert refused[0].cells == (("region", "gender", "organisation_type"),)


def test_12_free_text_in_a_tooltip_and_in_a_picture(tmp_path: Path) -> None:
    """What no rule foresaw is found in what was built, and named without its value."""
    canaries = make_canaries("00ff00ff00ff00ff")
    text = next(each.value for each in canaries if each.canary_id == "text")
    escaped = json.dumps(text.upper())[1:-1]
    (tmp_path / "page.html").write_text(f"<script>spec={{'tooltip':'{escaped}'}}</script>")
    (tmp_path / "figure.png").write_bytes(png_with(text))
    found = scan(tmp_path, canaries)
    assert {find.product for find in found.finds} == {"page.html", "figure.png"}
    with pytest.raises(DisclosureError, match=r"figure.png \(zTXt\), at \d+: canary text") as error:
        found.require_clean()
    assert text not in str(error.value)


@pytest.fixture
def restricted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where questionnaires would be, and releases are kept."""
    monkeypatch.setattr(paths, "RESTRICTED", tmp_path)
    return tmp_path


def release_of(
    directory: Path, rows: list[str], ids: list[str], *, wave: str = SURVEY
) -> tuple[list[CountTable], dict[str, list[str]]]:
    """Count and publish a release of these answers."""
    table = CountTable("q", ("q",), {(k,): v for k, v in Counter(rows).items()}, population=wave)
    whose = {wave: ids}
    released = protect([table], RULES, rows=whose).tables
    release = directory / "release.json"
    release.write_text(json.dumps([rows, ids]), encoding="utf-8")
    before = load_history()
    record(released, [table], whose, release=release)
    assert load_history() == before, "what is only built has not left"
    publish(release)
    return [table], whose


def test_13_a_second_release_with_one_row_more(restricted: Path) -> None:
    """The difference is one respondent's answer; to release the same rows again is no harm."""
    answers, ids = ["a"] * 50 + ["b"] * 50, [str(n) for n in range(101)]
    _, whose = release_of(restricted, answers, ids[:100])
    history = load_history()
    with pytest.raises(DisclosureError, match=r"differs from .*released before, by 1 questionn"):
        check_releases({SURVEY: ids}, history, RULES)
    check_releases(whose, history, RULES)
    grown = CountTable("q", ("q",), {("a",): 50, ("b",): 51}, population=SURVEY)
    assert (
        None
        in shown(protect([grown], RULES, rows={SURVEY: ids}, history=history).tables[0]).values()
    )


def test_14_a_second_release_with_several_more(restricted: Path) -> None:
    """Each release is safe alone; of twelve new rows one answered b, which is withheld."""
    answers, ids = ["a"] * 50 + ["b"] * 50, [str(n) for n in range(112)]
    release_of(restricted, answers, ids[:100])
    history = load_history()
    grown = CountTable("q", ("q",), {("a",): 61, ("b",): 51}, population=SURVEY)
    check_releases({SURVEY: ids}, history, RULES)
    alone = shown(protect([grown], RULES).tables[0])
    assert None not in alone.values()
    together = shown(protect([grown], RULES, rows={SURVEY: ids}, history=history).tables[0])
    assert together["b",] is None
    whole = Table("q", ("q",), tuple(Cell(key, value) for key, value in grown.values().items()))
    with pytest.raises(DisclosureError, match="1 to 1"):
        attack([whole], [grown], RULES, rows={SURVEY: ids}, history=history)


def test_15_a_subset_in_the_same_release() -> None:
    """All of a wave, and all who have an address: the difference is two without one."""
    ids = [str(n) for n in range(100)]
    whole = CountTable("q", ("q",), {("a",): 50, ("b",): 50}, population=SURVEY)
    part = CountTable("of those", ("q",), {("a",): 49, ("b",): 49}, population="with address")
    rows = {SURVEY: ids, "with address": ids[:98]}
    assert None not in shown(protect([part], RULES, rows=rows).tables[0]).values()
    tables = protect([whole, part], RULES, rows=rows).tables
    assert any(None in shown(table).values() for table in tables)


def test_16_the_panel_shows_no_single_change() -> None:
    """Of those asked twice one went from a to b: the cell is withheld, and not alone."""
    counts = {("a", "a"): 30, ("a", "b"): 1, ("b", "a"): 9, ("b", "b"): 20}
    table = CountTable(
        "change",
        ("then", "now"),
        counts,
        population="panel",
        variables={"then": "2024.q", "now": "2026.q"},
    )
    margins = [
        plain("2024.q", "panel", a=31, b=29),
        plain("2026.q", "panel", a=39, b=21),
    ]
    released, _, found = protect([table, *margins], RULES)
    assert shown(released[0])["a", "b"] is None
    assert found["change"]["narrowest"] >= RULES.width


def test_a_release_as_json_holds_no_withheld_number(tmp_path: Path) -> None:
    """The file that notebooks read has neither the value nor which rule met the cell first."""
    tables, refusals, found = protect([plain("need", a=60, b=37, c=3)], RULES)
    release = Release(tables={t.name: t for t in tables}, refusals=tuple(refusals), attack=found)
    release.write(tmp_path / "release.json")
    read = Release.read(tmp_path / "release.json")
    assert read.tables["need"] == tables[0]
    assert {cell.withheld for cell in read.tables["need"].cells if cell.value is None} == {
        PROTECTED
    }


def test_rows_are_counted_with_those_who_did_not_answer() -> None:
    """Tables of one population count the same rows, whatever a question was left out by."""
    import pandas as pd

    rows = pd.DataFrame(
        {"g": ["x", "x", "y", None], "q__a": [1, 0, None, 1], "q__b": [0, 1, None, 1]}
    )
    table = count(rows, "t", ["g", "q"], population=SURVEY, categories={"q": ["a", "b", "c"]})
    assert not table.additive
    assert table.counts["x", ""] == 2
    assert table.counts["y", ""] == 0
    assert table.counts["not_answered", "b"] == 1
    assert table.counts["x", "c"] == 0


def test_17_a_city_by_the_number_of_all_cities() -> None:
    """Three cities are 16, two of them 7 and 6: no table has both variables, and 3 follow."""
    regions = plain("region", akmola=76, abai=4, aktobe=4, almaty=7, shymkent=6, astana=3)
    kinds = plain("location", outside=84, cities=16)
    cities = dict.fromkeys(("almaty", "shymkent", "astana"), "cities")
    outside = dict.fromkeys(("akmola", "abai", "aktobe"), "outside")
    merged = [Merged("location", "region", cities | outside)]
    hidden = {("abai",), ("aktobe",), ("astana",)}
    alone = [
        Table(
            table.name,
            table.dimensions,
            tuple(
                Cell(key, None, PROTECTED) if key in hidden else Cell(key, Fraction(value))
                for key, value in table.values().items()
            ),
        )
        for table in (regions, kinds)
    ]
    assert attack(alone, [regions, kinds], RULES)["region"]["narrowest"] >= RULES.width
    with pytest.raises(DisclosureError, match=r"region=astana\]: rule width: .* 3 to 3"):
        attack(alone, [regions, kinds], RULES, merged=merged)
    seeing = protect([regions, kinds], RULES, merged=merged)
    assert None in (shown(seeing.tables[0])["almaty",], shown(seeing.tables[0])["shymkent",])
    assert seeing.attack["region"]["narrowest"] >= RULES.width
