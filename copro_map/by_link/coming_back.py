"""Somebody who was forgotten writes or sends something in again, by a link to them."""

from __future__ import annotations

import logging
from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.errors import CoproMapError
from copro_map.base.names import fold
from copro_map.base.today import WALES
from copro_map.people.rules.addresses import address_key
from copro_map.people.rules.consents import PERSON
from copro_map.people.suppressed import come_back
from copro_map.versions.face import Sent

LOG = logging.getLogger("copro_map")


def is_back(
    settings: Settings, address: str, now: datetime, sent: Sent | None = None
) -> None:
    """Keep that whoever pressed in a letter to an address is here again, if forgotten.

    With the name that they ``sent`` of themselves. After what they pressed was kept,
    which stands also if this cannot be: then ``/health`` says why.
    """
    is_person = sent and sent.asset.text("practitioner_type") == PERSON
    given = [sent.asset.text(x) for x in ("name_en", "name_cy")] if sent else []
    names = [fold(name) for name in given if name and is_person]
    day = now.astimezone(WALES).date()
    try:
        come_back(settings, [address_key(address)], day, names)
    except CoproMapError as error:
        LOG.error("%s", error)
