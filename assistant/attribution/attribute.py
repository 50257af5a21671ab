"""Attribution of the sentences of an article: each is its voice's, or a source's that it reports."""

from __future__ import annotations

from assistant.articles import Article, listed
from assistant.attribution.attribution import Attribution, voice_labelled
from assistant.attribution.decision import attributions
from assistant.attribution.model import attribution_model
from assistant.attribution.rules import by_rules
from assistant.languages import is_examined

_SURE = 0.8
"""Probability from which the model overrules a certain cue."""


def attribute(article: Article) -> tuple[Attribution, ...]:
    """The attribution of each sentence of `article.sentences`, in order.

    A trained model tells it, and where it is in doubt a cue with a named source; in a digest, where one voice
    tells of several people, the rules do. In a language in which neither was evaluated, only turns and block
    quotations are read. Raises ModelMissing.
    """
    if not is_examined(article.record.language):
        return by_structure(article)
    ruled = by_rules(article)
    if article.record.form == "digest":
        return ruled
    judged = attribution_model().judge(article)
    return tuple(
        rule if one.probability < _SURE and rule.reported and rule.speaker and rule.certain else found
        for rule, found, one in zip(ruled, attributions(article, judged), judged, strict=True)
    )


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
