"""``/open/entries.csv`` and the others: whole files, in one piece or in parts."""

from __future__ import annotations

import re
from email.utils import formatdate, parsedate_to_datetime
from functools import partial
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.types import Receive, Scope, Send

from copro_map.base.config import load_settings
from copro_map.base.i18n import N_, t
from copro_map.base.today import current_day
from copro_map.files.marking import file_name
from copro_map.frame.heads import own_address
from copro_map.frame.light.public import KEPT, is_known
from copro_map.open_data.about import PACKAGE
from copro_map.open_data.cache_folder import kept_digest
from copro_map.open_data.datasets import FORMATS, NAMES
from copro_map.open_data.files import packed_file, whole_file
from copro_map.open_data.light.answering import AskedError, open_route
from copro_map.open_data.light.queries import answer_query

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8; header=present",
    "geojson": "application/geo+json",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# What is compressed already is not compressed again.
TEXTS = ("csv", "geojson", "json")
RANGES = re.compile(
    r"bytes=\s*(?:\d{1,15}-\d{0,15}|-\d{1,15})"
    r"(?:\s*,\s*(?:\d{1,15}-\d{0,15}|-\d{1,15})){0,9}\s*",
    re.ASCII,
)
RANGE = re.compile(r"(\d*)-(\d*)")
WHOLE = N_(
    "This file is always whole, so it cannot be asked for a part. Ask for the address "
    "without what follows the question mark."
)
BEYOND = N_("This file has no such part. Bytes in all: {n}")


class _Sent(FileResponse):
    """A file, or parts of it where ``ranges`` are asked for that it can give."""

    ranges = True

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it; a range that nobody can read is as if it were not asked for."""
        if not self.ranges:
            kept = [one for one in scope["headers"] if one[0] != b"range"]
            scope = {**scope, "headers": kept}
        await super().__call__(scope, receive, send)


def takes_gzip(request: Request) -> bool:
    """Say whether whoever asks can read what is compressed."""
    for one in request.headers.get("accept-encoding", "").split(","):
        name, _, quality = one.partition(";")
        if name.strip().lower() in ("gzip", "*"):
            return not re.fullmatch(r"\s*q=0(?:\.0*)?\s*", quality)
    return False


def _is_new(request: Request, tag: str, changed: float) -> bool:
    """Say whether who asks does not have this yet: by its tag, else by its moment."""
    if "if-none-match" in request.headers:
        return not is_known(request, tag)
    try:
        since = parsedate_to_datetime(request.headers.get("if-modified-since", ""))
        return since.timestamp() < int(changed)
    except (ValueError, TypeError, OverflowError):
        return True


def _asked_ranges(request: Request) -> list[tuple[str, str]]:
    """Return the parts that are asked for; none if nobody can read what is asked."""
    asked = request.headers.get("range", "")
    if not RANGES.fullmatch(asked):
        return []
    found: list[tuple[str, str]] = RANGE.findall(asked)
    turned = [1 for first, last in found if first and last and int(first) > int(last)]
    return [] if turned else found


def _is_beyond(ranges: list[tuple[str, str]], size: int) -> bool:
    return any(
        int(first) >= size if first else int(last) == 0 for first, last in ranges
    )


def _chosen(request: Request, whole: Path, written: str) -> Path:
    """Return the file that is sent: compressed, if that can be read and is less."""
    if written not in TEXTS or _asked_ranges(request) or not takes_gzip(request):
        return whole
    return packed_file(load_settings(), whole)


def _sent(request: Request, name: str, written: str) -> Response:
    """Return the whole file, parts of it, or that whoever asks has it already."""
    settings, ranges = load_settings(), _asked_ranges(request)
    whole = whole_file(settings, name, written)
    file = _chosen(request, whole, written)
    stood, tag = file.stat(), f'"{kept_digest(file)}"'
    headers = {
        "cache-control": KEPT,
        "etag": tag,
        "last-modified": formatdate(stood.st_mtime, usegmt=True),
        "link": f'<{own_address()}{PACKAGE}>; rel="describedby"',
        **({"vary": "Accept-Encoding"} if written in TEXTS else {}),
    }
    if not _is_new(request, tag, stood.st_mtime):
        return Response(None, 304, headers)
    if _is_beyond(ranges, stood.st_size):
        beyond = {"content-range": f"bytes */{stood.st_size}"}
        said = {"error": t(BEYOND, n=stood.st_size)}
        return JSONResponse(said, 416, beyond)
    # What is sent as it is says so, or it is compressed on its way for each reader.
    headers["content-encoding"] = "identity" if file == whole else "gzip"
    called = f"copro_map-{name}-{current_day().isoformat()}.{written}"
    sent = _Sent(
        file,
        200,
        headers,
        MEDIA_TYPES[written],
        filename=file_name(settings, called),
        stat_result=stood,
    )
    sent.ranges = bool(ranges)
    return sent


def answer_file(request: Request, name: str, written: str) -> Response:
    """Answer GET ``/open/NAME.FORMAT``; the entries also with a question.

    Raises
    ------
    AskedError
        If a question is asked of what is always whole.
    NotMadeError
        If the file cannot be made now.
    """
    asked = sorted(set(request.query_params) - {"lang"})
    if asked and name == "entries":
        return answer_query(request, written)
    if asked:
        raise AskedError(WHOLE, *asked)
    return _sent(request, name, written)


ROUTES = tuple(
    open_route(
        f"/open/{name}.{written}", partial(answer_file, name=name, written=written)
    )
    for name in NAMES
    for written in FORMATS
)
