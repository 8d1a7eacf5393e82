"""Progress: every indicator against its target, and the records that say so."""

import streamlit as st

from copro_map.base.i18n import t
from copro_map.frame import frame
from copro_map.indicators.page import first, progress
from copro_map.open_data.page.share import share
from copro_map.report.page import by_area, files, indicator, says

with frame.page("indicators"):
    st.title(t("Progress"))
    first.style()
    found = progress.asked()
    first.verdict(found)
    with st.container(horizontal=True, key="progress_acts"):
        files.report(found.day)
        progress.choose_day(found.day)
        files.others(found.day)
        share("indicators")
    first.said(found)
    view = progress.view_asked(found)
    drawn = {**progress.DRAWN, "rows": indicator.rows, "area": by_area.by_area}
    drawn[view](found)
    says.network_says(found)
