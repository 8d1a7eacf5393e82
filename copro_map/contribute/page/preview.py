"""Before it is sent: the entry as everybody will see it, or what a mend changes."""

from __future__ import annotations

import streamlit as st

from copro_map.base.i18n import t
from copro_map.base.today import current_day, current_moment
from copro_map.contribute.drafts import ENTRY, SEEN
from copro_map.contribute.page.filling import Filling
from copro_map.contribute.page.walk import go_to
from copro_map.contribute.previewing import as_shown, what_changes
from copro_map.contribute.sending import MeanwhileError, NotReadyError, send
from copro_map.frame import cache, components
from copro_map.frame.pressing import presses, say_what_came
from copro_map.frame.who import visitor
from copro_map.search.page.entries import draw_card


def _send(filling: Filling) -> str:
    """Send what is kept; where it cannot be, show what is to be put right."""
    if filling.receipt:
        return ""
    if filling.unkept or not filling.key:
        filling.change(ENTRY, filling.entry)
    where, now, unkept = cache.settings(), current_moment(), filling.unkept
    try:
        filling.was_sent(send(where, filling.key, now, visitor(), unkept))
    except NotReadyError as error:
        steps = [one.step for one in error.wrong]
        filling.refused |= set(steps)
        go_to(steps[0])
        raise
    except MeanwhileError as error:
        filling.change(SEEN, error.now.version)
        raise
    go_to("send")
    return ""


def _of_mend(filling: Filling) -> None:
    assert filling.published is not None
    rows = what_changes(
        filling.published, filling.fields, cache.definitions(), cache.layers()
    )
    components.heading(t("What you change"), 2)
    if not rows:
        components.paragraph(t("Nothing yet."), "muted")
        return
    components.show("contribute/changes.html", rows=rows)


def _of_new(filling: Filling) -> None:
    components.heading(t("This is how everybody will see it"), 2)
    entry = as_shown(
        cache.settings(),
        filling.fields,
        cache.definitions(),
        cache.layers(),
        current_day(),
    )
    if entry is None:
        words = t("Choose what it is, and you see it here.")
        components.paragraph(words, "muted")
        return
    draw_card(entry)


def preview(filling: Filling) -> None:
    """Draw what will be sent, and the one button that sends it."""
    if filling.published:
        _of_mend(filling)
    else:
        _of_new(filling)
    words = t(
        "Somebody who knows the area reads it first, usually within a few days. Until "
        "then nobody else sees it."
    )
    components.paragraph(words, "muted")
    say_what_came()
    st.button(
        t("Send"),
        key="contribute_send_button",
        type="primary",
        icon=":material/send:",
        on_click=presses(lambda: _send(filling)),
    )
