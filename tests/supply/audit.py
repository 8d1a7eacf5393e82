"""Is a pinned package known to be vulnerable? ``make audit``.

pip-audit says "No known vulnerabilities found" and succeeds even if it could look up
not a single package. Here whatever was not looked up is a failure.
"""

from __future__ import annotations

import json
import subprocess
import sys

from packaging.markers import Marker
from packaging.utils import canonicalize_name

from tests.catalogue import ROOT
from tests.supply.licences import PINNED

LOCKS = ("requirements.txt", "requirements-dev.txt")
OPTIONS = ("--require-hashes", "--disable-pip", "--progress-spinner=off")
NOT_REACHED, VULNERABLE = 2, 1
ADVICE = "Nothing is known now. Try again where pypi.org can be reached."


def wanted(lock: str) -> set[str]:
    """Return the names of the packages that a lock pins for this system."""
    return {
        canonicalize_name(name)
        for name, _, only_where in PINNED.findall(lock)
        if not only_where or Marker(only_where).evaluate()
    }


def verdict(names: set[str], told: str) -> tuple[int, str]:
    """Return how to exit, and what to say, from what pip-audit has told as JSON.

    Examples
    --------
    >>> verdict({"a"}, "")[0], verdict({"a"}, '{"dependencies": []}')[0]
    (2, 2)
    >>> verdict({"a"}, '{"dependencies": [{"name": "a", "vulns": []}]}')
    (0, 'Looked up: 1. Known to be vulnerable: 0.')
    """
    try:
        answers = json.loads(told)["dependencies"]
    except (ValueError, LookupError, TypeError):
        return NOT_REACHED, f"The list of vulnerabilities was not reached. {ADVICE}"
    known = {canonicalize_name(x["name"]): x for x in answers if "vulns" in x}
    if missing := sorted(names - set(known)):
        return NOT_REACHED, (
            f"Not looked up: {len(missing)} of {len(names)} packages, such as "
            f"{missing[0]}. {ADVICE}"
        )
    lines = [
        f"{name} {one['version']}: {found['id']}. Mended in: "
        f"{', '.join(found['fix_versions']) or 'no version yet'}"
        for name, one in sorted(known.items())
        for found in one["vulns"]
    ]
    total = f"Looked up: {len(names)}. Known to be vulnerable: {len(lines)}."
    return VULNERABLE if lines else 0, "\n".join([*lines, total])


def main(pip_audit: str) -> int:
    """Run pip-audit on both locks; print what came out and return how to exit."""
    files = [word for lock in LOCKS for word in ("-r", lock)]
    ran = subprocess.run(
        [pip_audit, *files, *OPTIONS, "--format=json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    names = set().union(*(wanted((ROOT / x).read_text("utf-8")) for x in LOCKS))
    code, words = verdict(names, ran.stdout)
    print(words)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
