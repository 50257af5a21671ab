"""The options that several commands share, and what they mean together."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from assistant.scopes import Scope

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


def scope(
    people: list[str] | None, publications: list[str] | None, since: str | None, until: str | None
) -> Scope:
    """The filters given; `InvalidDate` for a wrong date."""
    from assistant.scopes import Scope

    return Scope(people=_readable(people), publications=_readable(publications), since=since, until=until)


def readable(argument: str) -> str:
    """An argument whose bytes are not the text they should be, with marks in their place."""
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _readable(arguments: Iterable[str] | None) -> tuple[str, ...]:
    return tuple(readable(argument) for argument in arguments or ())
