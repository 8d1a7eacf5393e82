"""What can be named: themes, kinds of entry, places, areas of every layer, entries.

Each with all its names in both languages, with what it is, and with where it leads.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal
from urllib.parse import urlencode

import pandas as pd

from copro_map.base.config import Settings, once
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import (
    N_,
    Label,
    current_language,
    in_both,
    language_in_force,
)
from copro_map.base.names import fold
from copro_map.geography.areas import Layer, load_layers
from copro_map.geography.gazetteer import (
    Candidate,
    Gazetteer,
    label_of,
    load_gazetteer,
)
from copro_map.search.headings import whole_name
from copro_map.search.rules.suggesting import Named, Names

BOTH = ("en", "cy")
Kind = Literal["theme", "kind", "place", "area", "entry"]
# Which comes first of what fits equally well.
ORDER: dict[Kind, int] = {"theme": 0, "kind": 1, "place": 2, "area": 3, "entry": 5}
BY_MEANING = 4  # a theme that is called otherwise: after what is called so
AREA = N_("Area: {layer}")


@dataclass(frozen=True)
class Thing:
    """What can be suggested, in no language yet.

    ``names`` are as they are written, the first in English, the second in Welsh.
    ``said`` is what it is, ``leads`` the parameters of the address, in each language;
    an ``id`` is an entry's, which has a page of its own.
    """

    kind: Kind
    names: tuple[str, ...]
    said: Label
    leads: Mapping[str, Label]
    weight: float = 0
    by_meaning: bool = False

    @property
    def order(self) -> int:
        """Its place among what fits equally well."""
        return BY_MEANING if self.by_meaning else ORDER[self.kind]

    @property
    def found_by(self) -> tuple[str, ...]:
        """The names by which it is found, folded."""
        names = self.names[2:] if self.by_meaning else self.names
        return tuple(dict.fromkeys(map(fold, names)))

    @property
    def label(self) -> Label:
        """What it is called in each language."""
        return Label(*self.names[:2])

    @property
    def address(self) -> str:
        """Where it leads, in the language in force."""
        language = current_language()
        params = {name: x.text(language) for name, x in self.leads.items()}
        page = "entry" if "id" in params else "asset_map"
        return f"/{page}?{urlencode(params | {'lang': language})}"


@dataclass(frozen=True, eq=False)
class Things:
    """Things that can be suggested, prepared to be found."""

    all: tuple[Thing, ...]

    @cached_property
    def names(self) -> Names:
        """Their names, in the same order."""
        return Names([Named(x.found_by, x.order, x.weight) for x in self.all])


def _same(text: str) -> Label:
    return Label(text, text)


def _called(settings: Settings) -> dict[str, list[str]]:
    """Return what people call each theme: what ``synonyms.csv`` has for it."""
    called: dict[str, list[str]] = {}
    with (settings.data_dir / "synonyms.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for code in re.findall(r"themes:(\w+)", row["also"]):
                words = f"{row['en']};{row['cy']}".split(";")
                called.setdefault(code, []).extend(filter(None, words))
    return called


def _vocabularies(settings: Settings) -> Iterator[Thing]:
    definitions, called = load_definitions(settings.data_dir), _called(settings)
    for one in definitions.terms["themes"].values():
        names, theme = (one.label.en, one.label.cy), in_both(N_("Theme"))
        lead = {"theme": _same(one.id)}
        yield Thing("theme", names, theme, lead)
        if more := called.get(one.id):
            yield Thing("theme", (*names, *more), theme, lead, by_meaning=True)
    for kind in definitions.kinds.values():
        names = kind.plural.en, kind.plural.cy
        single, said = (kind.label.en, kind.label.cy), in_both(N_("Kind of entry"))
        yield Thing("kind", (*names, *single), said, {"kind": _same(kind.id)})


def _where(
    layers: Mapping[str, Layer],
    what: Label,
    code: str | None,
    name: Label | None = None,
) -> Label:
    """Return what something is and the authority it is in: "Place · Powys".

    Without the authority if it has the same ``name``.
    """
    area = label_of(layers, code) if code else name
    if area is None or area == name:
        return what
    return Label(*(f"{what.text(x)} · {area.text(x)}" for x in BOTH))


def _near(gazetteer: Gazetteer, one: Candidate) -> Label:
    """Return what finds a settlement and no other of its name."""

    def said(language: str) -> str:
        name = one.name.text(language)
        same = gazetteer.names.get(fold(name), ())
        if sum(x.precision == "place" for x in same) == 1:
            return name
        with language_in_force(language):
            return whole_name(one, gazetteer.layers)

    return Label(said("en"), said("cy"))


def _places(gazetteer: Gazetteer) -> Iterator[Thing]:
    """Yield settlements, the largest first, areas, postcode districts and regions."""
    layers = gazetteer.layers
    area = in_both(AREA)
    place, district = in_both(N_("Place")), in_both(N_("Postcode district"))
    for at, (one, written) in enumerate(gazetteer.spelled):
        if one.area_layer and one.area_code:
            layer = layers[one.area_layer]
            said = Label(
                *(area.text(x).format(layer=layer.label.text(x)) for x in BOTH)
            )
            lead = {"area": _same(one.area_code), "layer": _same(layer.id)}
            yield Thing("area", tuple(written), said, lead, -at)
        elif one.precision == "district":
            names = (one.name.en, one.name.cy)
            yield Thing("place", names, district, {"near": one.name}, -at)
        else:
            said = _where(layers, place, one.authority, one.name)
            near = {"near": _near(gazetteer, one)}
            yield Thing("place", tuple(written), said, near, -at)
    region = in_both(N_("Part of Wales"))
    called: dict[Label, list[str]] = {}
    for folded, one in gazetteer.regions.items():
        called.setdefault(one.name, []).append(folded)
    for name, more in called.items():
        yield Thing("place", (name.en, name.cy, *more), region, {"near": name})


@once
def words_known(settings: Settings) -> Things:
    """Return the themes and kinds of an installation; files are read once."""
    return Things(tuple(_vocabularies(settings)))


@once
def places_known(settings: Settings) -> Things:
    """Return the places and areas of an installation; files are read once."""
    return Things(tuple(_places(load_gazetteer(settings))))


def entries_known(settings: Settings, entries: pd.DataFrame) -> Things:
    """Return public entries, which ``search.all_assets`` returns, to be suggested."""
    kinds = load_definitions(settings.data_dir).kinds
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    columns = ["name_en", "name_cy", "kind", "authority"]
    said: dict[tuple[str, str], Label] = {}
    found = []
    for entry, english, welsh, kind, area in entries[columns].itertuples(name=None):
        if (kind, area) not in said:
            said[kind, area] = _where(layers, kinds[kind].label, area, None)
        names = (english or welsh, welsh or english)
        lead = {"id": _same(str(entry))}
        found.append(Thing("entry", names, said[kind, area], lead))
    return Things(tuple(found))
