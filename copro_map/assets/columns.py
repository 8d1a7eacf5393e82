"""The columns that a file of entries may have, and what people call them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from copro_map.assets.rules.fields import FIELDS
from copro_map.base.i18n import N_
from copro_map.files.headings import DEMONSTRATION
from copro_map.files.tables import names_beside
from copro_map.files.told import Wanted

# What says where an entry is, besides its fields: it is read, and not kept.
ADDRESS, POINT = "address", "point"
BESIDES = (
    Wanted(
        ADDRESS,
        (
            *("full address", "postal address", "address (with postcode)", "location"),
            *("venue address", "street address", "street", "address 1"),
            *("contact address", "charity contact address", "physical address"),
            *("address line 1", "address1", "charity contact address1"),
            *("contact address1", "site address", "addr full"),
            *("cyfeiriad", "cyfeiriad llawn", "cyfeiriad post", "lleoliad"),
        ),
    ),
    Wanted(
        POINT,
        (
            *("wkt", "geometry", "geom", "geo", "geopoint", "coordinates", "coord"),
            "lat long",
        ),
    ),
)
# What people call each, where it is asked what a column is.
LABELS: Mapping[str, str] = {
    "id": N_("Its id, if it has one"),
    "kind": N_("Kind"),
    "practitioner_type": N_("Organisation, team or person"),
    "name_en": N_("Name in English"),
    "name_cy": N_("Name in Welsh"),
    "description_en": N_("Description in English"),
    "description_cy": N_("Description in Welsh"),
    "organisation": N_("Run by"),
    "sector": N_("Sector"),
    "themes": N_("Themes"),
    "stages": N_("Stages"),
    "place": N_("Place"),
    "postcode": N_("Postcode"),
    "local_authority": N_("Local authority"),
    "longitude": N_("Longitude"),
    "latitude": N_("Latitude"),
    "serves": N_("Serves"),
    "start_year": N_("First year"),
    "end_year": N_("Last year"),
    "website": N_("Website"),
    "exchange_type": N_("What is offered or asked for"),
    "way": N_("In person, online, or either"),
    "spoken": N_("In which language"),
    "capacity": N_("For how many at a time"),
    "opens": N_("First day"),
    "closes": N_("Last day"),
    "source_url": N_("Source: a web address"),
    "source_date": N_("Date of the source"),
    "contact_email": N_("Contact: e-mail address"),
    "contact_language": N_("Contact: language"),
    "contact_source": N_("Contact: where it was found"),
    ADDRESS: N_("Address, with a postcode or a town"),
    POINT: N_("Longitude and latitude in one cell"),
}
PLACE_IN_WORDS = "place_in_words"  # in an export, beside the place as it is kept
MUST = ("kind", "source_url")
NAMES = ("name_en", "name_cy", "organisation")


def beside(layers: Iterable[str]) -> tuple[str, ...]:
    """Return the columns of an export that say again what others say, for people."""
    others = [layer for layer in layers if layer != "local_authority"]
    codes = (*others, "local_authority", "serves", "kind", "themes")
    names = map(names_beside, codes)
    return ("distance_km", "group", PLACE_IN_WORDS, *others, *names)


def wanted(layers: Iterable[str], *, demonstration: bool = False) -> Sequence[Wanted]:
    """Return the columns of a file of entries, each with its names.

    ``demonstration``: the mark of one is known, as its own export has it.
    """
    fields = [
        Wanted(field.column, (field.name, *field.names), field.column in MUST)
        for field in FIELDS
    ]
    derived = [Wanted(name) for name in beside(layers)]
    mark = [Wanted(DEMONSTRATION)] if demonstration else []
    return (*fields, *BESIDES, *derived, *mark)
