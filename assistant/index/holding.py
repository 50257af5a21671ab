"""Whose view each sentence of an article is: found when the article is indexed, and kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from assistant.attribution import Holder

_PACKAGE = Path(__file__).parents[1]
_SOURCES = ("speakers/*.py", "reading/*.py", "names.py")


@cache
def rules() -> str:
    """Names the rules that find holders, by their source: what other rules found is not used."""
    digest = hashlib.sha256()
    for path in sorted(path for pattern in _SOURCES for path in _PACKAGE.glob(pattern)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def saved(found: Sequence[Holder]) -> str:
    """The holders as text, which `loaded` reads."""
    return json.dumps([(one.start, one.end, one.speaker, one.reported, one.certain) for one in found])


def loaded(text: str) -> tuple[Holder, ...]:
    """The holders in a text of `saved`."""
    return tuple(
        Holder(start=start, end=end, speaker=speaker, reported=reported, certain=certain)
        for start, end, speaker, reported, certain in json.loads(text)
    )
