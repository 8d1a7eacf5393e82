"""``/health``: what a monitor asks; it names no file."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse

from copro_map import __version__
from copro_map.base.config import Settings, load_settings
from copro_map.base.errors import DayError
from copro_map.base.store.backups import warnings
from copro_map.base.store.looking import look
from copro_map.base.today import current_moment, moved_day
from copro_map.people.suppressed import fault


def health(_request: Request) -> JSONResponse:
    """Say whether the database can be read, is sound, and can be written to.

    200 if so, else 503 with a word for each fault, as ``look`` returns them. Not the
    revision of the data: that grows with every reply to a survey that is open.
    ``warnings`` are about the nightly backups, and the list of who asked to be
    forgotten: a map without them answers all the same.
    """
    settings = load_settings()
    looked = look(settings.database)
    told = {"version": __version__, "warnings": _warnings(settings)}
    if looked.faults:
        faults = list(looked.faults)
        return JSONResponse({"status": "error", "faults": faults, **told}, 503)
    return JSONResponse({"status": "ok", **told})


def _warnings(settings: Settings) -> list[str]:
    try:
        now, is_trial = current_moment(), moved_day() is not None
    except DayError:
        return ["no day"]
    unread = ["list of the forgotten cannot be read"] if fault(settings) else []
    return [*warnings(settings, now, is_trial=is_trial), *unread]
