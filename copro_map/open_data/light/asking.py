"""What the address of an answer for programs asks: all of it is understood, or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request

from copro_map.base.characters import has_control, shown
from copro_map.base.config import load_settings
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import LANGUAGES, N_
from copro_map.frame.heads import own_address
from copro_map.open_data.light.answering import AskedError
from copro_map.search import cached
from copro_map.search.face import (
    LONGEST_TEXT,
    PARAMS,
    Addressed,
    Answer,
    addressed,
    check_place,
)

LANGUAGE = "lang"
NEAR = PARAMS["near"]
TEXTS = (PARAMS["text"], NEAR)
LONGEST = 4_000  # characters of a parameter: every area there is
MOST_NAMED = 10
STRANGE = N_(
    "This address asks for something that the map does not know, or asks it twice: "
    "{what}. Take that out, or write it in another way."
)


@dataclass(frozen=True)
class Asked:
    """A question of a program: what it asks, and its parameters as they are written.

    ``params`` are in one order, whatever order they came in, without those that are
    empty.
    """

    addressed: Addressed
    params: dict[str, str]

    def at(self, path: str, **others: object) -> str:
        """Return the whole address of this question at a path, with others added."""
        params = {**self.params, **others}
        sign = "?" if params else ""
        return f"{own_address()}{path}{sign}{urlencode(params)}"


def _is_sound(name: str, value: str) -> bool:
    longest = LONGEST_TEXT if name in TEXTS else LONGEST
    return len(value) <= longest and not has_control(value)


def strange(request: Request, known: Container[str]) -> list[str]:
    """Return the parameters that nothing has, that come twice, or cannot be read."""
    given = request.query_params.multi_items()
    times = Counter(name for name, _ in given)
    languages = ("", *LANGUAGES)
    return [
        name
        for name, value in given
        if name not in known
        or times[name] > 1
        or not _is_sound(name, value)
        or (name == LANGUAGE and value not in languages)
    ]


def refuse(*names: str) -> AskedError:
    """Return the error that says which parameters mean nothing."""
    named = list(dict.fromkeys(map(shown, names)))[:MOST_NAMED]
    return AskedError(STRANGE, *named, what=", ".join(named))


def asked_by(request: Request, *more: str) -> Asked:
    """Return what a request asks; ``more`` are parameters that its route reads itself.

    Raises
    ------
    AskedError
        If a parameter means nothing; a page would leave it out and say so.
    """
    odd = strange(request, {*PARAMS.values(), LANGUAGE, *more})
    given = dict(request.query_params)
    found = addressed(load_settings(), given)
    if odd := [*odd, *found.ignored]:
        raise refuse(*odd)
    order = (*PARAMS.values(), LANGUAGE, *more)
    return Asked(found, {name: given[name] for name in order if given.get(name)})


def answer_to(asked: Asked) -> Answer:
    """Return what answers a question.

    Raises
    ------
    AskedError
        If its place is not known.
    """
    answer = cached.answer_once(asked.addressed.query)
    try:
        check_place(load_settings(), answer)
    except CoproMapError as error:
        raise AskedError(error.message, NEAR, **error.facts) from error
    return answer
