"""The published report as the oracle reads it: which questions were asked of whom, written by hand.

Of the ledger only the printed digits are taken, by claim; which of them are answers to one
question, of which base, and which places lie where is this module's own reading. A block holds what
counts the same things: organisations of the register or of the survey, forms, households, staff.
"""

from __future__ import annotations

import csv
from dataclasses import replace

from helpers import paths
from tests.oracles.answer_patterns import (
    ANSWERED,
    NO_ANSWER,
    SIZE,
    UNNAMED,
    Printed,
    Question,
    Report,
    questions_in,
)

with paths.CLAIMS.open(encoding="utf-8", newline="") as file:
    DIGITS = {row["claim_id"]: row["printed"] for row in csv.DictReader(file)}

CITIES = ("almaty_city", "astana", "shymkent")
REGIONS = (
    *("abai", "akmola", "aktobe", "almaty_region", "atyrau", "west_kazakhstan", "zhambyl"),
    *("zhetysu", "karaganda", "kostanay", "kyzylorda", "mangystau", "pavlodar"),
    *("north_kazakhstan", "turkistan", "ulytau", "east_kazakhstan"),
)
OUTSIDE = "outside_three_cities"


def printed(claim: str, kind: str, question: str = "", *answers: str, **more: str) -> Printed:
    """One number of the ledger."""
    return Printed(claim, kind, DIGITS[claim], question, answers, **more)


def counts(question: str, **claims: str) -> tuple[Printed, ...]:
    """Answers to a question, each with the claim that counts it."""
    return tuple(printed(claim, "count", question, answer) for answer, claim in claims.items())


def named(question: str, prefix: str, answers: str) -> tuple[Printed, ...]:
    """Answers whose claims are called after them."""
    return counts(question, **{answer: f"{prefix}_{answer}" for answer in answers.split()})


def answers_of(numbers: tuple[Printed, ...], *unprinted: str) -> tuple[str, ...]:
    """The answers that are counted, and others."""
    return (*(each.answers[0] for each in numbers), *unprinted)


def _register() -> Report:
    region = counts(
        "register_region",
        almaty_city="register_almaty_city",
        atyrau="register_atyrau",
        astana="register_astana",
    )
    sizes = "register_size register_contacted register_size_figure register_size_reports"
    return Report(
        "register",
        (
            Question("register_region", "single", (*CITIES, *REGIONS), SIZE),
            Question("financial_report", "single", ("zero", "not_zero"), SIZE),
        ),
        (
            *(printed(claim, "size") for claim in sizes.split()),
            *region,
            printed("register_largest_rank", "rank", "register_region", "almaty_city"),
            printed("zero_reports", "count", "financial_report", "zero"),
            printed("zero_reports_pct", "percent", "financial_report", "zero", whole=SIZE),
        ),
    )


def _survey() -> Report:
    language = named("survey_language", "survey_language", "russian kazakh")
    staff_size = named(
        "staff_size",
        "staff_size",
        "1 2_5 6_10 11_15 16_20 over_30",
    )
    staff_size = tuple(replace(p, answers=(f"size_{p.answers[0]}",)) for p in staff_size)
    funding = named(
        "funding_source",
        "funding",
        "state international private own donations membership crowdfunding none",
    )
    difficulty = named(
        "difficulty",
        "difficulty",
        "finance staff regulation infrastructure technical_knowledge language technology",
    )
    need = named("need", "need", "finance training staff infrastructure")
    topic = counts(
        "training_topic",
        finance="training_finance",
        project_management="training_projects",
        youth="training_youth",
        legal="training_legal",
        local_bodies="training_local_bodies",
        specialised="training_specialised",
        teams="training_teams",
        gender="training_gender",
        other="training_other",
    )
    obstacle = counts(
        "obstacle",
        no_interest="obstacle_no_interest",
        bureaucracy="obstacle_bureaucracy",
        mistrust="obstacle_mistrust",
        resources="obstacle_resources",
        finance="obstacle_finance",
        leadership_turnover="obstacle_turnover",
        none="obstacle_none",
    )
    impact = counts(
        "local_impact",
        yes="impact_yes",
        partly="impact_partly",
        no="impact_no",
        unsure="impact_unsure",
        not_answered="impact_not_answered",
    )
    levels = tuple(
        printed(f"participation_{level}", "percent", "participation_level", level, whole=SIZE)
        for level in ("high", "medium", "low", "none")
    )
    return Report(
        "survey",
        (
            Question("survey_language", "single", answers_of(language), SIZE),
            Question("survey_region", "single", (*CITIES, *REGIONS), SIZE),
            Question("survey_location", "single", (OUTSIDE,), SIZE),
            Question("staff_size", "single", answers_of(staff_size), SIZE),
            Question("funding_source", "multiple", answers_of(funding), SIZE),
            Question("difficulty", "multiple", answers_of(difficulty), SIZE),
            Question("technology_limits", "single", ("yes",), SIZE),
            Question("need", "multiple", answers_of(need), SIZE),
            Question("training_topic", "multiple", answers_of(topic), SIZE),
            Question("participation_level", "single", answers_of(levels), SIZE),
            Question("obstacle", "multiple", answers_of(obstacle), SIZE),
            Question("local_impact", "single", answers_of(impact), SIZE),
        ),
        (
            *(printed(claim, "size") for claim in ("survey_size", "survey_size_ngos")),
            *language,
            printed("survey_akmola", "count", "survey_region", "akmola"),
            printed("survey_akmola_rank", "rank", "survey_region", "akmola"),
            printed("outside_cities", "count", "survey_location", OUTSIDE),
            *staff_size,
            printed(
                *("staff_size_to_10_pct", "percent", "staff_size"),
                *("size_1", "size_2_5", "size_6_10"),
                whole=SIZE,
            ),
            *funding,
            printed("funding_state_rank", "rank", "funding_source", "state"),
            printed("funding_international_rank", "rank", "funding_source", "international"),
            *difficulty,
            printed("difficulty_finance_rank", "rank", "difficulty", "finance"),
            printed("technology_limits", "count", "technology_limits", "yes"),
            *need,
            printed("need_finance_rank", "rank", "need", "finance"),
            printed("need_staff_rank", "rank", "need", "staff"),
            *topic,
            printed("training_finance_rank", "rank", "training_topic", "finance"),
            *levels,
            *obstacle,
            printed("obstacle_bureaucracy_rank", "rank", "obstacle", "bureaucracy"),
            *impact,
        ),
        exclude=(
            ("and", ("in", "survey_region", CITIES), ("=", "survey_location", (OUTSIDE,))),
            ("and", ("in", "survey_region", REGIONS), ("!=", "survey_location", (OUTSIDE,))),
        ),
    )


def _form_a() -> Report:
    frequency = counts(
        "interaction_frequency",
        regular="frequency_regular",
        periodic="frequency_periodic",
        rare_or_none="frequency_rare",
    )
    influence = counts(
        "influence_level",
        active="influence_active",
        limited="influence_limited",
        minimal_or_none="influence_minimal",
    )
    monitoring = named("monitoring_participation", "monitoring", "regular rare none")
    proposal = named(
        "proposal", "proposal", "openness meetings support education practical partnership"
    )
    decisions = named("decision_making", "decisions", "yes no")
    return Report(
        "form_a",
        (
            Question("interaction_frequency", "single", answers_of(frequency)),
            Question("influence_level", "single", answers_of(influence), "influence_base"),
            Question(
                "monitoring_participation", "single", answers_of(monitoring), "monitoring_base"
            ),
            Question("proposal", "multiple", answers_of(proposal)),
            Question("decision_making", "single", answers_of(decisions)),
        ),
        (
            *frequency,
            *_percents(frequency, ANSWERED),
            printed("frequency_regular_rank", "rank", "interaction_frequency", "regular"),
            printed("influence_base", "base", "influence_base"),
            *influence,
            *_percents(influence, "influence_base"),
            printed("monitoring_base", "base", "monitoring_base"),
            *monitoring,
            *_percents(monitoring, "monitoring_base"),
            printed(
                *("monitoring_none_pct_repeat", "percent", "monitoring_participation", "none"),
                whole="monitoring_base",
            ),
            *proposal,
            *decisions,
            *_percents(decisions, ANSWERED),
        ),
    )


def _among(question: str, prefix: str, answers: str) -> tuple[Printed, ...]:
    """Answers that are named together as the most frequent."""
    names = answers.split()
    found = []
    for own in names:
        others = (each for each in names if each != own)
        claim = f"{prefix}_{own}_among"
        found.append(printed(claim, "among", question, own, *others))
    return tuple(found)


def _percents(numbers: tuple[Printed, ...], whole: str) -> tuple[Printed, ...]:
    """The percentages beside some counts."""
    return tuple(
        printed(f"{each.name}_pct", "percent", each.question, *each.answers, whole=whole)
        for each in numbers
    )


def _form_b() -> Report:
    kind = named("organisation_type", "organisation", "ngo youth volunteer women other")
    education = named("education", "education", "higher vocational secondary")
    barrier = named(
        "inclusion_barrier",
        "barrier",
        "knowledge motivation finance stereotypes invitations experience none",
    )
    measure = named(
        "inclusion_measure",
        "measure",
        "education platforms support motivation mentoring programmes",
    )
    return Report(
        "form_b",
        (
            Question("organisation_type", "single", answers_of(kind), "organisation_forms"),
            Question("education", "single", answers_of(education), "education_base"),
            Question("inclusion_barrier", "multiple", answers_of(barrier)),
            Question("inclusion_measure", "multiple", answers_of(measure)),
        ),
        (
            printed("organisation_forms", "base", "organisation_forms"),
            *kind,
            printed("education_base", "base", "education_base"),
            *education,
            *barrier,
            *measure,
            *_among("inclusion_measure", "measure", "education platforms support"),
        ),
    )


def _households() -> Report:
    places = ("almaty_region", "zhetysu", "akmola")
    claims = {place: f"households_{place.removesuffix('_region')}" for place in places}
    return Report(
        "form_b",
        (Question("household_head", "single", ("women", "equal", "remainder"), places=places),),
        tuple(
            number
            for place, claim in claims.items()
            for number in (
                printed(claim, "base", "household_head", place=place),
                printed(f"{claim}_women", "count", "household_head", "women", place=place),
                printed(f"{claim}_equal", "count", "household_head", "equal", place=place),
            )
        ),
    )


def _staff() -> Report:
    """People on the staff; gender is known of some, and the total is printed with a slip.

    The percentage of women is left out: rounded or cut, it says what the counts say.
    """
    return Report(
        "survey",
        (
            Question("staff_gender", "single", ("women", NO_ANSWER), SIZE),
            Question("staff_age", "single", ("age_18_30",), SIZE),
        ),
        (
            printed("staff_total", "size"),
            printed("staff_total_youth", "size"),
            printed("staff_gender_unknown", "count", "staff_gender", NO_ANSWER),
            printed("staff_gender_known", "total", "staff_gender", "women", UNNAMED),
            printed("staff_women", "count", "staff_gender", "women"),
            printed("staff_youth", "count", "staff_age", "age_18_30"),
            printed("staff_youth_pct", "percent", "staff_age", "age_18_30", whole=SIZE),
        ),
    )


BLOCKS = {
    "register": _register(),
    "survey": _survey(),
    "form_a": _form_a(),
    "form_b": _form_b(),
    "households": _households(),
    "staff": _staff(),
}


def survey_with(questions: tuple[str, ...]) -> Report:
    """The survey without its other questions, which cannot narrow what is asked of these.

    Its size is printed and each of its questions can be answered as printed, so that the answers
    to the others can be dealt to any respondents.
    """
    survey = BLOCKS["survey"]
    wanted = {*questions}
    exclude = tuple(each for each in survey.exclude if wanted & {*questions_in(each)})
    wanted.update(*(questions_in(each) for each in exclude))
    return replace(
        survey,
        questions=tuple(q for q in survey.questions if q.name in wanted),
        printed=tuple(p for p in survey.printed if not p.question or p.question in wanted),
        exclude=exclude,
    )
