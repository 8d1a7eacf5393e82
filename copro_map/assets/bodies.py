"""What bodies are called in both languages, those too that the map makes by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

import pandas as pd

from copro_map.assets.rules.records import Asset
from copro_map.base.config import Settings, once
from copro_map.base.names import ALL_WALES, BASE_LAYER, fold
from copro_map.geography.gazetteer import Gazetteer, area_labels, load_gazetteer

INITIALS = re.compile(r"\s*(\([^()]+\))$")
COUNCIL = re.compile(r"\b(council|cyngor)\b")


class BodyNames:
    """Finds the Welsh name of a body by its English one, and the other way round.

    ``rows`` has ``name_en`` and ``name_cy`` (``names_of_bodies.csv``). A body that is
    an area of a layer, a board or a voluntary council, has the names of that area; the
    council of an authority has them from the rows, however it is written.
    """

    def __init__(self, rows: pd.DataFrame, gazetteer: Gazetteer) -> None:
        pairs: list[tuple[str, str]] = [
            (str(english), str(welsh))
            for english, welsh in zip(rows["name_en"], rows["name_cy"], strict=True)
        ]
        self.areas = gazetteer.area_names
        self.authorities = gazetteer.layers[BASE_LAYER].areas
        self.of_areas = area_labels(gazetteer.layers)
        self.welsh = {fold(english): welsh for english, welsh in pairs}
        self.pairs = pairs

    @cached_property
    def councils(self) -> dict[str, tuple[str, str]]:
        """Both names of the council of each authority, by the authority's code."""
        return {code: pair for pair in self.pairs if (code := self._authority(pair[0]))}

    @cached_property
    def english(self) -> dict[str, str]:
        """The English name of each body by its Welsh one, as names are compared."""
        areas = [
            (label.en, label.cy)
            for code, label in self.of_areas.items()
            if code not in self.authorities and code != ALL_WALES
        ]
        return {fold(cy): en for en, cy in [*areas, *self.pairs] if fold(cy)}

    def _authority(self, name: str) -> str:
        """Return the authority whose council a name is; empty if it is another body."""
        code = self.areas.code(name) or ""
        is_council = code in self.authorities and COUNCIL.search(fold(name))
        return code if is_council else ""

    def _of_area(self, name: str) -> str:
        """Return the Welsh name of the board or voluntary council of that name."""
        code = self.areas.code(name) or ALL_WALES
        is_body = code not in self.authorities and code != ALL_WALES
        label = self.of_areas[code]
        return label.cy if is_body and label.cy != label.en else ""

    def in_welsh(self, name: str) -> str:
        """Return the Welsh name of a body; empty if none is known.

        Initials in brackets after the name stay: they are its own.
        """
        if found := self.welsh.get(fold(name)):
            return found
        if council := self._authority(name):
            return self.councils[council][1] if council in self.councils else ""
        initials = INITIALS.search(name)
        found = self._of_area(INITIALS.sub("", name))
        return f"{found} {initials[1]}" if found and initials else found

    def with_welsh(self, bodies: Iterable[Asset]) -> Iterator[Asset]:
        """Yield bodies, each with its Welsh name if that is known."""
        for body in bodies:
            name = self.in_welsh(body.text("name_en"))
            given = {**body.given, "name_cy": name} if name else body.given
            yield replace(body, given=given)


@once
def load_body_names(settings: Settings) -> BodyNames:
    """Return the names of bodies of an installation: ``names_of_bodies.csv``."""
    path = settings.data_dir / "names_of_bodies.csv"
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    return BodyNames(rows, load_gazetteer(settings))
