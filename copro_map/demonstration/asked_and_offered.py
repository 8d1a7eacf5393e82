"""What invented members offer and ask for in a demonstration, at real places.

Two swaps, a ring of three and one of four; requests that nothing suits, or that others
were before; and some of each way to stand. Days are counted from today.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from copro_map.demonstration.asked_often import ASKED_SO, OF_MANY

CONWY, POWYS = "W06000003", "W06000023"
# Who asks and offers, and where; no place: a person on their own, of no body.
MEMBERS: Mapping[str, str] = {
    "anwen": "Pwllheli", "bethan": "Llangefni", "carys": "Cardiff",
    "dafydd": "Penarth", "elin": "Swansea", "ffion": "Haverfordwest",
    "gwyn": "Aberystwyth", "haf": "Llandudno", "ifan": "Rhyl",
    "jac": "Llandrindod Wells", "lowri": "Cardigan", "megan": "Cwmbran",
    "non": "Newtown", "rhys": "Merthyr Tydfil", "tomos": "Maesteg", "mari": "Welshpool",
}  # fmt: skip


@dataclass(frozen=True)
class Said:
    """An offer or a request: whose it is, what it says, and on which days.

    ``ago``: since when it is known. ``closes`` and ``opens`` are days from today,
    ``paused`` how many more it is, ``ended`` how many ago it was withdrawn; 0: not.
    """

    member: str
    category: str
    theme: str
    en: str
    cy: str
    way: str = "either"
    spoken: str = "both"
    ago: int = 60
    where: str = ""
    capacity: int | None = None
    served: tuple[str, ...] = ()
    opens: int = 0
    closes: int = 0
    paused: int = 0
    ended: int = 0


OFFERS: Mapping[str, Said] = {
    # Swaps: each of two has what the other asks for.
    "committees": Said(
        "bethan", "mentoring", "community_development",
        "mentoring for committees that begin", "mentora pwyllgorau newydd",
        ago=190, capacity=3,
    ),
    "posts": Said(
        "anwen", "communications", "digital",
        "an hour a week for your social media",
        "awr yr wythnos i'ch cyfryngau cymdeithasol", "remote",
    ),
    "sea": Said(
        "dafydd", "venue", "arts_culture",
        "a room by the sea on weekday evenings",
        "ystafell ger y môr gyda'r nos yn yr wythnos", "in_person",
    ),
    "hands": Said(
        "carys", "volunteering", "environment",
        "volunteers for a day outdoors", "gwirfoddolwyr am ddiwrnod yn yr awyr agored",
        "in_person", ago=120, capacity=6,
    ),
    # A ring of three.
    "listening": Said(
        "gwyn", "training", "mental_health",
        "training in how to listen", "hyfforddiant ar sut i wrando",
        "remote", ago=170, capacity=3,
    ),
    "researcher": Said(
        "ffion", "research_evaluation", "research_evaluation",
        "a day a month for research with citizens",
        "diwrnod y mis i ymchwilio gyda dinasyddion", "remote", ago=100,
    ),
    "charities": Said(
        "elin", "advice", "community_development",
        "advice for groups that become charities",
        "cyngor i grwpiau sy'n dod yn elusennau", "remote", ago=150, capacity=4,
    ),
    # A ring of four.
    "projector": Said(
        "ifan", "equipment", "arts_culture",
        "a projector and a screen to borrow", "taflunydd a sgrin i'w benthyg",
        "in_person", served=(CONWY,),
    ),
    "growing_old": Said(
        "jac", "partnership", "older_people",
        "a partner for growing old well", "partner ar gyfer heneiddio'n dda",
    ),
    "films": Said(
        "lowri", "communications", "carers",
        "short films made with carers", "ffilmiau byr gyda gofalwyr",
        "remote", ago=110, capacity=2,
    ),
    "chairing": Said(
        "haf", "training", "commissioning",
        "training in how to chair a meeting, in Welsh",
        "hyfforddiant ar gadeirio cyfarfod, yn Gymraeg", "remote", "cy",
    ),
    "company": Said(
        "anwen", "volunteering", "carers",
        "company for an afternoon for somebody who is cared for",
        "cwmni am brynhawn i rywun sy'n derbyn gofal", "in_person", capacity=2,
    ),
    "minibus": Said(
        "mari", "transport", "health",
        "a minibus and a driver on Thursdays", "bws mini a gyrrwr ar ddydd Iau",
        "in_person", served=(POWYS,),
    ),
    "work": Said(
        "rhys", "mentoring", "employment",
        "a mentor for those who go back to work, in English",
        "mentor i'r rhai sy'n dychwelyd i'r gwaith, yn Saesneg", "remote", "en",
    ),
    "bills": Said(
        "rhys", "advice", "housing",
        "advice on heating a home for less", "cyngor ar wresogi cartref am lai",
        "remote", ago=45,
    ),
    "plans": Said(
        "non", "resources", "environment",
        "a guide to making a plan for a place", "canllaw ar wneud cynllun bro",
        "remote", ago=45,
    ),
    "van": Said(
        "gwyn", "transport", "food",
        "a van for a morning a week", "fan am fore yr wythnos", "in_person", ago=70,
    ),
    "hall": Said(
        "megan", "venue", "housing",
        "a hall for tenants, when the roof is mended",
        "neuadd i denantiaid, pan fydd y to wedi'i drwsio", "in_person", paused=30,
    ),
    "games": Said(
        "rhys", "resources", "children_young_people",
        "a box of games to borrow from next month",
        "bocs o gemau i'w benthyg o'r mis nesaf", "in_person", opens=21,
    ),
    "chairs": Said(
        "dafydd", "equipment", "community_development",
        "forty chairs to borrow", "deugain o gadeiriau i'w benthyg",
        "in_person", ago=130, ended=20,
    ),
}  # fmt: skip
REQUESTS: Mapping[str, Said] = {
    "committee": Said(
        "anwen", "mentoring", "community_development",
        "a mentor for our new committee", "mentor i'n pwyllgor newydd", spoken="cy",
    ),
    "post": Said(
        "bethan", "communications", "digital",
        "help with our social media", "help gyda'n cyfryngau cymdeithasol",
    ),
    "room": Said(
        "carys", "venue", "arts_culture",
        "a room for twelve on Tuesday evenings",
        "ystafell i ddeuddeg ar nos Fawrth", "in_person", ago=80,
    ),
    "open_day": Said(
        "dafydd", "volunteering", "environment",
        "volunteers for our open day", "gwirfoddolwyr ar gyfer ein diwrnod agored",
        "in_person", closes=40,
    ),
    "listen": Said(
        "elin", "training", "mental_health",
        "training in how to listen", "hyfforddiant ar sut i wrando", ago=90,
    ),
    "evaluate": Said(
        "gwyn", "research_evaluation", "research_evaluation",
        "somebody to evaluate with us", "rhywun i werthuso gyda ni",
    ),
    "charity": Said(
        "ffion", "advice", "community_development",
        "advice on becoming a charity", "cyngor ar ddod yn elusen",
    ),
    "film_night": Said(
        "haf", "equipment", "arts_culture",
        "a projector for a film night", "taflunydd ar gyfer noson ffilm", "in_person",
    ),
    "friendly": Said(
        "ifan", "partnership", "older_people",
        "a partner for a town that is kind to dementia",
        "partner ar gyfer tref sy'n deall dementia",
    ),
    "film": Said(
        "jac", "communications", "carers",
        "a short film about what carers do", "ffilm fer am waith gofalwyr",
    ),
    "chair": Said(
        "lowri", "training", "commissioning",
        "training in how to chair a meeting", "hyfforddiant ar gadeirio cyfarfod",
        spoken="cy",
    ),
    # A carer asks for herself.
    "husband": Said(
        "", "volunteering", "carers",
        "company for my husband, an afternoon a week",
        "cwmni i'm gŵr, prynhawn yr wythnos", "in_person", "cy", 25, "Pwllheli",
    ),
    # Two ask for the one minibus; nothing suits the three after them.
    "clinic": Said(
        "non", "transport", "health",
        "lifts to the clinic", "lifftiau i'r clinig", "in_person",
    ),
    "day_centre": Said(
        "jac", "transport", "health",
        "a minibus to the day centre", "bws mini i'r ganolfan ddydd", "in_person",
    ),
    "kitchen": Said(
        "tomos", "venue", "food",
        "a kitchen for a cooking club", "cegin ar gyfer clwb coginio",
        "in_person", ago=75,
    ),
    "tools": Said(
        "rhys", "equipment", "employment",
        "tools for a shed", "offer ar gyfer sied", "in_person", ago=140,
    ),
    "back_to_work": Said(
        "tomos", "mentoring", "employment",
        "a mentor in Welsh for three who look for work",
        "mentor Cymraeg i dri sy'n chwilio am waith", "remote", "cy",
    ),
    "cold": Said(
        "megan", "advice", "housing",
        "advice for tenants whose homes are cold",
        "cyngor i denantiaid y mae eu cartrefi'n oer", ago=40,
    ),
    "plan": Said(
        "tomos", "resources", "environment",
        "a guide to a plan for our place", "canllaw ar gyfer cynllun bro", ago=30,
    ),
    "views": Said(
        "carys", "research_evaluation", "research_evaluation",
        "people to test our questions", "pobl i brofi ein cwestiynau",
        ago=110, closes=-15,
    ),
    # Those that were met.
    "treasurer": Said(
        "tomos", "mentoring", "community_development",
        "a mentor for our treasurer", "mentor i'n trysorydd", ago=180,
    ),
    "helpline": Said(
        "rhys", "training", "mental_health",
        "training for those who answer our helpline",
        "hyfforddiant i'r rhai sy'n ateb ein llinell gymorth", ago=160,
    ),
    "constitution": Said(
        "carys", "advice", "community_development",
        "advice on a constitution", "cyngor ar gyfansoddiad", ago=130,
    ),
    "trustees": Said(
        "non", "advice", "community_development",
        "advice for new trustees", "cyngor i ymddiriedolwyr newydd", ago=125,
    ),
    "orchard": Said(
        "dafydd", "volunteering", "environment",
        "volunteers to plant an orchard", "gwirfoddolwyr i blannu perllan",
        "in_person", ago=105,
    ),
    "voices": Said(
        "haf", "communications", "carers",
        "a film in which carers speak", "ffilm lle mae gofalwyr yn siarad", ago=95,
    ),
    "phones": Said(
        "megan", "training", "mental_health",
        "training for volunteers on the phone",
        "hyfforddiant i wirfoddolwyr ar y ffôn", ago=65,
    ),
    **{
        f"{offer}: {en}": replace(
            OFFERS[offer],
            member=member,
            en=ASKED_SO[offer][0].format(en),
            cy=ASKED_SO[offer][1].format(cy),
            way="either",
            capacity=None,
            ago=ago,
        )
        for offer, asked in OF_MANY.items()
        for member, en, cy, ago in asked
    },
}  # fmt: skip
