"""English words of the interface that are left on pages in German."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import lxml.html

from assistant.rendering.words import Text, texts

SPOKEN = ("aria-label", "title", "placeholder")


def english_words() -> dict[str, re.Pattern[str]]:
    """The English texts that have other words in German, each as a pattern of what it can become."""
    found = {}
    for key, text in texts("en").items():
        german = "\n".join(forms(texts("de")[key]))
        for words in forms(text):
            told = re.sub(r"{\w+}", "", words)
            if words not in german and re.search("[a-z]{4}" if told != words else "[a-z]{3}", told):
                pattern = re.escape(words).replace(r"\{number\}", "[0-9,]+")
                found[key] = re.compile(re.sub(r"\\{\w+\\}", ".+?", pattern))
    return found


def forms(text: Text) -> list[str]:
    return [text] if isinstance(text, str) else list(text.values())


def said(page: str) -> Iterator[str]:
    """What a page says and tells screen readers, without what it marks as English."""
    tree = lxml.html.fromstring(page)
    for element in tree.xpath("//*[@lang='en'] | //style | //script | //blockquote | //cite"):
        element.drop_tree()
    for element in tree.iter():
        yield from (value for name, value in element.attrib.items() if name in SPOKEN)
        yield from filter(None, (element.text, element.tail))


def left_in_english(pages: Mapping[str, str]) -> set[tuple[str, str, str]]:
    """English words of the interface, by page and key; longer ones within others, too."""
    patterns = english_words()
    return {
        (name, key, words)
        for name, page in pages.items()
        for text in said(page)
        if (words := " ".join(text.split()))
        for key, pattern in patterns.items()
        if pattern.fullmatch(words) or (pattern.pattern.count("\\ ") > 2 and pattern.search(words))
    }
