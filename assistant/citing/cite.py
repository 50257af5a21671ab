"""References to articles in the form that a reader asks for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, get_args

from assistant.answers import Answer
from assistant.articles import Record
from assistant.citing.bibtex import bibtex
from assistant.citing.forms import CiteForm, Style
from assistant.citing.reference import Reference, csl
from assistant.citing.ris import ris
from assistant.citing.styles import Runs, apa, chicago, chicago_note, mla, plain
from assistant.names import folded

FORMS: tuple[CiteForm, ...] = get_args(CiteForm)
_STYLES: Mapping[Style, Callable[[Reference], Runs]] = {
    "chicago": chicago,
    "chicago-note": chicago_note,
    "apa": apa,
    "mla": mla,
}


def cite(what: Answer | Record | Iterable[Record], form: CiteForm) -> str:
    """References to the articles of an answer, or to some articles, in one of `FORMS`.

    BibTeX, RIS and CSL-JSON (an array) as a whole file; in a style one line for each, in alphabetical order.
    """
    records = (
        cited(what) if isinstance(what, Answer) else (what,) if isinstance(what, Record) else tuple(what)
    )
    references = list(map(Reference.of, records))
    match form:
        case "bibtex":
            return bibtex(references)
        case "ris":
            return ris(references)
        case "csl":
            return json.dumps(csl_items(records), ensure_ascii=False, indent=2) + "\n"
        case _:
            lines = [plain(_STYLES[form](reference)) for reference in references]
            return "".join(f"{line}\n" for line in sorted(lines, key=folded))


def cited(answer: Answer) -> tuple[Record, ...]:
    """The records of the articles that an answer shows or lists, each once."""
    listed = answer.listing.articles if answer.listing else ()
    shown = (*(view.record for view in answer.shown), *listed)
    parts = (record for part in answer.parts for record in cited(part))
    return tuple({record.article_id: record for record in (*shown, *parts)}.values())


def references(record: Record) -> dict[str, Any]:
    """The reference to an article in every form, that of CSL-JSON as an object."""
    words: dict[str, Any] = {form: cite(record, form).rstrip("\n") for form in FORMS if form != "csl"}
    return {"csl": csl(Reference.of(record)), **words}


def styled(record: Record, style: Style) -> Runs:
    """The reference to an article in a style, with what stands in italics."""
    return _STYLES[style](Reference.of(record))


def csl_items(records: Iterable[Record]) -> list[dict[str, Any]]:
    """The items of CSL-JSON of some articles."""
    return [csl(Reference.of(record)) for record in records]
