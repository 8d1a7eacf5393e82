"""Folders in which nobody builds any more are swept, and no others."""

from __future__ import annotations

from copro_map.base.store.connection import prepare
from copro_map.base.store.leftovers import folder_beside, sweep


def left(target, name="copro_map.db-abcd_123", *files: str):
    folder = target.parent / name
    folder.mkdir()
    for file in files or ("copro_map.db", "copro_map.db-wal", "lock"):
        (folder / file).touch()
    return folder


def test_what_was_left_is_swept_when_the_server_starts(network):
    folder = left(network.database)
    prepare(network.database)
    assert not folder.exists()
    assert network.database.exists()


def test_a_folder_in_which_somebody_builds_stays(network):
    with folder_beside(network.database) as folder:
        (folder / "copro_map.db").touch()
        sweep(network.database)
        assert (folder / "copro_map.db").exists()
    assert not folder.exists()


def test_what_is_not_ours_stays(network):
    others = [
        left(network.database, "copro_map.db-abcd_124", "copro_map.db", "a letter"),
        left(network.database, "copro_map.db-backups-of-2026", "lock"),
        left(network.database, "copro_map.dbx-abcd_123", "lock"),
    ]
    (network.database.parent / "copro_map.db-abcd_125").write_text("a file")
    prepare(network.database)
    assert all(folder.exists() for folder in others)
    assert (network.database.parent / "copro_map.db-abcd_125").exists()
