"""What the audit says, as data: names of verdicts and rules, and templates of its sentences.

`audit.wording` fills them in and says them in the language of an edition. Sentences have named
slots; what agrees with a number stands in brackets beside it (`helpers.agreement`). "%s" stands for
a rounding rule, said as in `WHEN`.

What may have happened are possibilities that fit the arithmetic; none is known, and none says that
anyone meant to mislead.
"""

from __future__ import annotations

from helpers.interface import marked

VERDICT_NAMES = {
    "exact": marked("exact"),
    "rounding": marked("rounding"),
    "base": marked("base"),
    "units": marked("units"),
    "contradiction": marked("contradiction"),
    "not_derivable": marked("not derivable"),
    "external": marked("external"),
}

VERDICT_MEANINGS = {
    "exact": marked("equal to what other printed numbers give, exactly or when rounded"),
    "rounding": marked("follows when digits are cut off or rounded in another way"),
    "base": marked("follows on another base than the stated one"),
    "units": marked(
        "would contradict others if they counted the same things; they do not, and all may be right"
    ),
    "contradiction": marked(
        "follows under no rounding rule and on no base, or is printed elsewhere as another number"
    ),
    "not_derivable": marked("the report prints nothing it could be derived from"),
    "external": marked("taken from another source than the study"),
}

OTHER_END = marked("other end")
OTHER_END_MEANING = marked(
    "the sign of another number, in brackets: that number should follow from this one, or agree "
    "with it, and does not; either may be the one that is off"
)

RULE_NAMES = {
    "exact": marked("no rounding"),
    "nearest": marked("rounded to nearest"),
    "half_up": marked("rounded, halves up"),
    "half_even": marked("rounded, halves to even"),
    "truncated": marked("digits cut off"),
    "half_down": marked("rounded, halves down"),
    "up": marked("rounded up"),
}

# The same within a sentence.
WHEN = {
    "half_up": marked("with ordinary rounding"),
    "half_even": marked("with halves rounded to the even digit"),
    "truncated": marked("with further digits cut off"),
    "half_down": marked("with halves rounded down"),
    "up": marked("with everything rounded up"),
}

# What stands before a printed number.
HEDGES = {
    "about": marked("about {number}"),
    "less_than": marked("less than {number}"),
    "more_than": marked("more than {number}"),
    "at_most": marked("at most {number}"),
    "at_least": marked("at least {number}"),
}

# By the key of a statement.
TEMPLATES = {
    # Shares, totals and the bases that work.
    "share": marked("{expression} = {value}, printed {printed}."),
    "total": marked("{expression} = {value}, printed {printed}."),
    "share_needs_counts": marked("{printed} needs {counts} of {base}."),
    "share_needs_none": marked("No whole number of {base} gives {printed}."),
    "other_units": marked("They count different things: {units}."),
    "units_one_each": marked("It adds up if each counts one: {units}."),
    "own_unit": marked("Those that count the same as the total give {value} by themselves."),
    "rule_half_up": marked("It follows when halves are rounded up."),
    "rule_half_even": marked("It follows when halves are rounded to the even digit."),
    "rule_half_down": marked("It follows when halves are rounded down."),
    "rule_truncated": marked("It follows when the further digits are cut off."),
    "rule_up": marked("It follows when everything is rounded up."),
    "bases_half_up": marked("Bases that work: {bases}."),
    "bases_half_even": marked("Bases that work when halves go to the even digit: {bases}."),
    "bases_half_down": marked("Bases that work when halves are rounded down: {bases}."),
    "bases_truncated": marked("Bases that work when digits are cut off: {bases}."),
    "bases_up": marked("Bases that work when everything is rounded up: {bases}."),
    "bases_over": marked(
        "It would need a base of {bases}; the largest base of this kind in the report is {limit}."
    ),
    "bases_under": marked(
        "It would need a base of {bases}, fewer than the {limit} answers that are printed."
    ),
    "bases_none": marked("No base up to {limit} gives it."),
    "inputs_rounded": marked(
        "It follows when the rounding of the numbers added up is allowed for."
    ),
    "total_more": marked("The numbers give {gap} more than is printed."),
    "total_less": marked("The numbers give {gap} less than is printed."),
    # One quantity printed in several places.
    "repeat_same": marked("{printed} is printed here and under {name}."),
    "repeat_other": marked("{printed} is printed here, {other} under {name}."),
    "repeat_pair": marked("Printed: {other} ({name}) and {printed} ({own_name})."),
    "repeat_all": marked("Printed {n_prints} times: {prints}."),
    # Parts, bases and scales that contradict themselves.
    "over_base": marked("{printed} is more than its base of {base}."),
    "beyond_maximum": marked("{printed} ({name}) is more than the highest possible {limit}."),
    "beyond_minimum": marked("{printed} ({name}) is less than the lowest possible {limit}."),
    "within_scale": marked("Every score lies within the printed scale ({limits})."),
    "overshoot": marked(
        "{expression} = {value} answers to a question with one answer each, "
        "more than the {printed} printed as its base."
    ),
    # Other ends: what a number that does not follow allows for one it should follow from.
    "end_share": marked("{printed} of {base} ({name}) allows {allowed} here."),
    "end_allows": marked("{printed} ({name}) allows {allowed} here if the other numbers hold."),
    "end_repeat": marked("{printed} is printed for the same ({name})."),
    "end_units": marked(
        "{printed} ({name}) is held against it, but they count different things ({units}), "
        "so neither settles the other."
    ),
    "end_odds": marked("{printed} ({name}) does not fit it."),
    # Rough numbers and limits.
    "hedged": marked("{expression}, printed: {printed}."),
    "hedged_repeat": marked("{printed} is printed here, {other} under {name}."),
    "hedged_beyond": marked("The numbers are outside what these words allow."),
    # Nothing to follow from.
    "not_derivable": marked("The report prints nothing it could be derived from."),
    "external": marked("Taken from another source than the study."),
    # Means.
    "mean_possible": marked(
        "With a base of {n}, whole-number answers can have the mean {mean}: "
        "their sum is then {sums}."
    ),
    "mean_impossible": marked(
        "{sum_below} / {n} = {below} and {sum_above} / {n} = {above}: "
        "with a base of {n}, whole-number answers have no mean that rounds to {mean}."
    ),
    "mean_possible_half_up": marked("It is possible if halves were rounded up."),
    "mean_possible_half_even": marked("It is possible if halves were rounded to the even digit."),
    "mean_possible_half_down": marked("It is possible if halves were rounded down."),
    "mean_possible_truncated": marked("It is possible if further digits were cut off."),
    "mean_possible_up": marked("It is possible if it was rounded up."),
    "mean_untestable": marked(
        "With a base of {n} every number with as many decimals as {mean} is a possible mean, "
        "so this test says nothing."
    ),
    # Medians and deviations.
    "median_possible": marked("{n} whole numbers can have the median {printed}."),
    "median_impossible": marked("No {n} whole numbers have a median that rounds to {printed}."),
    "sd_possible": marked(
        "{n} whole numbers with the mean {mean} can have the standard deviation {printed}."
    ),
    "sd_impossible": marked(
        "No {n} whole numbers with the mean {mean} have a standard deviation "
        "that rounds to {printed}."
    ),
    "binary_sd_possible": marked(
        "{n} answers of 0 or 1 with the mean {mean} can have the standard deviation {printed}."
    ),
    "binary_sd_impossible": marked(
        "No {n} answers of 0 or 1 with the mean {mean} have a standard deviation "
        "that rounds to {printed}."
    ),
    # Percentages without a count.
    "percent_none": marked(
        "No whole number of respondents gives {printed}, on no base up to {limit}, the largest of "
        "its source."
    ),
    "table_refutes": marked("Other numbers of the same table do not follow %s."),
    # All percentages of a question.
    "question_stated_all": marked(
        "{prints}: all {n_answers} follow on the stated base of {base} %s."
    ),
    "question_stated_some": marked(
        "{prints}: {n_follow} of {n_answers} follow on the stated base of {base} %s."
    ),
    "question_divided_all": marked(
        "{prints}: all {n_answers} follow on {base}, the base that other numbers imply, %s."
    ),
    "question_divided_some": marked(
        "{prints}: {n_follow} of {n_answers} follow on {base}, "
        "the base that other numbers imply, %s."
    ),
    "question_fit": marked("Bases on which all of them follow %s: {bases}."),
    "question_most": marked(
        "At most {n_follow} of {n_answers} follow together %s; bases: {bases}."
    ),
    "question_none": marked(
        "No base from {first} to {last} gives all {n_answers} under one rounding rule."
    ),
    "question_size_all": marked(
        "{prints}: all {n_answers} follow on {base}, the most respondents they can have, %s; "
        "no base is stated."
    ),
    "question_size_some": marked(
        "{prints}: {n_follow} of {n_answers} follow on {base}, the most respondents they can have, "
        "%s; "
        "no base is stated."
    ),
    "question_valid": marked(
        "All {n_answers} follow together on fewer than {base} %s: {bases}; "
        "without an answer then: {gap}."
    ),
    "question_adjusted": marked(
        "They may have been adjusted to add up to 100: whole numbers that add up to {base} give "
        "{n_follow} of {n_answers}, and the others within one unit of the last digit; rounded %s, "
        "all would add up to {total}."
    ),
    "percent_adjusted": marked("{counts} of {base} give {honest}; printed {printed}."),
    # Sums of percentages.
    "percents_all": marked("{expression} = {value}; before rounding between {low} and {high} %s."),
    "percents_over": marked(
        "{expression} = {value}; before rounding at least {low} %s: "
        "more than 100 for a question with one answer each."
    ),
    "percents_short": marked(
        "{expression} = {value}; before rounding at most {high} %s, "
        "so at least {gap} gave none of the printed answers."
    ),
    "percents_missing": marked(
        "Of {base} respondents these are at most {most}: "
        "at least {gap} gave none of the printed answers."
    ),
    "percents_subtotal": marked(
        "{printed} may be a subtotal, {expression} = {value}: without it all add up to {rest}. "
        "If it is, give it that formula."
    ),
    # Answers and respondents.
    "single_all": marked("{expression} = {value}, all respondents."),
    "single_short": marked(
        "{expression} = {value} of {printed}: the other {gap} gave another answer or none."
    ),
    "multiple_short": marked(
        "{expression} = {value}: at least {gap} of {base} gave none of the printed answers."
    ),
    "multiple_enough": marked(
        "{expression} = {value}: each of the {base} can have given a printed answer."
    ),
    "multiple_least": marked("At least {fewest} gave one."),
    "multiple_least_or_none": marked(
        "At least {largest} + {none} = {fewest} gave one or said that none applies."
    ),
    "multiple_over": marked(
        "{largest} gave one answer and {none} said that none applies: {fewest}, more than {base}."
    ),
    "differ_counts": marked(
        "{count_one} ({one}) and {count_other} ({other}), both on a base of {base}."
    ),
    "differ_gap": marked("At least {gap} gave this answer to one question only."),
    "differ_both": marked("At least {both} gave it to both."),
    "differ_nothing": marked("All or none of them may be the same respondents."),
    # Ranking words and shares in words.
    "rank_order": marked("{order}. Position of {value}: {positions}; printed: {rank}."),
    "rank_order_start": marked(
        "The largest of {n_ranked}: {order}. Position of {value}: {positions}; printed: {rank}."
    ),
    "among_first": marked(
        "{value} is named among the {rank} largest; of those not named the largest is {largest} "
        "({name})."
    ),
    "among_first_of": marked(
        "{value} is named among the {rank} largest; larger ones that are not named: {n_larger}, "
        "at most: {n_allowed}."
    ),
    "among_first_rounded": marked("Before rounding it may have been among them."),
    "rank_tied": marked("Equal numbers share their positions."),
    "rank_larger": marked("A larger number is printed for: {names}."),
    "rank_units": marked(
        "They count different things: {units}. Of the {n_ranked} in its own unit "
        "its position is: {positions}."
    ),
    "rank_rounded": marked("Before rounding the position may have been: {positions}."),
    "rank_alone": marked("The report prints {value} and nothing to compare it with."),
    "one_in": marked(
        "{count} / {base} = {share}; of 1/2, 1/3, 1/4 … and 2/3, 3/4 … the nearest is {nearest}; "
        "printed: one in {printed}."
    ),
    "share_named": marked(
        "{count} / {base} = {share}; of 1/2, 1/3, 1/4 … and 2/3, 3/4 … the nearest is {nearest}; "
        "printed: {printed}."
    ),
    "more_than_one_in": marked("{count} / {base} = {share}, printed: more than one in {printed}."),
    "one_in_rounded": marked("It follows for some shares that round to {share}."),
    "one_in_none": marked("None of {base}, printed: one in {printed}."),
    # Levels.
    "level_room": marked(
        "A threshold above {low} ({below}) and not above {high} ({above}) separates the levels."
    ),
    "level_crossed": marked(
        "No threshold separates the levels: "
        "{low} ({below}) has a lower level, {high} ({above}) a higher one."
    ),
    "level_rounded": marked("Thresholds exist only for scores before they were rounded."),
    "level_count": marked(
        "Places with this level in the report: {n_places} ({names}). Printed: {printed}."
    ),
    "level_count_none": marked("The report gives this level to no place. Printed: {printed}."),
    # Parts and places against the whole.
    "subset_within": marked("Parts printed: {n_parts}; the largest is {largest}, the base {base}."),
    "subset_over": marked("{part} ({name}) is more than its base of {base}."),
    "places_within": marked("{expression} = {value}, part of {whole} ({name})."),
    "places_over": marked("{expression} = {value}, more than the whole, {whole} ({name})."),
    "bases_within": marked(
        "{expression} = {value}, no more than the {whole} of the same source ({name})."
    ),
    "bases_beyond": marked(
        "{expression} = {value}, more than the {whole} of the same source ({name})."
    ),
}

# What may have happened, by the case of a verdict.
POSSIBLE = {
    "share_half_up": marked("Halves may have been rounded up."),
    "share_half_even": marked(
        "Halves may have been rounded to the even digit, as some programs do."
    ),
    "share_half_down": marked("Halves may have been rounded down."),
    "share_truncated": marked("The decimals may have been cut off instead of rounded."),
    "share_up": marked("The number may have been rounded up instead of to the nearest."),
    "share_base": marked(
        "The share may have been computed on another number of respondents than the text states, "
        "for instance with or without those who skipped the question."
    ),
    "share_none": marked(
        "One of the numbers may come from an earlier version of the data, "
        "or may have been mistyped."
    ),
    "hedged_differs": marked("The words may be meant loosely, or one number may be mistyped."),
    "total_short": marked("Some parts may not be printed, or the total may count something more."),
    "total_over": marked(
        "Something may have been counted under more than one part, "
        "or the total may come from an earlier version of the data."
    ),
    "repeat_differs": marked(
        "The two numbers may come from different versions of the data, "
        "or may have been counted in different ways."
    ),
    "overshoot": marked(
        "Some may have given more than one answer, "
        "or the base may leave out forms that were counted in the answers."
    ),
    "over_base": marked("The part and its base may have been counted in different groups."),
    "beyond_maximum": marked(
        "The score or its scale may have been mistyped, or the score is on another scale."
    ),
    "beyond_minimum": marked(
        "The score or its scale may have been mistyped, or the score is on another scale."
    ),
    "total_units": marked(
        "Some parts may not be printed, or people, statements and cases were added up; "
        "then all the numbers can be right."
    ),
    "other_units": marked(
        "The numbers are counted in different units; then all of them can be right."
    ),
    "rank_units": marked("The order may hold among numbers in one unit."),
    "mean_impossible": marked(
        "The mean may rest on fewer or more answers than stated, be weighted, "
        "or have been mistyped."
    ),
    "spread_impossible": marked(
        "The number may rest on fewer or more answers than stated, or on answers that are no whole "
        "numbers, be weighted, or have been mistyped."
    ),
    "percent_impossible": marked(
        "The percentage may rest on another number of answers than stated, be weighted, "
        "or have been mistyped."
    ),
    "percent_adjusted": marked(
        "A last digit may have been changed so that the percentages add up to 100."
    ),
    "rank_wrong": marked(
        "The words may rest on another way of counting, or on numbers that are not printed."
    ),
    "among_first_wrong": marked(
        "The words may rest on another way of counting, or name something for another reason than "
        "its frequency."
    ),
    "rank_rounded": marked("The order may have been read off unrounded numbers."),
    "one_in_rounded": marked("The words may rest on the unrounded share."),
    "one_in_wrong": marked("The words may be meant loosely."),
    "level_count_differs": marked(
        "The count may cover other places than those whose level is printed."
    ),
}
