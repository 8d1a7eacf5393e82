"""What search engines read of a page: objects of schema.org, no field but known ones.

None is about a person: of whoever is a practitioner alone, only the way to the page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

CONTEXT = "https://schema.org"
WALES = {"@type": "AdministrativeArea", "name": "Wales", "alternateName": "Cymru"}
# What an entry is, by its kind; nothing fits whoever looks for something.
TYPES = {"practitioner": "Organization", "project": "Project", "offer": "Service"}
Linked = Mapping[str, object]


def told(kind: str, **facts: object) -> Linked:
    """Return an object of a type, without what is not known.

    Examples
    --------
    >>> told("Project", name="Tir Coed", description="")
    {'@context': 'https://schema.org', '@type': 'Project', 'name': 'Tir Coed'}
    """
    known = {name: value for name, value in facts.items() if value}
    return {"@context": CONTEXT, "@type": kind, **known}


def part(kind: str, **facts: object) -> Linked:
    """Return the same to stand inside another one.

    Examples
    --------
    >>> part("Place", name="Powys")
    {'@type': 'Place', 'name': 'Powys'}
    """
    known = told(kind, **facts)
    return {name: value for name, value in known.items() if name != "@context"}


def areas(names: Sequence[str]) -> list[Linked]:
    """Return areas by their names, each inside Wales."""
    return [part("AdministrativeArea", name=name) for name in names]


def way(*steps: tuple[str, str]) -> Linked:
    """Return the way from the home page, as (name, whole address).

    Examples
    --------
    >>> way(("Home", "https://a.example/"))["itemListElement"][0]["position"]
    1
    """
    return told(
        "BreadcrumbList",
        itemListElement=[
            part("ListItem", position=at, name=name, item=address)
            for at, (name, address) in enumerate(steps, 1)
        ],
    )
