"""What several commands share: options and what they mean, folders opened, optional parts asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from assistant.citing.forms import CiteForm
from assistant.commands.command import progress
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.answering.assistant import Assistant
    from assistant.scopes import Scope
    from assistant.settings import Settings

Documents = Annotated[
    Path | None,
    typer.Option("--documents", metavar="DIR", help="Folder of articles.", show_default="documents"),
]
IndexFolder = Annotated[
    Path | None,
    typer.Option(
        "--index", metavar="DIR", help="Folder of the index.", show_default=".index in the folder of articles"
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Cite = Annotated[
    CiteForm | None, typer.Option("--cite", help="Print references to the articles, in this form.")
]
People = Annotated[
    list[str] | None,
    typer.Option("--person", metavar="NAME", help="Only this author or speaker; may be repeated."),
]
Publications = Annotated[
    list[str] | None,
    typer.Option("--publication", metavar="NAME", help="Only this publication; may be repeated."),
]
Since = Annotated[
    str | None, typer.Option(metavar="DATE", help="Nothing before: YYYY, YYYY-MM or YYYY-MM-DD.")
]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Nothing after: the same forms.")]
Forms = Annotated[
    list[str] | None,
    typer.Option(
        "--form", metavar="FORM", help="Only article, contribution, interview or report; may be repeated."
    ),
]
OfSide = Annotated[
    Literal["for", "against"] | None,
    typer.Option("--side", help="Only views known to be on this side of what is asked."),
]
Extra = Literal["web", "slack", "mcp"]
_MODULES: dict[Extra, tuple[str, ...]] = {
    "web": ("fastapi", "gradio", "prometheus_client", "uvicorn"),
    "slack": ("slack_bolt", "slack_sdk", "starlette"),
    "mcp": ("mcp",),
}
_PARTS: dict[Extra, str] = {"web": "the web chat", "slack": "the Slack bot", "mcp": "the MCP server"}


def scope(
    people: list[str] | None,
    publications: list[str] | None,
    since: str | None,
    until: str | None,
    forms: list[str] | None,
    side: Literal["for", "against"] | None = None,
) -> Scope:
    """The filters given; `AssistantError` for a date or a form that is none."""
    from assistant.scopes import Scope

    return Scope(
        people=_readable(people),
        publications=_readable(publications),
        since=since,
        until=until,
        kinds=tuple(forms or ()),  # type: ignore[arg-type]  # it refuses others
        side=side,
    )


def readable(argument: str) -> str:
    """An argument whose bytes are not the text they should be, with marks in their place."""
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _readable(arguments: Iterable[str] | None) -> tuple[str, ...]:
    return tuple(readable(argument) for argument in arguments or ())


@contextmanager
def opened(documents: Path | None, index: Path | None, *, once: bool = False) -> Iterator[Assistant]:
    """The assistant over these folders or those of the settings, its index built where there is none.

    `once` where the process ends after an answer.
    """
    from assistant.answering.assistant import Assistant

    with progress() as advance:
        assistant = Assistant.open(documents=documents, index=index, progress=advance, once=once)
    try:
        yield assistant
    finally:
        assistant.close()


def settings(documents: Path | None, index: Path | None = None) -> Settings:
    """The settings, with the folders given in place of theirs."""
    from assistant.settings import Settings

    return Settings.read(documents=documents, index=index)


def require(*extras: Extra) -> None:
    """Raise AssistantError, with what to install, where the libraries of an extra are missing."""
    for extra in extras:
        missing = [module for module in _MODULES[extra] if find_spec(module) is None]
        if missing:
            raise AssistantError(
                f"{_PARTS[extra]} needs {', '.join(missing)}: "
                f"install it with pip install 'assistant[{','.join(extras)}]'"
            )
