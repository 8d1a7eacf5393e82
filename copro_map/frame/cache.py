"""What is kept between runs: frames and payloads, keyed by the data's revision."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from copro_map.base.config import Settings, load_settings
from copro_map.base.definitions import Definitions, load_definitions
from copro_map.geography.areas import Layer, load_layers
from copro_map.geography.gazetteer import load_gazetteer


def settings() -> Settings:
    """Return the installation's settings."""
    return load_settings()


def definitions() -> Definitions:
    """Return kinds, themes and the other vocabularies."""
    return load_definitions(settings().data_dir)


def layers() -> dict[str, Layer]:
    """Return the boundary layers."""
    return load_layers(settings().boundaries_dir, settings().data_dir)


KEYED: dict[str | type[Any], Callable[[Any], Any]] = {Settings: repr}


@st.cache_data(show_spinner=False, max_entries=2, hash_funcs=KEYED)
def _place_names(where: Settings) -> list[str]:
    names = load_gazetteer(where).names.values()
    labels = (candidate.name for found in names for candidate in found)
    return sorted({text for label in labels for text in (label.en, label.cy)})


def place_names() -> list[str]:
    """Return the names of settlements and areas in both languages, to choose from."""
    return _place_names(settings().reference)
