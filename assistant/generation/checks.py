"""What code can tell of a model's sentence: whether its names, figures, dates and credit stand where it says.

What it means is for a `Verifier`. So a sentence is left out for what no reader of it could mend, a figure or
a person that stands nowhere; all else that seems wrong is only a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from assistant.generation.figures import in_digits, in_words
from assistant.index.metonyms import STATE
from assistant.lexicon import CLAUSE_OPENERS, DATE_WORDS, FUNCTION_WORDS, LINKERS, PREPOSITIONS, TITLES
from assistant.names import folded, surname
from assistant.reading.quote_matching import Text

Check = Literal["clear", "doubtful", "wrong"]

LINK = re.compile(r"https?:|www\.|!\[|\]\(|<\w", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”»«]")
_QUOTATION_MARK = re.compile(r"[\"“”„«»]")
_NAME = re.compile(r"[^\W\d_](?:[\w.]*\w)?(?:[’'](?!s\b)\w+)*")
_PLAIN = FUNCTION_WORDS | CLAUSE_OPENERS | LINKERS | PREPOSITIONS | TITLES
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
    tellers: frozenset[str] = frozenset()
    """Those who only report: they may be named as reporting."""
    known: frozenset[str] = field(default=frozenset(), repr=False)
    """People whose names are recognised wherever they stand."""
    common: frozenset[str] = field(default=frozenset(), repr=False)
    """Words that are no names where they begin a sentence: elsewhere they stand without a capital."""

    @classmethod
    def joined(cls, backings: Sequence[Backing]) -> Backing:
        """The backing of a sentence that rests on several views."""

        def together(texts: Iterable[str]) -> str:
            return "\n".join(dict.fromkeys(texts))

        return cls(
            quotes=together(each.quotes for each in backings),
            near=together(each.near for each in backings),
            text=together(each.text for each in backings),
            about=together(each.about for each in backings),
            dates=together(each.dates for each in backings),
            owners=frozenset().union(*(each.owners for each in backings)),
            tellers=frozenset().union(*(each.tellers for each in backings)),
            known=frozenset().union(*(each.known for each in backings)),
            common=frozenset().union(*(each.common for each in backings)),
        )

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

    def _figures_stand(self, sentence: str) -> bool:
        stated = in_digits(f"{self.text}\n{self.quotes}\n{self.dates}")
        return all(number in stated | in_words(self.text) for number in in_digits(sentence))

    def _numbers_stand(self, sentence: str) -> bool:
        """Whether its number words, and its months and days of the week, stand in or by the words cited.

        "The two authors" is said of two who hold the view.
        """
        dated = {word for word in _words(sentence) if word in DATE_WORDS and word != "may"}
        dates = set(_words(f"{self.near}\n{self.dates}"))
        stated = in_digits(self.near) | in_words(self.near) | {str(len(self.owners))}
        return in_words(sentence) <= stated and dated <= dates

    def _people(self, sentence: str) -> list[str]:
        """The surnames of known people in it, in their order."""
        surnames = {surname(name) for name in self.known | self.owners | self.tellers}
        capitals = (match[0] for match in _NAME.finditer(sentence) if match[0][0].isupper())
        return [name for name in map(folded, capitals) if name in surnames]

    def _credits(self, first: str, sentence: str) -> bool:
        """Whether the first that is named holds the view, or reports it of those who are named then."""
        reports = first in {surname(name) for name in self.tellers}
        return first in self._owned or (reports and not self._owned.isdisjoint(_words(sentence)))

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
        return frozenset(STATE[word] for word in self._words if word in STATE) | self._words

    def _strangers(self, sentence: str) -> list[list[str]]:
        """The names in it, by their words, of which a word stands nowhere."""
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
        return [name for name in names if not all(self._stands(word, initials) for word in name)]

    def _opens(self, word: re.Match[str]) -> bool:
        """Whether a word has its capital from the beginning of the sentence: "Trying to", "According to"."""
        begins = not word.string[: word.start()].strip(" \"“'‘(")
        return begins and (folded(word[0]) in self.common or word[0].endswith("ing"))

    def _stands(self, word: str, initials: frozenset[str]) -> bool:
        fold = folded(word.replace(".", ""))
        return (
            fold in self._words
            or STATE.get(fold, fold) in self._states
            or any(len(name) > 1 and fold[0] in name for name in initials)
            or any(_akin(fold, other) for other in self._words)
        )


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
