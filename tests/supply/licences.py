"""The licence of every package that is shipped: ``python -m tests.supply.licences``.

Written to docs/licences.md from what each installed package says of itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata

from tests.catalogue import ROOT

PAGE = ROOT / "docs" / "licences.md"
LOCK = ROOT / "requirements.txt"
PINNED = re.compile(r"^([\w.-]+)==([^\s;]+)(?: ; (.*?))? \\$", re.MULTILINE)
LONGEST_NAME = 60  # Longer, and it is the licence itself, not its name.
HEAD = """# Licences of the packages

Written by `make licences` from what each package that `requirements.txt` pins says of
itself; not edited by hand. Licences of data and of vendored files:
[DATA_LICENCES.md](../DATA_LICENCES.md).

| package | version | licence | who says so |
|---|---|---|---|
"""
# Looked up on 2026-11-29: what says nothing, or is for another system.
BY_HAND = {
    "streamlit-folium": (
        "MIT",
        "by hand: its metadata says nothing; the file LICENSE of its repository, "
        "randyzwitch/streamlit-folium, has the words of MIT, Randy Zwitch. It "
        "brings Bootstrap and React, MIT too, named in its built files",
    ),
    "colorama": (
        "BSD-3-Clause",
        "by hand: Windows only; the file LICENSE.txt of its repository, "
        "tartley/colorama",
    ),
}


@dataclass(frozen=True)
class Pinned:
    """A package of the lock."""

    name: str
    version: str
    only_where: str


def pinned() -> Iterator[Pinned]:
    """Yield every package of the lock."""
    for name, version, only_where in PINNED.findall(LOCK.read_text("utf-8")):
        yield Pinned(name, version, only_where)


def said_by_itself(name: str) -> tuple[str, str]:
    """Return the licence that an installed package names, and where; "" if nowhere."""
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return "", ""
    if expression := said.get("License-Expression"):
        return str(expression), "its metadata, `License-Expression`"
    if (words := str(said.get("License", ""))) and len(words) <= LONGEST_NAME:
        return words, "its metadata, `License`"
    classifiers = [str(x) for x in said.get_all("Classifier") or []]
    found = [x.rsplit(" :: ", 1)[1] for x in classifiers if x.startswith("License ::")]
    return ", ".join(found), "its metadata, a classifier" if found else ""


def page() -> str:
    """Return the page as it should be.

    Raises
    ------
    LookupError
        If nobody knows the licence of a package.
    """
    rows = []
    for package in pinned():
        licence, where = said_by_itself(package.name)
        if not licence:
            licence, where = BY_HAND[package.name]
        rows.append(f"| {package.name} | {package.version} | {licence} | {where} |\n")
    return HEAD + "".join(rows)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
