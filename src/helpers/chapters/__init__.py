"""What the chapters of the book call, one room per topic.

    answers     what was answered, how often, and how far the truth can lie from it
    country     where and when: regions, the funnel of the register, the timeline
    towns       the towns of the focus groups: scores, levels, problems, visits
    pathways    what stands behind each pathway of chapter 4
    scorecard   the verdict on every printed number
    voices      what people said, in our words
    sentences   the report's main sentences against its numbers
    implied     what the printed numbers imply about those that were not printed
    recomputed  printed numbers beside those of the questionnaires, in a book from them
    respondents what only the questionnaires' rows tell, in a book from them
    waves       two waves of the survey: what changed, who answered twice

Each topic makes tidy DataFrames, `answers.shares(study, "difficulty")`, and draws or shows them,
`answers.draw_shares(frame, study, name="fig-difficulties")`.
"""

from importlib import import_module

__all__ = [
    *("answers", "country", "implied", "pathways", "recomputed", "respondents", "scorecard"),
    *("sentences", "towns", "voices", "waves"),
]


def __getattr__(name: str) -> object:
    if name in __all__:
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
