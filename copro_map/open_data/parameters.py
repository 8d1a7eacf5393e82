"""What the map can be asked, described: each parameter with the words it may hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import LANGUAGES, N_, Label, t
from copro_map.base.names import BASE_LAYER
from copro_map.geography.areas import Layer, load_layers
from copro_map.open_data.event_asks import event_parameters
from copro_map.search.face import (
    DEFAULT_KM,
    LARGEST_KM,
    LONGEST_TEXT,
    PARAMS,
    SORTS,
    VOCABULARIES,
)

Schema = dict[str, Any]
# What each field of a question asks, by its name in the record.
ASKS = {
    "text": N_("Words to look for. A place among them is understood as one."),
    "near": N_("A postcode, a town or village: what is based near it or serves it."),
    "km": N_("How far round that place, in kilometres."),
    "layer": N_("Which kind of area a map of the answer shows."),
    "areas": N_("What is based in one of these areas, or serves it, by their codes."),
    "kinds": N_("What kind of entry."),
    "types": N_("What type of practitioner."),
    "sectors": N_("Which sector."),
    "themes": N_("What it is about."),
    "stages": N_("What is done together with citizens."),
    "checked": N_("Whether its owners have confirmed it."),
    "categories": N_("What is offered or asked for."),
    "ways": N_("How it is done: what suits either way suits each."),
    "spoken": N_("In which language it can be done; what can be in both is in each."),
    "languages": N_("In which language it is described."),
    "open_only": N_("1: only what is open now."),
    "ended": N_("1: what has ended too."),
    "box": N_("What has a pin in this box: west, south, east, north, in degrees."),
    "sort": N_("What comes first."),
    "as_typed": N_("1: no word is taken for a place."),
}
# Which part of an answer is wanted: what it says, its least and its most.
IN_PARTS = {
    "limit": (N_("No more entries than this."), 1, 10_000),
    "offset": (N_("Without so many entries of the beginning."), 0, 1_000_000),
}
SPOKEN = N_("The language of the answer.")
# Something to try of each; words of a vocabulary give their first one.
EXAMPLES = {
    "text": "food",
    "near": "SY23 1AB",
    "km": DEFAULT_KM,
    "layer": BASE_LAYER,
    "areas": ["W06000023"],
    "open_only": "1",
    "ended": "1",
    "box": [-4.2, 52.2, -3.8, 52.6],
    "sort": "name",
    "as_typed": "1",
}
NUMBERS = {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4}
ALONE: Mapping[str, Schema] = {
    "text": {"type": "string", "maxLength": LONGEST_TEXT},
    "near": {"type": "string", "maxLength": LONGEST_TEXT},
    "km": {"type": "integer", "minimum": 1, "maximum": LARGEST_KM},
    "open_only": {"type": "string", "enum": ["1"]},
    "ended": {"type": "string", "enum": ["1"]},
    "as_typed": {"type": "string", "enum": ["1"]},
    "box": NUMBERS,
    "sort": {"type": "string", "enum": list(SORTS)},
}


def of_words(words: Mapping[str, Label]) -> Schema:
    """Return the schema of a text that is one of these words; each has its name."""
    named = {word: label.text() for word, label in words.items()}
    return {"type": "string", "enum": list(words), "x-names": named}


def _words(settings: Settings, layers: Mapping[str, Layer]) -> dict[str, Schema]:
    """Return the schema of each field that takes words of ours."""
    definitions = load_definitions(settings.data_dir)
    areas = {x.code: x.label for layer in layers.values() for x in layer.areas.values()}
    found = {
        field: {word: term.label for word, term in definitions.terms[name].items()}
        for field, name in VOCABULARIES.items()
    }
    found["kinds"] = {kind.id: kind.plural for kind in definitions.kinds.values()}
    found["languages"] = {code: Label(x, x) for code, x in LANGUAGES.items()}
    found["areas"] = areas
    several = {
        field: {"type": "array", "items": of_words(words)}
        for field, words in found.items()
    }
    drawn = of_words({layer.id: layer.label for layer in layers.values()})
    return {**several, "layer": {**drawn, "default": BASE_LAYER}}


def _first(field: str, schema: Schema) -> object:
    words = schema["items"]["enum"] if field not in EXAMPLES else ()
    return EXAMPLES.get(field, list(words[:1]))


def parameters(settings: Settings) -> dict[str, dict[str, Any]]:
    """Return what describes each parameter of a question, by its name in an address.

    Several words of one are written with commas between them.
    """
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    schemas = {**ALONE, **_words(settings, layers)}
    found = {
        name: {
            "name": name,
            "in": "query",
            "description": t(ASKS[field]),
            "schema": schemas[field],
            "explode": False,
            "example": _first(field, schemas[field]),
        }
        for field, name in PARAMS.items()
    }
    parts = {name: _part(name, *part) for name, part in IN_PARTS.items()}
    of_events = event_parameters(settings, schemas["areas"])
    return {**found, **parts, **of_events, "lang": spoken()}


def _part(name: str, told: str, least: int, most: int) -> dict[str, Any]:
    """Return what describes a number that says which part of an answer is wanted."""
    return {
        "name": name,
        "in": "query",
        "description": t(told),
        "schema": {"type": "integer", "minimum": least, "maximum": most},
        "example": 100,
    }


def spoken(where: str = "query", name: str = "lang") -> dict[str, Any]:
    """Return what describes the language of an answer, in a path or as a parameter."""
    return {
        "name": name,
        "in": where,
        **({"required": True} if where == "path" else {}),
        "description": t(SPOKEN),
        "schema": {"type": "string", "enum": list(LANGUAGES)},
        "example": "cy",
    }
