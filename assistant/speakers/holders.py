"""Who holds what each sentence of an article says: the article's voice, or someone whose view is reported."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.speakers.prose import prose
from assistant.speakers.reports import Report, report
from assistant.speakers.voice import Voice
from assistant.types import Article

_SURE = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who holds what the sentence `article.text[start:end]` says."""

    start: int
    end: int
    speaker: str | None
    """The article's voice, or whoever it reports; None where nobody is safely named."""
    reported: bool
    """Whether the view is someone else's than the article's voice."""
    certain: bool


def holders(article: Article) -> tuple[Holder, ...]:
    """One holder for each sentence of `article.text`, in order."""
    page, voice = prose(article.text), Voice.of(article)
    return tuple(_holder(report(page, number), voice) for number in range(len(page.sentences)))


def _holder(found: Report, voice: Voice) -> Holder:
    start, end = found.span
    if not found.reported:
        return Holder(start=start, end=end, speaker=voice.name, reported=False, certain=True)
    if found.speaker is None:
        return Holder(start=start, end=end, speaker=None, reported=True, certain=False)
    if voice.is_meant_by(found.speaker.surface) or voice.is_meant_by(found.speaker.name):
        return Holder(start=start, end=end, speaker=voice.name, reported=False, certain=True)
    return Holder(
        start=start,
        end=end,
        speaker=voice.spelled(found.speaker.name),
        reported=True,
        certain=found.speaker.trust >= _SURE,
    )
