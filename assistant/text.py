"""The characters of an article: what is decoded, what counts as a line break, what is never kept."""

from __future__ import annotations

import re

from assistant.errors import DocumentsError

_LINE_BREAK = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufff9-\ufffb\ufffe\uffff]")
# Characters a reader does not see but a model reads, or that show a line in another order than it is stored.
_HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")
_BINARY_SHARE = 0.05


def decoded(data: bytes) -> str:
    """The text of a file; DocumentsError says why there is none."""
    try:
        text = data.decode("utf-8").replace("\ufeff", "")
    except UnicodeDecodeError as error:
        raise DocumentsError(
            f"it is not UTF-8 text (byte {error.start + 1}): save it as UTF-8, or take it away"
        ) from None
    if len(_CONTROL.findall(text)) > _BINARY_SHARE * len(text):
        raise DocumentsError("it is not a text but binary data: take it away")
    return text


def cleaned(text: str) -> str:
    r"""`text` with "\n" for every line break, without control, override or invisible tag characters."""
    return _HIDDEN.sub("", _CONTROL.sub("", _LINE_BREAK.sub("\n", text)))


def removals(text: str) -> tuple[str, ...]:
    """One sentence for each sort of character that `cleaned` takes out of `text`."""
    control, hidden = (len(sort.findall(_LINE_BREAK.sub("\n", text))) for sort in (_CONTROL, _HIDDEN))
    return (
        *([f"{_counted(control, 'control character')} removed."] if control else ()),
        *([f"{_counted(hidden, 'invisible or direction-changing character')} removed."] if hidden else ()),
    )


def one_line(text: str) -> str:
    r"""`text` cleaned, each run of white space as one space.

    >>> one_line(" Two\n  towns ")
    'Two towns'
    """
    return " ".join(cleaned(text).split())


def _counted(count: int, noun: str) -> str:
    return f"1 {noun} was" if count == 1 else f"{count} {noun}s were"
