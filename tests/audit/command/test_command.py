"""`python -m helpers audit`: what it prints, and the exit status that a script can rely on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.__main__ import main
from helpers.audit.results import NOT_EXACT, VERDICTS
from helpers.ledger.claims import COLUMNS
from helpers.ledger.csv_files import MOST_PROBLEMS
from helpers.paths import ROOT
from tests.cases.small_study import LEDGER, write_codebook, write_ledger

CLEAN, FAULTY = (str(ROOT / "data/examples" / name) for name in ("clean.csv", "faulty.csv"))
HEADER = ",".join(COLUMNS)
KEYS = ["claim_id", "verdict", "explanation", "printed", "recomputed", "rule", "bases", "case"]
KEYS += ["other_ends"]


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as a reader types it."""
    return subprocess.run(
        [sys.executable, "-m", "helpers", "audit", *arguments],
        env=os.environ | {"COLUMNS": "100", "PYTHONUTF8": "1"} | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def audited(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """A function: arguments -> exit status, standard output and standard error."""
    monkeypatch.setenv("COLUMNS", "100")

    def audit(*arguments: str) -> tuple[int, str, str]:
        status = main(["audit", *arguments])
        return status, *capsys.readouterr()

    return audit


@pytest.mark.parametrize(("file", "status"), [(CLEAN, 0), (FAULTY, 1)])
def test_the_exit_status_tells_whether_numbers_contradict(file: str, status: int) -> None:
    """0 when none do, 1 when some do, and the first line says so; of the file nothing is said."""
    done = run(file)
    assert (done.returncode, done.stderr) == (status, "")
    assert done.stdout.startswith("Inconsistent: " if status else "No numbers contradict")


def test_the_table_lists_what_does_not_follow(audited) -> None:
    """Numbers that follow, or have nothing to follow from, are counted and not listed."""
    _, printed, _ = audited(FAULTY)
    _, table, counts, _ = printed.split("\n\n")
    words = {line[26:41].strip() for line in table.splitlines()[2:] if line[0] != " "}
    assert words == set(NOT_EXACT)
    assert "--all lists every number" in counts


def test_the_whole_table_has_every_claim_worst_first(audited) -> None:
    """Then come the numbers by verdict, then the checks."""
    _, printed, _ = audited(FAULTY, "--all")
    _, table, counts, checks = printed.split("\n\n")
    words = [line[26:41].strip() for line in table.splitlines()[2:] if line[0] != " "]
    order = [word.replace("_", " ") for word in VERDICTS]
    assert list(dict.fromkeys(words)) == order
    assert len(words) == 51
    assert counts.startswith("Claims: 51 (rounded, halves up)\n       12  contradiction\n")
    assert "16 (teachers_inkwell) is more than" in checks
    assert all(len(line) <= 100 for line in printed.splitlines())


def test_checks_that_apply_to_nothing_are_named(audited, tmp_path: Path) -> None:
    """A reader sees what was not looked at."""
    write_codebook(tmp_path)
    _, printed, _ = audited(str(write_ledger(tmp_path)))
    assert "\n  Nothing to compare for: " in printed
    assert "Ranking words" in printed.partition("Nothing to compare for: ")[2]


@pytest.mark.parametrize("columns", ["20", "60", "400"])
def test_the_table_is_wrapped_to_the_terminal(audited, monkeypatch, columns: str) -> None:
    """A narrow terminal gets narrow columns, and nothing is lost."""
    monkeypatch.setenv("COLUMNS", columns)
    status, printed, _ = audited(FAULTY)
    assert status == 1
    assert "contradiction" in printed.replace("\n", "") or columns == "20"
    assert max(map(len, printed.splitlines())) <= max(int(columns), 60)


@pytest.mark.parametrize(("file", "status"), [(CLEAN, 0), (FAULTY, 1)])
def test_json_is_a_list_with_an_object_for_every_claim(file: str, status: int) -> None:
    """Valid JSON and nothing else, in the order of the ledger."""
    done = run(file, "--json")
    verdicts = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (status, "")
    assert [list(each)[:-1] for each in verdicts] == [KEYS] * 51
    assert {each["verdict"] for each in verdicts} <= set(VERDICTS)
    assert all(each["explanation"] for each in verdicts)


def test_json_carries_the_arithmetic(audited) -> None:
    """The recomputed number as text, the bases that work by rule, and the findings of checks."""
    _, printed, _ = audited(FAULTY, "--json")
    found = {each["claim_id"]: each for each in json.loads(printed)}
    base = found["wish_newspapers_pct"]
    assert (base["printed"], base["recomputed"], base["case"]) == ("45", "41.666667", "share_base")
    assert base["bases"] == {"half_up": [55, 56], "truncated": [55, 55]}
    assert found["language_inkish_pct"]["rule"] == "up"
    assert found["readers"]["recomputed"] is None
    checks = {each["check"]: each for each in found["contact_inkwell"]["findings"]}
    crossed = checks["level_thresholds"]
    assert crossed["status"] == "inconsistent"
    assert "5.6 (contact_inkwell)" in crossed["explanation"]


def test_the_projects_ledger_is_the_default(audited) -> None:
    """Without a file the book's own numbers are audited."""
    _, printed, said = audited("--explain", "zero_reports_pct")
    assert printed.startswith("zero_reports_pct: contradiction\n")
    assert "357 / 487 = 73.3%, printed 72%." in printed
    assert said == ""


def test_one_claim_is_explained_with_all_its_arithmetic(audited) -> None:
    """Where it stands, its formula and base, what it gives, what may have happened, the checks."""
    status, printed, _ = audited(FAULTY, "--explain", "wish_newspapers_pct")
    assert status == 1
    for part in (
        "wish_newspapers_pct: base",
        "printed: 45 (percent)",
        "search for: 25 45%",
        "formula: 100 * wish_newspapers / survey_size",
        "stated base: survey_size = 60",
        "25 / 60 = 41.7%, printed 45%. 45% needs 27 of 60. Bases that work: 55, 56.",
        "what may have happened: ",
        "Percentages of one question: inconsistent [",
    ):
        assert part in printed


def test_a_slip_in_a_claim_suggests_the_nearest(audited) -> None:
    """It is an argument that cannot be used: exit status 2."""
    assert audited(FAULTY, "--explain", "wish_nowspapers") == (
        2,
        "",
        "no claim 'wish_nowspapers' in the ledger; did you mean 'wish_newspapers'?\n",
    )


def test_the_rule_and_the_language_are_arguments(audited) -> None:
    """The report may cut digits off, and the reader may read Russian or Kazakh."""
    _, printed, _ = audited(FAULTY, "--rule", "truncated", "--explain", "wish_courses_pct")
    assert printed.startswith("wish_courses_pct: exact\n")
    _, printed, _ = audited(FAULTY, "--language", "ru", "--explain", "wish_courses_pct")
    assert printed.startswith("wish_courses_pct: база\n")
    _, printed, _ = audited(FAULTY, "--language", "kk")
    assert "Тексерулер:" in printed


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--rule", "nearby"), "argument --rule: invalid choice: 'nearby'"),
        (("--language", "fr"), "argument --language: invalid choice: 'fr'"),
        (("one.csv", "two.csv"), "unrecognized arguments: two.csv"),
        (("--explain",), "argument --explain: expected one argument"),
    ],
)
def test_wrong_arguments_end_with_status_2(arguments: tuple[str, ...], message: str) -> None:
    """What was wrong and what may be written is said."""
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


def bad_files(folder: Path) -> dict[str, tuple[bytes, str]]:
    """Names of files that cannot be audited, their bytes, and what is said of them."""
    good = write_ledger(folder).read_text(encoding="utf-8")
    as_utf_8 = "save the file as UTF-8 (in a spreadsheet: 'CSV UTF-8')"
    return {
        "empty": (b"", "empty.csv: the file is empty; write header and rows"),
        "header": (
            HEADER.encode(),
            "header.csv: there is a header and no row; add a row for each entry",
        ),
        "binary": (bytes(range(256)) * 9, "binary.csv: this is no text but a binary file; name a"),
        "utf16": (
            good.encode("utf-16")[:-1],
            f"utf16.csv, row 7: the file is UTF-16 and damaged here; {as_utf_8}",
        ),
        "latin1": (
            good.replace("Раздел", "Abschnitt für").encode("latin-1", "replace"),
            f"latin1.csv, row 2: byte 0xfc is not UTF-8; {as_utf_8}",
        ),
        "notes": (b"a log line\n" * 99, "notes.csv, row 1, column claim_id: the columns are not"),
        "quote": (
            good.replace("zero_pct,1,", 'zero_pct,1,"').encode(),
            "quote.csv, row 4: the row that begins here is not CSV: unexpected end of data; "
            "close its quotes",
        ),
        "number": (
            good.replace(",357,", ",35I,").encode(),
            "number.csv, row 3, column printed: '35I' is not a number; write digits with a "
            "decimal point, such as 7.5",
        ),
        "formula": (
            good.replace("100 * zero ", "100 * zeros ").encode(),
            "formula.csv, row 4, column formula: 'zeros' is no claim_id of the ledger; "
            "did you mean 'zero'?",
        ),
        "cycle": (
            good.replace("100 * zero ", "100 * zero_pct ").encode(),
            "cycle.csv, row 4, column formula: the formulas lead in a circle: "
            "zero_pct -> zero_pct; empty one of them",
        ),
    }


@pytest.mark.parametrize(
    "name",
    [
        *("empty", "header", "binary", "utf16", "latin1", "notes", "quote"),
        *("number", "formula", "cycle"),
    ],
)
def test_a_file_that_cannot_be_read_ends_with_status_2(audited, tmp_path: Path, name: str) -> None:
    """File, row, column, value and mend are named; the standard output stays empty."""
    content, message = bad_files(tmp_path)[name]
    path = tmp_path / f"{name}.csv"
    path.write_bytes(content)
    status, printed, said = audited(str(path), "--json")
    assert (status, printed) == (2, "")
    assert said.startswith(f"{path} cannot be audited:\n  {message}")


def test_missing_files_and_directories_end_with_status_2(tmp_path: Path) -> None:
    """Also a name that no file can have; and git is not asked for a reader's own file."""
    for path, fault in (
        (tmp_path / "gone.csv", "gone.csv: the file is missing; check its name"),
        (tmp_path, f"{tmp_path.name}: this is a directory; name a CSV file in it"),
        (tmp_path / ("x" * 300), "cannot be read: File name too long"),
    ):
        done = run(str(path))
        assert (done.returncode, done.stdout) == (2, "")
        assert fault in done.stderr
    done = run(CLEAN, "--codebook", str(tmp_path / "gone.yaml"))
    assert done.returncode == 2
    assert "gone.yaml: the file is missing; name a codebook" in done.stderr


@pytest.mark.parametrize("line", [b"a log line\n", b"\0" * 11, b"x" * 11])
def test_a_large_file_of_another_kind_is_refused_by_its_beginning(
    audited, tmp_path: Path, line: bytes
) -> None:
    """Nothing but its first line is read; the file here is a hole behind that line."""
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.write(line * 1000)
        file.truncate(10_000_000_000)
    status, printed, said = audited(str(path))
    assert (status, printed) == (2, "")
    assert said.startswith(f"{path} cannot be audited:\n  large.csv")
    assert len(said) < 1000


def test_a_long_list_of_problems_is_cut(audited, tmp_path: Path) -> None:
    """The first twenty are enough to begin with."""
    path = tmp_path / "short.csv"
    path.write_text(HEADER + "\n" + "a,b\n" * 50, encoding="utf-8")
    _, _, said = audited(str(path))
    assert said.count("\n") == 22
    assert said.endswith("\n  … and 30 more\n")
    path.write_text(HEADER + "\n" + "a,b\n" * 2 * MOST_PROBLEMS, encoding="utf-8")
    _, _, said = audited(str(path))
    assert said.endswith("\n  … and more than 480 others\n")


def test_unknown_ids_are_one_notice(audited, tmp_path: Path) -> None:
    """A ledger without a codebook is audited; what is left out and how to add one is said once."""
    path = write_ledger(tmp_path)
    status, printed, said = audited(str(path), "--json")
    assert status == 1
    assert [each["claim_id"] for each in json.loads(printed)] == [row["claim_id"] for row in LEDGER]
    assert said.startswith("claims.csv has no codebook beside it, so no question has a type")
    assert "--codebook FILE" in said
    assert said.endswith(
        "variables:\n"
        + "".join(
            f"  {name}: {{label: {name}, answer: single}}\n"
            for name in ("register_size", "financial_report")
        )
    )


@pytest.mark.parametrize("option", [(), ("--json",)])
def test_a_reader_may_close_the_pipe(option: tuple[str, ...]) -> None:
    """`| head -1` ends without a traceback."""
    command = [sys.executable, "-m", "helpers", "audit", *option]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.wait() == 1
        assert process.stderr.read() == b""


def test_options_that_exclude_each_other_are_named(audited) -> None:
    """One sentence, exit status 2, and nothing is shown."""
    status, printed, said = audited(CLEAN, "--all", "--explain", "readers")
    assert (status, printed) == (2, "")
    assert said == "--all lists every number and --explain one of them; leave out one\n"


def test_one_claim_comes_with_the_summary_that_the_status_is_about(audited) -> None:
    """A number may follow in a ledger whose others do not."""
    status, printed, _ = audited(FAULTY, "--explain", "readers")
    assert status == 1
    assert "\nThe whole ledger: Inconsistent: " in printed


def test_a_page_is_written_besides_what_is_shown(audited, tmp_path: Path) -> None:
    """The status is that of the audit, and only an earlier page is written over."""
    page = tmp_path / "audit.html"
    shown = audited(FAULTY, "--json")
    assert audited(FAULTY, "--json", "--html", str(page)) == shown
    assert audited(FAULTY, "--json", "--html", str(page)) == shown
    html = page.read_text(encoding="utf-8")
    assert "Inconsistent: 12 of 51 numbers." in html
    assert str(ROOT) not in html
    assert [path.name for path in tmp_path.iterdir()] == ["audit.html"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("notes.txt", "notes.txt is there and is no page of an audit; name another file, or"),
        ("gone/audit.html", "gone; make it first"),
        ("", "is a directory; name a file in it"),
        ("x" * 300, "cannot be written: File name too long; name another file"),
    ],
)
def test_a_page_that_cannot_stand_there_is_one_sentence(
    audited, tmp_path: Path, name: str, message: str
) -> None:
    """Said before the audit; what was there stays as it was."""
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    status, printed, said = audited(CLEAN, "--html", str(tmp_path / name))
    assert (status, printed, said.count("\n")) == (2, "", 1)
    assert message in said
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_one_sentence() -> None:
    """What is shown cannot be written: exit status 2 and no traceback."""
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "helpers", "audit", CLEAN]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("the standard output cannot be written: ")
    assert done.stderr.count("\n") == 1


def test_a_terminal_without_the_letters_shows_what_it_can() -> None:
    """An ASCII terminal ends no report; JSON is UTF-8 everywhere."""
    options = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = run(FAULTY, "--language", "ru", **options)
    assert (done.returncode, done.stderr) == (1, "")
    assert "?" in done.stdout
    assert "противоречие" in run(FAULTY, "--language", "ru").stdout
    assert "в отчёте" in run(FAULTY, "--language", "ru", "--json", **options).stdout
