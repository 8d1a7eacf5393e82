"""The public list of members: found by a word, a type, an area; and as a file."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from copro_map.base.brief import shortened
from copro_map.base.config import Settings
from copro_map.base.i18n import N_, current_language, long_date, sort_key, t
from copro_map.base.said import Spoken, spoken
from copro_map.files.marking import table_file
from copro_map.geography.areas import load_layers
from copro_map.members.kinds import member_types
from copro_map.members.members import all_members
from copro_map.members.rules.records import Member
from copro_map.members.rules.taking_part import is_named
from copro_map.members.who import areas_of

HEADS = (
    *(N_("Id"), N_("Name in English"), N_("Name in Welsh"), N_("Sort of member")),
    *(N_("Area"), N_("Member since"), N_("Public promise"), N_("Entry on the map")),
)
WHO_IS_LISTED = N_(
    "Organisations and groups, once a steward has looked at the name; individuals only "
    "if they want to be named. No address is ever listed."
)
# The figures in which the projects of a member organisation count.
INDICATORS = ("2.3", "3.1")
LONGEST_WORD = 100  # letters that are looked for


@dataclass(frozen=True)
class AskedOf:
    """What is asked of the list: a word of a name or a promise, a type, an area."""

    text: str = ""
    type: str = ""
    area: str = ""


@dataclass(frozen=True)
class Listed:
    """A member as everybody may see it; ``areas`` are codes by layer.

    ``entry`` is the id of its entry, "" if none is on the map; ``promise`` None unless
    it is public. ``since`` is a day (ISO).
    """

    id: str
    name_en: str
    name_cy: str
    type: str
    kind: str
    area: str
    where: str
    areas: dict[str, str]
    since: str
    promise: Spoken | None
    entry: str

    @property
    def name(self) -> Spoken:
        """The name, in the reader's language if it has one there."""
        return next(iter(spoken(self, "name")), Spoken("", current_language()))


def _found_by(one: Listed, asked: AskedOf) -> bool:
    words = [one.name_en, one.name_cy, one.promise.text if one.promise else ""]
    text = asked.text[:LONGEST_WORD].casefold().strip()
    return (
        any(text in x.casefold() for x in words)
        and asked.type in ("", one.type)
        and (not asked.area or asked.area in (one.area, *one.areas.values()))
    )


def found(every: Iterable[Listed], asked: AskedOf) -> tuple[Listed, ...]:
    """Return the members of the list that answer what is asked, in their order."""
    return tuple(one for one in every if _found_by(one, asked))


def listed(
    settings: Settings, on_map: Collection[str], day: date
) -> tuple[Listed, ...]:
    """Return the members that are named in public on a day, A to Z in the language.

    ``on_map`` are the ids of all public entries. Of somebody who joined as themselves
    only the name, since when, and the promise.
    """
    named = [one for one in all_members(settings, day) if is_named(one)]
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    within, types = areas_of(layers), member_types(settings)

    def shown(one: Member) -> Listed:
        is_body = one.form != "individual"
        area = one.area if is_body else ""
        lies = within(area)
        layer = next((x for x in layers.values() if area in x.areas), None)
        kind = types[one.type].label.text() if one.type in types else ""
        return Listed(
            **{x: getattr(one, x) for x in ("id", "name_en", "name_cy")},
            type=one.type if is_body else "",
            kind=kind if is_body else t("Individual"),
            area=area,
            where=layer.area_label(area).text() if layer else "",
            areas=dict(lies),
            since=one.joined_on,
            promise=_promise(one),
            entry=one.entry if is_body and one.entry in on_map else "",
        )

    return tuple(sorted(map(shown, named), key=lambda one: sort_key(one.name.text)))


def _promise(one: Member) -> Spoken | None:
    if not (one.is_promise_public and one.promise):
        return None
    return Spoken(one.promise, one.language or current_language())


def in_words(settings: Settings, asked: AskedOf) -> str:
    """Return what is asked of the list as a line, "" if it is asked for all."""
    types = member_types(settings)
    layers = load_layers(settings.boundaries_dir, settings.data_dir).values()
    areas = [x.area_label(asked.area).text() for x in layers if asked.area in x.areas]
    kind = types[asked.type].label.text() if asked.type in types else ""
    text = f"“{shortened(asked.text, LONGEST_WORD)}”" if asked.text else ""
    return " · ".join(filter(None, (text, kind, *areas)))


def as_rows(every: Iterable[Listed]) -> list[dict[str, object]]:
    """Return members as ``members list`` tells them: only what is public."""
    return [
        {
            "id": one.id,
            "name_en": one.name_en,
            "name_cy": one.name_cy,
            "type": one.type,
            "joined_on": one.since,
            "areas": one.areas,
            "indicators": list(INDICATORS) if one.entry else [],
            "entry": one.entry,
        }
        for one in every
    ]


def table_of(every: Iterable[Listed]) -> pd.DataFrame:
    """Return members as a table, its heads in the language in force."""
    rows = [
        (x.id, x.name_en, x.name_cy, x.kind, x.where, x.since,
         x.promise.text if x.promise else "", x.entry)
        for x in every
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=[t(head) for head in HEADS])


def file_of(
    settings: Settings,
    every: Iterable[Listed],
    asked: AskedOf,
    day: date,
    file_format: str,
) -> bytes:
    """Return the members that answer as "csv" or "xlsx": nothing but what is public."""
    about = [
        (t("Members of the Network"), in_words(settings, asked)),
        (t("Date"), long_date(day)),
        (t("Who is listed"), t(WHO_IS_LISTED)),
    ]
    table = table_of(found(every, asked))
    return table_file(
        settings, table, file_format, about, printed={t("Members"): list(table.columns)}
    )
