"""The entries of a demonstration: invented, at real places, known month by month."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from copro_map.assets.face import (
    EXCHANGE_KINDS,
    Asset,
    EntryState,
)
from copro_map.base.config import Settings
from copro_map.base.definitions import Definitions, load_definitions
from copro_map.base.i18n import Label
from copro_map.demonstration.by_month import Came, write_months
from copro_map.demonstration.exchange import exchanged
from copro_map.demonstration.gaps import GAPS, ask_from_a_gap
from copro_map.demonstration.made_up import (
    Columns,
    Days,
    as_entries,
    kept,
    one_of,
    some_of,
    where,
)
from copro_map.geography.areas import BASE_LAYER
from copro_map.geography.gazetteer import Gazetteer, load_gazetteer

WORD = Label("Demonstration", "Arddangosiad")
INVENTED = Label("Demonstration, invented", "Arddangosiad: cofnod dychmygol")


class _Sort(NamedTuple):
    """Entries that are alike, and how many of them are new in each year.

    A project is ``new`` if it began within the programme; it is ``staged`` if people
    and services share some of its work. ``lapsing`` is the share that is confirmed once
    and then never again.
    """

    kind: str
    years: tuple[int, int, int]
    confirmed: bool = True
    lapsing: float = 0.0
    new: bool = False
    staged: bool = False


# For 500 entries. Chosen so that some targets are met and others are not.
SORTS = (
    _Sort("practitioner", (112, 144, 92), lapsing=0.1),
    _Sort("practitioner", (4, 4, 4), confirmed=False),
    _Sort("project", (10, 9, 11), new=True, staged=True),
    _Sort("project", (7, 17, 4), new=True),
    _Sort("project", (14, 6, 16), staged=True),
    _Sort("project", (3, 3, 4), confirmed=False, new=True, staged=True),
    _Sort("offer", (6, 8, 8), lapsing=0.25),
    _Sort("request", (4, 5, 5), lapsing=0.35),
)
SECTOR_SHARES = {
    "citizen_group": 0.14,
    "community_group": 0.13,
    "third_sector": 0.29,
    "social_enterprise": 0.08,
    "housing_association": 0.07,
    "health": 0.11,
    "local_authority": 0.12,
    "government": 0.06,
}
ACADEMIC, EACH_ACADEMIC = "academic", 20  # each twentieth practitioner
TEAMS, YEAR_KNOWN = 0.15, 0.7
OLDEST_YEARS = 8  # before the programme
GAP_DAYS = (300, 372)  # from one confirmation to the next: seldom over a year
TOLD_WITHIN = 13  # days until a confirmation is known here
LAPSED_DAYS = 380  # after the last confirmation


class _Draft(NamedTuple):
    """An entry to be: its sort, the number of its import, its first confirmation."""

    sort: _Sort
    arrival: int
    first: date
    lapses: bool


def _first_days(sort: _Sort, n: int, days: Days) -> list[date]:
    """Return when each of ``n`` entries is confirmed first, evenly within each year."""
    shares = np.cumsum([0, *sort.years]) / sum(sort.years)
    limits = [day.toordinal() for day in days.by_year]
    middles = (np.arange(n) + 0.5) / n
    found = np.interp(middles, shares, limits).astype(int).tolist()
    return [date.fromordinal(day) for day in found]


def _drafts(random: np.random.Generator, entries: int, days: Days) -> list[_Draft]:
    """Return the entries to be, in the order in which they come in."""
    drafts = []
    weights = np.cumsum([0, *(sum(sort.years) for sort in SORTS)])
    counts = np.diff(np.rint(weights / weights[-1] * entries).astype(int))
    for sort, n in zip(SORTS, counts.tolist(), strict=True):
        waits = random.integers(0, 2, n).tolist()
        lapses = (random.random(n) < sort.lapsing).tolist()
        for first, wait, lapse in zip(
            _first_days(sort, n, days), waits, lapses, strict=True
        ):
            last = bisect_right(days.imports, first - timedelta(days=7)) - 1
            drafts.append(_Draft(sort, max(0, last - wait), first, lapse))
    order = random.permutation(len(drafts)).tolist()
    return sorted((drafts[number] for number in order), key=lambda one: one.arrival)


def _bodies(random: np.random.Generator, drafts: Sequence[_Draft]) -> list[int | None]:
    """Return who runs each entry, as a place in the list: somebody known by then."""
    own = [i for i, one in enumerate(drafts) if one.sort.kind == "practitioner"]
    arrivals = [drafts[i].arrival for i in own]
    known = [max(1, bisect_right(arrivals, draft.arrival)) for draft in drafts]
    drawn = [own[int(random.integers(count))] for count in known]
    return [
        None if draft.sort.kind == "practitioner" else body
        for draft, body in zip(drafts, drawn, strict=True)
    ]


def _sectors(
    random: np.random.Generator, drafts: Sequence[_Draft], bodies: Sequence[int | None]
) -> list[str]:
    """Return the sector of each entry: its own, or that of whoever runs it."""
    drawn = one_of(random, SECTOR_SHARES, len(drafts), SECTOR_SHARES.values())
    own = [i for i, body in enumerate(bodies) if body is None]
    for i in own[EACH_ACADEMIC - 1 :: EACH_ACADEMIC]:
        drawn[i] = ACADEMIC
    return [drawn[i if body is None else body] for i, body in enumerate(bodies)]


def _start_year(random: np.random.Generator, draft: _Draft, days: Days) -> int | None:
    """Return when an entry began: a new project in the programme, others before it."""
    if draft.sort.kind in EXCHANGE_KINDS:
        return None
    if draft.sort.new:
        year = days.imports[draft.arrival].year - int(random.integers(2))
        return max(days.start.year, year)
    known = random.random() < YEAR_KNOWN
    return days.start.year - 1 - int(random.integers(OLDEST_YEARS)) if known else None


def _what(
    random: np.random.Generator,
    definitions: Definitions,
    drafts: Sequence[_Draft],
    bodies: Sequence[int | None],
) -> Columns:
    """Draw what the entries are and do, each field as its kind has it."""
    n, terms = len(drafts), definitions.terms
    sorts = [draft.sort for draft in drafts]
    types = kept(random, 1 - TEAMS, ["organisation"] * n, "team")
    stages = some_of(random, terms["stages"], n, 1, 3)
    categories = one_of(random, terms["exchange_categories"], n)
    return {
        "kind": [sort.kind for sort in sorts],
        "sector": _sectors(random, drafts, bodies),
        "themes": some_of(random, terms["themes"], n, 1, 3),
        "practitioner_type": [
            x if sort.kind == "practitioner" else ""
            for x, sort in zip(types, sorts, strict=True)
        ],
        "stages": [
            x if sort.staged else () for x, sort in zip(stages, sorts, strict=True)
        ],
        "exchange_category": [
            x if sort.kind in EXCHANGE_KINDS else ""
            for x, sort in zip(categories, sorts, strict=True)
        ],
    }


def _names(definitions: Definitions, gazetteer: Gazetteer, cells: Columns) -> Columns:
    """Return what the entries are called: a word, a kind, a number and the area."""
    kinds, sectors = definitions.kinds, definitions.terms["sectors"]
    areas = gazetteer.layers[BASE_LAYER].areas
    found: Columns = {"name_en": [], "name_cy": []}
    rows = zip(cells["kind"], cells["sector"], cells["areas"], strict=True)
    for number, (kind, sector, own) in enumerate(rows, start=1):
        label = (sectors[sector] if kind == "practitioner" else kinds[kind]).label
        area = areas.get(own.get(BASE_LAYER, ""))
        for language in ("en", "cy"):
            what = label.text(language)
            name = f"{WORD.text(language)}: {what[0].lower()}{what[1:]} {number}"
            found[f"name_{language}"].append(
                f"{name}, {area.label.text(language)}" if area else name
            )
    return found


def _standing_requests(drafts: Sequence[_Draft]) -> list[int]:
    """Return the requests that are confirmed again and again, as places in the list."""
    return [
        i
        for i, one in enumerate(drafts)
        if one.sort.kind == "request" and not one.lapses
    ]


def _columns(
    random: np.random.Generator,
    gazetteer: Gazetteer,
    definitions: Definitions,
    drafts: Sequence[_Draft],
    days: Days,
) -> Columns:
    """Return what the entries say, in the order in which they come in."""
    n, bodies = len(drafts), _bodies(random, drafts)
    cells = _what(random, definitions, drafts, bodies) | where(
        random, gazetteer, n, GAPS
    )
    ask_from_a_gap(cells, _standing_requests(drafts))
    cells |= _names(definitions, gazetteer, cells)
    about = [definitions.label("themes", themes[0]) for themes in cells["themes"]]
    names = cells["name_en"]
    return cells | {
        "id": [f"demo-{number:06}" for number in range(1, n + 1)],
        "description_en": [f"{INVENTED.en}: {theme.en}." for theme in about],
        "description_cy": [f"{INVENTED.cy}: {theme.cy}." for theme in about],
        "organisation": ["" if body is None else names[body] for body in bodies],
        "start_year": [_start_year(random, draft, days) for draft in drafts],
        "source_date": [f"{days.imports[one.arrival]:%Y-%m}" for one in drafts],
    }


def _confirmations(
    random: np.random.Generator, asset: Asset, draft: _Draft, today: date
) -> Iterator[EntryState]:
    """Yield what was said of an entry, in order: confirmed, again, or out of date."""
    if not draft.sort.confirmed:
        return
    day = draft.first
    while day <= today:
        told = min(today, day + timedelta(days=int(random.integers(TOLD_WITHIN))))
        said = day.isoformat()
        yield EntryState(asset.id, told.isoformat(), "confirmed", said, "owner")
        lapsed = day + timedelta(days=LAPSED_DAYS)
        day += timedelta(days=int(random.integers(*GAP_DAYS)))
        if draft.lapses:
            if lapsed <= today:
                yield EntryState(asset.id, lapsed.isoformat(), "stale", said, "owner")
            return


def _stays(asset: Asset, draft: _Draft) -> bool:
    """Say whether an entry is a body that is confirmed again and again."""
    is_body = asset.text("practitioner_type") == "organisation"
    return is_body and draft.sort.confirmed and not draft.lapses


def write_entries(
    settings: Settings, days: Days, made_by: str, entries: int, seed: int
) -> dict[str, dict[str, date]]:
    """Write the entries of a demonstration, in the steps in which they became known.

    The same for the same arguments and reference data. Ids "demo-000001" and on, in the
    order in which they come in; names say that they are a demonstration, in both
    languages, and ``source_url`` is ``made_by``; beside them what members offer and ask
    for (``exchange``). Returns, by kind, since when each entry is known that is ever
    confirmed, without these.
    """
    random = np.random.default_rng(seed)
    gazetteer = load_gazetteer(settings)
    definitions = load_definitions(settings.data_dir)
    drafts = _drafts(random, entries, days)
    columns = _columns(random, gazetteer, definitions, drafts, days)
    assets = as_entries(columns, origin="demonstration", source_url=made_by)
    came: list[Came] = [([], []) for _ in days.imports]
    known: dict[str, dict[str, date]] = {sort.kind: {} for sort in SORTS}
    limits = [day.isoformat() for day in days.imports]
    for asset, draft in zip(assets, drafts, strict=True):
        came[draft.arrival][0].append(asset)
        for one in _confirmations(random, asset, draft, days.today):
            came[bisect_right(limits, one.known_from) - 1][1].append(one)
            known[draft.sort.kind][asset.id] = days.imports[draft.arrival]
    stay = [x for x, d in zip(assets, drafts, strict=True) if _stays(x, d)]
    for step, asset, states in exchanged(gazetteer, definitions, days, stay, seed):
        came[step][0].append(asset)
        for one in states:
            came[bisect_right(limits, one.known_from) - 1][1].append(one)
    write_months(settings, days, came, list(definitions.terms["themes"]))
    return known
