"""A typeface with the icons that are drawn, and no others: ``make vendor``.

Streamlit's has 4,000 in 375 kB, which every page asks for. Ours is cut out of the one
that is installed and answered in its place, so it has the same name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import streamlit
from streamlit import file_util

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "static" / "fonts"
NAMES = TARGET / "icons.txt"  # what the typeface holds, a name a line
NAMED = re.compile(r":material/([a-z0-9_]+)")
# Where Streamlit shows how a name is written, or names none.
NO_ICON = {"icon_name", "star_filled", ""}


def _texts() -> Iterator[str]:
    own = [ROOT / "app.py", *(ROOT / "pages").rglob("*.py")]
    own += [x for x in (ROOT / "copro_map").rglob("*") if x.suffix in (".py", ".html")]
    package = Path(streamlit.__file__).parent
    theirs = [*package.rglob("*.py"), *Path(file_util.get_static_dir()).rglob("*.js")]
    for file in (*own, *theirs):
        yield file.read_text(encoding="utf-8")


def used() -> set[str]:
    """Return the name of every icon that our code or Streamlit's names."""
    return {name for text in _texts() for name in NAMED.findall(text)} - NO_ICON


def original() -> Path:
    """Return Streamlit's own typeface of icons."""
    media = Path(file_util.get_static_dir()) / "static" / "media"
    return next(media.glob("MaterialSymbols-Rounded.*.woff2"))


def main() -> None:
    """Cut the typeface out of Streamlit's; needs fonttools and brotli."""
    from fontTools import subset  # noqa: PLC0415 - only where it is made
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    font = TTFont(original())
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    ligatures = {
        "".join(letters.get(glyph, "?") for glyph in (first, *one.Component)): (
            one.LigGlyph
        )
        for lookup in font["GSUB"].table.LookupList.Lookup
        for table in (getattr(x, "ExtSubTable", x) for x in lookup.SubTable)
        for first, several in getattr(table, "ligatures", {}).items()
        for one in several
    }
    names = sorted(used())
    if missing := [name for name in names if name not in ligatures]:
        raise SystemExit(f"Streamlit's typeface has no {missing}.")
    options = subset.Options(flavor="woff2", layout_closure=False)
    cut = subset.Subsetter(options)
    cut.populate(
        glyphs=[ligatures[name] for name in names],
        text="abcdefghijklmnopqrstuvwxyz0123456789_",
    )
    cut.subset(font)
    for old in TARGET.glob("MaterialSymbols-*"):
        old.unlink()
    font.flavor = "woff2"
    font.save(TARGET / original().name)
    NAMES.write_text("\n".join(names) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
