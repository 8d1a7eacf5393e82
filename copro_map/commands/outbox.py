"""The commands of the outbox: what is to be mailed, why it waits, and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from copro_map.base.config import load_settings
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_, t
from copro_map.base.today import WALES, current_moment
from copro_map.files.terminal import AsJson, out, print_json, print_table

if TYPE_CHECKING:
    from copro_map.people.rules.letters import Message

outbox = typer.Typer(help="What is mailed: letters that wait, and those that left.")
COLUMNS = ("number", "to", "language", "subject", "state", "created_on", "why")
Number = Annotated[int, typer.Argument(help="Its number, as outbox lists it.", min=1)]


def _row(message: Message) -> dict[str, object]:
    from copro_map.base.moments import read_moment
    from copro_map.people.outbox import why

    made = read_moment(message.created_at).astimezone(WALES)
    return {
        "number": message.number,
        "to": message.address,
        "language": message.language,
        "subject": message.subject,
        "state": message.state,
        "created_on": made.date().isoformat(),
        "why": why(message),
    }


@outbox.callback(invoke_without_command=True)
def list_command(context: typer.Context, as_json: AsJson = False) -> None:
    """Say what waits to be mailed, what left, and why the rest has not."""
    from copro_map.people.outbox import messages
    from copro_map.people.rules.permissions import MACHINE

    if context.invoked_subcommand:
        return
    rows = [_row(message) for message in messages(load_settings(), MACHINE)]
    if as_json:
        print_json(rows)
    elif rows:
        print_table(COLUMNS, rows)
    else:
        out.print(t("Nothing was to be mailed so far."))


@outbox.command("show")
def show_command(number: Number) -> None:
    """Print a message, to be copied; of one that left the links open nothing."""
    from copro_map.people.outbox import messages
    from copro_map.people.rules.permissions import MACHINE

    found = [x for x in messages(load_settings(), MACHINE) if x.number == number]
    if not found:
        raise CoproMapError(
            N_("{number}: there is no such message. See: outbox"), number=number
        )
    (message,) = found
    out.print("\n".join((message.address, message.subject, "", message.body)))


@outbox.command("send")
def send_command(
    number: Annotated[int, typer.Argument(help="One that failed; else all.")] = 0,
) -> None:
    """Send what waits now; or let one that failed, or perhaps left, be sent again."""
    from copro_map.people.mail import send_waiting
    from copro_map.people.outbox import messages, send_again, why
    from copro_map.people.rules.permissions import MACHINE

    settings, now = load_settings(), current_moment()
    if number:
        send_again(settings, MACHINE, number, now)
    out.print(t("Sent: {n}", n=send_waiting(settings, now)))
    waiting = messages(settings, MACHINE, "waiting")
    for reason in dict.fromkeys(why(message) for message in waiting):
        out.print(reason)
