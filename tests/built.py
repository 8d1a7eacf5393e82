"""A wheel of the project, built from a copy: nothing is left in the checkout."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.catalogue import ROOT

PARTS = ("boundaries", "copro_map", "data")
FILES = ("LICENSE", "README.md", "pyproject.toml")


def build_wheel(folder: Path) -> Path:
    """Build the wheel in a folder; return its file."""
    copy = folder / "source"
    copy.mkdir()
    leave = shutil.ignore_patterns("__pycache__", "*.db*")
    for name in PARTS:
        shutil.copytree(ROOT / name, copy / name, ignore=leave)
    for name in FILES:
        shutil.copyfile(ROOT / name, copy / name)
    (copy / "data" / "private.db").write_text("never in a wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"]
        + ["--no-build-isolation", "--wheel-dir", folder, "."],
        cwd=copy,
        check=True,
        timeout=120,
    )
    (wheel,) = folder.glob("*.whl")
    return wheel
