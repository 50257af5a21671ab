"""Remarks of readers on an answer or on one of its views, and what became of them: values and their words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.answers import Answer, Viewpoint

Place = Literal["web", "slack"]
Complaint = Literal[
    "wrong_person", "wrong_date", "wrong_side", "not_in_source", "missing_view", "not_answered"
]
COMPLAINTS: tuple[Complaint, ...] = get_args(Complaint)
WORDING: dict[Complaint, str] = {
    "wrong_person": "wrong person",
    "wrong_date": "wrong date",
    "wrong_side": "wrong side",
    "not_in_source": "not what the source says",
    "missing_view": "missing view",
    "not_answered": "not answered",
}
"""The complaints in a reader's words."""
OF_ANSWERS: Complaint = "not_answered"
"""The one complaint that no single view can give cause for."""
LONGEST_COMMENT = 3_000
"""Characters: what a text field of Slack holds."""

Outcome = Literal["looked_at", "mended", "unchanged"]
OUTCOMES: dict[Outcome, str] = {
    "looked_at": "looked at",
    "mended": "mended",
    "unchanged": "stays as it is",
}
"""What can become of a remark, in an admin's words."""
LONGEST_REPLY = 500
"""Characters of the line that goes with an outcome."""

Kind = Literal["helpful", Complaint]
KINDS = dict[Kind, str]([("helpful", "helpful"), *WORDING.items()])
State = Literal["open", "closed"]
"""Closed is what was marked, open is a complaint that was not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which remarks are wanted."""

    since: str | None = None
    """YYYY, YYYY-MM or YYYY-MM-DD, UTC."""
    kind: Kind | None = None
    state: State | None = None


EVERYTHING = Selection()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What one reader said of one answer, or of one view in it, last."""

    id: str
    """Another one for each remark, also where it takes the place of an earlier one."""
    answer_id: str
    viewpoint: int | None = None
    """The first citation number of the view; None for the answer as a whole."""
    date: str
    """When it was said: ISO 8601, UTC, to the millisecond."""
    place: Place
    """Where the reader saw it."""
    helpful: bool
    complaints: tuple[Complaint, ...] = ()
    comment: str = ""
    outcome: Outcome | None = None
    """What became of it, where an admin has marked it."""
    reply: str = ""
    """The admin's line for the reader."""
    answer: Answer

    @property
    def view(self) -> Viewpoint | None:
        """The view of which it was said; None for the answer as a whole."""
        return None if self.viewpoint is None else cited(self.answer, self.viewpoint)


def cited(answer: Answer, citation: int) -> Viewpoint | None:
    """The view, or nearest passage, of an answer that is quoted under a number."""
    views = (*answer.viewpoints, *answer.nearest)
    return next((view for view in views if any(it.citation == citation for it in view.quotes)), None)


def said_words(*, helpful: bool, complaints: tuple[Complaint, ...]) -> str:
    """What was said, in a few words.

    >>> said_words(helpful=False, complaints=("wrong_date",)), said_words(helpful=True, complaints=())
    ('not right (wrong date)', 'helpful')
    """
    named = ", ".join(WORDING[each] for each in WORDING if each in complaints)
    return "helpful" if helpful else "not right" + (f" ({named})" if named else "")


def outcome_line(said: Feedback) -> str:
    """What became of a remark, for the reader who made it; empty where it is not marked yet."""
    if said.outcome is None:
        return ""
    words = said_words(helpful=said.helpful, complaints=said.complaints)
    reply = f": “{said.reply}”" if said.reply else "."
    return f"You said: {words}. What became of it: {OUTCOMES[said.outcome]}{reply}"


def checked(complaints: tuple[Complaint, ...], helpful: bool, viewpoint: int | None) -> tuple[Complaint, ...]:
    """The complaints in their fixed order, each once; raises `AssistantError` for what cannot be meant."""
    if unknown := sorted(set(complaints) - set(COMPLAINTS)):
        raise AssistantError(f"{unknown[0]!r} is no complaint: there are {', '.join(COMPLAINTS)}")
    if complaints and helpful:
        raise AssistantError("an answer that was helpful has no complaints: leave one or the other away")
    if viewpoint is not None and OF_ANSWERS in complaints:
        raise AssistantError(f"{OF_ANSWERS!r} is said of a whole answer, not of one view in it")
    return tuple(each for each in COMPLAINTS if each in complaints)


def within(text: str, longest: int, what: str) -> str:
    """The text as it is kept; raises `AssistantError` where it is too long."""
    if len(text) > longest:
        raise AssistantError(f"a {what} may have {longest:,} characters: shorten it")
    return storable(text.strip())


def storable(text: str) -> str:
    """The text with a mark for each half of a character, which no file can hold."""
    return text.encode("utf-8", "replace").decode()
