"""A "please help" for a newsletter: what is asked for, and nobody can meet yet."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import Label, current_language, long_date, sort_key, t
from copro_map.base.said import said
from copro_map.base.store.programme import demonstration_note
from copro_map.exchange.rules.needs import Need
from copro_map.geography.areas import load_layers
from copro_map.geography.gazetteer import label_of
from copro_map.people.contacts import reachable
from copro_map.people.paragraphs import both

# As many as are read in a newsletter; areas of one request that are named.
MOST, MOST_AREAS = 12, 3


@dataclass(frozen=True)
class Digest:
    """The text in both languages, how many requests it names, and how many more."""

    text: Label
    named: int
    more: int

    def as_file(self) -> bytes:
        """Return both languages as one text file (UTF-8), Welsh first."""
        return f"{self.text.cy}\n\n---\n\n{self.text.en}\n".encode()


def digest(  # noqa: PLR0913 - what is told, of which day, with which addresses
    settings: Settings,
    assets: pd.DataFrame,
    needs: Sequence[Need],
    day: date,
    site: str,
    most: int = MOST,
) -> Digest:
    """Return a text for a newsletter, of requests that wait.

    First those whose people can be written to, then the longest open. Their names as
    the map has them, what, where, since when, and a page that says how to help;
    nobody's address. By category; ``site`` is the address of the map, such as
    "https://map.example.org". Those that are no entry of ``assets`` are left out.

    Raises
    ------
    DatabaseError
        If the database cannot be read.
    """
    there = [one for one in needs if one.request in assets.index]
    reached = {one.entry for one in reachable(settings)}
    there.sort(key=lambda x: (x.request not in reached, -x.days, x.request))
    named, more = there[:most], len(there) - most

    def say() -> str:
        parts = [*_head(day), *_groups(settings, assets, named, reached, day, site)]
        if note := demonstration_note(settings):
            parts.insert(0, note)
        if more > 0:
            way = _address(site, "exchange", kind="request")
            parts.append(f"{t('And more requests, all here: {n}', n=more)}\n{way}")
        return "\n\n".join(parts)

    return Digest(both(say), len(named), max(0, more))


def _head(day: date) -> tuple[str, ...]:
    return (
        t("Can you help? {date}", date=long_date(day)),
        t(
            "People and groups on the asset map of co-production in Wales ask for "
            "this, and nobody on the map can give it yet. If you can, open the link: "
            "there it says how to help, or whom to ask. Neither of you sees the "
            "other's address until you both agree.",
        ),
    )


def _groups(  # noqa: PLR0913 - what is told, of whom, with which addresses
    settings: Settings,
    assets: pd.DataFrame,
    named: Sequence[Need],
    reached: Collection[str],
    day: date,
    site: str,
) -> list[str]:
    """Return a paragraph for each category, by its name; those that say none last.

    Before them those with a request whose people, ``reached``, can be written to.
    """
    names = {one.category: _category(settings, one.category) for one in named}
    first = {one.category for one in named if one.request in reached}
    order = sorted(names, key=lambda x: (x not in first, not x, sort_key(names[x])))
    groups = []
    for category in order:
        lines = [
            _line(settings, assets, one, day, site)
            for one in named
            if one.category == category
        ]
        groups.append("\n".join([names[category].upper(), *lines]))
    return groups


def _category(settings: Settings, category: str) -> str:
    if not category:
        return t("Other requests")
    definitions = load_definitions(settings.data_dir)
    return definitions.label("exchange_categories", category).text()


def _line(
    settings: Settings, assets: pd.DataFrame, one: Need, day: date, site: str
) -> str:
    entry = assets.loc[one.request]
    english, welsh = str(entry["name_en"]), str(entry["name_cy"])
    name = said(english or welsh, welsh).text
    since = long_date(day - timedelta(days=one.days))
    facts = (
        name,
        _where(settings, one, is_all=bool(entry["serves_all_wales"])),
        t("asked on {date}", date=since) if one.days else "",
    )
    told = " · ".join(x for x in facts if x)
    return f"- {told}\n  {_address(site, 'entry', id=one.request)}"


def _where(settings: Settings, one: Need, *, is_all: bool) -> str:
    """Return the authority of a request, or those that it is for, by name."""
    codes = [one.authority] if one.authority else list(one.authorities)
    if is_all and not one.authority:
        return t("All Wales")
    if len(codes) > MOST_AREAS:
        return t("areas: {n}", n=len(codes))
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    names = (label_of(layers, code).text() for code in codes)
    return ", ".join(sorted(names, key=sort_key))


def _address(site: str, page: str, **asked: str) -> str:
    return f"{site}/{page}?{urlencode({**asked, 'lang': current_language()})}"
