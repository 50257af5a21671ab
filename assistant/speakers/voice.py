"""The voice of an article: under which words its text speaks of the person whose views it presents."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.names import names_match
from assistant.speakers.lexicon import PRONOUNS
from assistant.types import Article

_FIRST_PERSON = {"i", "we", "my", "our"}
_THIRD_PERSON = {"he", "she", "they", "his", "her", "their"}
_ROLES = {"the author", "the authors", "the writer", "the writers", "the interviewee", "the essayist"}
_ARTICLE = re.compile(r"^(?:the|a|an|this|these|those|that)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose views the article presents, and how its text names them."""

    name: str | None
    people: tuple[str, ...]
    digest: bool

    @classmethod
    def of(cls, article: Article) -> Voice:
        record = article.record
        return cls(record.voice, record.voices, record.form == "digest")

    def is_meant_by(self, words: str) -> bool:
        """Whether `words`, the subject of a cue, name the voice."""
        low = words.lower()
        if low in _FIRST_PERSON:
            return True
        if self.digest and (low in _ROLES or low in _THIRD_PERSON):
            return True
        return any(names_match(words, person) for person in self.people)

    def spelled(self, name: str) -> str | None:
        """`name` as readers are shown it: no leading article; None for a pronoun nobody was found for."""
        if name.lower() in PRONOUNS or name.lower() in _THIRD_PERSON | _FIRST_PERSON:
            return None
        bare = _ARTICLE.sub("", name)
        return bare[:1].upper() + bare[1:] if bare != name and name[:1].isupper() else bare
