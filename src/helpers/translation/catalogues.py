"""Gettext catalogues: `locale/<language>/<page>.po`, one entry for each text of a page.

`update` brings them in step with the English pages: translations of unchanged texts are kept, those
of changed texts are marked fuzzy beside the text they were made for, and those of texts that are
gone are set aside at the end of the file (`#~`), as a translator's program does. Remarks of
translators and the head of the file stay. A reader never sees a fuzzy translation: the English text
is shown, marked.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from difflib import get_close_matches
from functools import partial
from pathlib import Path

from babel.messages.catalog import Message

from bookmaker.project.language import read_words
from bookmaker.project.remembered import NOTHING, Memory
from helpers import editions, paths, po_files
from helpers.editions import SOURCE
from helpers.inputs import LOCK, TRANSLATION, digest_of
from helpers.po_files import FUZZY, PoFile
from helpers.translation.pages import Entry, Source, entries, sources

LANGUAGES = tuple(each for each in editions.LANGUAGES if each != SOURCE)
# How alike an old text and a new one must be for its translation to be worth mending.
LIKENESS = 0.6

Key = tuple[str, str]


@dataclass(frozen=True)
class Missing:
    """A text without a usable translation, and why: "untranslated" or "fuzzy"."""

    language: str
    page: str
    place: str
    text: str
    why: str


@dataclass(frozen=True)
class Translated:
    """A text and its translation, the file that has it, and its place there."""

    language: str
    file: str
    place: str
    text: str
    translation: str


class Catalogue:
    """The translations of one page."""

    def __init__(self, translations: dict[str, str], language: str) -> None:
        self._translations = translations
        self._language = language

    @classmethod
    def open(cls, language: str, page: str, root: Path = paths.ROOT) -> Catalogue:
        """The catalogue of a page; an empty one where there is no file. Raises `InputError`."""
        entries_ = filter(po_files.usable, _read(language, page, root).entries)
        return cls({entry.id: entry.string for entry in entries_}, language)

    def text(self, text: str, kind: str) -> str:
        """The translation, or the English text, marked where Markdown can carry a mark."""
        if text in self._translations or self._language == SOURCE:
            return self._translations.get(text, text)
        if kind in ("alt", "book", "note"):
            return text
        return f"[{text}]{{.untranslated lang={SOURCE}}}"


def path_of(language: str, page: str, root: Path = paths.ROOT) -> Path:
    """Where a page's catalogue is."""
    return root / "locale" / language / f"{page}.po"


def update(root: Path = paths.ROOT, languages: Iterable[str] = LANGUAGES) -> list[Path]:
    """Write every catalogue anew from the English pages; returns those whose file changed.

    A catalogue of a page that is gone is deleted.
    """
    changed = []
    wanted = entries(root)
    for language in languages:
        for page, texts in wanted.items():
            path = path_of(language, page, root)
            new = po_files.text_of(merged(_read(language, page, root), texts), language)
            if not path.is_file() or path.read_text(encoding="utf-8") != new:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(new, encoding="utf-8")
                changed.append(path)
        for path in (root / "locale" / language).glob("*.po"):
            if path.stem not in wanted:
                path.unlink()
                changed.append(path)
    return changed


def merged(old: PoFile, texts: Iterable[Entry]) -> PoFile:
    """The entries of a page, with what is still good of an older catalogue."""
    known = {_key(entry): entry for entry in old.entries}
    fresh = _entries_of(texts)
    kept = known.keys() & fresh.keys()
    obsolete = {_key(entry): entry for entry in old.obsolete}
    left = {
        key: entry
        for key, entry in {**obsolete, **known}.items()
        if entry.string and key not in kept
    }
    for key, entry in fresh.items():
        if before := known.get(key):
            entry.string, entry.previous_id = before.string, before.previous_id
            entry.flags, entry.user_comments = before.flags, before.user_comments
        elif before := left.pop(_nearest(key, left), None):
            entry.string, entry.previous_id = before.string, [before.id]
            entry.flags, entry.user_comments = {FUZZY}, before.user_comments
            obsolete.pop(_key(before), None)
    # A translation is work: of a text that is gone it waits for the day when it comes back.
    obsolete |= left
    return PoFile(tuple(fresh.values()), tuple(obsolete.values()), old.head)


def _entries_of(texts: Iterable[Entry]) -> dict[Key, Message]:
    """One entry for each text, with every place where it stands."""
    fresh: dict[Key, Message] = {}
    for text in texts:
        if text.key not in fresh:
            remarks = [text.kind] if text.kind else []
            context = text.context or None
            entry = Message(text.text, auto_comments=remarks, context=context)
            entry.flags = set()
            fresh[text.key] = entry
        file, _, row = text.place.partition(":")
        place = (file, int(row) if row else None)
        if place not in fresh[text.key].locations:
            fresh[text.key].locations.append(place)
    return fresh


def _nearest(key: Key, candidates: Iterable[Key]) -> Key | None:
    """The text that was probably changed into this one."""
    texts = {text: (context, text) for context, text in candidates}
    near = get_close_matches(key[1], texts, n=1, cutoff=LIKENESS)
    return texts[near[0]] if near else None


def _key(entry: Message) -> Key:
    return entry.context or "", entry.id


def missing(language: str, root: Path = paths.ROOT, *, memory: Memory = NOTHING) -> list[Missing]:
    """Texts of the book that have no usable translation into a language, in the book's order.

    What is in the `memory` of a page and its catalogue is not looked for again.
    """
    found = []
    for page, source in sources(root).items():
        files = [*source.files, path_of(language, page, root)]
        states = [f"{path.relative_to(root)} {digest_of(path)}" for path in files if path.is_file()]
        code = [TRANSLATION.state() or "", LOCK.state() or ""]
        decided_by = ["missing", language, page, *code, *states]
        left = memory.text(decided_by, partial(_missing_of, language, page, source, root))
        found += [Missing(*fields) for fields in json.loads(left)]
    return found


def _missing_of(language: str, page: str, source: Source, root: Path) -> str:
    """Those of a page, as JSON."""
    known = {_key(entry): entry for entry in _read(language, page, root).entries}
    found = []
    for text in {each.key: each for each in source.texts()}.values():
        entry = known.get(text.key)
        if entry is None or not po_files.usable(entry):
            why = "fuzzy" if entry is not None and entry.fuzzy else "untranslated"
            found.append(Missing(language, page, text.place, text.text, why))
    return json.dumps([astuple(each) for each in found])


def set_aside(language: str, root: Path = paths.ROOT) -> dict[Path, int]:
    """How many translations each catalogue has of texts that are gone; none is left out."""
    files = sorted((root / "locale" / language).glob("*.po"))
    sizes = {path: len(po_files.read(path).obsolete) for path in files}
    return {path: size for path, size in sizes.items() if size}


def translated(language: str, root: Path = paths.ROOT, page: str = "") -> Iterator[Translated]:
    """Every translation into a language, fuzzy ones left out, file by file; or those of a page."""
    yield from _catalogue_texts(language, root, page or "*")
    if not page:
        yield from _book_words(language)


def _catalogue_texts(language: str, root: Path, page: str) -> Iterator[Translated]:
    """What pages, notebooks and the code say."""
    for path in sorted((root / "locale" / language).glob(f"{page}.po")):
        file = path.relative_to(root).as_posix()
        for entry in filter(po_files.usable, po_files.read(path).entries):
            places = [name if row is None else f"{name}:{row}" for name, row in entry.locations]
            if not any(row for _, row in entry.locations):
                places.insert(0, f"line {entry.lineno}")
            yield Translated(language, file, ", ".join(places), entry.id, entry.string)


def _book_words(language: str) -> Iterator[Translated]:
    """What the book says by itself, whatever it is about: buttons, "Figure", "Contents"."""
    file = f"src/bookmaker/project/languages/{language}.yml"
    english = read_words(SOURCE)
    for key, word in read_words(language).items():
        yield Translated(language, file, key, english[key], word)


def _read(language: str, page: str, root: Path) -> PoFile:
    return po_files.read(path_of(language, page, root))
