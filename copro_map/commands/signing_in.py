"""The command ``desk``: an address that signs somebody in, printed on the machine."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Annotated

import typer

from copro_map.base.config import Settings, load_settings
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_, t
from copro_map.files.terminal import AsJson, out, print_json

DESK = "/desk"
LAYER = "county_voluntary_council"  # an officer works for one
# Listened to, but reached under this name.
LOCALHOST = "localhost"
REACHED_AS_LOCALHOST = ("", "127.0.0.1", "0.0.0.0", "::", "::1", LOCALHOST)


class HereError(CoproMapError):
    """An address that could not be opened on this machine."""


def desk_command(
    person: Annotated[
        str, typer.Option(help="The address of whom to enter, change and sign in.")
    ] = "",
    role: Annotated[str, typer.Option(help="What they are here.")] = "",
    name: Annotated[str, typer.Option(help="As the desk shows it.")] = "",
    area: Annotated[
        list[str] | None,
        typer.Option(help="Of an officer: code or name; again for each further one."),
    ] = None,
    language: Annotated[str, typer.Option(help="cy or en.")] = "",
    anywhere: Annotated[
        bool, typer.Option("--anywhere", help="Not only on this machine.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Print an address that signs you in once, within 10 minutes, as administrator."""
    from copro_map.base.today import current_moment
    from copro_map.people.signing_in import link_of_the_machine

    settings, now = load_settings(), current_moment()
    _see_that_there_is_a_database(settings)
    site = site_to_open(os.environ, anywhere=anywhere)
    number = None
    if person:
        number = _enter(settings, person, role, name, area or [], language)
    elif role or name or area or language:
        raise CoproMapError(
            N_("Say whom it is about: add --person with an e-mail address.")
        )
    token = link_of_the_machine(
        settings, now, number, goes_to=DESK, is_local=not anywhere
    )
    address = f"{site}/k/{token}"
    if as_json:
        print_json({"address": address})
        return
    where = t("anywhere") if anywhere else t("on this machine")
    said = t("Open within 10 minutes; it works once. Where: {where}", where=where)
    out.print(f"{said}\n{address}")


def site_to_open(environment: Mapping[str, str], *, anywhere: bool) -> str:
    """Return the address of the site, for a browser on this machine or anywhere.

    Raises
    ------
    HereError
        If the server answers under no name that this machine could ask for.

    Examples
    --------
    >>> site_to_open({}, anywhere=False)
    'http://localhost:8501'
    >>> named = {"COPRO_MAP_ADDRESS": "https://map.example.org/"}
    >>> site_to_open(named, anywhere=True)
    'https://map.example.org'
    """
    own = environment.get("COPRO_MAP_ADDRESS", "").strip().rstrip("/")
    if anywhere and own:
        return own
    host = environment.get("COPRO_MAP_HOST", "")
    name = LOCALHOST if host in REACHED_AS_LOCALHOST else host
    named = [
        x.strip().lower() for x in environment.get("COPRO_MAP_HOSTS", "").split(",")
    ]
    if any(named) and not {name, "*"} & set(named):
        raise HereError(
            N_(
                "The map answers under the names in COPRO_MAP_HOSTS alone. Add {name} "
                "to them, or set COPRO_MAP_ADDRESS and use --anywhere."
            ),
            name=name,
        )
    return f"http://{name}:{environment.get('COPRO_MAP_PORT', '8501')}"


def _see_that_there_is_a_database(settings: Settings) -> None:
    """Say how to make one, if there is none; an older one is brought up to date."""
    from copro_map.base.store.connection import reading

    if not settings.database.exists():
        with reading(settings.database):
            pass


def _enter(
    settings: Settings,
    address: str,
    role: str,
    name: str,
    areas: list[str],
    language: str,
) -> int:
    """Enter a person, or change what is told of one; return their number."""
    from copro_map.base.today import current_moment
    from copro_map.people.persons import enter_person, person_at
    from copro_map.people.rules.permissions import ENTERED, MACHINE

    known = person_at(settings, address)
    if not known and not role:
        raise CoproMapError(
            N_("{address} is not entered yet. Add --role and one of: {roles}."),
            address=address,
            roles=", ".join(ENTERED),
        )
    codes = [area_named(settings, one) for one in areas]
    return enter_person(
        settings,
        MACHINE,
        address=address,
        name=name or (known.name if known else address.partition("@")[0]),
        role=role or (known.role if known else ""),
        areas=codes or (known.areas if known else ()),
        language=language or (known.language if known else ""),
        now=current_moment(),
    ).number


def area_named(settings: Settings, given: str) -> str:
    """Return the code of a County Voluntary Council, by what somebody calls it.

    By its code, with or without CVC, its name in either language, or the code or name
    of a local authority that it is for.

    Raises
    ------
    UnknownAreaError
        If none is called so.

    Examples
    --------
    >>> settings = load_settings({})
    >>> [area_named(settings, x) for x in ("cavo", "CVC-CAVO", "Ceredigion")]
    ['CVC-CAVO', 'CVC-CAVO', 'CVC-CAVO']
    """
    from copro_map.base.errors import UnknownAreaError
    from copro_map.base.names import fold
    from copro_map.geography.areas import find_layer, load_layers

    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    authorities = find_layer(layers, "local_authority").areas
    for one in find_layer(layers, LAYER).areas.values():
        areas = [one, *(authorities[code] for code in one.members)]
        names = {x for area in areas for x in (area.code, area.label.en, area.label.cy)}
        if fold(given) in map(fold, names | {one.code.removeprefix("CVC-")}):
            return one.code
    raise UnknownAreaError(
        N_(
            "{given}: no County Voluntary Council is called so. List them: "
            "python -m copro_map areas {layer}"
        ),
        layer=LAYER,
        given=given,
    )
