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
    """The best `limit` hits, none after `per_voice` others of all its voices; nobody named is not capped."""
    taken: Counter[str] = Counter()
    kept: list[Hit] = []
    for hit in hits:
        if len(kept) == limit:
            break
        voices = {folded(voice) for voice in records[hit.passage.article_id].voices}
        if not voices or any(taken[voice] < per_voice for voice in voices):
            kept.append(hit)
        # Counted though it is not kept: so no hit depends on another that a narrower filter leaves out.
        taken.update(voices)
    return tuple(kept)
