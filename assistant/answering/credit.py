"""Whom a model's sentence credits, and whether the passages it cites are theirs and say its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answering.verification import Text
from assistant.names import folded
from assistant.types import Viewpoint

_SAYS = (
    r"(?:sa(?:ys?|id)|argu(?:es?|ed)|hold[s]?|held|claim(?:s|ed)?|writ(?:es?|ten)|wrote|warn(?:s|ed)?|"
    r"believ(?:es?|ed)|think[s]?|thought|insist(?:s|ed)?|maintain(?:s|ed)?|contend(?:s|ed)?|stat(?:es?|ed)|"
    r"see[sn]?|saw|fear(?:s|ed)?|call(?:s|ed)?|consider(?:s|ed)?|suggest(?:s|ed)?|propos(?:es?|ed)|"
    r"den(?:y|ies|ied)|reject(?:s|ed)?|oppos(?:es?|ed)|support(?:s|ed)?|favou?r(?:s|ed)?|want(?:s|ed)?|"
    r"doubt(?:s|ed)?|expect(?:s|ed)?|conced(?:es?|ed)|admit(?:s|ted)?|not(?:es|ed)|add(?:s|ed)?|"
    r"regard(?:s|ed)?|describ(?:es?|ed)|prais(?:es?|ed)|criticis(?:es?|ed)|criticiz(?:es?|ed)|"
    r"conclud(?:es?|ed)|predict(?:s|ed)?|urg(?:es?|ed)|demand(?:s|ed)?|accept(?:s|ed)?|agree[sd]?|"
    r"disagree[sd]?|accus(?:es?|ed)|blam(?:es?|ed)|reckon(?:s|ed)?|hop(?:es?|ed)|advis(?:es?|ed)|"
    r"recommend(?:s|ed)?|point(?:s|ed)?|observ(?:es?|ed)|explain(?:s|ed)?|report(?:s|ed)?|dismiss(?:es|ed)?)"
)
_CAPITAL = r"(?:[A-ZÀ-ÞĀ-Ž]\.|[A-ZÀ-ÞĀ-Ž]\w*(?:[’'-](?!s\b)\w+)*)"
_NAME = rf"{_CAPITAL}(?:\s+(?:(?:de|der|van|von|of|the|al)\s+)?{_CAPITAL}){{0,6}}"
_SUBJECT = re.compile(
    rf"({_NAME})(?:,[^,;.]{{1,80}},|,)?\s+(?:(?:also|has|had|have|further|\w+ly)\s+)*{_SAYS}\b"
)
_SPEECH = (
    r"(?:sa(?:ys?|id)|argu\w+|writes?|wrote|warn\w+|claim\w+|insist\w+|adds?|added|conclud\w+|not(?:es|ed))"
)
_INVERTED = re.compile(
    rf"(?:\b{_SAYS}\s+by|[Aa]ccording\s+to|[Ii]n\s+the\s+view\s+of|[,”\"]\s*{_SPEECH})\s+({_NAME})"
)
_VIEW = (
    r"(?:own\s+)?(?:view|argument|claim|position|opinion|warning|statement|belief|case|call|answer|verdict)"
)
# Standing after these, or before these, a name is merely mentioned.
_BEFORE = re.compile(
    r"(?:\b(?:of|with|between|about|against|towards?|under|from|to|on|over|near"
    r"|(?:reject|oppos|criticis|criticiz|accus|blam|prais|support|dismiss|urg|attack|meet|met|back|defend)\w*)"
    rf"\s+(?:(?:the|president|prime|minister|mr|mrs|ms|dr)\s+)*(?:{_NAME}\s+and\s+)?|[-–—])$",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"(?:['’]s?\s+(?!{_VIEW})|[-–—]\w)")
_RETELLING = re.compile(
    r"\b(?:report|accord|quot|cit|recount|relay|describ|paraphras|summari[sz]|mention)", re.IGNORECASE
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_LINK = re.compile(r"https?:|www\.|!\[|\]\(|<\w", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“„«»”]([^\"“”„«»]*)[\"“”»«]")
_QUOTATION_MARK = re.compile(r"[\"“”„«»]")
_NOBODY = frozenset(
    (
        *("he", "she", "they", "it", "this", "that", "one", "another", "neither", "both", "who", "everyone"),
        *("nobody", "the", "each", "here", "there", "what", "which"),
    )
)


@dataclass(frozen=True, slots=True)
class Backing:
    """What a sentence rests on: whose words it cites, who passes them on, and the cited text."""

    owners: frozenset[str]
    tellers: frozenset[str]
    """Those who only report: they may be named as reporting."""
    text: str

    @classmethod
    def of(cls, viewpoint: Viewpoint, text: str) -> Backing:
        """The backing of a viewpoint's quotes, with the `text` around them."""
        record = viewpoint.record
        owners = {viewpoint.speaker} if viewpoint.speaker else set()
        if not viewpoint.reported:
            owners |= set(record.voices)
        tellers = frozenset(record.people) - owners
        quotes = (quote.text for quote in viewpoint.quotes)
        return cls(frozenset(owners), tellers, "\n".join((text, *quotes)))

    @classmethod
    def joined(cls, backings: Sequence[Backing]) -> Backing:
        """The backing of a sentence that rests on several viewpoints."""
        return cls(
            frozenset().union(*(backing.owners for backing in backings)),
            frozenset().union(*(backing.tellers for backing in backings)),
            "\n".join(backing.text for backing in backings),
        )

    def proves(self, sentence: str, known: Iterable[str]) -> bool:
        """Whether everyone credited owns cited words, and numbers and quotations stand in them.

        `known` are the people whose names are recognised wherever they stand; others are recognised as
        subjects of a verb of saying or holding. A sentence with a link proves nothing.
        """
        quoted = _QUOTED.findall(sentence)
        if _LINK.search(sentence) or 2 * len(quoted) != len(_QUOTATION_MARK.findall(sentence)):
            return False
        return self._holds((*_NUMBER.findall(sentence), *quoted)) and all(
            self._allows(name, sentence) for name in credited(sentence, known)
        )

    def _holds(self, stated: Sequence[str]) -> bool:
        text = Text(self.text) if stated else None
        return text is None or all(text.holds(words) for words in stated)

    def owns(self, name: str) -> bool:
        return _among(name, self.owners)

    def _allows(self, name: str, sentence: str) -> bool:
        return self.owns(name) or (bool(_RETELLING.search(sentence)) and _among(name, self.tellers))


def _among(name: str, people: Iterable[str]) -> bool:
    words = {word for word in folded(name).split() if word not in ("the", "mr", "mrs", "ms", "dr")}
    return any(words <= set(folded(person).split()) for person in people)


def credited(sentence: str, known: Iterable[str]) -> tuple[str, ...]:
    """The names a sentence credits with a view.

    >>> credited("Ash argues that Birk’s plan fails, and Cy Cole agrees.", ("Ann Ash", "Bo Birk"))
    ('Ash', 'Cy Cole')
    """
    names = [match[1] for match in _SUBJECT.finditer(sentence) if _is_name(match[1], match.start())]
    names += [match[1] for match in _INVERTED.finditer(sentence)]
    names += [name for person in known for name in _named(person, sentence)]
    return tuple(dict.fromkeys(names))


def _is_name(name: str, start: int) -> bool:
    """Not a pronoun, and no plain word that only opens the sentence: "Critics say"."""
    words = folded(name).split()
    if not words or words[0] in _NOBODY and len(words) == 1:
        return False
    return start > 0 or len(words) > 1 or not words[0].endswith("s")


def _named(person: str, sentence: str) -> list[str]:
    """The mentions of a person by surname, with the given names before it, that are more than mentions."""
    surname = folded(person).split()[-1:]
    names = []
    for match in re.finditer(r"[^\W\d_]+(?:['’-](?!s\b)[^\W\d_]+)*", sentence):
        if not match.group()[:1].isupper() or folded(match.group()).split() != surname:
            continue
        before = sentence[max(0, match.start() - 100) : match.start()]
        given = re.search(r"(?:[^\W\d_a-z][\w.-]*\s+){0,6}$", before)
        assert given is not None
        if not (_BEFORE.search(before[: given.start()]) or _AFTER.match(sentence, match.end())):
            names.append(given.group() + match.group())
    return names
