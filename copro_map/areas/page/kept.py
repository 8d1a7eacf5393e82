"""Areas kept between runs, by the revision of the data and the day."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from copro_map.areas import area as areas
from copro_map.areas.area import AreaView
from copro_map.assets.page import kept
from copro_map.base.config import Settings
from copro_map.base.i18n import current_language
from copro_map.coverage.face import Said, themes_in_words
from copro_map.coverage.page.kept import KEYED, data_key
from copro_map.frame import cache


@st.cache_resource(show_spinner=False, max_entries=70, hash_funcs=KEYED)
def _cells(where: Settings, area_code: str, *key: object) -> pd.DataFrame:  # noqa: ARG001
    terms = cache.definitions().terms["themes"]
    return areas.themes_of(kept.assets(), area(area_code), list(terms))


def themes(view: AreaView) -> list[Said]:
    """Return what is said of the themes of an area, in the current language."""
    cells = _cells(cache.settings(), view.area.code, *data_key())
    return themes_in_words(cells, cache.definitions())


@st.cache_resource(show_spinner=False, max_entries=70, hash_funcs=KEYED)
def _area(where: Settings, area_code: str, *key: object) -> AreaView:  # noqa: ARG001
    return areas.look_at(where, kept.assets(), area_code)


def area(area_code: str) -> AreaView:
    """Return everything about an area."""
    return _area(cache.settings(), area_code, *data_key(), current_language())
