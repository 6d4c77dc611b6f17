"""The same numbers in the same order in every edition, each written by its language's rules.

Read back from the built pages: every number of the prose leads to its entry in the ledger, and the
entry's id says which claim it is.
"""

import csv
import re
import shutil

import pytest
import yaml
from bs4 import BeautifulSoup

from helpers import paths, po_files, staging
from helpers.errors import InputError
from tests.conftest import BuiltBook

SOURCE = "en"
OTHERS = ("ru", "kk")
GENERATED = ("ledger.html", "figures.html")


def numbers_of(page):
    """Claim ids and texts of the numbers of a page's prose, in order, tables left to their data."""
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    links = soup.select("main a.claim[href*='#']")
    return [(link["href"].split("#")[1], link.get_text()) for link in links]


def value_of(text):
    """The figures of a number, whatever the language's signs: 7.5 and 7,5 are the same."""
    plain = re.sub(r"(?<=\d)[\u202f\u00a0,.](?=\d{3}(?!\d))", "", text)
    return sorted(re.sub(r"(?<=\d),(?=\d)", ".", part) for part in re.findall(r"[\d.,]*\d", plain))


@pytest.fixture(scope="module")
def pages(built_book: BuiltBook):  # noqa: ARG001 (three editions)
    """Numbers of every written page, by its name and edition."""
    found = {}
    for language in (SOURCE, *OTHERS):
        root = paths.book(language)
        for page in sorted(root.rglob("*.html")):
            name = page.relative_to(root).as_posix()
            if name not in GENERATED:
                found.setdefault(name, {})[language] = numbers_of(page)
    return found


def test_editions_have_the_same_pages(pages):
    """So that the language switch never leads nowhere."""
    assert len(pages) >= 9
    assert all(set(editions) == {SOURCE, *OTHERS} for editions in pages.values())


@pytest.mark.parametrize("language", OTHERS)
def test_the_same_claims_in_the_same_order(pages, language):
    """Page by page; the first difference is shown with its place."""
    n_compared = 0
    for name, editions in pages.items():
        wanted = [claim for claim, _ in editions[SOURCE]]
        found = [claim for claim, _ in editions[language]]
        pairs = zip(wanted, found, strict=False)
        place = next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(wanted), len(found)))
        shown = (
            f"{name}: number {place + 1}: {wanted[place : place + 3]}, {found[place : place + 3]}"
        )
        assert wanted == found, shown
        n_compared += len(wanted)
    assert n_compared > 400


@pytest.mark.parametrize("language", OTHERS)
def test_the_same_values(pages, language):
    """Whatever sign separates decimals and thousands."""
    for name, editions in pages.items():
        pairs = zip(editions[SOURCE], editions[language], strict=True)
        for (claim, text), (_, other) in pairs:
            assert value_of(text) == value_of(other), f"{name}, {claim}: {text!r} and {other!r}"


@pytest.mark.usefixtures("built_book")
@pytest.mark.parametrize("language", OTHERS)
def test_every_number_of_the_prose_has_the_same_value(language):
    """Those without a claim, too: intervals, bounds, derived numbers, dates."""
    values = {
        each: yaml.safe_load((paths.site(each) / "_variables.yml").read_text(encoding="utf-8"))
        for each in (SOURCE, language)
    }
    assert set(values[SOURCE]) == set(values[language])
    for name, text in values[SOURCE].items():
        assert value_of(str(text)) == value_of(str(values[language][name])), name


def test_numbers_are_written_by_their_language_s_rules(pages):
    """A comma and a thin space; in English a point and a comma."""
    for editions in pages.values():
        for language, numbers in editions.items():
            for _, text in numbers:
                wrong = r"\d\.\d" if language in OTHERS else r"\d,\d(?!\d\d)"
                assert not re.search(wrong, text), f"{language}: {text}"


# What no language changes in the data of a figure or table.
COLUMNS = ("claim_id", "claim_ids", "base", "variable", "category", "place", "value", "count")


@pytest.mark.usefixtures("built_book")
@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("kind", ["figures", "tables"])
def test_data_of_figures_and_tables_are_the_same(kind, language):
    """The CSV files: the same claims with the same numbers in the same rows."""
    ours, theirs = (paths.OUTPUTS / kind / each for each in (SOURCE, language))
    names = sorted(path.name for path in ours.glob("*.csv"))
    assert len(names) > 20
    assert names == sorted(path.name for path in theirs.glob("*.csv"))
    for name in names:
        assert rows_of(ours / name) == rows_of(theirs / name), name


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return [[row[c] for c in COLUMNS if c in row] for row in csv.DictReader(file)]


@pytest.mark.usefixtures("built_book")
def test_a_changed_number_in_a_catalogue_is_named(tmp_path):
    """The project is not staged; the message names catalogue, place and both numbers."""
    root = tmp_path / "root"
    for name in ("locale", "notebooks", "src/helpers/staging", "src/bookmaker"):
        shutil.copytree(paths.ROOT / name, root / name)
    for pattern in ("_quarto*.yml", "*.qmd", "*.bib", "*.csl"):
        for file in paths.ROOT.glob(pattern):
            shutil.copy(file, root)
    path = root / "locale" / "ru" / "index.po"
    file = po_files.read(path)
    entry = next(each for each in file.entries if "difficulty_finance >}}" in each.string)
    entry.string = entry.string.replace("var difficulty_finance >}}", "var need_finance >}}", 1)
    path.write_text(po_files.text_of(file, "ru"), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        staging.stage("ru", root=root, outputs=paths.OUTPUTS)
    message = "the number difficulty_finance is missing; 'need_finance' is too many"
    assert f"locale/ru/index.po, index.qmd:3: {message}" in str(caught.value)
