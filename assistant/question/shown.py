"""Questions about the articles just shown: when one appeared, where, what else stands in it."""

from __future__ import annotations

import re

from assistant.articles import listed
from assistant.question.conversation import Conversation

_SAID = r"(?:write|wrote|written|say|says|said|publish|publishes|published|appear|appeared|printed?|stand)"
_KIND = r"(?:article|interview|text|essay|op-ed|piece|column|contribution|paper|publication|source)s?"
_TOLD = (
    r"(?:proposed?|suggest(?:ed)?|argued?|claim(?:ed)?|stated?|warn(?:ed)?|announced?|declared?|explain(?:ed)?|"
    r"told|tell|report(?:ed)?|recommend(?:ed)?|predict(?:ed)?)"
)
_WHEN = (
    rf"(?:when|where|where and when|when and where|in (?:which|what) (?:{_KIND}|year|month|programme|paper))"
)
_WHERE_FROM = re.compile(
    rf"(?:{_WHEN}\b[^?]{{0,60}}\b(?:{_SAID}(?: (?:that|this|it|so))?|{_TOLD} (?:that|this|it|so))"
    rf"|(?:{_WHEN}|from when|how old) (?:is|was|were|are) (?:this|that|it|these|those)(?: from)?"
    rf"|who {_SAID} (?:this|that|it)|in (?:which|what) {_KIND}|(?:which|what) {_KIND}(?: (?:is|was) "
    rf"(?:this|that|it))?"
    rf"|(?:(?:can|could) you |please )?(?:give|show|tell|name|cite|quote|what is|what are|what['’]s)(?: me)? "
    rf"(?:the|your|its|a|that) {_KIND})(?: please)?"
    r"(?:,? and (?:when|where|who|how|in (?:which|what))\b[^?.;]{0,40})?\W*$",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:(?:the|this|that) (?:article|interview|text|essay|op-ed|piece)"
    r"|(?:these|those) (?:articles|interviews|texts|essays|op-eds|pieces))\b"
    r"(?! (?:by|of|in|on|from|about|with|that|which|who)\b)",
    re.IGNORECASE,
)
_PLACES = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "last": -1}
_NTH = re.compile(
    rf"\bthe (?P<nth>{'|'.join(_PLACES)}) (?:one|author|writer|person|voice|speaker|article|source|quote)\b"
    r"(?! (?:who|that|which|to)\b)",
    re.IGNORECASE,
)
_OPENER = re.compile(r"^(?:and|but|so)\b,? ", re.IGNORECASE)


def asks_where_from(text: str, talk: Conversation) -> bool:
    """Whether `text` asks when, where or by whom what was just shown was said."""
    return bool(talk.viewpoints) and _WHERE_FROM.match(_OPENER.sub("", text)) is not None


def of_article(text: str, talk: Conversation) -> tuple[str, tuple[str, ...]]:
    """`text` with "the article" said in full, and the ids of the articles just shown, where it means them."""
    named = _NAMED.search(text)
    if named is None or not talk.viewpoints or talk.named(text[: named.start()]).people:
        return text, ()
    voices = {view.record.voices for view in talk.viewpoints}
    if len(voices) > 1 or not (voice := listed(voices.pop())):
        return text, talk.articles_of(None)
    return f"{text[: named.end()]} by {voice}{text[named.end() :]}", talk.articles_of(None)


def with_nth(text: str, talk: Conversation) -> str:
    """`text` with "the first one" replaced by the voice that was shown there."""
    voices = list(dict.fromkeys(view.record.voice for view in talk.viewpoints if view.record.voice))
    nth = _NTH.search(text)
    place = _PLACES[nth["nth"].lower()] if nth else 0
    if nth is None or not voices or place >= len(voices):
        return text
    return text[: nth.start()] + voices[place] + text[nth.end() :]
