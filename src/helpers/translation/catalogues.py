"""Gettext catalogues: `locale/<language>/<page>.po`, one entry for each text of a page.

`update` brings them in step with the English pages: translations of unchanged texts are kept, those
of changed texts are marked fuzzy beside the text they were made for, and those of texts that are
gone are dropped. A reader never sees a fuzzy translation: the English text is shown, marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from helpers import interface, paths
from helpers.errors import InputError, Problem
from helpers.translation.pages import Entry, entries

if TYPE_CHECKING:
    import polib

SOURCE = "en"
LANGUAGES = tuple(each for each in interface.LANGUAGES if each != SOURCE)
# How alike an old text and a new one must be for its translation to be worth mending.
LIKENESS = 0.6
WIDTH = 100


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
    """A text and its translation."""

    language: str
    page: str
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
        path = path_of(language, page, root)
        usable = {e.msgid: e.msgstr for e in _read(path) if e.msgstr and not e.fuzzy}
        return cls(usable, language)

    def text(self, text: str, kind: str) -> str:
        """The translation, or the English text, marked where Markdown can carry a mark."""
        if text in self._translations or self._language == SOURCE:
            return self._translations.get(text, text)
        if kind in ("alt", "book"):
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
            old = path.read_text(encoding="utf-8") if path.is_file() else ""
            new = _text_of(merged(_read(path), texts), language)
            if new != old:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(new, encoding="utf-8")
                changed.append(path)
        for path in (root / "locale" / language).glob("*.po"):
            if path.stem not in wanted:
                path.unlink()
                changed.append(path)
    return changed


def merged(old: Iterable[polib.POEntry], texts: Iterable[Entry]) -> list[polib.POEntry]:
    """The entries of a page, with what is still good of an older catalogue."""
    import polib

    known = {_key(entry): entry for entry in old if not entry.obsolete}
    fresh: dict[tuple[str, str], polib.POEntry] = {}
    for text in texts:
        entry = fresh.setdefault(
            text.key,
            polib.POEntry(msgid=text.text, msgctxt=text.context or None, comment=text.kind),
        )
        file, _, row = text.place.partition(":")
        entry.occurrences.append((file, row))
    dead = {key: entry for key, entry in known.items() if key not in fresh and entry.msgstr}
    for key, entry in fresh.items():
        entry.occurrences = list(dict.fromkeys(entry.occurrences))
        if key in known:
            before = known[key]
            entry.msgstr, entry.flags = before.msgstr, list(before.flags)
            entry.previous_msgid, entry.tcomment = before.previous_msgid, before.tcomment
        elif old_key := _nearest(key, dead):
            before = dead.pop(old_key)
            entry.msgstr, entry.flags = before.msgstr, ["fuzzy"]
            entry.previous_msgid = before.msgid
    return list(fresh.values())


def _nearest(key: tuple[str, str], dead: Iterable[tuple[str, str]]) -> tuple[str, str] | None:
    """The text that was probably changed into this one: the same phrase, or one much like it."""
    context, text = key
    for old in dead:
        if context and old[0] == context:
            return old
    texts = {old[1]: old for old in dead}
    near = get_close_matches(text, texts, n=1, cutoff=LIKENESS)
    return texts[near[0]] if near else None


def _key(entry: polib.POEntry) -> tuple[str, str]:
    return entry.msgctxt or "", entry.msgid


def missing(language: str, root: Path = paths.ROOT) -> list[Missing]:
    """Texts of the book that have no usable translation into a language, in the book's order."""
    found = []
    for page, texts in entries(root).items():
        known = {_key(entry): entry for entry in _read(path_of(language, page, root))}
        for text in {each.key: each for each in texts}.values():
            entry = known.get(text.key)
            if entry is None or not entry.msgstr or entry.fuzzy:
                why = "fuzzy" if entry is not None and entry.fuzzy else "untranslated"
                found.append(Missing(language, page, text.place, text.text, why))
    return found


def translated(language: str, root: Path = paths.ROOT) -> Iterator[Translated]:
    """Every translation into a language, fuzzy ones left out, page by page."""
    for path in sorted((root / "locale" / language).glob("*.po")):
        for entry in _read(path):
            if entry.msgstr and not entry.fuzzy:
                place = ", ".join(":".join(filter(None, each)) for each in entry.occurrences)
                yield Translated(language, path.stem, place, entry.msgid, entry.msgstr)


def _text_of(entries_: Iterable[polib.POEntry], language: str) -> str:
    import polib

    file = polib.POFile(wrapwidth=WIDTH)
    file.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    file.extend(entries_)
    return str(file).rstrip("\n") + "\n"


@lru_cache(maxsize=64)
def _parsed(path: Path, changed: int) -> tuple[polib.POEntry, ...]:  # noqa: ARG001 (cache key)
    import polib

    try:
        return tuple(polib.pofile(str(path), encoding="utf-8", wrapwidth=WIDTH))
    except (OSError, UnicodeDecodeError) as error:
        where = path.relative_to(paths.ROOT) if path.is_relative_to(paths.ROOT) else path
        message = f"cannot be read as a gettext catalogue: {error}; mend the line named"
        raise InputError([Problem(str(where), "", "", message)]) from None


def _read(path: Path) -> tuple[polib.POEntry, ...]:
    return _parsed(path, path.stat().st_mtime_ns) if path.is_file() else ()
