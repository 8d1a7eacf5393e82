"""Areas by what people call them: names in both languages, short forms and codes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd
from rapidfuzz import fuzz, process

from copro_map.base.i18n import Label
from copro_map.base.names import fold
from copro_map.geography.areas import BASE_LAYER, Layer

# What stands before or after the name of a local authority, folded. The longer first.
_BEFORE = (
    "the", "city and county of", "county borough of", "county of", "city of",
    "borough of", "isle of", "cyngor", "dinas a sir", "dinas", "bwrdeistref sirol",
    "sir",
)  # fmt: skip
_AFTER = (
    "county borough council", "city and county council", "county council",
    "city council", "borough council", "council", "county borough", "county", "cbc",
    "cc",
)  # fmt: skip
BEFORE = re.compile(rf"(?:{'|'.join(_BEFORE)}) (?=.)")
AFTER = re.compile(rf"(?<=.) (?:{'|'.join(_AFTER)})$")
LIKE_ENOUGH = 75  # per cent, rapidfuzz.fuzz.ratio
MOST_MEANT = 3


def core(name: str) -> str:
    """Return the name of an authority as compared, without what councils put round it.

    Examples
    --------
    >>> core("Powys County Council"), core("Cyngor Sir Benfro"), core("Sir Benfro")
    ('powys', 'benfro', 'benfro')
    """
    bare = AFTER.sub("", fold(name))
    while shorter := BEFORE.match(bare):
        bare = bare[shorter.end() :]
    return bare


@cache
def load_aliases(data_dir: Path) -> tuple[tuple[str, str], ...]:
    """Return further names of areas, each with the code: ``area_aliases.csv``."""
    path = data_dir / "area_aliases.csv"
    if not path.exists():
        return ()
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    return tuple(zip(rows["name"], rows["area_code"], strict=True))


@dataclass(frozen=True)
class AreaNames:
    """Which area is meant by a text.

    ``labels`` holds the areas' names by code; ``known`` the code by each name as it is
    compared; ``cores`` the authority by what is left of its names.
    """

    labels: Mapping[str, Label]
    known: Mapping[str, str]
    cores: Mapping[str, str]

    def code(self, text: str) -> str | None:
        """Return the code of the area that a text names; None if it names none.

        A code, a name in either language or a short form, in any case and spelling of
        its signs; an authority also with "County Council", "Cyngor", "City of" or the
        like about it. Never the nearest.
        """
        if text.strip().upper() in self.labels:
            return text.strip().upper()
        return self.known.get(fold(text)) or self.cores.get(core(text))

    def near(self, text: str, codes: Iterable[str] | None = None) -> tuple[str, ...]:
        """Return the names, of these areas or of all, that a text may be a slip of."""
        wanted = set(self.labels if codes is None else codes)
        names = {
            fold(name): name
            for code, label in self.labels.items()
            for name in (label.cy, label.en)
            if code in wanted
        }
        for asked in (fold(text), core(text)):
            found = process.extract(
                asked,
                names.keys(),
                scorer=fuzz.ratio,
                limit=MOST_MEANT,
                score_cutoff=LIKE_ENOUGH,
            )
            if found:
                return tuple(names[one[0]] for one in found)
        return ()


def _cores(
    layers: Mapping[str, Layer], aliases: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    authorities = layers[BASE_LAYER].areas if BASE_LAYER in layers else {}
    for code, area in authorities.items():
        yield from ((core(name), code) for name in (area.label.en, area.label.cy))
    yield from ((core(name), code) for name, code in aliases if code in authorities)


def area_names(
    labels: Mapping[str, Label],
    layers: Mapping[str, Layer],
    aliases: Iterable[tuple[str, str]] = (),
) -> AreaNames:
    """Return the names of areas, to find the one that a text means.

    ``labels`` holds every area's names by its code, and where two share one the first
    has it; ``aliases`` further names, each with a code.

    Examples
    --------
    >>> names = area_names({"W92000004": Label("All Wales", "Cymru gyfan")}, {})
    >>> names.code("cymru  GYFAN"), names.code("w92000004"), names.near("All Wale")
    ('W92000004', 'W92000004', ('All Wales',))
    """
    known: dict[str, str] = {}
    for code, label in labels.items():
        for name in (label.en, label.cy):
            known.setdefault(fold(name), code)
    told = [(name, code) for name, code in aliases if code in labels]
    for name, code in told:
        known.setdefault(fold(name), code)
    return AreaNames(labels, known, dict(_cores(layers, told)))
