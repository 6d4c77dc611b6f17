"""Why a row of the register is left out, or what was noticed of one that is kept, and the mend."""

from __future__ import annotations

from helpers.intake.rules import Rule

_TEXT = "get the file again with the column as text"
_BIN = "correct the BIN in the file"

REASONS = {
    "blank_row": Rule("left_out", "the row is blank", "nothing to do"),
    "row_shape": Rule(
        "left_out",
        "the row has more or fewer cells than the heading",
        "a separator or a line break outside quotes: export the file again",
    ),
    "activity_missing": Rule("left_out", "no activity is given", "complete it in the file"),
    "activity_other": Rule(
        "left_out", "another activity", "nothing to do, or add its words to the rules"
    ),
    "bin_missing": Rule("left_out", "no BIN is given", "complete it in the file"),
    "bin_rounded": Rule("left_out", "the BIN was shortened to 6,0014E+11", _TEXT),
    "bin_length": Rule("left_out", "the BIN has not twelve digits", _BIN),
    "bin_check_digit": Rule("left_out", "the check digit of the BIN is wrong", _BIN),
    "bin_form": Rule(
        "left_out", "twelve digits, but no month and kind of entity as a BIN has", _BIN
    ),
    "bin_person": Rule(
        "left_out", "the number of a person (IIN) instead of a BIN", "put the organisation's BIN"
    ),
    "repeat": Rule("left_out", "a later report has the same BIN", "nothing to do"),
    "liquidated": Rule("left_out", "the organisation is liquidated or struck off", "nothing to do"),
    "silent": Rule("left_out", "no report in the last years", "nothing to do"),
    "no_contact": Rule("left_out", "neither telephone nor e-mail", "complete it in the file"),
    "bin_zeros": Rule("mended", "zeros in front of the BIN were lost and put back", _TEXT),
    "region_missing": Rule("noted", "no region is given", "complete it in the file"),
    "region_unknown": Rule(
        "noted", "a region of no known name", "add its name to data/instruments/place_names.yaml"
    ),
    "region_open": Rule(
        "noted", "a former name whose area is several regions today", "write today's region"
    ),
    "state_unknown": Rule(
        "noted", "a state that the rules do not know; kept", "add its words to the rules"
    ),
    "year_missing": Rule(
        "noted", "no year of the report; kept, as it cannot be told silent", "complete the year"
    ),
    "year_late": Rule(
        "noted", "a year after the survey; kept, as it cannot be told silent", "correct the year"
    ),
    "zero_unknown": Rule(
        "noted", "cannot be told a zero report or none", "complete the amounts in the file"
    ),
}
