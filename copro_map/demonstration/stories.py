"""What invented people send in, in a demonstration: new entries, mends, and adverts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from copro_map.assets.face import Value
from copro_map.base.i18n import Label
from copro_map.people.rules.consents import SHOWN
from copro_map.versions.face import Decision

WORD = Label("Demonstration", "Arddangosiad")
INVENTED = Label("Demonstration, invented", "Arddangosiad: cofnod dychmygol")
# Who sends: nobody has an address at this domain (RFC 2606).
EIRA, HUW, MAIR = (f"{name}@example.org" for name in ("eira", "huw", "mair"))
NIA, OWAIN, SIAN = (f"{name}@example.org" for name in ("nia", "owain", "sian"))


@dataclass(frozen=True)
class Story:
    """Something that is sent in: by whom, when, and what became of it.

    ``where`` is a place that the gazetteer knows. ``mends``: which entry of those that
    nobody confirmed, from 1; 0 of a new one. ``agreed`` are what its sender agreed to.
    ``ago`` and ``after``: days before today, and until it was decided.
    """

    sender: str
    language: str
    ago: int
    given: Mapping[str, Value]
    where: str = ""
    mends: int = 0
    agreed: tuple[str, ...] = ("contact",)
    is_proved: bool = True
    decision: Decision | None = None
    after: int = field(default=2)


def _said(name: str, en: str = "", cy: str = "") -> dict[str, Value]:
    """Return a text in the languages that it is written in, marked as invented."""
    before = INVENTED if name == "description" else WORD
    said = {f"{name}_en": en, f"{name}_cy": cy}
    return {
        one: f"{before.text(one[-2:])}: {text}" for one, text in said.items() if text
    }


def _named(en: str = "", cy: str = "") -> dict[str, Value]:
    """Return a name; in Welsh alone it stands for both, as in the form."""
    named = _said("name", en, cy)
    return {"name_en": named.get("name_en") or named["name_cy"], **named}


def _mended(kind: str) -> dict[str, Value]:
    en = f"the people who use this {kind} now plan it with those who run it."
    cy = "mae'r bobl sy'n ei ddefnyddio bellach yn ei gynllunio gyda'r rhai sy'n ei "
    return _said("description", en, f"{cy}redeg.")


ACCEPTED = Decision("accepted", 1)
STORIES = (
    Story(
        sender=EIRA,
        language="en",
        ago=24,
        where="Aberystwyth",
        given={
            "kind": "project",
            **_named("community kitchen, Aberystwyth", "cegin gymunedol, Aberystwyth"),
            **_said(
                "description",
                "neighbours cook together, and plan the menus with the older people "
                "whom the council feeds.",
                "mae cymdogion yn coginio gyda'i gilydd, ac yn cynllunio'r bwydlenni "
                "gyda'r bobl hŷn y mae'r cyngor yn eu bwydo.",
            ),
            "themes": ("food", "older_people"),
            "stages": ("co_deliver", "co_design"),
        },
        decision=ACCEPTED,
    ),
    Story(
        sender=HUW,
        language="cy",
        ago=19,
        where="Dolgellau",
        given={
            "kind": "practitioner",
            "practitioner_type": "organisation",
            "sector": "community_group",
            **_named(cy="menter cymdogion, Dolgellau"),
            **_said(
                "description",
                cy="pobl y dref yn rhedeg cludiant gyda'r bwrdd iechyd.",
            ),
            "themes": ("health", "transport"),
        },
        decision=ACCEPTED,
        after=1,
    ),
    Story(
        sender=MAIR,
        language="cy",
        ago=16,
        where="SY23",
        given={
            "kind": "practitioner",
            "practitioner_type": "individual",
            **_named("somebody who runs workshops", "rhywun sy'n cynnal gweithdai"),
            **_said(
                "description",
                "workshops in which citizens and staff design a service.",
                "gweithdai lle mae dinasyddion a staff yn dylunio gwasanaeth.",
            ),
            "themes": ("education_training",),
        },
        agreed=(*SHOWN, "contact"),
        decision=ACCEPTED,
        after=4,
    ),
    Story(
        sender=NIA,
        language="en",
        ago=12,
        mends=1,
        given=_mended("entry"),
        decision=ACCEPTED,
        after=3,
    ),
    Story(
        sender=OWAIN,
        language="en",
        ago=9,
        given={
            "kind": "offer",
            "exchange_category": "advice",
            **_named("loans to everybody, at once"),
            **_said("description", "money for all who ring today."),
        },
        where="Cardiff",
        is_proved=False,
        decision=Decision("declined", 1, "advert"),
        after=1,
    ),
    Story(
        sender=SIAN,
        language="en",
        ago=8,
        where="Wrexham",
        given={
            "kind": "request",
            "exchange_category": "research_evaluation",
            **_named("somebody to evaluate with us", "rhywun i werthuso gyda ni"),
            **_said("description", "we look for people who ask better questions."),
            "themes": ("research_evaluation",),
        },
        decision=Decision(
            "asked",
            1,
            "Demonstration: until when do you look for somebody? / Arddangosiad: tan "
            "pryd ydych chi'n chwilio am rywun?",
        ),
    ),
    Story(
        sender=HUW,
        language="cy",
        ago=7,
        where="Bala",
        given={
            "kind": "offer",
            "exchange_category": "resources",
            **_named(cy="offer gardd i'w fenthyg, y Bala"),
            **_said("description", cy="rhawiau, berfa a chyngor i ardd gymunedol."),
            "themes": ("environment",),
        },
        decision=Decision("reading", 1),
    ),
    Story(
        sender=NIA,
        language="cy",
        ago=5,
        where="Llanrwst",
        given={
            "kind": "project",
            **_named(cy="gardd y pentref, Llanrwst"),
            **_said(
                "description",
                cy="teuluoedd a'r cyngor cymuned yn cynllunio ac yn tyfu gyda'i "
                "gilydd.",
            ),
            "themes": ("environment", "food"),
        },
    ),
    Story(
        sender=OWAIN,
        language="en",
        ago=4,
        where="Brecon",
        given={
            "kind": "offer",
            "exchange_category": "venue",
            **_named("a hall to use on weekdays, Brecon"),
            **_said("description", "free for groups that citizens run themselves."),
            "themes": ("community_development",),
        },
    ),
    Story(
        sender=SIAN,
        language="en",
        ago=3,
        mends=2,
        given={**_mended("project"), "themes": ("carers", "health")},
    ),
    Story(
        sender=MAIR,
        language="en",
        ago=2,
        where="LL57",
        given={
            "kind": "practitioner",
            "practitioner_type": "individual",
            **_named("somebody who mentors groups", "rhywun sy'n mentora grwpiau"),
            **_said(
                "description",
                "an hour a week for groups that begin to share decisions.",
                "awr yr wythnos i grwpiau sy'n dechrau rhannu penderfyniadau.",
            ),
            "themes": ("advocacy_voice",),
        },
        agreed=("name", "description", "where", "contact"),
    ),
)
ADVERTS = tuple(
    Story(
        sender=f"shop{number}@example.org",
        language="en",
        ago=1,
        where="Swansea",
        given={
            "kind": "offer",
            "exchange_category": "advice",
            **_named(f"followers for your page, {number}"),
            **_said(
                "description",
                f"buy {number} thousand followers for the page of your group today.",
            ),
        },
        agreed=(),
        is_proved=False,
    )
    for number in range(1, 7)
)
