"""Query: what a question asks for, once it is understood."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.scopes import Scope

_JUDGEMENT = re.compile(
    r"\W*(?:should|ought|must|would it be|(?:is|was) it (?:right|wrong|wise|good|better|fair|just))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Query:
    """What a question asks for."""

    standalone_question: str
    """The question, clear without the conversation before it."""
    scope: Scope = Scope()
    """Filters named in the question or carried over, by full known names."""
    subjects: tuple[str, ...] = ()
    """Known people the question is about, not for."""
    excluded: tuple[str, ...] = ()
    """People whose own views it does not ask for, since it asks for others'; never in `scope.people`."""
    articles: tuple[str, ...] = ()
    """Ids of the articles it is limited to: those of an earlier answer, or of the several times it names."""
    notes: tuple[str, ...] = ()
    """Sentences for readers: names not known here, wrong assumptions about who wrote what."""
    unknown: tuple[str, ...] = ()
    """People asked for as sources whom no record names."""
    topic: str = ""
    """What to search for; empty where `everything` is asked for, and for an empty question."""
    over_time: bool = False
    """Whether it asks how somebody's view changed, so that the earlier and the later one are wanted."""
    pleasantry: bool = False
    """Whether nothing is asked: "Thanks!"."""

    @property
    def asks_judgement(self) -> bool:
        """Whether it asks what is to be done, so for the writers' own views before what they report."""
        return bool(_JUDGEMENT.match(self.standalone_question))

    @property
    def everything(self) -> bool:
        """Whether no matter is named, so that all articles the filters admit are asked for."""
        return bool(self.standalone_question) and not self.topic
