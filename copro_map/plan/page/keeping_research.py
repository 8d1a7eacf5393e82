"""Action research on the desk: a project is entered, changed or withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from copro_map.base.i18n import sort_key, t
from copro_map.base.said import spoken
from copro_map.base.today import current_day, current_moment
from copro_map.frame import cache, components, frame, state
from copro_map.frame.forms import fields, given, saves
from copro_map.frame.pressing import presses
from copro_map.frame.who import actor
from copro_map.people.rules.permissions import Actor
from copro_map.plan.activities import plan_years
from copro_map.plan.in_words import year_name
from copro_map.plan.kinds import research_fields, research_promise
from copro_map.plan.researching import PROJECT, Given, Kept, at_desk, keep_project
from copro_map.plan.researching import withdraw_project as withdraw
from copro_map.plan.rules.events import year_of
from copro_map.plan.rules.kinds import ResearchField
from copro_map.plan.rules.research import Project, by_year
from copro_map.search import cached

NEW = "new_research"
CHOSEN = "project"
LONG = 200  # characters from which a text has several lines


def _names() -> Mapping[str, str]:
    """Return every project of the map by id, as it is called."""
    found = cached.assets()
    called = found.loc[found["kind"] == PROJECT]
    rows = called.itertuples()
    return {str(row.Index): next(iter(spoken(row, "name"))).text for row in rows}


def _years(was: Project | None) -> dict[int, str]:
    day = current_day()
    known = {x.number: year_name(x) for x in plan_years(cache.settings(), day)}
    if was and was.year not in known:
        known[was.year] = t("Year {n}", n=was.year)
    return known


def _form_of(was: Project | None) -> str:
    return f"research_{was.entry}_{was.year}" if was else NEW


def _words(kept: Kept) -> str:
    told = t(
        "Kept. Action-research projects in year {n}: {many}; up to {most} were "
        "promised.",
        n=kept.year,
        many=kept.many,
        most=kept.most,
    )
    if kept.many <= kept.most:
        return told
    return f"{told} {t('That is more than was promised. Look whether all are right.')}"


def _keep(was: Project | None, _seen: int) -> str:
    form, asked = _form_of(was), research_fields(cache.settings())
    names = [
        name
        for x, one in asked.items()
        for name in ([f"{x}_en", f"{x}_cy"] if one.sort == "words" else [x])
    ]
    typed = given(form, "entry", "year", *names)
    entry = was.entry if was else typed["entry"]
    year = int(typed["year"] or 0)
    where, now = cache.settings(), current_moment()
    entered = Given(entry, year, typed, was)
    kept = keep_project(where, actor(), entered, now)
    if was:
        state.put(**{CHOSEN: f"{was.entry} {year}"})
    return _words(kept)


def _text(field: ResearchField, label: str, key: str, value: str) -> None:
    more = field.help.text() if field.help else None
    if field.sort == "words" and field.most >= LONG:
        st.text_area(label, value, max_chars=field.most, key=key, help=more)
        return
    st.text_input(
        label,
        value,
        max_chars=None if field.sort == "count" else field.most,
        autocomplete="off",
        placeholder="https://" if field.sort == "link" else None,
        key=key,
        help=more,
    )


def _field(form: str, field: ResearchField, value: object) -> None:
    """Draw a field of the form as its definition says, with what was said before."""
    key, label = f"{fields(form)}_{field.id}", field.label.text()
    if field.sort == "words":
        both = value if isinstance(value, dict) else {}
        labels = {
            "cy": t("{field} (in Welsh)", field=label),
            "en": t("{field} (in English)", field=label),
        }
        for column, (language, name) in zip(st.columns(2), labels.items(), strict=True):
            with column:
                _text(field, name, f"{key}_{language}", both.get(language, ""))
    elif field.choices:
        own = {x: one.text() for x, one in field.choices.items()}
        choices = {"": t("Not said"), **own}
        st.selectbox(
            label,
            list(choices),
            index=list(choices).index(str(value)) if value in choices else 0,
            format_func=choices.__getitem__,
            key=key,
            filter_mode=None,
        )
    else:
        _text(field, label, key, "" if value is None else str(value))


def _form(was: Project | None, names: Mapping[str, str]) -> None:
    """Draw the form for a project, as ``research_fields.toml`` has its fields."""
    form, settings = _form_of(was), cache.settings()
    key, years = fields(form), _years(was)
    if was is None:
        components.choice(
            t("Project on the map"),
            sorted(names, key=lambda x: sort_key(names[x])),
            names.__getitem__,
            nothing=t("Choose a project"),
            key=f"{key}_entry",
        )
        words = t("Not in the list? Put it on the map first")
        frame.link("pages/contribute.py", words, ":material/add:", kind=PROJECT)
    now = year_of(plan_years(settings, current_day()), current_day().isoformat())
    first = was.year if was else now.number if now else next(iter(years))
    st.selectbox(
        t("Year of the programme"),
        list(years),
        index=list(years).index(first),
        format_func=years.__getitem__,
        key=f"{key}_year",
        filter_mode=None,
    )
    for field in research_fields(settings).values():
        _field(form, field, was.fields.get(field.id) if was else None)
    components.paragraph(
        t("All of this is public. Name no person who has not agreed."), "desk-quiet"
    )
    st.button(
        t("Save the project"),
        type="primary",
        icon=":material/check:",
        key="save_research",
        on_click=saves(form, partial(_keep, was)),
    )


def _withdraw(was: Project) -> str:
    withdraw(cache.settings(), actor(), was, current_moment())
    state.take_out(CHOSEN)
    return t("Withdrawn: it is shown no more. It can be taken back in What happened.")


def _summary(found: tuple[Project, ...]) -> None:
    """Draw how many projects each year has, and where that is more than promised."""
    most = research_promise(cache.settings()).most_a_year
    years = [x.number for x in plan_years(cache.settings(), current_day())]
    counts = by_year(found, years)
    components.facts(
        (
            t("Year {n}", n=year),
            t("{n} of up to {most} projects", n=len(own), most=most),
        )
        for year, own in counts.items()
    )
    if any(len(own) > most for own in counts.values()):
        words = t("That is more than was promised. Look whether all are right.")
        components.paragraph(words, "note")


def draw(who: Actor) -> None:
    """Draw what is entered, and a form for one more, or for the one that is chosen."""
    found, names = at_desk(cache.settings(), who), _names()
    by_key = {f"{one.entry} {one.year}": one for one in found}
    chosen = state.get(CHOSEN) if state.get(CHOSEN) in by_key else ""

    def called(key: str) -> str:
        one = by_key[key]
        name = names.get(one.entry) or t("Not public: {id}", id=one.entry)
        return f"{components.no_markdown(name)} · {t('Year {n}', n=one.year)}"

    _summary(found)
    if found:
        components.choice(
            t("Which project is to be changed?"),
            sorted(by_key, key=lambda x: (-by_key[x].year, sort_key(called(x)))),
            called,
            nothing=t("None: enter another one"),
            **state.bind(CHOSEN, chosen or None),
        )
    if not chosen:
        components.heading(t("Enter an action-research project"), 3)
        _form(None, names)
        return
    components.heading(called(chosen), 3)
    _form(by_key[chosen], names)
    st.button(
        t("Withdraw the project"),
        icon=":material/undo:",
        key="withdraw_research",
        on_click=presses(partial(_withdraw, by_key[chosen]), far=True),
    )
