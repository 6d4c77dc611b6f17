"""Coded discussions as the programs write them: REFI-QDA projects in the manner of three of them.

The manners were seen in real exports (NVivo for Mac 15, ATLAS.ti 8 and 23) and in what is reported
of MAXQDA's; the words and codes are made up.
"""

from __future__ import annotations

import uuid
import zipfile
from pathlib import Path

WORDS = "Нам не ответили ни разу. Зато в этом году акимат позвал нас сам. Денег хватает на весну. "

USERS = {"Алия": uuid.UUID(int=1), "Борис": uuid.UUID(int=2)}


def guid(number: int, manner: str) -> str:
    """An id as the program writes it: capitals, or in braces."""
    text = str(uuid.UUID(int=number))
    return {"atlas": text.upper(), "maxqda": f"{{{text}}}"}.get(manner, text)


def write(path: Path, coded: dict, *, manner: str = "nvivo", name: str = "Беседы", **more) -> Path:
    """A project of one text: `coded` maps (start, end) to {coder: names of codes}.

    `words` is another text, `cases` maps names of cases to selections (by start, end).
    """
    words, cases = more.get("words", WORDS), more.get("cases", {})
    names = sorted({n for said in coded.values() for codes in said.values() for n in codes})
    codes = {each: guid(100 + number, manner) for number, each in enumerate(names)}
    selections = {span: guid(1000 + number, manner) for number, span in enumerate(coded)}
    users = "".join(
        f'<User guid="{guid(u.int, manner)}" name="{each}"/>' for each, u in USERS.items()
    )
    text = {
        "nvivo": 'richTextPath="internal://T.docx" plainTextPath="internal://T.txt"',
        "atlas": 'plainTextPath="internal://T.txt"',
        "maxqda": 'plainTextPath="internal://T.txt" modifiedDateTime="2026-05-01 10:00"',
    }[manner]
    body = "".join(
        _selection(span, said, codes, selections[span], manner) for span, said in coded.items()
    )
    of_cases = "".join(
        f'<Case guid="{guid(5000 + number, manner)}" name="{case}">'
        + "".join(f'<SelectionRef targetGUID="{selections[span]}"/>' for span in spans)
        + "</Case>"
        for number, (case, spans) in enumerate(cases.items())
    )
    project = (
        '<?xml version="1.0" encoding="utf-8"?>'
        f'<Project xmlns="urn:QDA-XML:project:1.0" name="{name}" origin="{manner}">'
        f"<Users>{users}</Users><CodeBook><Codes>"
        + "".join(f'<Code guid="{g}" name="{each}" isCodable="true"/>' for each, g in codes.items())
        + f'</Codes></CodeBook><Sources><TextSource guid="{guid(9000, manner)}" {text}>{body}'
        f"</TextSource></Sources>{f'<Cases>{of_cases}</Cases>' if of_cases else ''}</Project>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("project.qde", project)
        archive.writestr("Sources/t.TXT" if manner == "atlas" else "sources/T.txt", words)
    return path


def _selection(span: tuple, said: dict, codes: dict, own: str, manner: str) -> str:
    start, end = span
    # ATLAS.ti names a selection by its words.
    name = WORDS[start:end] if manner == "atlas" else f"{start},{end}"
    codings = "".join(
        f'<Coding guid="{uuid.uuid4()}" creatingUser="{guid(USERS[coder].int, manner)}">'
        f'<CodeRef targetGUID="{codes[each]}"/></Coding>'
        for coder, given in said.items()
        for each in given
    )
    place = f'startPosition="{start}" endPosition="{end}"'
    return f'<PlainTextSelection guid="{own}" name="{name}" {place}>{codings}</PlainTextSelection>'


def table(path: Path, rows: list[tuple], columns: str = "quote_id,coder,theme,direction") -> Path:
    """A spreadsheet saved as CSV."""
    lines = [columns, *(",".join(row) for row in rows)]
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8-sig")
    return path
