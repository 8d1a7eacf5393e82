"""The wheel, installed by itself in an empty environment: ``make wheel``.

It takes a minute and the package registry, so it is not among the tests of ``make
test``; tests/test_package.py looks into the same wheel there.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.built import build_wheel
from tests.catalogue import ROOT

pytestmark = pytest.mark.wheel
UV = Path(sys.executable).with_name("uv")


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """The command of a wheel in an environment of its own: the lock, then the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    wheel, place = build_wheel(folder), folder / "venv"
    python, lock = place / "bin" / "python", ROOT / "requirements.txt"
    install = [UV, "pip", "install", "--quiet", "--python", python]
    for words in (
        [UV, "venv", "--quiet", "--python", sys.executable, place],
        [*install, "--require-hashes", "-r", lock],
        [*install, "--no-deps", wheel],
        [UV, "pip", "check", "--quiet", "--python", python],
    ):
        subprocess.run(words, check=True, timeout=600)
    return folder / "venv" / "bin" / "copro_map"


def ask(command: Path, home: Path, *words: str) -> str:
    answer = subprocess.run(
        [command, *words],
        cwd=home,
        env={"HOME": str(home), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def test_it_locates_a_postcode(installed, tmp_path):
    found = json.loads(ask(installed, tmp_path, "locate", "SY23 1AB", "--json"))
    assert (found["status"], found["precision"]) == ("found", "postcode")
    assert found["areas"]["local_authority"] == "W06000008"


def test_its_database_is_in_the_folder_of_the_users_data(installed, tmp_path):
    ask(installed, tmp_path, "init")
    assert (tmp_path / ".local" / "share" / "copro_map" / "copro_map.db").exists()
    found = json.loads(ask(installed, tmp_path, "search", "food", "--json"))
    assert found["count"] > 0
    ask(installed, tmp_path, "brief", "W06000023", "--out", "powys.pdf")
    assert (tmp_path / "powys.pdf").read_bytes().startswith(b"%PDF")
