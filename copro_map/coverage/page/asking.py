"""The part of the desk with gaps: whom we asked, where there is none, whom I know."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import streamlit as st

from copro_map.base.i18n import N_, t
from copro_map.base.names import BASE_LAYER
from copro_map.base.today import current_day, current_moment
from copro_map.coverage import gap_words
from copro_map.coverage.asked import LONGEST, Answer, What, answer, take_back, tell_one
from copro_map.coverage.page import missing
from copro_map.coverage.to_answer import Gap, to_answer
from copro_map.coverage.words import LOOKED_UP, Said
from copro_map.frame import cache, components, frame, queue, state
from copro_map.frame.councils import area_name
from copro_map.frame.pressing import attempt, presses
from copro_map.frame.who import actor
from copro_map.people.rules.permissions import Actor, Belongs, may

DONE = "gap_done"
KNOWN = "known"  # Only what somebody knows is missing.
WHATS = {
    "asked": N_("We asked"),
    "none": N_("There is none here"),
    "known": N_("I know one"),
}
WHOM = N_("Who was asked? What they are, never a name")
WHO_SAYS = N_("Who says so? Their role, never a name")
Gaps = Sequence[Gap]


def _key(name: str, gap: Gap) -> str:
    return f"gap_{name}_{gap.id}"


def theme_name(theme: str) -> str:
    """Return the name of a theme in the current language; of "" that it is all."""
    return gap_words.theme_name(cache.settings(), theme)


def _title(gap: Gap) -> str:
    return f"{area_name(gap.area_code)} · {theme_name(gap.theme)}"


def in_words(gap: Gap) -> dict[str, str | Said]:
    """Return what a gap is called, why it is asked about, what was answered."""
    return {
        "title": _title(gap),
        "why": gap_words.why(gap),
        "answered": gap_words.answered(gap.last),
    }


def _given(name: str, gap: Gap) -> str:
    value = st.session_state.get(_key(name, gap))
    return "" if value is None else str(value)


def _go_on(gap: Gap, gaps: Gaps) -> None:
    """Go to the next gap; an answer for a whole area is one for its themes too."""
    after = gaps[[one.id for one in gaps].index(gap.id) + 1 :]
    left = (one.id for one in after if gap.theme or one.area_code != gap.area_code)
    state.put(entry=next(left, ""))


def _keep(gap: Gap, gaps: Gaps) -> None:
    """Keep the answer that the form holds, and go on; it stays if it is refused."""
    what = _given("what", gap)

    def do() -> str:
        where, who, now = cache.settings(), actor(), current_moment()
        if what == KNOWN:
            told = _given("name", gap), _given("place", gap)
            number = tell_one(where, who, gap.area_code, gap.theme, *told, now)
        else:
            kind: What = "none" if what == "none" else "asked"
            replies = _given("replies", gap) if kind == "asked" else ""
            on, by = _given("on", gap), _given("by", gap)
            given = Answer(gap.area_code, gap.theme, kind, on, by, replies)
            number = answer(where, who, given, now)
        st.session_state[DONE] = number, _title(gap), gap.id
        _go_on(gap, gaps)
        return f"{t(WHATS[what])}: {_title(gap)}."

    attempt(do, typed=" ".join(_given(x, gap) for x in ("by", "name", "place")).strip())


def _fields(gap: Gap, what: str) -> None:
    """Draw what an answer needs besides."""
    if what == KNOWN:
        components.paragraph(
            t(
                "Only the stewards and the officers of this area see this. The "
                "stewards bring it onto the map. Leave out e-mail addresses and "
                "telephone numbers."
            ),
            "desk-quiet",
        )
        for label, name in (
            (t("What is it called?"), "name"),
            (t("Its web page, or where it is"), "place"),
        ):
            st.text_input(
                label, key=_key(name, gap), max_chars=LONGEST, autocomplete="off"
            )
        return
    st.text_input(
        t(WHOM if what == "asked" else WHO_SAYS),
        key=_key("by", gap),
        max_chars=LONGEST,
        autocomplete="off",
        placeholder=t("groups of the food forum")
        if what == "asked"
        else t("development officer"),
    )
    with st.container(horizontal=True):
        st.date_input(
            t("On which day?"),
            current_day(),
            max_value=current_day(),
            key=_key("on", gap),
            format="DD/MM/YYYY",
        )
        if what == "asked":
            st.number_input(
                t("How many replied?"),
                min_value=0,
                value=None,
                step=1,
                key=_key("replies", gap),
            )


def _form(gap: Gap, gaps: Gaps) -> None:
    """Draw the answers that a gap can have, and the fields of the one chosen."""
    whats = [x for x in WHATS if x != "none" or not gap.entries]
    what = st.segmented_control(
        t("What can you say?"),
        whats,
        format_func=lambda x: t(WHATS[x]),
        key=_key("what", gap),
        wrap=True,
    )
    if not what:
        hint = t("Choose an answer. If you have none yet, go on to the next.")
        components.paragraph(hint, "desk-quiet")
        return
    _fields(gap, what)
    st.button(
        t("Keep the answer"),
        type="primary",
        icon=":material/check:",
        key=_key("keep", gap),
        on_click=lambda: _keep(gap, gaps),
    )


def _last() -> None:
    """Draw the last answer of this visit, to be taken back."""
    if DONE not in st.session_state:
        return
    number, title, gap_id = st.session_state[DONE]

    def do() -> str:
        take_back(cache.settings(), actor(), number, current_moment())
        del st.session_state[DONE]
        state.put(entry=gap_id)
        return t("Taken back: {name}.", name=title)

    with st.container(horizontal=True, vertical_alignment="center"):
        components.paragraph(t("Your last answer: {name}", name=title), "desk-done")
        st.button(
            t("Take back"),
            icon=":material/undo:",
            key="gap_undo",
            type="tertiary",
            on_click=presses(do),
        )


def _at(gap: Gap, gaps: Gaps) -> None:
    """Draw a gap, what is known of it, and its answers."""
    left, right = st.columns(2, gap="large")
    with left:
        components.show(
            "coverage/gap.html",
            title=_title(gap),
            said=(
                (t("On the map"), gap_words.why(gap)),
                (t("What we know"), gap_words.answered(gap.last)),
            ),
        )
        frame.link(
            "pages/area.py",
            t("The page of this area"),
            ":material/location_on:",
            layer=BASE_LAYER,
            code=gap.area_code,
        )
        components.paragraph(t(LOOKED_UP), "muted")
    with right:
        if not gap.theme:
            components.paragraph(t("An answer here holds for every theme."))
        _form(gap, gaps)
        _last()


def _to_answer(gaps: Gaps) -> None:
    """Draw the gap of the address, or the most telling one."""
    left, right = st.columns([2, 3], gap="large", vertical_alignment="bottom")
    with left:
        ids = queue.choose_area({gap.id: gap.belongs for gap in gaps})
    shown = {gap.id: gap for gap in gaps if gap.id in ids}
    if not shown:
        components.paragraph(
            t(
                "No gap waits for an answer now. One comes back when its answer is too "
                "old, or when nobody replied."
            ),
            "note",
        )
        _last()
        return
    place = queue.place_in(ids)
    with right:
        queue.walk(place, ids, t("the most telling first"))
    _at(shown[place.id], list(shown.values()))


def draw(who: Actor) -> None:
    """Draw the gaps that need an answer, or what somebody knows is missing."""
    gaps = to_answer(cache.settings(), who, current_day())
    told = missing.told(who)
    if told:
        names: dict[str, Callable[[], str]] = {
            "": lambda: t("To answer ({n})", n=len(gaps)),
            KNOWN: lambda: t("Known, not on the map yet ({n})", n=len(told)),
        }
        st.segmented_control(
            t("Which gaps?"),
            list(names),
            format_func=lambda which: names[which](),
            required=True,
            label_visibility="collapsed",
            **state.bind("which", KNOWN if state.get("which") == KNOWN else ""),
        )
    if told and state.get("which") == KNOWN:
        missing.draw(who, told)
    else:
        _to_answer(gaps)


def way_for(who: Actor, councils: Collection[str]) -> None:
    """Draw the way to answer the gaps of some councils, if somebody may."""
    own = [c for c in councils if may(who, "answer_gap", Belongs("", frozenset({c})))]
    if own:
        frame.link(
            "pages/desk.py",
            t("Answer the gaps here"),
            ":material/edit_note:",
            part="asking",
            area=own[0],
        )
