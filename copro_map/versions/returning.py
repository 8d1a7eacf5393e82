"""A person who was forgotten is on the map again: what names them may be brought in."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.errors import CoproMapError
from copro_map.base.names import fold
from copro_map.base.today import WALES
from copro_map.people.rules.consents import PERSON
from copro_map.people.suppressed import come_back
from copro_map.versions.rules.versions import Version

LOG = logging.getLogger("copro_map")


def names_are_back(
    settings: Settings, accepted: Iterable[Version], now: datetime
) -> None:
    """Keep that persons are here again by name whose entries of their own are accepted.

    Only of those who said by mail that it was them: else whoever has any address could
    take the name of somebody else off the list. After what was decided was kept, which
    stands also if this cannot be: then ``/health`` says why.
    """
    names = {
        fold(name)
        for one in accepted
        if one.sent.is_new
        and one.is_proved
        and one.sent.asset.text("practitioner_type") == PERSON
        for name in map(one.sent.asset.text, ("name_en", "name_cy"))
        if name
    }
    if not names:
        return
    try:
        come_back(settings, [], now.astimezone(WALES).date(), names)
    except CoproMapError as error:
        LOG.error("%s", error)
