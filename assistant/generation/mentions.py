"""Names in a model's sentence and in the words it rests on: whether they mean the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from assistant.index.metonyms import NAMED_AS, WRITTEN_OUT
from assistant.lexicon import (
    CLAUSE_OPENERS,
    FINITE_AUXILIARIES,
    FUNCTION_WORDS,
    LINKERS,
    NUMBERS,
    ORDINALS,
    PREPOSITIONS,
    REPORTING_VERBS,
    TITLES,
    finite_forms,
)
from assistant.names import folded

NAME = re.compile(r"[^\W\d_](?:[\w.]*\w)?(?:[’'](?!s\b)\w+)*")
PLAIN = FUNCTION_WORDS | CLAUSE_OPENERS | LINKERS | PREPOSITIONS | TITLES | NUMBERS.keys() | ORDINALS.keys()
"""Words that are no names, with a capital or without."""
_PREDICATES = finite_forms(REPORTING_VERBS) | FINITE_AUXILIARIES
_BEFORE_PLACES = frozenset("in across throughout the".split())
"""What stands before a place or a body, and seldom before a person's name."""
_INITIALED = re.compile(r"\w[\w-]*|[^\w\s]")
_WITHIN_NAMES = frozenset("of for the and on".split())
_LONGEST_NAME = 6
"""Words of a name that has initials."""
_ALIKE = 4
"""Letters that two forms of a name have in common: Serbs and Serbia."""
_STATES = frozenset(NAMED_AS.values())


class Mentions:
    """The words of a text, for telling whether it names what a sentence names."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def words(self) -> frozenset[str]:
        """The words, folded, and the initials of long names."""
        return frozenset(words(self._text)) | initials(self._text)

    @cached_property
    def _meant(self) -> frozenset[str]:
        """The words, with the states that some of them stand for: Russia by the Kremlin."""
        written_out = (name for name in WRITTEN_OUT if self.words.issuperset(name.split()))
        return states((*self.words, *written_out))

    def holds(self, word: str, short: Iterable[str] = ()) -> bool:
        """Whether a word stands there in a form of its own, or by what stands for the same state.

        `short` are initials that stand there: with "EU" also "European" does.
        """
        fold = folded(word.replace(".", ""))
        state = NAMED_AS.get(fold, fold)
        return (
            state in self._meant
            or fold in self.words
            or any(len(name) > 1 and fold[0] in name for name in short)
            or any(akin(state, other) or akin(fold, other) for other in self._meant)
        )


def is_state(word: str) -> bool:
    """Whether a folded word stands for a state, or is a form of the name of one.

    >>> is_state("kremlin"), is_state("serbian"), is_state("oakton")
    (True, True, False)
    """
    state = NAMED_AS.get(word, word)
    return state in _STATES or any(akin(state, other) for other in _STATES)


def with_states(text: str) -> str:
    """The text with a word in the place of what is written out: "Eu" for "the European Union"."""
    for name, state in WRITTEN_OUT.items():
        text = re.sub(rf"\b{name}\b", state.capitalize(), text, flags=re.IGNORECASE)
    return text


def places(texts: Iterable[str]) -> frozenset[str]:
    """The names, folded, that are no person's: after "in" or "the", or in capitals throughout.

    >>> sorted(places(["In Upper Ansel the Harbour Union, in Birk's view, heeds the Birk plan of ILO."]))
    ['harbour union', 'ilo', 'upper ansel']
    """
    return frozenset(folded(name) for text in texts for name in _places(text))


def _places(text: str) -> Iterator[str]:
    runs: list[tuple[str, list[re.Match[str]]]] = []
    before: re.Match[str] | None = None
    for word in NAME.finditer(text):
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
        follows = NAME.match(text, end + 1)
        # "in Birk's view", "the Birk plan": these may be a person's.
        named = opener == "the" and follows and folded(follows[0]) not in PLAIN
        if not named and text[end : end + 2] not in ("'s", "’s"):
            yield text[run[0].start() : end]


def stands_as_name(word: re.Match[str]) -> bool:
    """Whether a word with a capital stands where a person's name may: "Birk fears it", "Birk, too".

    In "the Birk-Vane talks" it does not.
    """
    follows = NAME.match(word.string, word.end() + 1)
    if follows is None or word.string[word.end()] != " ":
        return word.string[word.end() : word.end() + 1] not in ("-", "–")
    return follows[0][0].isupper() or folded(follows[0]) in _PREDICATES


def common_words(texts: Iterable[str]) -> frozenset[str]:
    """The words, folded, that stand without a capital in some texts."""
    return frozenset(
        folded(match[0]) for text in texts for match in NAME.finditer(text) if match[0][0].islower()
    )


def words(text: str) -> list[str]:
    """The words of a text, folded, in their order."""
    return [folded(match[0].replace(".", "")) for match in NAME.finditer(text)]


def initials(text: str) -> frozenset[str]:
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


def states(words: Iterable[str]) -> frozenset[str]:
    """The words, with the states that some of them stand for.

    >>> sorted(states(["kremlin", "waits"]))
    ['kremlin', 'russia', 'waits']
    """
    return frozenset(form for word in words for form in (word, NAMED_AS.get(word, word)))


def akin(one: str, other: str) -> bool:
    """Whether two words are forms of one name.

    >>> akin("serbs", "serbia"), akin("kosovar", "kosovo"), akin("austria", "australia")
    (True, True, False)
    """
    shared = 0
    for letter, another in zip(one, other, strict=False):
        if letter != another:
            break
        shared += 1
    return shared >= _ALIKE and shared >= min(len(one), len(other)) - 1
