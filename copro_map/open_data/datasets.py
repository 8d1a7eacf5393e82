"""The data sets that anybody may have whole: what each is, and its columns."""

from __future__ import annotations

from copro_map.base.config import Settings, once
from copro_map.base.i18n import N_, in_both
from copro_map.open_data.areas import areas_columns, areas_parts, areas_shapes
from copro_map.open_data.columns import Column as Column
from copro_map.open_data.columns import Dataset as Dataset
from copro_map.open_data.columns import Holds as Holds
from copro_map.open_data.entries import entries_columns, entries_parts
from copro_map.open_data.events import events_columns, events_parts
from copro_map.open_data.gaps import gaps_columns, gaps_parts
from copro_map.open_data.indicators import indicators_columns, indicators_parts

FORMATS = ("csv", "geojson", "json", "parquet", "xlsx")
NAMES = ("entries", "areas", "indicators", "gaps", "events")


@once
def datasets(settings: Settings) -> tuple[Dataset, ...]:
    """Return the data sets of an installation; its layers and vocabularies are files.

    Each is called as in ``NAMES``, in that order.
    """
    entries = Dataset(
        "entries",
        in_both(N_("Entries of the asset map of co-production in Wales")),
        in_both(
            N_(
                "Practitioners, projects, offers and requests: what each is called, "
                "what it is about, where it is and whom it serves."
            )
        ),
        in_both(
            N_(
                "Not every one that there is in Wales: what the Network, its members "
                "and visitors have entered. Of persons only what each of them agreed "
                "to. Nobody's e-mail address or telephone number; nothing that was "
                "taken off the map or waits to be checked."
            )
        ),
        ("id",),
        entries_columns(settings),
        entries_parts,
        has_points=True,
        is_large=True,
    )
    areas = Dataset(
        "areas",
        in_both(N_("Areas of Wales, with their entries")),
        in_both(
            N_(
                "Local authorities and the areas that are made of them: names, "
                "residents, how many entries are based there or serve them."
            )
        ),
        in_both(
            N_(
                "Entries that have ended are not counted. Outlines are simplified: "
                "they may lie up to 160 m from the true line. Files without outlines "
                "have a point inside each area."
            )
        ),
        ("code",),
        areas_columns(settings),
        areas_parts,
        shapes=areas_shapes,
    )
    indicators = Dataset(
        "indicators",
        in_both(N_("Indicators of the programme, and where they stand")),
        in_both(
            N_(
                "Each indicator with its value, its target and how far it is, as at "
                "the day of the file."
            )
        ),
        in_both(
            N_(
                "No reply of anybody: where too few people replied, there is no "
                "figure, and where nearly all or hardly any said so, a bound. A "
                "missing figure is never 0."
            )
        ),
        ("code",),
        indicators_columns(settings),
        indicators_parts,
    )
    gaps = Dataset(
        "gaps",
        in_both(N_("Entries in each area beside what would be usual")),
        in_both(
            N_(
                "For each area and kind of entry: how many there are, how many would "
                "be usual for so many residents, and what chance alone allows."
            )
        ),
        in_both(
            N_(
                "A low figure follows what somebody has looked up and entered, not "
                "what is done there. Entries that have ended are not counted. Without "
                "outlines: join them by the code of the area."
            )
        ),
        ("layer", "area_code", "kind"),
        gaps_columns(settings),
        gaps_parts,
    )
    return entries, areas, indicators, gaps, _events(settings)


def _events(settings: Settings) -> Dataset:
    return Dataset(
        "events",
        in_both(N_("Events of co-production in Wales")),
        in_both(
            N_(
                "Meetings, training days, co-design and celebrations: when and where "
                "each is or was, in which language, and how many came."
            )
        ),
        in_both(
            N_(
                "Nobody who booked or came is in it, and no address of an organiser. "
                "What was cancelled or moved stays in it, and says so. What waits to "
                "be looked at is not in it."
            )
        ),
        ("id",),
        events_columns(settings),
        events_parts,
        has_points=True,
    )
