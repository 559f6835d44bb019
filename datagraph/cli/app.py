"""The typer application, made from the commands' descriptions; it does all that the quick reader leaves to it."""

from __future__ import annotations

from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from datagraph.cli.commands import MODULES, load
from datagraph.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from datagraph.cli.command import Argument, Command, Option
    from datagraph.cli.commands import CommandModule

_NAME = "datagraph"
_CONTEXT = {"help_option_names": ["-h", "--help"]}


def run_with_typer(words: Sequence[str]) -> int:
    """Run the command that the arguments spell, or say what is wrong with them; returns the exit code."""
    try:
        make_app()(args=list(words), prog_name=_NAME)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


def make_app() -> typer.Typer:
    """Make the application with all commands."""
    # Without rich, which takes 5 ms to load and would draw frames around the help.
    app = typer.Typer(
        name=_NAME,
        help="Check, format and fix Twilio Segment Data Graph files, and prove them against the warehouse.",
        epilog="`datagraph COMMAND --help` has examples and exit codes.",
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        context_settings=_CONTEXT,
    )
    app.callback()(_callback)
    for name in MODULES:
        module = load(name)
        command = module.COMMAND
        app.command(
            name, help=_help(command), short_help=command.summary, epilog=_epilog(command), context_settings=_CONTEXT
        )(_function(module))
    return app


def _callback(
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.", is_eager=True)] = False,
) -> None:
    if version:
        typer.echo(f"{_NAME} {__version__}")
        raise typer.Exit


def _function(module: CommandModule) -> Callable[..., None]:
    """Make a function whose signature tells typer the command's options, and that runs the command."""
    command = module.COMMAND
    lists = {option.parameter for option in command.options if option.kind == "list"}
    lists |= {argument.parameter for argument in command.arguments if argument.many}

    def function(**values: Any) -> None:
        raise typer.Exit(module.run(**{name: _plain(value, name in lists) for name, value in values.items()}))

    parameters = [_argument(argument) for argument in command.arguments]
    parameters += [_option(option) for option in command.options]
    function.__signature__ = Signature(parameters)  # type: ignore[attr-defined]  # what `inspect` looks for first
    function.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return function


def _plain(value: Any, is_list: bool) -> Any:
    """A value as the quick reader gives it."""
    if is_list:
        return tuple(value or ())
    return "" if value is None else value


def _argument(argument: Argument) -> Parameter:
    info = typer.Argument(help=argument.help, metavar=argument.metavar, show_default=False)
    default: object = Parameter.empty if argument.required else [] if argument.many else ""
    return _parameter(argument.parameter, list[str] if argument.many else str, info, default)


def _option(option: Option) -> Parameter:
    words = [option.word, option.short] if option.short else [option.word]
    if option.kind == "switch":
        return _parameter(option.parameter, bool, typer.Option(*words, help=option.help), False)
    info = typer.Option(*words, help=option.help, metavar=option.metavar, show_default=False)
    if option.kind == "list":
        return _parameter(option.parameter, list[str], info, [])
    if option.allowed:
        # typer holds the default against the choices too, so "" becomes None here and None "" in `_plain`.
        return _parameter(option.parameter, Literal[option.allowed] | None, info, None)
    return _parameter(option.parameter, str, info, "")


def _parameter(name: str, kind: object, info: object, default: object) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, info])


def _help(command: Command) -> str:
    return f"{command.summary}\n\n{command.details}".strip()


def _epilog(command: Command) -> str:
    examples = "\n".join(f"  # {effect}\n  {call}" for call, effect in command.examples)
    exits = "\n".join(f"  {code}  {meaning}" for code, meaning in command.exits)
    # `\b` keeps click from filling the lines of a paragraph anew.
    return f"\b\nExamples:\n{examples}\n\n\b\nExit codes:\n{exits}"
