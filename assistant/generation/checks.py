"""What code can tell of a model's sentence: whether its names, figures, dates and credit stand where it says.

What it means is for a `Verifier`. So a sentence is left out for what no reader of it could mend, a figure or
a person that stands nowhere; all else that seems wrong is only a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any, Literal

from assistant.generation.figures import counted, in_digits, in_words, stated, without_derived
from assistant.generation.mentions import (
    NAME,
    PLAIN,
    Mentions,
    akin,
    initials,
    is_state,
    stands_as_name,
    states,
    with_states,
    words,
)
from assistant.index.metonyms import NAMED_AS
from assistant.lexicon import DATE_WORDS, NUMBERS, SEASONS, VIEW_NOUNS, either, is_role, with_plurals
from assistant.names import folded, surname
from assistant.reading.quote_matching import Text

Check = Literal["clear", "doubtful", "wrong"]

LINK = re.compile(r"https?:|www\.|!\[|\]\(|<\w", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”»«]")
_QUOTATION_MARK = re.compile(r"[\"“”„«»]")
_NO_MATTER = PLAIN | with_plurals(VIEW_NOUNS) | {"according"}
"""Words before a name that leave it the name of who holds a view."""
_YEAR = re.compile(r"1\d{3}|20\d{2}")
_SEASON = re.compile(
    rf"\b(?:by|during|in|early|last|late|next|of|since|that|the|this|until) ({either(SEASONS.values())})\b",
    re.IGNORECASE,
)
_LATER = re.compile(
    rf"\b(?:\d+|{either(NUMBERS)}) (?:year|decade)s? (?:later|earlier|before|after|afterwards)\b",
    re.IGNORECASE,
)


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
    """What else may be named: titles, the question, and more of the articles. It proves no number."""
    record: str = ""
    """The people of the records, what they are, and the papers: as near as the words cited."""
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
    several: bool = False
    """Whether the words are of several views: then a sentence may leave out the names of one of them."""

    @classmethod
    def joined(cls, backings: Sequence[Backing]) -> Backing:
        """The backing of a sentence that rests on several views."""
        if len(backings) == 1:  # which has its words already
            return backings[0]
        values: dict[str, Any] = {}
        for each in fields(cls)[:-1]:  # but for `several`
            held = [getattr(backing, each.name) for backing in backings]
            is_text = isinstance(held[0], str)
            values[each.name] = "\n".join(dict.fromkeys(held)) if is_text else frozenset().union(*held)
        return cls(**values | {"several": True})

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
        if any(len(name) > 1 and not any(map(self._named.holds, name)) for name in strangers):
            return "wrong"
        doubtful = doubtful or bool(strangers) or (not self.several and self._names_another(sentence))
        return "doubtful" if doubtful or not self._numbers_stand(sentence) else "clear"

    def has(self, sentence: str) -> bool:
        """Whether the figures of a sentence in any language stand there, and the known people it names."""
        allowed = self._owned | {surname(name) for name in self.tellers} | self._named.words
        return allowed.issuperset(self._people(sentence)) and self._figures_stand(sentence)

    def names_stand(self, sentence: str) -> bool:
        """Whether every word with a capital, but for the first, stands in what may be named."""
        short = initials(sentence) & self._named.words
        found = [match[0] for match in NAME.finditer(sentence)]
        named = (word for word in found[1:] if word[0].isupper() and folded(word) not in PLAIN)
        return all(self._named.holds(word, short) for word in named)

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
        text = f"{self.text}\n{self.quotes}\n{self.dates}"
        return in_digits(without_derived(self._without_spans(sentence), text)) <= stated(text) | counted(text)

    def _numbers_stand(self, sentence: str) -> bool:
        """Whether its numbers, years, seasons, months and days of the week stand where it says.

        "Three authors" is said of three who hold the view, and what follows from numbers by the words cited
        stands there.
        """
        near = f"{self.quotes}\n{self.near}"
        article = f"{self.text}\n{near}"
        said = _numbers(without_derived(self._without_spans(sentence), near))
        cited, text, dates = map(_numbers, (self.quotes, article, self.dates))
        known = stated(self.quotes) | (dates.counts if said.days else set())
        elsewhere = stated(article) | counted(near) | {str(len(self.owners))}
        return (
            _in_place(said.counts - known, cited.counts - said.counts, elsewhere)
            and _in_place(said.years - cited.years - dates.years, cited.years - said.years, text.years)
            and _in_place(said.days - cited.days - dates.days, cited.days - said.days, text.days)
        )

    def _people(self, sentence: str) -> list[str]:
        """The surnames of known people in it, in their order."""
        surnames = {surname(name) for name in self.known | self.owners | self.tellers}
        capitals = (match[0] for match in NAME.finditer(sentence) if match[0][0].isupper())
        return [name for name in map(folded, capitals) if name in surnames]

    def _credits(self, first: str, sentence: str) -> bool:
        """Whether the first that is named holds the view, or reports it of those who are named then."""
        reports = first in {surname(name) for name in self.tellers}
        holders = self._owned | {surname(name) for name in self.perhaps}
        return first in holders or (reports and not states(self._owned).isdisjoint(states(words(sentence))))

    @cached_property
    def _owned(self) -> frozenset[str]:
        return frozenset(word for name in self.owners for word in folded(name).split() if word not in PLAIN)

    @cached_property
    def _named(self) -> Mentions:
        """All that may be named."""
        people = " ".join(self.owners | self.tellers)
        return Mentions(f"{self.text}\n{self.quotes}\n{self.record}\n{self.about}\n{self.dates}\n{people}")

    def _strangers(self, sentence: str) -> list[list[str]]:
        """The names in it, by their words, of which a word stands nowhere."""
        sentence = with_states(sentence)
        short = initials(sentence) & self._named.words
        names: list[list[str]] = [[]]
        end = 0
        for match in NAME.finditer(sentence):
            word = match[0]
            if sentence[end : match.start()].strip():  # a name does not go over a comma
                names.append([])
            end = match.end()
            if word[0].isupper() and folded(word) not in PLAIN and not self._opens(match):
                names[-1].append(word)
            else:
                names.append([])
        return [
            name
            for name in names
            if not all(self._named.holds(word, short) for word in name) and not self._placed(name)
        ]

    def _names_another(self, sentence: str) -> bool:
        """Whether it has a name that stands elsewhere in the place of one that the words cited have.

        Only names of one kind take each other's place: states, known people, and all others.
        """
        around = Mentions(with_states(f"{self.near}\n{self.quotes}\n{self.record}"))
        own = Mentions(with_states(sentence))
        said, cited = self._names(sentence), self._names(self.quotes)
        added = {self._kind(name) for name in said if not around.holds(name)}
        left_out = {self._kind(name) for name in cited if not own.holds(name)}
        return not added.isdisjoint(left_out)

    def _names(self, text: str) -> Iterator[str]:
        """The words of names in a text, folded, but for those who hold or report the view."""
        people = self._owned | {word for name in self.tellers | self.perhaps for word in folded(name).split()}
        for match in NAME.finditer(with_states(text)):
            fold = folded(match[0].replace(".", ""))
            if match[0][0].isupper() and not self._opens(match) and fold not in PLAIN | DATE_WORDS | people:
                yield fold

    def _kind(self, name: str) -> str:
        people = {word for known in self.known for word in folded(known).split()}
        return "state" if is_state(name) else "person" if name in people else "other"

    def _placed(self, name: Sequence[str]) -> bool:
        """Whether it is a place or a body that another passage names, as a whole and no known person."""
        folds = [folded(word.replace(".", "")) for word in name]
        people = {word for known in self.known for word in folded(known).split()}
        if not people.isdisjoint(folds):
            return False
        whole = " ".join(folds)
        if any(f" {whole} " in f" {place} " for place in self.places):
            return True
        return len(folds) == 1 and any(
            akin(whole, place) or NAMED_AS.get(place, place) == NAMED_AS.get(whole, whole)
            for place in self.places
        )

    def _opens(self, word: re.Match[str]) -> bool:
        """Whether a word has its capital from the beginning of the sentence: "Trying to", "According to"."""
        begins = not word.string[: word.start()].strip(" \"“'‘(")
        if not begins or folded(word[0]) in self.common or word[0].endswith("ing"):
            return begins
        return folded(word[0]) in self.vocabulary and not stands_as_name(word)


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The numbers of a text by their kinds, for telling what takes another's place."""

    counts: frozenset[str]
    years: frozenset[str]
    days: frozenset[str]
    """Months and days of the week, and seasons."""


def _numbers(text: str) -> _Numbers:
    digits = in_digits(text)
    years = frozenset(filter(_YEAR.fullmatch, digits))
    days = {word for word in words(text) if word in DATE_WORDS and word != "may"}
    days |= {season.lower() for season in _SEASON.findall(text)}
    days |= {SEASONS[day] for day in days & SEASONS.keys()}
    return _Numbers(in_words(text) | digits - years, years, frozenset(days))


def _in_place(said: frozenset[str], left_out: frozenset[str], text: frozenset[str]) -> bool:
    """Whether what is said beyond the words cited stands elsewhere, and in the place of nothing they say."""
    return said <= text and not (said and left_out)


def _is_matter(who: str, sentence: str) -> bool:
    """Whether a person is what a sentence is about, not whose view it is: "It cost Birk his office"."""
    found = list(NAME.finditer(sentence))
    name = next(word for word in found if word[0][0].isupper() and folded(word[0]) == who)
    before = [word[0] for word in found if word.end() < name.start() and word[0][0].islower()]
    return any(word not in _NO_MATTER and not is_role(word) for word in before) and not stands_as_name(name)
