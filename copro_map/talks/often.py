"""How often somebody may write to others through the map."""

from __future__ import annotations

from copro_map.base.i18n import N_
from copro_map.people.limits import TooOftenError, check_limit

# Of a computer, behind which a whole council may sit, and of an address.
A_MINUTE = "3 per minute"
AN_HOUR_TO_ONE = "5 per hour"
A_DAY, A_DAY_OF_CLIENT = "20 per day", "100 per day"


def _check(limit: str, words: str, *keys: str) -> None:
    try:
        check_limit(limit, "talk", limit, *keys)
    except TooOftenError:
        raise TooOftenError(words) from None


def check_often(who: str, client: str, entry: str) -> None:
    """Count a message of an address, and of a computer; refuse one too many.

    ``who`` is an address as addresses are compared, ``client`` a network address, and
    ``entry`` the id of whom it is to.

    Raises
    ------
    TooOftenError
        For the fourth within a minute, the sixth to one entry within an hour, and the
        twenty-first of an address within a day; the message says what to do.
    """
    minute = N_(
        "That is a lot of messages within a minute. Wait a minute, then send this "
        "one: what you wrote stays here."
    )
    hour = N_(
        "That is a lot of messages to one entry. Try again in an hour: what you "
        "wrote stays here as long as this page is open."
    )
    day = N_(
        "That is a lot of messages for one day. Try again tomorrow: what you wrote "
        "stays here as long as this page is open."
    )
    for kind, key in (("address", who), ("client", client)):
        _check(A_MINUTE, minute, kind, key)
        _check(AN_HOUR_TO_ONE, hour, kind, key, entry)
    _check(A_DAY, day, "address", who)
    _check(A_DAY_OF_CLIENT, day, "client", client)
