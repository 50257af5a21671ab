"""Publications a question names as where something was written; those not here are told, not ignored."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from assistant.articles import Span, overlap
from assistant.lexicon import ATTITUDES, BESIDES, MONTHS, OPENERS, PRESS, STATING, VIEWS, either
from assistant.names import folded, surname, without_article
from assistant.question.masks import PAPER, PERSON, PUBLICATION, Mask, Word, masked, pattern
from assistant.question.mentions import KnownNames, is_telegram

# What may follow a publication's name in capitals without making it another's.
_OWN_PART = re.compile(
    rf"{either(MONTHS)}|Magazine|Weekly|Daily|Online|Blog|Website|Interview|Article",
    re.IGNORECASE,
)
_LONGEST_INITIALS = 4
_PRESS = rf"(?=[A-Z])(?i:{either(PRESS)})"
_NAME = r"(?:(?!The )[A-ZÀ-Ž][\w’'.-]*(?: of)? )*"
_PRINTS = r"(?: (?:publish|write|report|print|carry|say)\b)"
_ASKED = re.compile(r"\b(?:did|does|has) (?:the )?$", re.IGNORECASE)
_LONGEST_ASKED = 10
"""Characters that it has before a name, with one before them."""
_PARTS = {
    "paper": PAPER,
    "papers": rf"(?P<papers>{PAPER}(?:(?:,|,? and|,? or|,? &) (?:(?:in|by|from) )?{PAPER})*+)",
    "somebody": f"{PERSON}++",
    "view": rf"(?:\w+ ){{0,2}}?(?:{VIEWS}|editors?|editorials?)\b",
    "piece": r"(?:articles?|pieces?|essays?|op-eds?|columns?|columnists?|editorials?|interviews?|authors?)",
    "prints": rf"(?:{STATING.third}|{STATING.past}|prints|printed|runs|ran|carries|carried|covers|covered)",
    "for": rf"(?:{ATTITUDES}|{STATING.past}|printed|run|carried|covered)",
    "lead": r"(?:(?:and|or|but|only|just|what about|how about) )*",
}
_PLACES = tuple(
    pattern(shape, _PARTS)
    for shape in (
        r"\b(?:in|on|by|from|for|at|with|to|tell|told|tells|do|does|did|has|have) <papers>",
        # the Courier's view, the Courier's Birk, Delta Review pieces, the editors of the Courier
        r"<papers>['’]s? (?:<view>|<somebody>)",
        r"<papers> <piece>\b",
        r"(?:\b(?:editors?|editorials?|columns?|pages)|<somebody>) of <papers>",
        # the Courier on rent; which prints more, the Courier or Delta Review?
        r"^\W*<lead><papers>(?: (?:on|about)\b|:|,? \(?\d{4}\b|\W*$)",
        r"(?:^|\b(?:compare|between|of) |, )(?P<papers><paper>,? (?:and|or|vs|with) <paper>)(?=\W*$| on\b)",
        # how the Courier saw it, is the Courier for it
        r"\b(?:what|how|why|whether|where|which) [^?.,;]{0,60}?<papers> (?:ha[sd] )?(?:\w+ly )?<prints>\b",
        r"^\W*(?:is|are|was|were|have|would) <papers> (?:ever |also )?<for>\b",
    )
)
_UNWANTED = re.compile(
    r"\b(?:not|except|besides|other than|apart from|outside|excluding|but) (?:(?:in|by|from|of) )?(?:the )?$",
    re.IGNORECASE,
)
"""Before a publication whose articles are not asked for."""
_LEFT_OUT = re.compile(
    r"(?:(?:^|[,;:(.?!–—])\W*(?:(?:and|but|now|so|ok|please)\b\W*)*(?P<out>not|without|no|minus)"
    rf"|\b(?P<besides>{BESIDES}|outside))(?: (?:in|by|from|of|for))?(?: the)? $",
    re.IGNORECASE,
)
"""Before one of which a reader surely asks that its articles be left out."""
_LISTED = re.compile(r"(?:,|,? (?:and|or|nor))(?: (?:in|by|from))?(?: the)? ", re.IGNORECASE)
_UNKNOWN = re.compile(
    rf"\b(?:in|for|by|to|with|tell|told|tells|his|her|their|(?P<asked>did|does|has)) "
    rf"(?P<name>(?:[Tt]he )?(?:{_NAME}(?:{_PRESS})\b(?! [A-Z])|(?P<odd>{_NAME}[A-ZÀ-Ž][\w’'.-]*\w)))"
    rf"(?(asked)(?={_PRINTS}))"
)
_ARTICLE = re.compile(r"\bthe $", re.IGNORECASE)
_LEADS = re.compile(
    r"\W*(?:(?:and|but|or|only|just|now|ok|okay|no|not|in|from|without|except|what about|how about)\W+)*",
    re.IGNORECASE,
)
_PAIRED = re.compile(
    r"\b(?:compare|between) the (?P<one>\w+) (?:and|with|to) the (?P<other>\w+)", re.IGNORECASE
)
_LONGEST_PAIR = 40
"""Characters on either side of a noun in which another paper is set beside it."""
_DATED = re.compile(r"\W*$|,? \(?\d{4}\b|: ")
_PIECES = re.compile(rf" {_PARTS['piece']}\b")
_OF_ANOTHER = re.compile(r" of (?:the )?[A-ZÀ-Ž]")
"""After "the Times", what makes it another paper: "the Times of Oyfar"."""
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

    @property
    def place(self) -> Span:
        """Where its name stands, without the words that leave it out."""
        return self.span[1] - len(self.text), self.span[1]


def publication_mentions(
    text: str,
    words: Sequence[Word],
    known: KnownNames,
    *,
    people: Sequence[Span] = (),
    fragment: bool = False,
) -> tuple[PublicationMention, ...]:
    """The publications that `text` names as sources, in order; in a `fragment` wherever they stand.

    `people` are where it names people, whose names may be part of a publication's.
    """
    named = [
        mention
        for mention in _spelt(text, words, known)
        if not any(_crosses(span, mention.span) for span in people)
    ]
    signs = [Mask(span, PERSON) for span in people] + [Mask(each.span, PUBLICATION) for each in named]
    shown = masked(text, signs)
    places = [match.span("papers") for place in _PLACES if named for match in place.finditer(shown)]
    places += [each.span for each in named[:1] if _leads(each, words)]
    found = [
        _with_article(each, text)
        for each in named
        if fragment
        or (any(overlap(each.span, place) for place in places) and not _UNWANTED.search(text[: each.span[0]]))
    ]
    spans = [*people, *(mention.span for mention in named)]
    for match in _UNKNOWN.finditer(text):
        if not any(overlap((match.start("name"), match.end()), span) for span in spans):
            near = near_names(match["name"], known, within=not match["odd"])
            if near or not match["odd"]:
                found.append(PublicationMention(match.span("name"), match["name"], (), near))
    return tuple(sorted(found, key=lambda mention: mention.span))


def _leads(paper: PublicationMention, words: Sequence[Word]) -> bool:
    """Whether a paper whose name no single word is opens a row of nouns: "oyfar herald ferries"."""
    return paper.span[0] == words[0].start and " " in paper.text and is_telegram(words)


def _spelt(text: str, words: Sequence[Word], known: KnownNames) -> Iterator[PublicationMention]:
    """Wherever a known publication's name stands."""
    at = 0
    while at < len(words):
        length, names = _longest_name(text, words, at, known)
        mention = _mention(text, words, at, length, names, known) if length else None
        if mention:
            yield mention
        at += length if mention else 1


def unwanted(text: str, words: Sequence[Word], known: KnownNames) -> tuple[PublicationMention, ...]:
    """The publications that `text` asks to leave out, with the words that do: "not in the Courier"."""
    found: list[PublicationMention] = []
    for each in _spelt(text, words, known):
        start, end = each.span
        if found and _LISTED.fullmatch(text, found[-1].span[1], start):
            found.append(replace(each, span=(found[-1].span[1], end)))
        elif opened := _LEFT_OUT.search(text, 0, start):
            found.append(replace(each, span=(opened.start(opened.lastgroup or 0), end)))
    return tuple(found)


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


def _longest_name(text: str, words: Sequence[Word], at: int, known: KnownNames) -> tuple[int, frozenset[str]]:
    """How many words from `at` on name a publication, and the full names they may mean; 0 for none."""
    keys = tuple(word.key for word in words[at : at + known.longest])
    for size in range(len(keys), 0, -1):
        if names := known.publications.get(keys[:size]):
            return size, names
    word = words[at]
    called = at and words[at - 1].key == "the" and text[words[at - 1].end : word.start] == " "
    called = called or (word.capital and _set_apart(text, word.start, word.end))
    spelt = word.capital or _says(text, word.start, word.end) or _compared(text, word.start, known)
    if called and spelt and not _OF_ANOTHER.match(text, word.end):
        return 1, known.mastheads.get(word.key, frozenset())
    return 0, frozenset()


def _mention(
    text: str, words: Sequence[Word], at: int, length: int, names: frozenset[str], known: KnownNames
) -> PublicationMention | None:
    """The publication that `length` words from `at` on name, if they are spelt as a name."""
    first, last = words[at], words[at + length - 1]
    named = text[first.start : last.end]
    lower = not any(word.capital for word in words[1:])
    spelt = first.capital or any(char in ".0123456789" for char in named)
    spelt = spelt or (lower and (length > 1 or len(named) <= _LONGEST_INITIALS))
    spelt = spelt or (lower and not at and _PIECES.match(text, last.end) is not None)
    spelt = spelt or (lower and (_says(text, first.start, last.end) or _compared(text, first.start, known)))
    if len(named) == 2 and not named.isupper() and all(folded(name) != first.key for name in names):
        return None
    if not names or not spelt or _in_longer_name(text, words, at, length, known):
        return None
    for word in words[at + length :]:
        if not all(word.key in folded(name).split() for name in names):
            break
        last = word  # "the Lantern foundation": a further word of the name
    return PublicationMention((first.start, last.end), text[first.start : last.end], tuple(sorted(names)))


def _compared(text: str, start: int, known: KnownNames) -> bool:
    """Whether the noun that begins there is one of two papers' set side by side in small letters."""
    near = max(0, start - _LONGEST_PAIR)
    pair = _PAIRED.search(text[near : start + _LONGEST_PAIR])
    if pair is None or start not in (near + pair.start("one"), near + pair.start("other")):
        return False
    return {folded(pair["one"]), folded(pair["other"])} <= {*known.mastheads}


def _set_apart(text: str, start: int, end: int) -> bool:
    """Whether a noun alone is named as a paper, without "the": "Courier, 2024", "no Courier"."""
    return bool(_LEADS.fullmatch(text, 0, start) and _DATED.match(text, end))


def _says(text: str, start: int, end: int) -> bool:
    """Whether what stands there is asked for what it printed: "what did the courier print"."""
    return (
        bool(_ASKED.search(text[max(0, start - _LONGEST_ASKED) : start]))
        and re.match(_PRINTS, text[end:], re.IGNORECASE) is not None
    )


def _crosses(one: Span, other: Span) -> bool:
    """Whether a span overlaps another of which it is no part, or the whole."""
    return overlap(one, other) and (one == other or not (other[0] <= one[0] and one[1] <= other[1]))


def _with_article(mention: PublicationMention, text: str) -> PublicationMention:
    """The mention with the "the" before it as a part of what became a filter."""
    start, end = mention.span
    article = _ARTICLE.search(text[:start])
    return replace(mention, span=(article.start() if article else start, end))


def _in_longer_name(text: str, words: Sequence[Word], at: int, length: int, known: KnownNames) -> bool:
    """Whether those words are only part of a longer name: "Aster" in "the Aster Tidal Company"."""
    if at > 1 and words[at - 1].capital and text[words[at - 1].end : words[at].start] == " ":
        return words[at - 1].key not in OPENERS
    if at + length == len(words) or text[words[at + length - 1].end : words[at + length].start] != " ":
        return False
    follows = words[at + length]
    somebody = surname(follows.key) in known.by_surname or follows.key in known.by_given_name
    return follows.capital and not somebody and not _OWN_PART.fullmatch(follows.text)
