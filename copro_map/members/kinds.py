"""What the definition files of members say, checked; each is read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from copro_map.base.config import Settings
from copro_map.base.definitions import load_all
from copro_map.base.models import read, read_toml
from copro_map.members.rules.kinds import Band, MemberRole, MemberType, Principles


def member_types(settings: Settings) -> dict[str, MemberType]:
    """Return the sorts of body that may join, by id, in the order of the file."""
    return load_all(MemberType, settings.data_dir / "member_types.toml")


def member_roles(settings: Settings) -> dict[str, MemberRole]:
    """Return what a member may take on, by id, in the order of the file."""
    return load_all(MemberRole, settings.data_dir / "member_roles.toml")


def bands(settings: Settings) -> dict[str, Band]:
    """Return the steps of the sliding scale, by id, from the smallest."""
    return load_all(Band, settings.data_dir / "contribution_bands.toml")


@cache
def _principles(path: Path) -> Principles:
    return read(Principles, read_toml(path), path.name)


def principles(settings: Settings) -> Principles:
    """Return what members agree to today, with the name of its version."""
    return _principles(settings.data_dir / "principles.toml")
