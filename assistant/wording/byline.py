"""Who holds a view, who wrote it down, where and when: the words every renderer shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from assistant.articles import Record, UrlKind, listed
from assistant.text import one_line

if TYPE_CHECKING:
    from assistant.answers import Viewpoint

DIGEST_NOTE = "summary, not the author's words"
OPENING_NOTE = "only the opening is available here"
PAGES: Mapping[UrlKind, str] = {
    "original": "original page",
    "copy": "copied page",
    "translation": "translated page",
}
"""What stands at an article's address."""


def attribution(viewpoint: Viewpoint) -> str:
    """One line, such as "realists, as reported by Timothy Less (Reaction, September 2018)"."""
    return _line(viewpoint.record, who(viewpoint))


def voice_attribution(record: Record) -> str:
    """The same for the voice of an article: "Timothy Less (Reaction, September 2018)"."""
    return _line(record, _own(record, record.voice))


def heading(viewpoint: Viewpoint) -> tuple[tuple[str, bool], ...]:
    """The same in pieces, each with whether it is set in bold: the speaker and the date are."""
    whole, name = one_line(attribution(viewpoint)), one_line(viewpoint.speaker or "")
    bold = len(name) if name and whole.startswith(name) else len(one_line(who(viewpoint)))
    date = len(whole) - len(viewpoint.record.date_text) - len(")")
    return (whole[:bold], True), (whole[bold:date], False), (whole[date:-1], True), (")", False)


def who(viewpoint: Viewpoint) -> str:
    """The speaker and whoever stands between the speaker and the reader."""
    record = viewpoint.record
    if viewpoint.reported:
        # In a report it may be the reporter, not the person reported, who tells of somebody else.
        by = _reporter(record) if record.kind == "report" else _told(record, record.voice)
        return f"{viewpoint.speaker or 'someone not named'}, as reported by {by}"
    return _own(record, viewpoint.speaker)


def role(viewpoint: Viewpoint) -> str:
    """What the record says of the speaker, where that is the article's author or voice; otherwise empty."""
    record, speaker = viewpoint.record, viewpoint.speaker
    if viewpoint.reported or speaker is None or record.written_by:
        return ""
    roles = {listed(record.authors): record.author_role, listed(record.speakers): record.speaker_role}
    return roles.get(speaker) or ""


def where_and_when(record: Record) -> str:
    """Publication and date; what the record does not say is said to be missing."""
    return f"{record.publication or 'publication not named'}, {record.date_text}"


def _line(record: Record, named: str) -> str:
    said = record.publication is not None and named.endswith(f"as reported by {record.publication}")
    return f"{named} ({record.date_text if said else where_and_when(record)})"


def _own(record: Record, speaker: str | None) -> str:
    if speaker is not None and speaker == listed(record.authors):
        return speaker
    if speaker is None and record.speakers:
        return "interviewer not named" if record.kind == "interview" else "reporter not named"
    return _told(record, speaker)


def _told(record: Record, voice: str | None) -> str:
    if record.kind == "interview":
        name = voice or "person interviewed not named"
        asker = listed(record.authors)
        return f"{name}, interviewed by {asker}" if asker else f"{name}, in an interview"
    if record.kind == "report":
        return f"{voice or 'person reported not named'}, as reported by {_reporter(record)}"
    return voice or "author not named"


def _reporter(record: Record) -> str:
    return listed(record.authors) or record.publication or "a writer not named"
