"""Every text of the data files is words."""

from pathlib import Path

import pytest
import yaml

from bookmaker.project import admission
from bookmaker.project.remembered import Memory
from helpers import paths
from helpers.errors import InputError
from helpers.ledger.texts import text_problems
from tests.cases.small_study import csv_text, write_codebook, write_ledger
from tests.cases.vectors import VECTORS


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with data to break."""
    for name in ("published", "instruments"):
        (tmp_path / "data" / name).mkdir(parents=True)
    return tmp_path


def test_the_data_of_this_book_are_words() -> None:
    """All of them, those of the questionnaires, too."""
    assert [str(each) for each in text_problems(paths.ROOT)] == []


def test_good_data_have_no_problem(root: Path) -> None:
    """A small codebook and ledger; formulas are none of the texts."""
    write_codebook(root / "data/published")
    write_ledger(root / "data/published", zero_pct={"formula": "[x](javascript:a) * `b`"})
    assert text_problems(root) == []


@pytest.mark.parametrize("route", ["label", "note", "paraphrase"])
def test_each_vector_is_named_where_it_stands(root: Path, route: str) -> None:
    """In a label of the codebook and in cells of tables, all in one report."""
    folder = root / "data/published"
    if route == "label":
        labels = {f"a{n}": {"en": vector} for n, vector in enumerate(VECTORS.values())}
        (folder / "codebook.yaml").write_text(yaml.safe_dump({"units": labels}), encoding="utf-8")
        wanted = {("", f"units.a{n}.en") for n in range(len(VECTORS))}
    else:
        rows = [{route: vector} for vector in VECTORS.values()]
        (folder / "quotes.csv").write_text(csv_text([route], rows), encoding="utf-8")
        wanted = {(str(row), route) for row in _first_rows()}
    assert {(each.row, each.column) for each in text_problems(root)} == wanted


def _first_rows() -> list[int]:
    row, rows = 2, []
    for vector in VECTORS.values():
        rows.append(row)
        row += 1 + vector.count("\n")
    return rows


@pytest.mark.parametrize(
    "text",
    [
        "units:\n  formula:\n    en: <script>pwned()</script>\n",
        "units:\n  a: !!omap [en: <script>pwned()</script>]\n",
        "units:\n  a: !!set {<script>pwned()</script>}\n",
        "units:\n  a: !!binary PHNjcmlwdD5wd25lZCgpPC9zY3JpcHQ+\n",
    ],
)
def test_no_key_and_no_kind_of_yaml_hides_a_text(root: Path, text: str) -> None:
    """A category may have the name of an expression."""
    (root / "data/published/codebook.yaml").write_text(text, encoding="utf-8")
    assert any("the raw html '<script>pwned" in each.message for each in text_problems(root))


@pytest.mark.parametrize("sign", [";", "\t", ","])
@pytest.mark.parametrize("above", ["", "sep={sign}\n", "\ufeff"])
def test_a_table_is_parted_as_whoever_reads_it_parts_it(root: Path, sign: str, above: str) -> None:
    """As a Russian Excel saves it: no cell is passed over."""
    text = above + 'id{sign}note{sign}more\na{sign}"b, <script>pwned()</script>"{sign}c\n'
    path = root / "data/published/claims.csv"
    path.write_text(text.replace("{sign}", sign), encoding="utf-8")
    [found] = text_problems(root)
    assert (found.row, found.column) == (str(2 + above.startswith("sep")), "note")


def test_files_that_were_judged_are_not_judged_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the next edition's process; each problem is said again, in its row."""
    path, memory = root / "data/published/claims.csv", Memory(root / "remembered")
    path.write_text("id,note\na,`b c`\n", encoding="utf-8")
    [before] = text_problems(root, memory=memory)
    path.write_text("id,note\nword,word\na,`b c`\n", encoding="utf-8")
    monkeypatch.setattr(admission, "read_texts", lambda texts, _: pytest.fail(f"asked: {texts}"))
    [after] = text_problems(root, memory=memory)
    assert (before.row, after.row) == ("2", "3")
    assert after.message == before.message


def test_a_message_says_what_is_wrong_and_what_may_be(root: Path) -> None:
    """File, row and column first."""
    (root / "data/published/claims.csv").write_text("id,note\na,[b](file:///c)\n", encoding="utf-8")
    [found] = text_problems(root)
    assert str(found) == (
        "data/published/claims.csv, row 2, column note: '[b](file:///c)' has the link "
        "'file:///c'; a text is words, with *emphasis* at most: take the rest out"
    )


def test_a_text_that_takes_minutes_is_named_with_its_place(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twelve brackets in each other keep Pandoc for hours."""
    monkeypatch.setattr(admission, "_MOST_SECONDS", 1)
    bomb = "[" * 40 + "a" + "]" * 40
    (root / "data/published/claims.csv").write_text(f"id,note\na,{bomb}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"claims\.csv, row 2, column note: '\[\[.*too deeply"):
        text_problems(root)
