"""The articles as their files give them, read by code that shares nothing with the assistant.

What the assistant shows is held against this, so that an error of its own reader shows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import yaml

_SUFFIXES = (".md", ".markdown", ".txt")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_STANDING_IN_FOR_NOTHING = ("", "~", "null", "Null", "NULL")
_KINDS = ("article", "contribution", "interview", "report")
_ONE_NAME = re.compile(r"(?!.*\b(?:and|by)\b)[^,;&/()|\d]+", re.IGNORECASE)
_ISO = re.compile(r"\d{4}(-\d\d){0,2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file: its record, as far as it is checked, and its text."""

    text: str
    title: str = ""
    kind: str = "article"
    authors: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    publication: str | None = None
    date: str | None = None
    independent: bool = True
    """Whether it was read by the code here."""

    @property
    def complete(self) -> bool:
        """Whether the record says all that is checked, in its plainest form: no reading can add to it."""
        names = (*self.authors, *self.speakers)
        plain = self.kind in _KINDS and all(map(_ONE_NAME.fullmatch, names))
        return bool(
            plain and self.title and self.voices and self.publication and _ISO.fullmatch(self.date or "")
        )

    @property
    def voices(self) -> tuple[str, ...]:
        """Whose views it presents: those interviewed or reported, otherwise its authors."""
        return self.speakers if self.speakers or self.kind in ("interview", "report") else self.authors

    @property
    def voice(self) -> str:
        """The voices in byline order as one name; empty where nobody is named."""
        return " and ".join(filter(None, (", ".join(self.voices[:-1]), *self.voices[-1:])))

    @property
    def people(self) -> frozenset[str]:
        """Everyone the record names, the voices also together."""
        return frozenset(filter(None, (*self.authors, *self.speakers, self.voice)))


Library = Mapping[str, Source]
"""The articles of a folder by their id: the path without its suffix."""


def library(folder: Path) -> Library:
    """The articles of a folder. A file that cannot be read is left out: all that is shown of it is wrong."""
    found: dict[str, Source] = {}
    for file in articles(folder):
        name = file.relative_to(folder).with_suffix("").as_posix()
        try:
            found.setdefault(name, _source(file.read_bytes().decode()))
        except (UnicodeDecodeError, yaml.YAMLError):
            continue
    return MappingProxyType(found)


def articles(folder: Path) -> Iterator[Path]:
    """The files of a folder that are articles, in order; hidden ones and README files are not."""
    for file in sorted(folder.rglob("*")):
        place = file.relative_to(folder)
        hidden = any(part.startswith(".") for part in place.parts)
        if place.suffix.lower() in _SUFFIXES and not hidden and not place.name.upper().startswith("README"):
            yield file


def _source(raw: str) -> Source:
    whole = "".join(filter(_visible, raw.replace("\r\n", "\n").replace("\r", "\n")))
    front = _FRONT_MATTER.match(whole)
    # The base loader leaves every value the text it is in the file: "2018-09" stays, nothing becomes a date.
    record = yaml.load(front[1], yaml.BaseLoader) if front else None
    given = record if isinstance(record, dict) else {}
    date = _line(given.get("date"))
    return Source(
        text=(whole[front.end() :] if front else whole).strip(),
        title=_line(given.get("title")) or "",
        kind=(_line(given.get("kind")) or "article").lower(),
        authors=_lines(given.get("authors")),
        speakers=_lines(given.get("speakers")),
        publication=_line(given.get("publication")),
        date=date and re.split("[T ]", date)[0],
    )


def _visible(character: str) -> bool:
    """Whether it is shown: control characters, and those that turn the direction of writing, are not."""
    if character in "\n\t":
        return True
    turns = unicodedata.bidirectional(character) in (
        "LRE",
        "RLE",
        "LRO",
        "RLO",
        "PDF",
        "LRI",
        "RLI",
        "FSI",
        "PDI",
    )
    return not turns and unicodedata.category(character) != "Cc" and character != "\ufeff"


def _line(value: object) -> str | None:
    line = " ".join(value.split()) if isinstance(value, str) else ""
    return None if line in _STANDING_IN_FOR_NOTHING else line


def _lines(value: object) -> tuple[str, ...]:
    items: Iterable[object] = value if isinstance(value, list) else (value,)
    return tuple(dict.fromkeys(line for item in items if (line := _line(item))))
