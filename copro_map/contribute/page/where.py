"""Where is it, and whom does it serve? Said back at once, and marked on our own map."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from copro_map.base.i18n import N_, t
from copro_map.base.names import ALL_WALES, BASE_LAYER
from copro_map.contribute import cached
from copro_map.contribute.making import where_is
from copro_map.contribute.page.filling import Filling
from copro_map.contribute.page.questions import question, tell
from copro_map.contribute.page.terms import terms
from copro_map.contribute.rules.places import Choice, Found, WhereError
from copro_map.contribute.rules.steps import is_person
from copro_map.contribute.rules.terms import is_exchange
from copro_map.drawing.boundaries import Box
from copro_map.frame import cache, components, state
from copro_map.frame.councils import area_name
from copro_map.frame.filling import draw
from copro_map.search import cached as cached_entries
from copro_map.search.page.pointing import Pin, around, box_of, draw_map, middle_button
from copro_map.search.page.understood import plain

EXAMPLES = "SY23 1AB, Aberaeron"
EXACTLY = {
    "venue": N_("The map shows exactly this point."),
    "postcode": N_("The map shows the middle of this postcode."),
    "place": N_("The map shows the middle of the town or village."),
    "district": N_("The map shows the middle of the postcodes that begin like this."),
    "area": N_("The map shows the middle of the authority, and says so."),
}
ALL_KEY = "contribute_all_wales"


def _key(filling: Filling, name: str) -> str:
    """Return the key of a widget that another form of this visit does not share."""
    return f"contribute_{name}_{filling.number}"


def _marked_for(filling: Filling) -> None:
    """Take the point away once another place is written: it was marked for that one."""
    key, text = _key(filling, "marked_for"), str(filling.fields.get("where") or "")
    if st.session_state.setdefault(key, text) != text:
        st.session_state[key] = text
        if filling.fields.get("point"):
            filling.change("point", "")


def _choose(filling: Filling, one: Choice) -> None:
    st.session_state[_key(filling, "marked_for")] = one.text
    filling.change("where", one.text)
    filling.change("point", one.point)


def _say_wrong(filling: Filling, error: WhereError) -> None:
    """Say why it is no one place in Wales, and draw those that may be meant."""
    # What somebody wrote is no Markdown: a draft's address may be handed on.
    facts = {x: plain(y) if isinstance(y, str) else y for x, y in error.facts.items()}
    st.warning(t(error.message, **facts), icon=":material/info:")
    with st.container(horizontal=True):
        for number, one in enumerate(error.choices):
            st.button(
                plain(one.label.text()),
                key=_key(filling, f"choose_{number}"),
                on_click=partial(_choose, filling, one),
            )
        if filling.fields.get("point") and not error.choices:
            st.button(
                t("Take the point away"),
                key=_key(filling, "no_point"),
                on_click=partial(filling.change, "point", ""),
            )


def _how_exactly(found: Found, person: bool) -> str:
    """Return how exactly the map will show it."""
    if found.district and person:
        return t(
            "The map shows your postcode district alone, and never your whole "
            "postcode or your address: {district}",
            district=found.district,
        )
    if person:
        return t("The map shows your local authority alone, and nothing more exact.")
    return t(EXACTLY[found.location.precision])


def _say_back(found: Found, person: bool) -> None:
    """Say what was understood: the place, and the areas in which it lies."""
    place = found.place.text() if found.place else found.district
    areas = ", ".join(one.text() for one in found.names)
    exactly = _how_exactly(found, person)
    components.show("contribute/found.html", place=place, areas=areas, exactly=exactly)


def _ask_where(filling: Filling) -> Found | None:
    """Draw the field of the place; return what was found, if it was."""
    person = is_person(filling.fields)
    draw(
        st.text_input,
        question(filling, "postcode"),
        filling,
        "where",
        "",
        placeholder=EXAMPLES,
        help=t("A postcode, or a town or village."),
        autocomplete="off",
    )
    _marked_for(filling)
    tell(filling, "where")
    try:
        found = where_is(cache.settings(), filling.fields)
    except WhereError as error:
        is_said = filling.fields.get("where") or filling.fields.get("point")
        if is_said or "where" in filling.refused:
            _say_wrong(filling, error)
        return None
    if found:
        _say_back(found, person)
    elif filling.entry:
        _, where = cached_entries.known().shown(filling.entry)
        words = t(
            "It is shown here: {place}. Leave this empty if that is right.", place=where
        )
        if not where.en:
            words = t("It has no single place. Leave this empty if that is right.")
        components.paragraph(words, "muted")
    return found


def _stands(filling: Filling, found: Found | None) -> tuple[Pin, Box | None]:
    """Return what the map draws, and the part of it that is shown.

    What was found; else where the entry that is mended stands now, if it does.
    """
    kind = str(filling.fields.get("kind") or next(iter(cache.definitions().kinds)))
    if found:
        at, areas = found.location, found.areas
        x, y, is_rough = at.longitude, at.latitude, at.precision == "area"
    elif filling.published and filling.published.row.precision:
        row = filling.published.row
        x, y, is_rough = row.longitude, row.latitude, row.precision == "area"
        areas = row.areas
    else:
        return Pin(filling.entry, kind), None
    box = box_of((areas[BASE_LAYER],)) if is_rough else around(x, y)
    return Pin(filling.entry, kind, x, y), box


def _unfolds(filling: Filling) -> dict[str, Any]:
    """Return the arguments that fold the map away until it is wanted, or marked."""
    key, wish = _key(filling, "fold"), _key(filling, "unfolded")
    state.put_in(
        key, st.session_state.setdefault(wish, bool(filling.fields.get("point")))
    )

    def turn() -> None:
        st.session_state[wish] = st.session_state[key]

    return {"key": key, "on_change": turn}


def _mark(filling: Filling, found: Found | None) -> None:
    """Draw our own map, folded away until it is wanted, with both ways to mark it."""
    fold = st.expander(
        t("Mark the exact place on the map"),
        icon=":material/pin_drop:",
        **_unfolds(filling),
    )
    if not fold.open:
        return
    take: Callable[[str], None] = partial(filling.change, "point")
    with fold:
        words = t(
            "Click on the place. By keyboard: go to the map with Tab, and move it "
            "with the arrow keys until the place is under the cross. Then press Use "
            "the middle of the map."
        )
        components.paragraph(words, "muted")
        pin, box = _stands(filling, found)
        now = str(filling.fields.get("point") or "")
        draw_map(_key(filling, "map"), pin, box, now, take)
        middle_button(_key(filling, "map"), take)
        draw(
            st.text_input,
            t("The point in numbers"),
            filling,
            "point",
            "",
            placeholder="52.24, -4.26",
            help=t("Clear this to take the point away."),
            autocomplete="off",
        )
        tell(filling, "point")


def _serve_all(filling: Filling, usual: list[str]) -> Callable[[], None]:
    def write() -> None:
        filling.change("served", [ALL_WALES] if st.session_state[ALL_KEY] else usual)

    return write


def _ask_served(filling: Filling, found: Found | None) -> None:
    """Draw whom it serves: where it is, until somebody says otherwise."""
    usual = [*found.serves] if found else []
    chosen = filling.fields.get("served", usual)
    state.put_in(ALL_KEY, ALL_WALES in chosen)
    components.paragraph(question(filling, "served"), "contribute-question")
    if not (found or filling.entry):
        components.paragraph(
            t("One of the two is enough: the place, or the areas."), "muted"
        )
    st.checkbox(area_name(ALL_WALES), key=ALL_KEY, on_change=_serve_all(filling, usual))
    if ALL_WALES in chosen:
        return
    if "contribute_served" not in st.session_state or "served" not in filling.fields:
        state.put_in("contribute_served", [*chosen])
    names = cached.area_names()
    draw(
        st.multiselect,
        t("These areas"),
        filling,
        "served",
        usual,
        options=[*names, *(x for x in chosen if x not in names)],
        format_func=lambda code: names.get(code, code),
        placeholder=t("Local authorities, health boards and others"),
        select_all=False,
    )
    tell(filling, "served")


def where(filling: Filling) -> None:
    """Draw the questions where it is and whom it serves: one of the two is needed.

    Of a new offer or request also how it is done, and when.
    """
    found = _ask_where(filling)
    if not is_person(filling.fields):
        _mark(filling, found)
    _ask_served(filling, found)
    if is_exchange(filling.fields) and not filling.entry:
        terms(filling)
