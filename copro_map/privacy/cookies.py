"""What is kept in a visitor's own browser: ``data/cookies.toml``, for the notice."""

from __future__ import annotations

from typing import Literal

from copro_map.base.config import Settings
from copro_map.base.definitions import load_all
from copro_map.base.models import Definition, Text

FILE = "cookies.toml"


class Cookie(Definition):
    """A cookie, or a name in the browser's storage; ``*`` stands for any letters.

    ``provider``: only for whoever signs in by way of another site.
    """

    id: str
    place: Literal["cookie", "storage"]
    what: Text
    how_long: Text
    provider: bool = False


def cookies(settings: Settings) -> dict[str, Cookie]:
    """Return what is kept in a browser, by name, in the order of the file.

    Raises
    ------
    DefinitionError
        If the file is missing or one of its tables is wrong; the message names it.
    """
    return load_all(Cookie, settings.data_dir / FILE)
