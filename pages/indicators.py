"""Progress: every indicator against its target, and the records that say so."""

import streamlit as st

from copro_map.base.i18n import t
from copro_map.frame import components, frame
from copro_map.indicators import cached
from copro_map.indicators.page import progress
from copro_map.open_data.page.share import share
from copro_map.report.page import files, indicator, says

with frame.page("indicators"):
    st.title(t("Progress"))
    components.lead(
        t(
            "What was promised, where we are, how sure that is, and which records say "
            "so. What nobody has reported is said to be so: it is never 0."
        )
    )
    found = cached.progress(progress.day_asked())
    progress.programme_note(found)
    progress.tally(found)
    files.downloads(found.day)
    share("indicators")
    indicator.charts(found)
    progress.by_area(found)
    progress.as_table(found)
    progress.since_last(found)
    says.network_says(found)
