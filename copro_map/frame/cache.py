"""What is kept between runs: answers, by all that they depend on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Concatenate, Literal, ParamSpec, TypeVar

import streamlit as st

from copro_map.base.config import Settings, load_settings
from copro_map.base.definitions import Definitions, load_definitions
from copro_map.base.i18n import current_language
from copro_map.base.store.connection import data_mark
from copro_map.base.today import current_day
from copro_map.geography.areas import Layer, load_layers
from copro_map.geography.gazetteer import load_gazetteer

P = ParamSpec("P")
R = TypeVar("R")


def settings() -> Settings:
    """Return the installation's settings."""
    return load_settings()


def definitions() -> Definitions:
    """Return kinds, themes and the other vocabularies."""
    return load_definitions(settings().data_dir)


def layers() -> dict[str, Layer]:
    """Return the boundary layers."""
    return load_layers(settings().boundaries_dir, settings().data_dir)


def kept(
    most: int, *on: Literal["data", "language", "day"]
) -> Callable[[Callable[Concatenate[Settings, P], R]], Callable[P, R]]:
    """Keep what a function of the settings returns; all sessions share it uncopied.

    It is kept by the function's other arguments, whose ``repr`` says all that they are,
    and by what it depends ``on``: the mark of the data's state, the language in force,
    the day it is. Without "data" it is made of files alone: the function is then given
    the settings without a database, so that all databases of an installation share it.
    No more than ``most`` are kept, and none of older data. Nobody may change what is
    returned.
    """
    latest: dict[Settings, str] = {}

    def decorate(make: Callable[Concatenate[Settings, P], R]) -> Callable[P, R]:
        @st.cache_resource(show_spinner=False, max_entries=most)
        @wraps(make)
        def keep(*, key: str, _make: Callable[[], R]) -> R:  # noqa: ARG001 - a key
            return _make()

        @wraps(make)
        def ask(*given: P.args, **named: P.kwargs) -> R:
            where = settings() if "data" in on else settings().reference
            mark = data_mark(where) if "data" in on else ""
            if latest.get(where, mark) != mark:
                keep.clear()  # nobody asks for it again, and it may be large
            latest[where] = mark
            language = current_language() if "language" in on else ""
            day = current_day() if "day" in on else None
            key = repr((where, mark, language, day, given, named))
            return keep(key=key, _make=partial(make, where, *given, **named))

        return ask

    return decorate


@kept(2)
def place_names(where: Settings) -> list[str]:
    """Return the names of settlements and areas in both languages, to choose from."""
    names = load_gazetteer(where).names.values()
    labels = (candidate.name for found in names for candidate in found)
    return sorted({text for label in labels for text in (label.en, label.cy)})
