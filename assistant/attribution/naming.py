"""Sources by the names that readers see: a person in full, the voice, a group without its article."""

from __future__ import annotations

import re

from assistant.articles import Article
from assistant.attribution.noun_phrases import trimmed
from assistant.attribution.pronouns import resolved
from assistant.attribution.prose import prose
from assistant.attribution.subjects import shown
from assistant.attribution.tokens import Tokens
from assistant.attribution.voice import Voice
from assistant.lexicon import POSSESSIVES, PRONOUNS
from assistant.names import names_match

_NOBODY = {*PRONOUNS, *POSSESSIVES, "them", "those", "someone", "somebody", "some", "others", "many", "most"}
_ENDS = re.compile(r"[,;:(]")


class Naming:
    """The names in an article's text."""

    def __init__(self, article: Article) -> None:
        self.record = article.record
        self._page = prose(article.plain.text, article.plain.sentences)
        self._voice = Voice(article.record, self._page)

    def shown(self, start: int, end: int) -> str | None:
        """The source that the words from `start` to `end` name; None where they name nobody.

        A person is named in full; a group without its article; the first word of a sentence without its
        capital, unless it is a name.
        """
        phrase = self._phrase(start, end)
        if not phrase or (len(phrase) == 1 and phrase[0].low in _NOBODY):
            return None
        if self._voice.is_described(phrase):
            return self.record.voice
        page = self._page
        surface = page.text[phrase[0].start : phrase[-1].end]
        name = resolved(page, surface, phrase[0].start)
        at_start = page.opens_sentence(phrase[0].start) or name != surface
        return self._voice.spelled(shown(page, name, at_start=at_start)) or None

    def voice(self, name: str) -> str | None:
        """The voice of the article that a name means."""
        if self.record.voice == name:
            return name
        return next((person for person in self.record.voices if names_match(name, person)), None)

    def of_label(self, label: str) -> str:
        """The person on the label of a turn, in full where the text names him so."""
        return self._page.people.named(label.title() if label.isupper() else label).name or label

    def _phrase(self, start: int, end: int) -> Tokens:
        """The words of the noun phrase, without a possessive, a clause or an apposition at its end."""
        tokens = self._page.tokens(start, end)
        cut = next((at for at, token in enumerate(tokens) if at and _ENDS.match(token.text)), len(tokens))
        words = [token for token in tokens[:cut] if token.word or token.text in ".&'’"]
        while words and words[-1].low in {"'s", "'", "’"}:
            words.pop()
        return trimmed(words)
