"""Attributions kept in the index: found once, when an article is indexed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from assistant.attribution import Attribution

_PACKAGE = Path(__file__).parents[1]
_SOURCES = (
    "attribution/*.py",
    "languages.py",
    "lexicon.py",
    "reading/*.py",
    "reading/*.toml",
    "articles.py",
    "names.py",
    "text.py",
)


@cache
def rules() -> str:
    """The fingerprint of the attribution rules: attributions by other rules are not used."""
    digest = hashlib.sha256()
    for path in sorted(path for pattern in _SOURCES for path in _PACKAGE.glob(pattern)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def saved(found: Sequence[Attribution]) -> str:
    """The attributions as text, which `loaded` reads."""
    return json.dumps([(one.start, one.end, one.speaker, one.reported, one.certain) for one in found])


def loaded(text: str) -> tuple[Attribution, ...]:
    """The attributions in a text of `saved`."""
    return tuple(
        Attribution(start=start, end=end, speaker=speaker, reported=reported, certain=certain)
        for start, end, speaker, reported, certain in json.loads(text)
    )
