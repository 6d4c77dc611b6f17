"""Two trees compared: nothing is missed, and the reason says where to look."""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from helpers.workshop.differences import compare_trees, difference_of


@pytest.fixture
def trees(tmp_path: Path) -> tuple[Path, Path]:
    """Two equal trees of three files, one of them outside what is compared."""
    for root in (tmp_path / "one", tmp_path / "two"):
        for name in ("book/en/index.html", "book/en/a.pdf", "executed/en/a.ipynb"):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(f"{name}\n", encoding="utf-8")
    return tmp_path / "one", tmp_path / "two"


def png(*, pixels: bytes = b"\0\0", software: bytes = b"Software\0x", width: int = 1) -> bytes:
    """A picture of one row, in grey."""
    header = struct.pack(">IIBBBBB", width, 1, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"tEXt", software), (b"IDAT", zlib.compress(pixels))]
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in [*chunks, (b"IEND", b"")]
    )
    return b"\x89PNG\r\n\x1a\n" + body


def archive(path: Path, members: dict[str, str], year: int = 1980) -> Path:
    """An EPUB or DOCX, as far as this cares."""
    with zipfile.ZipFile(path, "w") as file:
        for name, text in members.items():
            file.writestr(zipfile.ZipInfo(name, (year, 1, 1, 0, 0, 0)), text)
    return path


def reason(tmp_path: Path, suffix: str, one: bytes, two: bytes) -> str:
    (tmp_path / f"one.{suffix}").write_bytes(one)
    (tmp_path / f"two.{suffix}").write_bytes(two)
    return difference_of(tmp_path / f"one.{suffix}", tmp_path / f"two.{suffix}")


def test_equal_trees_have_no_difference(trees: tuple[Path, Path]) -> None:
    """Every file below the named directories is counted by its kind; directories may be absent."""
    comparison = compare_trees(*trees, below=("book", "figures"))
    assert comparison.n_compared == {"html": 1, "pdf": 1}
    assert comparison.differences == ()


def test_every_difference_is_found(trees: tuple[Path, Path]) -> None:
    """A changed file, one that only the first has, one that only the second has."""
    one, two = trees
    (two / "book/en/index.html").write_text("book/en/Index.html\n", encoding="utf-8")
    (one / "book/en/a.pdf").unlink()
    (one / "book/en/b.csv").touch()
    comparison = compare_trees(one, two, below=("book",))
    assert [str(each) for each in comparison.differences] == [
        "book/en/a.pdf: only in the second",
        "book/en/b.csv: only in the first",
        "book/en/index.html: line 1: 'book/en/index.html' | 'book/en/Index.html'",
    ]
    assert [each.name for each in comparison.differing("csv")] == ["book/en/b.csv"]


def test_files_that_are_the_same_have_no_reason(tmp_path: Path) -> None:
    """Equality is of bytes, whatever the kind."""
    assert reason(tmp_path, "svg", b"<svg/>", b"<svg/>") == ""
    assert reason(tmp_path, "png", png(), png()) == ""


def test_a_text_is_located_by_line(tmp_path: Path) -> None:
    """The first line that differs, from both, around the place; or how many lines there are."""
    same = b"x" * 100
    one, two = b"a\n" + same + b"id_17\n", b"a\n" + same + b"id_23\n"
    assert reason(tmp_path, "svg", one, two) == (
        f"line 2: {'x' * 17 + 'id_17'!r} | {'x' * 17 + 'id_23'!r}"
    )
    assert reason(tmp_path, "csv", b"a\n", b"a\nb\n") == "line 2: '' | 'b'"
    assert reason(tmp_path, "csv", b"a", b"a\nb") == "1 lines | 2 lines"


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (png(pixels=b"\0\1"), "pixels"),
        (png(software=b"Software\0y"), r"tEXt b'Software\x00x' | b'Software\x00y'"),
        (png(width=2), "size 1×1 | 2×1"),
    ],
)
def test_a_picture_is_told_by_its_chunk(tmp_path: Path, other: bytes, expected: str) -> None:
    """Pixels, size, or a text that came with the picture, such as a version or a date."""
    assert reason(tmp_path, "png", png(), other) == expected


@pytest.mark.parametrize(
    ("members", "year", "expected"),
    [
        ({"a.xhtml": "1", "b.xhtml": "3"}, 1980, "b.xhtml: line 1: '2' | '3'"),
        ({"a.xhtml": "1"}, 1980, "b.xhtml is in one of them only"),
        ({"b.xhtml": "2", "a.xhtml": "1"}, 1980, "members in another order"),
        ({"a.xhtml": "1", "b.xhtml": "2"}, 2026, "a.xhtml: another time stamp"),
    ],
)
def test_an_archive_is_told_by_its_member(
    tmp_path: Path, members: dict[str, str], year: int, expected: str
) -> None:
    """EPUB and DOCX: contents, names, order and dates of the files inside."""
    one = archive(tmp_path / "one.epub", {"a.xhtml": "1", "b.xhtml": "2"})
    two = archive(tmp_path / "two.epub", members, year)
    assert difference_of(one, two) == expected


def test_a_pdf_is_located_by_byte_and_key(tmp_path: Path) -> None:
    """The key before the place says whether it is a date, an identifier or the text."""
    one, two = b"%PDF /CreationDate (D:2026)", b"%PDF /CreationDate (D:2027)"
    assert reason(tmp_path, "pdf", one, two).startswith("byte 25 after /CreationDate: ")
