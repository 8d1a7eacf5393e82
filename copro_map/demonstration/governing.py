"""Who sits on a demonstration's Members' Forum and Board, and what they decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from copro_map.base.dates import add_months
from copro_map.demonstration.made_up import Days

TERM = 24  # months
Facts = dict[str, object]
CITIZENS = ("citizens", "dinasyddion")
PROFESSIONALS = ("people who work in services", "pobl sy'n gweithio mewn gwasanaethau")
NORTH, SOUTH = ("the North", "y Gogledd"), ("the South", "y De")
# Body, name, role in both languages, whom they speak for, months since they came.
SEATS = (
    ("forum", "Gwen", ("Chair", "Cadeirydd"), CITIZENS, 14, True),
    ("forum", "Ifan", ("Vice chair", "Is-gadeirydd"), CITIZENS, 14, True),
    ("forum", "Mair", ("Member", "Aelod"), CITIZENS, 14, True),
    ("forum", "Tomos", ("Member", "Aelod"), CITIZENS, 8, False),
    ("forum", "Catrin", ("Member", "Aelod"), PROFESSIONALS, 14, True),
    ("forum", "Wyn", ("Member", "Aelod"), PROFESSIONALS, 23, True),
    ("forum", "Heledd", ("Member", "Aelod"), NORTH, 14, False),
    ("forum", "Bryn", ("Member", "Aelod"), SOUTH, 23, True),
    ("board", "Anwen", ("Co-chair", "Cyd-gadeirydd"), CITIZENS, 20, True),
    ("board", "Emyr", ("Co-chair", "Cyd-gadeirydd"), PROFESSIONALS, 20, True),
    ("board", "Ffion", ("Member", "Aelod"), NORTH, 20, True),
    ("board", "Rhys", ("Member", "Aelod"), SOUTH, 6, False),
)


def seat(
    days: Days,
    number: int,
    held: tuple[str, str, tuple[str, str], tuple[str, str], int, bool],
) -> tuple[Facts, list[Facts]]:
    """Return a seat as it is kept, with the interest that every third declared."""
    body, name, (role, _), (en, cy), months, is_public = held
    since = add_months(days.today.replace(day=1), -months)
    facts: Facts = {
        "body": body,
        "name": f"Demonstration: {name}",
        "role": role,
        "constituency_en": en,
        "constituency_cy": cy,
        "from_on": since.isoformat(),
        "term_ends_on": add_months(since, TERM).isoformat(),
        "is_public": int(is_public),
        "agreed_on": since.isoformat() if is_public else "",
        "entered_on": since.isoformat(),
    }
    words = "Demonstration: trustee of a community kitchen"
    interest: Facts = {"words": words, "said_on": since.isoformat()}
    return facts, [] if number % 3 else [interest]


@dataclass(frozen=True)
class _Decision:
    """What was decided so many days ago, and how many were for it."""

    body: str
    ago: int
    title: tuple[str, str]
    words: tuple[str, str]
    votes: tuple[int, int, int] | None = None
    is_public: bool = True

    def facts(self, days: Days) -> Facts:
        """Return it as it is kept."""
        day = (days.today - timedelta(self.ago)).isoformat()
        counted = zip(
            ("in_favour", "against", "abstained"),
            self.votes or (None, None, None),
            strict=True,
        )
        return {
            "body": self.body,
            "decided_on": day,
            "title_en": f"Demonstration: {self.title[0]}",
            "title_cy": f"Arddangosiad: {self.title[1]}",
            "words_en": self.words[0],
            "words_cy": self.words[1],
            "is_public": int(self.is_public),
            "entered_on": day,
            **dict(counted),
        }


DECISIONS = (
    _Decision(
        "forum",
        200,
        ("what active membership means", "ystyr aelodaeth weithredol"),
        (
            "Coming to one event in a year is enough.",
            "Mae dod i un digwyddiad mewn blwyddyn yn ddigon.",
        ),
        (6, 1, 1),
    ),
    _Decision(
        "forum",
        110,
        ("two citizens at every meeting", "dau ddinesydd ym mhob cyfarfod"),
        (
            "No meeting of the Network is held without two citizens.",
            "Ni chynhelir unrhyw gyfarfod o'r Rhwydwaith heb ddau ddinesydd.",
        ),
        (8, 0, 0),
    ),
    _Decision(
        "forum",
        30,
        ("how the scale of contributions is set", "sut mae gosod y raddfa gyfraniadau"),
        (
            "It goes to all members in spring.",
            "Bydd yn mynd at yr holl aelodau yn y gwanwyn.",
        ),
    ),
    _Decision(
        "board",
        95,
        ("a launch in Aberystwyth", "lansiad yn Aberystwyth"),
        ("The launch is held in mid Wales.", "Cynhelir y lansiad yn y canolbarth."),
        (3, 1, 0),
    ),
    _Decision(
        "board",
        12,
        ("terms of the co-chairs", "tymor y cyd-gadeiryddion"),
        ("They serve one term more.", "Maent yn gwasanaethu am un tymor arall."),
        is_public=False,
    ),
)
