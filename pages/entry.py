"""Entry: everything known about one, where it is and what it serves."""

import streamlit as st

from copro_map.base.i18n import t
from copro_map.by_link.page.asked import who_is_asked
from copro_map.frame import components, frame
from copro_map.frame.plain import plain_page
from copro_map.open_data.page.share import share
from copro_map.report import cached
from copro_map.search.page import entries
from copro_map.search.page.contacting import write_address
from copro_map.upkeep.page.telling import something_is_wrong

with frame.page("entry"):
    entry_id = entries.asked("id")
    frame.link("pages/asset_map.py", t("Back to the map"), ":material/arrow_back:")
    if not entry_id:
        st.title(t("Entry"))
        st.info(t("Choose an entry on the map or in its list to read it here."))
    else:
        shown = cached.entry(entry_id)
        found = shown.entry
        entries.say_it_led_here(entry_id)
        words, picture = st.columns([3, 2], gap="large")
        with words:
            write = write_address(found)
            bodies = [] if write else who_is_asked(found)
            components.show(
                "report/whole_entry.html", entry=found, write=write, asked=bodies
            )
            if found.kind.id == "project":
                label = t("Self-audit of this project")
                frame.link("pages/audit.py", label, ":material/rule:", entry=entry_id)
            share("entry")
            with st.container(key="yours"):
                entries.is_yours(found)
                something_is_wrong()
            entries.related(shown.same, shown.near)
            plain_page("entry", entry_id)
        with picture:
            entries.picture_of(found)
