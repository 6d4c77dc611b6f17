"""All published data checked at once: one report, whichever files are at fault."""

import pytest

from helpers.errors import InputError, Problem
from helpers.ledger.validation import LOADERS, check_data, require_valid_data
from helpers.paths import CLAIMS


def test_problems_of_all_files_are_one_report() -> None:
    """A problem two loaders see is told once; good files are counted."""
    shared = Problem("codebook.yaml", "2", "id", "twice")

    def bad_codebook() -> None:
        raise InputError([shared])

    def bad_claims() -> None:
        raise InputError([shared, Problem("claims.csv", "3", "", "odd")])

    loaders = {"codebook": bad_codebook, "claims": bad_claims, "quotes": lambda: [1, 2]}
    sizes, problems = check_data(loaders)
    assert sizes == {"quotes": 2}
    assert [problem.file for problem in problems] == ["codebook.yaml", "claims.csv"]
    with pytest.raises(InputError, match=r"2 problems in the input.*\n.*twice\n.*odd"):
        require_valid_data(loaders)


def test_every_published_file_is_checked():
    """A new file that nobody loads would go unread."""
    known = {path.name for path in CLAIMS.parent.iterdir() if path.suffix in (".csv", ".yaml")}
    assert set(LOADERS) == known
