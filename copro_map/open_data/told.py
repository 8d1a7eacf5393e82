"""What is said of each public address: what it is, what it answers with, when not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.today import current_day
from copro_map.events.face import events_frame
from copro_map.geography.areas import load_layers
from copro_map.indicators.face import indicators_of, own_of
from copro_map.open_data.datasets import FORMATS, datasets
from copro_map.open_data.event_asks import EVENT_PARAMS
from copro_map.open_data.package import MEDIA

HTML, PNG, SCRIPT = "text/html", "image/png", "text/javascript"
JSON, XML, ATOM = MEDIA["json"], "application/xml", "application/atom+xml"
CALENDAR = "text/calendar"
AREA = "W06000023"
ASKED = ("csv", "geojson", "json")  # formats of entries that answer a question
IN_PARTS = ("limit", "offset")
# What stands in the holes of paths.
HOLES = {
    "id": N_("The id of an entry or an event, or the code of an area or an indicator."),
    "code": N_("The code of an area."),
    "name": N_("The code of an area or the word for all Wales; a kind may follow."),
    "number": N_("The number of the part."),
}
# The parts of what is public, as programs and people are to find them.
PARTS = {
    "files": N_("Whole files, and questions whose answer is a file."),
    "pages": N_("Plain pages of single things."),
    "frames": N_("Parts of the map for other websites."),
    "pictures": N_("Pictures for previews."),
    "machines": N_("What there is, for programs and search engines."),
}


@dataclass(frozen=True)
class Said:
    """What is said of an address.

    ``of`` is the part that it belongs to, ``media`` what it answers with, ``asks`` that
    it takes the questions of the map, and ``more`` beside them, ``speaks`` that it
    answers in a language. ``statuses`` are its other answers; ``examples`` stand in the
    holes of its path, and ``words`` are all that may stand in one.
    """

    of: str
    summary: str
    media: tuple[str, ...] = (HTML,)
    statuses: tuple[str, ...] = ("304", "404", "503")
    asks: bool = False
    more: tuple[str, ...] = ()
    speaks: bool = True
    examples: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    data_set: str = ""


PAGE = Said("pages", "")
FRAME = Said("frames", "", statuses=("304", "400", "404", "429", "503"), asks=True)
FEED = Said("files", "", statuses=("304", "400", "429", "503"), asks=True)
FILE = Said("files", "", statuses=("206", "304", "400", "416", "429", "503"))
MACHINE = Said("machines", "", statuses=("304", "429", "503"))
# By the path without its language.
SAID = {
    "/entry/{id}": replace(
        PAGE,
        summary=N_("The page of an entry."),
        statuses=("301", "304", "404", "410", "503"),
    ),
    "/area/{id}": replace(
        PAGE, summary=N_("The page of an area."), examples={"id": AREA}
    ),
    "/indicator/{id}": replace(
        PAGE, summary=N_("The page of an indicator."), examples={"id": "1.1"}
    ),
    "/event/{id}": replace(PAGE, summary=N_("The page of an event.")),
    "/event/{id}.ics": Said(
        "files",
        N_("An event, for a calendar."),
        (CALENDAR,),
        ("304", "404", "429", "503"),
    ),
    "/open/events.ics": Said(
        "files",
        N_("The events that answer a question, for a calendar to follow."),
        (CALENDAR,),
        ("304", "400", "429", "503"),
        more=EVENT_PARAMS,
    ),
    "/open": replace(PAGE, summary=N_("What there is to be had, for people.")),
    "/embed": replace(FRAME, summary=N_("The answer to a question, to be framed.")),
    "/embed/area/{code}": replace(
        FRAME, summary=N_("An area, to be framed."), examples={"code": AREA}
    ),
    "/embed.js": Said(
        "frames",
        N_("The script that sets a frame's height."),
        (SCRIPT,),
        ("304",),
        speaks=False,
    ),
    "/embed/map.js": Said(
        "frames",
        N_("The script inside a frame."),
        (SCRIPT,),
        ("304",),
        speaks=False,
    ),
    "/pictures/{language}/{name}.png": Said(
        "pictures",
        N_("A map to go with a link: of an area, of a kind in it, of all Wales."),
        (PNG,),
        ("304", "404", "429", "503"),
        examples={"name": AREA},
    ),
    "/open/feed.atom": replace(
        FEED,
        summary=N_("What is new and what has changed in the answer to a question."),
        media=(ATOM,),
    ),
    "/open/datapackage.json": replace(
        MACHINE,
        summary=N_("What the whole files are, and what is in each column."),
        media=(JSON,),
        speaks=False,
    ),
    "/open/openapi.json": replace(
        MACHINE, summary=N_("What this document says."), media=(JSON,)
    ),
    "/sitemap.xml": replace(
        MACHINE,
        summary=N_("Every public page."),
        media=(XML,),
        statuses=("304", "503"),
        speaks=False,
    ),
    "/sitemap-{number}.xml": replace(
        MACHINE,
        summary=N_("A part of the list of all pages, if it is long."),
        media=(XML,),
        statuses=("304", "404", "503"),
        speaks=False,
    ),
    "/robots.txt": replace(
        MACHINE,
        summary=N_("What search engines are asked to leave out."),
        media=("text/plain",),
        statuses=("304", "503"),
        speaks=False,
    ),
}


def _of_files(settings: Settings) -> Iterator[tuple[str, Said]]:
    for data_set in datasets(settings):
        for format_ in FORMATS:
            summary, media = data_set.title.text(), (MEDIA[format_],)
            said = replace(FILE, summary=summary, media=media, data_set=data_set.name)
            if data_set.name == "entries" and format_ in ASKED:
                said = replace(said, asks=True, more=IN_PARTS)
            yield f"/open/{data_set.name}.{format_}", said


def said_of(settings: Settings, entry_id: str) -> dict[str, Said]:
    """Return what is said of every address, by its path without a language.

    ``entry_id`` is of an entry that there is.
    """
    layers = load_layers(settings.boundaries_dir, settings.data_dir).values()
    areas = tuple(code for layer in layers for code in layer.areas)
    indicators = (*indicators_of(settings, current_day()), *own_of(settings))
    words = {
        "/area/{id}": {"id": areas},
        "/embed/area/{code}": {"code": areas},
        "/indicator/{id}": {"id": indicators},
    }
    found = {
        path: replace(said, words=words.get(path, {})) for path, said in SAID.items()
    }
    held = next(iter(events_frame(settings)["id"]), "")
    known = {"/entry/{id}": entry_id, "/event/{id}": held, "/event/{id}.ics": held}
    found |= {
        path: replace(found[path], examples={"id": one})
        for path, one in known.items()
        if one
    }
    return {**found, **dict(_of_files(settings))}
