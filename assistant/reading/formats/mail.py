"""An e-mail, as a newsletter comes: who sent it, when, its subject, and the text."""

from __future__ import annotations

import re
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import parseaddr
from typing import cast

from assistant.errors import DocumentsError
from assistant.lexicon import ALL_GIVEN_NAMES
from assistant.reading.formats.html import escaped
from assistant.reading.formats.page import page
from assistant.reading.metadata import Document, Found, Value
from assistant.reading.mojibake import mended
from assistant.reading.people import is_name, is_person, is_press
from assistant.text import cleaned, one_line

_ANSWERS = "re|aw|antw?|sv|odg|odp|ynt|ref|res|rif|vá|σχετ|на|ha|r"
_SENT_ON = "fwd?|wg|tr|rv|enc|vb|vl|vs|pd|doorst|i"
"""What mail programs set before the subject of an e-mail that is answered or sent on."""
_PREFIXES = re.compile(rf"\A(?:(?:{_ANSWERS}|{_SENT_ON})(?:\[\d+\])?\s*:\s*)+(?=\S)", re.IGNORECASE)
_BESIDE = re.compile(r"\s+(?:from|at|via|of|\||@|[-–—])\s+|\s*[(]|[)]\s*$")
"""Between a person's name and a publication's in the name of a sender: "Ada Lind from The Tide"."""
_WRITTEN_BY = re.compile(r"(?P<paper>\S.*?)\s+by\s+(?P<name>\S.*)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"\w['’]s\s")
"""In "Ada Lind's Letters", and in nobody's name."""
_FORWARDS = re.compile(rf"(?:{_SENT_ON})\s*:", re.IGNORECASE)
_REPLIES = re.compile(rf"(?:{_ANSWERS})(?:\[\d+\])?\s*:", re.IGNORECASE)
_FORWARDED = re.compile(r"-{4,} \S.*\S -{4,}")
_QUOTED = re.compile(r"(?:> ?)*")
_HEAD_LINE = re.compile(r"(?P<label>[^:<>@]{2,20}?)\s*:\s*(?P<value>\S.*)")
_FROM = frozenset("from von de da od van från fra от од від kimden feladó από nga lähettäjä".split())
_DATE = frozenset("date sent datum gesendet envoyé fecha enviado data".split())
_MOMENT = re.compile(r"(?=.*(?<!\d)\d{4}(?!\d)).*\d[:.h]\d{2}\b")
_FEWEST, _MOST = 3, 8
"""Lines of an e-mail's head inside another."""
_LONGEST_VALUE = 5_000
"""Characters of a line of such a head, over all lines that it goes on in."""
_MOST_SENT_ON = 20
"""How often an e-mail may have been sent on."""
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
    html = body.get_content_type() == "text/html"
    text = page(content, whole=True).text if html else _marked(_SIGNATURE.split(content)[0])
    subject = _header(mail, "Subject")
    for again in range(_MOST_SENT_ON + 1):
        inner = _inner(text.split("\n"), forwards=_FORWARDS.match(subject) is not None)
        if inner is None:
            break
        above, head, below = inner
        if again == _MOST_SENT_ON or not _is_forward(subject, above):
            if _PREFIXES.match(subject) or mail["In-Reply-To"]:
                quoted = "\n".join(below).strip().replace("\n", "\n> ")
                text = "\n".join(above).rstrip() + f"\n\n> {quoted}"
            break
        text, basis = "\n".join(below), "the forwarded e-mail's header"
        values = {"title": _PREFIXES.sub("", subject), **_forwarded(head)}
        subject = dict(head).get("subject", "")
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
    mailbox, _, domain = address.casefold().rpartition("@")
    boxes = {box for box in re.split(r"[._-]", mailbox) if not is_press(box)}
    if written := _WRITTEN_BY.fullmatch(name):
        words = written["name"].casefold().split()
        box = "".join(re.findall(r"\w+", written["paper"].casefold()))
        known = words[0] in ALL_GIVEN_NAMES or boxes.intersection(words)
        if is_person(written["name"]) and (known or box in (mailbox, *domain.split("."))):
            return {"authors": [written["name"]], "publication": written["paper"]}
        return {"publication": name}
    name, rest = (part.strip(" '") for part in (*_BESIDE.split(name, maxsplit=1), "")[:2])
    if not name:
        return {}
    words = re.findall(r"\w+", name.casefold())
    person = words[:1] and (words[0] in ALL_GIVEN_NAMES or boxes.intersection(words))
    labels = domain.replace("-", "").split(".")
    own = any(label.removeprefix("the").startswith("".join(words).removeprefix("the")) for label in labels)
    paper = is_press(name) or (words[:1] == ["the"] and not is_name(name))
    signed = person and (is_person if own else is_name)(name)
    if _POSSESSIVE.search(name) or ((own or paper) and not signed):
        return {"publication": name}
    return {"authors": [name], **({"publication": rest.rstrip(")")} if rest else {})}


def _inner(lines: list[str], *, forwards: bool) -> tuple[list[str], list[tuple[str, str]], list[str]] | None:
    """The e-mail inside another, which is sent on or answered: the lines above, its head, its own lines.

    Its head is several lines of a label and a value, with a sender and the time; under a line that says that
    it is sent on, the time may be missing. There, or where the subject says so as it `forwards` does, an
    address tells the sender, whatever the language of the labels.
    """
    start, head = 0, list[tuple[str, str]]()
    spaced = False
    for at, line in enumerate((*lines, ".")):
        bare = re.sub(r"\\(?=\W)|\*", "", _QUOTED.sub("", line, count=1))
        words = bare.strip()
        found = _HEAD_LINE.fullmatch(words)
        if found and len(head) < _MOST:
            if spaced and len(head) == 2 and lines[at - 1].strip("> "):
                head, start, spaced = head[-1:], at - 1, False  # what stands above the gap is none of it
            start = start if head else at
            head.append((found["label"].casefold(), found["value"]))
            continue
        if words and head and not spaced and (bare[0].isspace() or head[-1][1][-1] in ",;"):
            label, value = head[-1]  # a long line goes on
            if len(value) < _LONGEST_VALUE:
                head[-1] = label, f"{value} {words}"
                continue
        if not words and head and (spaced or len(head) == 1):
            spaced = True  # each line of the head is a paragraph
            continue
        sent_on = len(head) > 1 and _is_sent_on(lines, start)
        told = any(label in _FROM or ((sent_on or forwards) and "@" in value) for label, value in head)
        whole = len(head) >= _FEWEST and any(_MOMENT.match(value) for _, value in head)
        if told and (whole or sent_on):
            depth = (_QUOTED.match(lines[start]) or "")[0].count(">")
            own = re.compile(rf"(?:> ?){{0,{depth}}}")
            return lines[:start], head, [own.sub("", each, count=1) for each in lines[at:]]
        head, spaced = [], False
    return None


def _is_forward(subject: str, above: list[str]) -> bool:
    """Whether an e-mail is sent on rather than answered, by its subject or the line over the other's head."""
    forwards = _FORWARDS.match(subject) is not None or _is_sent_on(above, len(above))
    return forwards and not _REPLIES.match(subject)


def _is_sent_on(lines: list[str], end: int) -> bool:
    """Whether the last line before a place says that an e-mail is sent on."""
    above = (words for at in range(end - 1, -1, -1) if (words := lines[at].strip("\\> *")))
    return _FORWARDED.match(next(above, "")) is not None


def _forwarded(head: list[tuple[str, str]]) -> dict[str, Value]:
    """What the head of a forwarded e-mail says."""
    named = next((value for label, value in head if label in _FROM), "")
    sender = named or next((value for _, value in head if "@" in value), "")
    values = _sender(sender if "@" in sender else f'"{sender}" <>')
    for label, value in head:
        if label == "subject":
            values["title"] = _PREFIXES.sub("", value)
        elif "date" not in values and (label in _DATE or _MOMENT.match(value)):
            values["date"] = value
    return values


def _header(message: Message, name: str) -> str:
    return one_line(str(message.get(name, "")))
