"""The yearly outcomes of the plan: what the Network itself says of each, on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from copro_map.base.config import Settings
from copro_map.base.i18n import N_, Label, t
from copro_map.base.said import Spoken, said
from copro_map.plan.activities import plan_years
from copro_map.plan.evidence import EvidenceTold, evidence
from copro_map.plan.kinds import milestones
from copro_map.plan.known import stood
from copro_map.plan.rules.events import Year
from copro_map.plan.rules.records import MilestoneSaid, MilestoneState

STATE_WORDS: dict[MilestoneState, str] = {
    "reached": N_("Reached"),
    "partly": N_("Partly reached"),
    "not_reached": N_("Not reached"),
}
NOTHING_SAID = N_("Nothing said yet")


@dataclass(frozen=True)
class Step:
    """A yearly outcome as it is on a day.

    ``dates`` are those of its year, None if the programme has no such year; ``said``
    is what the Network said last, None if it said nothing. ``is_over``: so is its year.
    """

    code: str
    label: Label
    year: int
    dates: Year | None
    is_over: bool
    said: MilestoneSaid | None
    evidence: tuple[EvidenceTold, ...]

    @property
    def state(self) -> MilestoneState | None:
        """Where it is in the Network's own word; None if it said nothing."""
        return self.said.state if self.said else None

    @property
    def words(self) -> Spoken | None:
        """The Network's word in the reader's language, or the one there is."""
        one = self.said
        if one is None or not (one.words_en or one.words_cy):
            return None
        return said(one.words_en or one.words_cy, one.words_cy)

    @property
    def state_in_words(self) -> str:
        """Where it is, in words of the language in force."""
        return t(STATE_WORDS[self.state]) if self.state else t(NOTHING_SAID)


def steps(settings: Settings, day: date) -> tuple[Step, ...]:
    """Return the yearly outcomes as they were on a day, by year, as in the file."""
    years = {one.number: one for one in plan_years(settings, day)}
    last = {one.milestone: one for one in stood(settings, MilestoneSaid, day)}
    shown = evidence(settings, day)

    def step(one_id: str, label: Label, number: int) -> Step:
        dates = years.get(number)
        is_over = dates is not None and dates.last < day
        found = shown.get(("milestone", one_id), ())
        return Step(one_id, label, number, dates, is_over, last.get(one_id), found)

    every = [step(x, one.label, one.year) for x, one in milestones(settings).items()]
    return tuple(sorted(every, key=lambda one: one.year))
