"""Sentences as spans of a text: a multilingual splitter, mended where it parts or joins too much."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from assistant.articles import Span
from assistant.lexicon import FUNCTION_WORDS, MONTHS, WEEKDAYS, either

LONGEST = 5_000
"""Characters of a sentence; a longer one is cut at white space, so that no rule about it sees more.

Of 10,719 sentences of real opinion writing, speeches of 1797 to 1917 included, the longest has 4,345.
"""
_WINDOW = 2 * LONGEST
"""Characters given to the splitter at once: it takes quadratic time over quotation marks never closed."""
_TAIL = 40
"""Characters before and after an end of a sentence that tell whether it is one."""
_MARKS = "\"“”„‟«»‹›‘’‚‛'()[]{}¿¡*_ \t\n\v"
_DASHES = "—–―"
_TURN = re.compile(rf"\s*(?:[{_DASHES}]|--)(?!\d)\s*")
"""What opens a turn of a dialogue, and is no part of a sentence."""
_CLOSED = {"“": "”", "„": "“”", "«": "»", '"': '"', "(": ")", "[": "]", "「": "」", "『": "』"}
_OPENING = re.compile(rf"[{re.escape(''.join(_CLOSED))}]")
_PASSED_OVER = re.compile(r"(?:(?<=\w)…[\"”’“»]*+|(?<=[.!?…])[)\]”»\"])(?=\s+[\"“„«(]?[^\W\d_])")
_ADDRESS_END = re.compile(r"(?<!\S)[\"“(<]?https?://\S++(?<=\.)(?=\s+[\"“„«(]?[^\W\d_])")
_INITIAL = re.compile(r"(?:^|[\s(\[“„«\".]|\.-)(?!I\.)[^\W\d_]\.$")
_CLIPPED = re.compile(r"(?:^|[\s(\[“„«\"])([^\W\d_]{1,8})\.$")
_VOWELS = re.compile(r"[aeiouyæøœаеёиоуыэюяіїєαεηιουω]", re.IGNORECASE)
_ORDINAL = re.compile(r"(?:^|\s)[^\W\d_]{2,3} \d{1,2}\.$")
_NO_ORDINALS = {"en", "fr", "es", "it", "pt"}
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
_ELISION = re.compile(r"(?<=\s)['’](?=[^\W\d_])")
"""An apostrophe that opens a word, ’tis, and closes no quotation."""
STOPS = re.compile(r"[.!?…:;。！？؟][\"'”’»)\]*_]*$")
"""What ends a sentence, or a part of one that may stand by itself."""
_SHORT = 4
_NUMBER = re.compile(r"\d|(?!I\b)[IVXLC]+\b|I\b(?!\s+[a-z])")
_HALF_DAY = re.compile(r"\b[ap]\.\s?m\.$")
_DAY = re.compile(rf"(?:{either((*WEEKDAYS, *MONTHS))})\b", re.IGNORECASE)
_BRACKET = re.compile(r"\s*[(\[](?P<inside>[^()\[\]]{1,80})[)\]][.,]?(?=\s|$)")
_CLOSING = '"”“»’'
_REFERENCE = re.compile(r"\d|(?<=.)[^\W\d_a-zß-ÿ]")
"""What a bracket with the source of a quotation holds: a number, or a name after its first word."""
_ENUMERATOR = re.compile(
    r"(?:^|(?<=[.!?…])|(?<=[.!?…][\"”’»)]))\s*(?P<sign>\(?(?:\d{1,2}|[a-z]|[ivx]{2,4})\))\s+(?=[\"“„«]?[^\W\d_a-zß-ÿ])"
)
_NUMBERED = re.compile(r"(?:^|(?<=[.!?…:]))\s*(?P<sign>(?P<number>\d{1,2})\.)\s+(?=[\"“„«]?[^\W\d_a-zß-ÿ])")
_QUOTED_END = re.compile(r"[?!]+[\"”’»']+$")


_SAME = {"sh": "sr", "bs": "sr"}
"""Names of one language, as a detector or a record gives them."""


@cache
def forms(language: str | None) -> dict[str, list[str]]:
    """Forms of words in a language, where no structure tells what they tell; English where none is known."""
    path = Path(__file__).with_name("forms.toml")
    every: dict[str, dict[str, list[str]]] = tomllib.loads(path.read_text(encoding="utf-8"))
    code = (language or "en").lower().replace("_", "-").split("-")[0]
    return every.get(_SAME.get(code, code), {})


def forms_of(name: str, language: str | None) -> frozenset[str]:
    """The forms of one kind in a language and in English, which papers everywhere use."""
    return frozenset((*forms(language).get(name, ()), *forms("en")[name]))


def sentences(text: str, language: str | None = None) -> tuple[Span, ...]:
    """The sentences of a paragraph in order, without surrounding white space.

    A quotation or bracket of several sentences is parted into them. What numbers a sentence is no part of it,
    nor is a dash before it.

    >>> text = "Mr. Ash of the U.N. left at 9 a.m. Monday. “Why? It is late,” said Bo."
    >>> [text[start:end] for start, end in sentences(text)]
    ['Mr. Ash of the U.N. left at 9 a.m. Monday.', '“Why?', 'It is late,” said Bo.']
    """
    ends = [end for end in _ends(text, language or "en") if not _goes_on(text, end, language)]
    cuts = {0, len(text)}
    for start, end in pairwise([0, *ends, len(text)]):
        for cut in (*_further_ends(text, start, end, language), end):
            cuts.update(_at_bracket(text, cut))
    enumerators = _enumerators(text)
    spans: list[Span] = []
    for piece in pairwise(sorted(cuts.union(*enumerators))):
        if piece not in enumerators:
            _add(spans, text, *piece)
    return tuple(spans)


def _ends(text: str, language: str) -> Iterator[int]:
    """Where the splitter ends a sentence, but for the last one."""
    from sentencex import get_sentence_boundaries

    start = 0
    while start < len(text):
        # The end of a line is white space here; two of them would be the end of a paragraph to the splitter.
        # An apostrophe would open a quotation.
        window = _APOSTROPHE.sub("x", re.sub(r"\s", " ", text[start : start + _WINDOW]))
        found = (each["end_index"] for each in get_sentence_boundaries(language, window))
        ends = [end - bool(_ELISION.match(window, end - 1)) if end else end for end in found]
        last = start + len(window) == len(text)
        whole = [end for end in ends if 0 < end < len(window)] or ([] if last else [len(window)])
        yield from (start + end for end in whole)
        if last:
            return
        start += whole[-1]


def _goes_on(text: str, end: int, language: str | None) -> bool:
    """Whether the sentence goes on after what looks like its end."""
    before = text[max(0, end - _TAIL) : end].rstrip()
    after = text[end : end + 2 * _TAIL].lstrip(_MARKS + _DASHES)
    known = forms(language)
    if after[:1].islower() or _INITIAL.search(before):
        return True
    clipped = _CLIPPED.search(before)
    word = clipped[1] if clipped else ""
    if word.lower() in known.get("abbreviations", ()):
        return True
    consonants = 0 < len(word) <= _SHORT and not (word.isupper() or _VOWELS.search(word))
    if _NUMBER.match(after) and (consonants or word.lower() in known.get("numbered", ())):
        return True
    if _ORDINAL.search(before) and (language or "en")[:2] not in _NO_ORDINALS:
        return True
    if _HALF_DAY.search(before) and _DAY.match(after):
        return True
    return bool(_QUOTED_END.search(before)) and _is_tag(after, known)


def _is_tag(after: str, known: dict[str, list[str]]) -> bool:
    """Whether words name the speaker of the quotation before them: “Why?” Ann Ash asked."""
    words = after.split()[:4]
    verb = next((at for at, word in enumerate(words) if word.strip(".,;:") in known.get("tags", ())), 0)
    return verb > 0 and all(word[0].isupper() for word in words[:verb])


def _further_ends(text: str, start: int, end: int, language: str | None) -> Iterator[int]:
    """Ends of sentences that the splitter passes over: in and after a quotation or bracket, after "…"."""
    piece = text[start:end]
    found = {match.end() for form in (_PASSED_OVER, _ADDRESS_END) for match in form.finditer(piece)}
    if known := forms(language).get("not_abbreviated"):
        found.update(
            match.end() for match in re.finditer(rf"\b(?:{either(known)})\.(?=\s+[“„«\"(]?[A-Z])", piece)
        )
    for inner in _quotations(piece):
        found.update(inner[0] + at for at in _ends(piece[slice(*inner)], language or "en"))
    for at in sorted(found):
        if not _goes_on(text, start + at, language):
            yield start + at


def _quotations(piece: str) -> Iterator[Span]:
    """The insides of quotations and brackets that are no part of another sentence.

    They open or close the piece, or a colon or comma announces them.
    """
    at = 0
    while opening := _OPENING.search(piece, at):
        first = at = opening.end()
        ends = [piece.find(mark, first, first + LONGEST) for mark in _CLOSED[opening.group()]]
        last = min((end for end in ends if end >= 0), default=-1)
        if last < 0:
            continue
        at = last + 1
        before, after = piece[: first - 1].rstrip(_MARKS), piece[at : at + _TAIL].strip(_MARKS + ".,!?…")
        if not before or not after or before[-1] in ":,;—–":
            yield first, last


def _at_bracket(text: str, end: int) -> Iterator[int]:
    """The end of a sentence with regard to a bracket after it.

    A reference, "(Micah 6: 8)", belongs to the quotation before it. What happened meanwhile, "(Applause)", is
    apart where the word after it is no name, which only the start of a sentence can have made capital.
    """
    bracket = _BRACKET.match(text, end)
    if bracket is None:
        yield end
        return
    after = text[bracket.end() : bracket.end() + _TAIL].lstrip(_MARKS)
    quotation = text[max(0, end - _TAIL) : end].rstrip()[-1:] in _CLOSING
    if quotation and _REFERENCE.search(bracket["inside"]) and not STOPS.search(bracket["inside"]):
        if not after[:1].islower():
            yield bracket.end()
        return
    yield end
    word = re.match(r"[^\W\d_]+", after)
    if word and word[0][0].isupper() and word[0] != "I" and word[0].lower() in FUNCTION_WORDS:
        yield bracket.end()


def _enumerators(text: str) -> set[Span]:
    """What numbers the sentences of a paragraph: "(4)", "a)", and "4." where "3." or "5." does, too.

    A number with a full stop may as well be a day of the month.
    """
    numbers = {int(found["number"]): found for found in _NUMBERED.finditer(text)}
    listed = [found for number, found in numbers.items() if {number - 1, number + 1} & numbers.keys()]
    signs = (found.span("sign") for found in (*_ENUMERATOR.finditer(text), *listed))
    return {(start, end) for start, end in signs if text[start] == "(" or not _is_in_bracket(text, start)}


def _is_in_bracket(text: str, at: int) -> bool:
    return text.rfind("(", max(0, at - _TAIL), at) > text.rfind(")", max(0, at - _TAIL), at)


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    """Add the words between two offsets, in pieces of at most `LONGEST`, without a dash before them.

    That of a signature stays: “We stay.” — Ann Ash.
    """
    signed = text[max(0, start - _TAIL) : start].rstrip()[-1:] in tuple(_CLOSING)
    if not signed and (dash := _TURN.match(text, start, end)):
        start = dash.end()
    while start < end:
        window = text[start : min(end, start + LONGEST)]
        cut = len(window)
        if start + cut < end and not text[start + cut].isspace():
            cut = len(window.rsplit(maxsplit=1)[0]) or cut
        stripped = window[:cut].strip()
        if stripped:
            first = start + window.index(stripped[0])
            spans.append((first, first + len(stripped)))
        start += cut
