"""What a judge is asked, and how its reply is read."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from assistant.prompts import prompt

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

Kind = Literal["faithfulness", "agreement"]
SCALES: Mapping[Kind, Mapping[str, float]] = {
    "faithfulness": {"supported": 1.0, "partly": 0.5, "unsupported": 0.0},
    "agreement": {"stated": 1.0, "partly": 0.5, "missing": 0.0},
}
"""The grades of each kind, with what they count."""
NOTHING_SHOWN = "(no view is shown)"
_GRADE = re.compile(r"GRADE: ([a-z]+)")


@dataclass(frozen=True, slots=True)
class Request:
    """One thing to be graded: the rules, and the data they are to be applied to."""

    kind: Kind
    rules: str
    data: str

    @property
    def key(self) -> str:
        """Changes with every change of the rules or the data."""
        return hashlib.sha256(f"{self.rules}\0{self.data}".encode()).hexdigest()[:24]

    @property
    def messages(self) -> list[BaseMessage]:
        from langchain_core.messages import HumanMessage, SystemMessage

        return [SystemMessage(self.rules), HumanMessage(self.data)]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A judge's reply, read."""

    grade: str | None
    """None where the reply cannot be read."""
    why: str


def faithfulness(*, credited_to: str, voice: str, claim: str, quotes: Sequence[str]) -> Request:
    """Whether the quotes bear out the claim, and show that the one it is credited to holds it."""
    return _request(
        "faithfulness",
        credited_to=_line(credited_to),
        voice=_line(voice),
        claim=_line(claim),
        quotations="\n".join(f"- {_line(quote)}" for quote in quotes),
    )


def agreement(*, answer: str, speaker: str, point: str) -> Request:
    """Whether the answer, one view a line, makes the point as the speaker's view."""
    views = "\n".join(_line(view) for view in answer.splitlines() if view.strip())
    return _request("agreement", answer=views or NOTHING_SHOWN, speaker=_line(speaker), point=_line(point))


def verdict(kind: Kind, reply: str) -> Verdict:
    r"""What the last line of a reply grades, and the words before it.

    The last line decides, since a judge may quote a grade that stands in the data before it gives its own.

    >>> verdict("agreement", "He says so.\nGRADE: stated")
    Verdict(grade='stated', why='He says so.')
    >>> verdict("agreement", "GRADE: stated, I think").grade
    """
    *before, last = reply.strip().splitlines() or [""]
    found = _GRADE.fullmatch(last.strip())
    if found and found[1] in SCALES[kind]:
        return Verdict(found[1], _line(" ".join(before)))
    return Verdict(None, f"no grade in: {_line(reply)[:200]}" if reply.strip() else "an empty reply")


def _request(kind: Kind, **blanks: str) -> Request:
    rules = prompt(f"judge_{kind}_system").fill()
    return Request(kind, rules, prompt(f"judge_{kind}_question").fill(**blanks))


def _line(text: str) -> str:
    """Data on one line, without the signs that could open or close a part of the prompt."""
    return " ".join(text.split()).replace("<", "‹").replace(">", "›")
