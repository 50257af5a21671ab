"""Mojibake: signs of a text that another program read in a wrong encoding and kept, as in "itâ€™s"."""

from __future__ import annotations

import re

_BYTES = {chr(byte): byte for byte in range(0x80, 0x100)}
_BYTES |= {
    char: byte for byte in range(0x80, 0xA0) if (char := bytes([byte]).decode("cp1252", errors="ignore"))
}
"""The byte of UTF-8 that was read as each character: in Windows-1252, or in Latin-1."""
_FURTHER = "".join(char for char, byte in _BYTES.items() if byte < 0xC0)
_SIGN = re.compile(rf"[Â-ß][{_FURTHER}]|[à-ï][{_FURTHER}]{{2}}|[ð-ô][{_FURTHER}]{{3}}")
"""What one character of UTF-8 looks like when each of its bytes was read as a character."""
_LIKELY = re.compile("[\u0080-\u017f\u0370-\u04ff\u2000-\u22ff\U0001f000-\U0001faff]")
"""Latin, Greek and Cyrillic letters, punctuation, signs of money and pictures: "É…" is no letter of these."""
_PUNCTUATION = "‘’‚“”„‹›«»–—…\xa0"
_LETTER_SIGNS = "".join(char for char in _FURTHER if char not in _PUNCTUATION and not char.isalpha())
_SURE = re.compile(rf"[Â-Å][{_LETTER_SIGNS}]|â[€‚„\x80\x82\x84][{_FURTHER}]|ðŸ|(?:[ÎÏÐÑ][{_FURTHER}]){{3}}")
"""What stands in no language. A word in capitals may end in Ã before a quotation mark: “IRMÃ”."""
_LOST = re.compile(r"â€(?=[\s.,;:!?)\]]|$)")
"""What is left of a closing quotation mark, whose last byte Windows-1252 does not know."""
_MOST_READINGS = 3
_BIG5 = {f"¡{char}": f"¡{char}".encode("latin-1").decode("big5") for char in "§¨¥¦XVK"}
"""Quotation marks, dashes and dots of the Chinese encoding Big5, read as Latin-1."""
_BIG5_SIGN = re.compile(r"¡(?:[§¨¥¦]|(?<=[^\W_]¡)[XVK]|(?<=[§¨¥¦.,;?!)]¡)[XVK]|[XVK](?![^\W\d_]))")


def mended(text: str, told: tuple[str, ...] = ()) -> tuple[str, tuple[str, ...]]:
    """A text with the signs that were meant, and after what is `told` of it a sentence that counts them.

    >>> mended("Itâ€™s a cafÃ©."), mended("Freedom¡Xnow, ¡§he¡¨ said.")[0]
    (('It’s a café.', ('2 signs were read in a wrong encoding and are mended.',)), 'Freedom—now, “he” said.')
    """
    count = 0
    for _ in range(_MOST_READINGS):  # some texts were read wrongly more than once
        if not _SURE.search(text):
            break
        text, lost = _LOST.subn("”", text)
        again, signs = _reread(text)
        if not lost + signs:
            break
        text, count = again, lost + signs
    if _is_big5(text):
        text, signs = _BIG5_SIGN.subn(lambda sign: _BIG5[sign[0]], text)
        count += signs
    sign = "1 sign was read in a wrong encoding and is" if count == 1 else None
    line = sign or f"{count:,} signs were read in a wrong encoding and are"
    return text, (*told, *([f"{line} mended."] if count else []))


def _reread(text: str) -> tuple[str, int]:
    """The text with each sign that is likely in the place of its bytes, and how many there were."""
    count = 0

    def meant(sign: re.Match[str]) -> str:
        nonlocal count
        read = bytes(_BYTES[char] for char in sign[0]).decode("utf-8", errors="ignore")
        if not _LIKELY.fullmatch(read):
            return sign[0]
        count += 1
        return read

    return _SIGN.sub(meant, text), count


def _is_big5(text: str) -> bool:
    """Whether "¡" stands for nothing but punctuation of Big5, at least once for a quotation mark at a word.

    Languages that open exclamations with "¡" write a letter after it.
    """
    marks = text.count("¡")
    return bool(
        marks
        and marks == len(_BIG5_SIGN.findall(text))
        and re.search(r"¡[§¨¥¦](?=[^\W\d_])|(?<=[^\W\d_.,!?])¡[§¨¥¦]", text)
    )
