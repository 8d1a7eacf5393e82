"""The map of where records are based says what the table beside it says."""

from __future__ import annotations

import re
import shutil
from base64 import b64decode
from html import unescape

import pytest

from copro_map.base.i18n import language_in_force, t
from tests.opening import open_page
from tests.report.page.test_same_figures import bodies, rows_of

FILE = "pages/indicators.py"
PICTURE = re.compile(r'src="data:image/svg\+xml;base64,([^"]+)"')
AREA = re.compile(r'aria-label="([^"]+): (\d+)"')


@pytest.fixture(autouse=True)
def shown(demonstrated, tmp_path, monkeypatch):
    shutil.copyfile(demonstrated, tmp_path / "shown.db")
    monkeypatch.setenv("COPRO_MAP_DB", str(tmp_path / "shown.db"))


def on_the_map(test) -> dict[str, int]:
    body = next(x for x in bodies(test) if 'class="picture"' in x)
    drawn = b64decode(PICTURE.findall(body)[0]).decode()
    return {unescape(name): int(n) for name, n in AREA.findall(drawn)}


def key_of(test) -> list[str]:
    body = next(x for x in bodies(test) if 'class="gap-key"' in x)
    return re.findall(r"<li>.*?>([^<>]*)</li>", body)


@pytest.mark.parametrize(
    ("language", "layer", "code"),
    [("en", "local_authority", "1.1"), ("cy", "health_board", "3.1")],
)
def test_the_map_has_the_column_of_the_table(language, layer, code):
    test = open_page(FILE, language, show="area", layer=layer, of=code)
    with language_in_force(language):
        caption = t("Records that count, by area")
    table = next(x for x in bodies(test) if f"<caption>{caption}" in x)
    (heads, *rows) = rows_of(table)
    column = next(n for n, head in enumerate(heads) if head.startswith(code))
    told = {row[0]: int(row[column].replace(",", "")) for row in rows}
    found = on_the_map(test)
    assert len(found) == {"local_authority": 22, "health_board": 7}[layer]
    assert found == {name: told[name] for name in found}
    assert sum(found.values()) > 0
    # Each number lies in one class of the key, and each class begins and ends with one.
    classes = [
        range(int(ends[0]), int(ends[-1]) + 1)
        for ends in (re.findall(r"\d+", x) for x in key_of(test))
    ]
    assert all(sum(n in x for x in classes) == 1 for n in found.values())


def test_an_indicator_that_the_map_cannot_show_is_replaced_by_one_that_it_can():
    first = on_the_map(open_page(FILE, "en", show="area", of="1.1"))
    assert on_the_map(open_page(FILE, "en", show="area", of="9.9")) == first
