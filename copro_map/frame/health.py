"""``/health``: what a monitor asks; it names no file."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse

from copro_map import __version__
from copro_map.base.config import load_settings
from copro_map.base.store.looking import look


def health(_request: Request) -> JSONResponse:
    """Say whether the database can be read, is sound, and can be written to.

    200 if so, else 503 with a word for each fault, as ``look`` returns them. Not the
    revision of the data: that grows with every reply to a survey that is open.
    """
    looked = look(load_settings().database)
    told = {"version": __version__}
    if looked.faults:
        faults = list(looked.faults)
        return JSONResponse({"status": "error", "faults": faults, **told}, 503)
    return JSONResponse({"status": "ok", **told})
