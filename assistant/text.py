"""The characters of texts and addresses: what is decoded, what is a line break, what is never kept."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from urllib.parse import quote, urlsplit

from assistant.errors import DocumentsError

_LINE_BREAK = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufff9-\ufffb\ufffe\uffff]")
# Characters a reader does not see but a model reads, or that show a line in another order than it is stored.
_HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")
# Characters without a shape of their own: zero-width spaces, joiners, soft hyphens, direction marks, fillers.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2065\u206a-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0100-\U000e01ef]"
)
_SCRIPTS_WITHOUT = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "GEORGIAN", "COMBINING")
"""Scripts, and accents, that are written without any; Persian, Hindi and Khmer are not."""
_BINARY_SHARE = 0.05
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8"),
)
_ASCII = bytes(range(0x80))
_FOREIGN_SHARE = 0.3
"""Of all bytes: scripts other than Latin have more, Western European languages less than a tenth."""
_SAMPLE = 200_000
"""Bytes that tell an encoding."""
_LETTERS = {
    "windows-1252": (
        "äöüß àâæçéèêëîïôœùûü áéíñóúü áâãàçéêíóôõú àéèìíîòóùú ëéèïóöü åäöé æøåéò áðéíóúýþæö àçèéíïòóúü "
        "äõöüšž "
        "ëç äåöšž"
    ).split(),
    "windows-1250": ("ąćęłńóśźż áčďéěíňóřšťúůýž áäčďéíĺľňóôŕšťúýž áéíóöőúüű čćđšž ăâîşţ čšžćđ").split(),
}
"""The letters beside a to z of the languages that were written in each encoding, the likelier one first."""
_LITERAL = "%/:?#@!$&'()*+,;=~"


def decoded(data: bytes) -> str:
    """The text of a file; DocumentsError says why there is none."""
    return text_of(data)[0]


def text_of(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a file and, where its encoding had to be guessed or is broken, a sentence that tells it.

    A byte-order mark says all; then zeros in every other byte, which UTF-16 has; then UTF-8, in which a bad
    byte costs one character; then what charset-normalizer takes a text of mostly other letters for; then of
    Windows-1252 and -1250 the one whose letters are those of one language.
    """
    text, told = _decoded(data)
    text = text.replace("\ufeff", "")
    if len(_CONTROL.findall(text)) > _BINARY_SHARE * len(text):
        raise DocumentsError("it is not a text but binary data: take it away")
    return text, told


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data.decode(encoding, errors="replace")
            return text, _told_bad(text.count("\ufffd"), encoding)
    # Before UTF-8, as which plain ASCII in UTF-16 passes, too.
    for encoding, zeros in (("utf-16-le", data[1::2]), ("utf-16-be", data[:-1:2])):
        if len(zeros) < 2 * zeros.count(0):
            return data.decode(encoding, errors="replace"), (f"It was read as {encoding}.",)
    with suppress(UnicodeDecodeError):
        return data.decode("utf-8"), ()
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    if sum(char > "\x7f" for char in text) > 2 * bad:
        return text, _told_bad(bad, "utf-8")
    encoding = max(_LETTERS, key=lambda name: _own_letters(data, name))
    if len(data.translate(None, _ASCII)) > _FOREIGN_SHARE * len(data):
        from charset_normalizer import from_bytes

        best = from_bytes(data[:_SAMPLE]).best()
        encoding = best.encoding if best else encoding
    text = data.decode(encoding, errors="replace")
    return text, (f"It is not UTF-8: it was read as {encoding}.", *_told_bad(text.count("\ufffd"), encoding))


def _own_letters(data: bytes, encoding: str) -> float:
    """The share of the letters beside a to z in a text so decoded that one language has."""
    high = data[:_SAMPLE].translate(None, _ASCII).decode(encoding, errors="ignore").lower()
    counts = Counter(char for char in high if char.isalpha())
    most = max(sum(counts[char] for char in letters) for letters in _LETTERS[encoding])
    return most / (counts.total() or 1)


def _told_bad(count: int, encoding: str) -> tuple[str, ...]:
    stand = "1 character is" if count == 1 else f"{count:,} characters are"
    return (f"{stand} no {encoding.upper()} and shown as \ufffd.",) if count else ()


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
    """`text` cleaned, each run of white space as one space."""
    return " ".join(cleaned(text).split())


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span of a text without outer white space; an empty span where there is nothing else.

    >>> trimmed("a  b c ", 1, 7), trimmed("a  b", 1, 3)
    ((3, 6), (3, 3))
    """
    words = text[start:end]
    first = start + len(words) - len(words.lstrip())
    return first, max(first, start + len(words.rstrip()))


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text with spaces in the place of some spans, which are in order and apart.

    >>> blanked("Two big towns", [(4, 7)])
    'Two     towns'
    """
    parts: list[str] = []
    at = 0
    for start, end in spans:
        parts += [text[at:start], " " * (end - start)]
        at = end
    return "".join((*parts, text[at:]))


def shortened(line: str, longest: int) -> str:
    """At most `longest` characters of a line, the last one a mark where more were there.

    >>> shortened("The Ferry", 9), shortened("The Ferry", 5)
    ('The Ferry', 'The …')
    """
    return line if len(line) <= longest else line[: longest - 1] + "…"


def visible(line: str) -> str:
    r"""A line of a record in composed letters, without characters that make two equal names differ unseen.

    Between letters of scripts that need them, as Persian does, they stay.
    """
    hidden = set(hidden_places(line))
    kept = "".join(char for place, char in enumerate(line) if place not in hidden) if hidden else line
    return " ".join(unicodedata.normalize("NFC", kept).split())


def invisible(text: str) -> int:
    """How many characters of `text` nobody sees and its script does not need."""
    return len(hidden_places(text))


def hidden_places(text: str) -> list[int]:
    """Where an invisible character has no neighbour, or only one of a script that is written without."""
    places: list[int] = []
    for run in re.finditer(f"{_INVISIBLE.pattern}+", text):
        around = text[run.start() - 1 : run.start()] + text[run.end() : run.end() + 1]
        if not any(_needs_invisible(char) for char in around):
            places += range(run.start(), run.end())
    return places


def _needs_invisible(char: str) -> bool:
    """Whether invisible characters shape a letter, mark or emoji beside them; a comma has no other shape."""
    category = unicodedata.category(char)
    if category in ("So", "Me") or "\U0001f3fb" <= char <= "\U0001f3ff":
        return True
    return category[0] in "LM" and not unicodedata.name(char, "").startswith(_SCRIPTS_WITHOUT)


def _counted(count: int, noun: str) -> str:
    return f"1 {noun} was" if count == 1 else f"{count} {noun}s were"


def web_address(url: str | None) -> str | None:
    """`url` in plain characters; None where it is not an address of the web.

    >>> web_address("https://a.example/Škárová (1)"), web_address("javascript:alert(1)")
    ('https://a.example/%C5%A0k%C3%A1rov%C3%A1%20(1)', None)
    """
    try:
        parts = urlsplit(url or "")
    except ValueError:  # such as an unclosed bracket in the host
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    return quote(parts.geturl(), safe=_LITERAL, errors="replace")
