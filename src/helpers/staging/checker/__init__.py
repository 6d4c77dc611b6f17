"""What the page that checks a reader's own table knows: words, rounding rules, headings.

The page computes in the browser (assets/check.js) what `helpers.ledger.reported`,
`helpers.audit.means` and `helpers.audit.questions` compute here; a table of shared cases holds one
against the other. It knows nothing of the study.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from helpers.interface import marked
from helpers.staging.scripted import ScriptedPage
from helpers.study import Study

PAGE = ScriptedPage(
    source="check.qmd",
    directory="check",
    mark="<!-- checker -->",
    assets=Path(__file__).parent / "assets",
    files=(
        *("fractions.js", "page-parts.js", "check.js", "check-input.js"),
        *("check-judge.js", "check-page.js", "check.css"),
    ),
    data="check-data.js",
    variable="checkData",
)

# How printed numbers are rounded, the usual rule first; no table is taken for unrounded.
RULES = {
    "half_up": marked("halves up"),
    "half_even": marked("halves to the even digit"),
    "half_down": marked("halves down"),
    "truncated": marked("digits cut off"),
    "up": marked("always up"),
}

# What the scripts say, by the names they know; they put the values in.
TEXTS = {
    # The form.
    "paste": marked("Paste a table"),
    "paste_help": marked(
        "From a spreadsheet, with or without headings. Known headings: answer, percent, count, n, "
        "mean, median, in English, Russian or Kazakh. Without headings the columns are: answer, "
        "printed percentage, count, n. What you paste takes the place of the rows below."
    ),
    "pasted": marked("Rows read: {rows}. Columns: {columns}."),
    "pasted_left": marked("Only the first {most} rows are taken. Left out: {left}."),
    "pasted_none": marked("No numbers were found in this table."),
    "common_n": marked("n for every row without its own"),
    "common_n_help": marked("How many people the percentages and means are of."),
    "design": marked("The percentages are"),
    "design_none": marked("separate numbers"),
    "design_one": marked("answers to one question, one each"),
    "design_many": marked("answers to one question, several possible"),
    "row": marked("Number {row}"),
    "label": marked("Name"),
    "kind": marked("Kind"),
    "kind_percent": marked("percentage"),
    "kind_mean": marked("mean"),
    "kind_median": marked("median"),
    "kind_count": marked("count"),
    "printed": marked("Printed number"),
    "count": marked("Count"),
    "n": marked("n"),
    "items": marked("Items per person"),
    "step": marked("Step between answers"),
    "remove": marked("Remove"),
    "remove_row": marked("Remove number {row}"),
    "add": marked("Add a row"),
    "example": marked("Fill in an invented example"),
    "clear": marked("Clear"),
    "cleared": marked("All fields are empty."),
    "results": marked("The question as a whole"),
    # Verdicts.
    "status_possible": marked("possible"),
    "status_rule": marked("possible only under another rounding"),
    "status_base": marked("possible on another base"),
    "status_impossible": marked("impossible"),
    "status_open": marked("cannot be tested"),
    "status_unread": marked("cannot be read"),
    "summary": marked("Numbers checked: {number}. {parts}."),
    "summary_part": marked("{status}: {number}"),
    # What cannot be read.
    "bad_number": marked(
        "{field}: “{value}” is not a number. Write digits, such as 72, 7.5 or 7,5."
    ),
    "bad_whole": marked(
        "{field}: “{value}” is not a whole number. Write digits only, such as 357."
    ),
    "bad_size": marked("{field}: “{value}” is out of reach. Write {least} to {most}."),
    "bad_step": marked("{field}: “{value}” is not above zero. Write 1, or 0.5 for half points."),
    # Rounding rules.
    "rules_title": marked("Rounding that explains it"),
    "only_under": marked("It works only when numbers are rounded so: {rules}."),
    "every_rule": marked("under every rounding"),
    "nearest": marked("to the nearest"),
    "yes": marked("yes"),
    "no": marked("no"),
    "none": marked("none"),
    "and_more": marked("{list}, and more: {number}"),
    # Counts.
    "count_needs_n": marked("A count by itself can be anything; enter n to see its share."),
    "count_over": marked("A part cannot be more than its whole: {count} of {n}."),
    "count_share": marked("{count} of {n} is {share} %."),
    # Percentages.
    "percent_outside": marked("{printed} % is no part of a whole: parts lie between 0 and 100 %."),
    "share_is": marked("{count} of {n} is {share} %; printed is {printed} %."),
    "counts_title": marked("Counts of {n} that print as {printed} %"),
    "bases_title": marked("Bases on which {count} prints as {printed} %"),
    "bases_over": marked("It would follow on a base of {bases}, which is more than {n}."),
    "bases_within": marked(
        "It would follow on a base of {bases}: perhaps some of the {n} are left out."
    ),
    "no_base": marked("No base up to {most} gives it with this count."),
    "base_if": marked("{count} prints as {printed} % on a base of {bases}."),
    "any_percent": marked(
        "On a base of {n} every percentage with so few decimals is possible (decimals: "
        "{decimals}). Enter the count to test it."
    ),
    "some_count": marked("Some whole count of {n} prints as {printed} %."),
    "no_count": marked("No whole count of {n} prints as {printed} %."),
    "neighbour": marked("{count} of {n} is {share} %."),
    "smaller_bases": marked("Smaller bases on which it is possible: {bases}."),
    "smaller_none": marked("No smaller base gives it either."),
    "alone": marked("There is nothing to test it against; enter a count or n."),
    "smallest_base": marked("The smallest base on which {printed} % is possible is {base}."),
    # Means and medians.
    "mean_needs_n": marked("Enter n: how many people stand behind it."),
    "any_mean": marked("With n = {n} every number with so few decimals is possible."),
    "mean_possible": marked("Whole answers of {n} people can have the mean {printed}."),
    "mean_impossible": marked("No whole answers of {n} people have the mean {printed}."),
    "mean_neighbour": marked("A sum of {sum} over {n} answers gives {mean}."),
    "mean_smaller": marked("The largest smaller n for which it is possible is {n}."),
    "mean_smaller_none": marked("It is possible for no smaller n either."),
    "sums_title": marked("Sums that give the mean {printed} (n = {n})"),
    "median_possible": marked("Answers of {n} people can have the median {printed}."),
    "median_impossible": marked("No answers of {n} people have the median {printed}."),
    "median_neighbour": marked("The nearest possible median is {mean}."),
    # One question.
    "question_few": marked("Enter at least two percentages of the question."),
    "question_unread": marked("First mend the percentages that cannot be read."),
    "question_many": marked("A question can have at most {most} answers here."),
    "question_sizes": marked(
        "The rows have different n. The answers to one question stand on one base: enter n once."
    ),
    "question_over": marked("The counts add up to {total}, more than {n}."),
    "common_title": marked("Bases up to {most} on which all work (percentages: {number})"),
    "all_on_base": marked("All percentages work together on a base of {n}."),
    "all_on_some": marked("All percentages work together on one base."),
    "no_common": marked("No base up to {most} gives all percentages, under no rounding."),
    "best_common": marked("At most {best} of them work together, on a base of {bases}."),
    "fewer": marked("Together they work not on {n}, but on {base}. Without an answer: {missing}."),
    "together": marked("Together with the others it works on a base of {base}."),
    "sum_exact": marked("The percentages add up to {sum}."),
    "sum_rounding": marked(
        "The percentages add up to {sum}. Rounding explains it: before it the sum lay between "
        "{low} and {high}."
    ),
    "sum_rule": marked(
        "The percentages add up to {sum}. Ordinary rounding allows a sum between {low} and {high}."
    ),
    "sum_below": marked(
        "The percentages add up to {sum}, at most {high} before rounding: an answer is not "
        "printed, or some gave none."
    ),
    "sum_over": marked(
        "The percentages add up to {sum}, at least {low} before rounding: more than 100, so some "
        "gave more than one answer, or a number is wrong."
    ),
    "adjusted": marked(
        "They look adjusted to add up to 100: each lies within one unit of its last digit of its "
        "share of {n}, but not all are rounded as usual."
    ),
    "adjusted_row": marked("With the others it looks adjusted to add up to 100."),
    "adjusted_perhaps": marked(
        "They add up to exactly 100, so they may have been adjusted; with their counts this can be "
        "tested."
    ),
}

# Signs of the verdicts: no verdict is told by colour alone.
SIGNS = {
    "possible": "✓",
    "rule": "≈",
    "base": "≈",
    "impossible": "✗",
    "open": "○",
    "unread": "?",
}

# First rows that are headings, in lower case; those of any language serve in every edition.
HEADINGS = {
    "label": (
        *("label", "answer", "answers", "name", "category", "item", "question", "variable"),
        *("ответ", "ответы", "вариант", "вариант ответа", "название", "категория", "показатель"),
        *("вопрос", "жауап", "жауаптар", "жауап нұсқасы", "нұсқа", "атауы", "санат", "санаты"),
        *("көрсеткіш", "көрсеткіші", "сұрақ", "тармақ"),
    ),
    "percent": (
        *("%", "percent", "percentage", "per cent", "share", "share %", "percent %", "pct"),
        *("процент", "проценты", "доля", "доля %", "процент %", "в %"),
        *("пайыз", "пайызы", "пайыз %", "пайызбен", "үлес", "үлесі", "үлес %", "үлесі %"),
        *("баяндамадағы пайыз", "келтірілген пайыз", "%-бен"),
    ),
    "count": (
        *("count", "counts", "number", "frequency", "freq", "n of people", "responses", "people"),
        *("число", "количество", "кол-во", "частота", "чел", "человек", "ответов", "число ответов"),
        *("саны", "сан", "адам", "адам саны", "саны адам", "жауап саны", "жауаптар саны"),
        *("жиілік", "жиілігі"),
    ),
    "n": (
        *("n", "base", "total", "sample", "sample size", "valid n", "respondents"),
        *("база", "всего", "итого", "выборка", "опрошено", "респондентов", "число респондентов"),
        *("негіз", "барлығы", "жиыны", "іріктеме", "іріктеме көлемі", "сұралғандар"),
        *("сұралғандар саны", "респонденттер", "респондент саны", "респонденттер саны"),
    ),
    "mean": (
        *("mean", "average", "m", "avg", "mean score"),
        *("среднее", "средний балл", "среднее значение", "средняя"),
        *("орташа", "орташасы", "орташа мән", "орташа мәні", "орташа балл"),
    ),
    "median": ("median", "mdn", "медиана", "медианасы"),
    "kind": ("kind", "type", "вид", "тип", "түрі"),
    "printed": (
        *("printed", "value", "printed number", "reported"),
        *("напечатано", "значение", "число в отчете", "мәні", "мән", "баяндамада"),
        *("баяндамадағы сан", "келтірілген сан", "басылған сан"),
    ),
}

# How the kind of a number may be called in a column of its own.
KINDS = {
    "percent": HEADINGS["percent"],
    "mean": HEADINGS["mean"],
    "median": HEADINGS["median"],
    "count": HEADINGS["count"],
}

# An invented table: two of the 43 gave no answer, and one of the means cannot be. In each row
# label, kind, printed number, count, n.
EXAMPLE = (
    (marked("by bus"), "percent", "41", "17", ""),
    (marked("on foot"), "percent", "29", "", ""),
    (marked("by car"), "percent", "20", "", ""),
    (marked("by bicycle"), "percent", "10", "4", ""),
    (marked("satisfaction, adults"), "mean", "3.46", "", "28"),
    (marked("satisfaction, children"), "mean", "3.45", "", "13"),
)
EXAMPLE_N = "43"


def write(study: Study, directory: Path) -> Path:
    """Write the page's data, scripts and style into directory/check; return the data's path.

    `directory` is the staged project of the edition.
    """
    return PAGE.write(build(study), directory)


def build(study: Study) -> dict[str, Any]:
    """Everything the page needs to know, ready for JSON."""
    fields = ("label", "kind", "printed", "count", "n")
    return {
        "language": study.language,
        "decimal_sign": study.edition.number(0, 1)[1],
        "group_sign": study.edition.number(10_000, 0)[2],
        "rules": [{"id": rule, "label": study.text(RULES[rule])} for rule in RULES],
        "signs": SIGNS,
        "headings": {kind: list(names) for kind, names in HEADINGS.items()},
        "kinds": {kind: list(names) for kind, names in KINDS.items()},
        "example": [
            dict(zip(fields, (study.text(label), *rest), strict=True)) for label, *rest in EXAMPLE
        ],
        "example_n": EXAMPLE_N,
        "words": {key: study.text(english) for key, english in TEXTS.items()},
    }
