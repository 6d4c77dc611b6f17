"""The release of one or more waves: count, apply the rules, write what may leave.

The only place that opens the clean questionnaires for a book. A number of the report is released
anew if every cell it follows from is; else it is withheld by the rule of the first that is not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from helpers import coding, paths
from helpers.disclosure import NOT_ANSWERED, Cell, Release, Rules, Table, load_rules, protect
from helpers.disclosure import history as releases
from helpers.disclosure.results import check_means
from helpers.errors import BookError
from helpers.ledger import claims, codebook
from helpers.microdata.clean import read_wave
from helpers.microdata.questionnaires import prepared
from helpers.microdata.tabulating import READING, SCORE, scores_of
from helpers.release import respondents, results
from helpers.release.comparability import instruments_of
from helpers.release.counts import claims_of, count_tables, known_from, merged_of
from helpers.release.wave_results import wave_results
from helpers.release.waves import Wave, by_wave, population_rows, rows_of, wave_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd

    from helpers.disclosure import CountTable, Magnitudes, Protected
    from helpers.disclosure.gate import Earlier
    from helpers.ledger.claims import Ledger
    from helpers.microdata.tabulating import Counted

    Crossed = Callable[[Mapping[str, pd.DataFrame], str], list[CountTable]]


def write_release(names: Sequence[str] = paths.WAVES) -> Release:
    """Make the release of these waves and write it where every book reads it.

    What was published of the same questionnaires is held against it, and it is kept to be published
    in its turn; made-up rows are nobody's, and theirs is not kept.
    """
    rules = load_rules()
    questionnaires = Questionnaires.read(names)
    before = () if questionnaires.are_made_up else releases.load_history()
    releases.check_releases(questionnaires.ids, before, rules)
    left = questionnaires.protected(rules, before)
    release = questionnaires.release(left, rules)
    path = paths.release()
    release.write(path)
    if not questionnaires.are_made_up:
        counted, ids = questionnaires.counted, questionnaires.ids
        releases.record(left.tables, counted, ids, release=path)
    return release


def make_release(names: Sequence[str], *, crossed: Crossed = respondents.tables) -> Release:
    """Everything that may leave the questionnaires of these waves; the first is the report's.

    `crossed` makes the tables of the first wave that go beyond its questions one by one. Raises
    `BookError` for a wave without clean tables, and for waves of which some are made up;
    `DisclosureError` where no withholding keeps the rules.
    """
    rules = load_rules()
    questionnaires = Questionnaires.read(names, crossed=crossed)
    return questionnaires.release(questionnaires.protected(rules), rules)


@dataclass(frozen=True)
class Questionnaires:
    """The rows of all waves, ready to be counted. Of the first wave the report alone may be left:
    `tables` is then empty."""

    waves: tuple[Wave, ...]
    ledger: Ledger
    crossed: Crossed = respondents.tables

    @classmethod
    def read(cls, names: Sequence[str], *, crossed: Crossed = respondents.tables) -> Questionnaires:
        """Open the clean tables; raises as `make_release`."""
        ledger = claims.load(codebook=codebook.load())
        waves = []
        for name in names:
            asked = instruments_of(name)
            is_left = paths.clean(name).is_dir() or len(names) == 1 or waves
            tables = prepared(read_wave(name), ledger, asked) if is_left else {}
            waves.append(Wave(name, asked, tables))
        found = cls(tuple(waves), ledger, crossed)
        require_one_kind([*waves, *found.discussions])
        return found

    @property
    def are_made_up(self) -> bool:
        """Whether the rows are synthetic."""
        return any(wave.is_synthetic for wave in self.waves)

    @cached_property
    def said(self) -> dict[str, pd.DataFrame | None]:
        """By wave: what was said in discussions, settled between coders; None without any."""
        return {wave.name: coding.read_statements(wave.name) for wave in self.waves}

    @property
    def discussions(self) -> list[Wave]:
        """The discussions of each wave that has any, in the manner of its questionnaires."""
        said = self.said.items()
        return [Wave(name, {}, {coding.TABLE: rows}) for name, rows in said if rows is not None]

    @cached_property
    def counted(self) -> list[CountTable | Magnitudes]:
        """All tables, before the gate."""
        found: list[CountTable | Magnitudes] = []
        for wave in self.waves:
            own = count_tables(wave.name, wave.tables, wave.instruments)
            if wave is self.waves[0]:
                own += self.crossed(wave.tables, wave.name)
            own += coding.count_tables(wave.name, self.said[wave.name], self.ledger.codebook)
            found += by_wave(own, wave.name)
        for then, now in self._pairs():
            found += wave_tables(then, now, beside=found)
        return found

    @cached_property
    def anew(self) -> dict[str, dict[str, Counted]]:
        """The report's numbers as each wave gives them, before the gate."""
        return {
            wave.name: claims_of(wave.tables, self.ledger, wave.name)
            | coding.counted_in(self.ledger, self.said[wave.name], wave.name)
            for wave in self.waves
        }

    @cached_property
    def ids(self) -> dict[str, list[str]]:
        """Whose rows each population holds: the organisation, or the row's own name."""
        found = {}
        for wave in self.waves:
            found |= rows_of(wave)
        for each in self.discussions:
            speakers = each.tables[coding.TABLE]["speaker"].dropna().unique()
            own = f"{each.name}/{coding.TABLE}"
            found[own] = [f"{own}:{speaker}" for speaker in speakers]
        for then, now in self._pairs():
            found |= population_rows(then, now)
        return found

    def protected(self, rules: Rules, before: Sequence[Earlier] = ()) -> Protected:
        """What the gate lets out; what the report printed of the same rows is known anyway.

        Of several waves together that is left out: with their tables the gate's search for a
        set of printed numbers that can hold does not end in its time.
        """
        (first, *others), known = self.waves, []
        if not others:
            known = known_from(self.ledger, self.anew[first.name], self.counted)
        codes = self.ledger.codebook
        merged = [each for wave in self.waves for each in merged_of(wave.name, codes)]
        return protect(self.counted, rules, known, rows=self.ids, history=before, merged=merged)

    def release(self, left: Protected, rules: Rules) -> Release:
        """Everything that leaves."""
        tables = {table.name: table for table in left.tables}
        anew = {
            wave.name: released_claims(self.anew[wave.name], tables)
            | town_means(wave.tables, self.anew[wave.name], self.ledger, rules)
            for wave in self.waves
        }
        first = self.waves[0]
        withheld = results.withheld_answers(tables, first.name)
        register = first.tables.get("register")
        found: dict[str, Any] = {
            **results.results(first.tables, register, rules, withheld=withheld)
        }
        for then, now in self._pairs():
            found |= wave_results(then, now, tables, self.ledger, rules, anew)
        return Release(
            waves=tuple(wave.name for wave in self.waves),
            synthetic=self.are_made_up,
            sizes=sizes_of(self.waves),
            tables=tables,
            claims=anew[first.name],
            results=found,
            refusals=tuple(left.refusals),
            attack=left.attack,
            rules=rules.as_dict(),
        )

    def _pairs(self) -> Iterator[tuple[Wave, Wave]]:
        """The first wave with the last, where there are several."""
        if len(self.waves) > 1:
            yield self.waves[0], self.waves[-1]


def require_one_kind(waves: Sequence[Wave]) -> None:
    """Raise `BookError` where some tables hold made-up rows and others do not."""
    made_up = {
        f"{wave.name}/{name}": Wave(wave.name, {}, {name: rows}).is_synthetic
        for wave in waves
        for name, rows in wave.tables.items()
    }
    if any(made_up.values()) and not all(made_up.values()):
        names = ", ".join(name for name, is_so in made_up.items() if is_so)
        raise BookError(
            f"{names} in data/restricted holds synthetic rows and other tables do not; "
            "take in the questionnaires anew (`python -m helpers intake FILE... --wave YEAR`)"
        )


def sizes_of(waves: Sequence[Wave]) -> dict[str, int]:
    """How many questionnaires each instrument of each wave has, as "2024/survey"."""
    return {
        f"{wave.name}/{name}": len(rows) for wave in waves for name, rows in wave.tables.items()
    }


def released_claims(counted: Mapping[str, Counted], tables: Mapping[str, Table]) -> dict[str, Cell]:
    """The report's numbers anew, each released if all its cells are."""
    cells = {name: {cell.key: cell for cell in table.cells} for name, table in tables.items()}
    found = {}
    for claim_id, number in counted.items():
        rules = [_rule(cells.get(table, {}), key) for table, key in number.cells]
        rule = next((each for each in rules if each), "")
        found[claim_id] = Cell((), None if rule else number.value, rule)
    return found


def town_means(
    rows: Mapping[str, pd.DataFrame], anew: Mapping[str, Counted], ledger: Ledger, rules: Rules
) -> dict[str, Cell]:
    """The towns' mean scores, by the rule for means; and places in their order if all are out.

    The key of a cell is the step that its mean is rounded to.
    """
    claims = [c for c in ledger.select(variable=SCORE, kind="mean") if c.claim_id in anew]
    scores = {claim.place: scores_of(rows["form_a"], claim.place) for claim in claims}
    means = check_means(SCORE, scores, rules, scale=(0, int(READING.scheme.score_max)), total=False)
    found = {}
    for claim in claims:
        is_fine = len(scores[claim.place]) >= rules.mean_fine_from
        step = rules.mean_fine_step if is_fine else rules.mean_coarse_step
        cell = means[claim.place]
        found[claim.claim_id] = Cell((str(float(step)),), cell.value, cell.withheld)
    withheld = next((cell.withheld for cell in found.values() if cell.withheld), "")
    for claim in ledger.select(variable=SCORE, kind="rank"):
        if claim.claim_id in anew:
            value = None if withheld else anew[claim.claim_id].value
            found[claim.claim_id] = Cell((), value, withheld)
    return found


def _rule(cells: Mapping[tuple[str, ...], Cell], key: tuple[str, ...]) -> str:
    """By which rule a cell is withheld; who answered at all follows from two cells."""
    silent = (*key[:-1], NOT_ANSWERED) if not key[-1] else key
    found = [cells[each] for each in (key, silent) if each in cells]
    return next((each.withheld for each in found if each.value is None), "")
