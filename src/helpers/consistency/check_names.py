"""The checks' names and the question that each asks, in three languages."""

from __future__ import annotations

from helpers.interface import phrases

Words = dict[str, dict[str, str]]

CHECK_TITLES: Words = phrases(
    "check_names.check_titles",
    {
        "shares": "Percentages, counts and bases",
        "totals": "Totals and their parts",
        "repeats": "One quantity printed twice",
        "means": "Possible means",
        "ranges": "Scores and their scale",
        "question_bases": "Percentages of one question",
        "percent_sums": "Sums of percentages",
        "single_answers": "One answer each",
        "multiple_answers": "Several answers each",
        "differing_answers": "One answer to two questions",
        "rankings": "Ranking words",
        "level_thresholds": "Levels and scores",
        "level_counts": "Places at each level",
        "subsets": "Parts and their base",
        "place_totals": "Places and the whole",
        "place_bases": "Bases by place",
    },
)

CHECK_QUESTIONS: Words = phrases(
    "check_names.check_questions",
    {
        "shares": "Does each percentage follow from the count and the base printed for it?",
        "totals": "Do the printed parts add up to the printed total?",
        "repeats": "Is a number that is printed in two places the same in both?",
        "means": "Can answers in whole numbers have the printed mean?",
        "ranges": "Does every score lie within the printed scale?",
        "question_bases": "Is there one base on which all percentages of a question follow?",
        "percent_sums": "Do the percentages of a question with one answer each add up to 100?",
        "single_answers": "Are there as many answers as respondents where each gives one answer?",
        "multiple_answers": "Where several answers are allowed, at least how many gave none of "
        "those printed?",
        "differing_answers": "At least how many answered two similar questions differently?",
        "rankings": 'Do words such as "the most frequent" or "every third" agree with the numbers?',
        "level_thresholds": "Are there thresholds that give every place the level printed for it?",
        "level_counts": "Do as many places have a level as the report says?",
        "subsets": "Is no part larger than its base?",
        "place_totals": "Are the places together no more than the whole?",
        "place_bases": "Do the bases by place fit the number of respondents of their source?",
    },
)
