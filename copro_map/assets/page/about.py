"""Where the data come from: each source with its date, licence and limits."""

from __future__ import annotations

from html import escape

import streamlit as st

from copro_map.assets.charts import cards
from copro_map.assets.charts.entry import Spoken
from copro_map.base.definitions import Source
from copro_map.base.i18n import long_date, t
from copro_map.frame import cache


def _source(source: Source) -> str:
    facts = (
        (t("Publisher"), escape(source.publisher.text())),
        (t("Release"), escape(source.release.text())),
        (t("Retrieved"), long_date(source.retrieved)),
        (t("Licence"), escape(source.licence.text())),
        (t("Attribution"), cards.say(Spoken(source.attribution, "en"), "span")),
        (t("Address"), cards.link(source.url, source.url)),
        (t("Limits"), escape(source.limits.text())),
    )
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{value}</dd>" for name, value in facts)
    return (
        f'<section class="source"><h3>{escape(source.label.text())}</h3>'
        f'<dl class="facts">{rows}</dl></section>'
    )


def sources(*source_ids: str) -> None:
    """Draw the provenance of data sets, from their definition files."""
    known = cache.definitions().sources
    st.html("".join(_source(known[source_id]) for source_id in source_ids))


def layer_sources() -> None:
    """Draw the provenance of every boundary layer, from its definition file."""
    st.html("".join(_source(layer.source) for layer in cache.layers().values()))
