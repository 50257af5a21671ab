"""A question made to stand alone in the articles' language by the model, and checked by code.

It may lean on its conversation, or be in another language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answers import Answer, Turn, Viewpoint
from assistant.errors import ChatModelError
from assistant.generation.prompting import SHARE, asked_for, request
from assistant.generation.protocol import objects
from assistant.generation.reply import Budget, ChatModel
from assistant.generation.sources import harmless
from assistant.languages import called
from assistant.names import folded, surname

LONGEST = 400
"""Characters of a question, before and after."""
_TURNS = 6
_LONGEST_ANSWER = 1_000
"""Characters of an answer in plain text that are read."""
_UNFIT = "The chat model's wording of the question did not fit the conversation"
# Words that may point back; one too many costs a short call, one too few leaves the question to the code.
_POINTS_BACK = re.compile(
    r"\b(?:he|him|his|she|hers?|they|them|theirs?|its?|this|that|these|those|there|then|both|n?either|former|"
    r"latter|same|else|others?|another|instead|too|also|again|still|more|first|second|last)\b"
    r"|^\W*(?:and|but|or|so|really|what about|how about)\b|\b(?:why|how|who|when|where)(?: not| so)?\W*$",
    re.IGNORECASE,
)
_FEW = 3
"""Words that can hardly be a whole question."""
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s)\W*$")
_MARKUP = re.compile(r"[<>{}\[\]|\\]|https?:|www\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Condensed:
    """What came of asking the model; `question` is None where the resolution without it is to be used."""

    question: str | None = None
    language: str | None = None
    """In which the reader asks, by its English name."""
    note: str | None = None
    """What failed, for readers."""


def points_back(question: str) -> bool:
    """Whether the question may mean something that was said before it.

    >>> points_back("Was he still of that opinion?"), points_back("Who wants the old ferry to stay?")
    (True, False)
    """
    return len(question.split()) <= _FEW or _POINTS_BACK.search(question) is not None


def condensed(
    question: str,
    history: Sequence[Turn],
    model: ChatModel,
    budget: Budget,
    people: Sequence[str] = (),
    *,
    into: str = "English",
    seems: str = "English",
) -> Condensed:
    """The question in words that need no conversation, and in the language `into`.

    `seems` is the language that it seems to be in, as far as code can tell.

    It may name no one and no number that neither the conversation nor the question names, and must keep
    those of the question. `people` are the names known here, recognised wherever they stand.
    """
    if len(question) > LONGEST or budget.calls < 2:
        return Condensed()
    told = tuple(_told(history))
    sent = request(
        "condense",
        conversation="\n".join(told),
        question=_line(question, LONGEST),
        language=into,
    )
    try:
        reply = next(objects(asked_for(sent, model, budget, share=SHARE)), {})
    except ChatModelError as error:
        return Condensed(note=f"{error}, so the question was understood without it.")
    written, language = (" ".join(str(reply.get(key) or "").split()) for key in ("question", "language"))
    spoken = called(language) or seems
    spoken = seems if spoken == into else spoken
    if folded(written) == folded(question):
        return Condensed(language=spoken)
    fits = _fits if spoken == into else _translates
    if written and fits(written, question, "\n".join(told), people):
        return Condensed(written, spoken)
    return Condensed(language=spoken, note=f"{_UNFIT}, so the question was understood without it.")


def _told(history: Sequence[Turn]) -> Iterator[str]:
    """The conversation, a line for each question, for each view shown and for each answer in plain text."""
    for turn in history[-_TURNS:]:
        if isinstance(turn.answer, Answer):
            yield f"question: {_line(turn.answer.standalone_question, LONGEST)}"
            yield from dict.fromkeys(f"shown: {_shown(view)}" for view in turn.answer.viewpoints)
        else:
            yield f"question: {_line(turn.question, LONGEST)}"
            yield f"answer: {_line(turn.answer, _LONGEST_ANSWER)}"


def _shown(view: Viewpoint) -> str:
    record = view.record
    people = dict.fromkeys(name for name in (view.speaker, *record.people) if name)
    parts = (", ".join(people), record.title, record.publication, record.date_text)
    return _line("; ".join(part for part in parts if part), LONGEST)


def _line(text: str, longest: int) -> str:
    return " ".join(harmless(text[:longest]).split())


def _fits(written: str, question: str, conversation: str, people: Sequence[str]) -> bool:
    """Whether the wording is a question of its own that adds no name and number and loses none."""
    if len(written) > LONGEST or _MARKUP.search(written) or ("?" in question and "?" not in written):
        return False
    surnames = _surnames(people)
    given = set(map(_key, _WORD.findall(f"{conversation}\n{question}")))
    lost = set() if question.isupper() else _names(question, frozenset()) - set(_keys(written))
    return not lost and _names(written, surnames) <= given


def _translates(written: str, question: str, conversation: str, people: Sequence[str]) -> bool:
    """Whether a translation has the question's numbers, and names no more of the people known here.

    Which of its other words name somebody, no capitals tell across languages. A name may be spelt as it is
    spoken, "Džozef" for Joseph: then it stands for a word with a capital that the translation has not.
    """
    if len(written) > LONGEST or _MARKUP.search(written):
        return False
    surnames = _surnames(people)
    before, after = set(_keys(f"{conversation}\n{question}")), set(_keys(written))
    numbers = {word for word in after | set(_keys(question)) if any(map(str.isdigit, word))}
    kept = surnames & set(_keys(question)) <= after and numbers - set(_keys(conversation)) <= after & before
    added = (_names(written, surnames) & surnames) - before
    return kept and len(added) <= len(_names(question, frozenset()) - after)


def _surnames(people: Sequence[str]) -> frozenset[str]:
    return frozenset(_key(surname(person)) for person in people)


def _names(text: str, surnames: frozenset[str]) -> set[str]:
    """The words of a text that name somebody or something, and its numbers.

    Where capitals do not tell, at the beginning of a sentence or in a text without any, `surnames` do.
    """
    small = text == text.lower()
    found = set()
    for match in _WORD.finditer(text):
        word, opens = match.group(), _SENTENCE_START.search(text, 0, match.start()) is not None
        capital = word[0].isupper() and len(word) > 1
        if any(map(str.isdigit, word)) or (
            _key(word) in surnames if small or (capital and opens) else capital
        ):
            found.add(_key(word))
    return found


def _keys(text: str) -> Iterator[str]:
    return map(_key, _WORD.findall(text))


def _key(word: str) -> str:
    """A word as it is compared: without case, accents, genitive and plural."""
    return re.sub(r"'?s?'?$", "", folded(word))
