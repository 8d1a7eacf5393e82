"""Who takes part, in words and rows: what the page, its plain shell and files say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import N_, partial_date, sort_key, t
from copro_map.base.statistics.hiding import BOUND_WORDS
from copro_map.geography.areas import Layer
from copro_map.members.kinds import member_types
from copro_map.members.rules.few import People, Shown
from copro_map.members.rules.taking_part import OTHERS, Share, TakingPart
from copro_map.members.who import taking_part

LANGUAGES = {"cy": N_("Welsh"), "en": N_("English"), OTHERS: N_("Not said")}
SIDES = {"citizen": N_("Citizens"), "professional": N_("Professionals")}
# Of a split of people of which no number can be told.
HIDDEN = N_("Not shown, so that nobody can be found by it.")
NOT_SPLIT = N_(
    "Who they are, by side, language and area, is told once the groups are large "
    "enough that nobody can be found by it."
)
SMALL = N_(
    "A group of fewer than ten is not shown, nor one from which it could be worked out."
)
FEW = N_(
    "Fewer than ten people have joined as themselves so far: how many is told once "
    "there are ten."
)
MEANINGS = (
    (
        N_("Organisations"),
        N_(
            "Whoever joined as an organisation, a group or a department and has not "
            "left. They are public by name, so all are counted here; one is listed "
            "once a steward has looked at its name."
        ),
    ),
    (
        N_("People who joined as themselves"),
        N_(
            "They are not named unless they want it. They are counted anew each time "
            "ten of them have joined or left, a group of fewer than ten is not shown, "
            "and no number shown gives one back."
        ),
    ),
    (
        N_("Citizens' share"),
        N_(
            "Citizens who joined as themselves, and organisations that citizens make "
            "and lead, among all members. Which sorts of organisation these are is our "
            "reading, for the Network to confirm."
        ),
    ),
    (
        N_("Kinds"),
        N_(
            "The 25 sorts of organisation that the founding proposal of November 2015 "
            "names as likely to benefit (section 3.5). That one has no member does "
            "not mean that nobody asked it."
        ),
    ),
)


@dataclass(frozen=True)
class Bar:
    """A row of a table: a name, how many, how long its bar is in per cent, a link."""

    name: str
    count: int
    long: float
    href: str = ""


@dataclass(frozen=True)
class Large:
    """A large figure: its value, what it is, and what is said below it."""

    value: str
    title: str
    words: str


def bars(rows: Iterable[tuple[str, int, str]], most: int = 0) -> list[Bar]:
    """Return rows of name, count and link with bars, the longest of 100 per cent.

    ``most``: what is the longest, if it stands in another table.

    Examples
    --------
    >>> [(one.name, one.long) for one in bars([("a", 4, ""), ("b", 1, "")])]
    [('a', 100.0), ('b', 25.0)]
    """
    found = list(rows)
    most = most or max([1, *(n for _, n, _ in found)])
    return [Bar(name, n, round(100 * n / most, 1), to) for name, n, to in found]


def _of(share: Share) -> str:
    return t("{n} of {total}", n=f"{share.part:,}", total=f"{share.whole:,}")


def large(found: TakingPart) -> list[Large]:
    """Return the large figures: organisations, people, and the share of citizens."""
    people, share = found.people, found.citizens_share
    led = Share(found.citizens_lead, found.organisations)
    figures = [
        Large(
            f"{found.organisations:,}",
            t("Organisations"),
            t("made and led by citizens: {n}", n=f"{led.part:,}"),
        ),
        Large(
            "–" if people.total is None else f"{people.total:,}",
            t("People who joined as themselves"),
            t("fewer than ten, or none")
            if people.total is None
            else t("counted on {date}", date=partial_date(people.counted_on)),
        ),
    ]
    if told := share or (led if found.organisations else None):
        among = t("of all members") if share else t("of the organisations")
        figures.append(
            Large(f"{told.percent:.0f}%", t("Citizens' share"), f"{_of(told)}, {among}")
        )
    return figures


def in_numbers(settings: Settings, day: date) -> tuple[Large, ...]:
    """Return the large figures as at a day; none while nobody has joined."""
    found = taking_part(settings, day)
    return tuple(large(found)) if found.is_anybody else ()


def by_kind(
    settings: Settings, found: TakingPart
) -> list[tuple[str, int, list[tuple[str, int]]]]:
    """Return each wider group: its name, how many, and its types with a member."""
    groups = load_definitions(settings.data_dir).terms["sector_groups"]
    types = member_types(settings)
    names = {x: term.label.text() for x, term in groups.items()}
    told = []
    for group in (*names, OTHERS):
        own = [x for x, one in types.items() if _group(one.group, names) == group]
        rows = [(types[x].label.text(), found.by_type[x]) for x in own]
        if group == OTHERS:
            rows.append((t("Sort not said"), found.by_type[OTHERS]))
        total = sum(n for _, n in rows)
        ranked = sorted((x for x in rows if x[1]), key=lambda x: (-x[1], x[0]))
        told.append((names.get(group, t("Others")), total, ranked))
    return told


def _group(group: str, names: Mapping[str, str]) -> str:
    return group if group in names else OTHERS


def missing_kinds(settings: Settings, found: TakingPart) -> list[str]:
    """Return the names of the types without a member, in the order of their file."""
    types = member_types(settings)
    return [types[one].label.text() for one in found.missing_types]


def named_areas(layer: Layer, codes: Iterable[str]) -> list[tuple[str, str]]:
    """Return areas by code and name, A to Z in the language in force."""
    named = [(code, layer.area_label(code).text()) for code in codes]
    return sorted(named, key=lambda one: sort_key(one[1]))


def ranked(layer: Layer, found: TakingPart) -> list[tuple[str, str, int]]:
    """Return the areas of a layer with a member, by code, name and count, most first.

    Last, by "", those that belong to no one area, if there are any.
    """
    counts = found.by_area[layer.id]
    there = named_areas(layer, (x for x, n in counts.items() if x and n))
    rows = sorted(
        ((code, name, counts[code]) for code, name in there), key=lambda x: -x[2]
    )
    beyond = t("Of several areas, of all Wales, or not said")
    more = counts[OTHERS]
    return [*rows, *([(OTHERS, beyond, more)] if more else [])]


def spoken(found: TakingPart) -> list[tuple[str, int]]:
    """Return in which language the organisations are written to, and how many."""
    return [(t(name), found.by_language.get(x, 0)) for x, name in LANGUAGES.items()]


def split_in_words(shown: Shown, names: Mapping[str, str]) -> str:
    """Return what may be told of a split of people as a line.

    Examples
    --------
    >>> split_in_words(Shown({"cy": 12, "en": 31}), {"cy": "Welsh", "en": "English"})
    'English: 31 · Welsh: 12'
    """
    if shown.nearly_all:
        name = names.get(shown.nearly_all, shown.nearly_all)
        return f"{name}: {t(BOUND_WORDS['at_least'])}"
    told = sorted(shown.counts.items(), key=lambda one: -one[1])
    if not told:
        return t(HIDDEN)
    return " · ".join(f"{names.get(one, one)}: {n:,}" for one, n in told)


def of_people(people: People, layer: Layer) -> list[tuple[str, str]]:
    """Return what may be told of people who joined as themselves, each by its title.

    Nothing while all of it is hidden.
    """
    splits = (people.side, people.language, people.area)
    if not any(one.counts or one.nearly_all for one in splits):
        return []
    areas = {code: layer.area_label(code).text() for code in layer.areas}
    areas[OTHERS] = t("Of several areas, of all Wales, or not said")
    title = f"{t('By area')} ({layer.label.text()})"
    return [
        (t("As citizens or as professionals"), _words(people.side, SIDES)),
        (t("By language of letters"), _words(people.language, LANGUAGES)),
        (title, split_in_words(people.area, areas)),
    ]


def _words(shown: Shown, names: Mapping[str, str]) -> str:
    return split_in_words(shown, {one: t(name) for one, name in names.items()})
