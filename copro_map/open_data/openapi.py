"""What is public, for programs: each address, what it is asked, what it answers.

Made from the routes themselves (OpenAPI 3.1), with the words of our vocabularies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from copro_map import __version__
from copro_map.base.config import Settings
from copro_map.base.i18n import N_, t
from copro_map.base.store.network import contact_on, network_on
from copro_map.base.store.programme import demonstration_note
from copro_map.base.today import current_day
from copro_map.frame.heads import own_address
from copro_map.geography.sources import terms
from copro_map.open_data.datasets import datasets
from copro_map.open_data.package import ABOUT, TITLE
from copro_map.open_data.parameters import parameters, spoken
from copro_map.open_data.record_schemas import content, record
from copro_map.open_data.told import HOLES, PARTS, Said, said_of
from copro_map.search.face import PARAMS

PATH = "/open/openapi.json"
VERSION = "3.1.0"
# A hole in the path of a route: its name, and what sort of text is in it.
HOLE = re.compile(r"{(\w+)(?::\w+)?}")
SPOKEN = "/{language}"
# What else than an answer there is, by its status: when that is.
REFUSED = {
    "206": N_("The parts of a file that were asked for."),
    "301": N_("It is at another address now."),
    "302": N_("The same in the language that is asked for, or that of the reader."),
    "304": N_("Nothing has changed since."),
    "400": N_("Something in the question means nothing; the answer says what."),
    "404": N_("There is nothing here."),
    "410": N_("It was taken off the map."),
    "416": N_("The file has no such part."),
    "429": N_("Asked too often; the answer says how long to wait."),
    "503": N_("The records cannot be read now."),
}
LATER = ("429", "503")
USE = N_(
    "Nobody needs a key or an account. {head} is answered like {get}. Ask by {header} "
    "whether something is new: that is hardly counted. Pages of other sites may read "
    "what is under {where}."
)
ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {"type": "string"},
        "ignored": {"type": "array", "items": {"type": "string"}},
    },
}


def written(path: str) -> str:
    """Return the path of a route as it is written here.

    Examples
    --------
    >>> written("/{language:language}/entry/{id}")
    '/{language}/entry/{id}'
    """
    return HOLE.sub(r"{\1}", path)


def _refusal(status: str) -> dict[str, Any]:
    """Return what describes an answer that is none, by its status."""
    told: dict[str, Any] = {"description": t(REFUSED[status])}
    if status in LATER:
        seconds = {"description": t("Seconds to wait."), "schema": {"type": "integer"}}
        told["headers"] = {"Retry-After": seconds}
    if status in ("301", "302"):
        told["headers"] = {"Location": {"schema": {"type": "string", "format": "uri"}}}
    elif status >= "400":
        error = {"schema": {"$ref": "#/components/schemas/error"}}
        page = {"schema": {"type": "string"}}
        told["content"] = {"application/json": error, "text/html": page}
    return told


def _hole(name: str, said: Said) -> dict[str, Any]:
    """Return what describes a hole of a path."""
    words = said.words.get(name, ())
    example = {"example": said.examples[name]} if name in said.examples else {}
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": t(HOLES[name]),
        "schema": {"type": "string", **({"enum": list(words)} if words else {})},
        **example,
    }


def _parameters(path: str, said: Said) -> list[dict[str, Any]]:
    """Return the holes of a path, and what else it may be asked."""
    holes = [hole for hole in HOLE.findall(path) if hole != "language"]
    found = [_hole(hole, said) for hole in holes]
    if "{language}" in path:
        found.insert(0, spoken("path", "language"))
    names = (*(PARAMS.values() if said.asks else ()), *said.more)
    if said.speaks and "{language}" not in path:
        names = (*names, "lang")
    refs = ({"$ref": f"#/components/parameters/{name}"} for name in names)
    return [*found, *refs]


def _responses(said: Said, *, leads: bool) -> dict[str, Any]:
    """Return the answers of an address; ``leads``: it only leads to another."""
    statuses = ("302",) if leads else said.statuses
    refused = {
        status: {"$ref": f"#/components/responses/{status}"} for status in statuses
    }
    if leads:
        return refused
    holds = {media: content(said.data_set, media) for media in said.media}
    return {"200": {"description": t(said.summary), "content": holds}, **refused}


def _operation(path: str, said: Said, *, leads: bool) -> dict[str, Any]:
    name = re.sub(r"\W+", "_", path).strip("_")
    return {
        "operationId": f"get_{name}",
        "tags": [said.of],
        "summary": t(said.summary),
        "parameters": _parameters(path, said),
        "responses": _responses(said, leads=leads),
    }


def _paths(settings: Settings, routes: Iterable[str], entry_id: str) -> dict[str, Any]:
    """Return what describes each path of which something is said.

    One without a language leads to the one with it.
    """
    found, said = [written(path) for path in routes], said_of(settings, entry_id)
    known = {path: said.get(path.removeprefix(SPOKEN)) for path in found}
    return {
        path: {"get": _operation(path, one, leads=f"{SPOKEN}{path}" in found)}
        for path, one in known.items()
        if one
    }


def _info(settings: Settings) -> dict[str, Any]:
    use = t(USE, head="HEAD", get="GET", header="If-None-Match", where="/open")
    note, contact = demonstration_note(settings), contact_on(settings, current_day())
    return {
        "title": t(TITLE),
        "version": __version__,
        "description": " ".join(filter(None, (note, t(ABOUT), use))),
        "contact": {
            "name": network_on(settings, current_day()).text(),
            **({"email": contact} if contact else {}),
        },
        "license": {
            "name": terms(settings)["licence"],
            "url": f"{own_address()}/about",
        },
    }


def described(
    settings: Settings, routes: Iterable[str], entry_id: str
) -> dict[str, Any]:
    """Return what describes the paths of routes, in the language in force.

    ``entry_id`` is that of an entry that there is, as an example.
    """
    return {
        "openapi": VERSION,
        "info": _info(settings),
        "servers": [{"url": own_address()}],
        "tags": [{"name": x, "description": t(y)} for x, y in PARTS.items()],
        "paths": _paths(settings, routes, entry_id),
        "components": {
            "parameters": parameters(settings),
            "responses": {status: _refusal(status) for status in REFUSED},
            "schemas": {
                "error": ERROR,
                **{one.name: record(one) for one in datasets(settings)},
            },
        },
    }
