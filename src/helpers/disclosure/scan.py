"""The scan: canaries are sought in every product, unpacked where something is packed.

    zip (EPUB, DOCX, XLSX)    every member         PDF       pages' text, streams, metadata
    gzip, zlib, pagefind      decompressed         PNG       text chunks, plain and compressed
    Parquet                   every value          others    as they are
    Base64 in any text        decoded and scanned itself: data URIs, pictures in notebooks

Texts are compared without case and without the way they are written: HTML entities, JSON and
JavaScript escapes, percent-encoding, UTF-16, and spaces of any kind or number. A canary of digits
only must stand alone: "7919" within 279190 is no find.

Free texts of real rows can be thousands. So a product's words are made a set, and a canary is only
sought where its rarest word is among them. A find says the product, the part within it, the offset
in the text as it reads, and the canary's id.
"""

from __future__ import annotations

import base64
import binascii
import gzip
import html
import io
import json
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from unicodedata import normalize
from urllib.parse import unquote

from helpers.disclosure.canaries import Canary
from helpers.disclosure.rules import DisclosureError

# Packed within packed: a picture in a page in an EPUB is three.
DEEPEST = 6

_GZIP, _ZIP, _PNG, _PDF, _PARQUET = b"\x1f\x8b", b"PK\x03\x04", b"\x89PNG", b"%PDF", b"PAR1"
_DATA_URI = re.compile(rb"data:[\w.+/;=-]*;base64,([A-Za-z0-9+/=_%\s-]{16,})")
# Nothing else that a text has is so long without a space or a sign.
_BASE64 = re.compile(
    rb"(?:[A-Za-z0-9+/]{60,76}(?:\\n|\r?\n)){2,}[A-Za-z0-9+/]*={0,2}|[A-Za-z0-9+/]{200,}={0,2}"
)
_LINE_END = re.compile(rb"\\n|[\s=]+")
# JSON within JSON escapes the sign that escapes.
_ESCAPE = re.compile(r"\\+u([0-9a-fA-F]{4})|\\+x([0-9a-fA-F]{2})")
_MARKUP = re.compile(r"</?[A-Za-z][^<>]{0,2000}>")
_UNSEEN = re.compile("[\xad\u200b\u2060\ufeff]")
_SPACES = re.compile(r"\s+")
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_WOFF = (b"wOFF", b"wOF2")
# Packed in a way that nothing here unpacks: bzip2, xz, zstd, 7-Zip, RAR, Arrow.
_SEALED = (b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"7z\xbc\xaf", b"Rar!", b"ARROW1")
_HYPHEN = re.compile(r"[-\u2010]\n")
_WORD = re.compile(r"\w+")

# What a reader sees of these is among their parts.
_ONLY_PACKED = (_GZIP, _ZIP, _PNG, *_WOFF)
_PACKED = (_GZIP, _ZIP, _PNG, _PDF, _PARQUET, *_WOFF)

# Numbers of fewer digits stand in packed bytes by chance.
SHORT = 8

# So many canaries are sought in every text without asking for their words first.
FEW = 40


@dataclass(frozen=True)
class Find:
    """A canary in a product: where, and which; never its value."""

    product: str
    part: str
    offset: int
    canary_id: str

    def __str__(self) -> str:
        inside = f" ({self.part})" if self.part else ""
        return f"{self.product}{inside}, at {self.offset}: canary {self.canary_id}"


@dataclass
class ScanResult:
    """How much was scanned, and what was found."""

    products: int = 0
    bytes: int = 0
    unpacked: int = 0
    finds: list[Find] = field(default_factory=list)

    def require_clean(self) -> None:
        """Raise `DisclosureError` that lists every find."""
        if self.finds:
            shown = "\n  ".join(map(str, self.finds[:20]))
            more = f"\n  and {len(self.finds) - 20} more" if len(self.finds) > 20 else ""
            raise DisclosureError(
                f"{len(self.finds)} values of restricted rows stand in what was built; nothing of "
                f"it may be published:\n  {shown}{more}"
            )


def scan(outputs: Path | Iterable[Path], canaries: Sequence[Canary]) -> ScanResult:
    """Seek canaries in all files of a directory, or in these files.

    Raises `DisclosureError` where a product claims to be packed and cannot be unpacked: what cannot
    be read was not scanned.
    """
    seeker, result = _Seeker(tuple(canaries)), ScanResult()
    root = outputs if isinstance(outputs, Path) else None
    paths = sorted(p for p in outputs.rglob("*") if p.is_file()) if root else list(outputs)
    done: dict[bytes, tuple[int, list[Find]]] = {}
    for path in paths:
        data = path.read_bytes()
        name = path.relative_to(root).as_posix() if root else path.name
        digest = sha256(data).digest()
        # Three editions share many files; a PDF takes seconds.
        if digest not in done:
            done[digest] = _scan_one(data, name, seeker)
        size, finds = done[digest]
        result.products += 1
        result.bytes += len(data)
        result.unpacked += size
        result.finds += [replace(find, product=name) for find in finds]
        result.finds += [Find(name, "file name", 0, each) for each in seeker.in_name(name)]
    return result


def _scan_one(data: bytes, name: str, seeker: _Seeker) -> tuple[int, list[Find]]:
    """How many bytes of a product were read, and the finds, each canary once in a part."""
    size, finds = 0, {}
    for part, content in unpacked(data, name):
        size += len(content)
        # Packed bytes and streams are full of short numbers that nobody reads.
        is_packed = content.startswith(_PACKED) or "stream " in part
        for offset, canary_id in seeker.seek(content, short=not is_packed):
            finds.setdefault((part, canary_id), Find(name, part, offset, canary_id))
    return size, list(finds.values())


def found_in(paths: Iterable[Path], canaries: Sequence[Canary]) -> set[str]:
    """Ids of the canaries that stand in these files, as they are."""
    seeker = _Seeker(tuple(canaries))
    return {name for path in paths for _, name in seeker.seek(path.read_bytes())}


def unpacked(data: bytes, name: str, part: str = "", depth: int = 0) -> Iterator[tuple[str, bytes]]:
    """A product's own bytes and everything packed in it: (part, bytes)."""
    if not data.startswith(_ONLY_PACKED):
        yield part, data
    if depth > DEEPEST:
        raise DisclosureError(f"{name} ({part}): packed more than {DEEPEST} deep; not scanned")
    if data.startswith(_SEALED):
        where = f" ({part})" if part else ""
        raise DisclosureError(f"{name}{where}: packed in a way that is not read; not scanned")
    for inner, content in _members(data, name, part):
        yield from unpacked(content, name, f"{part}/{inner}" if part else inner, depth + 1)


def _members(data: bytes, name: str, part: str) -> Iterator[tuple[str, bytes]]:
    try:
        if data.startswith(_ZIP):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for member in archive.infolist():
                    yield member.filename, archive.read(member)
                names = "\n".join(archive.namelist()).encode()
                yield "names", names + b"\n" + archive.comment
        elif data.startswith(_GZIP):
            yield "gzip", gzip.decompress(data)
        elif data.startswith(_PNG):
            yield from _png(data)
        elif data.startswith(_PDF):
            yield from _pdf(data)
        elif data.startswith(_PARQUET):
            yield "values", _parquet(data)
        elif not data.startswith(_WOFF):
            yield from _base64(data)
    except (OSError, zipfile.BadZipFile, zlib.error, struct.error, EOFError) as error:
        where = f" ({part})" if part else ""
        raise DisclosureError(
            f"{name}{where}: cannot be unpacked, so it was not scanned"
        ) from error


def _png(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Text chunks, decompressed where they are; the picture itself has no text."""
    place = 8
    while place + 8 <= len(data):
        (size,), kind = struct.unpack(">I", data[place : place + 4]), data[place + 4 : place + 8]
        body = data[place + 8 : place + 8 + size]
        place += 12 + size
        if kind == b"zTXt":
            yield "zTXt", zlib.decompress(body.split(b"\0", 1)[1][1:])
        elif kind == b"iTXt":
            _, rest = body.split(b"\0", 1)
            packed, text = rest[0], rest[2:].split(b"\0", 2)[2]
            yield "iTXt", zlib.decompress(text) if packed else text
        elif kind not in (b"IHDR", b"IDAT", b"PLTE", b"IEND"):
            yield kind.decode("latin-1"), body


def _pdf(data: bytes) -> Iterator[tuple[str, bytes]]:
    from pypdf.errors import PyPdfError

    try:
        yield from _read_pdf(data)
    except PyPdfError as error:
        raise EOFError(str(error)) from error


def _read_pdf(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Text as it reads, with attachments and metadata, and every stream that inflates."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    yield "metadata", " ".join(map(str, (reader.metadata or {}).values())).encode()
    for number, page in enumerate(reader.pages, start=1):
        yield f"page {number}", _HYPHEN.sub("", page.extract_text()).encode()
    for file, contents in reader.attachments.items():
        for content in contents:
            yield f"attachment {file}", content
    for number, found in enumerate(_STREAM.finditer(data), start=1):
        try:
            yield f"stream {number}", zlib.decompressobj().decompress(found[1])
        except zlib.error:
            continue  # not deflated: its bytes were scanned with the file's


def _parquet(data: bytes) -> bytes:
    import polars as pl

    rows = pl.read_parquet(io.BytesIO(data)).to_dicts()
    return json.dumps(rows, ensure_ascii=False, default=str).encode()


def _base64(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Data URIs of any length, and whatever else is long enough to be nothing else."""
    found = [*_DATA_URI.finditer(data), *_BASE64.finditer(data)]
    for number, each in enumerate(found, start=1):
        packed = each[1] if each.re is _DATA_URI else each[0]
        plain = _LINE_END.sub(b"", unquote(packed.decode()).encode())
        try:
            yield f"base64 {number}", base64.b64decode(plain + b"=" * (-len(plain) % 4))
        except binascii.Error:
            continue


def readable(data: bytes) -> str:
    """A text as a reader would see it: unescaped, in small letters, spaces as one."""
    text = _BASE64.sub(b" ", data).decode("utf-8", "ignore")
    if "\\" in text:
        text = _ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)), text).replace("\\/", "/")
        text = text.replace('\\"', '"').replace("\\n", " ").replace("\\t", " ")
    for _ in range(2):
        text = html.unescape(text) if "&" in text else text
    if "%" in text:
        text = unquote(text)
    return _plain(text)


def _plain(text: str) -> str:
    return _SPACES.sub(" ", normalize("NFC", _UNSEEN.sub("", text))).casefold()


def _place(canary: str, text: str) -> int:
    """Where a canary stands; -1 where it does not. A number must not be part of another."""
    place = text.find(canary)
    while place >= 0 and canary.isdigit():
        before, after = text[max(place - 1, 0) : place], text[place + len(canary) :][:1]
        if not (before.isdigit() or before in (".", ",") or after.isdigit()):
            return place
        place = text.find(canary, place + 1)
    return place


@dataclass
class _Seeker:
    """Canaries made ready to be sought in many texts."""

    canaries: tuple[Canary, ...]

    @cached_property
    def _texts(self) -> dict[str, str]:
        """Canary as a reader would see it -> id; a phone also as its digits only."""
        found = {}
        for each in self.canaries:
            found.setdefault(readable(each.value.encode()).strip(), each.canary_id)
            digits = re.sub(r"\D", "", each.value)
            if each.value.startswith("+") and len(digits) >= 7:
                found.setdefault(digits, each.canary_id)
        return {text: name for text, name in found.items() if text}

    @cached_property
    def _by_word(self) -> dict[str, list[str]]:
        """Rarest word of a canary -> the canaries that have it; "" for those without a word."""
        words = {text: set(_WORD.findall(text)) for text in self._texts}
        numbers = Counter(word for each in words.values() for word in each)
        found: dict[str, list[str]] = {}
        for text, own in words.items():
            rarest = min(own, key=lambda each: (numbers[each], -len(each), each), default="")
            found.setdefault(rarest, []).append(text)
        return found

    def seek(self, data: bytes, *, short: bool = True) -> Iterator[tuple[int, str]]:
        """Offsets (in characters as they read) and ids of the canaries in these bytes.

        `short` numbers are sought, too.
        """
        for text, is_pasted in self._readings(data):
            words = self._by_word.keys()
            # A few are sought as they are, also within words that something was pasted to.
            if len(words) > FEW:
                words = {"", *words & set(_WORD.findall(text))}
            for canary in (each for word in words for each in self._by_word.get(word, ())):
                if (is_pasted or not short) and canary.isdigit() and len(canary) < SHORT:
                    continue
                place = _place(canary, text)
                if place >= 0:
                    yield place, self._texts[canary]

    def in_name(self, name: str) -> list[str]:
        """Ids of the canaries in a file's name."""
        return [canary_id for _, canary_id in self.seek(name.encode())]

    def _readings(self, data: bytes) -> Iterator[tuple[str, bool]]:
        """Texts, and whether they were put together: numbers of two cells are then no number."""
        text = readable(data)
        yield text, False
        # Words in runs and cells of their own: one text, without what marks it up.
        for between in ("", " ") if _MARKUP.search(text) else ():
            yield _SPACES.sub(" ", _MARKUP.sub(between, text)), True
        # Most files have no zero bytes, and need no second reading.
        if b"\0" in data[:4096]:
            for encoding in ("utf-16-le", "utf-16-be"):
                for start in (0, 1):
                    yield _plain(data[start:].decode(encoding, "ignore")), False
