"""What stands at the foot of every page, in Streamlit and without a script."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from copro_map.base.config import load_settings
from copro_map.base.errors import CoproMapError
from copro_map.base.store.network import NETWORK, contact_on, network_on
from copro_map.base.today import current_day
from copro_map.frame.served import is_answered

T = TypeVar("T")
FILES = "/open"  # the page about the files that anybody may have


def _else(ask: Callable[[], T], usual: T) -> T:
    """Return an answer; what is wrong with a database or a day a page says."""
    try:
        return ask()
    except CoproMapError:
        return usual


def foot() -> dict[str, object]:
    """Return what the templates of a page's foot name, as far as it can be known."""
    settings = load_settings()
    return {
        "network": _else(lambda: network_on(settings, current_day()), NETWORK),
        "contact": _else(lambda: contact_on(settings, current_day()), ""),
        "open_data": is_answered(FILES),
    }
