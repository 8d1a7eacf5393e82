"""Three questions for a meeting about an area, from what is known of it.

What needs an answer most comes first: requests that nobody meets, where nobody has
asked, where the fewest are, who and what is missing. None has a number, so none can
differ from what stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

import pandas as pd

from copro_map.areas.area import AreaView
from copro_map.areas.neighbours import Neighbours
from copro_map.base.definitions import Definitions, load_definitions
from copro_map.base.i18n import sort_key, t
from copro_map.coverage.face import OfArea

MOST_NAMED = 3  # themes, or authorities that have equally few
Row = Mapping[str, Any]  # the published figures of an area
FAR = 50  # percent: so many live within reach at most, where one more is asked for


def _fewest(found: Neighbours) -> str:
    """Return the names of the authorities with the fewest for their size, if few do."""
    names = [one.label.text() for one in found.fewest]
    some = len(names) <= min(MOST_NAMED, len(found.members) - 1)
    return ", ".join(names) if some else ""


def _themes(view: AreaView, definitions: Definitions) -> str:
    """Return the themes that nothing here has; "" if they are none, or many."""
    themes = pd.concat([view.based, view.serving])["themes"]
    had = {theme for row in themes for theme in row}
    labels = definitions.terms["themes"]
    names = [term.label.text() for one, term in labels.items() if one not in had]
    return ", ".join(sorted(names, key=sort_key)) if len(names) <= MOST_NAMED else ""


def _groups(row: Row, definitions: Definitions) -> str:
    missing = row["missing_groups"]
    return ", ".join(
        definitions.label("sector_groups", group).text() for group in missing
    )


def _of_people(row: Row) -> Iterator[str]:
    """Yield what people asked for or said, and whom nobody has asked."""
    if row["isolated"] or row["crowded_out"]:
        yield t("Requests here wait for an offer. Who among us can meet one?")
    if row["knowledge"] == "confirmed_none":
        yield t("People here say that there is none. What would it take to begin?")
    if not row["asked_in"]:
        yield t("Nobody has noted asking people here. Who will ask, whom, and by when?")
    elif row["asked_in"] < row["authorities"]:
        yield t("In some of the authorities nobody has asked yet. Who among us can?")


def _of_numbers(view: AreaView, row: Row, found: Neighbours) -> Iterator[str]:
    """Yield what is thin or missing in what is on the map."""
    definitions = load_definitions(found.own.settings.data_dir)
    if fewest := _fewest(found):
        yield t(
            "The thinnest on the map: {area}. Is there less, or has nobody looked?",
            area=fewest,
        )
    elif row["for_its_size"] == "fewer":
        yield t(
            "The map has fewer here than its size suggests. Is there less, or has "
            "nobody looked?"
        )
    if groups := _groups(row, definitions):
        yield t(
            "Missing on the map: {groups}. Whom do we know among them?", groups=groups
        )
    if view.total and (themes := _themes(view, definitions)):
        yield t(
            "Nothing on the map about: {themes}. Does nobody do this here, or does "
            "nobody know of it?",
            themes=themes,
        )
    if row["reach_percent_10km"] < FAR:
        yield t("Most people here live far from any entry. Where would one help most?")


def _of_entries(view: AreaView) -> Iterator[str]:
    """Yield what can be done with what is here, which can be asked anywhere."""
    if view.total > view.confirmed:
        yield t("Not every entry here is confirmed. Whose owners can we ask today?")
    if len(view.across):
        yield t("What do the neighbours offer that people here could use?")
    yield t("Who among us works this way, and is not on the map yet?")
    yield t("What do people here ask for that nobody has written down?")
    yield t("What works here that others could learn from?")


def questions(
    view: AreaView, covered: OfArea, neighbours: Neighbours
) -> tuple[str, str, str]:
    """Return three questions for a meeting about an area, in the language in force.

    ``covered`` and ``neighbours`` are of the area of ``view``, of the same entries.
    """
    row = covered.figures
    known = (
        *islice(_of_people(row), 2),
        *_of_numbers(view, row, neighbours),
        *_of_entries(view),
    )
    first, second, third, *_ = known
    return first, second, third
