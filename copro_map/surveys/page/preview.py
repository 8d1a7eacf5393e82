"""A survey's form as respondents see it, in both languages: to read, not to send."""

from __future__ import annotations

from urllib.parse import urlencode

from copro_map.base.i18n import LANGUAGES, t
from copro_map.frame import cache, components
from copro_map.people.rules.permissions import Actor
from copro_map.surveys.rules.records import Wave
from copro_map.surveys.waves import load_surveys


def draw(_who: Actor, wave: Wave) -> None:
    """Draw every question that the wave asks; nobody can answer here."""
    survey = load_surveys(cache.settings().data_dir)[wave.survey]
    asked = {"survey": wave.survey, "wave": wave.name}
    components.paragraph(
        t(
            "Everything that this wave asks, to read. Whoever replies says first who "
            "they are, and sees only what their role is asked, in one language."
        )
    )
    components.show(
        "surveys/preview.html",
        survey=survey,
        wave=wave,
        forms={x: f"survey?{urlencode({**asked, 'lang': x})}" for x in LANGUAGES},
        languages=LANGUAGES,
    )
