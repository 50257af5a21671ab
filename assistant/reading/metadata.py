"""Metadata before it is checked: what readers find in a file, and the keys and words of `records.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

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


PLACEHOLDER = re.compile(r"\{\{.*?\}\}|<%.*?%>")
"""A blank of a template that nobody filled in."""


@dataclass(frozen=True, slots=True)
class Forms:
    """The table of `records.toml`; its words are in small letters."""

    keys: dict[str, tuple[str, ...]]
    """Our fields with the keys that mean them, the surest first."""
    nested: frozenset[str]
    nobody: frozenset[str]
    conjunctions: frozenset[str]
    others: frozenset[str]
    articles: frozenset[str]
    suffixes: frozenset[str]
    by: frozenset[str]
    written_for: frozenset[str]
    press: frozenset[str]
    rubrics: frozenset[str]
    places: frozenset[str]
    roles: frozenset[str]
    addresses: frozenset[str]
    together: frozenset[str]
    courtesies: frozenset[str]
    closings: frozenset[str]
    copulas: frozenset[str]
    credits: frozenset[str]
    later: frozenset[str]
    bodies: frozenset[str]
    fillers: frozenset[str]


@lru_cache
def forms() -> Forms:
    """The forms, read once."""
    data = tomllib.loads(Path(__file__).with_name("records.toml").read_text(encoding="utf-8"))
    keys = {field: tuple(names) for field, names in data.pop("keys").items()}
    return Forms(keys, **{name: frozenset(words) for table in data.values() for name, words in table.items()})


def key_name(key: str) -> str:
    """A key as the table writes it: small letters, one sign between words.

    >>> key_name("publishDate"), key_name("article:published_time"), key_name("OG-Title")
    ('publish_date', 'article_published_time', 'og_title')
    """
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", key.strip())
    return re.sub(r"[^\w]+|_+", "_", words.lower()).strip("_")


def is_known(key: str) -> bool:
    """Whether a key, of whatever tool, means one of our fields."""
    return key_name(key) in known_keys()


@lru_cache
def known_keys() -> dict[str, tuple[str, ...]]:
    """The fields that each key may mean: `source` is an address or a publication."""
    found: dict[str, tuple[str, ...]] = {}
    for field, keys in forms().keys.items():
        for key in keys:
            found[key] = (*found.get(key, ()), field)
    return found
