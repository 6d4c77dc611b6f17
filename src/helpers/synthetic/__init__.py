"""Questionnaires made up so that they print what the report prints, and marked as such."""

from helpers.synthetic.rehearsal import rehearsal_ledger
from helpers.synthetic.rows import make_rows
from helpers.synthetic.watermark import SyntheticDataError, is_synthetic, refuse_inference

__all__ = [
    "SyntheticDataError",
    "is_synthetic",
    "make_rows",
    "refuse_inference",
    "rehearsal_ledger",
]
