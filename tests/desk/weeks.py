"""Thirteen simulated weeks, two programs side by side: what must come of them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

from copro_map.base.config import Settings
from copro_map.base.i18n import Label
from copro_map.base.store.backups import check_copy
from copro_map.base.store.connection import writing
from copro_map.base.today import WALES
from copro_map.indicators.progress import progress
from copro_map.indicators.snapshots import frozen, list_snapshots
from copro_map.people.outbox import Letter, put
from tests.people.post_office import PostOffice

FIRST, WEEKS = date(2026, 11, 29), 13
DAYS = [FIRST + timedelta(weeks=n) for n in range(WEEKS)]
LAST = DAYS[-1]
MONTHS = ["2026-11-30", "2026-12-31", "2027-01-31"]
DOWN = DAYS[4]  # the day on which no mail is taken
LETTERS = 3  # a week


def nine(day: date) -> datetime:
    return datetime.combine(day, time(9), WALES)


def write_letters(settings: Settings, day: date) -> None:
    """Put letters in the outbox, as a week brings them."""
    words = Label("Still right?", "Dal yn gywir?")
    with writing(settings.database) as database:
        for number in range(LETTERS):
            letter = Letter(
                address=f"nobody{number}@example.org",
                language="en",
                subject=words,
                body=words,
                kind="reminder",
                cause=f"{day} {number}",
                is_asked=False,
            )
            assert put(database, letter, nine(day))


def check_mail(office: PostOffice) -> None:
    """No message was sent twice, and none was lost."""
    assert len(office.ids) == len(set(office.ids)) == LETTERS * WEEKS


def check_backups(seen: set[Path]) -> None:
    """Of each week there was one backup; those that are still there are whole."""
    assert len(seen) == WEEKS
    left = [path for path in seen if path.exists()]
    assert len(left) == 6  # 35 days, both ends counted
    for path in left:
        assert check_copy(path, path) > 0


def check_snapshots(settings: Settings) -> None:
    """Each month was frozen once, and says what is counted anew for its last day."""
    taken = list_snapshots(settings)
    assert [x["as_at"] for x in taken] == MONTHS
    for one in taken:
        again = progress(settings, date.fromisoformat(one["as_at"])).as_json()
        assert frozen(settings, one["id"]).content == again
