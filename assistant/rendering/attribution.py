"""Who holds a view, who wrote it down, where and when: the words every renderer shows."""

from __future__ import annotations

from assistant.reading.text import one_line
from assistant.types import Record, Viewpoint, listed

DIGEST_NOTE = "summary, not the author's words"
OPENING_NOTE = "only the opening is available here"


def attribution(viewpoint: Viewpoint) -> str:
    """One line, such as "realists, as reported by Timothy Less (Reaction, September 2018)"."""
    record = viewpoint.record
    named = who(viewpoint)
    said = record.publication is not None and named.endswith(f"as reported by {record.publication}")
    return f"{named} ({record.date_text if said else where_and_when(record)})"


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
    if viewpoint.speaker is not None and viewpoint.speaker == listed(record.authors):
        return viewpoint.speaker
    if viewpoint.speaker is None and record.speakers:
        return "interviewer not named" if record.kind == "interview" else "reporter not named"
    return _told(record, viewpoint.speaker)


def where_and_when(record: Record) -> str:
    """Publication and date; what the record does not say is said to be missing."""
    return f"{record.publication or 'publication not named'}, {record.date_text}"


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
