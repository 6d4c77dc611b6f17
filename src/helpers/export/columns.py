"""What columns are called, and the words of codes that stand in no codebook."""

from __future__ import annotations

from helpers.audit.texts import VERDICT_NAMES
from helpers.interface import marked
from helpers.ledger.sentences import ASSESSMENT_WORDS

# By the name of a column, whatever table it is in.
TITLES = {
    "claim_id": marked("id of the number"),
    "name": marked("what it is, in words"),
    "chapter": marked("chapter of the report"),
    "section": marked("heading in the report"),
    "location": marked("where it is printed: text, figure or table"),
    "variable": marked("question or quantity"),
    "category": marked("id of the answer"),
    "place": marked("region, city or town"),
    "kind": marked("kind"),
    "printed": marked("number as the report prints it"),
    "hedge": marked("word before the number"),
    "value": marked("number"),
    "unit": marked("unit"),
    "base": marked("base that the report states: number or formula"),
    "formula": marked("formula that should give the number"),
    "recomputed": marked("what the formula gives"),
    "verdict": marked("verdict"),
    "find": marked("words of the report, to find the place"),
    "note": marked("note"),
    "label": marked("label"),
    "source": marked("source"),
    "answer": marked("kind of answer"),
    "asked": marked("whom it is about (in English)"),
    "not_published": marked("what the report's text does not contain"),
    "notes": marked("notes (in English)"),
    "description": marked("what stands behind it"),
    "iso": marked("ISO 3166-2 code"),
    "region": marked("region or city"),
    "lon": marked("longitude, degrees"),
    "lat": marked("latitude, degrees"),
    "quote_id": marked("id of the quote"),
    "theme": marked("theme"),
    "direction": marked("direction"),
    "gender": marked("gender, where stated"),
    "paraphrase": marked("paraphrase, in our words"),
    "sentence_id": marked("id of the sentence"),
    "scope": marked("whom the sentence speaks of"),
    "test": marked("test of the sentence"),
    "threshold": marked("share it names"),
    "count": marked("what is counted: formula"),
    "against": marked("ids of the other answers"),
    "also": marked("ids of further numbers that bear on it"),
    "assessment": marked("the best assessment it may get"),
    "pathway": marked("pathway to a stronger sector"),
    "evidence": marked("kind of evidence"),
    "item": marked("id of the number or theme"),
    "reason": marked("why it bears on the pathway (in English)"),
    "synthetic": marked("mark of a made-up row"),
    "staff": marked("staff"),
    "staff_women": marked("women among the staff"),
    "staff_unknown": marked("staff of unknown gender"),
    "staff_youth": marked("young people among the staff"),
    "table": marked("table"),
    "field": marked("column"),
    "short_name": marked("column in SPSS and Stata"),
    "title": marked("what the column holds"),
    "type": marked("type"),
    "code": marked("code in CSV, Parquet and Excel"),
    "number_spss": marked("code in SPSS"),
    "code_stata": marked("code in Stata"),
    "is_missing": marked("whether the code counts as missing"),
    "dimensions": marked("questions that are crossed"),
    "key": marked("answers, in the order of the questions"),
    "exact": marked("number as an exact fraction"),
    "withheld": marked("rule by which it is withheld"),
}
# The same column name, another thing.
TITLES_IN = {
    ("sentences", "base"): marked("of how many: formula"),
    ("places", "kind"): marked("kind of place"),
    ("released", "unit"): marked("unit of the counts"),
}

TABLES = {
    "codebook": marked("Codebook: every column and every code"),
    "claims": marked("Numbers that the report prints"),
    "variables": marked("Questions and quantities"),
    "categories": marked("Answers and categories"),
    "places": marked("Regions, cities and towns"),
    "quotes": marked("Quotes of the report, coded and paraphrased"),
    "sentences": marked("Main sentences of the report"),
    "town_facts": marked("What the report says of each town"),
    "pathways": marked("What bears on each pathway"),
    "synthetic_survey": marked("Made-up rows, online questionnaire (no respondents)"),
    "synthetic_form_a": marked("Made-up rows, form A (no respondents)"),
    "synthetic_form_b": marked("Made-up rows, form B (no respondents)"),
    "released": marked("Counts from questionnaires that the disclosure rules let out"),
}

# By column: the words of ids that no codebook explains.
WORDS = {
    "verdict": VERDICT_NAMES,
    "kind": {
        "count": marked("count"),
        "percent": marked("percent"),
        "mean": marked("mean"),
        "median": marked("median"),
        "sd": marked("standard deviation"),
        "total": marked("total"),
        "base": marked("base"),
        "year": marked("year"),
        "date": marked("date"),
        "money": marked("sum of money"),
        "rank": marked("place in the order"),
    },
    "place_kind": {
        "region": marked("region"),
        "city": marked("city of republican significance"),
        "town": marked("town of the focus groups"),
    },
    "hedge": {
        "about": marked("about"),
        "less_than": marked("less than"),
        "more_than": marked("more than"),
        "at_most": marked("at most"),
        "at_least": marked("at least"),
    },
    "answer": {
        "single": marked("one answer"),
        "multiple": marked("several answers"),
        "ordinal": marked("one answer, in order"),
        "count": marked("count"),
        "mean": marked("mean"),
    },
    "scope": {
        "respondents": marked("respondents"),
        "questionnaires": marked("questionnaires"),
        "organisations": marked("organisations"),
        "participants": marked("participants"),
        "register": marked("register of organisations"),
    },
    "test": {
        "share_above": marked("the share lies above the threshold"),
        "share_about": marked("the share is one in N"),
        "top": marked("larger than every other"),
        "equal": marked("the same percentage"),
    },
    "assessment": ASSESSMENT_WORDS,
    "evidence": {
        "claim": marked("number of the report"),
        "quote_theme": marked("theme of quotes"),
    },
}
# Title of the column that holds the words of the ids in the column before it.
IN_WORDS = marked("{title}, in words")
YES, NO, TOTAL, NO_ANSWER = marked("yes"), marked("no"), marked("total"), marked("no answer")
# Rows of made-up questionnaires that have an answer which the report does not print.
UNPRINTED_WORDS = marked("another answer, not printed in the report")
