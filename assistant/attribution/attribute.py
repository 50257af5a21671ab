"""Attribution of the sentences of an article: each is its voice's, or a source's that it reports."""

from __future__ import annotations

from assistant.articles import Article, listed
from assistant.attribution.attribution import Attribution, voice_labelled
from assistant.attribution.decision import attributions
from assistant.attribution.model import attribution_model
from assistant.languages import is_examined


def attribute(article: Article) -> tuple[Attribution, ...]:
    """The attribution of each sentence of `article.sentences`, in order, as the trained model tells it.

    In another language than those evaluated, only turns and block quotations are read. Raises ModelMissing.
    """
    if not is_examined(article.record.language):
        return by_structure(article)
    return attributions(article, attribution_model().judge(article))


def by_structure(article: Article) -> tuple[Attribution, ...]:
    """Attributions by turns and block quotations alone: only the turns tell for certain who speaks."""
    record = article.record
    found = []
    for block in article.blocks:
        speaker, reported, certain = record.voice, False, False
        if block.asks:
            speaker, certain = listed(record.authors) or None, True
        elif (label := block.speaker) is not None:
            person = voice_labelled(record, label)
            speaker, reported, certain = person or label or None, person is None, True
        elif block.kind == "quote":
            speaker, reported = None, True
        found += [
            Attribution(start=start, end=end, speaker=speaker, reported=reported, certain=certain)
            for start, end in block.sentences
        ]
    return tuple(found)
