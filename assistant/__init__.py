"""Answers questions from a folder of opinion articles: who holds which view, who wrote it, where and when.

    from assistant import Assistant, Scope, Turn

    assistant = Assistant.open(documents="documents")
    answer = assistant.ask("Should Kosovo be partitioned?", scope=Scope(since="2018"))
    for viewpoint in answer.viewpoints:
        print(viewpoint.speaker, viewpoint.record.date_text, viewpoint.quotes[0].text)

The names below are loaded when they are first asked for; `import assistant` alone costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.answering.assistant import Assistant
    from assistant.answers import Absence, Answer, Correction, Quote, Turn, Usage, Viewpoint
    from assistant.articles import Article, Passage, Record
    from assistant.citing.cite import cite
    from assistant.dates import PublicationDate
    from assistant.errors import AssistantError
    from assistant.events import (
        Event,
        Finished,
        PartReady,
        Searched,
        SummaryReady,
        ViewpointReady,
        ViewpointReplaced,
    )
    from assistant.scopes import Extent, Scope
    from assistant.settings import Settings

__all__ = [
    "Absence",
    "Answer",
    "Article",
    "Assistant",
    "AssistantError",
    "Correction",
    "Event",
    "Extent",
    "Finished",
    "PartReady",
    "Passage",
    "PublicationDate",
    "Quote",
    "Record",
    "Scope",
    "Searched",
    "Settings",
    "SummaryReady",
    "Turn",
    "Usage",
    "Viewpoint",
    "ViewpointReady",
    "ViewpointReplaced",
    "cite",
]

_HOMES = {
    "answering.assistant": ("Assistant",),
    "answers": ("Absence", "Answer", "Correction", "Quote", "Turn", "Usage", "Viewpoint"),
    "articles": ("Article", "Passage", "Record"),
    "citing.cite": ("cite",),
    "dates": ("PublicationDate",),
    "errors": ("AssistantError",),
    "events": (
        "Event",
        "Finished",
        "PartReady",
        "Searched",
        "SummaryReady",
        "ViewpointReady",
        "ViewpointReplaced",
    ),
    "scopes": ("Extent", "Scope"),
    "settings": ("Settings",),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
