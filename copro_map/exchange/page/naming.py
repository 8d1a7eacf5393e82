"""What the desk says of an entry of the exchange: its name, who, where, how long."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

from copro_map.base.i18n import N_, partial_date, t
from copro_map.base.said import Spoken
from copro_map.exchange.apart import Apart
from copro_map.exchange.introducing import Before
from copro_map.frame.councils import area_name
from copro_map.search import cached
from copro_map.search.page.named import name_of, spoken_name

WHYS: dict[Apart, str] = {
    "known": N_("They know each other already"),
    "unfit": N_("It is not what is asked for"),
    "unwanted": N_("One of them does not want it"),
    "other": N_("Another reason"),
}
ENDED = {
    "declined": N_("{name}: said no, {date}"),
    "withdrawn": N_("{name}: taken back, {date}"),
    "lapsed": N_("{name}: nobody answered until {date}"),
}
MOST_BEFORE = 3  # lines of what was tried before
NOBODY = N_("Somebody without an entry")


def name(entry: str) -> str:
    """Return what an entry is called in the current language; its id, if it is gone."""
    return name_of(entry).text() if entry else t(NOBODY)


def named(entry: str) -> dict[str, str | Spoken]:
    """Return an entry as a template names it: its id, its name, who and where."""
    told = spoken_name(entry) if entry else ""
    return {"id": entry, "name": told, "about": about(entry) if entry else ""}


def apart_name(why: str) -> str:
    """Return the word why two are not introduced, in the current language."""
    return t(WHYS[cast(Apart, why)])


def both_named(ids: str) -> str:
    """Return the names of a request and an offer, of their ids."""
    return " · ".join(name(one) for one in ids.split())


def member_of(entry: str) -> str:
    """Return whose an entry is: the organisation's name, else the entry's own."""
    assets = cached.assets()
    there = entry in assets.index
    return (str(assets.at[entry, "run_by"]) if there else "") or name(entry)


def before_in_words(before: Sequence[Before]) -> list[str]:
    """Return what came to nothing before, the last first, and how many are left out.

    Those that went well are counted alone.
    """
    ended = sorted(before, key=lambda one: one.on, reverse=True)
    failed = [one for one in ended if one.state != "done"]
    lines = [_in_words(one) for one in failed[:MOST_BEFORE]]
    if more := len(failed[MOST_BEFORE:]):
        lines.append(t("Earlier ones: {n}", n=more))
    if well := len(ended) - len(failed):
        lines.append(t("Helped others before: {n}", n=well))
    return lines


def _in_words(one: Before) -> str:
    both = f"{name(one.entry)} · {name(one.other)}"
    facts = {"name": both, "date": partial_date(one.on)}
    if one.why:
        words = t("{name}: not introduced, {date}", **facts)
        return f"{words}. {t(WHYS[one.why])}."
    return t(ENDED[one.state], **facts)


def about(entry: str) -> str:
    """Return who an entry is of, and of which authority; "" if neither is known."""
    assets = cached.assets()
    if entry not in assets.index:
        return t("not on the map any more")
    row = assets.loc[entry]
    where = area_name(row["authority"]) if row["authority"] else ""
    return " · ".join(x for x in (row["run_by"], where) if x)


def days_since(day: str, today: date) -> str:
    """Return since which day (ISO), and how many days that is; "" if it is not known.

    Examples
    --------
    >>> days_since("2026-11-20", date(2026, 11, 30))
    'since 20 November 2026 (10 days)'
    """
    if not day:
        return ""
    days = (today - date.fromisoformat(day)).days
    since = partial_date(day)
    if days == 1:
        return t("since {date} (1 day)", date=since)
    return t("since {date} ({n} days)", date=since, n=days)
