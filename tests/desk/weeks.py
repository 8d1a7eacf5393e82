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
from copro_map.people.mail import send_waiting
from copro_map.people.outbox import Letter, put
from copro_map.people.persons import enter_person
from copro_map.people.rules.permissions import MACHINE
from copro_map.upkeep.face import Word, say
from tests.people.post_office import PostOffice
from tests.samples import query

FIRST, WEEKS = date(2026, 11, 29), 13
DAYS = [FIRST + timedelta(weeks=n) for n in range(WEEKS)]
LAST = DAYS[-1]
MONTHS = ["2026-11-30", "2026-12-31", "2027-01-31"]
DOWN = DAYS[4]  # the day on which no mail is taken
LETTERS = 3  # a week
# To the board, of each week but the first, which has none before it to compare with.
MONDAYS = [f"monday {day - timedelta(days=6)}" for day in DAYS[1:]]
# To a steward, of each month that ended.
FIRSTS = [f"monthly {month[:7]}" for month in MONTHS]
WRITTEN = "SELECT cause FROM outbox WHERE kind = 'letter' ORDER BY cause"


def nine(day: date) -> datetime:
    return datetime.combine(day, time(9), WALES)


def enter_staff(settings: Settings) -> None:
    """Enter whoever is written to by the clock: of the board, and a steward."""
    for role in ("board", "steward"):
        enter_person(
            settings,
            MACHINE,
            address=f"{role}@example.org",
            name=role,
            role=role,
            areas=(),
            language="cy",
            now=nine(FIRST),
        )


def confirm(settings: Settings, day: date) -> None:
    """Confirm an entry, the first one or the second, so that a week has some news."""
    known = "SELECT id FROM asset WHERE kind <> 'request' ORDER BY id LIMIT 2"
    first, second = (x for (x,) in query(settings.database, known))
    entry = first if DAYS.index(day) % 2 else second
    say(settings, MACHINE, entry, Word("right", how="web"), nine(day))


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


def a_minute_later(settings: Settings, day: date) -> None:
    """Send what one of the two wrote while the other sent: it waits for the next look.

    The clock looks every minute; here a day of each week alone would be too late.
    """
    send_waiting(settings, nine(day) + timedelta(minutes=1))


def check_mail(settings: Settings, office: PostOffice) -> None:
    """No message was sent twice, and none was lost; to those who work here neither."""
    every = LETTERS * WEEKS + len(MONDAYS) + len(FIRSTS)
    assert len(office.ids) == len(set(office.ids)) == every
    staff = [x for x in office.mails if "asedau:" in x["Subject"]]
    assert len(staff) == len(MONDAYS) + len(FIRSTS)
    for mail in staff:
        ends = mail["List-Unsubscribe"].strip(" <>")
        assert ends.startswith("https://map.example/k/")
        assert f"{ends}?lang=cy" in mail.get_content()
        assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    causes = [x.rpartition(" ")[0] for (x,) in query(settings.database, WRITTEN)]
    assert causes == sorted([*MONDAYS, *FIRSTS])


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
