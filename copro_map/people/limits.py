"""How often somebody may press the same: in this process's memory, by the hour."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from math import ceil
from time import time

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_

TOO_OFTEN = N_("This was asked for too often. Try again in an hour; nothing is lost.")


class TooOftenError(CoproMapError):
    """The same was asked for too often; the message says when it can be tried again.

    ``wait_s`` is after how many seconds one more is allowed.
    """

    def __init__(self, message: str, wait_s: int = 3600, **facts: object) -> None:
        self.wait_s = wait_s
        super().__init__(message, **facts)


@cache
def _limiter() -> MovingWindowRateLimiter:
    return MovingWindowRateLimiter(MemoryStorage())


@cache
def _limit(text: str) -> RateLimitItem:
    return parse(text)


def check_limit(limit: str, *keys: str) -> None:
    """Count one press; refuse it if there were too many.

    ``limit`` is like "5 per hour"; ``keys`` say of what and of whom (a form, an
    address, a client). Kept is only their hash.

    Raises
    ------
    TooOftenError
        If the limit is reached; this press is then not counted.

    Examples
    --------
    >>> check_limit("1 per hour", "example", "somebody")
    >>> check_limit("1 per hour", "example", "somebody")
    Traceback (most recent call last):
        ...
    copro_map.people.limits.TooOftenError: This was asked for too often. Try again ...
    """
    if not _limiter().hit(_limit(limit), _hash(keys)):
        raise _too_often(limit, keys)


def check_left(limit: str, *keys: str) -> None:
    """Refuse what was counted too often already, and count nothing.

    Raises
    ------
    TooOftenError
        If the limit is reached.
    """
    if not _limiter().test(_limit(limit), _hash(keys)):
        raise _too_often(limit, keys)


def _too_often(limit: str, keys: tuple[str, ...]) -> TooOftenError:
    frees, _ = _limiter().get_window_stats(_limit(limit), _hash(keys))
    return TooOftenError(TOO_OFTEN, max(1, ceil(frees - time())))


def _hash(keys: tuple[str, ...]) -> str:
    return sha256("\x00".join(keys).encode()).hexdigest()


# Of a form that sends an e-mail: of an address, and of a computer, behind which a whole
# council may sit.
A_MINUTE = "3 per minute"
A_MINUTE_OF_CLIENT = "30 per minute"  # a hall in which all book has one address
A_DAY, A_DAY_OF_CLIENT = "20 per day", "100 per day"
TOO_FAST = N_(
    "This form was sent a few times within a minute. Wait a minute, then send it: what "
    "you typed stays here."
)
TOO_MANY = N_(
    "This form was sent a lot of times today. Try again tomorrow: what you typed stays "
    "here as long as this page is open."
)


def check_form(form: str, who: str, client: str) -> None:
    """Count a form that sends an e-mail; refuse one too many.

    ``form`` says which, ``who`` is an address as addresses are compared, ``client`` a
    network address.

    Raises
    ------
    TooOftenError
        For the fourth of an address and the thirty-first of a network within a minute,
        the twenty-first and the hundred and first within a day; it says what to do.
    """
    limits = (
        (A_MINUTE, TOO_FAST, "address", who),
        (A_MINUTE_OF_CLIENT, TOO_FAST, "client", client),
        (A_DAY, TOO_MANY, "address", who),
        (A_DAY_OF_CLIENT, TOO_MANY, "client", client),
    )
    for limit, words, kind, key in limits:
        try:
            check_limit(limit, form, limit, kind, key)
        except TooOftenError as error:
            raise TooOftenError(words, error.wait_s) from None
