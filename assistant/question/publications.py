"""Publications a question names as where something was written; those not here are told, not ignored."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from assistant.articles import Span, overlap
from assistant.lexicon import MONTHS, OPENERS, either
from assistant.names import folded, surname, without_article
from assistant.question.masks import Word
from assistant.question.mentions import KnownNames

_PLACE = re.compile(
    r"\b(?:in|on|by|from|for|at|with|to|tell|told|tells|does|did|has)(?: the)? $", re.IGNORECASE
)
# What may follow a publication's name in capitals without making it another's.
_OWN_PART = re.compile(
    rf"{either(MONTHS)}|Magazine|Weekly|Daily|Online|Blog|Website|Interview|Article",
    re.IGNORECASE,
)
_LISTED = re.compile(r",? (?:and|or) (?:in )?(?:the )?")
_LONGEST_INITIALS = 4
_PRESS = (
    r"Times|Guardian|Post|Journal|Herald|Tribune|Telegraph|Economist|Gazette|Chronicle|News|Review|Magazine|"
    r"Weekly|Observer|Independent|Mail|Express|Spiegel|Zeitung|Monde|Figaro|Politico|Reuters|Bloomberg|BBC|CNN|"
    r"Standard|Mirror|Atlantic|Affairs|Newsweek|Politika|Blic|Danas|Vreme|Kurir|Telegram|Insight"
)
_NAME = r"(?:(?!The )[A-ZÀ-Ž][\w’'.-]*(?: of)? )*"
_PRINTS = r"(?: (?:publish|write|report|print|carry|say)\b)"
_UNKNOWN = re.compile(
    rf"\b(?:in|for|by|to|with|tell|told|tells|his|her|their|(?P<asked>did|does|has)) "
    rf"(?P<name>(?:[Tt]he )?(?:{_NAME}(?:{_PRESS})\b(?! [A-Z])|(?P<odd>{_NAME}[A-ZÀ-Ž][\w’'.-]*\w)))"
    rf"(?(asked)(?={_PRINTS}))"
)
_NEAR = 86
"""Least likeness (0 to 100) to a known publication's name for what is no paper's name to be a slip."""
_MOST_NEAR = 3
"""Publications that are told to hold the words of one no record knows."""
_SHORTEST = 5
"""Letters of the shortest name that may be a slip of a known one."""


@dataclass(frozen=True, slots=True)
class PublicationMention:
    """Where a question names a publication; `names` is empty for one no record knows."""

    span: Span
    text: str
    names: tuple[str, ...]
    near: tuple[str, ...] = ()
    """Full known names that may have been meant by one no record knows."""


def publication_mentions(
    text: str, words: Sequence[Word], known: KnownNames, *, fragment: bool = False
) -> tuple[PublicationMention, ...]:
    """The publications that `text` names as sources, in order; in a `fragment` wherever they stand."""
    found: list[PublicationMention] = []
    at = 0
    while at < len(words):
        length = _length(words, at, known)
        listed = fragment or bool(found and _LISTED.fullmatch(text, found[-1].span[1], words[at].start))
        mention = _mention(text, words, at, length, known, listed=listed) if length else None
        if mention:
            found.append(mention)
        at += length if mention else 1
    spans = [mention.span for mention in found]
    for match in _UNKNOWN.finditer(text):
        if not any(overlap((match.start("name"), match.end()), span) for span in spans):
            near = near_names(match["name"], known, within=not match["odd"])
            if near or not match["odd"]:
                found.append(PublicationMention(match.span("name"), match["name"], (), near))
    return tuple(sorted(found, key=lambda mention: mention.span))


def near_names(name: str, known: KnownNames, *, within: bool) -> tuple[str, ...]:
    """Full names of the publications spelt nearly like `name`, or that hold its words, if `within`."""
    asked = without_article(name)
    papers = sorted({record.publication for record in known.records if record.publication})
    longer = tuple(paper for paper in papers if within and f" {asked} " in f" {folded(paper)} ")
    if longer and asked:
        return longer[:_MOST_NEAR]
    if len(asked) < _SHORTEST:
        return ()
    spelt = {wording: without_article(" ".join(wording)) for wording in known.publications}
    best = process.extractOne(asked, spelt, scorer=fuzz.ratio, score_cutoff=_NEAR)
    return tuple(sorted(known.publications[best[2]])) if best else ()


def _length(words: Sequence[Word], at: int, known: KnownNames) -> int:
    """How many words from `at` on name a publication; 0 for none."""
    keys = tuple(word.key for word in words[at : at + known.longest])
    return next((size for size in range(len(keys), 0, -1) if keys[:size] in known.publications), 0)


def _mention(
    text: str, words: Sequence[Word], at: int, length: int, known: KnownNames, *, listed: bool
) -> PublicationMention | None:
    """The publication that `length` words from `at` on name; `listed`: after another one and "and"."""
    first, last = words[at], words[at + length - 1]
    named = text[first.start : last.end]
    before = text[: first.start]
    lower = not any(word.capital for word in words[1:])
    spelt = first.capital or any(char in ".0123456789" for char in named)
    spelt = spelt or (lower and (length > 1 or len(named) <= _LONGEST_INITIALS))
    names = known.publications[tuple(word.key for word in words[at : at + length])]
    if len(named) == 2 and not named.isupper() and all(folded(name) != first.key for name in names):
        return None
    if not spelt or not (_PLACE.search(before) or listed):
        return None
    if _in_longer_name(text, words, at, length, known):
        return None
    for word in words[at + length :]:
        if not all(word.key in folded(name).split() for name in names):
            break
        last = word  # "the Lantern foundation": a further word of the name
    named = text[first.start : last.end]
    start = first.start - len(re.search(r"(?:the )?$", before, re.IGNORECASE)[0])  # type: ignore[index]
    return PublicationMention((start, last.end), named, tuple(sorted(names)))


def _in_longer_name(text: str, words: Sequence[Word], at: int, length: int, known: KnownNames) -> bool:
    """Whether those words are only part of a longer name: "Aster" in "the Aster Tidal Company"."""
    if at > 1 and words[at - 1].capital and text[words[at - 1].end : words[at].start] == " ":
        return words[at - 1].key not in OPENERS
    if at + length == len(words) or text[words[at + length - 1].end : words[at + length].start] != " ":
        return False
    follows = words[at + length]
    somebody = surname(follows.key) in known.by_surname or follows.key in known.by_given_name
    return follows.capital and not somebody and not _OWN_PART.fullmatch(follows.text)
