"""Solutions are right, other answers are told what is off, and nobody is told the solution."""

import pytest

from helpers import open_study
from helpers.chapters import exercises
from helpers.chapters.exercises.forms import AFTER, BEFORE
from helpers.chapters.exercises.outcomes import OFF, RIGHT, UNANSWERED
from helpers.errors import ArgumentError, InputError
from helpers.scale import SCHEMES
from helpers.synthetic import is_synthetic
from tests.cases.small_books import code, markdown, write_notebook
from tests.chapters.exercises.conftest import EXERCISES, cells, published, run, solution

ANSWERS = {
    "draw": "study, frequent, drawing",
    "claim": "study, mine",
    "scale": "study, fallen",
    "bound": "study, bound",
    "code": "study, codes",
    "section": "study, section, root=root",
}

DRAWN = 'drawing = answers.draw_shares(frequent, study, name="fig-mine")'
RARE_FIRST = 'topics[topics["share"] > 100 / 3].sort_values("share")'
ADDED = """mine = exercises.add_claim(
    study, "my_share", **{"like": "households_zhetysu_women", "kind": "percent", "unit": "percent",
    "printed": f"{float(100 * women / households):.1f}", "base": "households_zhetysu",
    "formula": "100 * households_zhetysu_women / households_zhetysu"} | CHANGED
)"""
ASKED = "bound = implied.ask(study, QUERIES, assumed)"

# An answer of each kind that is off, as code, and what its message says of it.
WRONG = {
    "draw": (
        ('frequent = topics["share"]', "the answer is a Series"),
        ('frequent = topics[["answer", "share"]]', "has lost its column claim_id"),
        ('frequent = answers.shares(study, "need")', "a row that is no topic of training"),
        (
            'frequent = topics[topics["share"] >= 33].sort_values("share")',
            "specialised knowledge is in the table, and not more than a third chose it",
        ),
        (f"frequent = {RARE_FIRST}.iloc[[0, 0]]", "is in the table more than once"),
        ('frequent = topics[topics["share"] > 50]', "that more than a third chose is not in"),
        ('frequent = topics[topics["share"] > 100 / 3]', "their order is not"),
        (f"frequent = {RARE_FIRST}", "the table is right; draw it, too"),
        (f"frequent = {RARE_FIRST}\ndrawing = 1", "the drawing is a int"),
        (f"frequent = topics\n{DRAWN}\nfrequent = {RARE_FIRST}", "fig-mine shows other rows"),
    ),
    "claim": (
        ("mine = {'printed': 1}", "the answer is a dict"),
        ("mine = study", "0 claims are added"),
        ("like='households_akmola_women'", "something else: Who heads the household"),
        (
            "kind='count', unit='households', formula='', printed='34'",
            "the column `kind` says count",
        ),
        ("unit='households'", "the column `unit` says households"),
        ("base='survey_size'", "the column `base` names other households"),
        ("base=''", "the column `base` names other households"),
        ("printed='56'", "the column printed has another number of digits"),
        ("formula=''", "calls it not derivable: the column `formula`"),
        ("printed='65.7'", "calls it contradiction: the column printed"),
        ("printed='55.8'", "calls it rounding: the column printed"),
        (
            "printed='31.8', formula='100 * households_zhetysu_women / (households_zhetysu"
            " + households_almaty + households_akmola)'",
            "the formula gives another share",
        ),
    ),
    "scale": (
        ("fallen = after['level']", "the answer is a Series"),
        ("fallen = True", "the answer is a bool"),
        ("fallen = -1", "your number lies outside 0 to"),
        ("fallen = 0.5", "the answer is a float"),
        ("fallen = float('nan')", "the answer is a float"),
        ("fallen = (after['score'] != before['score']).sum()", "how many scores change"),
        ("fallen = (after['score'] < before['score']).sum()", "how many scores change"),
        ("fallen = (after['level'] != before['level']).sum()", "forms without a score are counted"),
        ("fallen = (after['level'] == 'low').sum()", "that is not how many forms fall"),
    ),
    "bound": (
        ("bound = (1, 2)", "the answer is a tuple"),
        ("['need = finance', 'training_topic = finance']", "2 questions are asked"),
        ("['share of need = finance and training_topic = finance']", "ask for another measure"),
        ("['need = finance']", "your question names other answers"),
        ("['need = finance or training_topic = finance']", "joins them in another way"),
        ("['need = finance minus training_topic = finance']", "names other answers"),
    ),
    "code": (
        ("codes = list(ours)", "the answer is a list"),
        ("codes = ours", "'q01' is none of these quotes"),
        ("codes = CODED | {'q36': 'opaque'}", "q36: 'opaque' is none of these codes"),
        ("codes = {'q36': CODED['q36'], 'q40': CODED['q40']}", "without a code: q37, q38, q39,"),
        ("codes = CODED | {'q36': ...}", "without a code: q36."),
        ("codes = dict.fromkeys(CODED, 'mistrust')", "which is below 0.667"),
        (
            "codes = CODED | {'q36': 'weak_response', 'q39': 'weak_response', 'q40': 'mistrust',"
            " 'q42': 'mistrust'}",
            "look once more at q36, q39, q40, q42",
        ),
    ),
    "section": (
        ("section = 'My question'", "'My question' is no name"),
        ("section = 7", "7 is no name"),
        ("section = 'audit'", "06_audit.ipynb is a chapter of this book"),
        ("section = 'yours'", "no notebook notebooks/NN_yours.ipynb"),
        ("section = 'twice'", "12_twice.ipynb, 13_twice.ipynb have the same name"),
        ("section = 'unlisted'", "14_unlisted.ipynb is not in _quarto.yml"),
        ("section = 'begun'", "17_begun.ipynb has the title it was made with"),
        ("section = 'unseen'", "15_unseen.ipynb shows no figure and no table"),
        ("section = 'uncounted'", "16_uncounted.ipynb says no number of the data"),
    ),
}

FIGURE, PROSE = "#| label: fig-x\nx", "So many: {{< var survey_size >}}."


@pytest.fixture
def root(tmp_path):
    """A checkout with sections of a reader's own, one as it should be."""
    sections = {
        "11_my_question": (PROSE, FIGURE),
        "12_twice": (PROSE, FIGURE),
        "13_twice": (PROSE, FIGURE),
        "14_unlisted": (PROSE, FIGURE),
        "15_unseen": (PROSE, "x"),
        "16_uncounted": ("So many: 76.", FIGURE),
        "17_begun": (f"# My question {{#sec-begun}}\n\n{PROSE}", FIGURE),
    }
    section = {"civic_voice": {"section": {}}}
    for name, (prose, figure) in sections.items():
        path = tmp_path / "notebooks" / f"{name}.ipynb"
        write_notebook(path, markdown(prose), code(figure), metadata=section)
    write_notebook(tmp_path / "notebooks/06_audit.ipynb", markdown(PROSE), code(FIGURE))
    listed = "\n".join(f"- notebooks/{name}.ipynb" for name in sections if "unlisted" not in name)
    (tmp_path / "_quarto.yml").write_text(listed, encoding="utf-8")
    return tmp_path


def check(exercise, names):
    """What the exercise's check says of the answers among the names."""
    return str(run(f"exercises.check_{exercise}({ANSWERS[exercise]})", names))


def code_of(exercise, wrong):
    """The wrong answer as a reader would have got there."""
    if "=" not in wrong.split("'")[0] and exercise == "bound":
        return ASKED.replace("QUERIES", wrong)
    if exercise == "claim" and not wrong.startswith("mine"):
        return ADDED.replace("CHANGED", f"dict({wrong})")
    return wrong


def secrets(exercise, names):
    """What a message must not say: parts of the solution that the wrong answer does not have."""
    study = names["study"]
    if exercise == "draw":
        given = names["frequent"]
        given = set(given["answer"]) if "answer" in given else set()
        return set(run(RARE_FIRST, names)["answer"]) - given
    if exercise == "claim":
        return {f"{float(100 * names['women'] / names['households']):.1f}"}
    if exercise == "scale":
        return {str(names["right"])}
    if exercise == "bound":
        return {str(end) for end in (names["right"].low[0], names["right"].high[0])}
    if exercise == "code":
        codes = names["codes"]
        kept = set(codes.values()) if isinstance(codes, dict) else set()
        return {quote.theme for quote in study.quotes} - kept
    return {"my_question"}


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_as_published_nothing_is_answered(language, own_outputs):
    """Every cell runs, and each check says in the edition's language that there is no answer."""
    _, said = published(language)
    study = open_study(language)
    assert tuple(said) == EXERCISES
    assert set(said.values()) == {f"○ **{study.text(UNANSWERED)}**"}
    written = {path.name for path in own_outputs.rglob("*") if path.is_file()}
    assert written == {"11_extend.json", "tbl-ex-codes.csv", "tbl-ex-quotes.csv"}


def test_each_exercise_has_a_cell_to_fill_and_one_that_checks():
    """In this order, next to each other: a reader runs one after the other."""
    code = [(exercise, source) for exercise, kind, source in cells() if kind == "code"]
    for exercise in EXERCISES:
        *_, fill, checks = (source for name, source in code if name == exercise)
        assert " = ..." in fill
        assert checks.splitlines()[-1].startswith(f"exercises.check_{exercise}(")


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_solution_is_right(exercise, names, root):
    """As it stands in the chapter."""
    run(solution(exercise), names)
    assert check(exercise, names | {"root": root}).startswith(f"✓ **{RIGHT}**")


@pytest.mark.parametrize(
    ("exercise", "wrong", "message"),
    [(name, *case) for name, cases in WRONG.items() for case in cases],
)
def test_what_is_off_is_named_and_not_mended(exercise, wrong, message, names, root):
    """An answer that could have been: often the solution with one thing changed."""
    if exercise not in ("draw", "section"):
        run(solution(exercise), names)
        names["right"] = names["fallen" if exercise == "scale" else "bound"]
        names["CODED"] = names["codes"]
    names["root"] = root
    run(code_of(exercise, wrong), names)
    said = check(exercise, names)
    assert said.startswith(f"✗ **{OFF.partition('{')[0]}")
    assert message in said
    assert [secret for secret in secrets(exercise, names) if secret in said] == []


def test_readers_may_join_answers_in_either_order(names):
    """The question is the same."""
    run(ASKED.replace("QUERIES", "['training_topic = finance and need = finance']"), names)
    assert check("bound", names).startswith("✓")


def test_a_reader_who_differs_a_little_is_told_where(names):
    """One code of ten: the agreement bears a conclusion, and may be ours that is off."""
    run(solution("code") + "\ncodes['q45'] = 'formal_attitude'", names)
    said = check("code", names)
    assert said.startswith(f"✓ **{RIGHT}** Coded as we did: 9 of 10, alpha 0.8")
    assert "We differ on q45" in said


def test_forms_are_made_up_and_say_so(names):
    """With the mark, the answers that the scale knows, and gaps."""
    forms = names["forms"]
    assert is_synthetic(forms)
    assert list(forms.columns[1:]) == ["place", *exercises.forms.QUESTIONS]
    assert forms.isna().any().any()
    assert {BEFORE, AFTER} <= set(SCHEMES)


def test_a_number_of_forms_is_right_of_whatever_type(names):
    """Means and shares of a column of bools are floats."""
    run(solution("scale") + "\nfallen = float(fallen)", names)
    assert check("scale", names).startswith("✓")


def test_a_second_claim_stands_beside_the_first(study):
    """Which it may name; and the exercise asks for a single one."""
    first = exercises.add_claim(study, "first", like="staff_women", printed="700")
    cells = {"kind": "total", "printed": "700", "formula": "first"}
    both = exercises.add_claim(first, "second", like="staff_women", **cells)
    assert set(both.ledger) - set(study.ledger) == {"first", "second"}
    assert both.ledger["first"] == first.ledger["first"]
    assert "2 claims are added" in exercises.check_claim(study, both).text


def test_a_claim_of_ones_own_leaves_the_ledger_as_it_is(study):
    """It is there in the study returned, and nowhere else."""
    size = len(study.ledger)
    mine = exercises.add_claim(study, "mine", like="staff_women", printed="700")
    assert (len(mine.ledger), len(study.ledger), mine.ledger["mine"].value) == (size + 1, size, 700)
    assert mine.ledger["mine"].base == study.ledger["staff_women"].base


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"printed": "55,7"}, "add_claim, column printed: '55,7' has decimal comma; write 55.7"),
        ({"base": "nobody"}, "add_claim, column base: 'nobody' is not in the ledger's claim_ids"),
        ({"kind": "share"}, "add_claim, column kind: 'share'"),
    ],
)
def test_a_cell_that_the_ledger_does_not_take_is_named(study, cells, message):
    """With the call in place of a file and a row that nobody wrote."""
    with pytest.raises(InputError, match=message):
        exercises.add_claim(study, "mine", like="staff_women", **cells)


def test_a_column_and_a_claim_that_are_not_there_are_named(study):
    """With the nearest."""
    with pytest.raises(ArgumentError, match="no column 'print'; did you mean 'printed'"):
        exercises.add_claim(study, "mine", like="staff_women", print="1")
    with pytest.raises(ArgumentError, match="no claim 'staff_womn' in the ledger; did you mean"):
        exercises.add_claim(study, "mine", like="staff_womn")
