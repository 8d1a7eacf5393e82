"""The command line: the same services as the pages."""

import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from copro_map.areas.commands import brief_command
from copro_map.assets.commands import check_command, import_command
from copro_map.audits.commands import audits
from copro_map.base.characters import has_control, shown
from copro_map.base.config import Settings, load_settings, make_home
from copro_map.base.errors import AtRestError, CoproMapError
from copro_map.base.i18n import N_, explain, set_language, t
from copro_map.commands.drafts import drafts
from copro_map.commands.outbox import outbox
from copro_map.commands.signing_in import desk_command
from copro_map.commands.spoken import in_words
from copro_map.coverage.commands import gaps_command, outreach
from copro_map.demonstration.commands import init_demonstration, synth_command
from copro_map.desk.commands import (
    backup_command,
    read_only_command,
    restore_command,
    run_due_command,
)
from copro_map.events.commands import events
from copro_map.exchange.commands import match_command
from copro_map.files.import_options import Map, Sheet, read_told
from copro_map.files.terminal import AsJson, print_either, print_json, say
from copro_map.indicators.commands import (
    indicators_command,
    observations,
    snapshots,
    targets,
)
from copro_map.members.commands import members
from copro_map.plan.commands import budget, plan
from copro_map.report.commands import report_command
from copro_map.search.commands import export_command, search_command
from copro_map.surveys.commands import surveys
from copro_map.upkeep.commands import confirm_command

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)
reference = typer.Typer(no_args_is_help=True, help="The reference data.")


@app.callback()
def start() -> None:
    """Read the settings; speak the language of COPRO_MAP_LANG."""
    set_language(load_settings().default_language)
    _check_words(sys.argv[1:])


@app.command()
def init(
    empty: Annotated[bool, typer.Option("--empty", help="No entries.")] = False,
    demo: Annotated[
        bool, typer.Option("--demo", help="Invented records, in a file of their own.")
    ] = False,
    entries: Annotated[
        int | None, typer.Option(help="How many, with --demo.", min=1)
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Make the database, or bring it up to date, with the network's real entries."""
    from copro_map.base.store.leftovers import sweep

    make_home(load_settings())
    sweep(load_settings().database)
    if demo:
        init_demonstration(empty, entries, as_json)
        return
    if entries is not None:
        raise CoproMapError(N_("--entries is for --demo: add it, or leave both out."))
    settings = load_settings()
    if empty:
        _bring_up_to_date(settings)
    elif _bring_up_to_date(settings, make=False):
        say.print(t("The map is being mended, so its entries were left as they are."))
    else:
        import_command(settings.network_file, as_json=as_json)


def _bring_up_to_date(settings: Settings, *, make: bool = True) -> bool:
    """Make the database or bring it up to date; say whether the map is at rest."""
    from copro_map.base.store.connection import writing
    from copro_map.base.store.rest import is_at_rest

    if not (make or settings.database.exists()):
        return False
    with writing(settings.database, even_at_rest=True) as database:
        return is_at_rest(database)


app.command("import")(import_command)


@app.command("locate", context_settings={"ignore_unknown_options": False})
def locate_command(
    text: Annotated[str, typer.Argument(help="A postcode or a place name.")] = "",
    longitude: Annotated[float | None, typer.Option("--lon")] = None,
    latitude: Annotated[float | None, typer.Option("--lat")] = None,
    csv: Annotated[Path | None, typer.Option("--csv", help="Many at once.")] = None,
    target: Annotated[Path | None, typer.Option("--out")] = None,
    columns: Map = None,
    sheet: Sheet = "",
    as_json: AsJson = False,
) -> None:
    """Say where a postcode, a place or a point is, and in which areas."""
    from copro_map.commands import locating
    from copro_map.geography.gazetteer import load_gazetteer
    from copro_map.geography.locate import locate_asked, locate_point

    if csv and target:
        locating.locate_file(csv, target, read_told(columns, sheet=sheet))
        return
    gazetteer = load_gazetteer(load_settings())
    if longitude is not None and latitude is not None:
        found = locate_point(gazetteer, longitude, latitude)
    elif text.strip():
        found = locate_asked(gazetteer, text)
    else:
        raise CoproMapError(
            N_("Give a postcode or a place, or --lon and --lat, or --csv and --out.")
        )
    if as_json:
        print_json(locating.located_as_json(found))
    else:
        locating.print_located(found)


@app.command()
def areas(
    layer_id: Annotated[str, typer.Argument(metavar="LAYER")] = "",
    as_json: AsJson = False,
) -> None:
    """List the layers, or the areas of one layer."""
    from copro_map.geography.areas import find_layer, load_layers

    settings = load_settings()
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    if not layer_id:
        rows = [
            {
                "layer": x.id,
                "name_en": x.label.en,
                "name_cy": x.label.cy,
                "areas": len(x.areas),
            }
            for x in layers.values()
        ]
    else:
        rows = [
            {
                "area_code": area.code,
                "name_en": area.label.en,
                "name_cy": area.label.cy,
                "population": area.population,
                "members": list(area.members),
            }
            for area in find_layer(layers, layer_id).areas.values()
        ]
    print_either(rows, tuple(rows[0]), rows, as_json=as_json)


for name, command in (
    ("search", search_command),
    ("check", check_command),
    ("confirm", confirm_command),
    ("export", export_command),
    ("synth", synth_command),
    ("gaps", gaps_command),
    ("match", match_command),
    ("brief", brief_command),
    ("indicators", indicators_command),
    ("report", report_command),
    ("desk", desk_command),
    ("run-due", run_due_command),
    ("backup", backup_command),
    ("restore", restore_command),
    ("read-only", read_only_command),
):
    app.command(name)(command)
for name, group in (
    ("reference", reference),
    ("outreach", outreach),
    ("audits", audits),
    ("drafts", drafts),
    ("outbox", outbox),
    ("observations", observations),
    ("targets", targets),
    ("snapshots", snapshots),
    ("members", members),
    ("surveys", surveys),
    ("events", events),
    ("budget", budget),
    ("plan", plan),
):
    app.add_typer(group, name=name)


@reference.command("build")
def build() -> None:
    """Build the reference data anew (needs the packages of the extra "reference")."""
    from copro_map.geography.build import build_reference

    settings = load_settings()
    build_reference(settings.data_dir, settings.boundaries_dir, say.print)


class WordError(CoproMapError):
    """A word of the command line holds what no text may hold."""


def _check_words(words: Sequence[str]) -> None:
    """Refuse what is not seen in a name, label or reason; a file may be named so."""
    for word in filter(has_control, words):
        with suppress(OSError):  # too long for a file's name
            if Path(word).is_file():
                continue
        raise WordError(
            N_(
                "{word}: this holds a character that is not seen and steers what "
                "shows it. Type it anew."
            ),
            word=shown(word),
        )


def main() -> None:
    """Run a command; a fault that the reader can mend is one sentence, not a trace."""
    try:
        set_language(load_settings().default_language)
        in_words(app)()
    except CoproMapError as error:
        say.print(explain(error))
        if isinstance(error, AtRestError):
            command = "python -m copro_map read-only off"
            say.print(t("To end this: {command}", command=command))
        sys.exit(1)
