"""An e-mail, as a newsletter comes: who sent it, when, its subject, and the text."""

from __future__ import annotations

import re
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser, Parser
from email.utils import parseaddr
from typing import cast

from assistant.errors import DocumentsError
from assistant.lexicon import FEMALE_NAMES, MALE_NAMES
from assistant.reading.formats.html import escaped
from assistant.reading.formats.page import page
from assistant.reading.metadata import Document, Found, Value
from assistant.reading.mojibake import mended
from assistant.reading.people import is_name, is_person, is_press
from assistant.text import cleaned, one_line

_PREFIXES = re.compile(r"^(?:\w{1,4}\s*:\s*)+(?=\S)")
_BESIDE = re.compile(r"\s+(?:from|at|via|of|\||@|[-–—])\s+|\s*[(]|[)]\s*$")
"""Between a person's name and a publication's in the name of a sender: "Ada Lind from The Tide"."""
_WRITTEN_BY = re.compile(r"(?P<paper>\S.*?)\s+by\s+(?P<name>\S.*)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"\w['’]s\s")
"""In "Ada Lind's Letters", and in nobody's name."""
_FORWARDED = re.compile(r"^-{3,}.{3,60}-{3,}\s*\n((?:[^\n:]{2,20}:[^\n]*\n){2,8})", re.MULTILINE)
_SIGNATURE = re.compile(r"^-- \n", re.MULTILINE)
_MOST_PARTS = 1_000


def read_mail(data: bytes) -> Document:
    """The text of an e-mail; quoted lines of others are block quotes, attachments are named."""
    message = BytesParser(policy=policy.default).parsebytes(data)
    if not message.keys():
        raise DocumentsError("it is no e-mail: it has no header lines")
    parts = [part for part, _ in zip(message.walk(), range(_MOST_PARTS), strict=False)]
    inner = next((part for part in parts if part.get_content_type() == "message/rfc822"), None)
    if inner is not None and inner.get_payload():
        return _document(cast("list[EmailMessage]", inner.get_payload())[0], parts)
    return _document(message, parts)


def _document(message: Message, parts: list[EmailMessage]) -> Document:
    mail = cast("EmailMessage", message)
    body = mail.get_body(preferencelist=("html", "plain"))
    if body is None:
        raise DocumentsError("it has no text")
    content, told = mended(_content(cast("EmailMessage", body)))
    values, basis = _sent(mail), "the e-mail's header"
    if body.get_content_type() == "text/html":
        text = page(content, whole=True).text
    else:
        content = _SIGNATURE.split(content)[0]
        forwarded = _FORWARDED.search(content)
        if forwarded:
            content = content[forwarded.end() :]
            values, basis = _forwarded(forwarded[1]), "the forwarded e-mail's header"
        text = _marked(content)
    names = [one_line(part.get_filename() or "") for part in parts if part.get_filename()]
    warnings = tuple(f"The attachment {name[:100]!r} is not read." for name in names)
    return Document(text.strip(), True, (Found(values, basis),) if values else (), (*told, *warnings))


def _content(body: EmailMessage) -> str:
    try:
        content = body.get_content()
    except (LookupError, UnicodeError):
        payload = body.get_payload(decode=True)
        content = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    text = cleaned(str(content))
    if body.get_param("format") == "flowed":  # RFC 3676: a line that ends in a space goes on
        text = re.sub(r"(?<!^--) \n(?!>)", " ", text, flags=re.MULTILINE)
    return text


def _marked(text: str) -> str:
    """Plain text as Markdown: what stands after `>` is a block quote, all else means itself."""
    lines = []
    for line in text.split("\n"):
        quoted = re.match(r"(?:> ?)*", line)
        depth = quoted[0].count(">") if quoted else 0
        lines.append(("> " * depth + escaped(line[quoted.end() if quoted else 0 :])).rstrip())
        if len(lines) > 1 and lines[-1] and lines[-2] and bool(depth) != lines[-2].startswith(">"):
            lines.insert(-1, "")
    return "\n".join(lines)


def _sent(message: Message) -> dict[str, Value]:
    subject, date = _header(message, "Subject"), _header(message, "Date")
    values: dict[str, Value] = {**_sender(_header(message, "From"))}
    if subject:
        values["title"] = _PREFIXES.sub("", subject)
    if date:
        values["date"] = date
    return values


def _sender(line: str) -> dict[str, Value]:
    """The person who sent an e-mail, and the publication where its name stands beside, or alone.

    A name that is the domain's, too, is a paper's but for a person's: it opens with a given name, or a word
    of it is the mailbox.

    >>> _sender("Ada Lind from The Tide <ada@tide.example>")
    {'authors': ['Ada Lind'], 'publication': 'The Tide'}
    >>> _sender("The Harbour Post <news@harbourpost.example>"), _sender("Ada Lind <hi@adalind.example>")
    ({'publication': 'The Harbour Post'}, {'authors': ['Ada Lind']})
    """
    name, address = parseaddr(line)
    name = one_line(name).strip("'")
    if (written := _WRITTEN_BY.fullmatch(name)) and is_name(written["name"]):
        return {"authors": [written["name"]], "publication": written["paper"]}
    name, rest = (part.strip() for part in (*_BESIDE.split(name, maxsplit=1), "")[:2])
    if not name:
        return {}
    words = re.findall(r"\w+", name.casefold())
    mailbox, _, domain = address.casefold().rpartition("@")
    person = words[:1] and (words[0] in FEMALE_NAMES | MALE_NAMES or mailbox in words)
    labels = domain.replace("-", "").split(".")
    own = any(label.removeprefix("the").startswith("".join(words).removeprefix("the")) for label in labels)
    paper = is_press(name) or words[:1] == ["the"]
    signed = person and (is_person if own else is_name)(name)
    if _POSSESSIVE.search(name) or ((own or paper) and not signed):
        return {"publication": name}
    return {"authors": [name], **({"publication": rest.rstrip(")")} if rest else {})}


def _forwarded(lines: str) -> dict[str, Value]:
    """What the lines over a forwarded e-mail say: the sender's has an address, the others their place."""
    message = Parser(policy=policy.compat32).parsestr(lines + "\n")
    values: dict[str, Value] = {}
    for key, value in message.items():
        if "@" in value and "authors" not in values and "publication" not in values:
            values |= _sender(value)
        elif key.casefold() in ("date", "subject"):
            values["date" if key.casefold() == "date" else "title"] = one_line(value)
    return values


def _header(message: Message, name: str) -> str:
    return one_line(str(message.get(name, "")))
