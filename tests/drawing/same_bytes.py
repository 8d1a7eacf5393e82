"""The same bytes, whatever the process, its hash seed and its time zone."""

from __future__ import annotations

import os
import subprocess
import sys


def prints_of(module: str, expression: str) -> set[bytes]:
    """Return the fingerprints that two processes make of an expression of a module."""
    code = (
        f"import hashlib; from copro_map.drawing import on_paper; "
        f"from {module} import *; "
        f"print(hashlib.sha256({expression}).hexdigest())"
    )
    return {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Pacific/Auckland"))
    }
