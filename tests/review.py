"""The review of the Welsh by a reader: ``docs/cymraeg-review.csv``.

``python -m tests.catalogue review`` writes every text with its Welsh; a reader fills in
who approved a row, and when. An approval is of these two texts: once either changes it
is gone, and the row waits again.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog

ROOT = Path(__file__).resolve().parent.parent
REVIEW = ROOT / "docs" / "cymraeg-review.csv"
COLUMNS = ("text", "where", "cymraeg", "approved_by", "on")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Pair:
    """A text in both languages, and where it stands."""

    where: str
    text: str
    cymraeg: str


def _pairs(value: object, *path: str) -> Iterator[tuple[str, str, str]]:
    """Yield (keys, English, Welsh) for each pair of names in a table."""
    if isinstance(value, list):
        for number, one in enumerate(value, start=1):
            yield from _pairs(one, *path, str(number))
    elif isinstance(value, dict):
        if isinstance(value.get("en"), str) and isinstance(value.get("cy"), str):
            yield ".".join(path), value["en"], value["cy"]
        else:
            for key, one in value.items():
                yield from _pairs(one, *path, key)


def texts_of(catalogue: Catalog) -> list[Pair]:
    """Return every text of the catalogue, then those of the definition files."""
    found = [
        Pair(
            "; ".join(sorted({path for path, _ in message.locations})),
            str(message.id),
            str(message.string),
        )
        for message in catalogue
        if message.id
    ]
    for path in sorted([*ROOT.glob("data/**/*.toml"), *ROOT.glob("boundaries/*.toml")]):
        file = path.relative_to(ROOT).as_posix()
        for keys, text, welsh in _pairs(tomllib.loads(path.read_text("utf-8"))):
            found.append(Pair(f"{file}: {keys}", text, welsh))
    return found


def approvals(path: Path = REVIEW) -> dict[tuple[str, str], tuple[str, str]]:
    """Return who approved a text with its Welsh, and when (an ISO date).

    Raises
    ------
    ValueError
        If a row says only one of the two, or the day is none; the message says which.
    """
    if not path.exists():
        return {}
    found = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            by, on = row["approved_by"].strip(), row["on"].strip()
            if bool(by) != bool(on) or (on and not DAY.fullmatch(on)):
                raise ValueError(
                    f"{path.name}: fill in both approved_by and on (2026-12-01) for: "
                    f"{row['text']}"
                )
            if by:
                found[row["text"], row["cymraeg"]] = by, on
    return found


def write_review(catalogue: Catalog, path: Path = REVIEW) -> int:
    """Write the review anew, with the approvals that still hold; return its rows."""
    known = approvals(path)
    pairs = texts_of(catalogue)
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(COLUMNS)
        for one in pairs:
            approved = known.get((one.text, one.cymraeg), ("", ""))
            rows.writerow((one.text, one.where, one.cymraeg, *approved))
    return len(pairs)
