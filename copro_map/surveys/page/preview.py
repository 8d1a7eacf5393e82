"""A survey's form as respondents see it, in both languages: to read, not to send."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from copro_map.base.i18n import LANGUAGES, t
from copro_map.frame import cache, components
from copro_map.people.rules.permissions import Actor
from copro_map.surveys.rules.instrument import Survey
from copro_map.surveys.rules.records import Wave
from copro_map.surveys.waves import load_surveys


def _parts(survey: Survey, wave: Wave) -> list[dict[str, Any]]:
    texts = (survey.introduction, survey.privacy)
    nothing: dict[str, Any] = {"kind": "", "options": (), "roles": ""}
    about = {"asked": survey.label, "texts": texts, **nothing}
    asked = [
        {
            "asked": one.text,
            "texts": (),
            "kind": one.kind,
            "options": [option.label for option in one.options],
            "roles": ", ".join(survey.roles[role].text() for role in one.roles)
            if len(one.roles) < len(survey.roles)
            else "",
        }
        for one in survey.asked(baseline=wave.baseline)
    ]
    return [about, *asked]


def draw(_who: Actor, wave: Wave) -> None:
    """Draw every question that the wave asks; nobody can answer here."""
    survey = load_surveys(cache.settings().data_dir)[wave.survey]
    components.paragraph(
        t(
            "Everything that this wave asks, to read. Whoever replies says first who "
            "they are, and sees only what their role is asked, in one language."
        )
    )
    asked = {"survey": wave.survey, "wave": wave.name}
    forms = {x: f"survey?{urlencode({**asked, 'lang': x})}" for x in LANGUAGES}
    components.show(
        "surveys/preview.html", parts=_parts(survey, wave), forms=forms, names=LANGUAGES
    )
    components.paragraph(t("Version of the questions: {n}", n=survey.version), "muted")
