"""The whole export: what it says of itself, how it is read in R, and that it comes whole or not."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

import pypandoc
import pytest
from rocrate.rocrate import ROCrate

from helpers import export, paths
from helpers.__main__ import main
from helpers.errors import BookError
from helpers.export import about as abouts
from helpers.export import skos, writing
from helpers.export.about import About
from helpers.export.plain import write_values


@pytest.fixture(scope="module")
def about() -> About:
    return About.read()


def test_the_crate_names_every_file(exported, about):
    """Read by rocrate: type, size and checksum of each; no date but the year of the licence."""
    crate = ROCrate(exported)
    files = {path for path in exported.rglob("*") if path.is_file() and path.name != abouts.CRATE}
    described = {each.id: each for each in crate.get_entities() if each.type == "File"}
    assert {exported / name for name in described} == files
    for name, entity in described.items():
        content = (exported / name).read_bytes()
        assert entity["sha256"] == sha256(content).hexdigest()
        assert entity["contentSize"] == str(len(content))
        assert entity.get("encodingFormat") or name == "LICENSE-DATA"
    assert crate.name == about.title
    assert str(crate.root_dataset["datePublished"])[:4] == about.year
    assert crate.root_dataset["license"].id == "https://spdx.org/licenses/CC-BY-4.0"
    assert crate.root_dataset["isBasedOn"]["name"] == about.report["title"]


@pytest.mark.parametrize(("name", "form"), [("citation.bib", "bibtex"), ("citation.ris", "ris")])
def test_citations_can_be_read(exported, about, name, form):
    """By Pandoc: the book and the report, with all their authors."""
    entries = json.loads(pypandoc.convert_file(str(exported / name), "csljson", format=form))
    book, report = sorted(entries, key=lambda entry: entry["type"] == "report")
    assert book["title"].lower() == about.title.lower()
    assert [each.get("literal") or each["family"] for each in book["author"]] == about.authors
    assert report["type"] == "report"
    names = [f"{each['family']}, {each['given']}" for each in report["author"]]
    assert names == about.report_authors
    assert about.report_authors[0] == "Лобунцова, Юлия"
    assert report["issued"]["date-parts"][0][0] == about.report["year"]
    assert (exported / "CITATION.cff").read_bytes() == (paths.ROOT / "CITATION.cff").read_bytes()


@pytest.mark.parametrize(
    ("name", "old", "message"),
    [
        ("CITATION.cff", "license:", "CITATION.cff: license is missing; write it"),
        ("CITATION.cff", "references:", "CITATION.cff: references is missing; write it"),
        ("LICENSE-DATA", "(c)", "LICENSE-DATA: no year; write"),
    ],
)
def test_what_the_export_cannot_say_is_asked_for(tmp_path, name, old, message):
    """Licence, report and year are read, never made up."""
    for each in abouts.COPIED:
        shutil.copyfile(paths.ROOT / each, tmp_path / each)
    assert About.read(tmp_path).licence == "CC-BY-4.0"
    said = (tmp_path / name).read_text(encoding="utf-8")
    (tmp_path / name).write_text(said.replace(old, f"no_{old[1:]}"), encoding="utf-8")
    with pytest.raises(BookError, match=re.escape(message)):
        About.read(tmp_path)


def test_the_readme_lists_every_table(exported, tables):
    """With rows and columns, and says how to cite."""
    said = (exported / "README.md").read_text(encoding="utf-8")
    for table in tables.values():
        row = f"| `{table.name}` | {table.title} | {len(table.rows)} | {len(table.fields)} |"
        assert row in said
    assert "CITATION.cff" in said
    assert "CC-BY-4.0" in said


def test_codes_of_quotes_are_concepts(exported, study):
    """Every theme and direction in all languages, in a scheme that lists it."""
    made = json.loads((exported / "codes.jsonld").read_text(encoding="utf-8"))
    nodes = {node["@id"]: node for node in made["@graph"]}
    for section in skos.SECTIONS:
        labels = study.codebook.labels[section]
        assert nodes[f"#{section}"]["hasTopConcept"] == [f"#{section}/{code}" for code in labels]
        for code, label in labels.items():
            concept = nodes[f"#{section}/{code}"]
            assert concept["prefLabel"] == label
            assert concept["inScheme"] == f"#{section}"
            assert set(concept["definition"]) == set(concept["example"]) == set(label)
    terms = {key for node in made["@graph"] for key in node if not key.startswith("@")}
    assert terms <= set(made["@context"])


@pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not installed")
def test_r_reads_every_file(exported, tables):
    """With what is there: rows and columns of each; nothing is installed."""
    made = subprocess.run(
        ["Rscript", "read.R", "ru"], cwd=exported, check=True, capture_output=True, text=True
    )
    lines = [line.split() for line in made.stdout.splitlines()]
    assert {line[0] for line in lines} == set(tables)
    for name, form, *size in lines:
        table = tables[name]
        n_columns = len(table.fields)
        if form == "csv":
            n_columns += sum(one.kind == "code" for one in table.fields)
        assert size in ([str(len(table.rows)), str(n_columns)], ["not", "read:", "needs", "haven"])
    assert [line[1] for line in lines].count("csv") == len(tables)


@pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not installed")
def test_r_says_when_there_is_nothing_to_read(exported):
    """A language that was not exported, or another directory."""
    command = ["Rscript", "read.R", "xx"]
    made = subprocess.run(command, cwd=exported, check=False, capture_output=True, text=True)
    assert made.returncode
    assert "no tables in 'xx/'" in made.stderr
    assert "start R where read.R is" in made.stderr


@pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not installed")
def test_r_reads_texts_as_they_were(awkward, tmp_path):
    """Without what keeps a spreadsheet from computing."""
    texts = ["a;=1+1", "- no", "b\t@c", "-5,3"]
    rows = [*awkward.rows, *((*awkward.rows[0][:-1], text) for text in texts)]
    write_values(replace(awkward, rows=rows), tmp_path / "xx" / "awkward.csv")
    shutil.copyfile(writing.ASSETS / "read.R", tmp_path / "read.R")
    script = (
        "commandArgs <- function(...) 'xx'; requireNamespace <- function(...) FALSE; "
        "source('read.R'); cat(tables$awkward$csv$text, sep = '\\u2403')"
    )
    made = subprocess.run(
        ["Rscript", "-e", script], cwd=tmp_path, check=True, capture_output=True, text=True
    )
    listed, found = made.stdout.split("dta not read: needs haven\n")
    assert listed.startswith(f"awkward csv {len(rows)} 6")
    wanted = ["NA" if row[-1] is None else row[-1] for row in rows]
    assert found.split("\u2403") == wanted


def test_chapters_come_where_they_are_staged(tmp_path, monkeypatch):
    """And whoever has not built the book is told which are missing."""
    monkeypatch.setattr(writing, "write_tables", lambda *_args: None)
    monkeypatch.setattr(writing, "tables_of", lambda _study: ())
    monkeypatch.setattr(paths, "OUTPUTS", tmp_path)
    paths.site("kk").mkdir(parents=True)
    (paths.site("kk") / "_quarto.yml").touch()
    called = []
    made = writing.write_export(["en", "kk"], write_chapters=lambda *each: called.append(each))
    assert [site for site, _ in called] == [paths.site("kk")]
    assert made.without_chapters == ("en",)
    assert made.directory == tmp_path / "export"
    assert (made.directory / "README.md").is_file()


def test_the_command_says_where_it_is_and_what_is_missing(monkeypatch, capsys):
    """In two lines."""

    def made(languages: Sequence[str], **_how: object) -> writing.Export:
        return writing.Export(paths.ROOT / "outputs" / "export", 7, tuple(languages))

    monkeypatch.setattr(export, "write_export", made)
    assert main(["export", "--editions", "en kk"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "7 files in outputs/export; README.md there says what.",
        "Without chapters (en, kk): make book builds them.",
    ]


def test_what_fails_leaves_the_export_before(tmp_path, monkeypatch):
    """Nothing half-written stays."""
    (tmp_path / "export").mkdir()
    (tmp_path / "export" / "README.md").write_text("before", encoding="utf-8")

    def fail(_study: object) -> None:
        raise BookError("not attacked")

    monkeypatch.setattr(writing, "tables_of", fail)
    with pytest.raises(BookError, match="not attacked"):
        writing.write_export(["en"], tmp_path / "export")
    assert [path.name for path in tmp_path.iterdir()] == ["export"]
    assert (tmp_path / "export" / "README.md").read_text(encoding="utf-8") == "before"
