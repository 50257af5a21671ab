"""A view as text to paste elsewhere: its words, whose they are, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.text import one_line, web_address
from assistant.wording.byline import attribution
from assistant.wording.lines import also_line, labels, page_note, page_words, quoted, translation_line

if TYPE_CHECKING:
    from assistant.answers import Viewpoint


def copied(view: Viewpoint) -> str:
    """The quotes of a view, one below the other, over the line that tells whose it is, where and when.

    A model's words on the view are left out; a digest's have no quotation marks, and are told to be one.
    """
    record = view.record
    words = []
    for quote in view.quotes:
        words.append(quoted(one_line(quote.shown), record) + page_words(quote))
        words += filter(None, (translation_line(quote),))
    address = web_address(record.url)
    source = f"{one_line(attribution(view))}, “{one_line(record.title)}”"
    where = f"{source}, {address}{page_note(record)}" if address else source
    notes = " · ".join(filter(None, (*labels(record), also_line(view))))
    return "\n".join(filter(None, (*words, f"— {where}", notes)))
