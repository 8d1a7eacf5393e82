"""The theory of change: a picture that opens each part, and the same as lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache as kept
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

import streamlit as st

from copro_map.base.brief import shortened
from copro_map.base.i18n import N_, current_language, t
from copro_map.base.today import current_day
from copro_map.drawing.poster import SIZE
from copro_map.drawing.templates import Html, render
from copro_map.frame import cache, components, state
from copro_map.plan import cached
from copro_map.plan.activities import STATE_WORDS
from copro_map.plan.charts.states import state_shape
from copro_map.plan.charts.theory import Look, narrow_picture, wide_picture
from copro_map.plan.evidence import evidence_html
from copro_map.plan.rules.theory import Part, Sort
from copro_map.plan.theory import Theory, theory_file

HERE = Path(__file__).with_name("theory_picture")
LISTED = 80  # letters of an activity in a list
KINDS: dict[Sort, str] = {
    "activity": N_("Activity"),
    "indicator": N_("Indicator"),
    "outcome": N_("Outcome"),
}


def _address(**asked: str) -> str:
    given = {"show": "theory", "lang": current_language(), **asked}
    return f"plan?{urlencode(given, safe=':')}"


def _link(key: str) -> str:
    return f"{_address(part=key)}#theory-part"


def _shape(part: Part) -> str:
    """Return the state of a part as a shape, which is only seen."""
    return state_shape(part.state, part.detail) if part.state else ""


def _name(part: Part) -> str:
    """Return what a part is called in a list; it is whole where it is opened."""
    return shortened(f"{part.mark} {part.name}".strip(), LISTED)


class Told(NamedTuple):
    """What a template asks of a part: where it leads, what it is called, its shape."""

    link: Callable[[str], str] = _link
    name: Callable[[Part], str] = _name
    shape: Callable[[Part], str] = _shape


@kept
def _component() -> Any:
    css, js = (HERE.with_suffix(x).read_text("utf-8") for x in (".css", ".js"))
    html = str(render("plan/theory_picture.html"))
    return st.components.v2.component("copro_map_theory", html=html, css=css, js=js)


def _there(part: Part) -> str:
    """Return where an activity or an indicator has its own place."""
    own = {"lang": current_language()}
    if part.sort == "activity":
        return f"plan?{urlencode({'activity': part.code, **own})}"
    asked = urlencode({"show": "rows", "open": part.code, **own})
    return f"indicators?{asked}#row-{part.code.replace('.', '-')}"


def _more(part: Part) -> tuple[str, str]:
    """Return what more is told of a part, and where."""
    if part.sort == "activity":
        return t("This activity in the plan"), _there(part)
    if part.sort == "indicator":
        return t("All about this indicator"), _there(part)
    return t("Yearly outcomes"), _address(show="steps")


def _evidence(told: Theory, part: Part) -> Html | str:
    """Return what shows that a part, or what leads to it, is so; "" for nothing."""
    every = (part, *told.before(part.key))
    found = {(x.sort, x.href): x for one in every for x in told.shown.get(one.key, ())}
    return evidence_html(found.values())


def _figures(told: Theory, part: Part) -> list[tuple[str, str]]:
    """Return the figures that show where a part is, and where each is told."""
    every = (part, *told.before(part.key))
    return [
        (t("{name}: the figure and what it rests on", name=_name(one)), _there(one))
        for one in every
        if one.key in told.counted
    ]


def _opened(told: Theory, part: Part) -> None:
    """Draw what a part is, where it is, what leads to it and where it leads."""
    led = told.before(part.key)
    sides = [
        (t("Indicators"), [x for x in led if x.sort == "indicator"], t("No indicator")),
        (t("What it leads to"), told.after(part.key), t("Leads to no outcome yet")),
        (
            t("Activities that lead to it"),
            [x for x in led if x.sort == "activity"],
            t("No activity yet"),
        ),
    ]
    wanted = {"activity": sides[1:2], "indicator": sides[1:], "outcome": sides[::2]}
    components.show(
        "plan/theory_opened.html",
        kind=t(KINDS[part.sort]),
        part=part,
        sides=wanted[part.sort],
        shown=_evidence(told, part),
        figures=_figures(told, part),
        more=_more(part),
        close=_address(),
        told=Told(),
    )


def _picture(told: Theory, opened: str) -> None:
    """Draw the picture as wide as there is room, the opened part and its own in it."""
    lit = {x.key for x in (*told.before(opened), *told.after(opened))}
    look = Look(opened, lit, _link)
    given = (told.parts, told.arrows, told.vision, look)
    states = {one.state for one in told.of("activity")}
    drawn = {"wide": wide_picture(*given), "narrow": narrow_picture(*given)}
    sizes = {name: SIZE.search(svg) for name, svg in drawn.items()}
    components.show(
        "plan/theory_room.html",
        **{x: f"{found[1]} / {found[2]}" for x, found in sizes.items() if found},
    )
    past = t("Past the picture, to the same as a list")
    with st.container(key="theory_picture"):
        _component()(key="theory", data={**drawn, "past": past, "to": "theory-list"})
    components.show(
        "plan/theory_key.html",
        key=[
            (state_shape(one), t(words))
            for one, words in STATE_WORDS.items()
            if one in states
        ],
    )


Group = tuple[Part, list[tuple[Part, tuple[Part, ...]]], tuple[Part, ...]]


def _groups(told: Theory) -> Sequence[Group]:
    return [
        (
            one,
            [
                (x, told.straight(x.key, "activity"))
                for x in told.straight(one.key, "indicator")
            ],
            told.straight(one.key, "activity"),
        )
        for one in told.of("outcome")
    ]


def _files() -> None:
    about = t("The picture of the theory of change, to print or to show.")
    day = current_day()
    with st.container(horizontal=True, key="theory_files"):
        for name in ("png", "svg"):
            components.download(
                t("Picture: {sort}", sort=name.upper()),
                partial(theory_file, cache.settings(), day, name),
                f"theory-of-change-{day.isoformat()}.{name}",
                key=f"theory_{name}",
                about=about,
            )


def draw() -> None:
    """Draw the part that the address names, the picture, and the lists."""
    told = cached.theory()
    asked = state.get("part")
    part = told.part(asked)
    components.paragraph(
        t(
            "What is done is to move the indicators, and these show whether the "
            "outcomes come about. Press a part to see where it is and what it hangs on."
        ),
        "prose",
    )
    if asked and part is None:
        components.paragraph(t("There is no such part any more."), "note")
    if part:
        _opened(told, part)
    _picture(told, part.key if part else "")
    components.show(
        "plan/theory_list.html",
        groups=_groups(told),
        loose=[x for x in told.of("activity") if not told.after(x.key)],
        told=Told(),
    )
    _files()
