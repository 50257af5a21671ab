"""Which quotes bear on a question, judged by hand, quote by quote.

The file holds for each case and article the openings of sentences that were judged: `bears` or `does_not`.
Whoever judged saw the question, the article and the sentence, not how it came to be chosen. Both halves of
the cases are judged; a sentence that is shown and was never judged counts as not bearing, and is counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml
from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from assistant.answers import Answer, Quote, Viewpoint
from assistant.errors import AssistantError

JUDGEMENTS = Path(__file__).with_suffix(".yaml")


@dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class Judged:
    """Openings of the sentences of one article, by what was found of them."""

    bears: tuple[str, ...] = ()
    does_not: tuple[str, ...] = ()

    def of(self, quote: Quote) -> bool | None:
        """Whether a quote bears on the question, as one of its sentences does; None where none was judged."""
        if any(opening in quote.text for opening in self.bears):
            return True
        return False if any(opening in quote.text for opening in self.does_not) else None


Judgements = Mapping[str, Mapping[str, Judged]]
"""By case and by article."""


def load(path: Path = JUDGEMENTS) -> Judgements:
    """The judgements of a file; AssistantError where it cannot be read."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        return TypeAdapter(dict[str, dict[str, Judged]]).validate_python(data)
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise AssistantError(f"The judgements in {path.name!r} cannot be read: {error}.") from error


@cache
def judged_by_hand() -> Judgements:
    """The project's own judgements, read once."""
    return load(JUDGEMENTS)


def bearing(case_id: str, answer: Answer, judgements: Judgements) -> tuple[tuple[Viewpoint, bool], ...]:
    """Each viewpoint shown, and whether a quote of it bears on the question; none for a case not judged."""
    judged = judgements.get(case_id)
    if judged is None:
        return ()
    return tuple((view, any(_of(judged, view))) for view in answer.viewpoints)


def unjudged(case_id: str, answer: Answer, judgements: Judgements) -> tuple[tuple[str, str], ...]:
    """Article and words of the quotes that are shown for a judged case and were never judged."""
    judged = judgements.get(case_id)
    if judged is None:
        return ()
    return tuple(
        (view.record.article_id, quote.text)
        for view in answer.viewpoints
        for quote, found in zip(view.quotes, _of(judged, view), strict=True)
        if found is None
    )


def _of(judged: Mapping[str, Judged], view: Viewpoint) -> list[bool | None]:
    own = judged.get(view.record.article_id, Judged())
    return [own.of(quote) for quote in view.quotes]
