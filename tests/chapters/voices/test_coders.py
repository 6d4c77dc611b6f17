"""A notebook and the command say alike how far two coders agree, or that there is none."""

import pytest

from helpers.__main__ import main
from helpers.chapters import voices
from helpers.ledger import second_coding

NOBODY = "Nobody has coded the quotes a second time yet; no agreement is claimed."


@pytest.fixture
def sheet(study, tmp_path):
    """A made-up second coder: every direction as the first, one theme for all."""
    path = tmp_path / "sheet.csv"
    rows = [f"{each.quote_id},{each.find},mistrust,{each.direction}" for each in study.quotes]
    path.write_text("\n".join([",".join(second_coding.COLUMNS), *rows]) + "\n", encoding="utf-8")
    return path


def test_nothing_is_claimed_without_a_second_coder(study, capsys):
    """In words, with an exit status that stops nobody."""
    frame = voices.second_coder(study)
    assert frame.empty
    assert str(voices.show_second_coder(frame, study)) == NOBODY
    assert main(["coders"]) == 0
    assert capsys.readouterr().out == NOBODY + "\n"


def test_two_coders_are_compared(study, sheet, capsys):
    """Units and agreement beside alpha, for themes and directions."""
    frame = voices.second_coder(study, sheet).set_index("column")
    n_quotes = len(study.quotes)
    n_mistrust = sum(quote.theme == "mistrust" for quote in study.quotes)
    assert list(frame.loc["theme", ["n_units", "n_alike"]]) == [n_quotes, n_mistrust]
    assert frame.loc["theme", "alpha"] < 0 < frame.loc["direction", "alpha"] == 1
    shown = str(voices.show_second_coder(frame.reset_index(), study))
    assert f"- Direction: alpha 1.00; quotes coded by both: {n_quotes}; of these coded" in shown
    assert main(["coders", str(sheet)]) == 0
    assert capsys.readouterr().out == shown + "\n"


def test_the_command_prints_the_sheet_to_fill(study, capsys):
    """As the page Voices offers it."""
    assert main(["coders", "--blank"]) == 0
    assert capsys.readouterr().out == second_coding.blank(study.quotes)


def test_a_bad_sheet_is_refused_by_the_command(tmp_path, capsys):
    """With its name, on the standard error."""
    assert main(["coders", str(tmp_path / "no.csv")]) == 1
    assert "no.csv: the file is missing" in capsys.readouterr().err
