"""Why a row cannot be brought in: on a page there is always a reason left to read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from copro_map.base.i18n import language_in_force
from copro_map.files.rows import Fault
from copro_map.imports.rules.reasons import plain_reason
from tests.catalogue import read_catalogue

# Facts that hold what is written on the command line.
OPTIONS = ("example", "none", "rest", "other")
ROOMS = ("assets", "audits", "coverage", "files", "indicators", "surveys", "imports")
OF_A_COMMAND = ("commands.py", "import_options.py", "terminal.py")
MESSAGES = [
    one.id
    for one in read_catalogue()
    if isinstance(one.id, str)
    and any(f"{{{name}}}" in one.id for name in OPTIONS)
    and any(
        Path(file).parts[1] in ROOMS and Path(file).name not in OF_A_COMMAND
        for file, _ in one.locations
    )
]


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("message", MESSAGES)
def test_without_its_options_a_reason_still_says_something(message, language):
    facts = dict.fromkeys(re.findall(r"{(\w+)}", message), "brass")
    facts |= dict.fromkeys(OPTIONS, '--set "kind=organisation"')
    with language_in_force(language):
        said = plain_reason(Fault(2, "Kind", message, facts))
    assert said
    assert "--" not in said
