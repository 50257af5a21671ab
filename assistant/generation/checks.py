"""What code can tell of a model's sentence: whether its names, figures, dates and credit stand where it says.

What it means is for a `Verifier`. So a sentence is left out for what no reader of it could mend, a figure or
a person that stands nowhere; all else that seems wrong is only a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any, Literal

from assistant.generation.figures import in_digits, in_words, stated, without_shares
from assistant.index.metonyms import NAMED_AS, WRITTEN_OUT
from assistant.lexicon import (
    CLAUSE_OPENERS,
    DATE_WORDS,
    FINITE_AUXILIARIES,
    FUNCTION_WORDS,
    LINKERS,
    NUMBERS,
    ORDINALS,
    PREPOSITIONS,
    REPORTING_VERBS,
    SEASONS,
    TITLES,
    VIEW_NOUNS,
    either,
    finite_forms,
    is_role,
    with_plurals,
)
from assistant.names import folded, surname
from assistant.reading.quote_matching import Text

Check = Literal["clear", "doubtful", "wrong"]

LINK = re.compile(r"https?:|www\.|!\[|\]\(|<\w", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”»«]")
_QUOTATION_MARK = re.compile(r"[\"“”„«»]")
_NAME = re.compile(r"[^\W\d_](?:[\w.]*\w)?(?:[’'](?!s\b)\w+)*")
_PLAIN = FUNCTION_WORDS | CLAUSE_OPENERS | LINKERS | PREPOSITIONS | TITLES | NUMBERS.keys() | ORDINALS.keys()
_PREDICATES = finite_forms(REPORTING_VERBS) | FINITE_AUXILIARIES
_NO_MATTER = _PLAIN | with_plurals(VIEW_NOUNS) | {"according"}
"""Words before a name that leave it the name of who holds a view."""
_YEAR = re.compile(r"1\d{3}|20\d{2}")
_THE_TWO = re.compile(r"\bthe two\b", re.IGNORECASE)
_SEASON = re.compile(
    rf"\b(?:by|during|in|early|last|late|next|of|since|that|the|this|until) ({either(SEASONS.values())})\b",
    re.IGNORECASE,
)
_LATER = re.compile(
    rf"\b(?:\d+|{either(NUMBERS)}) (?:year|decade)s? (?:later|earlier|before|after|afterwards)\b",
    re.IGNORECASE,
)
_BEFORE_PLACES = frozenset("in across throughout the".split())
"""What stands before a place or a body, and seldom before a person's name."""
_INITIALED = re.compile(r"\w[\w-]*|[^\w\s]")
_WITHIN_NAMES = frozenset("of for the and on".split())
_LONGEST_NAME = 6
"""Words of a name that has initials."""
_ALIKE = 4
"""Letters that two forms of a name have in common: Serbs and Serbia."""


@dataclass(frozen=True)
class Backing:
    """What a sentence rests on: whose words it cites, who passes them on, and what stands there."""

    quotes: str
    """The words cited."""
    near: str
    """These with the sentences before and after them."""
    text: str
    """What the model was given of their articles."""
    about: str = ""
    """What else may be named: the records of the articles, and the question. It proves no number."""
    dates: str = ""
    """When the articles were published: code can tell that, too."""
    owners: frozenset[str] = frozenset()
    perhaps: frozenset[str] = frozenset()
    """Those who may hold it, too: the voice, where it is not certain that it reports somebody else's view."""
    tellers: frozenset[str] = frozenset()
    """Those who only report: they may be named as reporting."""
    known: frozenset[str] = field(default=frozenset(), repr=False)
    """People whose names are recognised wherever they stand."""
    places: frozenset[str] = field(default=frozenset(), repr=False)
    """Places and bodies, folded, that any passage names which the model was given."""
    common: frozenset[str] = field(default=frozenset(), repr=False)
    """Words that are no names where they begin a sentence: elsewhere they stand without a capital."""
    vocabulary: frozenset[str] = field(default=frozenset(), repr=False)
    """Words of English, folded: one that begins a sentence is a name only where a person's would stand."""

    @classmethod
    def joined(cls, backings: Sequence[Backing]) -> Backing:
        """The backing of a sentence that rests on several views."""
        if len(backings) == 1:  # which has its words already
            return backings[0]
        values: dict[str, Any] = {}
        for each in fields(cls):
            held = [getattr(backing, each.name) for backing in backings]
            is_text = isinstance(held[0], str)
            values[each.name] = "\n".join(dict.fromkeys(held)) if is_text else frozenset().union(*held)
        return cls(**values)

    def check(self, sentence: str, *, english: bool = True) -> Check:
        """Whether everything named, counted, dated and quoted stands there, and whom it credits.

        Of a sentence that is not `english` only digits, quotations, links and known people are looked at:
        German writes every noun with a capital.
        """
        people = self._people(sentence)
        if self._links_or_misquotes(sentence) or not self.has(sentence):
            return "wrong"
        doubtful = bool(people) and not self._credits(people[0], sentence)
        if not english:
            return "doubtful" if doubtful else "clear"
        doubtful = doubtful and not _is_matter(people[0], sentence)
        strangers = self._strangers(sentence)
        if any(
            len(name) > 1 and not any(self._stands(word, frozenset()) for word in name) for name in strangers
        ):
            return "wrong"
        return "doubtful" if strangers or doubtful or not self._numbers_stand(sentence) else "clear"

    def has(self, sentence: str) -> bool:
        """Whether the figures of a sentence in any language stand there, and the known people it names."""
        allowed = self._owned | {surname(name) for name in self.tellers} | self._words
        return allowed.issuperset(self._people(sentence)) and self._figures_stand(sentence)

    def names_stand(self, sentence: str) -> bool:
        """Whether every word with a capital, but for the first, stands in what may be named."""
        initials = _initials(sentence) & self._words
        words = [match[0] for match in _NAME.finditer(sentence)]
        named = (word for word in words[1:] if word[0].isupper() and folded(word) not in _PLAIN)
        return all(self._stands(word, initials) for word in named)

    def _links_or_misquotes(self, sentence: str) -> bool:
        quoted = _QUOTED.findall(sentence)
        if LINK.search(sentence) or 2 * len(quoted) != len(_QUOTATION_MARK.findall(sentence)):
            return True
        return bool(quoted) and not all(map(Text(self.text).holds, quoted))

    def _without_spans(self, sentence: str) -> str:
        """The sentence without "two years later", where years stated lie so far apart, or none are stated."""
        years = [int(number) for number in in_digits(f"{self.text}\n{self.dates}") if _YEAR.fullmatch(number)]
        apart = {abs(one - other) for one in years for other in years if one != other}

        def kept(span: re.Match[str]) -> str:
            length = int(next(iter(in_words(span[0]) or in_digits(span[0])), 1))
            return span[0] if apart and length not in apart else ""

        return _LATER.sub(kept, sentence)

    def _figures_stand(self, sentence: str) -> bool:
        return in_digits(self._without_spans(sentence)) <= stated(f"{self.text}\n{self.quotes}\n{self.dates}")

    def _numbers_stand(self, sentence: str) -> bool:
        """Whether its numbers, and its seasons, months and days of the week, stand in or by the words cited.

        A year may stand elsewhere in the article. "Three authors" is said of three who hold the view, "the
        two" of two who are known, and a fraction may stand there as a percentage.
        """
        sentence = _THE_TWO.sub("", self._without_spans(sentence))
        dated = {word for word in _words(sentence) if word in DATE_WORDS and word != "may"}
        dated |= {season.lower() for season in _SEASON.findall(sentence)}
        dates = set(_words(f"{self.near}\n{self.dates}"))
        dates |= {season for month, season in SEASONS.items() if month in dates and month != "may"}
        figures = {number for number in in_digits(sentence) if not _YEAR.fullmatch(number)}
        near = stated(self.near)
        days = in_digits(self.dates) if dated else frozenset()
        counted = in_words(without_shares(sentence, self.near))
        return counted <= near | {str(len(self.owners))} and figures <= near | days and dated <= dates

    def _people(self, sentence: str) -> list[str]:
        """The surnames of known people in it, in their order."""
        surnames = {surname(name) for name in self.known | self.owners | self.tellers}
        capitals = (match[0] for match in _NAME.finditer(sentence) if match[0][0].isupper())
        return [name for name in map(folded, capitals) if name in surnames]

    def _credits(self, first: str, sentence: str) -> bool:
        """Whether the first that is named holds the view, or reports it of those who are named then."""
        reports = first in {surname(name) for name in self.tellers}
        holders = self._owned | {surname(name) for name in self.perhaps}
        return first in holders or (
            reports and not _states(self._owned).isdisjoint(_states(_words(sentence)))
        )

    @cached_property
    def _owned(self) -> frozenset[str]:
        return frozenset(word for name in self.owners for word in folded(name).split() if word not in _PLAIN)

    @cached_property
    def _words(self) -> frozenset[str]:
        """The words of all that may be named, and the initials of its long names."""
        text = (
            f"{self.text}\n{self.quotes}\n{self.about}\n{self.dates}\n{' '.join(self.owners | self.tellers)}"
        )
        return frozenset(_words(text)) | _initials(text)

    @cached_property
    def _states(self) -> frozenset[str]:
        """The states that are named there, by whatever stands for them: Russia by the Kremlin."""
        written_out = (name for name in WRITTEN_OUT if self._words.issuperset(name.split()))
        return _states((*self._words, *written_out))

    def _strangers(self, sentence: str) -> list[list[str]]:
        """The names in it, by their words, of which a word stands nowhere."""
        for name, state in WRITTEN_OUT.items():
            sentence = re.sub(rf"\b{name}\b", state.capitalize(), sentence, flags=re.IGNORECASE)
        initials = _initials(sentence) & self._words
        names: list[list[str]] = [[]]
        end = 0
        for match in _NAME.finditer(sentence):
            word = match[0]
            if sentence[end : match.start()].strip():  # a name does not go over a comma
                names.append([])
            end = match.end()
            if word[0].isupper() and folded(word) not in _PLAIN and not self._opens(match):
                names[-1].append(word)
            else:
                names.append([])
        return [
            name
            for name in names
            if not all(self._stands(word, initials) for word in name) and not self._placed(name)
        ]

    def _placed(self, name: Sequence[str]) -> bool:
        """Whether it is a place or a body that another passage names, as a whole and no known person."""
        words = [folded(word.replace(".", "")) for word in name]
        people = {word for known in self.known for word in folded(known).split()}
        if not people.isdisjoint(words):
            return False
        whole = " ".join(words)
        if any(f" {whole} " in f" {place} " for place in self.places):
            return True
        return len(words) == 1 and any(
            _akin(whole, place) or NAMED_AS.get(place, place) == NAMED_AS.get(whole, whole)
            for place in self.places
        )

    def _opens(self, word: re.Match[str]) -> bool:
        """Whether a word has its capital from the beginning of the sentence: "Trying to", "According to"."""
        begins = not word.string[: word.start()].strip(" \"“'‘(")
        if not begins or folded(word[0]) in self.common or word[0].endswith("ing"):
            return begins
        return folded(word[0]) in self.vocabulary and not _named(word)

    def _stands(self, word: str, initials: frozenset[str]) -> bool:
        fold = folded(word.replace(".", ""))
        return (
            fold in self._words
            or NAMED_AS.get(fold, fold) in self._states
            or any(len(name) > 1 and fold[0] in name for name in initials)
            or any(_akin(fold, other) for other in self._words)
        )


def places(texts: Iterable[str]) -> frozenset[str]:
    """The names, folded, that are no person's: after "in" or "the", or in capitals throughout.

    >>> sorted(places(["In Upper Ansel the Harbour Union, in Birk's view, heeds the Birk plan of ILO."]))
    ['harbour union', 'ilo', 'upper ansel']
    """
    return frozenset(folded(name) for text in texts for name in _places(text))


def _places(text: str) -> Iterator[str]:
    runs: list[tuple[str, list[re.Match[str]]]] = []
    before: re.Match[str] | None = None
    for word in _NAME.finditer(text):
        if word[0].isupper() and len(word[0]) > 1:
            yield word[0]
        if before and word[0][0].isupper() and text[before.end() : word.start()] == " ":
            if runs and runs[-1][1][-1] is before:
                runs[-1][1].append(word)
            elif folded(before[0]) in _BEFORE_PLACES:
                runs.append((folded(before[0]), [word]))
        before = word
    for opener, run in runs:
        end = run[-1].end()
        follows = _NAME.match(text, end + 1)
        # "in Birk's view", "the Birk plan": these may be a person's.
        named = opener == "the" and follows and folded(follows[0]) not in _PLAIN
        if not named and text[end : end + 2] not in ("'s", "’s"):
            yield text[run[0].start() : end]


def _named(word: re.Match[str]) -> bool:
    """Whether a word with a capital stands where a person's name may: "Birk fears it", "Birk, too"."""
    follows = _NAME.match(word.string, word.end() + 1)
    if follows is None or word.string[word.end()] != " ":
        return True
    return follows[0][0].isupper() or folded(follows[0]) in _PREDICATES


def common_words(texts: Iterable[str]) -> frozenset[str]:
    """The words, folded, that stand without a capital in some texts."""
    return frozenset(
        folded(match[0]) for text in texts for match in _NAME.finditer(text) if match[0][0].islower()
    )


def _words(text: str) -> list[str]:
    return [folded(match[0].replace(".", "")) for match in _NAME.finditer(text)]


def _initials(text: str) -> frozenset[str]:
    """The initials of names of several words, and of parts of them: EU of "the European Union"."""
    runs = [""]
    for word in _INITIALED.findall(text):
        if word[0].isupper():
            runs[-1] += word[0].lower()
        elif word not in _WITHIN_NAMES:
            runs.append("")
    lengths = range(2, _LONGEST_NAME + 1)
    return frozenset(
        run[at : at + length] for run in runs for length in lengths for at in range(len(run) - length + 1)
    )


def _is_matter(who: str, sentence: str) -> bool:
    """Whether a person is what a sentence is about, not whose view it is: "It cost Birk his office"."""
    words = list(_NAME.finditer(sentence))
    name = next(word for word in words if word[0][0].isupper() and folded(word[0]) == who)
    before = [word[0] for word in words if word.end() < name.start() and word[0][0].islower()]
    return any(word not in _NO_MATTER and not is_role(word) for word in before) and not _named(name)


def _states(words: Iterable[str]) -> frozenset[str]:
    """The words, with the states that some of them stand for.

    >>> sorted(_states(["kremlin", "waits"]))
    ['kremlin', 'russia', 'waits']
    """
    return frozenset(form for word in words for form in (word, NAMED_AS.get(word, word)))


def _akin(one: str, other: str) -> bool:
    """Whether two words are forms of one name.

    >>> _akin("serbs", "serbia"), _akin("kosovar", "kosovo"), _akin("austria", "australia")
    (True, True, False)
    """
    shared = 0
    for letter, another in zip(one, other, strict=False):
        if letter != another:
            break
        shared += 1
    return shared >= _ALIKE and shared >= min(len(one), len(other)) - 1
