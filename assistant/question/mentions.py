"""The people and the articles that a question names, found by the names and titles of the records."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from assistant.articles import Record, Span, overlap
from assistant.lexicon import (
    ACTING,
    ALL_GIVEN_NAMES,
    CLAUSE_OPENERS,
    COMMON_WORDS,
    COURTESIES,
    DATE_WORDS,
    EPITHETS,
    GIVEN_NAME_TITLES,
    OPENERS,
    PERSON_TITLES,
    PLACE_OPENERS,
    PREPOSITIONS,
    PRESS,
    STATING,
    VIEWS,
    WRITINGS,
    either,
    word_set,
)
from assistant.names import (
    folded,
    given_name,
    meant,
    names_match,
    publication_parts,
    surname,
    surnames,
    without_article,
)
from assistant.patterns import Pattern
from assistant.question.masks import PERSON, TITLE, Mask, Word, masked, words
from assistant.question.spelling import near

_MEDIA = frozenset("blog website online magazine weekly".split())
_INSTITUTIONS = frozenset("foundation endowment institute institution center centre club discussion".split())
_POWERS = frozenset("eu uk un us".split())
_BODIES = word_set("""
agency alliance assembly association authority bank board bureau campaign centre chamber church club coalition
college commission committee company congress cooperative council department federation forum foundation front
group guild institute league ltd ministry movement network office organisation organization parliament party
society staff team trust union university
""")
_GENITIVE = re.compile(r"['’]s? ")
_LONGEST_MASTHEAD = 3
"""Words of the longest publication's name that is a noun with what tells it from others."""
_SMALL = frozenset("the of for and on in de la le der die das a an".split())

_Wording = TypeVar("_Wording", str, tuple[str, ...])


@dataclass(frozen=True, slots=True, eq=False)
class KnownNames:
    """Names by the words that may stand for them in a question; every key is folded.

    Equal to itself alone.
    """

    records: tuple[Record, ...]
    by_surname: dict[str, tuple[str, ...]]
    by_given_name: dict[str, tuple[str, ...]]
    publications: dict[tuple[str, ...], frozenset[str]]
    """Each way of naming a publication → the full names it may mean."""
    mastheads: dict[str, frozenset[str]]
    """The noun of a publication's name → the full names it may mean after "the": "the Courier"."""
    longest: int
    """Words of the longest way of naming a publication."""
    by_person: dict[str, tuple[Record, ...]]
    """Full name → the records where the person is voice or author, if under another name."""
    titles: dict[tuple[str, ...], tuple[Record, ...]]
    """The words of a title, or of its part before a colon, two or more → the records that it may mean."""
    years: tuple[int, int] | None
    """The first and the last of the records' dates."""

    @classmethod
    def of(cls, records: Sequence[Record]) -> KnownNames:
        by_surname, given = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
        by_person = defaultdict[str, list[Record]](list)
        years = [int(record.date.iso[:4]) for record in records if record.date]
        for record in records:
            for name in record.names:
                by_person[name].append(record)
        for name in by_person:
            for last in surnames(name):
                by_surname[last].append(name)
            if not _is_body(name):
                given[given_name(name)].append(name)
        papers = {record.publication for record in records if record.publication}
        wordings = _by_wording(papers, _wordings)
        return cls(
            records=tuple(records),
            by_surname={key: tuple(names) for key, names in by_surname.items()},
            by_given_name={key: tuple(names) for key, names in given.items()},
            publications=wordings,
            mastheads=_by_wording(papers, _mastheads),
            longest=max(map(len, wordings), default=0),
            by_person={name: tuple(found) for name, found in by_person.items()},
            titles=_titles(records),
            years=(min(years), max(years)) if years else None,
        )


def _is_body(name: str) -> bool:
    """Whether a name is an organisation's, which has no given name."""
    keys = folded(name).split()
    return bool(_GENITIVE.search(name) or _BODIES & {*keys}) and keys[0] not in ALL_GIVEN_NAMES


_cached: list[tuple[tuple[Record, ...], KnownNames]] = []
_MOST_CACHED = 4


def known_names(records: Sequence[Record]) -> KnownNames:
    """The names of `records`; made once for each tuple, since an index keeps handing out the same one."""
    if not isinstance(records, tuple):
        return KnownNames.of(records)
    for kept, names in _cached:
        if kept is records:
            return names
    names = KnownNames.of(records)
    _cached.append((records, names))
    del _cached[:-_MOST_CACHED]
    return names


def _titles(records: Sequence[Record]) -> dict[tuple[str, ...], tuple[Record, ...]]:
    """The records by the words of their titles, the longest first."""
    titles = defaultdict[tuple[str, ...], list[Record]](list)
    names = {tuple(word.key for word in words(name)) for record in records for name in record.names}
    for record in records:
        for title in {record.title, record.title.partition(":")[0]}:
            keys = tuple(word.key for word in words(title))
            if len(keys) > 1 and keys not in names:
                titles[keys].append(record)
    return {keys: tuple(titles[keys]) for keys in sorted(titles, key=len, reverse=True)}


def _by_wording(
    names: Iterable[str], worded: Callable[[str], Iterable[_Wording]]
) -> dict[_Wording, frozenset[str]]:
    wordings = defaultdict[_Wording, set[str]](set)
    for name in names:
        for wording in worded(name):
            wordings[wording].add(name)
    return {wording: frozenset(full) for wording, full in wordings.items()}


def _wordings(name: str) -> set[tuple[str, ...]]:
    """How a question may name a publication: in full, in part, by its initials, without its kind."""
    full = _keys(name)
    wordings = {full}
    parts = publication_parts(name)
    wordings |= {_keys(part) for part in parts}
    initials = ["".join(word.text[0] for word in words(part) if word.key not in _SMALL) for part in parts]
    short = [letters.lower() for letters in initials if len(letters) > 1]
    wordings |= {(letters,) for letters in short if letters not in _POWERS}
    if len(short) == len(parts):
        wordings.add(tuple(short))
    if len(full) > 1 and full[-1] in _MEDIA and not _SMALL & set(full):
        wordings.add(full[:-1])
    if len(full) > 1 and full[1] in _INSTITUTIONS:
        wordings |= {full[:1], full[:2]}
    return {wording for wording in wordings if wording}


def _mastheads(name: str) -> set[str]:
    """The noun by which a paper is called where its town or time of day is left out.

    >>> _mastheads("The Ostrey Courier"), _mastheads("The Times of Ostrey"), _mastheads("European Balkans")
    ({'courier'}, {'times'}, set())
    """
    keys = _keys(name)
    noun = keys[0] if keys[1:2] == ("of",) else keys[-1]
    short = keys[1:2] == ("of",) or (1 < len(keys) <= _LONGEST_MASTHEAD and not _SMALL & set(keys))
    called = without_article(name) != folded(name) or noun in PRESS
    return {noun} if short and called else set()


def _keys(name: str) -> tuple[str, ...]:
    keys = tuple(word.key for word in words(name))
    return keys[1:] if len(keys) > 1 and keys[0] == "the" else keys


_BEFORE_NAME = re.compile(
    r"(?:^|\b(?:does|did|do|has|would|according to|by|in|what is|is|was|and|or|about))$"
)
# What stands before people more often than before things; common words are left to `_BEFORE_NAME`.
_BEFORE_PERSON = re.compile(
    r"\b(?:does|did|has|according to|(?:dis)?agrees? with|interviews? with|besides|apart from|quote|"
    r"(?:me|know) what|(?:views?|opinions?|interviews?|articles?|essays?) (?:of|by))$"
)
_AFTER_NAME = Pattern(
    rf"(?:['’]s?)? (?:\w+ly |also |still )?(?:{STATING.any}|{ACTING.base}|{ACTING.third}|{VIEWS}|on|and|or)"
    r"\b|\W*$"
)
_COMPANY = re.compile(r" (?:&|and) (?:Co|Sons?|Bros|Brothers|Partners|Company)\b")
_CALLING = frozenset("the a an".split())
_AFTER_CALLED = Pattern(rf"{VIEWS}|{WRITINGS}|{either(PREPOSITIONS | CLAUSE_OPENERS)}|\d+")
"""What follows "the" and a surname that still means the person: "the Birk essay", "the Birk of 2018"."""
_ABBREVIATED = frozenset("mr mrs ms dr prof".split())
_LONGEST_TELEGRAM = 4
_SET_OFF = ("–", "—", ":")
_BEFORE_DATE = frozenset("in during since until till last this next early late mid throughout".split())
_TOGETHER = frozenset("the two both".split())
_DEFINING = frozenset("the a an this that no every".split())
_PARTICLES = frozenset("de da di du del la le von van der den al el bin ibn of the".split())
_SHORTENED = PERSON_TITLES | {"st", "ste"}
_MOST_GIVEN = 3
"""Given names that may stand behind a surname: "Birk, Ann Eva"."""
MOST_NAMED = 24
"""People read in one question."""
GIVEN_NAMES = frozenset(name for name in ALL_GIVEN_NAMES if len(name) > 2)


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a question names somebody; `names` is empty for somebody no record knows."""

    span: Span
    text: str
    """As the question writes it, without titles and genitive."""
    names: tuple[str, ...]
    """Full known names; several where the surname is shared."""


def mentions(
    text: str, words: Sequence[Word], known: KnownNames, *, fragment: bool = False
) -> tuple[Mention, ...]:
    """Every known person named in `text`, in order; in a `fragment` without capitals wherever they stand."""
    lower = not any(word.capital for word in words[1:])
    found: list[Mention] = []
    for at, word in enumerate(words):
        if several := _namesakes(text, words, at, known):
            mention: Mention | None = _mention(text, words, at, at, several)
        elif surname(word.key) in known.by_surname:
            mention = _by_surname(text, words, at, known, lower=lower or fragment, anywhere=fragment)
        elif (
            word.key in known.by_given_name
            and at
            and word.capital
            and words[at - 1].key in GIVEN_NAME_TITLES
            or word.key in known.by_given_name
            and _given_name_alone(text, words, at, short=fragment)
        ):
            mention = _mention(text, words, at, at, known.by_given_name[word.key])
        else:
            continue
        if mention and found and overlap(mention.span, found[-1].span):
            found[-1] = max(found[-1], mention, key=lambda who: len(who.text))  # "Sir Bo", "Sir Bo Birk"
        elif mention:
            found.append(mention)
    return tuple(found[:MOST_NAMED])


def _by_surname(
    text: str, words: Sequence[Word], at: int, known: KnownNames, *, lower: bool, anywhere: bool
) -> Mention | None:
    word = words[at]
    first = at
    if _is_time(text, words, at):
        return None
    if turned := _turned(text, words, at, known):
        return turned
    while first and _belongs(text, words, first - 1, at, known):
        first -= 1
    plain = (anywhere and word.key not in COMMON_WORDS) or _plain_name(text, words, at, known)
    in_full = any(len(each.key) > 1 and each.key not in COMMON_WORDS for each in words[first:at])
    if not word.capital and not (lower and plain) and not in_full:
        return None
    titled = first > 0 and _is_courtesy(words[first - 1]) and _beside(text, words, first - 1)
    asked = text[words[first - titled].start : word.end]  # "Mr. Birk" is not Ann Birk
    names = meant(asked, known.by_surname[surname(word.key)])
    if not names or (first == at and not _stands_alone(text, words, at, known)):
        return None
    if first < at and _given_before(text, words, first, known):  # "Jo Ann Birk" is not Ann Birk
        return None
    return _mention(text, words, first, at, names)


def _turned(text: str, words: Sequence[Word], at: int, known: KnownNames) -> Mention | None:
    """Somebody whose given names stand behind the surname: "Birk, Ann", "Birk Ann"."""
    last = at
    while (
        last + 1 < len(words)
        and words[last + 1].capital
        and (_within_name(text, words, last) or (last == at and text.startswith(", ", words[at].end)))
    ):
        last += 1
    if not words[at].capital or not 0 < last - at <= _MOST_GIVEN:
        return None
    asked = " ".join(word.text for word in (*words[at + 1 : last + 1], words[at]))
    names = meant(asked, known.by_surname[surname(words[at].key)])
    end = words[last].end + (len(words[last].text) == 1 and text.startswith(".", words[last].end))
    return Mention((words[at].start, end), text[words[at].start : end], names) if names else None


def _is_time(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether a month's or a day's name stands where it is one: "and in May?"."""
    dated = at > 0 and words[at].key in DATE_WORDS and words[at - 1].key in _BEFORE_DATE
    return dated and _beside(text, words, at - 1) and not _GENITIVE.match(text, words[at].end)


def _namesakes(text: str, words: Sequence[Word], at: int, known: KnownNames) -> tuple[str, ...]:
    """All with the surname of which a word is the plural: "the two Birks"."""
    word = words[at]
    if not (at and word.capital and word.key.endswith("s") and _beside(text, words, at - 1)):
        return ()
    together = words[at - 1].key in _TOGETHER and word.key not in known.by_surname
    names = known.by_surname.get(word.key[:-1], ()) if together else ()
    return names if len(names) > 1 else ()


def _is_courtesy(word: Word) -> bool:
    """Whether a word is a courtesy: "mr" in any case, "Miss" only with its capital."""
    return word.key in COURTESIES and (word.capital or word.key in _ABBREVIATED)


def _plain_name(text: str, words: Sequence[Word], at: int, known: KnownNames) -> bool:
    """Whether a surname in a question without capitals stands where only a name can."""
    if at and _belongs(text, words, at - 1, at, known):
        return True
    before = " ".join(word.key for word in words[max(0, at - 2) : at])
    owns = text.startswith(("'s", "’s"), words[at].end) and not (at and words[at - 1].key in _DEFINING)
    opens = not at and (is_telegram(words) or text[words[at].end :].lstrip()[:1] in _SET_OFF)
    rare = words[at].key not in COMMON_WORDS and (owns or opens or bool(_BEFORE_PERSON.search(before)))
    return rare or bool(_BEFORE_NAME.search(before) and _AFTER_NAME.match(text, words[at].end))


def is_telegram(words: Sequence[Word]) -> bool:
    """Whether a question is no more than some nouns: "birk toll bridge"."""
    return 1 < len(words) <= _LONGEST_TELEGRAM and not any(word.key in OPENERS for word in words)


def _belongs(text: str, words: Sequence[Word], first: int, last: int, known: KnownNames) -> bool:
    """Whether the words from `first` to `last` name one of those with that surname."""
    initial = text.startswith(".", words[first].end)
    if not _within_name(text, words, first) or (words[first].key in OPENERS and not initial):
        return False
    asked = " ".join(word.text for word in words[first : last + 1])
    return any(names_match(asked, name) for name in known.by_surname[surname(words[last].key)])


def _stands_alone(text: str, words: Sequence[Word], at: int, known: KnownNames) -> bool:
    """Whether a bare surname is not part of another name, nor a word that only opens a sentence."""
    word = words[at]
    if at == 0 and word.key in COMMON_WORDS and text[word.end : word.end + 1] not in "'’?:":
        return _AFTER_NAME.match(text, word.end) is not None
    if at and _beside(text, words, at - 1) and _given_name(text, words[at - 1], known):
        return False
    if _COMPANY.match(text, word.end):
        return False
    if at + 1 == len(words) or not _beside(text, words, at):
        return True
    follows = words[at + 1]
    called = at and words[at - 1].key in _CALLING and _beside(text, words, at - 1)  # "the Birk report"
    return not follows.capital and (not called or bool(_AFTER_CALLED.fullmatch(follows.key)))


def _given_name(text: str, word: Word, known: KnownNames) -> bool:
    """Whether a word right before a surname makes it somebody else's."""
    if not word.capital or word.key in PERSON_TITLES | GIVEN_NAME_TITLES:
        return False
    # "Compare Birk with …": any word may open a sentence with a capital.
    return not _opens_at(text, word.start) or word.key in GIVEN_NAMES or word.key in known.by_given_name


def _given_before(text: str, words: Sequence[Word], first: int, known: KnownNames) -> bool:
    """Whether a further given name stands right before a name."""
    if not first or not words[first - 1].capital or not _beside(text, words, first - 1):
        return False
    key = words[first - 1].key
    return key in ALL_GIVEN_NAMES or key in known.by_given_name


def _given_name_alone(text: str, words: Sequence[Word], at: int, *, short: bool) -> bool:
    """Whether a given name stands for somebody by itself: "What does Ann say?", not "Ann of Oyfar".

    `short`: even one of two letters.
    """
    word = words[at]
    if not word.capital or word.key in COMMON_WORDS | OPENERS:
        return False
    telegram = not at and not short and is_telegram(words) and _beside(text, words, at)
    if telegram and not _AFTER_NAME.match(text, word.end):  # "Grant money"
        return False
    if len(word.key) < 3 and not short and (word.text.isupper() or not at):  # "EU", "My"
        return False
    if text.startswith("-", word.end):  # "Ann-Kathrin" is not Ann
        return False
    if (
        at
        and _beside(text, words, at - 1)
        and (
            words[at - 1].capital and at > 1 or words[at - 1].key in _DEFINING - ({"no"} if short else set())
        )
    ):
        return False
    follows = at + 1 < len(words) and _beside(text, words, at)
    return not follows or not (words[at + 1].capital or words[at + 1].key in _PARTICLES)


def _beside(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether only a space, or the full stop of an initial or a title, stands between a word and the next."""
    between = text[words[at].end : words[at + 1].start]
    short = len(words[at].text) == 1 or words[at].key in _SHORTENED
    return between == " " or (between == ". " and short)


def _within_name(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether a word and the next may be parts of one name: "Smith-Jones", "J.B. Birk", "Payers' League"."""
    between = text[words[at].end : words[at + 1].start]
    initial = between == "." and len(words[at].text) == 1
    return between in ("-", "' ", "’ ") or initial or _beside(text, words, at)


def _mention(text: str, words: Sequence[Word], first: int, last: int, names: tuple[str, ...]) -> Mention:
    start = first
    before = PERSON_TITLES | GIVEN_NAME_TITLES | EPITHETS
    while start and words[start - 1].key in before and _beside(text, words, start - 1):
        start -= 1
    span = (words[start].start, words[last].end)
    return Mention(span, text[words[first].start : words[last].end], names)


_CAPITALS = re.compile(
    rf"(?<![\w’'-])(?P<title>(?i:(?:{'|'.join(sorted(PERSON_TITLES))})\.? )*)"
    r"(?P<name>(?:[A-ZÀ-Ž][\w’-]*\.? )*[A-ZÀ-Ž][\w’-]*)"
)
_CAPITAL = r"[A-ZÀ-Ž][a-zß-ž’-]+(?: [A-ZÀ-Ž][a-zß-ž’-]+)?"
_NAME_OR_KNOWN = rf"(?:{_CAPITAL}|[{PERSON}]+(?:['’]s)?)"
# "do Birk and Xanthe", "compare Xanthe with Birk": who stands in one row with somebody known is a person.
_ROW = re.compile(
    rf"\b(?:[Dd]o|[Dd]id|[Hh]ave|by|[Cc]ompare|[Cc]ontrast|between) {_NAME_OR_KNOWN}"
    rf"(?:(?:,|,? (?:and|or|with|to)) {_NAME_OR_KNOWN})+"
    rf"|^[{PERSON}]+(?:(?:,|,? and) {_NAME_OR_KNOWN})+ on\b"
)


def strangers(masked: str, known: KnownNames) -> tuple[Mention, ...]:
    """Names in the masked question that nobody here has, and that are surely names of people."""
    found = []
    rows = [match.span() for match in _ROW.finditer(masked) if PERSON in match.group()]
    for match in _CAPITALS.finditer(masked):
        start, name = match.start("name"), match["name"]
        while (first := name.split()[0]).lower() in OPENERS and " " in name and _opens_at(masked, start):
            start, name = start + len(first) + 1, name[len(first) + 1 :]
        name = re.sub(r"['’]s?$", "", name)
        in_row = any(first <= start < last for first, last in rows)
        if name.lower() not in OPENERS and (in_row or match["title"] or _is_person(name, known)):
            end, title = start + len(name), match["title"]
            found.append(Mention((match.start() if title else start, end), name, ()))
            if len(found) == MOST_NAMED:
                break
    return tuple(found)


def _is_person(name: str, known: KnownNames) -> bool:
    given, _, last = folded(name).rpartition(" ")
    if given.split()[:1] and (given.split()[0] in GIVEN_NAMES or given.split()[0] in known.by_given_name):
        return True
    if given in PLACE_OPENERS or (not given and last in known.by_surname):  # "Fort Birk", "the Birk report"
        return False
    asked = last or name
    return asked not in COMMON_WORDS and bool(near(asked, known.by_surname))


def _opens_at(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \"“‘'«(")
    return not before or before[-1] in ".!?:;,–—"


@dataclass(frozen=True, slots=True)
class TitleMention:
    """Where a question names a title, and the records that bear it."""

    span: Span
    records: tuple[Record, ...]


def title_mentions(words: Sequence[Word], known: KnownNames) -> tuple[TitleMention, ...]:
    """The titles named in a question, given by its words; of titles within each other the longest."""
    asked = tuple(word.key for word in words)
    joined = f" {' '.join(asked)} "
    found: list[TitleMention] = []
    for keys, records in known.titles.items():
        if f" {' '.join(keys)} " not in joined:
            continue
        at = next((at for at in range(len(asked)) if asked[at : at + len(keys)] == keys), None)
        if at is None:  # one word may be folded to two: "½"
            continue
        span = words[at].start, words[at + len(keys) - 1].end
        if not any(overlap(span, other.span) for other in found):
            found.append(TitleMention(span, records))
    return tuple(found)


def titles_masked(text: str, titles: Sequence[TitleMention]) -> str:
    """A text with each of some titles masked."""
    return masked(text, [Mask(title.span, TITLE) for title in titles])
