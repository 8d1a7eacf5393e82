"""Keep the Welsh catalogue in step: ``python -m tests.catalogue update``.

``python -m tests.catalogue review`` writes the review for a Welsh reader
(``tests/review.py``); ``update`` reads it back.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2 import nodes
from typer.main import get_command

from copro_map.base.i18n import CATALOGUE
from copro_map.commands.cli import app
from copro_map.commands.spoken import every_command, texts_of
from copro_map.drawing.templates import environment
from tests.review import approvals, write_review

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = ("t", "N_")
APPROVAL = "for approval by a Welsh reader"
APPROVED = "approved by a Welsh reader"


def source_files() -> list[Path]:
    """Return every file of code whose strings a visitor may read."""
    return sorted(
        [ROOT / "app.py", *ROOT.glob("pages/*.py"), *ROOT.glob("copro_map/**/*.py")]
    )


def extract() -> Iterator[tuple[str, str]]:
    """Yield (file and line, message) for every message in the code and the templates.

    Read from the syntax tree: gettext's own extractor does not look into f-strings.
    """
    for path in source_files():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in KEYWORDS
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                where = f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"
                yield where, str(node.args[0].value)
    yield from extract_from_templates()
    yield from extract_from_commands()


def extract_from_commands() -> Iterator[tuple[str, str]]:
    """Yield (file, message) for what is written about each command and its options."""
    for command in every_command(get_command(app)):
        for text in texts_of(command):
            yield "copro_map/commands/cli.py:0", text


def extract_from_templates() -> Iterator[tuple[str, str]]:
    """Yield (file and line, message) for every message in a template."""
    for path in sorted(ROOT.glob("copro_map/*/templates/*")):
        parsed = environment().parse(path.read_text("utf-8"))
        for call in parsed.find_all(nodes.Call):
            if (
                isinstance(call.node, nodes.Name)
                and call.node.name == "t"
                and call.args
                and isinstance(call.args[0], nodes.Const)
            ):
                where = f"{path.relative_to(ROOT).as_posix()}:{call.lineno}"
                yield where, str(call.args[0].value)


def read_catalogue() -> Catalog:
    """Return the Welsh catalogue as it is."""
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="cy")


def update() -> list[str]:
    """Add new messages, drop unused ones; return those that still need Welsh.

    Each is marked as approved if the review says so of its text and its Welsh.
    """
    before, approved = read_catalogue(), approvals()
    fresh = Catalog(locale="cy", project="copro_map", fuzzy=False)
    for where, message in extract():
        known = before.get(message)
        welsh = str(known.string) if known else ""
        fresh.add(
            message,
            string=welsh,
            locations=[(where.rpartition(":")[0], None)],
            auto_comments=[APPROVED if (message, welsh) in approved else APPROVAL],
        )
    with CATALOGUE.open("wb") as file:
        write_po(file, fresh, sort_output=True, omit_header=True, include_lineno=False)
    header = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Language: cy\\n"\n"Plural-Forms: nplurals=6; '
        'plural=(n==0?0:n==1?1:n==2?2:n==3?3:n==6?4:5);\\n"\n\n'
    )
    CATALOGUE.write_text(header + CATALOGUE.read_text("utf-8"), "utf-8")
    return [str(m.id) for m in fresh if m.id and not m.string]


if __name__ == "__main__":
    missing = update()
    if "review" in sys.argv[1:]:
        print("rows to review:", write_review(read_catalogue()))
    for message in missing:
        print("no Welsh yet:", message)
    sys.exit(bool(missing))
