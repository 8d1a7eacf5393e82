"""An installation with a programme well under way, that the tests of progress share.

The real entries, half of the projects confirmed; a baseline wave and one a year later,
each role with its own share, two roles too small to show; a snapshot; then a project
confirmed late, and two changed targets.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from copro_map.base.config import Settings
from copro_map.base.store.connection import writing
from copro_map.indicators.rules.records import TargetChange
from copro_map.indicators.snapshots import take_snapshot
from copro_map.indicators.store.progress import add_observations
from copro_map.indicators.targets import change_target
from copro_map.people.rules.permissions import MACHINE
from copro_map.surveys.store.surveys import add_replies
from tests.indicators.progress_samples import SHARE
from tests.samples import at, change, query, remember
from tests.surveys.survey_samples import REPLY, WAVE, invite, sign

START, SNAPPED, TAKEN = date(2026, 10, 1), date(2027, 3, 31), date(2027, 4, 20)
LATE, DAY = date(2027, 5, 2), date(2027, 6, 1)
LABEL = "=1+1 Blwyddyn 1 – tŷ"
REASON = "=HYPERLINK(0) agreed, item 5.3"
RAISED = TargetChange("2.3", "2028-04-01", 45.0, "board", "2027-05-01", REASON)
TAKEN_BACK = TargetChange("4.1", "2028-04-01", None, "funder", "2027-05-03", "too far")
HIDDEN = ("commissioner", "policy_maker")
# Positive, answered.
ROLES = {
    "citizen": (22, 42),
    "provider": (15, 31),
    "frontline": (7, 14),
    "commissioner": (3, 8),
    "policy_maker": (1, 5),
}
ROLES_BEFORE = {"citizen": (10, 30), "provider": (7, 20)}
OPTIONS = {
    "practice_level": ("mostly", "no"),
    "practice_change": ("much_greater", "same"),
}


@dataclass(frozen=True)
class Round:
    """A wave: its days, what is asked in it, and who answered what."""

    name: str
    opens_on: str
    closes_on: str
    questions: tuple[str, ...]
    roles: dict[str, tuple[int, int]]
    baseline: bool = False


BEFORE = Round(
    *("=2+2", "2026-04-10", "2026-04-30", ("practice_level",), ROLES_BEFORE),
    baseline=True,
)
AFTER = Round(
    *("2027", "2027-03-01", "2027-03-31", ("practice_level", "practice_change"), ROLES)
)


def hold(settings: Settings, held: Round) -> None:
    """Add a wave and its replies, in which all questions are answered alike."""
    invited = {role: 2 * answered for role, (_, answered) in held.roles.items()}
    silent = {"organisation": 4}
    wave = replace(
        WAVE,
        name=held.name,
        opens_on=held.opens_on,
        closes_on=held.closes_on,
        baseline=held.baseline,
        invited=invited | dict.fromkeys(set(ROLES) - set(invited), 3) | silent,
        entered_on=held.opens_on,
    )
    invite(settings, wave)
    said = [
        (role, n < positive)
        for role, (positive, answered) in held.roles.items()
        for n in range(answered)
    ]
    rows = [
        replace(
            REPLY,
            wave=held.name,
            respondent=sign(n),
            role=role,
            answered_on=held.opens_on,
            entered_on=held.opens_on,
            answers={x: (OPTIONS[x][0 if yes else 1],) for x in held.questions},
        )
        for n, (role, yes) in enumerate(said)
    ]
    with writing(settings.database) as database:
        add_replies(database, rows)


def confirm(settings: Settings, where: str, day: date) -> None:
    """Confirm some of the entries on a day."""
    statement = "UPDATE asset SET verification = 'confirmed', verified_on = ? WHERE "  # noqa: S608
    change(settings.database, statement + where, day.isoformat())
    remember(settings.database, day)


def fill(settings: Settings) -> None:
    """Bring an installation with the real entries well under way."""
    confirm(settings, "kind = 'project' AND rowid % 2 = 0", START)
    hold(settings, BEFORE)
    hold(settings, AFTER)
    small = replace(SHARE, indicator="4.3", numerator=7, denominator=9, value=77.8, n=9)
    entered = replace(small, entered_on="2027-03-31", breakdown="{}")
    with writing(settings.database) as database:
        add_observations(database, [entered], percents={"4.3"})
    take_snapshot(settings, MACHINE, LABEL, SNAPPED, at(TAKEN))
    last = query(
        settings.database,
        "SELECT max(rowid) FROM asset WHERE kind = 'project' "
        "AND verification != 'confirmed' AND id IN (SELECT asset_id FROM asset_stage)",
    )
    confirm(settings, f"rowid = {last[0][0]}", date(2027, 3, 15))
    change_target(settings, MACHINE, RAISED, at(TAKEN))
    change_target(settings, MACHINE, TAKEN_BACK, at(TAKEN))
