"""How the fields of a version are laid out: in which order, and what each is called."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from copro_map.assets.rules.fields import FIELDS, Field
from copro_map.base.i18n import N_

# What has no label of its own on a card, or another one before it is there.
CALLED = {
    "kind": N_("Kind"),
    "practitioner_type": N_("Type of practitioner"),
    "name": N_("Name"),
    "description": N_("Description"),
    "themes": N_("Themes"),
    "stages": N_("Done together with citizens"),
    "place": N_("Town or village"),
    "served": N_("Serves"),
    "start_year": N_("First year"),
    "end_year": N_("Last year"),
    "exchange_category": N_("What is offered or asked for"),
    "opens": N_("Open from"),
    "closes": N_("Open until"),
    "source_url": N_("Source"),
    "source_date": N_("Date of the source"),
}
LANGUAGES = ("cy", "en")
# What an entry says of where it is and how it came here: told apart, or not told.
UNSAID = ("id", "origin", "postcode", "local_authority", "longitude", "latitude")


def parted(name: str) -> tuple[str, str]:
    """Return a field's name without its language, and the language; "" if in none.

    Examples
    --------
    >>> parted("name_cy"), parted("place")
    (('name', 'cy'), ('place', ''))
    """
    base, _, language = name.rpartition("_")
    return (base, language) if language in LANGUAGES else (name, "")


def called(field: Field) -> str:
    """Return the message by which a field is called, whichever language it is in.

    Examples
    --------
    >>> [called(x) for x in FIELDS if x.name in ("name_cy", "website")]
    ['Name', 'Website']
    """
    base, _ = parted(field.name)
    return CALLED.get(base) or field.label or field.question or field.name


def laid_out(given: Collection[str]) -> Iterator[tuple[Field, ...]]:
    """Yield the fields of which some are given, those of two languages together.

    Examples
    --------
    >>> [[x.name for x in fields] for fields in laid_out({"place", "name_cy"})]
    [['name_en', 'name_cy'], ['place']]
    """
    rows: dict[str, list[Field]] = {}
    for field in FIELDS:
        if field.name not in UNSAID and field.holds != "contact":
            rows.setdefault(parted(field.name)[0], []).append(field)
    for fields in rows.values():
        if {x.name for x in fields} & set(given):
            yield tuple(fields)
