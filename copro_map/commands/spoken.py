"""What ``--help`` and the faults of a command line say, in the language of the reader.

Texts of commands and options are in the catalogue as they are written (extracted from
the commands themselves); typer's own words stand here. Where no parameter of typer sets
a word, what returns it is replaced, and asks for the language each time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import typer
from typer import core
from typer._click import exceptions, formatting
from typer.exceptions import TyperException

from copro_map.base.i18n import N_, current_language, t

SHOW_HELP = N_("Show this message and exit.")
USAGE = N_("Usage: ")
# Constants of typer's module that draws on a terminal.
DRAWN = {
    "ARGUMENTS_PANEL_TITLE": N_("Arguments"),
    "OPTIONS_PANEL_TITLE": N_("Options"),
    "COMMANDS_PANEL_TITLE": N_("Commands"),
    "ERRORS_PANEL_TITLE": N_("Error"),
    "DEFAULT_STRING": N_("[default: {}]"),
    "REQUIRED_LONG_STRING": N_("[required]"),
    "ABORTED_TEXT": N_("Aborted."),
    "RICH_HELP": N_("Try [blue]'{command_path} {help_option}'[/] for help."),
}
METAVARS = (
    *(N_("[OPTIONS]"), N_("COMMAND [ARGS]..."), N_("WORD"), N_("LAYER")),
    *(N_("HEADING=FIELD"), N_("WORD=OURS"), N_("FIELD=VALUE")),
)
TYPES = (
    *(N_("<str>"), N_("<int>"), N_("<int range>"), N_("<float>"), N_("<bool>")),
    *(N_("<list[str]>"), N_("<path>")),
)
ARGUMENTS = (
    *(N_("text"), N_("file"), N_("code"), N_("due"), N_("value"), N_("label")),
    *(N_("number"), N_("wave"), N_("area")),
)
FAULTS = (
    N_("Missing command."),
    N_("Missing argument {name}."),
    N_("Missing option {name}."),
    N_("No such command {name}. Did you mean {others}?"),
    N_("No such command {name}."),
    N_("No such option: {name} (Possible options: {others})"),
    N_("No such option: {name}"),
    N_("Option {name} requires an argument."),
    N_("Option {name} does not take a value."),
    N_("Got unexpected extra argument(s) ({words})"),
    N_("Invalid value for {name}: {reason}"),
    N_("Input should be a valid integer, unable to parse string as an integer"),
    N_("Input should be a valid number, unable to parse string as a number"),
    N_("Input should be greater than or equal to {n}"),
    N_("Input should be less than or equal to {n}"),
)
NAME = re.compile(r"\\\{(\w+)\\\}")
FORMS = tuple((re.compile(NAME.sub(r"(?P<\1>.+)", re.escape(x))), x) for x in FAULTS)


def fault_in_words(told: str) -> str:
    """Return a fault that typer tells in English in the current language.

    One that is not among those here stays as it is.

    Examples
    --------
    >>> from copro_map.base.i18n import language_in_force
    >>> with language_in_force("cy"):
    ...     fault_in_words("No such option: --nope")
    "Nid oes opsiwn o'r fath: --nope"
    """
    for form, message in FORMS:
        if found := form.fullmatch(told):
            facts = {x: fault_in_words(y) for x, y in found.groupdict().items()}
            return t(message, **facts) if facts else t(message)
    return told


def every_command(
    command: core.TyperCommand | core.TyperGroup,
) -> Iterator[core.TyperCommand | core.TyperGroup]:
    """Yield a command and all below it."""
    yield command
    for one in getattr(command, "commands", {}).values():
        yield from every_command(one)


def texts_of(command: core.TyperCommand | core.TyperGroup) -> Iterator[str]:
    """Yield what is written about a command, its arguments and its options."""
    yield from filter(None, [command.help])
    for one in command.params:
        yield from filter(None, [getattr(one, "help", None)])


def _put(command: core.TyperCommand | core.TyperGroup) -> None:
    """Put a command's texts into the current language."""
    shown = command.get_help_option(typer.Context(command))
    for one in (command, shown, *command.params):
        if text := getattr(one, "help", None):
            one.help = t(text)  # type: ignore[union-attr]
        if word := getattr(one, "metavar", None):
            one.metavar = t(word)  # type: ignore[union-attr]
    if command.options_metavar:
        command.options_metavar = t(command.options_metavar)
    if isinstance(command, core.TyperGroup):
        command.subcommand_metavar = t(command.subcommand_metavar)


def _after(kind: type, name: str, change: Callable[[str], str]) -> None:
    """Replace a method that returns a text by one that changes it."""
    first = kind.__dict__[name]

    def method(self: Any, *args: Any, **options: Any) -> Any:
        told = first(self, *args, **options)
        return change(told) if isinstance(told, str) else told

    setattr(kind, name, method)


@cache
def _replace() -> None:
    """Replace what says typer's own words, once in a process."""
    for kind in (
        TyperException,
        exceptions.ClickException,
        exceptions.BadParameter,
        exceptions.MissingParameter,
        exceptions.NoSuchOption,
    ):
        if "format_message" in kind.__dict__:
            _after(kind, "format_message", fault_in_words)
    parameter = core._TyperParameter
    raw = parameter.__dict__["display_name_raw"].fget
    parameter.display_name_raw = property(lambda self: t(raw(self)))  # type: ignore[method-assign,assignment]
    for shown in (parameter, core.TyperOption, core.TyperArgument):
        if "display_type_rich" in shown.__dict__:
            _after(shown, "display_type_rich", t)
    write = formatting.HelpFormatter.write_usage

    def write_usage(
        self: Any, prog: str, args: str = "", prefix: str | None = None
    ) -> None:
        write(self, prog, args, t(USAGE) if prefix is None else prefix)

    formatting.HelpFormatter.write_usage = write_usage  # type: ignore[method-assign]


def in_words(app: typer.Typer) -> Callable[[], Any]:
    """Return what runs the commands of ``app``, speaking the current language."""
    if current_language() == "en" and not _replace.cache_info().currsize:
        return app
    from typer import rich_utils

    _replace()
    for name, text in DRAWN.items():
        setattr(rich_utils, name, t(text))
    command = typer.main.get_command(app)
    for one in every_command(command):  # type: ignore[arg-type]
        _put(one)
    return command
