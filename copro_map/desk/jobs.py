"""What happens by the clock: one tuple, which the server and ``run-due`` both read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time

from copro_map.base.config import Settings
from copro_map.base.i18n import language_in_force, long_date, t
from copro_map.base.store.connection import Database, reading
from copro_map.base.store.copies import let_copies_go
from copro_map.base.today import WALES, moved_day
from copro_map.contribute.face import SWEEPS as OF_CONTRIBUTE
from copro_map.coverage.face import SWEEPS as OF_COVERAGE
from copro_map.desk.copies import keep_backup, tidy_backups
from copro_map.desk.monday import write_monday
from copro_map.desk.monthly import write_monthly
from copro_map.desk.reminding import write_reminders
from copro_map.desk.rules.due import FIRST_MONTH_WITHIN, Strikes, month_ended
from copro_map.desk.store.jobs import is_done, was_ever_done
from copro_map.events.face import SWEEPS as OF_EVENTS
from copro_map.events.face import by_the_clock as of_events_by_the_clock
from copro_map.exchange.face import SWEEPS as OF_EXCHANGE
from copro_map.exchange.face import by_the_clock
from copro_map.imports.face import SWEEPS as OF_IMPORTS
from copro_map.indicators.face import take_snapshot
from copro_map.members.face import BY_THE_CLOCK as TO_MEMBERS
from copro_map.members.face import SWEEPS as OF_MEMBERS
from copro_map.people.drafts import sweep_drafts
from copro_map.people.links import sweep_links
from copro_map.people.mail import send_waiting
from copro_map.people.outbox import sweep_outbox
from copro_map.people.rules.permissions import MACHINE
from copro_map.people.sweeping import sweep_past
from copro_map.privacy.face import clean
from copro_map.surveys.face import forget_closed
from copro_map.talks.talks import sweep_talks
from copro_map.upkeep.face import SWEEPS as OF_UPKEEP
from copro_map.versions.face import SWEEPS as OF_VERSIONS

OF_ROOMS = (
    *(*OF_CONTRIBUTE, *OF_COVERAGE, *OF_EVENTS, *OF_EXCHANGE, *OF_IMPORTS),
    *(*OF_MEMBERS, *OF_UPKEEP, *OF_VERSIONS),
)


@dataclass(frozen=True)
class Done:
    """How much a job did, and how many messages it sent."""

    done: int = 0
    sent: int = 0


@dataclass(frozen=True)
class Job:
    """Something that happens by the clock.

    Attributes
    ----------
    run
        Does it, for an installation and the moment it is.
    looks
        When the server looks whether it is due: fields of a crontab.
    strikes
        When it is due, once each time; None if it may be done whenever somebody asks.
    in_trials
        Whether a server on a day that was moved does it by itself. ``run-due`` always.
    """

    name: str
    run: Callable[[Settings, datetime], Done]
    looks: Mapping[str, str]
    strikes: Strikes | None = None
    in_trials: bool = False

    def due_at(self, now: datetime) -> datetime:
        """Return the moment at which it was due last, in UTC."""
        return self.strikes.last(now) if self.strikes else now.astimezone(UTC)

    def is_done(self, database: Database, now: datetime) -> bool:
        """Say whether it was done since it was due last; one of no time never is."""
        return bool(self.strikes) and is_done(database, self.name, self.due_at(now))

    def is_kept(self, done: Done) -> bool:
        """Say whether it is kept that it was done: not that nothing was to be done."""
        return bool(self.strikes or done.done or done.sent)


def _remind(settings: Settings, now: datetime) -> Done:
    """Write the letters that ask whether an entry is right."""
    return Done(write_reminders(settings, now))


def _meet(settings: Settings, now: datetime) -> Done:
    """Free whoever waits in vain, and remind once those who were brought together."""
    return Done(by_the_clock(settings, now))


def _promises(settings: Settings, now: datetime) -> Done:
    """Ask members how their promise goes, every six months."""
    return Done(sum(write(settings, now) for write in TO_MEMBERS))


def _events(settings: Settings, now: datetime) -> Done:
    """Remind who booked, let who waits move up, and ask organisers who came."""
    return Done(of_events_by_the_clock(settings, now))


def _send(settings: Settings, now: datetime) -> Done:
    """Send the messages that wait."""
    sent = send_waiting(settings, now)
    return Done(sent, sent)


def _sweep(settings: Settings, now: datetime) -> Done:
    """Delete what is past: drafts, links, sessions, letters, what people wrote."""
    drafts = sweep_drafts(settings, now.astimezone(WALES).date())
    letters = sweep_outbox(settings, now)
    sweeps = (*OF_ROOMS, sweep_past, sweep_talks, let_copies_go)
    said = sum(sweep(settings, now) for sweep in sweeps)
    return Done(drafts + letters + said + sweep_links(settings, now))


def _forget(settings: Settings, now: datetime) -> Done:
    """Destroy the keys of closed waves; not in a trial, as they do not come back."""
    if moved_day():
        return Done()
    return Done(int(forget_closed(settings, now.astimezone(WALES).date())))


def _clean(settings: Settings, _now: datetime) -> Done:
    """Write the database anew, if somebody who was forgotten may be in its file."""
    return Done(clean(settings))


def _is_too_late(settings: Settings, job: str, strikes: Strikes, now: datetime) -> bool:
    """Say whether a job of a month was never done, and the month ended long ago."""
    with reading(settings.database) as database:
        is_first = not was_ever_done(database, job)
    return is_first and now - strikes.last(now) > FIRST_MONTH_WITHIN


def _snapshot(settings: Settings, now: datetime) -> Done:
    """Freeze the indicators of the month that has ended, once."""
    if _is_too_late(settings, "snapshot", MONTHLY, now):
        return Done()
    day = month_ended(now)
    labels = {}
    for language in ("en", "cy"):
        with language_in_force(language):
            labels[language] = t("End of {month}", month=long_date(day, "MMMM y"))
    label, welsh = labels["en"], labels["cy"]
    taken = take_snapshot(settings, MACHINE, label, day, now, label_cy=welsh, once=True)
    return Done(int(bool(taken)))


def _monthly(settings: Settings, now: datetime) -> Done:
    """Write to officers and stewards what happened in the month that has ended."""
    if _is_too_late(settings, "monthly", FIRSTS, now):
        return Done()
    return Done(write_monthly(settings, now))


def _monday(settings: Settings, now: datetime) -> Done:
    """Write to the board and administrators what the week brought."""
    return Done(write_monday(settings, now))


def _back_up(settings: Settings, now: datetime) -> Done:
    """Keep a backup of the night, then let those go that are older than 35 days."""
    keep_backup(settings, settings.backup_folder, now)
    tidy_backups(settings, settings.backup_folder, now)
    return Done(1)


MONTHLY = Strikes(time(0, 30), monthly=True)
MONDAYS = Strikes(time(7), weekly=True)
FIRSTS = Strikes(time(7), monthly=True)
NIGHTLY = Strikes(time(1, 30))
HOURLY = {"minute": "5"}
EVERY_TEN_MINUTES = {"minute": "*/10"}
BY_DAY = {"hour": "7-21", "minute": "*/5"}  # soon after a contact is entered
EVERY_MINUTE = {"minute": "*"}
JOBS: tuple[Job, ...] = (
    Job("remind", _remind, BY_DAY),
    Job("meet", _meet, BY_DAY),
    Job("promises", _promises, BY_DAY),
    Job("events", _events, BY_DAY),
    Job("monthly", _monthly, EVERY_TEN_MINUTES, FIRSTS),
    Job("monday", _monday, EVERY_TEN_MINUTES, MONDAYS),
    Job("send", _send, EVERY_MINUTE, in_trials=True),
    Job("sweep", _sweep, HOURLY),
    Job("forget", _forget, HOURLY),
    Job("clean", _clean, HOURLY, in_trials=True),
    Job("snapshot", _snapshot, EVERY_TEN_MINUTES, MONTHLY),
    Job("backup", _back_up, EVERY_TEN_MINUTES, NIGHTLY),
)
