"""A coded segment of a discussion: who gave which codes to which words, without the words.

A segment is known by its place in the source, so that segments of several coders are the same
only where they begin and end alike. What was said is carried along for `--with-text` alone and
shown nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Segment:
    """One coder's codes of one segment, by the names they have in the file.

    `unit` is the same for all coders of a segment, `place` says where it is without its words.
    `span` is a source and the first and last character, where there are such.
    """

    unit: str
    coder: str
    codes: tuple[str, ...]
    place: str
    speaker: str = ""
    text: str = field(default="", repr=False)
    span: tuple[str, int, int] | None = None
    synthetic: bool = False
