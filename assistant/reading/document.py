"""What a format reader finds in a file: the text, and the metadata beside or inside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Value = str | None | list["Value"] | dict[str, "Value"]
"""A value of a record before it is checked; the keys may be those of any tool."""
FRONT_MATTER = "front matter"
"""The basis of what the file's own record says; whatever has another basis was found or inferred."""


@dataclass(frozen=True, slots=True)
class Found:
    """One set of metadata of a file, such as `{"author": "Ada Lind"}`, and where it stands."""

    values: Mapping[str, Value]
    basis: str
    """For readers: "front matter", "the page's JSON-LD", "byline in the text"."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file taken apart: its body and what is said of it."""

    text: str
    """The body, Markdown or plain, with a newline for every line break."""
    markdown: bool
    found: tuple[Found, ...] = ()
    """Sets of metadata, most trusted first."""
    warnings: tuple[str, ...] = ()
    pages: tuple[tuple[int, str], ...] = ()
    """Where each page begins in the text, with its printed or counted number (PDF)."""
