"""Round the form of a survey: what it takes, what the last one found, the next one."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from copro_map.base.config import Settings
from copro_map.base.i18n import t
from copro_map.base.statistics.hiding import BOUND_WORDS
from copro_map.base.statistics.intervals import LOW
from copro_map.base.today import current_day
from copro_map.frame import cache, components
from copro_map.surveys.papers import questions_pdf
from copro_map.surveys.published import Round, round_of
from copro_map.surveys.rules.instrument import Survey
from copro_map.surveys.rules.records import Wave


@cache.kept(4, "data", "day")
def _round(where: Settings, survey: str, day: date) -> Round:
    return round_of(where, survey, day)


def last_day(wave: Wave) -> date:
    """Return the last day on which replies come in, or came."""
    return date.fromisoformat(wave.closes_on) - timedelta(days=1)


def _sheet(survey: Survey, *, baseline: bool) -> None:
    """Offer the questions to read and to print."""
    with st.expander(t("Read all the questions first"), key="survey_sheet"):
        components.show(
            "surveys/questions.html",
            survey=survey,
            asked=survey.asked(baseline=baseline),
        )
    components.download(
        t("The questions to print: PDF"),
        lambda: questions_pdf(
            cache.settings(), survey, current_day(), baseline=baseline
        ),
        f"survey-{survey.id}.pdf",
        key=f"survey_questions_{survey.id}",
        about=t("Every question with its answers, in Welsh and in English."),
    )


def what_it_takes(survey: Survey, *, baseline: bool, wave: Wave | None = None) -> None:
    """Draw how many questions it has, who reads replies, and the questions to print.

    ``wave`` is the one that is open, if one is.
    """
    components.show(
        "surveys/about.html",
        survey=survey,
        baseline=baseline,
        wave=wave,
    )
    _sheet(survey, baseline=baseline)


def between(survey: Survey) -> None:
    """Draw what the last wave of a survey found, and when the next one comes."""
    found = _round(survey.id, current_day())
    components.show(
        "surveys/found.html",
        of=found,
        last=found.last and last_day(found.last),
        next=found.next and date.fromisoformat(found.next.opens_on),
        bounds=BOUND_WORDS,
        least=LOW,
    )
    what_it_takes(
        survey, baseline=found.next.baseline if found.next else not found.last
    )
