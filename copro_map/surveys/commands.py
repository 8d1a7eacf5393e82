"""The commands about surveys: waves, replies from a survey tool's file, templates."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from copro_map.base.config import load_settings
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import LANGUAGES, N_, current_language, language_in_force, t
from copro_map.base.today import current_day, current_moment
from copro_map.files.import_options import (
    Map,
    Rest,
    Set,
    Sheet,
    Word,
    read_pairs,
    read_told,
)
from copro_map.files.terminal import (
    AsJson,
    By,
    DryRun,
    out,
    print_either,
    read_day,
    say,
    write_file,
)

surveys = typer.Typer(no_args_is_help=True, help="Surveys, their waves and replies.")
SurveyId = Annotated[str, typer.Option("--survey", help="See: surveys list.")]
DONE = {
    "added": N_("The wave is open. Wave: {wave}."),
    "changed": N_(
        "The wave is corrected; what was recorded before is kept. Wave: {wave}."
    ),
    "unchanged": N_("Nothing has changed. Wave: {wave}."),
}
WAVE_COLUMNS = ("survey", "name", "opens_on", "closes_on", "baseline", "invited")


class SurveyOptionError(CoproMapError):
    """An option of a command that is not written as it should be."""


def _read_invited(texts: Sequence[str] | None) -> dict[str, int]:
    example = "citizen=40"
    pairs = read_pairs(texts, example)
    for role, count in pairs.items():
        if not (count.isascii() and count.isdigit()):
            raise SurveyOptionError(
                N_("{text}: not understood. Write it like this: {example}."),
                text=f"{role}={count}",
                example=example,
            )
    return {role: int(count) for role, count in pairs.items()}


@surveys.command("list")
def list_command(as_json: AsJson = False) -> None:
    """List the surveys."""
    from copro_map.surveys.waves import load_surveys

    rows: list[dict[str, Any]] = [
        {
            "id": survey.id,
            "name_en": survey.label.en,
            "name_cy": survey.label.cy,
            "version": survey.version,
            "roles": list(survey.roles),
            "questions": list(survey.questions),
        }
        for survey in load_surveys(load_settings().data_dir).values()
    ]
    columns = ("id", "name_en", "name_cy", "version")
    print_either(rows, columns, rows, as_json=as_json)


@surveys.command("open")
def open_command(
    wave: Annotated[str, typer.Argument(help="What the wave is called.")],
    survey: SurveyId,
    by: By,
    name_cy: Annotated[
        str | None, typer.Option("--name-cy", help="What it is called in Welsh.")
    ] = None,
    first: Annotated[str, typer.Option("--from", help="First day, 2027-03-01.")] = "",
    last: Annotated[
        str, typer.Option("--to", help="The day it closes: replies until then.")
    ] = "",
    invited: Annotated[
        list[str] | None, typer.Option("--invited", help="citizen=40, once a role.")
    ] = None,
    baseline: Annotated[
        bool | None, typer.Option("--baseline/--no-baseline", help="The first wave.")
    ] = None,
    word: Annotated[
        str | None,
        typer.Option(
            "--open-to-anybody",
            metavar="WORD",
            help="A word that opens the form to anybody; the figures then say so.",
        ),
    ] = None,
) -> None:
    """Open a wave; or correct one: what is not given stays as it was."""
    from copro_map.people.rules.permissions import MACHINE
    from copro_map.surveys.opening import open_wave
    from copro_map.surveys.rules.changing import WaveChange

    change = WaveChange(
        survey=survey,
        name=wave,
        invited=_read_invited(invited),
        entered_by=by,
        opens_on=read_day(first).isoformat() if first else None,
        closes_on=read_day(last).isoformat() if last else None,
        baseline=baseline,
        code=word,
        name_cy=name_cy,
    )
    done = open_wave(load_settings(), MACHINE, change, current_moment())
    out.print(t(DONE[done], wave=wave))


@surveys.command("waves")
def waves_command(as_json: AsJson = False) -> None:
    """List the waves of all surveys: who was invited, how many replied by now.

    Replies are told in steps of ten, as a wave may still be open.
    """
    from copro_map.surveys.states import STEP, wave_states

    settings = load_settings()
    rows: list[dict[str, Any]] = [
        {name: getattr(one.wave, name) for name in WAVE_COLUMNS}
        | {"name_cy": one.wave.name_cy}
        | {"form": one.form, "replies_at_least": one.replies}
        | {"entered_by": one.wave.entered_by}
        for one in wave_states(settings)
    ]
    shown = [
        row
        | {"invited": ", ".join(f"{r}={n}" for r, n in row["invited"].items())}
        | {"replies": f"{n}+" if (n := row["replies_at_least"]) else f"<{STEP}"}
        for row in rows
    ]
    columns = (*WAVE_COLUMNS, "form", "replies")
    print_either(rows, columns, shown, settings, as_json=as_json)


@surveys.command("codes")
def codes_command(
    wave: Annotated[str, typer.Argument(help="See: surveys waves.")],
    survey: SurveyId,
    number: Annotated[int, typer.Option("--number", help="How many codes.")],
    site: Annotated[
        str, typer.Option("--site", help="The address: https://map.example.org")
    ],
    target: Annotated[
        Path,
        typer.Option(
            "--out", help="A new .csv file for a mail merge, or .pdf with letters."
        ),
    ],
) -> None:
    """Make single-use codes for those who are invited; they are shown nowhere else."""
    from copro_map.files.terminal import private_file
    from copro_map.people.rules.permissions import MACHINE
    from copro_map.surveys.admission import Invitation
    from copro_map.surveys.codes import make_codes
    from copro_map.surveys.papers import codes_csv, letters_pdf

    makers = {".csv": codes_csv, ".pdf": letters_pdf}
    make = makers.get(target.suffix.casefold())
    if make is None:
        raise SurveyOptionError(
            N_("{text}: not understood. Write it like this: {example}."),
            text=target.name,
            example="--out codes.csv",
        )
    with private_file(target) as write:
        settings = load_settings()
        make_codes(
            settings,
            MACHINE,
            Invitation(survey, wave),
            number=number,
            site=site,
            hand_on=lambda made: write(make(settings, made)),
            now=current_moment(),
        )
    message = t(
        "Codes written, and kept nowhere else: {file}. Only you may read the file. "
        "Delete it once the invitations are sent.",
        file=target,
    )
    say.print(message)


@surveys.command("import")
def import_command(
    file: Path,
    survey: SurveyId,
    wave: Annotated[str, typer.Option("--wave", help="See: surveys waves.")],
    by: By,
    columns: Map = None,
    words: Word = None,
    values: Set = None,
    rest: Rest = "",
    sheet: Sheet = "",
    form: Annotated[
        str,
        typer.Option("--form", help="Of which form of the wave: a name, such as cy."),
    ] = "",
    alike: Annotated[
        str,
        typer.Option(
            "--alike", metavar="same|new", help="What replies are that look alike."
        ),
    ] = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Record the replies of a survey tool's file (CSV, XLSX): all of them, or none."""
    from copro_map.files.terminal import tell_import
    from copro_map.people.changes import FromMachine
    from copro_map.surveys.identity import read_identity
    from copro_map.surveys.importing import import_survey

    result = import_survey(
        load_settings(),
        file,
        survey=survey,
        wave=wave,
        entered_by=by,
        today=current_day(),
        told=read_told(columns, words, values, rest, sheet),
        identity=read_identity(form, alike),
        dry_run=dry_run,
        bringing=FromMachine(current_moment()),
    )
    tell_import(result, as_json=as_json, dry_run=dry_run)


@surveys.command("template")
def template_command(
    survey: SurveyId,
    target: Annotated[Path, typer.Option("--out", help="A .csv or .xlsx file.")],
    language: Annotated[str, typer.Option("--lang", help="en, cy")] = "",
) -> None:
    """Write an empty file of replies to send out, the questions as its header."""
    from copro_map.surveys.file.template import template_csv, template_xlsx
    from copro_map.surveys.waves import find_survey

    templates = {".csv": template_csv, ".xlsx": template_xlsx}
    make = templates.get(target.suffix.casefold())
    if make is None or language not in ("", *LANGUAGES):
        raise SurveyOptionError(
            N_("{text}: not understood. Write it like this: {example}."),
            text=f"{target.name} {language}".strip(),
            example="--out replies.xlsx --lang cy",
        )
    with language_in_force(language or current_language()):
        content = make(find_survey(load_settings(), survey))
    write_file(content, target)
    say.print(t("Template written: {file}", file=target))
