"""Addresses that open an article's original page at the words quoted, marked there by the reader's browser.

They carry text fragments (WICG, "URL Fragment Text Directives"); a browser that does not know them, or a page
without the words, shows the page from its top.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote as percent_encoded

from assistant.answers import Quote
from assistant.articles import Record

_WHOLE = 10
"""Words up to which a passage is named whole; a longer one by its ends, so that the address stays short."""
_END = 5
"""Words of each end."""
_LONGEST = 600
"""Characters of what names a passage: a script without spaces has no words to choose its ends by."""
_OUTER = re.compile(r"^\W+|\W+$")
"""Matching begins and ends with words; a page may set other quotation marks around them."""


def at_quotes(record: Record, quotes: Iterable[Quote]) -> str | None:
    """The article's address, at the quotes where its own words are quoted and the original stands there.

    A summary, a translation and a copy may hold other words.
    """
    translated = record.original_language not in (None, record.language)
    if record.url is None or record.form != "original" or record.url_kind != "original" or translated:
        return record.url
    directives = "&".join(dict.fromkeys(each for quote in quotes for each in _directives(quote)))
    if not directives:
        return record.url
    return f"{record.url}{'' if '#' in record.url else '#'}:~:{directives}"


def _directives(quote: Quote) -> Iterator[str]:
    for part in quote.shown.split(" … "):
        lines = [line.split() for line in part.splitlines() if line.strip()]
        if len(lines) == 1 and len(lines[0]) <= _WHOLE:
            ends = [_encoded(lines[0])]
        else:
            # Words that stand in one block, as each end has to.
            ends = [_encoded(lines[0][:_END]), _encoded(lines[-1][-_END:])] if lines else []
        words = ",".join(ends)
        if ends and all(ends) and len(words) <= _LONGEST:
            yield f"text={words}"


def _encoded(words: list[str]) -> str:
    """
    >>> _encoded(["“A", "well-kept", "ferry,", "&", "more.”"])
    'A%20well%2Dkept%20ferry%2C%20%26%20more'
    """
    # A hyphen would tell what stands before or after the words.
    return percent_encoded(_OUTER.sub("", " ".join(words)), safe="", errors="replace").replace("-", "%2D")
