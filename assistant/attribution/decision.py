"""Attributions by the trained model: by turns first, as the rules do, then by what the model judges."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.articles import Article, Block, Record, listed
from assistant.attribution.attribution import Attribution, voice_labelled
from assistant.attribution.model import Judged
from assistant.attribution.naming import Naming

_SURE = 0.8
"""Probability of what a sentence is taken for, from which it is certain."""
_NAMED = 0.35
"""Probability of the words that name a source, below which nobody is named."""


def attributions(article: Article, judged: Sequence[Judged]) -> tuple[Attribution, ...]:
    """The attribution of each sentence of `article.sentences`, in order."""
    naming = Naming(article)
    blocks = [block for block in article.blocks for _ in block.sentences]
    return tuple(
        _attribution(span, article.record, block, one, naming)
        for span, block, one in zip(article.sentences, blocks, judged, strict=True)
    )


def _attribution(
    span: tuple[int, int], record: Record, block: Block, judged: Judged, naming: Naming
) -> Attribution:
    best = judged.probability
    if block.asks:
        return _found(span, listed(record.authors) or None, False, 1.0)
    if judged.reported == best or (block.kind == "quote" and block.speaker is None):
        source = next(iter(judged.sources), None)
        if source is None or source.share < max(judged.unnamed, _NAMED):
            return _found(span, None, True, 0.0)
        speaker, reported = naming.holder(source.start, source.end)
        sure = 0.0 if reported and speaker is None else min(best, source.share)
        return _found(span, speaker, reported, sure)
    if block.speaker is not None:
        return _found(span, *_turn(record, block.speaker, naming), best)
    if judged.own < best and record.kind in ("interview", "report"):
        return _found(span, listed(record.authors) or None, False, best)
    return _found(span, record.voice, False, best)


def _found(span: tuple[int, int], speaker: str | None, reported: bool, probability: float) -> Attribution:
    certain = probability >= _SURE
    return Attribution(start=span[0], end=span[1], speaker=speaker, reported=reported, certain=certain)


def _turn(record: Record, label: str, naming: Naming) -> tuple[str | None, bool]:
    """Whose turn it is, None where the label names nobody, and whether it is another's than the voice's."""
    if not label:
        return None, True
    if person := voice_labelled(record, label):
        return person, False
    return naming.of_label(label), True
