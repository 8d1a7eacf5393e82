"""Records of which too few people are behind, with numbers that are easy to find.

Seven organisations replied, five of them yes; eight commissioners, three of them; and
of nine citizens the totals were entered, seven of them. Enough others replied.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from copro_map.base.config import Settings
from copro_map.base.store.connection import writing
from copro_map.indicators.snapshots import take_snapshot
from copro_map.indicators.store.progress import add_observations
from copro_map.people.rules.permissions import MACHINE
from copro_map.surveys.store.surveys import add_replies
from tests.indicators.progress_samples import SHARE
from tests.samples import at
from tests.surveys.survey_samples import REPLY, WAVE, invite, sign

DAY, TAKEN = date(2027, 6, 1), date(2027, 5, 2)
HIDDEN = ("4.1", "4.3")  # all of them are too few
YES = {"practice_change": "much_greater", "relationships_change": "much_better"}
# Said so, replied.
ROLES = {
    "policy_maker": (10, 23),
    "commissioner": (3, 8),
    "provider": (16, 31),
    "frontline": (8, 17),
    "citizen": (23, 47),
    "organisation": (5, 7),
}
INVITED = dict.fromkeys(ROLES, 61) | {"commissioner": 5261, "organisation": 4567}
# 3 of 8, 5 of 7 and 7 of 9 with their limits (Wilson), and how many were invited.
SHARES = (r"37\.5", r"13\.7", r"69\.4", r"71\.4", r"35\.9", r"91\.8", r"77\.8")
LIMITS = (r"45\.3", r"93\.7", "4567", "5261", "4321")
PAIRS = ("3 (?:of|o) 8", "5 (?:of|o) 7", "7 (?:of|o) 9")
GIVEN_AWAY = re.compile(rf"(?<![\d.,])(?:{'|'.join((*SHARES, *LIMITS, *PAIRS))})")


def _replies():
    numbers = iter(range(1000))
    for role, (said, replied) in ROLES.items():
        for n in range(replied):
            answer = {x: (yes if n < said else "same",) for x, yes in YES.items()}
            if role != "organisation":
                del answer["relationships_change"]
            who = sign(next(numbers))
            yield replace(REPLY, respondent=who, role=role, answers=answer)


def fill_small(settings: Settings) -> None:
    """Add the wave, the totals and a snapshot to an installation."""
    invite(settings, replace(WAVE, invited=INVITED))
    entered = replace(
        SHARE,
        indicator="4.3",
        numerator=7,
        denominator=9,
        value=77.8,
        n=9,
        invited=4321,
        entered_on="2027-03-31",
        breakdown="{}",
    )
    with writing(settings.database) as database:
        add_replies(database, _replies())
        add_observations(database, [entered], percents={"4.3"})
    take_snapshot(settings, MACHINE, "Year 1", TAKEN, at(TAKEN))


def given_away(text: str) -> list[str]:
    """Every number in a text that only those know who see what is hidden."""
    without_pictures = re.sub(r"base64,[\w+/=]+", "", text)
    return GIVEN_AWAY.findall(without_pictures)
