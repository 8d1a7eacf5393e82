"""How the page of an area is headed."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from copro_map.areas.face import AreaView
from copro_map.base.brief import as_sentence, described
from copro_map.base.i18n import current_language, t
from copro_map.coverage.face import FROM_PEOPLE, STATISTICS, TITLES, OfArea
from copro_map.frame.heads import Head, own_address
from copro_map.open_data.pictured import picture_of
from copro_map.open_data.rules.linked import WALES, told, way

# What is said first: what people say before statistics, strong before weak.
LEVELS = ("strong", "watch")


def missing_most(covered: OfArea) -> str:
    """Return what is missing most in an area, and how that is known, in a sentence.

    What nobody knows is said to be so; "" if there is no sign of a gap.
    """
    said = covered.gaps
    for level in LEVELS:
        for key in (*FROM_PEOPLE, *STATISTICS):
            if said[key].level == level:
                return as_sentence(f"{t(TITLES[key])}: {said[key].words}")
    if said["knowledge"].level == "unknown":
        return t("What is missing is not known yet: nobody has asked there.")
    return ""


def _counted(view: AreaView) -> str:
    return t("Entries on the map of co-production: {n}.", n=view.total)


def area_head(view: AreaView, covered: OfArea) -> Head:
    """Return how the page of an area is headed, in the language in force."""
    name, code, language = view.area.label.text(), view.area.code, current_language()
    kind = view.layer.label.text()
    asked = urlencode({"area": code, "lang": language})
    head = Head(
        title=f"{name} · {kind}",
        description=described(_counted(view), missing_most(covered)),
        path=f"area/{code}",
        live=f"area?{urlencode({'code': code})}",
        picture=picture_of(code),
        feed=f"/open/feed.atom?{asked}",
        embed=f"/{language}/embed/area/{code}",
    )
    place = told(
        "AdministrativeArea",
        name=name,
        identifier=code,
        description=head.description,
        url=head.address(language),
        containedInPlace=WALES,
    )
    steps = (
        (t("Home"), f"{own_address()}/?lang={language}"),
        (t("Areas"), f"{own_address()}/area?lang={language}"),
        (name, head.address(language)),
    )
    return replace(head, data=(place, way(*steps)))
