"""How long things are kept: a table of days, which every sweep of the clock reads."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from pydantic import model_validator

from copro_map.base.config import Settings
from copro_map.base.definitions import load_all
from copro_map.base.errors import DefinitionError
from copro_map.base.i18n import N_, t
from copro_map.base.models import Definition, FieldError, Text, whole

FILE = "retention.toml"
LONGEST = 4000  # days


class Line(Definition):
    """How long something is kept: so many days from a moment, or until something is.

    Attributes
    ----------
    days
        After so many days the clock's sweep deletes it; None if ``until`` says when.
    since
        The moment from which they count.
    """

    id: str
    label: Text
    why: Text
    days: Annotated[int | None, whole(1, LONGEST)] = None
    since: Text | None = None
    until: Text | None = None

    @model_validator(mode="after")
    def _one_end(self) -> Line:
        said = (self.days is None, self.since is None, self.until is None)
        if said not in ((False, False, True), (True, True, False)):
            raise FieldError(
                N_("{where}: say when it goes: write {fields}."),
                (),
                fields="days = 35, since = {...}; until = {...}",
            )
        return self


def lines(settings: Settings) -> dict[str, Line]:
    """Return how long what is kept, by id, in the order of ``data/retention.toml``.

    Raises
    ------
    DefinitionError
        If the file is missing or one of its tables is wrong; the message names it.
    """
    return load_all(Line, settings.data_dir / FILE)


def days(settings: Settings, line: str) -> int:
    """Return after how many days something is deleted.

    Raises
    ------
    DefinitionError
        If ``data/retention.toml`` has no such line, or one without days.

    Examples
    --------
    >>> from copro_map.base.config import load_settings
    >>> days(load_settings({}), "backups")
    35
    """
    found = lines(settings).get(line)
    if found is None or found.days is None:
        raise DefinitionError(
            N_("{file}: write [{line}] with its days: a sweep goes by it."),
            file=FILE,
            line=line,
        )
    return found.days


def kept_for(settings: Settings, line: str) -> timedelta:
    """Return the same as a span of time; errors as ``days``."""
    return timedelta(days=days(settings, line))


def period(line: Line) -> str:
    """Return how long something is kept, in the current language.

    Examples
    --------
    >>> from copro_map.base.config import load_settings
    >>> known = lines(load_settings({}))
    >>> period(known["held_messages"]), period(known["sessions"])
    ('two days after the day you wrote it', 'until you sign out, 12 hours at most')
    """
    if line.until:
        return t("until {until}", until=line.until.text())
    assert line.since is not None
    words = FEW.get(line.days or 0, N_("{n} days after {since}"))
    return t(words, n=line.days, since=line.since.text())


FEW = {1: N_("one day after {since}"), 2: N_("two days after {since}")}
