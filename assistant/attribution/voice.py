"""The voice of an article, and the words by which its text names it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from assistant.articles import Record, listed
from assistant.attribution.antecedents import antecedent
from assistant.attribution.noun_phrases import head
from assistant.attribution.nouns import ARTICLE_PARTS, NARRATORS, can_hold_a_view
from assistant.attribution.people import Gender, given_gender
from assistant.attribution.pronouns import resolved
from assistant.attribution.prose import Prose
from assistant.attribution.self_reference import speaks_of_itself
from assistant.attribution.tokens import Token, Tokens
from assistant.lexicon import POSSESSIVES, PRONOUNS
from assistant.names import folded, names_match

_WRITERS = {"author", "authors", "writer", "writers", "interviewee", "essayist"}
_ROLE_ENDS = re.compile(r"[;(]")
_SMALL = {"the", "a", "an", "of", "and", "for", "in", "at"}
_ENOUGH = 2


@dataclass(frozen=True)
class Voice:
    """The voice of an article, with its text."""

    record: Record
    page: Prose

    @property
    def name(self) -> str | None:
        return self.record.voice

    @property
    def narrator(self) -> str | None:
        """The interviewer or reporter, where one is named."""
        return listed(self.record.authors) or None

    @property
    def told(self) -> bool:
        """Whether the text speaks of its voice in the third person."""
        return self.record.form == "digest" or self.is_questioned

    @property
    def is_questioned(self) -> bool:
        """Whether an interviewer or reporter stands between the voice and the reader."""
        return self.record.kind in ("interview", "report")

    def is_meant_by(self, subject: Tokens) -> bool:
        """Whether the subject of a cue is the voice."""
        kind = PRONOUNS.get(subject[0].low) or POSSESSIVES.get(subject[0].low)
        if kind == "writer":
            return len(subject) == 1
        if kind in {"male", "female", "several"} and len(subject) == 1:
            return self.told and self._pronoun(subject[0], kind)
        noun = head(subject)
        if noun.low in ARTICLE_PARTS and self.record.form == "digest":
            return self._owns(subject)
        return self.is_described(subject)

    def is_described(self, subject: Tokens) -> bool:
        """Whether a noun phrase is the voice by name or post, or its own paper: "this newspaper"."""
        noun = head(subject)
        if self._named(subject, noun):
            return True
        if not self.told:
            return speaks_of_itself(subject, self.record)
        return noun.low in _WRITERS or self._described(subject, noun)

    def is_narrator(self, subject: Tokens) -> bool:
        """Whether the subject is the interviewer, the reporter or the paper."""
        if not self.is_questioned or not subject:
            return False
        text = self._text(subject)
        names = filter(None, (*self.record.authors, self.record.publication))
        return head(subject).low in NARRATORS or any(names_match(text, name) for name in names)

    def names(self, words: str) -> bool:
        """Whether `words` are the name of one of the voices."""
        return any(names_match(words, name) for name in self.record.voices)

    def is_mentioned(self, sentence: str) -> bool:
        """Whether the surname of a voice stands in the sentence."""
        return bool(self._surnames and self._surnames.search(sentence))

    def someone_else(self, pronoun: Tokens) -> str | None:
        """The antecedent of a pronoun where it is not the voice, by name, in a text in the third person."""
        kind = PRONOUNS.get(pronoun[0].low) or POSSESSIVES.get(pronoun[0].low)
        personal = len(pronoun) == 1 and kind in {"male", "female", "several"}
        other = antecedent(self.page, pronoun[0], self) if self.told and personal else ()
        if not other:
            return None
        return resolved(self.page, self._text(other), other[0].start)

    def spelled(self, name: str) -> str:
        """The name of a voice or author as the record spells it."""
        return next((person for person in self.record.people if names_match(name, person)), name)

    def _text(self, phrase: Tokens) -> str:
        return self.page.text[phrase[0].start : phrase[-1].end]

    def _named(self, subject: Tokens, noun: Token) -> bool:
        text = self._text(subject)
        return any(names_match(text, name) or names_match(noun.text, name) for name in self.record.voices)

    def _owns(self, subject: Tokens) -> bool:
        """Whether the article is meant: "his summary", "Ash's essay", "the headline"."""
        marks = [at for at, token in enumerate(subject) if token.low == "'s"]
        if not marks:
            return True
        return self._named(subject[: marks[0]], subject[marks[0] - 1])

    def _described(self, subject: Tokens, noun: Token) -> bool:
        """Whether the words are the voice's post: "Stenn's mayor" for "Mayor of Stenn"."""
        if not can_hold_a_view(noun.low):
            return False
        words = (
            {word for token in subject if token.word for word in folded(token.text).split()} - _SMALL - {"s"}
        )
        return any(words <= role for role in self._roles)

    @cached_property
    def _surnames(self) -> re.Pattern[str] | None:
        surnames = "|".join(re.escape(name.split()[-1]) for name in self.record.voices)
        return re.compile(rf"\b(?:{surnames})\b") if surnames else None

    @cached_property
    def _roles(self) -> list[set[str]]:
        """The words of each post that the record gives the voice."""
        record = self.record
        told_about = record.speaker_role if record.speakers else record.author_role
        posts = re.split(r" and (?=[a-z])|,", _ROLE_ENDS.split(told_about or "")[0])
        return [set(folded(post).split()) for post in posts]

    @cached_property
    def _gender(self) -> Gender:
        """The gender of a single voice: by its given name, else by the more frequent pronoun."""
        name = self.record.voices[0] if len(self.record.voices) == 1 else ""
        if gender := given_gender(name.split(" ")[0]):
            return gender
        he, she = (len(re.findall(rf"\b{word}\b", self.page.text, re.IGNORECASE)) for word in ("he", "she"))
        if max(he, she) < _ENOUGH or he == she:
            return ""
        return "male" if he > she else "female"

    def _pronoun(self, token: Token, kind: str) -> bool:
        several = len(self.record.voices) > 1
        if (kind == "several" and not several) or (kind != "several" and self._gender not in ("", kind)):
            return False
        return bool(self.record.voices) and not antecedent(self.page, token, self)
