"""The commands of the plan: the budget, for whoever has the machine."""

from pathlib import Path
from typing import Annotated

import typer

from copro_map.base.config import load_settings
from copro_map.base.today import current_day, current_moment
from copro_map.files.import_options import Map, Rest, Set, Sheet, read_told
from copro_map.files.terminal import AsJson, DryRun, print_either, read_day

budget = typer.Typer(help="The budget beside what was spent, line by year.")


@budget.callback(invoke_without_command=True)
def budget_command(
    context: typer.Context,
    as_at: Annotated[str, typer.Option("--as-at", help="A day, 2027-03-31.")] = "",
    as_json: AsJson = False,
) -> None:
    """Show the budget beside what was spent of it, by line and year, in pounds."""
    if context.invoked_subcommand:
        return
    from copro_map.people.rules.permissions import MACHINE
    from copro_map.plan.money import as_json as told
    from copro_map.plan.money import budget as budget_of
    from copro_map.plan.money_in_words import each_told

    settings = load_settings()
    found = budget_of(settings, MACHINE, read_day(as_at))
    table = each_told(found)
    rows = [(one.name, *one.cells) for one in (*table.rows, table.foot)]
    print_either(told(found), table.heads, rows, settings, as_json=as_json)


@budget.command("import")
def import_command(
    file: Path,
    columns: Map = None,
    values: Set = None,
    rest: Rest = "",
    sheet: Sheet = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Bring in a file of what was spent: all of its rows, or nothing."""
    from copro_map.files.terminal import tell_import
    from copro_map.people.changes import FromMachine
    from copro_map.plan.spend_importing import import_spend

    told = read_told(columns, None, values, rest, sheet)
    result = import_spend(
        load_settings(),
        file,
        told,
        dry_run=dry_run,
        today=current_day(),
        bringing=FromMachine(current_moment()),
    )
    tell_import(result, as_json=as_json, dry_run=dry_run)


plan = typer.Typer(no_args_is_help=True, help="The plan: its activities.")


@plan.command("list")
def list_command(
    as_at: Annotated[str, typer.Option("--as-at", help="A day, 2027-03-31.")] = "",
    as_json: AsJson = False,
) -> None:
    """List the activities as they were on a day: those that are late come first."""
    from copro_map.base.i18n import t
    from copro_map.plan.activities import STATE_WORDS, late_first

    settings = load_settings()
    found = late_first(settings, read_day(as_at))
    told = [
        {
            "id": one.code,
            "year": one.year or None,
            "name_en": one.label.en,
            "name_cy": one.label.cy,
            "state": one.state,
            "due": one.due.isoformat(),
            "owner": one.said.owner if one.said else "",
            "said_on": one.said.said_on if one.said else "",
            "outcomes": list(one.outcomes),
            "indicators": list(one.indicators),
        }
        for one in found
    ]
    heads = [t("Code"), t("State"), t("Due"), t("Activity")]
    rows: list[list[object]] = [
        [one.code, t(STATE_WORDS[one.state]), one.due.isoformat(), one.label.text()]
        for one in found
    ]
    print_either(told, heads, rows, settings, as_json=as_json)
