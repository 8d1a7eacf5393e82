"""How an offer or a request is done, in which language, for how many, and when."""

from __future__ import annotations

from datetime import date

import streamlit as st

from copro_map.assets.face import Field
from copro_map.base.dates import parse_date
from copro_map.base.i18n import N_, current_language, long_date, t
from copro_map.base.today import current_day
from copro_map.contribute.page.filling import Filling
from copro_map.contribute.page.questions import ask, say_wrong, tell
from copro_map.contribute.rules.steps import BY_NAME
from copro_map.contribute.rules.terms import terms_of, usual
from copro_map.contribute.terms import wrong_terms
from copro_map.frame import cache, components, state
from copro_map.frame.filling import draw

OPENS, CLOSES = N_("Opens on {date}"), N_("Open until {date}")
FOLD, WISH = "contribute_terms_fold", "contribute_terms_unfolded"


def _choose(filling: Filling, field: Field, usually: str) -> None:
    """Draw a choice of three; what is usual is chosen until somebody says otherwise."""
    terms = cache.definitions().terms[field.vocabulary]
    draw(
        st.radio,
        t(field.question),
        filling,
        field.name,
        usually,
        options=[*terms],
        format_func=lambda one: terms[one].label.text(),
        index=[*terms].index(str(filling.fields.get(field.name) or usually)),
    )


def _day(filling: Filling, field: Field) -> None:
    """Draw a day, which may stay empty; kept as ISO writes it."""
    key = f"contribute_{field.name}"
    state.put_in(key, parse_date(str(filling.fields.get(field.name) or "")))

    def write() -> None:
        day: date | None = st.session_state[key]
        filling.change(field.name, day.isoformat() if day else "")

    st.date_input(
        t(field.question), None, key=key, on_change=write, format="DD/MM/YYYY"
    )


def _draw(filling: Filling, field: Field, usually: str) -> None:
    if field.holds == "word":
        _choose(filling, field, usually)
    elif field.holds == "day":
        _day(filling, field)
    else:
        more = {"placeholder": "1", "autocomplete": "off"}
        draw(st.text_input, t(field.question), filling, field.name, "", **more)
    tell(filling, field.name)
    say_wrong(wrong_terms(filling.fields, current_day()), field.name)


def _so_far(filling: Filling, usually: dict[str, str]) -> str:
    """Return in a line how it is done, for how many, and when, as it stands now.

    What is to be put right is left out, for it is no answer.
    """
    refused = {x.name for x in wrong_terms(filling.fields, current_day())}
    said = {**usually, **{x: y for x, y in filling.fields.items() if y}}
    words = [
        cache.definitions().label(field.vocabulary, said[field.name]).text()
        for field in terms_of(filling.fields)
        if field.holds == "word" and field.name not in refused
    ]
    if "capacity" in {x.name for x in terms_of(filling.fields)} - refused:
        words.append(t("For {n} at a time", n=said.get("capacity") or 1))
    for name, message in (("opens", OPENS), ("closes", CLOSES)):
        day = parse_date(str(said.get(name) or ""))
        if day and name not in refused:
            words.append(t(message, date=long_date(day)))
    if not said.get("closes"):
        words.append(t("Open until further notice"))
    return " · ".join(components.no_markdown(x) for x in words)


def terms(filling: Filling) -> None:
    """Draw how it is done, and when: in a line, and behind it what can be said."""
    usually = usual(filling.fields, current_language())
    components.paragraph(t("How does it happen, and when?"), "contribute-question")
    components.paragraph(_so_far(filling, usually), "muted")
    wrong = any(wrong_terms(filling.fields, current_day()))
    wish = st.session_state.setdefault(WISH, wrong)
    state.put_in(FOLD, wish or wrong)

    def turn() -> None:
        st.session_state[WISH] = st.session_state[FOLD]

    fold = st.expander(
        t("Change how and when"), icon=":material/tune:", key=FOLD, on_change=turn
    )
    if fold.open:
        with fold:
            for field in terms_of(filling.fields):
                _draw(filling, field, usually.get(field.name, ""))
    ask(filling, BY_NAME["themes"])
    components.paragraph(t("The themes find the people who fit."), "muted")
