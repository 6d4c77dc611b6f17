"""One Excel file with a sheet for each table, the codebook first; no cell is ever a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bookmaker.project.directories import write_whole
from helpers.instruments.workbook import timeless
from helpers.spreadsheets import guarded

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from helpers.export.tables import Table

_WIDEST = 60  # letters of a column
_NAMED = 31  # letters of a sheet's name


def write_workbook(tables: Sequence[Table], path: Path) -> None:
    """Write tables as sheets; the same tables give the same bytes."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for table in tables:
        _fill(book.create_sheet(table.name[:_NAMED]), table)
    content = io.BytesIO()
    book.save(content)
    write_whole(path, timeless(content))


def _fill(sheet: Worksheet, table: Table) -> None:
    """Names of the columns, what they hold, and the rows; text stays text when it is edited."""
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font

    sheet.append([one.name for one in table.fields])
    for row in table.rows:
        sheet.append(row)
    sheet.freeze_panes = "A2"
    for cell, one in zip(sheet[1], table.fields, strict=True):
        cell.font = Font(bold=True)
        cell.comment = Comment(one.title, table.name)
        longest = max(len(str(each.value or "")) for each in sheet[cell.column_letter])
        sheet.column_dimensions[cell.column_letter].width = min(longest, _WIDEST) + 2
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            if isinstance(cell.value, str):
                cell.data_type, cell.quotePrefix = "s", guarded(cell.value) != cell.value
                if len(cell.value) > _WIDEST:
                    cell.alignment = Alignment(wrap_text=True, vertical="top")
