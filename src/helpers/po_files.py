"""Gettext catalogues as files: read strictly, written so that nothing of a translator's is lost.

Babel's reader takes what it can and guesses the rest: it cuts a letter off where a quote is
missing, lets one of two equal texts win without a word, and takes the text before a change (`#|`)
for a remark. So a file is checked line by line first; what is wrong is named with its line. Its
writer breaks long `#|` lines within their quotes and flags "95% of" as a format, so that only its
wrapping of texts is used.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser, normalize, unescape

from helpers import paths
from helpers.errors import InputError, Problem

WIDTH = 100
FUZZY = "fuzzy"
_STRING = r'"(?:[^"\\]|\\[\\nrt"])*"'
_LINE = re.compile(rf"(?P<keyword>msgctxt|msgid|msgstr)?\s*(?P<strings>{_STRING}(?:\s*{_STRING})*)")
_PLURAL = re.compile(r"msgid_plural|msgstr\[")
_PREVIOUS = re.compile(r"#~?\|")
# Which keywords may follow a keyword.
_FOLLOWERS = {
    "msgctxt": ("msgid",),
    "msgid": ("msgstr",),
    "msgstr": ("msgctxt", "msgid"),
}
# Flags that Babel sets by itself; "95% of" is no format.
_GUESSED = frozenset({"python-format", "python-brace-format"})
_FIXED_FIELDS = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}


@dataclass(frozen=True)
class PoFile:
    """A catalogue's entries, those a translator's program set aside (`#~`), and its head.

    The head is the entry of the empty text: who translated, and with what; None where it is absent.
    """

    entries: tuple[Message, ...] = ()
    obsolete: tuple[Message, ...] = ()
    head: Message | None = None


def read(path: Path) -> PoFile:
    """The catalogue in a file; an empty one where there is no file.

    Raises `InputError` that names the lines which are not as gettext wants them, and texts that
    stand twice.
    """
    if not path.is_file():
        return PoFile()
    state = path.stat()
    return _read(path, (state.st_mtime_ns, state.st_size))


def usable(entry: Message) -> bool:
    """Whether readers may see the translation: there is one, and it is none of an older text."""
    return bool(entry.string) and not entry.fuzzy


def text_of(file: PoFile, language: str) -> str:
    """The file's content; the head says the language and the encoding, and keeps what else it said.

    >>> print(text_of(PoFile((Message("share", "доля", [("index.qmd", 3)]),)), "ru"))
    msgid ""
    msgstr ""
    "Language: ru\\n"
    "MIME-Version: 1.0\\n"
    "Content-Type: text/plain; charset=UTF-8\\n"
    "Content-Transfer-Encoding: 8bit\\n"
    <BLANKLINE>
    #: index.qmd:3
    msgid "share"
    msgstr "доля"
    <BLANKLINE>
    """
    parts = [_head_lines(file.head, language)]
    parts += [_entry_lines(entry) for entry in file.entries]
    parts += [_entry_lines(entry, "#~ ") for entry in file.obsolete]
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


class _StrictCatalog(Catalog):
    """What Babel's reader fills: no text twice, and the head as its text, dates and all."""

    head: Message | None = None

    def __init__(self) -> None:
        super().__init__(charset="utf-8")
        self.obsolete = _Aside(self)
        self._rows: dict[tuple[str, str], int] = {}

    def __setitem__(self, text: str, message: Message) -> None:
        self.take(message)
        if text:
            super().__setitem__(text, message)
        else:
            self.head = message

    def take(self, message: Message) -> None:
        """Note where a text stands, set aside or not: gettext wants it once."""
        message.context = message.context or None
        first = self._rows.setdefault((message.context or "", message.id), message.lineno)
        if first != message.lineno:
            what = f"the text stands in line {first} already; delete one of the two entries"
            raise PoFileError(what, self, message.id, message.lineno - 1)


class _Aside(dict):
    """The entries that are set aside."""

    def __init__(self, catalog: _StrictCatalog) -> None:
        super().__init__()
        self._catalog = catalog

    def __setitem__(self, key: object, message: Message) -> None:
        self._catalog.take(message)
        super().__setitem__(key, message)


@lru_cache(maxsize=64)
def _read(path: Path, state: tuple[int, int]) -> PoFile:  # noqa: ARG001 (the cache's key)
    lines = _lines(path)
    if mistakes := list(_mistakes(lines)):
        raise _unreadable(path, mistakes)
    catalog = _StrictCatalog()
    try:
        PoFileParser(catalog, abort_invalid=True).parse(map(_plain, lines))
    except PoFileError as error:
        message = str(error).rpartition(" on ")[0]
        raise _unreadable(path, [(str(error.lineno + 1), message)]) from None
    entries = tuple(message for message in catalog if message.id)
    obsolete = tuple(catalog.obsolete.values())
    previous = _previous_texts(lines)
    for entry in (*entries, *obsolete):
        entry.flags -= _GUESSED
        entry.previous_id = previous.get(entry.lineno, [])
    return PoFile(entries, obsolete, catalog.head)


def _lines(path: Path) -> list[str]:
    content = b""
    try:
        content = path.read_bytes()
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise _unreadable(path, [("", str(error))]) from None
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise _unreadable(path, [("", f"line {row}: {error}; save it as UTF-8")]) from None
    if "\0" in text[:2]:
        raise _unreadable(path, [("", "it is UTF-16; save it as UTF-8")])
    return re.split(r"\r\n|\r|\n", text)


def _plain(line: str) -> str:
    """A line as Babel wants it: one string after one space; no text before a change."""
    content = line.strip()
    if _PREVIOUS.match(content):
        return ""
    match = _LINE.fullmatch(content.removeprefix("#~").strip())
    if not match:
        return line
    string = "".join(part[1:-1] for part in re.findall(_STRING, match["strings"]))
    aside = "#~" if content.startswith("#~") else ""
    return " ".join(filter(None, (aside, match["keyword"], f'"{string}"')))


def _unreadable(path: Path, mistakes: list[tuple[str, str]]) -> InputError:
    where = path.relative_to(paths.ROOT) if path.is_relative_to(paths.ROOT) else path
    start = "cannot be read as a gettext catalogue"
    return InputError([Problem(str(where), row, "", f"{start}: {what}") for row, what in mistakes])


def _mistakes(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Lines that Babel would read as something else, with how to mend them."""
    before = "msgstr"
    for number, line in enumerate(lines, start=1):
        content = line.strip()
        if content.startswith("#~") and not content.startswith("#~|"):
            content = content.removeprefix("#~").strip()
        if not content or content.startswith("#"):
            continue
        match = _LINE.fullmatch(content)
        keyword = match["keyword"] if match else None
        if _PLURAL.match(content):
            what = "is no line of an entry here: texts have no plural forms; write one msgstr"
            yield str(number), f"{content!r} {what}"
        elif not match:
            yield (
                str(number),
                f'{content!r} is no line of an entry; write msgid "…", msgstr "…" or "…", a quote '
                'within the text as \\", a backslash as \\\\',
            )
        elif keyword and keyword not in _FOLLOWERS[before]:
            wanted = " or ".join(_FOLLOWERS[before])
            yield str(number), f"{keyword} after {before}, where {wanted} belongs"
        before = keyword or before


def _previous_texts(lines: list[str]) -> dict[int, list[str]]:
    """The text before a change (`#| msgid`), by the number of the line with the new `msgid`."""
    found: dict[int, list[str]] = {}
    parts: list[str] = []
    taken = False
    for number, line in enumerate(lines, start=1):
        content = line.strip()
        if mark := _PREVIOUS.match(content):
            match = _LINE.fullmatch(content[mark.end() :].strip())
            # What it stood beside, and its plural, are not kept.
            taken = bool(match) and (
                match["keyword"] == "msgid" or (taken and not match["keyword"])
            )
            parts += re.findall(_STRING, match["strings"]) if taken else []
        elif content.removeprefix("#~").strip().startswith("msgid"):
            if parts:
                found[number] = ["".join(map(unescape, parts))]
            parts, taken = [], False
    return found


def _head_lines(head: Message | None, language: str) -> list[str]:
    fixed = {"Language": language, **_FIXED_FIELDS}
    lines = []
    for line in head.string.splitlines() if head else []:
        name, colon, _ = line.partition(":")
        lines.append(f"{name}: {fixed.pop(name)}" if colon and name in fixed else line)
    lines += [f"{name}: {value}" for name, value in fixed.items()]
    remarks = [f"# {remark}".rstrip() for remark in (head.user_comments if head else [])]
    return [*remarks, 'msgid ""', 'msgstr ""', *(normalize(f"{line}\n", width=0) for line in lines)]


def _entry_lines(entry: Message, prefix: str = "") -> list[str]:
    """An entry as gettext writes it; an obsolete one has the prefix `#~ `."""
    lines = [f"# {remark}".rstrip() for remark in entry.user_comments]
    if not prefix:
        lines += [f"#. {remark}" for remark in entry.auto_comments]
        places = " ".join(file if row is None else f"{file}:{row}" for file, row in entry.locations)
        lines += textwrap.wrap(
            places, WIDTH, initial_indent="#: ", subsequent_indent="#: ", break_on_hyphens=False
        )
    if entry.flags:
        lines.append(f"#, {', '.join(sorted(entry.flags))}")
    lines += [_field("msgid", text, f"{prefix.strip() or '#'}| ") for text in entry.previous_id]
    if entry.context:
        lines.append(_field("msgctxt", entry.context, prefix))
    return [*lines, _field("msgid", entry.id, prefix), _field("msgstr", entry.string, prefix)]


def _field(keyword: str, text: str, prefix: str) -> str:
    written = normalize(text, width=WIDTH - len(prefix))
    return f"{prefix}{keyword} {written}".replace("\n", f"\n{prefix}")
