"""What could not be met, and the text for a newsletter that asks for help with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import streamlit as st

from copro_map.base.i18n import N_, current_language, t
from copro_map.base.names import COUNCIL_LAYER
from copro_map.base.today import current_day
from copro_map.exchange import cached
from copro_map.exchange.digest import digest
from copro_map.exchange.page.naming import days_since, named
from copro_map.exchange.rules.needs import Need
from copro_map.frame import cache, components
from copro_map.frame.heads import own_address
from copro_map.people.rules.permissions import Actor, may
from copro_map.search.cached import assets

WHY = {
    "isolated": N_("No open offer suits it."),
    "crowded_out": N_("Offers suit it, and others need them all."),
}
LANGUAGES = (("cy", N_("In Welsh")), ("en", N_("In English")))
MOST = 30


def _need(one: Need) -> dict[str, object]:
    day = current_day()
    since = (day - timedelta(days=one.days)).isoformat() if one.days else ""
    return {
        **named(one.request),
        "why": t(WHY[one.why]),
        "since": days_since(since, day),
    }


def _newsletter(needs: Sequence[Need]) -> None:
    """Draw the text in both languages, to copy, and as a file."""
    made = digest(cache.settings(), assets(), needs, current_day(), own_address())
    components.heading(t("Please help: for a newsletter"), 3)
    components.paragraph(
        t(
            "Copy it into a newsletter, in both languages. Requests that it names: "
            "{n}, first those whose people can be written to, then those that have "
            "waited longest. It holds nobody's address.",
            n=made.named,
        )
    )
    own_first = sorted(LANGUAGES, key=lambda x: x[0] != current_language())
    for column, (language, label) in zip(st.columns(2), own_first, strict=True):
        with column:
            components.paragraph(t(label), "desk-label")
            st.code(
                made.text.text(language), language=None, wrap_lines=True, height=320
            )
    components.download(
        t("Download as text"),
        made.as_file,
        "please-help.txt",
        key="please_help",
        about=t("Both languages in one file, Welsh first."),
    )


def needs_of(who: Actor) -> tuple[Need, ...]:
    """Return the requests that nobody can meet: an officer's are of their areas."""
    found = cached.needs()
    if may(who, "introduce"):
        return found
    council = cache.layers()[COUNCIL_LAYER].areas
    own = [x for code in who.areas for x in council[code].members]
    return tuple(one for one in found if one.within(own))


def draw(needs: Sequence[Need]) -> None:
    """Draw the requests that nobody can meet, the longest first, and the text."""
    if not needs:
        components.paragraph(
            t(
                "Every open request has an offer that suits it. When one has none, it "
                "stands here, with a text that asks for help in a newsletter."
            ),
            "note",
        )
        return
    _newsletter(needs)
    components.heading(t("What could not be met"), 3)
    components.show("exchange/not_met.html", needs=[_need(one) for one in needs[:MOST]])
    if len(needs) > MOST:
        components.paragraph(
            t("These come after them: {n}", n=len(needs) - MOST), "muted"
        )
