"""What is said of an answer, on the page and on the command line."""

from __future__ import annotations

from collections.abc import Mapping

from copro_map.base.definitions import Definitions
from copro_map.base.i18n import N_, t
from copro_map.geography.areas import Layer
from copro_map.geography.gazetteer import label_of
from copro_map.search.headings import place_names
from copro_map.search.rules.query import FILTERS, Query
from copro_map.search.search import Answer, facet_labels
from copro_map.search.ways_on import Pin

# What the parts of a question are called, in the order in which they are shown.
FIELD_NAMES = {
    "text": N_("Search words"),
    "near": N_("Near"),
    "areas": N_("Area"),
    "kinds": N_("Kind"),
    "themes": N_("Theme"),
    "sectors": N_("Sector"),
    "types": N_("Type of practitioner"),
    "stages": N_("Done together with citizens"),
    "checked": N_("Checked"),
    "categories": N_("Category"),
    "ways": N_("How it is done"),
    "spoken": N_("In which language"),
    "languages": N_("Written in"),
    "open_only": N_("Open now"),
    "ended": N_("What has ended too"),
    "box": N_("Part of the map"),
}
# What home asks, and what it is about.
HOME = (
    N_("Who works together with people near you?"),
    N_(
        "Groups, projects and services in Wales that plan and act together with "
        "citizens."
    ),
)
# What became of the place, and what happens next.
PLACE_PROBLEMS = {
    "outside_wales": N_(
        "{place}: outside Wales. This map holds Wales alone, so what serves all Wales "
        "comes first below, then the rest. Is there a town in Wales nearby?"
    ),
    "unknown": N_(
        "{place}: not known. What serves all Wales comes first below, then the rest. "
        "Check the spelling, or try a town nearby."
    ),
    "meant": N_(
        "{place}: not known. What serves all Wales comes first below, then the rest. "
        "Did you mean one of these?"
    ),
    "ambiguous": N_(
        "{place}: there are several places of this name, and all of them are searched. "
        "Which one do you mean?"
    ),
}
# What is said to a program, which is not answered where the place is not known.
NOT_FOUND = {
    "outside_wales": N_(
        "{place}: outside Wales, and this map holds Wales alone. Name a place in Wales."
    ),
    "unknown": N_(
        "{place}: not known. Give a postcode, or the authority after a comma."
    ),
    "meant": N_("{place}: not known. Did you mean: {candidates}?"),
}
NEAR_PLACE = N_("{words}, near or serving {place}"), N_("near or serving {place}")
IN_AREA = N_("{words}, in or serving {place}"), N_("in or serving {place}")


def _meaning(answer: Answer, layers: Mapping[str, Layer]) -> str:
    """Return what is looked for and where: "young people, near or serving Swansea"."""
    words, names = answer.understood.words, place_names(answer, layers)
    if not names:
        return words
    place = names[0] if len(names) == 1 else answer.understood.place
    is_point = any(one.point for one in answer.asked.places)
    with_words, alone = NEAR_PLACE if is_point else IN_AREA
    return t(with_words if words else alone, words=words, place=place)


def reading_in_words(answer: Answer, layers: Mapping[str, Layer]) -> str:
    """Return which of the words are a place and which are left out; empty if none."""
    understood = answer.understood
    if answer.query.near or not (understood.place or understood.left_out):
        return ""
    told = t("Understood as: {meaning}.", meaning=_meaning(answer, layers))
    words = ", ".join(understood.left_out)
    return f"{told} {t('Not looked for: {words}.', words=words)}" if words else told


def begun_in_words(answer: Answer, layers: Mapping[str, Layer]) -> str:
    """Return which place a name was taken for that was not typed to its end."""
    place, names = answer.place, place_names(answer, layers)
    if place is None or not place.begun:
        return ""
    typed = answer.understood.place.strip()
    return t("{typed}: taken for {place}.", typed=typed, place="; ".join(names))


def problem_in_words(answer: Answer, asked: str) -> str:
    """Return what is wrong with the place and what happens next; empty if nothing.

    ``asked`` is the place as it was typed, made fit for where it is shown.
    """
    place = answer.place
    if place is None or place.status == "found":
        return ""
    is_meant = place.status == "unknown" and place.candidates
    problem = PLACE_PROBLEMS["meant" if is_meant else place.status]
    return t(problem, place=asked)


def pin_in_words(pin: Pin, km: int) -> str:
    """Return that nobody stands on the map within a radius, and who is nearest."""
    return t(
        "Nobody on the map within {km} km. Nearest: {where}, {away} km.",
        km=km,
        where=pin.where,
        away=f"{pin.km:g}",
    )


def _value_in_words(
    query: Query, field: str, definitions: Definitions, layers: Mapping[str, Layer]
) -> str:
    value = getattr(query, field)
    if field in ("text", "near"):
        return str(value)
    if field == "areas":
        return ", ".join(label_of(layers, code).text() for code in value)
    names = facet_labels(definitions).get(field, {})
    return ", ".join(names[one].text() for one in value) if names else ""


def filters_in_words(
    query: Query, definitions: Definitions, layers: Mapping[str, Layer]
) -> dict[str, str]:
    """Return the filters of a question that are set, each in words."""
    active = {}
    for field in FILTERS:
        if query.without(field) != query:
            value = _value_in_words(query, field, definitions, layers)
            name = t(FIELD_NAMES[field])
            active[field] = f"{name}: {value}" if value else name
    return active


def values_in_words(
    query: Query, definitions: Definitions, layers: Mapping[str, Layer]
) -> list[str]:
    """Return what a question narrows by: "food", "Offers", "Open now"; no names."""
    return [
        _value_in_words(query, field, definitions, layers) or t(FIELD_NAMES[field])
        for field in FILTERS
        if query.without(field) != query
    ]
