"""Columns are searched as texts are, only faster."""

from __future__ import annotations

import polars as pl

from helpers.confidential.columns import mask_column, scan
from helpers.confidential.detecting import find
from helpers.confidential.masking import mask
from tests.confidential.sentences import NAMES, marked, plain

SENTENCES = [text for _, text, _ in marked()] + plain()


def test_scan_finds_what_find_finds() -> None:
    """The first look in compiled code lets everything pass that has a finding."""
    names = frozenset(NAMES)
    column = pl.Series("answer", [None, *SENTENCES, *SENTENCES, ""])
    expected = [
        (row, each.kind, each.start, each.end)
        for row, text in enumerate(column.to_list())
        for each in find(text or "", names)
    ]
    assert scan(column, names).rows() == expected


def test_findings_do_not_hold_texts() -> None:
    """A frame of findings can be logged."""
    assert scan(pl.Series(SENTENCES)).columns == ["row", "kind", "start", "end"]


def test_masking_a_column_leaves_other_answers_alone() -> None:
    """Missing answers stay missing."""
    column = pl.Series("answer", [*SENTENCES, None])
    masked = mask_column(column, language="kk")
    assert masked.to_list() == [*(mask(text, find(text), "kk") for text in SENTENCES), None]
    assert masked.name == "answer"


def test_columns_without_texts() -> None:
    """Numbers, nothing at all, and only missing answers."""
    assert scan(pl.Series([1, 2, None])).is_empty()
    assert scan(pl.Series([], dtype=pl.String)).is_empty()
    assert scan(pl.Series([None, None], dtype=pl.String)).is_empty()
    assert mask_column(pl.Series(["нет"])).to_list() == ["нет"]
