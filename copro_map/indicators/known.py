"""What is known, and the records that count as at any day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import pandas as pd

from copro_map.assets.face import entry_history
from copro_map.audits.face import audit_frame, audits
from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.base.store.connection import reading
from copro_map.base.store.programme import Programmes, programmes_of
from copro_map.events.face import attended_frame, events_frame
from copro_map.indicators.definitions import load_indicators, load_own
from copro_map.indicators.rules.history import entries_as_at, with_first_day
from copro_map.indicators.rules.indicator import RULES, Frames
from copro_map.indicators.rules.membership import (
    Memberships,
    memberships,
    with_former,
)
from copro_map.indicators.rules.own import Share, held_by, share_of
from copro_map.indicators.rules.practitioners import Counted
from copro_map.indicators.store.progress import observations, target_changes
from copro_map.members.face import members_frame
from copro_map.surveys.face import Held, held

MOST_KEPT = 100  # days whose records are kept for whoever asks again


@dataclass(frozen=True, eq=False)
class Evidence:
    """What is known beside the entries.

    ``start`` is the programme's first day (None: projects of any year count); the
    others are frames as ``indicators.rules.indicator.Frames`` has them.
    """

    start: date | None
    activity: pd.DataFrame
    audits: pd.DataFrame
    members: Memberships | None = None
    events: pd.DataFrame | None = None


def _signs_of_life(
    activity: pd.DataFrame,
    audits: pd.DataFrame,
    assets: pd.DataFrame,
    became: Mapping[str, str],
) -> pd.DataFrame:
    """Return the activity that is known; an audit of a project is one of its runner.

    What an entry did is done by the one that it became.
    """
    runners = audits["asset_id"].map(assets["organisation_id"])
    audited = pd.DataFrame({"organisation_id": runners, "date": audits["date"]})
    audited = audited[audited["organisation_id"].fillna("") != ""]
    signs = pd.concat([activity, audited], ignore_index=True)
    return signs.replace({"organisation_id": became}) if became else signs


def _became(assets: pd.DataFrame, history: pd.DataFrame) -> dict[str, str]:
    """Return the entry that each one became, of those that are not there on the day."""
    led = history[history["became"] != ""]
    gone = led[~led["asset_id"].isin(assets.index)]
    return dict(zip(gone["asset_id"], gone["became"], strict=True))


def frames_at(
    settings: Settings,
    history: pd.DataFrame,
    day: date,
    evidence: Evidence,
    known_on: date | None = None,
) -> Frames:
    """Return what the rules of indicators take, as at a day.

    ``history`` as ``assets.store.history.entry_history``; ``known_on`` as
    ``indicators.rules.history.entries_as_at``. Only published entries count.
    """
    terms = load_definitions(settings.data_dir).terms
    groups = {sector.id: sector.group for sector in terms["sectors"].values()}
    assets = entries_as_at(history, day, known_on)
    became = _became(assets, history)
    audits = evidence.audits.replace({"asset_id": became} if became else {})
    return Frames(
        entries=assets,
        activity=_signs_of_life(evidence.activity, audits, assets, became),
        audits=audits,
        members=evidence.members,
        events=evidence.events,
        stages=terms["stages"],
        groups=groups,
        start=evidence.start,
        day=day,
    )


def records_at(settings: Settings, frames: Frames) -> dict[str, Counted]:
    """Return the records behind each indicator that counts some, by code."""
    return {
        code: RULES[one.counts].records(frames)
        for code, one in load_indicators(settings.data_dir).items()
        if one.counts
    }


class Found(NamedTuple):
    """What the records of a day come to, by code; ``shares`` are the Network's own."""

    records: dict[str, Counted]
    shares: dict[str, Share]


@dataclass(frozen=True, eq=False)
class Known:
    """What the database has that progress rests on, with the days it came.

    It changes only when ``base.store.connection.data_revision`` grows. ``programmes``
    is the programme as it was known on any day; ``events`` and ``attended``
    are the frames of their room, ``members`` who was one when. ``found`` keeps
    the records that were counted, by day and day of knowing.
    """

    settings: Settings
    programmes: Programmes
    history: pd.DataFrame
    audits: pd.DataFrame
    members: Memberships
    events: pd.DataFrame
    attended: pd.DataFrame
    surveys: Held
    observations: pd.DataFrame
    target_changes: pd.DataFrame
    found: dict[tuple[date, date], Found] = field(default_factory=dict)

    def records(self, day: date, known_on: date | None = None) -> dict[str, Counted]:
        """Return the records behind the indicators, as ``records_at``."""
        return self.at(day, known_on).records

    def at(self, day: date, known_on: date | None = None) -> Found:
        """Return all that the records of a day come to, as known on it or another."""
        when = known_on or day
        found = self.found.get((day, when))
        if found is None:
            if len(self.found) >= MOST_KEPT:
                self.found.clear()  # another session may be reading: only ``get``
            evidence = self._evidence(day, when)
            frames = frames_at(self.settings, self.history, day, evidence, when)
            own = load_own(self.settings.data_dir).items()
            shares = {code: share_of(one, frames) for code, one in own}
            found = Found(records_at(self.settings, frames), shares)
            self.found[day, when] = found
        return found

    def _evidence(self, day: date, when: date) -> Evidence:
        """Return what was known beside the entries; who came is a sign of life."""
        came = self.attended[self.attended["noted_on"] <= when.isoformat()]
        signs = [self.surveys.activity(day, when), came[["organisation_id", "date"]]]
        return Evidence(
            self.programmes.on(when).start,
            pd.concat(signs, ignore_index=True),
            audit_frame(self.audits, when),
            self.members.known_on(when),
            held_by(self.events, day, when),
        )


def read_known(settings: Settings) -> Known:
    """Return all that is known, to ask for any day as known on any day.

    Raises
    ------
    DatabaseError
        If there is no database yet, or one from before the indicators; the message says
        how to bring it up to date.
    """
    with reading(settings.database) as database:
        history, audited = with_first_day(entry_history(database)), audits(database)
        observed, changes = observations(database), target_changes(database)
    return Known(
        settings=settings,
        programmes=programmes_of(settings),
        history=history,
        audits=audited,
        members=memberships(with_former(members_frame(settings), history)),
        events=events_frame(settings),
        attended=attended_frame(settings),
        surveys=held(settings),
        observations=observed,
        target_changes=changes,
    )
