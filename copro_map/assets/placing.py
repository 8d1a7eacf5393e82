"""Where the rows of a file of entries are, and what of it a steward should look at."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pandas as pd

from copro_map.assets.rules.records import Location
from copro_map.base.i18n import N_
from copro_map.files.columns import split_list
from copro_map.files.rows import Fault, Row
from copro_map.geography.areas import ALL_WALES, BASE_LAYER
from copro_map.geography.batch import in_its_district, locate_many
from copro_map.geography.gazetteer import Gazetteer, parse_postcode
from copro_map.geography.locate import Located, locate_place, locate_postcode

DISAGREES = N_("{place}: lies in {found}, but the file says {declared}.")
BESIDE = N_(
    "{place}: lies in {found}, but the postcode or point of the row in {declared}."
)
OUTSIDE_TOO = N_("{place}: outside Wales, but the postcode is not, and was used.")
OUTSIDE = N_(
    "{place}: outside Wales. The entry has no pin and no authority; it serves what its "
    "row says."
)
NO_POSTCODE = N_(
    "{place}: no such postcode is known. The entry is placed by what else its row says."
)
MEANT = N_("{place}: no such postcode is known. Did you mean {names}?")
FAR_OFF = N_(
    "{place}: no such postcode is known, and what else the row says lies far from "
    "where it would be. The entry is not placed: mend one of the two."
)
UNPLACED = N_("{place}: not in the gazetteer; shown by its authority.")
FACTS = ("postcode", "place", "longitude", "latitude")
PRECISIONS = {"postcode": "postcode", "point": "venue", "place": "place"}
Based = tuple[str | None, Location | None]
NOWHERE: Based = (None, None)


class Places:
    """Where the rows of one file are: all in one batch, each by its surest fact."""

    def __init__(self, gazetteer: Gazetteer, rows: Sequence[Row]) -> None:
        self.gazetteer = gazetteer
        self.notes: list[Fault] = []
        self.code = cache(gazetteer.area_names.code)
        middles = gazetteer.middles
        self.middles = {
            str(code): Location(round(x, 5), round(y, 5), "area")
            for code, x, y in zip(middles.index, middles.x, middles.y, strict=True)
        }
        cells = [
            {c: row.cells.get(c) or None for c in FACTS}
            | {"within": self.declared(row) or ""}
            for row in rows
        ]
        numbers = [row.number for row in rows]
        frame = pd.DataFrame(cells, columns=[*FACTS, "within"], index=numbers)
        told = frame[frame[list(FACTS)].notna().any(axis=1)]
        self.answers = locate_many(gazetteer, told).to_dict("index")
        points = frame.loc[
            frame["postcode"].notna() & frame["longitude"].notna(),
            ["longitude", "latitude"],
        ]
        self.points = locate_many(gazetteer, points).to_dict("index")

    def declared(self, row: Row) -> str | None:
        """Return the code of the authority that a row names."""
        code = self.code(row.cells["local_authority"])
        return None if code == ALL_WALES else code

    def find(self, row: Row) -> Based:
        """Return a row's authority and location, from the surest thing it says."""
        answer = self.answers.get(row.number)
        authority = self.declared(row)
        if answer is None:
            return authority, self.middles[authority] if authority else None
        unknown = self._unknown_postcode(row)
        status, precision = answer["status"], PRECISIONS.get(answer["precision"])
        if status == "found" and precision:
            location = Location(answer["longitude"], answer["latitude"], precision)
            self._note_others(row, answer[BASE_LAYER], location, authority)
            return str(answer[BASE_LAYER]), location
        if status == "outside_wales":
            column = "longitude" if unknown or not row.cells["postcode"] else "postcode"
            self._note(row, column, OUTSIDE)
            return NOWHERE
        if status == "disagrees":
            self._note(row, "postcode", FAR_OFF)
            return NOWHERE
        return self._by_authority(row, authority, unknown)

    def _by_authority(
        self, row: Row, authority: str | None, unknown: str | None
    ) -> Based:
        if authority and row.cells["place"]:
            self._note_unplaced(row, authority)
        if authority and unknown and not self._may_be(unknown, authority):
            self._note(row, "postcode", FAR_OFF)
            return NOWHERE
        return authority, self.middles[authority] if authority else None

    def _may_be(self, postcode: str, authority: str) -> bool:
        return in_its_district(self.gazetteer, postcode, authority)

    def _unknown_postcode(self, row: Row) -> str | None:
        """Return a row's postcode if the directory does not know it, and note that."""
        compact = parse_postcode(row.cells["postcode"])
        if compact is None or compact in self.gazetteer.postcodes.index:
            return None
        found = locate_postcode(self.gazetteer, compact)
        if found.status != "unknown":
            return None
        names = ", ".join(x.name.en for x in found.candidates)
        self._note(row, "postcode", MEANT if names else NO_POSTCODE, names=names)
        return compact

    def _note(self, row: Row, column: str, message: str, **facts: object) -> None:
        place = row.cells[column]
        if column == "longitude":
            place = f"{place}, {row.cells['latitude']}"
        self.notes.append(row.fault(column, message, place=place, **facts))

    def _note_others(
        self, row: Row, found: str, location: Location, declared: str | None
    ) -> None:
        """Note what less sure facts say, where it is something else."""
        point = f"{row.cells['longitude']}, {row.cells['latitude']}"
        used = {"venue": point}.get(
            location.precision, row.cells.get(location.precision, "")
        )
        if declared and found != declared:
            self._note_other(row, "local_authority", used, found, declared)
        other = self.points.get(row.number)
        if other and location.precision == "postcode":
            if other["status"] == "outside_wales":
                self._note(row, "longitude", OUTSIDE_TOO)
            elif (there := str(other[BASE_LAYER])) != found:
                self._note_other(row, "longitude", point, there, found, BESIDE)
        place = row.cells["place"]
        if place and location.precision != "place":
            self._note_far_place(row, place, found)

    def _note_far_place(self, row: Row, place: str, found: str) -> None:
        if locate_place(self.gazetteer, place, within=found).status == "unknown":
            other = locate_place(self.gazetteer, place)
            if other.status == "found" and other.precision == "place":
                there = other.authority or ""
                self._note_other(row, "place", place, there, found, BESIDE)

    def _note_unplaced(self, row: Row, authority: str) -> None:
        found: Located = locate_place(self.gazetteer, row.cells["place"])
        if found.status == "found" and found.authority:
            place = row.cells["place"]
            self._note_other(row, "place", place, found.authority, authority)
        else:
            self._note(row, "place", UNPLACED)

    def _note_other(
        self,
        row: Row,
        column: str,
        place: str,
        found: str,
        declared: str,
        message: str = DISAGREES,
    ) -> None:
        name = self.gazetteer.layers[BASE_LAYER].area_label
        facts = {"found": name(found), "declared": name(declared)}
        self.notes.append(row.fault(column, message, place=place, **facts))

    def served(self, row: Row) -> tuple[str, ...]:
        """Return the codes of the areas that a row says it serves."""
        named = {self.code(name) for name in split_list(row.cells["serves"])}
        everywhere = {ALL_WALES} & {self.code(row.cells["local_authority"])}
        return tuple(sorted(one for one in named | everywhere if one))
