"""What waits on the desk: each subject says it, here it is put together."""

from __future__ import annotations

from datetime import date

from copro_map.audits.face import waiting as audits_wait
from copro_map.base.config import Settings
from copro_map.base.waiting import Line
from copro_map.coverage.face import waiting as gaps_wait
from copro_map.desk.unreached import waiting as contacts_wait
from copro_map.events.face import waiting as events_wait
from copro_map.exchange.face import waiting as introductions_wait
from copro_map.members.face import WAITING as OF_MEMBERS
from copro_map.people.rules.permissions import Actor, require
from copro_map.people.waiting import waiting as people_wait
from copro_map.surveys.face import waiting as surveys_wait
from copro_map.talks.waiting import waiting as messages_wait
from copro_map.upkeep.face import waiting as words_wait
from copro_map.versions.face import waiting as versions_wait

# Who is asked, in the order in which it is shown.
SUBJECTS = (
    versions_wait,
    words_wait,
    contacts_wait,
    gaps_wait,
    introductions_wait,
    *OF_MEMBERS,
    events_wait,
    people_wait,
    messages_wait,
    audits_wait,
    surveys_wait,
)


def waiting(settings: Settings, actor: Actor, today: date) -> tuple[Line, ...]:
    """Return what waits for somebody to do, of every subject; the oldest first.

    Raises
    ------
    RefusedError
        If the one who asks has no desk.
    """
    require(actor, "open_desk")
    lines = (line for ask in SUBJECTS for line in ask(settings, actor, today))
    return tuple(sorted(lines, key=lambda line: line.since or today.isoformat()))
