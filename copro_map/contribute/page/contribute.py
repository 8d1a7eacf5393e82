"""The form by which anybody puts an entry in, or mends one."""

from __future__ import annotations

from copro_map.base.i18n import t
from copro_map.frame import components


def form() -> None:
    """Draw the form."""
    components.lead(
        t(
            "Put your work on the map, or mend what is there. It takes three minutes, "
            "and you need no account."
        )
    )
