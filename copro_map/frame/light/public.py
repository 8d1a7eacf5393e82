"""Light pages that everybody may keep, find and read without a script."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from functools import wraps
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote, urlencode

from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import LANGUAGES, current_language, language_in_force, t
from copro_map.base.today import WALES, current_moment
from copro_map.drawing.on_screen import SCALE
from copro_map.drawing.templates import Html, render, styles
from copro_map.frame.foot import foot
from copro_map.frame.heads import AddressError, Head, MovedError
from copro_map.frame.light.page import COLOURS, STYLE, notes, status_of
from copro_map.frame.page_head import in_head
from copro_map.frame.speaking import wanted_language
from copro_map.frame.visitors import words

PUBLIC_STYLE = Path(__file__).parent / "public.css"
# Five minutes: a correction is seen soon, and a proxy bears a crowd.
KEPT = "public, max-age=300"
OPEN = {
    "cache-control": KEPT,
    "x-frame-options": "DENY",
    "content-security-policy": (
        "default-src 'none'; img-src 'self' data:; font-src 'self'; "
        "style-src 'unsafe-inline'; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    ),
}
Answer = Callable[[Request], Response]


class AsWrittenConvertor(Convertor[str]):
    """A part of a public address that is what it says."""

    def convert(self, value: str) -> str:
        """Return what stands in an address."""
        return value

    def to_string(self, value: str) -> str:
        """Return it as it stands in an address."""
        return value


class LanguageConvertor(AsWrittenConvertor):
    """The language at the start of a public address, as ``{language:language}``."""

    regex = "|".join(LANGUAGES)


class IdConvertor(AsWrittenConvertor):
    """The id of an entry, the code of an area or of an indicator, as ``{id:id}``."""

    regex = "[A-Za-z0-9][A-Za-z0-9.-]{0,99}"


register_url_convertor("language", LanguageConvertor())
register_url_convertor("id", IdConvertor())


def _settled(changed: date | None) -> datetime | None:
    """Return the end of a day of changes; None while more may change on it.

    A page of this morning would else be taken for that of this evening.
    """
    if changed is None:
        return None
    end = datetime.combine(changed + timedelta(days=1), time(), WALES)
    return end if end <= current_moment() else None


def is_known(request: Request, tag: str, changed: date | None = None) -> bool:
    """Say whether who asks has this already: by its tag, else by its day."""
    if tags := request.headers.get("if-none-match"):
        given = [one.strip().removeprefix("W/") for one in tags.split(",")]
        return tag.removeprefix("W/") in given or "*" in given
    since, settled = request.headers.get("if-modified-since"), _settled(changed)
    if not (since and settled):
        return False
    try:
        return parsedate_to_datetime(since) >= settled
    except (ValueError, TypeError):
        return False


def conditional(
    request: Request,
    content: bytes,
    media_type: str,
    headers: Mapping[str, str],
    *,
    status: int = 200,
    changed: date | None = None,
) -> Response:
    """Return content with its tag, and its day if that is known; 304 if it is known."""
    tag = f'"{sha256(content).hexdigest()[:32]}"'
    told = {**headers, "etag": tag}
    if settled := _settled(changed):
        told["last-modified"] = format_datetime(settled.astimezone(UTC), usegmt=True)
    if status == 200 and is_known(request, tag, changed):
        return Response(None, 304, told)
    return Response(content, status, told, media_type)


def public_page(  # noqa: PLR0913 - a page and how it is answered
    request: Request,
    head: Head,
    body: Html,
    *,
    heading: Html | str = "",
    status: int = 200,
    headers: Mapping[str, str] = OPEN,
    sheets: Sequence[Path] = (),
) -> Response:
    """Return a public light page in the language in force.

    Its one heading is ``heading``, or ``head.title``; it and ``body`` come from
    templates. A page that is not there (``status``), or is invented, is not for search
    engines. ``sheets`` are styles of its own.
    """
    page = render(
        "frame/public.html",
        head=head,
        in_head=in_head(head, found=status == 200),
        heading=heading or head.title,
        notes=notes(),
        body=body,
        languages=LANGUAGES,
        **foot(),
        style=styles(COLOURS, STYLE, SCALE, PUBLIC_STYLE, *sheets),
    )
    content = f"<!doctype html>{page}".encode()
    media = "text/html; charset=utf-8"
    return conditional(request, content, media, headers, status=status)


def not_there(request: Request, error: CoproMapError) -> Response:
    """Return the page that says why there is nothing at an address, and ways on."""
    status = error.status if isinstance(error, AddressError) else status_of(error)
    said = render("frame/not_there.html", text=words(error))
    # In the other language it is not there either.
    title = t("There is nothing here") if status in (404, 410) else t("Not now")
    kept = {} if status in (404, 410) else {"cache-control": "no-store"}
    head = Head(title, "")
    return public_page(request, head, said, status=status, headers=OPEN | kept)


def public(answer: Answer) -> Answer:
    """Let a route's answer be in the language of its path.

    What is not there becomes a page that says so, with its status; what has moved leads
    to where it is now.
    """

    def speak(request: Request) -> Response:
        with language_in_force(request.path_params["language"]):
            try:
                return answer(request)
            except MovedError as error:
                to = f"/{current_language()}/{error.to}"
                return RedirectResponse(to, error.status, {"cache-control": KEPT})
            except CoproMapError as error:
                return not_there(request, error)

    return wraps(answer)(speak)


def in_own_language(request: Request) -> Response:
    """Lead from an address without a language to the same in the visitor's own.

    By ``?lang=``, which is then in the path, else by the browser's.
    """
    language = wanted_language(request.scope).decode()
    others = [one for one in request.query_params.multi_items() if one[0] != "lang"]
    asked = f"?{urlencode(others)}" if others else ""
    told = {"vary": "Accept-Language", "cache-control": KEPT}
    path = quote(request.url.path)
    return RedirectResponse(f"/{language}{path}{asked}", 302, told)
