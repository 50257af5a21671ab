"""Web addresses from records, made safe to print as links."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

_LITERAL = "%/:?#@!$&'()*+,;=~"


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
