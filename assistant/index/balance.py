"""Room for many voices: no voice takes more than its share of the places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from assistant.articles import Record
from assistant.index.search import Hit
from assistant.names import folded


def balanced(
    hits: Iterable[Hit], records: Mapping[str, Record], *, per_voice: int, limit: int
) -> tuple[Hit, ...]:
    """The best `limit` hits with at most `per_voice` of any voice; hits of nobody named are not capped."""
    taken: Counter[str] = Counter()
    kept: list[Hit] = []
    for hit in hits:
        if len(kept) == limit:
            break
        voices = {folded(voice) for voice in records[hit.passage.article_id].voices}
        if all(taken[voice] < per_voice for voice in voices):
            taken.update(voices)
            kept.append(hit)
    return tuple(kept)
