"""The study in other people's tools: `outputs/export`, which `make export` writes whole.

tables       what is exported: claims, codes, quotes, sentences, towns, pathways, made-up rows
             and, in a book from questionnaires, what the gate released
columns      titles of the columns and words of the codes that stand in no codebook
statistics   SPSS and Stata: value labels, user-missing codes, full texts of labels that are cut
plain        CSV with a Frictionless data package, Parquet
workbook     one Excel file, the codebook as its first sheet
ddi          DDI-Codebook 2.5
skos         themes and directions of the quotes as SKOS
about        README, RO-Crate, citations
writing      all of it, one directory a language
"""

from helpers.export.tables import Field, Table, tables_of
from helpers.export.writing import write_export

__all__ = ["Field", "Table", "tables_of", "write_export"]
