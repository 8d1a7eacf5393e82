"""What the file of a boundary layer must say."""

from __future__ import annotations

from typing import Annotated, Literal

from copro_map.base.definitions import Provenance
from copro_map.base.fields import Text, whole
from copro_map.base.models import Definition

MOST = 99  # layers, and areas of one


class LayerFile(Definition):
    """What the file of a layer says.

    ``order`` is its place among the layers. ``coarseness`` is its place among those at
    which a low record may be shown, 1 the finest; a layer without one shows its own.
    One layer is ``shown_first``, where none was chosen yet.
    """

    label: Text
    plural: Text
    order: Annotated[int, whole(1, MOST)] = MOST
    coarseness: Annotated[int, whole(1, MOST)] | None = None
    shown_first: bool = False
    built_from: Literal["", "local_authority"] = ""
    expected_areas: Annotated[int, whole(1, MOST)]
    source: Provenance
