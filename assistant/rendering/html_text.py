"""Text and links made safe for HTML: what comes from documents, models or readers is never markup."""

from __future__ import annotations

import re

from assistant.wording.address import web_address

# Besides HTML's own, the characters by which template engines in the browser find their expressions.
_ENTITIES = str.maketrans({char: f"&#{ord(char)};" for char in "&<>\"'`${}"})
# Controls other than tab and line feed, marks that turn the direction of writing, halves of characters.
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]")


def escaped(text: str) -> str:
    """`text` fit for an element or a quoted attribute; characters that deceive the eye are shown as �.

    >>> escaped("<b>${x}</b>")
    '&#60;b&#62;&#36;&#123;x&#125;&#60;/b&#62;'
    """
    return _INVISIBLE.sub("\ufffd", text).translate(_ENTITIES)


def link(url: str | None, label: str) -> str:
    """A link that opens outside the chat, or nothing where `url` is not an address of the web."""
    address = web_address(url)
    if address is None:
        return ""
    return f'<a href="{escaped(address)}" target="_blank" rel="noopener noreferrer">{escaped(label)}</a>'
