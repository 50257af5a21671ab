"""The words of the web chat's interface: texts by key, from one file for each language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.dates import PublicationDate
from assistant.languages import code

FOLDER = Path(__file__).parent / "languages"
_code = lru_cache(code)
Text = str | Mapping[str, str]
"""A text, or its form for `one` and for every `other` number."""


def languages() -> tuple[str, ...]:
    """The codes of the languages that there are."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@lru_cache
def texts(language: str) -> Mapping[str, Text]:
    """All texts of a language, each by its section and name: "chat.ask"."""
    sections = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return {f"{section}.{name}": text for section, named in sections.items() for name, text in named.items()}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the interface in one language.

    >>> Words("en")("answer.more", number=1200), Words("de")("answer.more", number=1)
    ('Show 1,200 more', 'Einen weiteren zeigen')
    """

    language: str = "en"

    def __call__(self, key: str, /, **blanks: object) -> str:
        """The text of a key with its blanks filled; of two forms that for the `number`, a whole one."""
        text = texts(self.language)[key]
        if not isinstance(text, str):
            text = text["one" if blanks["number"] == 1 else "other"]
        if isinstance(number := blanks.get("number"), int):
            blanks["number"] = self.number(number)
        return text.format(**blanks) if blanks else text

    def of_sections(self, *sections: str) -> dict[str, Text]:
        """All texts of some sections."""
        return {key: text for key, text in texts(self.language).items() if key.split(".")[0] in sections}

    def number(self, number: int) -> str:
        """A number with its thousands set apart."""
        return f"{number:,}".replace(",", self("number.thousands"))

    def date(self, date: PublicationDate | None) -> str:
        """A date as precise as it is known, or that it is not.

        >>> Words("de").date(PublicationDate("2018-09-13")), Words("de").date(None)
        ('13. September 2018', 'ohne Datum')
        """
        if date is None:
            return self("date.undated")
        year, *rest = map(int, date.iso.split("-"))
        if not rest:
            return str(year)
        month = self("date.month", month=self(f"month.{rest[0]}"), year=year)
        return self("date.day", day=rest[1], month=month) if len(rest) == 2 else month

    def span(self, first: PublicationDate, last: PublicationDate) -> str:
        """From when to when: one date where both are the same."""
        if first == last:
            return self.date(first)
        return self("date.span", first=self.date(first), last=self.date(last))

    def listed(self, names: Sequence[str]) -> str:
        """
        >>> Words("de").listed(["Ann Ash", "Bo Birk", "Cy Cole"])
        'Ann Ash, Bo Birk und Cy Cole'
        """
        if len(names) < 2:
            return "".join(names)
        return self("filters.and", names=", ".join(names[:-1]), last=names[-1])

    def capital(self, key: str) -> str:
        """The text of a key with a capital at its beginning.

        >>> Words("de").capital("complaint.wrong_person")
        'Falsche Person'
        """
        text = self(key)
        return text[:1].upper() + text[1:]

    def lang(self, language: str | None) -> str:
        """The attribute of a text in another language than the page; empty where it is not known.

        >>> Words("de").lang("en"), Words("de").lang("German"), Words("de").lang(None)
        (' lang="en"', '', '')
        """
        found = _code(language)
        return f' lang="{found}"' if found and found != self.language else ""


ENGLISH = Words()
