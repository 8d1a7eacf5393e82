"""The events of a month as a table; on a phone a list of the days that have some."""

from __future__ import annotations

from dataclasses import replace

from copro_map.agenda import cached
from copro_map.agenda.addresses import live_address, page_address
from copro_map.agenda.asked import Answer
from copro_map.agenda.calendar import beside, weekdays, weeks
from copro_map.agenda.page import looks
from copro_map.agenda.rules.asked import Asked
from copro_map.base.i18n import long_date, partial_date
from copro_map.base.today import current_day
from copro_map.frame import components

SHOW = "month"


def _to(asked: Asked, month: str) -> str:
    return page_address(replace(asked, month=month), show=SHOW)


def _next(answer: Answer, last: str) -> tuple[str, str] | None:
    """Return the way to the next event after a month, and its day in words."""
    rest = cached.answer(looks.of_look(answer.asked)).events
    later = (x for x in rest if x.starts_on[:7] > last)
    if not (first := next(later, None)) or not (one := cached.shown(first.id)):
        return None
    return _to(answer.asked, first.starts_on[:7]), long_date(one.day)


def first_month(asked: Asked) -> str:
    """Return the month to open: this one, or the next with something if none is left.

    What is cancelled does not count. Errors as ``cached.answer``.
    """
    now = f"{current_day():%Y-%m}"
    ahead = cached.answer(looks.of_look(asked)).events
    planned = (x.starts_on[:7] for x in ahead if x.state != "cancelled")
    return max(now, next(planned, now))


def month(answer: Answer) -> None:
    """Draw the table of the month that an answer is about."""
    asked, today = answer.asked, answer.day
    shown, now = asked.month, f"{today:%Y-%m}"
    rows = [one for x in answer.events if (one := cached.shown(x.id))]
    components.show(
        "agenda/month.html",
        title=partial_date(shown),
        before=_to(asked, beside(shown, -1)),
        after=_to(asked, beside(shown, 1)),
        now="" if shown == now else _to(asked, now),
        weekdays=weekdays(),
        weeks=weeks(shown, rows, today),
        address=live_address(asked, SHOW),
        count=len(rows),
        next_month=None if rows else _next(answer, shown),
    )
