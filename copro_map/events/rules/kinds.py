"""What a definition file says of a sort of event, and how many were promised."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import PlainValidator, model_validator

from copro_map.base.definitions import looks
from copro_map.base.models import NO_NAMES, Definition, FieldError, Text, several, whole


class EventType(Definition):
    """A sort of event; ``planned`` of them each year, or in the first year alone.

    ``planned_in``: one in each of these parts of Wales (English names of regions.csv).
    ``colour`` and ``shape`` are those of its pins.
    """

    id: str
    label: Text
    plural: Text
    planned: Annotated[int, whole(1, 365)] | None = None
    planned_for: Literal["year", "first_year"] = "year"
    planned_in: Annotated[tuple[str, ...], several(1)] = ()
    source: Text | None = None
    colour: Annotated[str, PlainValidator(looks)] = "#52606D"
    shape: Annotated[str, PlainValidator(looks)] = "circle"

    @model_validator(mode="after")
    def _from_where(self) -> EventType:
        """Refuse a promise of which nobody says where it was made."""
        if self.planned is not None and self.source is None:
            raise FieldError(NO_NAMES, (), key="source")
        return self
