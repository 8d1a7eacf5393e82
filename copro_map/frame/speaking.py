"""Which language a request asks for: by its path, ``?lang=``, or its browser."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import Scope

from copro_map.base.i18n import LANGUAGES


def wanted_language(scope: Scope) -> bytes:
    """Return the language that a request asks for.

    What stands under a language's own address ("/cy/entry/tir-coed") is in it, whatever
    else is asked.

    Examples
    --------
    >>> wanted_language({"path": "/desk", "query_string": b"lang=cy", "headers": []})
    b'cy'
    >>> wanted_language({"path": "/en/x", "query_string": b"lang=cy", "headers": []})
    b'en'
    >>> welsh = [(b"accept-language", b"cy-GB")]
    >>> wanted_language({"path": "/", "query_string": b"", "headers": welsh})
    b'cy'
    """
    request = Request({**scope, "type": "http"})
    first = str(scope.get("path", "")).split("/", 2)[1:2]
    asked = (*first, request.query_params.get("lang", ""))
    if found := next((one for one in asked if one in LANGUAGES), None):
        return found.encode()
    preferred = request.headers.get("accept-language", "").lower()
    return b"cy" if preferred.startswith("cy") else b"en"
