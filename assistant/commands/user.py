"""`assistant user`: who may log in to the web chat."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.command import Command
from assistant.commands.options import readable
from assistant.errors import AssistantError, SettingsError

if TYPE_CHECKING:
    from assistant.web.users import Users

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name that the user logs in with.")]

user = typer.Typer(name="user", no_args_is_help=True, help="Say who may log in to the web chat.")


@user.command(cls=Command)
def add(name: Name) -> None:
    """Let NAME log in, or give NAME a new password; asks for it, or reads one line where it is piped."""
    from assistant.web.users import valid_name

    users, written = _users(), valid_name(readable(name))
    if users.add(written, _password()):
        typer.echo(f"{written!r} has a new password and is logged out everywhere.")
    else:
        typer.echo(f"{written!r} may log in.")


@user.command("list", cls=Command)
def show() -> None:
    """List the users."""
    users = _users().all().values()
    for each in sorted(each.name for each in users):
        typer.echo(each)
    if not users:
        typer.echo("No users yet: add one with `assistant user add NAME`.", err=True)


@user.command(cls=Command)
def remove(name: Name) -> None:
    """Let NAME log in no more; a session of NAME ends at once."""
    written = readable(name)
    if not _users().remove(written):
        raise AssistantError(f"there is no user {written!r}: `assistant user list` shows them")
    typer.echo(f"{written!r} may not log in any more.")


def _users() -> Users:
    from assistant.web.settings import WebSettings
    from assistant.web.users import Users

    path = WebSettings.of_environment().auth
    if path is None:
        raise SettingsError(
            "ASSISTANT_AUTH is not set: set it, here and for the server, to the path of a file of users, "
            "such as /etc/assistant/users"
        )
    return Users(path)


def _password() -> str:
    if sys.stdin.isatty():
        password: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
        return password
    return sys.stdin.readline().rstrip("\r\n")
