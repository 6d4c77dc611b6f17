"""A page's Markdown cut into the pieces that a translator sees, and put together again.

A segment is a paragraph, a heading without its attributes, a list item, a cell or the caption of a
table, the caption or the alternative text of a picture. What lies between segments is never
translated and stays as it is: code, formulas, fences, raw HTML, attributes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bookmaker.project.lines import FRONT_MATTER

_FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
_HEADING = re.compile(r"^#{1,6} +(?P<text>.*?)(?: *\{[^{}<]*\})? *$")
_DIVISION = re.compile(r"^\s*:{3,}")
_TABLE_CAPTION = re.compile(r"^: +(?P<text>.*?)(?: *\{#[^{}<]*\})? *$")
_RULE_ROW = re.compile(r"^\|[\s:|+-]+\|\s*$")
_CELL = re.compile(r"\|(?P<text>(?:[^|\\]|\\.)*)(?=\|)")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d+\.) +(?P<text>.*)$")
_QUOTED = re.compile(r"^> ?(?P<text>.*)$")
_PICTURE = re.compile(r"^!\[(?P<text>.*)\]\([^)\s]+\)(?P<attributes>\{.*\})?\s*$")
_ALT = re.compile(r'fig-alt="(?P<text>(?:[^"\\]|\\.)*)"')
# What a translator cannot change; without a letter left there is nothing to translate.
_FIXED = re.compile(r"\{\{<.*?>\}\}|`[^`]*`|\$[^$]*\$|\]\([^)]*\)|@[\w:-]+|<[^>]*>")


@dataclass(frozen=True)
class Segment:
    """A piece of text, where it begins and ends, and what it is."""

    text: str
    start: int
    end: int
    kind: str


def segments_of(text: str) -> list[Segment]:
    """The segments of a page, in order; those without a word to translate are left out.

    >>> [each.text for each in segments_of("# A {#sec-a}\\n\\nOne.\\n\\n- two\\n")]
    ['A', 'One.', 'two']
    """
    return [each for each in _Cutter(text).segments() if _has_words(each.text)]


def replaced(text: str, translate: Callable[[Segment], str]) -> str:
    """The page with every segment replaced; quotes within attributes are escaped."""
    for segment in reversed(segments_of(text)):
        new = translate(segment)
        if segment.kind == "alt":
            new = new.replace("\\", "\\\\").replace('"', '\\"')
        text = text[: segment.start] + new + text[segment.end :]
    return text


def _has_words(text: str) -> bool:
    return any(letter.isalpha() for letter in _FIXED.sub("", text))


class _Cutter:
    """Reads a page line by line, with the offset of each."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.paragraph: list[tuple[int, str]] = []
        self.kind = "paragraph"

    def segments(self) -> Iterator[Segment]:
        """All pieces, those without words too."""
        closing = ""
        for start, line in self._lines():
            fence = _FENCE.match(line)
            if closing:
                if line.strip().startswith(closing):
                    closing = ""
            elif fence or line.strip().startswith("$$"):
                yield from self._flush()
                closing = fence[1] if fence else "$$"
                if not fence and line.strip().rstrip("}").count("$$") > 1:
                    closing = ""
            else:
                yield from self._line(start, line)
        yield from self._flush()

    def _lines(self) -> Iterator[tuple[int, str]]:
        head = FRONT_MATTER.match(self.text)
        start = head.end() if head else 0
        for line in self.text[start:].split("\n"):
            yield start, line
            start += len(line) + 1

    def _line(self, start: int, line: str) -> Iterator[Segment]:
        stripped = line.strip()
        if not stripped or _DIVISION.match(line) or stripped.startswith("<!--"):
            yield from self._flush()
            return
        for kind, pattern in (("heading", _HEADING), ("caption", _TABLE_CAPTION)):
            if match := pattern.match(line):
                yield from self._flush()
                yield _piece(match, start, kind)
                return
        if match := _PICTURE.match(line):
            yield from self._flush()
            yield _piece(match, start, "caption")
            if match["attributes"] and (alt := _ALT.search(line, match.start("attributes"))):
                yield _piece(alt, start, "alt")
        elif stripped.startswith("|"):
            yield from self._flush()
            if not _RULE_ROW.match(line):
                yield from (_cell(match, start) for match in _CELL.finditer(line))
        elif match := _ITEM.match(line) or _QUOTED.match(line):
            yield from self._flush()
            self.kind = "item"
            self.paragraph = [(start + match.start("text"), match["text"])]
        else:
            self.paragraph.append((start, line))

    def _flush(self) -> Iterator[Segment]:
        if self.paragraph:
            start = self.paragraph[0][0]
            last, line = self.paragraph[-1]
            end = last + len(line.rstrip())
            start += len(self.text[start:end]) - len(self.text[start:end].lstrip())
            yield Segment(self.text[start:end], start, end, self.kind)
        self.paragraph, self.kind = [], "paragraph"


def _piece(match: re.Match[str], start: int, kind: str) -> Segment:
    text = match["text"]
    if kind == "alt":
        text = re.sub(r"\\(.)", r"\1", text)
    return Segment(text, start + match.start("text"), start + match.end("text"), kind)


def _cell(match: re.Match[str], start: int) -> Segment:
    text = match["text"]
    inner = text.strip()
    begin = start + match.start("text") + len(text) - len(text.lstrip())
    return Segment(inner, begin, begin + len(inner), "cell")
