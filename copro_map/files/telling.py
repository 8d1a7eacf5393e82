"""What every import says: what it did, or each cell that is wrong."""

from __future__ import annotations

from typing import Any

import typer

from copro_map.base.i18n import t
from copro_map.files.rows import Fault, ImportResult
from copro_map.files.terminal import out, print_json, say


def _where(fault: Fault) -> str:
    place = t("line {row}, {column}", row=fault.row, column=fault.column or "-")
    return f"{place}: {fault.reason()}"


def _as_json(faults: tuple[Fault, ...]) -> list[dict[str, Any]]:
    return [
        {"row": fault.row, "column": fault.column, "reason": fault.reason()}
        for fault in faults
    ]


def _stop_at_faults(faults: tuple[Fault, ...]) -> None:
    """Print what is wrong in the file, and fail; or go on."""
    if not faults:
        return
    for fault in faults:
        say.print(_where(fault))
    say.print(
        t(
            "Nothing was imported. Faults: {n}. Mend them and import again.",
            n=len(faults),
        )
    )
    raise typer.Exit(1)


def tell_import(
    result: ImportResult, *, as_json: bool, dry_run: bool, **more: object
) -> None:
    """Print what an import did, for people or as one JSON document.

    ``more`` are further keys of the document. With faults the command fails.
    """
    counts = {
        "added": result.added,
        "changed": result.changed,
        "unchanged": result.unchanged,
    }
    if as_json:
        told = {"errors": _as_json(result.faults), "notes": _as_json(result.notes)}
        print_json(counts | told | more)
    _stop_at_faults(result.faults)
    if as_json:
        return
    out.print(
        t("Added: {added}. Changed: {changed}. Unchanged: {unchanged}.", **counts)
    )
    if dry_run:
        out.print(t("Dry run: nothing was kept."))


def tell_notes(result: ImportResult) -> None:
    """Print what a steward should look at, though it did not stop the import."""
    for note in result.notes:
        out.print(_where(note))
