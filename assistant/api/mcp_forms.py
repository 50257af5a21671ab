"""What the tools of the MCP server give: who holds which view, where and when, with the words."""

from __future__ import annotations

from typing import Self

from assistant.answers import Answer, ClaimCheck, Viewpoint
from assistant.api.record_form import Part
from assistant.articles import Form
from assistant.positions import Stance
from assistant.wording.byline import where_and_when, who


class Words(Part):
    """A quote: a slice of the article's text."""

    citation: int
    text: str
    start: int
    end: int
    translation: str | None
    """In the reader's language, in a chat model's words: no quote."""


class View(Part):
    """One source's view in one article. Credit it as `who` says, never otherwise."""

    who: str
    """Who holds the view, and who reports it, as in "realists, as reported by Timothy Less"."""
    where_and_when: str
    """Publication and date; what is not known is said to be missing."""
    speaker: str | None
    reported: bool
    """Whether it is somebody else's view than that of the article's own voice."""
    title: str
    article_id: str
    date: str | None
    url: str | None
    form: Form
    """`digest`: the words are a summary, not the author's own; do not set them in quotation marks."""
    stance: Stance | None
    claim: str | None
    """The view in a chat model's words."""
    claim_check: ClaimCheck | None
    """`unchecked`: nobody has graded whether the quotes bear the claim out; say so where you use it."""
    quotes: tuple[Words, ...]

    @classmethod
    def of(cls, viewpoint: Viewpoint) -> Self:
        quotes = [
            {
                **quote.to_dict(),
                "text": quote.shown,
                "translation": quote.translation and quote.translation.text,
            }
            for quote in viewpoint.quotes
        ]
        where = where_and_when(viewpoint.record)
        told = {"who": who(viewpoint), "where_and_when": where, "quotes": quotes}
        return cls.model_validate({**viewpoint.to_dict(), **told})


class Answered(Part):
    """Who says what about the question."""

    question: str
    answered: bool
    """Whether the articles answer it; where they do not, `views` are the nearest passages."""
    reason: str | None
    views: tuple[View, ...]
    more: int
    """Articles that bear on the question beyond these; `everything` brings them."""
    silent: tuple[str, ...]
    """People asked about who say nothing on it here."""
    notes: tuple[str, ...]

    @classmethod
    def of(cls, answer: Answer) -> Self:
        return cls(
            question=answer.standalone_question,
            answered=answer.answered,
            reason=answer.reason,
            views=tuple(map(View.of, answer.shown)),
            more=answer.more,
            silent=tuple(absence.text for absence in answer.absences),
            notes=answer.notes,
        )
