"""What is kept between runs: frames and payloads, keyed by the data's revision."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from copro_map.config import Settings, load_settings
from copro_map.definitions import Definitions, load_definitions
from copro_map.geography.areas import Layer, load_layers
from copro_map.i18n import current_language
from copro_map.model import Query
from copro_map.services import drawing
from copro_map.services.search import Answer, all_assets, data_revision, search


def settings() -> Settings:
    """Return the installation's settings."""
    return load_settings()


def definitions() -> Definitions:
    """Return kinds, themes and the other vocabularies."""
    return load_definitions(settings().data_dir)


def layers() -> dict[str, Layer]:
    """Return the boundary layers."""
    return load_layers(settings().boundaries_dir, settings().data_dir)


@st.cache_data(show_spinner=False, max_entries=4)
def _assets(_settings: Settings, database: str, revision: int) -> pd.DataFrame:
    return all_assets(_settings)


def assets() -> pd.DataFrame:
    """Return every published entry, as of the latest change to the database."""
    where = settings()
    return _assets(where, str(where.database), data_revision(where))


def answer(query: Query) -> Answer:
    """Return the entries that answer a query."""
    return search(settings(), query, assets())


@st.cache_data(show_spinner=False, max_entries=32)
def _base(_settings: Settings, boundaries: str, layer: str, language: str) -> str:
    return drawing.base_of_layer(_settings, layer)


def base_payload(layer: str) -> str:
    """Return the drawing of a layer's boundaries in the current language."""
    where = settings()
    return _base(where, str(where.boundaries_dir), layer, current_language())


@st.cache_data(show_spinner=False, max_entries=256)
def _picture(
    _settings: Settings,
    codes: tuple[str, ...],
    points: tuple[tuple[float, float, str], ...],
    title: str,
) -> str:
    return drawing.picture_of_wales(_settings, codes, points, title)


def picture(
    codes: tuple[str, ...], points: tuple[tuple[float, float, str], ...], title: str
) -> str:
    """Return a still map of Wales as SVG: areas tinted, points drawn."""
    return _picture(settings(), codes, points, title)
