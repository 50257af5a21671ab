"""The overview a model wrote: its sentences, what each cites, and whether it counts the voices rightly."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import count as counting

from assistant.answers import Viewpoint
from assistant.generation.figures import in_digits, in_words
from assistant.lexicon import NUMBERS, either
from assistant.names import folded
from assistant.reading.sentences import sentences

CITATION = re.compile(r"(?:\s*(?:\[+(?:[^\[\]\d]*\d[^\[\]]*|\s*)\]+|【[^【】]*】))+")
"""Source keys or ids in brackets, with the space before them; words that somebody put in have no digit."""
_AFTER_THE_STOP = re.compile(rf"([.!?…]+[\"”’]?)({CITATION.pattern})")
_BESIDE_KEYS = frozenset("source sources key keys and see &".split())
_BARE_KEY = re.compile(r"\b[a-z]\d[a-z]\d\b")
_NAMES_NOBODY = frozenset("he she they his her hers their theirs".split())
_MARK = re.compile(r"\s*\x00(\d+)\x00")
_VOICES = (
    r"(?:\s+(?:other|different|of\s+the(?:se)?))?\s+(?:authors?|writers?|voices?|commentators?|analysts?|experts?|"
    r"scholars|speakers?|articles?|people|sources?|(?=here\b))"
)
_COUNT = re.compile(
    rf"\b(?P<number>\d+|{either(word for word, value in NUMBERS.items() if value > 1)}){_VOICES}\b"
    rf"|\b(?P<most>most|(?:a|the)\s+majority)(?:\s+of)?(?:\s+the(?:se)?)?{_VOICES}"
    rf"|\b(?P<all>all|every|both)(?:\s+of)?(?:\s+the(?:se)?)?{_VOICES}|\b(?P<everyone>everyone|everybody)\b"
    r"|\b(?P<alone>(?:only|just)(?=\s+(?-i:[A-ZÀ-Ž]))|alone\b|nobody|no\s+one|none\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the overview with the views it rests on."""

    text: str
    """Without its keys, for reading."""
    marked: str
    """With a mark in the place of each group of keys."""
    cited: tuple[tuple[int, ...], ...]
    """For each mark, which of the views; all together, what the sentence rests on."""

    @property
    def views(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(view for group in self.cited for view in group))

    @property
    def leans(self) -> bool:
        """Whether it begins with somebody who is named in the sentence before: "She adds…"."""
        first = re.match(r"\W*(\w+)", self.text)
        return first is not None and folded(first[1]) in _NAMES_NOBODY

    def numbered(self, numbers: Callable[[int], Iterable[int]]) -> str:
        """The sentence with the citation numbers of its views; `numbers` gives those of one."""

        def shown(mark: re.Match[str]) -> str:
            group = self.cited[int(mark[1])]
            return " " + "".join(f"[{number}]" for view in group for number in numbers(view))

        return _MARK.sub(shown, self.marked)


Look = Callable[[str, str], Sequence[int]]
"""The views that a key or an id stands for in a sentence, which may name some of them."""


def parsed(text: str, look: Look) -> tuple[Sentence | None, ...]:
    """The sentences; None for one that cites no view, or what was not given."""
    prepared = _AFTER_THE_STOP.sub(r"\2\1", " ".join(text.replace("\x00", " ").split()))
    return tuple(_sentence(prepared[start:end], look) for start, end in sentences(prepared))


def _sentence(words: str, look: Look) -> Sentence | None:
    plain = CITATION.sub("", words)
    cited = [[look(key, plain) for key in _keys(marks[0])] for marks in CITATION.finditer(words)]
    if not cited or not all(all(group) for group in cited):
        return None
    if _BARE_KEY.search(plain) or not any(map(str.isalpha, plain)):
        return None
    number = counting()
    marked = CITATION.sub(lambda _: f" \x00{next(number)}\x00", words)
    groups = tuple(tuple(dict.fromkeys(view for views in group for view in views)) for group in cited)
    return Sentence(plain, marked.strip(), groups)


def _keys(marks: str) -> list[str]:
    words = re.findall(r"[^\s,;:\[\]【】]+", marks)
    return [word for word in words if word.lower() not in _BESIDE_KEYS] or [""]


def without_counts(text: str) -> str:
    """The sentence without the numbers that count voices: they need not stand in any article."""
    return _COUNT.sub(lambda count: "they" if count.start() else "They", text)


def counts_rightly(sentence: Sentence, views: Sequence[Viewpoint]) -> bool:
    """Whether a sentence that counts voices cites just so many of those of the `views`."""
    cited = {_voice(views[view]) for view in sentence.views}
    everyone = {_voice(view) for view in views}
    for count in _COUNT.finditer(sentence.text):
        if count["alone"]:
            return False
        if count["number"] and str(len(cited)) not in in_digits(count["number"]) | in_words(count["number"]):
            return False
        if count["most"] and not 2 * len(cited) > len(everyone):
            return False
        if count["everyone"] or count["all"]:
            both = (count["all"] or "").lower() == "both"
            if len(cited) != (2 if both else len(everyone)):
                return False
    return True


def _voice(view: Viewpoint) -> str:
    return view.speaker or view.record.article_id
