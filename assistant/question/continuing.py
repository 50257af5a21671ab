"""Requests that name no matter: for more of an answer, "what else?", or for the same again, "as a table"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import dropwhile

from assistant.answers import Answer, Turn
from assistant.articles import listed
from assistant.lexicon import word_set
from assistant.question.masks import words
from assistant.question.topic import is_small_talk, without_small_talk

_POLITELY = r"(?:(?:and|ok(?:ay)?|yes|so|then|please|now)\b )*(?:(?:can|could|would) you (?:please )?)?"
_GIVE = r"(?:(?:show|tell|give|list|see)(?: me| us)? )?"
_OF_THEM = r"(?: (?:of (?:them|these|those|it)|articles|views|viewpoints|results|there))?"
_MORE = re.compile(
    rf"{_POLITELY}(?:{_GIVE}(?:some |any |the )?(?:\d+ )?(?:more|others|next(?: ones?| \d+)?){_OF_THEM}"
    rf"|(?:what|who|anything|anyone|anybody|something|somebody) (?:else|more)|continue|go on|keep going)"
    r"(?: please)?",
    re.IGNORECASE,
)
_ALL = re.compile(
    rf"{_POLITELY}(?:show|list|give|see)(?: me| us)? (?:(?:them )?all|everything|(?:all )?the rest){_OF_THEM}"
    rf"|{_POLITELY}(?:all{_OF_THEM}|(?:all )?the rest)",
    re.IGNORECASE,
)
_PEOPLE = re.compile(r"\b(?:who|any(?:one|body)|somebody|others)\b", re.IGNORECASE)

_REQUESTED = re.compile(
    r"^\W*(?:(?:can|could|would|will) you|(?:can|may|could) i|i(?:['’]d| would)?(?= (?:want|like|need)\b)|"
    r"what(?:['’]s| is| are| was| were))\b",
    re.IGNORECASE,
)
_FORMS = word_set("""
again repeat points bullets bullet table chart words verbatim quote quotes quoted quotation quotations
literally sentence sentences paragraph paragraphs short shorter brief briefly longer simple simpler plain
english format summary summarise summarize rephrase sources dates
""")
"""How an answer may be put."""
_LOST = re.compile(
    r"\W*(?:sorry,? )?i(?: have|['’]ve)?(?: just)? (?:lost|closed|missed|forgot|deleted) "
    r"(?:it|that|this|them|(?:the|my|your) \w+)\W*",
    re.IGNORECASE,
)
"""Why an answer is wanted again: "I lost the page."."""
_YEAR = re.compile(r"\b\d{4}\b")
_LARGEST_COUNT = 99
"""Of points or sentences; more is a year, or a number of other things."""
_PUTTING = word_set("""
a an the in into as of to for with by on and but or so ok okay please pls then now just only all once more
it this that them these those her his their its own exact exactly key main even much very same say give show
see time one two three five have get want like need me us tell put make write turn let let's there
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Continuation:
    """An earlier question asked once more, for what its answers did not show yet."""

    question: str
    history: tuple[Turn, ...]
    """The turns before that question."""
    after: Answer
    """The last answer to it."""
    everything: bool
    """Whether all that is left is asked for."""


def asks_for_more(text: str) -> bool:
    """Whether a text is a bare request for more of an answer.

    >>> [asks_for_more(text) for text in ("Tell me more, please.", "Show all", "What else does Birk say?")]
    [True, True, False]
    """
    text = without_small_talk(text)
    return _fits(_MORE, text) or _fits(_ALL, text)


def without_form(text: str) -> str:
    """What a text asks beside a form of the answer; empty where it asks for the same answer once more.

    Years beside a form stay: "a table for 2013" is "in 2013".

    >>> [without_form(text) for text in ("Her exact words?", "I lost it. Again?", "Is it safe? Dates.")]
    ['', '', 'Is it safe?']
    """
    sentences = re.finditer(r"[^.!?;]+[.!?;]*", text)
    asked = [part for part in sentences if not (is_small_talk(part[0]) or _LOST.fullmatch(part[0]))]
    kept = list(dropwhile(lambda part: _asks_for_form(part[0]), reversed(asked)))
    if len(kept) == len(asked):
        years = tuple(_YEAR.findall(text))
        return f"in {listed(years)}" if years and _asks_for_form(_YEAR.sub("", text)) else text
    return text[: kept[0].end()].strip() if kept else ""


def _asks_for_form(sentence: str) -> bool:
    own = {word.key for word in words(_REQUESTED.sub("", sentence))}
    own = {key for key in own if not (key.isdecimal() and int(key) <= _LARGEST_COUNT)}
    return bool(own & _FORMS) and own <= _FORMS | _PUTTING


def continuation(text: str, history: tuple[Turn, ...]) -> Continuation | None:
    """What a request for more continues; None where nothing was shown.

    "Who else?" after a question put to certain people asks for others than them, which is no continuation.
    """
    last = history[-1].answer if history else None
    if not isinstance(last, Answer) or (_PEOPLE.search(text) and last.understood.people):
        return None
    begun = len(history) - 1
    while begun and (asks_for_more(history[begun].question) or _repeats(history[begun], history[begun - 1])):
        begun -= 1
    return Continuation(
        question=history[begun].question,
        history=history[:begun],
        after=last,
        everything=_fits(_ALL, text),
    )


def _repeats(turn: Turn, before: Turn) -> bool:
    """Whether a turn shows the views of the one before it once more: shorter, or to a request for a form."""
    found, last = turn.answer, before.answer
    if not (isinstance(found, Answer) and isinstance(last, Answer)):
        return False
    same = bool(found.viewpoints) and found.viewpoints == last.viewpoints
    return found.shortened or (same and not without_form(turn.question))


def _fits(pattern: re.Pattern[str], text: str) -> bool:
    return pattern.fullmatch(" ".join(re.findall(r"\w+", text))) is not None
