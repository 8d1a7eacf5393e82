"""Preview pictures: drawn when they are first asked for, then kept beside the database.

No entry is in them, so they are made anew only when boundaries, names or code change.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile

from PIL import Image

from copro_map import __version__
from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import N_, current_language, t
from copro_map.base.store.network import network_on
from copro_map.base.store.programme import demonstration_note
from copro_map.base.today import current_day
from copro_map.drawing.chart_style import to_png
from copro_map.drawing.close_up import CHOSEN, close_frame, draw_land
from copro_map.drawing.lettering import ACCENT
from copro_map.frame.heads import AddressError
from copro_map.geography.areas import (
    ALL_WALES_LABEL,
    layer_polygons,
    load_authority_polygons,
    load_layers,
)
from copro_map.geography.gazetteer import load_gazetteer
from copro_map.open_data.charts.preview import HEIGHT, MAP, Preview, draw_preview

WALES = "wales"
COLOURS = 128  # of a picture: few letters and flat areas need no more
NO_PICTURE = N_("There is no such picture.")
CREDIT = N_("Boundaries: ONS, OGL v3.0. Contains OS data © Crown copyright.")
LINE = 1.6  # times as wide as on a page


def _asked(settings: Settings, name: str) -> tuple[str, str]:
    """Return the area and the kind that a picture's name asks; "" for all.

    Raises
    ------
    AddressError
        If there is no such area or kind.
    """
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    codes = {WALES} | {code for layer in layers.values() for code in layer.areas}
    if name in codes:
        return ("" if name == WALES else name), ""
    code, _, kind = name.rpartition("-")
    if code in codes and kind in load_definitions(settings.data_dir).kinds:
        return ("" if code == WALES else code), kind
    raise AddressError(NO_PICTURE)


def _draw(settings: Settings, code: str, kind: str, words: Preview) -> bytes:
    """Return a picture as PNG of few colours."""
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    wales = load_authority_polygons(settings.boundaries_dir)
    layer = next((one for one in layers.values() if code in one.areas), None)
    chosen = layer_polygons(layer, wales).loc[[code]] if layer else wales
    west, south, east, north = (float(x) for x in wales.total_bounds)
    frame = close_frame((west, south, east, north), MAP, HEIGHT / MAP, HEIGHT / MAP)
    england = load_gazetteer(settings).england
    land = draw_land(wales, england, chosen, frame, LINE, ACCENT if layer else CHOSEN)
    kinds = load_definitions(settings.data_dir).kinds
    shown = [kinds[kind]] if kind else list(kinds.values())
    png = to_png(draw_preview(land, frame, words, shown), scale=1)
    with Image.open(BytesIO(png)) as whole:
        few = whole.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    made = BytesIO()
    few.save(made, "PNG", optimize=True)
    return made.getvalue()


def _words(settings: Settings, code: str) -> Preview:
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    labels = (x.area_label(code) for x in layers.values() if code in x.areas)
    return Preview(
        title=next(labels, ALL_WALES_LABEL).text(),
        of=t("Asset map of co-production in Wales"),
        by=network_on(settings, current_day()).text(),
        credit=t(CREDIT),
        note=demonstration_note(settings),
    )


def _state(settings: Settings, words: Preview) -> str:
    """Return a text that no other state of boundaries, names and code has."""
    files = sorted(settings.boundaries_dir.iterdir())
    told = [(x.name, x.stat().st_size, x.stat().st_mtime_ns) for x in files]
    parts = (__version__, told, words.by, words.note)
    return sha256(repr(parts).encode()).hexdigest()[:16]


def _keep(file: Path, picture: bytes) -> None:
    """Keep a picture whole or not at all; drop those of its language's other states."""
    for other in file.parent.parent.glob("*"):
        if other != file.parent:
            shutil.rmtree(other, ignore_errors=True)
    file.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=file.parent, delete=False) as half:
        half.write(picture)
    os.replace(half.name, file)


def picture(settings: Settings, name: str) -> bytes:
    """Return a preview picture as PNG, in the current language.

    ``name`` is the code of an area of any layer, or "wales", and after a hyphen a kind.

    Raises
    ------
    AddressError
        If there is no such area or kind.
    """
    code, kind = _asked(settings, name)
    words = _words(settings, code)
    folder = settings.database.with_name(f"{settings.database.name}-pictures")
    # The words of each language are a state of their own.
    kept = folder / current_language() / _state(settings, words) / f"{name}.png"
    with suppress(FileNotFoundError):
        return kept.read_bytes()
    made = _draw(settings, code, kind, words)
    with suppress(OSError):  # it is only made once more
        _keep(kept, made)
    return made
