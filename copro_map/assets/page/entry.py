"""The page of an entry: what is known of it, and how to have it corrected."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

import streamlit as st

from copro_map.assets.charts import cards
from copro_map.assets.charts.entry import Entry
from copro_map.base.i18n import t
from copro_map.frame import cache


def entry_page(entry: Entry) -> None:
    """Draw everything known about an entry."""
    st.html(f"<h1>{cards.say(entry.name, 'span')}</h1>{cards.full_card(entry)}")


def report_fault(entry: Entry) -> None:
    """Say how to have an entry corrected or taken out."""
    contact = cache.settings().contact
    words = t(
        "Is something wrong or out of date, or is this yours? Tell the steward of this "
        "map, and name the entry: {id}",
        id=entry.id,
    )
    subject = quote(f"copro_map: {entry.id}")
    link = f'<a href="mailto:{escape(contact)}?subject={subject}">{escape(contact)}</a>'
    address = f" {link}" if contact else ""
    heading = escape(t("Tell us this is wrong"))
    st.html(f'<h2>{heading}</h2><p class="note">{escape(words)}{address}</p>')
