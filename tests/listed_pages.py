"""The pages that ``app.py`` lists, read without running it."""

from __future__ import annotations

import ast

from tests.catalogue import ROOT


def listed_pages() -> list[tuple[str, str]]:
    """Return (file, url path) of every listed page, in the order of the menu."""
    tree = ast.parse((ROOT / "app.py").read_text("utf-8"))
    pages = next(
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and node.targets[0].id == "PAGES"
    )
    return [(page.elts[0].value, page.elts[2].value) for page in pages.elts]
