"""The scan finds a canary in whatever way a product holds it, and nothing where there is none."""

from __future__ import annotations

import base64
import gzip
import html
import io
import json
import lzma
import struct
import zipfile
import zlib
from pathlib import Path
from urllib.parse import quote

import polars as pl
import pytest

from helpers import paths
from helpers.disclosure import DisclosureError, products
from helpers.disclosure.canaries import (
    Canary,
    load_canaries,
    make_canaries,
    own_canaries,
    plant,
    raw_canaries,
    write_canaries,
)
from helpers.disclosure.scan import found_in, scan
from helpers.errors import BookError

CANARIES = make_canaries("0123456789abcdef")
VALUES = {each.canary_id: each.value for each in CANARIES}
TEXT = VALUES["text"]


def png_with(text: str) -> bytes:
    """A picture of one pixel with a compressed text beside it."""
    body = b"Comment\0\0" + zlib.compress(text.encode())
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"zTXt", body),
        (b"IDAT", zlib.compress(b"\0\0")),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def packed(**members: bytes) -> bytes:
    """A zip archive, as EPUB, DOCX and XLSX are."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def parquet(text: str) -> bytes:
    """A Parquet file with one value."""
    buffer = io.BytesIO()
    pl.DataFrame({"text": [text]}).write_parquet(buffer, compression="zstd")
    return buffer.getvalue()


def pdf(text: str) -> bytes:
    """A page with a text, as Typst sets it."""
    import typst

    return typst.compile(f'#"{text}"'.encode())


WAYS = {
    "plain.html": lambda text: text.encode(),
    "upper.html": lambda text: text.upper().encode(),
    "entities.html": lambda text: "".join(f"&#{ord(c)};" for c in text).encode(),
    "quoted.html": lambda text: html.escape(text).encode(),
    "escaped.json": lambda text: json.dumps(text).encode(),
    "percent.html": lambda text: quote(text).encode(),
    "spaces.html": lambda text: text.replace(" ", "\n\xa0 ").encode(),
    "wide.csv": lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
    "index.pf_fragment": lambda text: gzip.compress(text.encode()),
    "uri.svg": lambda text: b"data:text/plain;base64," + base64.b64encode(text.encode()),
    "picture.html": lambda text: b"data:image/png;base64," + base64.b64encode(png_with(text)),
    "figure.png": png_with,
    "book.epub": lambda text: packed(chapter=text.encode()),
    "nested.docx": lambda text: packed(picture=png_with(text)),
    "rows.parquet": parquet,
    "book.pdf": pdf,
    "note.ipynb": lambda text: json.dumps({"cells": [{"source": [text]}]}).encode(),
    "output.ipynb": lambda text: json.dumps(
        {"image/png": base64.b64encode(png_with(text + "x" * 99)).decode()}
    ).encode(),
}


@pytest.mark.parametrize("name", WAYS)
def test_a_canary_is_found_however_it_is_written(name: str, tmp_path: Path) -> None:
    """Packed, compressed, escaped, in capitals: where a reader could see it, it is found."""
    (tmp_path / name).write_bytes(WAYS[name](TEXT))
    found = scan(tmp_path, CANARIES)
    assert {(find.product, find.canary_id) for find in found.finds} == {(name, "text")}
    assert found.products == 1
    assert found.bytes > 0
    assert found.unpacked > 0


@pytest.mark.parametrize("canary_id", VALUES)
def test_every_kind_of_value_is_found(canary_id: str, tmp_path: Path) -> None:
    """Names, numbers, addresses; a number alone or in a sentence."""
    (tmp_path / "page.html").write_text(f"<td>{VALUES[canary_id]}</td>", encoding="utf-8")
    assert [find.canary_id for find in scan(tmp_path, CANARIES).finds] == [canary_id]


def test_a_telephone_is_found_without_its_spaces(tmp_path: Path) -> None:
    """As a table of an export would have it."""
    digits = "".join(each for each in VALUES["phone"] if each.isdigit())
    (tmp_path / "x.csv").write_text(f"phone\n{digits}\n")
    assert scan(tmp_path, CANARIES).finds[0].canary_id == "phone"


def test_a_number_within_another_is_no_find(tmp_path: Path) -> None:
    """7919 is a canary; 0.7919, 279190 and 17919 are numbers of their own."""
    (tmp_path / "x.svg").write_text("M 0.7919,1 L 279190 17919 79190")
    assert scan(tmp_path, CANARIES).finds == []


def test_thousands_of_free_texts_are_sought_by_their_rarest_word(tmp_path: Path) -> None:
    """As with real rows: each free text is a canary."""
    many = [Canary(str(n), f"answer with rareword{n}x inside") for n in range(3000)]
    (tmp_path / "a.html").write_text("an ANSWER with rareword2047x\ninside of a sentence")
    assert [find.canary_id for find in scan(tmp_path, many).finds] == ["2047"]


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"%PDF-1.7", b"\x1f\x8b"])
def test_what_cannot_be_unpacked_was_not_scanned(tmp_path: Path, start: bytes) -> None:
    """A broken archive or document fails the build instead of passing it."""
    (tmp_path / "book").write_bytes(start + b" and nothing of its kind")
    with pytest.raises(DisclosureError, match="book: cannot be unpacked"):
        scan(tmp_path, CANARIES)


def test_a_find_names_the_canary_and_never_its_value(tmp_path: Path) -> None:
    """The message can be shown to anybody."""
    (tmp_path / "page.html").write_text(TEXT, encoding="utf-8")
    with pytest.raises(DisclosureError, match=r"page\.html, at 0: canary text") as error:
        scan(tmp_path, CANARIES).require_clean()
    assert TEXT not in str(error.value)


def test_canaries_are_planted_and_kept(tmp_path: Path) -> None:
    """One row more carries them; the same token makes the same ones."""
    schema = {
        "synthetic": pl.String,
        "organisation": pl.String,
        "staff": pl.Int64,
        "difficulty_other": pl.String,
    }
    rows = pl.DataFrame([["m", "o", 3, None]], schema=schema, orient="row")
    planted = plant(rows, CANARIES)
    assert planted.height == 2
    assert planted["staff"].to_list() == [3, 7919]
    assert TEXT in planted["difficulty_other"][1]
    assert planted["organisation"][1] == VALUES["pseudonym"]
    write_canaries(CANARIES, tmp_path)
    assert load_canaries(tmp_path) == CANARIES == make_canaries("0123456789abcdef")
    assert make_canaries() != make_canaries()


def test_free_texts_and_pseudonyms_of_rows_are_canaries(tmp_path: Path) -> None:
    """Single words are not, and neither is what the repository says by itself."""
    frame = pl.DataFrame(
        {
            "organisation": ["f00dfeedf00dfeed", None],
            "need_other": ["We lack a laboratory", "Finance"],
            "need": ["other", "other"],
        }
    )
    found = own_canaries({"survey": frame})
    names = {"survey.organisation row 1", "survey.need_other row 1"}
    assert {each.canary_id for each in found} == names
    (tmp_path / "book.po").write_text("… we LACK  a laboratory …", encoding="utf-8")
    assert found_in([tmp_path / "book.po"], found) == {"survey.need_other row 1"}


def test_a_built_book_is_scanned_for_its_own_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Made-up waves get canaries planted; what they would print stops the build."""
    monkeypatch.setattr(paths, "RESTRICTED", tmp_path / "restricted")
    clean = paths.clean("2024")
    clean.mkdir(parents=True)
    rows = pl.DataFrame({"synthetic": ["m"], "staff": [3], "need_other": ["quiet lake shore"]})
    rows.write_parquet(clean / "survey.parquet")
    planted = products.plant_waves(["2024"], "0123456789abcdef")
    assert pl.read_parquet(clean / "survey.parquet").height == 2
    outputs = tmp_path / "outputs"
    outputs.mkdir()
    (outputs / "page.html").write_text("<p>Nothing of anybody.</p>")
    report = tmp_path / "scanned.json"
    assert products.scan_outputs(report, outputs).finds == []
    done = json.loads(report.read_text())
    assert done["products"] == 1
    assert done["canaries"] > len(planted)
    (outputs / "page.html").write_text("<p>a Quiet&nbsp;lake shore</p>")
    with pytest.raises(DisclosureError, match=r"page\.html, at \d+: canary 2024/survey.need_other"):
        products.scan_outputs(report, outputs)


def test_nothing_is_planted_among_respondents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row more would be counted with them."""
    monkeypatch.setattr(paths, "RESTRICTED", tmp_path)
    paths.clean("2024").mkdir(parents=True)
    pl.DataFrame({"staff": [3]}).write_parquet(paths.clean("2024") / "survey.parquet")
    with pytest.raises(BookError, match="2024/survey: these rows are not made up"):
        products.plant_waves(["2024"])


def test_what_is_personal_in_the_files_as_they_came_is_sought(tmp_path: Path) -> None:
    """Numbers, addresses and sentences; no dates, amounts or choices."""
    said = "our well by the old school"
    row = ["991321648006", "+7 721 648 68 95", "anna@mail.example", said, "2026-03-01", "Finance"]
    (tmp_path / "raw.csv").write_text(f"a,b,c,d,e,f\n{','.join(row)}\n", encoding="utf-8")
    (tmp_path / "old.csv").write_bytes("x;y\n1;наш колодец у старой школы\n".encode("cp1251"))
    found = raw_canaries(tmp_path)
    assert {each.value for each in found} == {*row[:4], "наш колодец у старой школы"}
    assert found[0].canary_id == "old.csv row 2 column 2"


def test_words_apart_escaped_twice_and_pictures_in_lines(tmp_path: Path) -> None:
    """Runs of a document, JSON within JSON, Base64 in lines; but no number of two cells."""
    text = "очень редкий ответ про реку"
    canaries = [Canary("text", text), Canary("staff", "7919")]
    runs = "".join(f"<w:r><w:t>{word} </w:t></w:r>" for word in text.split())
    twice = json.dumps(json.dumps({"tooltip": text}))
    lines = json.dumps({"image/png": base64.encodebytes(b" " * 200 + text.encode()).decode()})
    cells = "<td>79</td><td>19</td>"
    for name, content in {
        "a.xml": runs,
        "b.json": twice,
        "c.ipynb": lines,
        "d.html": cells,
    }.items():
        (tmp_path / name).write_text(content)
    found = scan(tmp_path, canaries).finds
    assert [(each.product, each.canary_id) for each in found] == [
        (name, "text") for name in ("a.xml", "b.json", "c.ipynb")
    ]


def test_what_nothing_unpacks_is_refused(tmp_path: Path) -> None:
    """It was not scanned, and must not pass for clean."""
    (tmp_path / "rows.xz").write_bytes(lzma.compress(b"anything"))
    with pytest.raises(DisclosureError, match=r"rows\.xz: packed in a way that is not read"):
        scan(tmp_path, [Canary("a", "b")])
