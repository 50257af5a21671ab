"""A reference: what a record says of its article, sorted into the parts of a citation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from assistant.articles import Kind, Record, listed
from assistant.citing.names import Name, named
from assistant.dates import PublicationDate
from assistant.text import one_line, web_address
from assistant.wording.lines import labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The parts of a citation, each on one line; what the record does not know is empty."""

    article_id: str
    kind: Kind
    title: str
    authors: tuple[Name, ...]
    """Of an interview the persons interviewed; of a preface by somebody not named, nobody."""
    interviewers: tuple[Name, ...]
    pseudonym_of: str
    publication: str
    date: PublicationDate | None
    language: str
    address: str
    link: str
    """What stands at the address where it is not the original: "copy", "translation"."""
    remarks: tuple[str, ...]
    """What a reader of the reference has to know beside: "Reporting Ada Lind"."""
    note: str
    """What the record says beyond all this, for programs that keep notes."""

    @classmethod
    def of(cls, record: Record) -> Reference:
        interview = record.kind == "interview"
        authors = () if record.written_by else record.speakers if interview else record.authors
        address = web_address(record.url) or ""
        link = "" if record.url_kind == "original" or not address else record.url_kind
        return cls(
            article_id=record.article_id,
            kind=record.kind,
            title=one_line(record.title),
            authors=tuple(map(named, authors)),
            interviewers=tuple(map(named, record.authors)) if interview else (),
            pseudonym_of=one_line(record.pseudonym_of or ""),
            publication=one_line(record.publication or ""),
            date=record.date,
            language=one_line(record.original_language or record.language or ""),
            address=address,
            link=link,
            remarks=tuple(map(one_line, _remarks(record))),
            note=one_line(". ".join(note[:1].upper() + note[1:] for note in _notes(record, link))),
        )

    @property
    def year(self) -> str:
        return self.date.iso[:4] if self.date else ""


def _remarks(record: Record) -> Iterator[str]:
    if record.kind == "report" and record.speakers:
        yield f"Reporting {listed(record.speakers)}"
    if record.kind == "interview":
        yield f"Interview by {listed(record.authors)}" if record.authors else "Interview"
    if record.written_by:
        work = f", in a work by {listed(record.authors)}" if record.authors else ""
        yield f"By {record.written_by}{work}"
    if record.authorship == "disputed":
        yield "Authorship disputed"


def _notes(record: Record, link: str) -> Iterator[str]:
    yield from (remark for remark in _remarks(record) if not remark.startswith("Interview"))
    if record.publication_note:
        yield record.publication_note
    yield from (label for label in labels(record) if label != "authorship disputed")
    if link:
        yield f"the link leads to a {link}"
    yield from (f"also at {address}" for url in record.also_at if (address := web_address(url)))


def csl(reference: Reference) -> dict[str, Any]:
    """The reference as an item of CSL-JSON (docs.citationstyles.org, version 1.0.2)."""
    item = {
        "id": reference.article_id,
        "type": _csl_type(reference),
        "title": reference.title,
        "author": _csl_names(reference.authors),
        "interviewer": _csl_names(reference.interviewers),
        "container-title": reference.publication,
        "issued": reference.date and {"date-parts": [[int(part) for part in reference.date.iso.split("-")]]},
        "language": reference.language,
        "URL": reference.address,
        "note": reference.note,
    }
    return {name: value for name, value in item.items() if value}


def _csl_type(reference: Reference) -> str:
    if reference.kind == "interview":
        return "interview"
    if reference.publication:
        return "article-newspaper"
    return "webpage" if reference.address else "document"


def _csl_names(names: Iterable[Name]) -> list[dict[str, str]]:
    return [
        {
            key: value
            for key, value in (("family", name.family), ("given", name.given), ("suffix", name.suffix))
            if value
        }
        or {"literal": name.whole}
        for name in names
    ]
