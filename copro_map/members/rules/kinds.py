"""What the definition files of members say: types, roles, steps of the scale."""

from __future__ import annotations

from typing import Annotated

from copro_map.base.models import Definition, Text, several, whole


class MemberType(Definition):
    """A sort of body that may join; ``citizens`` if citizens make and lead it.

    ``group`` is the wider word that it belongs to (``sector_groups``), "" for none.
    """

    id: str
    label: Text
    citizens: bool = False
    group: str = ""


class MemberRole(Definition):
    """What a member may take on in the work of the Network."""

    id: str
    label: Text


class Band(Definition):
    """A step of the sliding scale; what it gives a year, if the Network has said."""

    id: str
    label: Text
    pounds: Annotated[int, whole(0, 100_000)] | None = None
    hours: Annotated[int, whole(0, 2_000)] | None = None


class Principles(Definition):
    """What members agree to, in a version of its own."""

    version: str
    source: Text
    principles: Annotated[tuple[Text, ...], several(1)]
