"""A question about events in words, as it stands on its buttons and in feeds' names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from copro_map.agenda.rules.asked import Asked
from copro_map.base.config import Settings
from copro_map.base.i18n import long_date, partial_date, t
from copro_map.events.face import event_types
from copro_map.geography.areas import load_layers
from copro_map.geography.gazetteer import label_of


def _types(settings: Settings, asked: Asked) -> str:
    types = event_types(settings)
    return ", ".join(types[one].plural.text() for one in asked.types)


def _areas(settings: Settings, asked: Asked) -> str:
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    return ", ".join(label_of(layers, one).text() for one in asked.areas)


def _near(_settings: Settings, asked: Asked) -> str:
    return t("Within {km} km: {place}", km=asked.km, place=asked.near)


def _since(_settings: Settings, asked: Asked) -> str:
    return t("From: {date}", date=long_date(date.fromisoformat(asked.since)))


def _until(_settings: Settings, asked: Asked) -> str:
    return t("Until: {date}", date=long_date(date.fromisoformat(asked.until)))


def spoken_in_words(language: str) -> str:
    """Return what it is to ask for a language, "cy" or "en"."""
    welsh = language == "cy"
    return t("Can be followed in Welsh") if welsh else t("Can be followed in English")


# What each field says, in the order in which they stand.
SAYS: Mapping[str, Callable[[Settings, Asked], str]] = {
    "text": lambda _, asked: asked.text,
    "types": _types,
    "near": _near,
    "areas": _areas,
    "month": lambda _, asked: partial_date(asked.month),
    "since": _since,
    "until": _until,
    "online": lambda _s, _a: t("Online"),
    "spoken": lambda _, asked: spoken_in_words(asked.spoken),
    "past": lambda _s, _a: t("Over"),
}


def in_words(settings: Settings, asked: Asked) -> dict[str, str]:
    """Return what narrows a question, by its field, in the language in force."""
    return {
        name: said(settings, asked)
        for name, said in SAYS.items()
        if getattr(asked, name)
    }
