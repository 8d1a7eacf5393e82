"""The recipe of docs/adding.md for a field: one line in the list, one migration."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest

from tests.catalogue import ROOT
from tests.samples import query, real_rows, write_csv

FIELDS = "copro_map/assets/rules/fields.py"
LINES = """    Field("website_cy", "web", label="Website in Welsh"),
    Field("contact", "text", public=False),
"""
STEPS = "copro_map/base/store/migrations/__init__.py"
MIGRATIONS = "copro_map/base/store/migrations/assets.py"
STEP = '''

def two_fields(database: Database) -> None:
    """Add the website in Welsh, and a contact that nobody may see."""
    add_field(database, "website_cy")
    database.execute("ALTER TABLE asset ADD COLUMN contact TEXT NOT NULL DEFAULT \'\'")
'''
SITE, CONTACT = "https://example.org/cymraeg", "Ask for Somebody"
ASK = """
import json, sys
from datetime import date
from pathlib import Path
from copro_map.search.export import export
from copro_map.assets.importing import import_network
from copro_map.assets.presenting import find_entry
from copro_map.search.search import all_assets
from copro_map.base.config import load_settings
from copro_map.base.definitions import load_definitions
from copro_map.report.face import entry_acts, entry_known
from copro_map.geography.areas import load_layers

settings = load_settings()
definitions = load_definitions(settings.data_dir)
layers = load_layers(settings.boundaries_dir, settings.data_dir)
done = [import_network(settings, Path(name)) for name in sys.argv[1:]]
found = all_assets(settings)
day = date(2026, 11, 28)
entry = find_entry(found, "tir-coed", definitions, layers, day)
print(json.dumps({
    "imports": [[x.added, x.changed, [f.column for f in x.faults]] for x in done],
    "columns": list(found.columns),
    "files": {
        name: export(settings, found.loc[["tir-coed"]], name, day).decode("latin-1")
        for name in ("csv", "geojson")
    },
    "workbook": len(export(settings, found, "xlsx", day)),
    "page": entry_acts(entry) + entry_known(entry),
}))
"""


def insert(path, before: str, text: str) -> None:
    """Put lines before the one that begins as told."""
    code = path.read_text("utf-8")
    assert code.count(before) == 1
    path.write_text(code.replace(before, text + before), "utf-8")


@pytest.fixture
def ask(network, tmp_path):
    """The package, copied, with two fields more; it imports files and tells of them."""
    tree = tmp_path / "tree"
    left_out = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "copro_map", tree / "copro_map", ignore=left_out)
    insert(tree / FIELDS, '    Field("verification"', LINES)
    insert(tree / STEPS, ")\nmigrations =", "    assets.two_fields,\n")
    with (tree / MIGRATIONS).open("a", encoding="utf-8") as file:
        file.write(STEP)
    names = {
        "COPRO_MAP_DB": str(network.database),
        "COPRO_MAP_DATA": str(network.data_dir),
        "COPRO_MAP_BOUNDARIES": str(network.boundaries_dir),
    }

    def asked(*files) -> dict:
        command = [sys.executable, "-c", ASK, *map(str, files)]
        done = subprocess.run(
            command, cwd=tree, env=os.environ | names, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        return json.loads(done.stdout)

    return asked


def test_a_field_is_a_line_and_a_migration(ask, network, tmp_path):
    rows = [row | {"website_cy": "", "contact": ""} for row in real_rows()]
    (own,) = [row for row in rows if row["id"] == "tir-coed"]
    own |= {"website_cy": SITE, "contact": CONTACT}
    new = write_csv(tmp_path / "new.csv", *rows)
    bad = write_csv(tmp_path / "bad.csv", own | {"website_cy": "javascript:x"})
    told = ask(network.network_file, new, network.network_file, bad)
    nothing = [0, 0, []]
    assert told["imports"] == [nothing, [0, 1, []], nothing, [0, 0, ["website_cy"]]]
    sql = "SELECT website_cy, contact FROM asset WHERE id = 'tir-coed'"
    assert query(network.database, sql) == [(SITE, CONTACT)]
    assert "website_cy" in told["columns"]
    assert all(SITE in content for content in told["files"].values())
    assert told["workbook"] > 0
    assert f'href="{SITE}"' in told["page"]
    assert "contact" not in told["columns"]
    shown = [*told["files"].values(), told["page"]]
    assert not any(CONTACT in content for content in shown)
