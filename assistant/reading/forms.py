"""How records and bylines are written, read from `records.toml`: the only list of such forms."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

PLACEHOLDER = re.compile(r"\{\{.*?\}\}|<%.*?%>")
"""A blank of a template that nobody filled in."""


@dataclass(frozen=True, slots=True)
class Forms:
    """Words in small letters."""

    keys: dict[str, tuple[str, ...]]
    """Our fields with the keys that mean them, the surest first."""
    nested: frozenset[str]
    nobody: frozenset[str]
    conjunctions: frozenset[str]
    others: tuple[str, ...]
    particles: frozenset[str]
    articles: frozenset[str]
    suffixes: frozenset[str]
    by: tuple[str, ...]
    copulas: tuple[str, ...]
    fillers: frozenset[str]


@lru_cache
def forms() -> Forms:
    """The forms, read once."""
    data = tomllib.loads(Path(__file__).with_name("records.toml").read_text(encoding="utf-8"))
    people = data["people"]
    return Forms(
        keys={field: tuple(keys) for field, keys in data["keys"].items()},
        nested=frozenset(data["groups"]["nested"]),
        nobody=frozenset(people["nobody"]),
        conjunctions=frozenset(people["and"]),
        others=tuple(people["others"]),
        particles=frozenset(people["particles"]),
        articles=frozenset(people["articles"]),
        suffixes=frozenset(people["suffixes"]),
        by=tuple(people["by"]),
        copulas=tuple(people["is"]),
        fillers=frozenset(data["dates"]["fillers"]),
    )


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
