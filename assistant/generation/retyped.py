"""Words that a model wrote out instead of citing their sentence, and where they stand."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from assistant.articles import Article
from assistant.generation.sources import Place, Source, Sources
from assistant.reading.quote_matching import LONGEST, Found, Text, in_whole_sentences

_ALIKE = 90.0
"""Of 100, how like a sentence words must be to stand for it: one of a dozen may be another."""
_SHORTEST = 25
"""Characters of words that are looked for so."""
_FOOTNOTE = re.compile(r"\[\^?\w{1,3}\]|[¹²³⁰⁴-⁹]+")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_TAG = re.compile(r"</?[a-z][^>]{0,200}>|==|[*`]", re.IGNORECASE)


@dataclass(frozen=True)
class Retyped:
    """Looks words up in the sources of one answer; each article is cut into tokens once."""

    sources: Sources
    _texts: dict[str, Text] = field(default_factory=dict)

    def locate(self, words: str, source: Source) -> Place | None:
        """The whole sentences that the words stand in: in the source, else its article, else another source.

        Markup, entities and footnote marks do not matter. Words that are nearly those of one sentence of the
        article stand for it: what is shown is the sentence.
        """
        words = _plain(words)
        own = [other for other in self.sources if other.article.id == source.article.id]
        others = [other for other in self.sources if other.article.id != source.article.id]
        return self._verbatim(words, [source, *own]) or _alike(words, own) or self._verbatim(words, others)

    def _verbatim(self, words: str, sources: Sequence[Source]) -> Place | None:
        for source in sources:
            passage = source.passage
            within = source.article.plain.place(passage.start, passage.end)
            if found := self._text(source.article).find(words, within):
                return Place(source, in_whole_sentences(found, source.article))
        for source in {source.article.id: source for source in sources}.values():
            found = self._text(source.article).find(words)
            # An elided quote has all its parts in one passage.
            if found and found.verdict == "verbatim":
                return Place(source, in_whole_sentences(found, source.article))
        return None

    def _text(self, article: Article) -> Text:
        if article.id not in self._texts:
            self._texts[article.id] = Text(article.plain.text)
        return self._texts[article.id]


def _alike(words: str, sources: Sequence[Source]) -> Place | None:
    """The sentence that the words are nearly those of; of several, the likest."""
    if not _SHORTEST <= len(words) <= LONGEST:
        return None
    places = {span: source for source in sources for span in source.sentences}
    score = {span: _likeness(words, source.article.plain.words(*span)) for span, source in places.items()}
    best = max(score, key=lambda span: score[span], default=None)
    if best is None or score[best] < _ALIKE:
        return None
    return Place(places[best], Found(*best))


def _likeness(words: str, sentence: str) -> float:
    if len(sentence) < len(words):
        return float(fuzz.ratio(words, sentence))
    return float(fuzz.partial_ratio(words, sentence))


def _plain(words: str) -> str:
    r"""The words without markup.

    >>> _plain("The **plan**&nbsp;is [bad](https://a.example)[^1], ==very== bad.\u00b9")
    'The plan\xa0is bad, very bad.'
    """
    return _FOOTNOTE.sub("", _TAG.sub("", _LINK.sub(r"\1", html.unescape(words)))).strip()
