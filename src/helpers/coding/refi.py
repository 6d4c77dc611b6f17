"""REFI-QDA: projects (.qdpx) that NVivo, ATLAS.ti and MAXQDA export, and codebooks (.qdc).

A project is an archive with `project.qde` (XML) and the texts that were coded. It is read where it
lies, with the standard library: `pyrefiqda` unpacks every text into a directory, refuses a whole
project for one date or attribute that is not as its models want it, and does not know the name
space that NVivo 12 for Mac writes. A codebook is written with it, so that it holds to the standard.

ATLAS.ti names a selection by the words selected, which is why no name of a selection, source or
case is ever shown.

REFI-QDA 1.5 (2019), https://www.qdasoftware.org/downloads-project-exchange/
"""

from __future__ import annotations

import hashlib
import uuid
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from helpers.coding.segments import Segment
from helpers.errors import InputError, Problem
from helpers.interface import marked, text
from helpers.ledger.second_coding import CODED

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from helpers.ledger.codebook import Codebook

# A project's XML names segments, not their words: the largest seen are a few megabytes.
MOST_BYTES = 200_000_000

# Where a selection is, by kind: characters, a rectangle on a page or in a picture, milliseconds.
PLACES = {
    "characters": ("startPosition", "endPosition"),
    "page": ("page", "firstX", "firstY", "secondX", "secondY"),
    "area": ("firstX", "firstY", "secondX", "secondY"),
    "milliseconds": ("begin", "end"),
    "between marks": ("fromSyncPoint", "toSyncPoint"),
}

# Ids of codes are made from these and the codebook's, so that they are the same every time.
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:civic-voice:codebook")
HEADINGS = {"theme": marked("Theme"), "direction": marked("Direction")}
EXAMPLE = marked("Made-up example")


@dataclass(frozen=True)
class Code:
    """A code of a codebook file: its id there, its name, and what it means."""

    guid: str
    name: str
    description: str


def read_project(path: Path) -> Iterator[Segment]:
    """The coded segments of a project, one for each coder of each selection.

    A coder is the user who made the coding, or else the selection, or else the project. A speaker
    is the one case that a selection belongs to, or the source it stands in.
    Raises `InputError` for a file that is no archive, holds no readable project, or has codings by
    users or of codes that it does not name.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            project = _parse(path, _project_xml(path, archive))
            yield from _Project(path, archive, project).segments()
    except FileNotFoundError:
        raise _whole(path, "the file is missing; check its name") from None
    except zipfile.BadZipFile:
        raise _whole(path, "no REFI-QDA project; export one from NVivo, ATLAS.ti, MAXQDA") from None


def write_qdc(codebook: Codebook, language: str, path: Path) -> None:
    """Write themes and directions with their definitions as a REFI-QDA codebook.

    The same codebook and language give the same bytes; a code has the same id in every language.
    """
    from pyrefiqda import RefiCodebook
    from pyrefiqda.models.codebook import CodeBook, CodesType, CodeType

    groups = [
        CodeType(
            guid=_guid(column),
            name=text(HEADINGS[column], language),
            is_codable=False,
            code=[
                CodeType(
                    guid=_guid(f"{section}/{key}"),
                    name=label[language],
                    is_codable=True,
                    description=_description(codebook, key, language),
                )
                for key, label in codebook.labels[section].items()
            ],
        )
        for column, section in CODED.items()
    ]
    RefiCodebook.save(CodeBook(codes=CodesType(code=groups), origin="civic-voice"), path)


def read_qdc(path: Path) -> tuple[Code, ...]:
    """The codes of a codebook file that segments can have, in its order.

    Raises `InputError` for a file that is missing or no XML.
    """
    try:
        root = _parse(path, path.read_bytes())
    except FileNotFoundError:
        raise _whole(path, "the file is missing; check its name") from None
    return tuple(
        Code(
            _bare(code.get("guid", "")), code.get("name", ""), code.findtext("{*}Description") or ""
        )
        for code in root.iterfind(".//{*}Code")
        if code.get("isCodable", "true").lower() in ("true", "1")
    )


@dataclass(frozen=True)
class _Project:
    path: Path
    archive: zipfile.ZipFile
    root: Element

    def segments(self) -> Iterator[Segment]:
        is_made_up = "synthetic" in (self.root.get("name") or "").casefold()
        cases = _cases(self.root)
        for number, source in enumerate(self.root.iterfind("./{*}Sources/*"), start=1):
            words, key = self._text(source)
            for element in source.iter():
                kind, where = _where(element)
                span = (int(where[0]), int(where[1])) if kind == "characters" else None
                for coder, codes in self._codings(element, number).items():
                    yield Segment(
                        unit=f"{key[:8]}:{'-'.join(where) or 'all'}",
                        coder=coder,
                        codes=tuple(codes),
                        place=f"{self.path.name}, source {number}, {kind} {'-'.join(where)}",
                        speaker=_one(cases, element.get("guid"), source.get("guid")),
                        text=words[slice(*span)] if span else "",
                        span=(key, *span) if span else None,
                        synthetic=is_made_up,
                    )

    def _codings(self, element: Element, number: int) -> dict[str, list[str]]:
        """The names of the codes that each coder gave to a selection or a whole source."""
        found: dict[str, list[str]] = {}
        for coding in element.iterfind("{*}Coding"):
            code = _bare(coding.find("{*}CodeRef").get("targetGUID"))
            if not self.codes.get(code):
                mend = "export the project with its codebook"
                raise _whole(self.path, f"source {number}: a coding has no code; {mend}")
            found.setdefault(self._coder(coding, element, number), []).append(self.codes[code])
        return found

    def _coder(self, coding: Element, element: Element, number: int) -> str:
        given = (coding.get("creatingUser"), element.get("creatingUser"))
        user = _bare(next(filter(None, (*given, self.root.get("creatingUserGUID"))), ""))
        if not user and len(self.users) == 1:
            (user,) = self.users
        if user not in self.users:
            mend = "export the project with its users"
            raise _whole(self.path, f"source {number}: a coding is nobody's; {mend}")
        return self.users[user] or user

    @cached_property
    def codes(self) -> dict[str, str | None]:
        """Names of the codes by their ids."""
        return {_bare(each.get("guid")): each.get("name") for each in self._all("Code")}

    @cached_property
    def users(self) -> dict[str, str | None]:
        """Names of the users by their ids."""
        return {_bare(e.get("guid")): e.get("name") or e.get("id") for e in self._all("User")}

    def _all(self, name: str) -> Iterator[Element]:
        return self.root.iterfind(f".//{{*}}{name}")

    def _text(self, source: Element) -> tuple[str, str]:
        """The text of a source, and a key that is the same in every coder's copy of it."""
        words = source.findtext("{*}PlainTextContent") or ""
        name = (source.get("plainTextPath") or "").removeprefix("internal://").casefold()
        for member in self.archive.infolist() if name else ():
            if member.filename.casefold() == f"sources/{name}":
                words = _unpacked(self.path, self.archive, member).decode("utf-8-sig", "replace")
        if words.strip():
            return words, hashlib.sha256(words.encode()).hexdigest()
        return "", _bare(source.get("guid"))


def _project_xml(path: Path, archive: zipfile.ZipFile) -> bytes:
    found = [each for each in archive.infolist() if each.filename.lower().endswith(".qde")]
    if len(found) != 1:
        raise _whole(
            path, f"{len(found)} projects (.qde) in the archive instead of one; export anew"
        )
    return _unpacked(path, archive, found[0])


def _unpacked(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    if member.file_size > MOST_BYTES:
        part = Path(member.filename).suffix
        message = f"its {part} is larger than {MOST_BYTES:,} bytes; export a part of it"
        raise _whole(path, message)
    return archive.read(member)


def _parse(path: Path, content: bytes) -> Element:
    # No program writes one; its entities could fill the memory.
    if b"<!DOCTYPE" in content or "<!DOCTYPE".encode("utf-16-le") in content:
        raise _whole(path, "the XML defines a document type of its own; export it anew")
    try:
        return ElementTree.fromstring(content)
    except ElementTree.ParseError as error:
        raise _whole(path, f"no XML: {error}; export it anew") from None


def _cases(root: Element) -> dict[str, list[str]]:
    """By the id of a selection or source: the cases that refer to it."""
    found: dict[str, list[str]] = {}
    for case in root.iterfind("./{*}Cases/{*}Case"):
        for name in ("SelectionRef", "SourceRef"):
            for reference in case.iterfind(f"{{*}}{name}"):
                key = _bare(reference.get("targetGUID"))
                found.setdefault(key, []).append(_bare(case.get("guid")))
    return found


def _one(cases: Mapping[str, list[str]], *keys: str | None) -> str:
    for key in map(_bare, keys):
        if len(cases.get(key, ())) == 1:
            return cases[key][0]
    return ""


def _where(element: Element) -> tuple[str, list[str]]:
    for kind, names in PLACES.items():
        if all(element.get(name) is not None for name in names):
            return kind, [element.get(name) for name in names]
    return "the whole", []


def _bare(guid: str | None) -> str:
    """An id as it is compared: some programs write braces or capitals in one of two places."""
    return (guid or "").strip("{}").lower()


def _guid(name: str) -> str:
    return str(uuid.uuid5(NAMESPACE, name))


def _description(codebook: Codebook, key: str, language: str) -> str | None:
    meaning = codebook.quote_codes.get(key)
    if not meaning:
        return None
    example = f"{text(EXAMPLE, language)}: {meaning['example'][language]}"
    return f"{meaning['definition'][language]}\n{example}"


def _whole(path: Path, message: str) -> InputError:
    return InputError([Problem(path.name, "", "", message)])
