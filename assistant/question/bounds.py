"""Bounds of a time that name no date: an article of the folder, whose date it is, or an event.

"Who spoke of it before Birk's first article?" is bounded by a record; "since the war began" by nothing here.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence

from assistant.articles import Record
from assistant.dates import PublicationDate
from assistant.index.lexical import stem_set
from assistant.lexicon import FINITE_AUXILIARIES, ORDINALS, STATING, VIEWS, WRITINGS, either, in_table
from assistant.question.limits import asks_of_writing
from assistant.question.masks import DATE, ONE, PUBLICATION, TITLE, Word, pattern
from assistant.question.mentions import KnownNames, Mention, title_mentions, titles_masked
from assistant.question.periods import TimePhrase, counted_on, overlaps, time_phrases

_OPENERS = {"prior to": "before", "following": "after", "ever since": "since"} | {
    word: word for word in ("since", "before", "after", "until")
}
_PARTS = {
    "open": rf"(?P<word>{in_table(_OPENERS)})",
    "one": ONE,
    "text": rf"(?:{VIEWS}|{WRITINGS}|speech|statement)",
    "words": rf"(?:[\w’'{DATE}{PUBLICATION}-]+ ){{0,4}}?",
    "stated": rf"(?:{STATING.past}|spoke|spoken)",
    "an": r"(?:his|her|their|the|that|this|an?)",
    "title": rf"{TITLE}+",
    "onit": r"(?: (?:on|about) (?:it|this|that|them|the (?:subject|matter|topic)))?",
    "end": r"(?=\W*$|[,;?.!]| (?:on|about|in|was|were|appeared|came|had) ?)",
}
_BY_RECORD = pattern(
    r"\b<open> (?:(?:the |this |that )?<words><text> (?:by|with|of|from) <one>"
    r"|<one> <words><text>"
    r"|<one> (?:(?:had|has|first|last|also|ever) ){0,2}<stated>(?: <an> <words><text>)?"
    r"|(?:the (?:article|piece|essay|text) )?\W?<title>\W?)<onit><end>",
    _PARTS,
)
_LAST = re.compile(r"\b(?:last|latest|newest|most recent|later|second of)\b", re.IGNORECASE)
# A clause or a noun phrase of time; "when" before an auxiliary asks.
_TIMES = rf"(?:{either((*_OPENERS, 'during', 'under'))}) (?!(?:that|then|now|which|what)\b)"
_CLAUSES = rf"(?:when|while) (?!(?:{either((*FINITE_AUXILIARIES, 'and', 'or'))})\b)"
_ERAS = r"in the (?:(?:time|times|years|days|era|age) of |(?:\w+ ){1,2}(?:years|era)\b)"
_UNDATED = re.compile(
    rf"(?:^|(?<=[\s,(]))(?:{_TIMES}|{_CLAUSES}|{_ERAS})[^,;:?!.{DATE}{PUBLICATION}]*(?P<date>{DATE}+)?",
    re.IGNORECASE,
)
_OPENED = re.compile(rf"(?P<word>{in_table(_OPENERS)})\b", re.IGNORECASE)
_THAT = re.compile(r"\w that \w", re.IGNORECASE)
_CUT = re.compile(r" (?:about|regarding|concerning|please)\b.*", re.IGNORECASE)
_FRAGMENT = re.compile(
    rf"^\W*(?:(?:and|but|or|so|ok|okay|(?:what|how) about|only)\b\W*)*(?P<bound>[^?.!]+?)[^\w{DATE}]*$",
    re.IGNORECASE,
)


def record_bounds(
    text: str,
    names: str,
    people: Sequence[Mention],
    words: Sequence[Word],
    known: KnownNames,
    today: datetime.date,
) -> tuple[TimePhrase, ...]:
    """The times that a question bounds by articles; `names` is its text with the names masked."""
    if not any(f"{opener} " in text.lower() for opener in _OPENERS):
        return ()
    titles = title_mentions(words, known)
    shown = titles_masked(names, titles)
    found = []
    for match in _BY_RECORD.finditer(shown):
        first, last = match.span()
        records = [each for title in titles if first <= title.span[0] < last for each in title.records]
        records = records or [
            record
            for who in people
            if first <= who.span[0] < last
            for name in who.names
            for record in known.by_person[name]
        ]
        if meant := _meant(text[first:last], records, today):
            found.append(_phrase(match, meant))
    return tuple(found)


def _meant(text: str, records: Sequence[Record], today: datetime.date) -> Record | None:
    """The article that the words mean: of that year, kind or place; of several the first, or the last."""
    dated = [record for record in records if record.date]
    for phrase in time_phrases(text, today):
        dated = [record for record in dated if overlaps(record, phrase.since, phrase.until)]
    names = " ".join(name for record in dated for name in record.names)
    own = stem_set(text) - stem_set(names)
    shared = {
        record.article_id: len(own & stem_set(f"{record.kind} {record.publication} {record.title}"))
        for record in dated
    }
    near = [record for record in dated if shared[record.article_id] == max(shared.values())]
    ordered = sorted(near, key=lambda record: record.date.first if record.date else today)
    if not ordered:
        return None
    if _LAST.search(text):
        return ordered[-1]
    nth = next((at for word, at in ORDINALS.items() if re.search(rf"\b{word}\b", text, re.IGNORECASE)), 1)
    return ordered[min(max(nth, 1), len(ordered)) - 1]


def _phrase(match: re.Match[str], record: Record) -> TimePhrase:
    """The time before, since, after or until the date of an article."""
    assert record.date is not None
    word, iso = _OPENERS[match["word"].lower()], record.date.iso
    since = iso if word == "since" else counted_on(iso, 1).iso if word == "after" else None
    until = counted_on(iso, -1).iso if word == "before" else iso if word == "until" else None
    return TimePhrase(match.span(), word, since, until, record=record.article_id)


def event_bounds(names: str, text: str, *, sources: bool) -> tuple[str, ...]:
    """Phrases that bound when something was written by a possible event, where a question asks what was.

    "since the war began", "after the war began in 2022"; none is a date alone.

    `names` is the text with its names, dates and bounds by records masked. Whether they name an event, and
    are no condition or reason, they do not tell.
    """
    found = tuple(text[slice(*span)] for span in _undated(names))
    return found if found and asks_of_writing(names, sources=sources) else ()


def dated(bound: str, when: TimePhrase) -> str:
    """A bound with a date in the place of its event; the year of an event is not over with it.

    >>> when, = time_phrases("in 2022", datetime.date(2026, 1, 1))
    >>> [dated(bound, when) for bound in ("before the war", "after the war", "during the war")]
    ['before 2022', 'since 2022', 'in 2022']
    """
    opener = _OPENED.match(bound)
    word = _OPENERS[opener["word"].lower()] if opener else "in"
    first, last = when.since or when.until, when.until or when.since
    assert first is not None and last is not None
    if word == "after" and not (first == last and len(first) == len("2022-02-24")):
        word = "since"
    if word == "in" and first != last:
        return f"between {PublicationDate(first).text} and {PublicationDate(last).text}"
    return f"{word} {PublicationDate(last if word in ('after', 'until') else first).text}"


def event_fragment(names: str, text: str) -> str:
    """The bound that a follow-up consists of: "and since the war began?"; empty where it is another."""
    found = None if PUBLICATION in names else _FRAGMENT.match(names)
    if found is None or not (bound := _UNDATED.fullmatch(names, *found.span("bound"))):
        return ""
    return text[slice(*bound.span())]


def _undated(names: str) -> Iterator[tuple[int, int]]:
    for match in _UNDATED.finditer(names):
        start, end = match.span()
        cut = _CUT.search(names, start, end)
        shown = names[start : cut.start() if cut else end].rstrip()
        reported = _THAT.search(names, 0, start)  # "Who says that trade fell after the war?"
        beside = names[end : end + 1] == PUBLICATION or (match["date"] and cut)
        if not reported and not beside and len(shown.strip(f" {DATE}").split()) > 1:
            yield start, start + len(shown)
