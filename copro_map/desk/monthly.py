"""The letter on the first of the month: to officers of their areas, to stewards of all.

What happened is worked out once, then told apart by area.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pandas as pd

from copro_map.agenda.face import of_area
from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import N_, Label, in_both, long_date, sort_key, t
from copro_map.base.store.connection import reading
from copro_map.base.today import WALES
from copro_map.coverage.face import keep_month, moved
from copro_map.desk.entries import read_entries
from copro_map.desk.rules.told import (
    Gap,
    Lacking,
    Month,
    asked_for,
    new_between,
    still_there,
)
from copro_map.desk.store.letters import last_told
from copro_map.desk.writing import Content, Round, listed, site, write_round
from copro_map.exchange.face import unmet_needs
from copro_map.geography.areas import load_layers
from copro_map.geography.gazetteer import label_of
from copro_map.people.rules.permissions import MACHINE
from copro_map.people.rules.persons import Person
from copro_map.search.face import all_assets
from copro_map.upkeep.face import to_confirm

OFFICERS_LAYER = "county_voluntary_council"
MOST_AREAS = 10  # more than any council has


def _moved(settings: Settings, month: date) -> tuple[Gap, ...]:
    """Return the areas that ended a month otherwise than the one before, by council."""
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    councils = layers[OFFICERS_LAYER]
    return tuple(
        Gap(
            councils.of_authority.get(one.area_code, one.area_code),
            one.area_code,
            one.name,
            one.was,
            one.now,
        )
        for one in moved(settings, frozenset(councils.areas), month)
    )


def _lacking(
    settings: Settings, assets: pd.DataFrame, today: date
) -> tuple[Lacking, ...]:
    """Return the requests that nobody can meet, with the councils of where they are."""
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    council_of = layers[OFFICERS_LAYER].of_authority
    names = load_definitions(settings.data_dir).terms["exchange_categories"]
    none = in_both(N_("Of no category"))
    return tuple(
        Lacking(
            frozenset(council_of[code] for code in one.authorities),
            names[one.category].label if one.category else none,
            one.age,
        )
        for one in unmet_needs(settings, assets, today)
    )


def month_told(settings: Settings, since: date, until: date, today: date) -> Month:
    """Return what is told of a time in all of Wales, read once.

    What has ended, or is off the map now, is not new; requests and what waits for a
    word are those of ``today``.
    """
    entries = read_entries(settings)
    assets = all_assets(settings, today)
    found = new_between(entries.known, since, until)
    there = still_there(entries.kept.values(), today)
    new = entries.by_name(found.keys() & there)
    waits = (one.id for one in to_confirm(settings, MACHINE, today))
    return Month(
        since,
        until,
        new=tuple(sorted(new, key=lambda one: found[one.id], reverse=True)),
        to_confirm=tuple(entries.told[x] for x in waits),
        asked_for=entries.by_name(asked_for(assets, today)),
        lacking=_lacking(settings, assets, today),
        moved=_moved(settings, until - timedelta(days=1)),
    )


def _about(settings: Settings, person: Person) -> str:
    if person.role == "steward":
        return t("This is about all of Wales.")
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    names = (label_of(layers, code).text() for code in person.areas)
    return t("Your areas: {areas}", areas=", ".join(sorted(names, key=sort_key)))


def _on_the_map(areas: Sequence[str], **asked: str) -> str:
    """Return the address of the map, with what it is asked, of some areas or of all."""
    where = {"area": ",".join(areas)} if areas else {}
    return site("asset_map", **where, **asked)


def _paragraphs(
    month: Month, about: str, areas: Sequence[str], events: str
) -> list[str]:
    time = t(
        "New on the map: {n} ({first} to {last})",
        first=long_date(month.since),
        last=long_date(month.last),
        n=len(month.new),
    )
    requests = t("Requests that are open now: {n}", n=len(month.asked_for))
    gaps = t("Areas where something moved: {n}", n=len(month.moved))
    parts = [
        about,
        listed(time, month.new, _on_the_map(areas)),
        _to_confirm(len(month.to_confirm)),
        listed(requests, month.asked_for, _on_the_map(areas, kind="request", open="1")),
        _in_vain(month.lacking, areas),
        _gaps(gaps, month.moved),
        events,
    ]
    return [part for part in parts if part]


def _in_vain(lacking: Sequence[Lacking], areas: Sequence[str]) -> str:
    """Return what is asked for in vain by category, with the way to the board."""
    if not lacking:
        return ""
    lines = [t("Asked for, and nobody can give it yet: {n}", n=len(lacking))]
    by_category: dict[Label, list[Lacking]] = {}
    for one in lacking:
        by_category.setdefault(one.category, []).append(one)
    for category, own in sorted(by_category.items(), key=lambda x: -len(x[1])):
        facts = {"category": category.text(), "n": len(own), "age": t(own[0].age)}
        lines.append("- " + t("{category}: {n}; the longest is {age}", **facts))
    where = {"area": ",".join(areas)} if areas else {}
    lines += [
        t("See them on the board, and who could help:"),
        site("exchange", **where, kind="request"),
    ]
    return "\n".join(lines)


def _gaps(words: str, moved: Sequence[Gap]) -> str:
    """Return a paragraph on areas that moved; of very many the first and a link."""
    if not moved:
        return ""
    lines = [words, *map(_gap, moved[:MOST_AREAS])]
    if len(moved) > MOST_AREAS:
        lines += [t("The other areas:"), site("coverage")]
    return "\n".join(lines)


def _gap(one: Gap) -> str:
    said = t(
        "{area}: {now} (before: {was})",
        area=one.name.text(),
        now=one.now.text(),
        was=one.was.text(),
    )
    return f"- {said}\n  {site('area', code=one.code)}"


def _to_confirm(count: int) -> str:
    if not count:
        return ""
    said = t("Entries to confirm now: {n}", n=count)
    how = t(
        "Open this link, and say one after the other whether each is still right. If "
        "you are asked to sign in, give the address that this letter came to:"
    )
    return f"{said}\n{how}\n{site('desk', part='confirm')}"


def _content(
    settings: Settings, month: Month, assets: pd.DataFrame, person: Person
) -> Content | None:
    """Return the letter of a person; None if it is not theirs, or says nothing.

    The next events of their areas stand at its end; for them alone none is written.
    """
    if person.role not in ("officer", "steward"):
        return None
    own = month.within(person.areas) if person.role == "officer" else month
    if own.is_empty:
        return None

    def subject() -> str:
        of = long_date(own.last, "MMMM y")
        if person.role == "steward":
            return t("The asset map: {month}", month=of)
        return t("Your areas on the asset map: {month}", month=of)

    def paragraphs() -> list[str]:
        of = person.areas if person.role == "officer" else ()
        events = of_area(settings, assets, tuple(of), month.until).paragraph()
        return _paragraphs(own, _about(settings, person), person.areas, events)

    return Content(subject, paragraphs)


def write_monthly(settings: Settings, now: datetime) -> int:
    """Write the letters of the month that ended; return how many.

    They tell of all days since the last ones told, so that a month in which the server
    was off is not left out.

    Raises
    ------
    DatabaseError
        If the database cannot be read or written.
    """
    today = now.astimezone(WALES).date()
    until = today.replace(day=1)
    with reading(settings.database) as database:
        last = last_told(database, "monthly", until)
    ended = until - timedelta(days=1)
    since = last[0] if last else ended.replace(day=1)
    keep_month(settings, ended, now)
    month = month_told(settings, since, until, today)
    told = Round("monthly", f"monthly {ended:%Y-%m}", until, {})
    assets = all_assets(settings, today)
    return write_round(
        settings, told, lambda one: _content(settings, month, assets, one), now
    )
