"""Entry: what it is, how to reach it, where it is, and what goes with it."""

import streamlit as st

from copro_map.agenda.page.held import events_of
from copro_map.base.i18n import t
from copro_map.by_link.page.asked import who_is_asked
from copro_map.exchange.page.beside import is_on_board, may_help
from copro_map.frame import frame
from copro_map.frame.plain import plain_page
from copro_map.members.page.since import member_since
from copro_map.open_data.page.share import share
from copro_map.plan.page.beside import research_of
from copro_map.report import cached
from copro_map.report.page import entry as page
from copro_map.search.page import one_entry
from copro_map.search.page.contacting import acts
from copro_map.search.page.entries import asked
from copro_map.upkeep.page.telling import something_is_wrong

with frame.page("entry"):
    entry_id = asked("id")
    page.way_back(is_on_board=is_on_board(entry_id))
    if not entry_id:
        st.title(t("Entry"))
        st.info(t("Choose an entry on the map or in its list to read it here."))
    else:
        shown = cached.entry(entry_id)
        found = shown.entry
        one_entry.say_it_led_here(entry_id)
        words, picture = st.columns([3, 2], gap="large")
        with words:
            page.first(shown)
            member_since(entry_id)
            can_be_done = acts(found)
            reached = any(act.reaches for act in can_be_done)
            with st.container(key="acts", horizontal=True):
                page.acts(shown, can_be_done)
                share("entry")
            page.ask_instead([] if reached else who_is_asked(found))
            page.known(shown)
        with picture:
            page.where(shown)
        research_of(entry_id)
        named = may_help(found, page.entry_path)
        page.beside(shown, named)
        events_of(entry_id)
        page.folds(shown)
        with st.container(key="yours"):
            one_entry.is_yours(found)
            something_is_wrong()
        plain_page("entry", entry_id)
