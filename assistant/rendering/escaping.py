"""Text of others made fit for a page: no markup, no templates, nothing that deceives the eye."""

from __future__ import annotations

import re

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
