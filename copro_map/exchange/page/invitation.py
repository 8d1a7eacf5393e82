"""Where nothing is open: what could be asked for, and what could be offered."""

from __future__ import annotations

from urllib.parse import urlencode

from copro_map.base.i18n import N_, current_language, t
from copro_map.frame import cache, components

# A sentence of each, as somebody could write it, by its category.
REQUESTS = (
    ("transport", N_("A lift to our monthly meeting for two people who do not drive")),
    ("venue", N_("A warm room in Pwllheli, one evening a month")),
    (
        "mentoring",
        N_("Somebody who has run a citizens' panel, to talk to now and then"),
    ),
    ("research_evaluation", N_("Help to see whether our project makes a difference")),
    ("volunteering", N_("Two people to welcome newcomers and make the tea")),
)
OFFERS = (
    ("advice", N_("An hour on how we planned our service with its carers")),
    ("equipment", N_("A projector and a hearing loop, to borrow")),
    ("communications", N_("Help with a poster, or with a page on social media")),
    ("venue", N_("Our hall, on weekday mornings")),
    ("training", N_("A short course on listening in meetings, in Welsh")),
)


def _examples(
    kind: str, some: tuple[tuple[str, str], ...]
) -> list[tuple[str, str, str]]:
    """Return for each example its category, its words, and the form begun with it."""
    definitions, language = cache.definitions(), current_language()
    return [
        (
            definitions.label("exchange_categories", category).text(),
            t(words),
            "/contribute?"
            + urlencode({"kind": kind, "category": category, "lang": language}),
        )
        for category, words in some
    ]


def invitation() -> None:
    """Draw that nothing is open yet, and examples that lead to the form."""
    components.show(
        "exchange/invitation.html",
        asked=_examples("request", REQUESTS),
        offered=_examples("offer", OFFERS),
    )
