"""A translation is words: what is more than words in it, its text has, too.

Links with their addresses, code, references, attributes and whatever else Pandoc reads in a
translation must be in its text, as often or more often; numbers that are filled in are numbers
here. So a translator moves or leaves out a part, and adds none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from bookmaker.project import admission
from bookmaker.project.admission import Mark
from bookmaker.project.remembered import NOTHING, Memory
from helpers.agreement import forms_of
from helpers.errors import InputError, Problem
from helpers.translation.catalogues import Translated

_FIELD = re.compile(r"\{\w*\}|%s")


def added_marks(texts: Iterable[Translated], *, memory: Memory = NOTHING) -> list[Problem]:
    """Every translation that is more than its text, with what it adds, by file and place.

    A file whose texts have been judged, by what is in `memory`, is not judged again.

    Raises `InputError` for a text that takes Pandoc too long.
    """
    said = ((each, _said(forms_of(each.translation, each.language))) for each in texts)
    asked = [(each, _said(each.text), text) for each, text in said if not admission.is_plain(text)]
    files = [list(group) for _, group in groupby(asked, key=lambda each: each[0].file)]
    groups = [[text for _, *pair in file for text in pair] for file in files]
    try:
        judged = admission.judged(groups, admission.marks_in_order, memory=memory)
    except admission.UnreadableError as error:
        slow, *_ = [each for file in files for each in file][error.place // 2]
        message = f"{slow.translation[:40]!r}: {error}"
        raise InputError([Problem(f"{slow.file}, {slow.place}", "", "", message)]) from None
    marks = ([Mark(*mark) for mark in each] for file in judged for each in file)
    return [
        _problem(each, added)
        for each, *_ in asked
        # Of each text, then of its translation.
        if (added := admission.surplus(source=next(marks), text=next(marks)))
    ]


def _said(text: str) -> str:
    return _FIELD.sub("0", admission.filled(text))


def _problem(each: Translated, added: list[admission.Mark]) -> Problem:
    shown = each.translation if len(each.translation) <= 80 else f"{each.translation[:79]}…"
    what = ", ".join(dict.fromkeys(map(str, added)))
    message = f"{shown!r} has {what}, which its text {each.text[:60]!r} has not; take it out"
    return Problem(f"{each.file}, {each.place}", "", "", message)
