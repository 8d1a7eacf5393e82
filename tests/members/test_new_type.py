"""The recipe of docs/adding.md for a sort of member: one table in one file."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from copro_map.base.store.connection import writing
from copro_map.members.keeping import keep_member
from tests.conftest import PROJECT
from tests.opening import everything, open_page

TABLE = """
[choir]
group = "citizens"
label = { en = "Choir for all", cy = "Côr i bawb" }
citizens = true
"""


@pytest.fixture
def there(network, tmp_path, monkeypatch):
    """The real entries and a choir that joined, with a sort of member more."""
    copied = tmp_path / "data"
    shutil.copytree(PROJECT.data_dir, copied, ignore=shutil.ignore_patterns("*.db*"))
    with (copied / "member_types.toml").open("a", encoding="utf-8") as file:
        file.write(TABLE)
    monkeypatch.setenv("COPRO_MAP_DATA", str(copied))
    with writing(network.database) as database:
        keep_member(
            database,
            {
                **{"id": "m-abcdefghij", "form": "group", "type": "choir"},
                **{"name_en": "Sing", "name_cy": "Canwch", "area": "W06000008"},
                **{"language": "cy", "state": "member", "joined_on": "2026-01-01"},
                **{"seen_on": "2026-01-02", "channel": "form"},
                **{"entered_on": "2026-01-01"},
            },
        )
    return replace(network, data_dir=copied)


@pytest.mark.parametrize(
    ("language", "label", "name"),
    [("en", "Choir for all", "Sing"), ("cy", "Côr i bawb", "Canwch")],
)
@pytest.mark.usefixtures("there")
def test_it_is_counted_listed_and_can_be_asked_for(language, label, name):
    page = open_page("pages/members.py", language)
    assert not page.exception
    assert label in everything(page)
    found = open_page("pages/members.py", language, show="list", type="choir")
    drawn = " ".join(x.proto.body for x in found.get("html"))
    assert name in drawn
    assert f"{label} · Ceredigion" in drawn
    assert label in [x for box in found.selectbox for x in box.options]


@pytest.mark.usefixtures("there")
def test_the_command_tells_it(run):
    (one,) = run("members", "list", "--json").json
    assert (one["type"], one["name_cy"]) == ("choir", "Canwch")
    assert one["areas"]["health_board"]
