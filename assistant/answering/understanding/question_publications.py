"""Publications a question names as where something was written; those not here are told, not ignored."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.understanding.known_names import KnownNames
from assistant.answering.understanding.question_text import Word
from assistant.types import Span

_PLACE = re.compile(r"\b(?:in|on|by|from|for|at|with|to|told|tells|does|did|has)(?: the)? $", re.IGNORECASE)
_AFTER = re.compile(
    r"(?:['’]s?)? (?:articles?|essays?|op-eds?|pieces?|columns?|interviews?|commentators?|authors?|writers?|"
    r"journalists?|reports?|says?|writes?|wrote|published?)\b",
    re.IGNORECASE,
)
_LONGEST_INITIALS = 4
_PRESS = (
    r"Times|Guardian|Post|Journal|Herald|Tribune|Telegraph|Economist|Gazette|Chronicle|News|Review|Magazine|"
    r"Weekly|Observer|Independent|Mail|Express|Spiegel|Zeitung|Monde|Figaro|Politico|Reuters|Bloomberg|BBC|CNN|"
    r"Standard|Mirror|Atlantic|Affairs|Newsweek|Politika|Blic|Danas|Vreme|Kurir|Telegram|Insight"
)
_UNKNOWN = re.compile(
    rf"\b(?:in|for|by|to|with|told|tell|tells|(?P<own>his|her|their)) "
    rf"(?P<name>(?:[Tt]he )?(?:(?!The )[A-ZÀ-Ž][\w’'.-]*(?: of)? )*(?:{_PRESS}))\b(?! [A-Z])"
)


@dataclass(frozen=True, slots=True)
class PublicationMention:
    """Where a question names a publication; `names` is empty for one no record knows."""

    span: Span
    text: str
    names: tuple[str, ...]


def publication_mentions(
    text: str, words: Sequence[Word], known: KnownNames
) -> tuple[PublicationMention, ...]:
    """The publications that `text` names as sources, in order."""
    found: list[PublicationMention] = []
    at = 0
    while at < len(words):
        length = _length(words, at, known)
        mention = _mention(text, words, at, length, known) if length else None
        if mention:
            found.append(mention)
        at += length if mention else 1
    spans = [mention.span for mention in found]
    found.extend(
        PublicationMention(match.span("name"), match["name"], ())
        for match in _UNKNOWN.finditer(text)
        if all(match.end() <= start or end <= match.start("name") for start, end in spans)
    )
    return tuple(sorted(found, key=lambda mention: mention.span))


def _length(words: Sequence[Word], at: int, known: KnownNames) -> int:
    """How many words from `at` on name a publication; 0 for none."""
    if words[at].key not in known.publication_openers:
        return 0
    keys = tuple(word.key for word in words[at : at + known.longest])
    return next((size for size in range(len(keys), 0, -1) if keys[:size] in known.publications), 0)


def _mention(
    text: str, words: Sequence[Word], at: int, length: int, known: KnownNames
) -> PublicationMention | None:
    first, last = words[at], words[at + length - 1]
    named = text[first.start : last.end]
    before, after = text[: first.start], text[last.end :]
    lower = not any(word.capital for word in words[1:])
    spelt = first.capital or any(char in ".0123456789" for char in named)
    spelt = spelt or (lower and (length > 1 or len(named) <= _LONGEST_INITIALS))
    if not spelt or not (_PLACE.search(before) or _AFTER.match(after)):
        return None
    start = first.start - len(re.search(r"(?:the )?$", before, re.IGNORECASE)[0])  # type: ignore[index]
    names = known.publications[tuple(word.key for word in words[at : at + length])]
    return PublicationMention((start, last.end), named, tuple(sorted(names)))
