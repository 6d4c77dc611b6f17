"""The clean tables of a wave, one Parquet file per instrument, as an intake writes them.

    data/restricted/<wave>/clean/survey.parquet, form_a.parquet, form_b.parquet, register.parquet
    data/restricted/<wave>/clean/manifest.json    hashes of the raw files and of the tables, counts

A row is one questionnaire. Before the columns of its instrument (`helpers.instruments.questions`)
stand `row` (its number in the table from 1), `source` (file and row it came from, as
"file.csv:12"), `submitted` (date or missing), `language` (of the questionnaire) and `organisation`
(a keyed hash that is the same in every wave, or missing: who it is cannot be worked out without the
key in data/restricted). Made-up rows carry the mark of `helpers.synthetic.watermark`.
"""

from __future__ import annotations

OWN_COLUMNS = ("row", "source", "submitted", "language", "organisation")
MANIFEST = "manifest.json"
