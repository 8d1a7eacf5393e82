"""Is it one of these? Public entries that may be what somebody is about to add."""

from __future__ import annotations

from functools import partial

import streamlit as st

from copro_map.base.i18n import t
from copro_map.contribute.alike import alike_among
from copro_map.contribute.making import where_is
from copro_map.contribute.page.filling import Filling
from copro_map.contribute.rules.places import Found, WhereError
from copro_map.contribute.rules.steps import Step
from copro_map.frame import cache, components
from copro_map.search import cached


def _where(filling: Filling) -> Found | None:
    try:
        return where_is(cache.settings(), filling.fields)
    except WhereError:
        return None


def alike(filling: Filling, step: Step) -> None:
    """Draw what it may be, until somebody says that it is none; it never blocks.

    Below the name, and below the place once that is known: it then tells more. A press
    on one goes to the form that mends it. What is typed stays in its draft.
    """
    fields = filling.fields
    if filling.entry or fields.get("not_these") or step not in ("name", "where"):
        return
    found = _where(filling)
    if step != ("where" if found else "name"):
        return
    names = [str(fields.get(name) or "") for name in ("name_en", "name_cy")]
    kind = str(fields.get("kind") or "")
    if not (told := alike_among(cached.known(), names, kind, found)):
        return
    with st.container(key="contribute_alike"):
        components.show("contribute/alike.html", found=told)
        st.button(
            t("No, none of these"),
            key=f"contribute_not_these_{filling.number}",
            on_click=partial(filling.change, "not_these", True),
        )
