"""The words of the indexed texts, as they are written there: what a misspelt word may have meant."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from assistant.names import folded

_SHORTEST = 4
"""Letters of the shortest word that is kept."""
_FILE = "words.json"
_WORD = re.compile(r"[^\W\d_]+")


class Vocabulary:
    """Every word of the texts under its folded form; read when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / _FILE

    @staticmethod
    def build(texts: Iterable[str], folder: Path) -> None:
        """Save the words of `texts` in `folder`."""
        counts = Counter(word for text in texts for word in _WORD.findall(text) if len(word) >= _SHORTEST)
        written: dict[str, str] = {}
        for word, _ in counts.most_common():
            written.setdefault(folded(word), word)
        (folder / _FILE).write_text(json.dumps(written, ensure_ascii=False), encoding="utf-8")

    @cached_property
    def words(self) -> dict[str, str]:
        """Each word folded → as it is mostly written."""
        words: dict[str, str] = json.loads(self._file.read_text(encoding="utf-8"))
        return words
