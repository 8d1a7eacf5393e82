"""The command that writes the brief of an area."""

from pathlib import Path
from typing import Annotated

import typer

from copro_map.base.config import load_settings
from copro_map.base.i18n import LANGUAGES, N_, current_language, language_in_force
from copro_map.files.terminal import ExportFileError, write_file


def brief_command(
    area: Annotated[str, typer.Argument(help="An area code, such as W06000023.")],
    target: Annotated[Path, typer.Option("--out", help="A file: .pdf or .html.")],
    lang: Annotated[str, typer.Option(help="The first page: cy or en.")] = "",
) -> None:
    """Write the brief of an area for a meeting, in both languages: PDF or HTML."""
    from copro_map.areas.brief import brief_file
    from copro_map.search.face import all_assets

    file_format = target.suffix.lower().lstrip(".")
    if file_format not in ("pdf", "html"):
        raise ExportFileError(N_("Name a file that ends in .pdf or .html."))
    settings = load_settings()
    with language_in_force(lang if lang in LANGUAGES else current_language()):
        content = brief_file(settings, all_assets(settings), area, file_format)
    write_file(content, target)
