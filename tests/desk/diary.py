"""A diary, kept day by day: who is to be written to, worked out slowly and plainly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

FOUR_WEEKS = timedelta(days=28)


def half_a_year_after(day: date) -> date:
    """The same day six months later, or the last day of that month."""
    year, month = (day.year, day.month + 6)
    if month > 12:
        year, month = year + 1, month - 12
    for number in (day.day, 30, 29, 28):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    raise AssertionError(day)


@dataclass
class Diary:
    """What happened to one entry, and what was written about it to whom.

    ``happened`` are pairs of a day and of what: "right" (its owner confirmed
    it), "steward" (a steward did), "answer" (its owner said something else), "gone"
    (the confirmation was taken away). ``written`` are the day, the kind, the
    address, and the confirmation that it reminds of.
    """

    entry: str
    key: str
    since: date
    given: bool = True
    happened: list[tuple[date, str]] = field(default_factory=list)
    written: list[tuple[date, str, str, date | None]] = field(default_factory=list)

    def note(self, what: str, day: date, key: str = "", given: bool = True) -> None:
        if what == "contact":
            self.key, self.since, self.given = key, day, given
        else:
            self.happened.append((day, what))

    @property
    def confirmed(self) -> date | None:
        right = None
        for day, what in self.happened:
            if what in ("right", "steward"):
                right = day
            if what == "gone":
                right = None
        return right

    def quiet_since(self, day: date) -> bool:
        return not any(when >= day for when, _ in self.happened)

    def reminder(self, today: date) -> tuple[str, date] | None:
        first = half_a_year_after(self.confirmed)
        for number in range(3):
            start = first + number * FOUR_WEEKS
            if not start <= today < start + FOUR_WEEKS or not self.quiet_since(first):
                continue
            already = [x for x in self.written if x[3] == self.confirmed]
            if not any(day >= start for day, *_ in already):
                return "reminder", start
        return None

    def question(self, start: date, today: date) -> tuple[str, date] | None:
        mine = [x for x in self.written if x[2] == self.key]
        first = [day for day, kind, *_ in mine if kind == "service"]
        if not first and not self.answers and start <= today:
            return "service", start
        if first and not any(kind == "service_again" for _, kind, *_ in mine):
            due = first[0] + FOUR_WEEKS
            if due <= today and self.quiet_since(first[0]):
                return "service_again", due
        return None

    @property
    def answers(self) -> bool:
        """Whether this contact has ever said anything to us."""
        return any(
            day >= self.since and what != "steward" for day, what in self.happened
        )

    def to_write(self, today: date) -> tuple[str, date] | None:
        if not self.confirmed:
            return self.question(self.since, today)
        due = half_a_year_after(self.confirmed)
        if not self.given and not self.answers:  # a stranger
            return self.question(max(due, self.since), today)
        if today < due + 3 * FOUR_WEEKS:
            return self.reminder(today)
        since = [x for x in self.written if x[0] >= self.since]
        if any(kind == "reminder" for _, kind, *_ in since):
            return None
        return self.question(self.since, today)


def letters_of(diaries: Iterable[Diary], today: date) -> list[tuple[str, str]]:
    """Write what is due today, to each address one letter; entries and kinds."""
    due = [(one.to_write(today), one) for one in diaries]
    queue = sorted(
        ((found[1], one.entry, found[0], one) for found, one in due if found),
        key=lambda x: x[:2],
    )
    said, done = [], set()
    for _, entry, kind, one in queue:
        if one.key in done:
            continue
        done.add(one.key)
        confirmed = one.confirmed if kind == "reminder" else None
        one.written.append((today, kind, one.key, confirmed))
        said.append((entry, kind))
    return said
