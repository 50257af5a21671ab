"""A web page: which part of it is the article, and what the page says of the article."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from typing import Any

from assistant.errors import DocumentsError
from assistant.reading.formats.html import Element, Keep, is_hidden, markdown, parsed, words
from assistant.reading.metadata import Document, Found, Value, forms, is_known, key_name, known_keys
from assistant.reading.mojibake import mended
from assistant.reading.people import is_elsewhere, is_person, opened, people, without_papers
from assistant.text import cleaned, text_of

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})|^<\?xml[^>]{0,200}encoding=[\"']([\w.:-]{1,40})",
    re.I,
)
_SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://\S+)"
)
_WORDS = re.compile(r"\w+")
_RUN = 4
"""Words in a row that tell a paragraph of the article from another one."""
_ENOUGH = 0.7
"""Share of a paragraph's runs of words that must stand in what was taken for the article."""
_LEAST_PROSE = 0.4
"""Where less of the words of the page's paragraphs was taken for the article, the choice has failed."""
_BETWEEN = ("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "pre", "table")
_INNER = ("li", "p", "dt", "dd", "table", "cite", "footer", "figcaption")
_BESIDE = set(
    "promo promotion advert advertisement ads ad sponsor sponsored newsletter signup subscribe subscription "
    "related recommended share sharing cookie cookies paywall breadcrumb breadcrumbs sidebar banner "
    "cta".split()
)
"""Words in the classes of what stands beside an article."""
_MOST_BESIDE = 0.25
"""Of a page's words; what holds more of them is the page."""
_SUBJECT_CLASSES = ("category-", "tag-", "topic-", "post-")
_LONGEST_CLASS = 80
_WRITERS = set("author authors byline writer".split())
_READER_VIEW = {"reader", "credits"}
"""Words in the class of the byline in a page saved from a browser's reader view."""
_DATES = set("date published pubdate posted dateline".split())
_CHANGED = {"updated", "modified"}
"""Words in the classes of the day on which a page was changed."""
_MOST_OF_A_HEAD = 20
"""Elements between an article's heading and its first paragraph."""
_PARTS = ("div", "section", "p", "ul", "ol")
_ASIDE = ("nav", "aside", "footer", "form", "button")
_PAPERS = ("publication", "og:site_name", "application-name", "publisher")
"""Keys under which a page names its paper or site."""
_COMMENT = "contains(@class, 'comment') or contains(@id, 'comment')"
_IN_THE_ARTICLE = f"not(ancestor-or-self::*[self::aside or self::nav or {_COMMENT}])"
_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|Essay|Interview)$")


def read_page(data: bytes) -> Document:
    """The article of a saved web page, with what its JSON-LD, meta elements and marked byline say of it."""
    html, told = page_text(data)
    document = page(html)
    if not document.text:
        raise DocumentsError("it has no text")
    return replace(document, warnings=(*told, *document.warnings))


def page_text(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The characters of a page: by its byte-order mark, its own word, or as any file; and doubts."""
    declared = _CHARSET.search(data[:4_096])
    if declared and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        # Pages often say one thing and are another: then `text_of` looks.
        with suppress(LookupError, UnicodeDecodeError):
            return data.decode((declared[1] or declared[2]).decode("ascii")), ()
    return text_of(data)


def page(html: str, *, whole: bool = False) -> Document:
    """The article in a page's text; with `whole` all of the page is the article."""
    html, told = mended(html)
    html = cleaned(html)
    root = parsed(html)
    if root is None:
        raise DocumentsError("it has no text")
    found = _without_papers(tuple(_found(root, html)))
    return Document(_article(root, html, whole).strip(), markdown=True, found=found, warnings=told)


def _drop_remark(link: Element) -> None:
    """Drop a reader's remark, as Google Docs saves it: in a box of its own under the text, after its link."""
    first = link.getparent()
    box = first.getparent() if first is not None else None
    if first is None or box is None or link.getprevious() is not None or (first.text or "").strip():
        return
    alone = box.tag == "div" and first.getprevious() is None and all(each.tag == "p" for each in box)
    (box if alone and box.getprevious() is not None else first).drop_tree()


def _article(root: Element, html: str, whole: bool) -> str:
    # The last first: each box is looked through once.
    for link in reversed(root.xpath("//p/a[starts-with(@id, 'cmnt') and starts-with(@href, '#cmnt_ref')]")):
        _drop_remark(link)
    if whole:
        return markdown(root)
    import trafilatura

    chosen = trafilatura.extract(
        html, output_format="txt", include_comments=False, include_tables=True, fast=True
    )
    prose = [words(item) for item in root.iter("p", "blockquote", "li") if not is_hidden(item)]
    for element in [item for item in root.iter(*_ASIDE) if not _encloses(item)]:
        element.drop_tree()
    most_beside = _MOST_BESIDE * sum(map(len, prose))
    for element in [item for item in root.iter(*_PARTS) if _BESIDE & _called(item)]:
        if element.getparent() is not None and len(words(element)) <= most_beside:
            element.drop_tree()
    runs, lines = _runs(chosen or ""), {_alike(line) for line in (chosen or "").split("\n")}
    most = sum(len(_WORDS.findall(text)) for text in prose)
    if len(_WORDS.findall(chosen or "")) < _LEAST_PROSE * most:
        return markdown(_container(root))

    def keep(text: str) -> bool:
        own = _runs(text)
        return len(own & runs) >= _ENOUGH * len(own) if own else _alike(text) in lines

    for text in _between(root, keep):
        runs.update(_runs(text))
        lines.add(_alike(text))
    return markdown(root, keep) or markdown(_container(root))


def _between(root: Element, chosen: Keep) -> list[str]:
    """The words of headings, lists and quotations between paragraphs that were chosen beside them.

    The choice leaves many of these out; what is mostly links leads to other articles.
    """
    found: list[str] = []
    for parent in {item.getparent() for item in root.iter("p")}:
        beside = [item for item in parent if _may_be_between(item) and not is_hidden(item)]
        kept = [number for number, item in enumerate(beside) if item.tag == "p" and chosen(words(item))]
        for item in beside[kept[0] + 1 : kept[-1]] if kept else ():
            text = words(item)
            linked = sum(len(words(link)) for link in item.iter("a"))
            if text and 2 * linked < len(text):
                found += [text, *(words(inner) for inner in item.iter(*_INNER))]
    return found


def _may_be_between(item: Element) -> bool:
    return item.tag in _BETWEEN or (item.tag == "figure" and next(item.iter("blockquote"), None) is not None)


def _encloses(element: Element) -> bool:
    """Whether an element holds most of the page, as the form around all of it does, or a quotation."""
    return len(list(element.iter("p"))) > 5 or any(up.tag == "blockquote" for up in element.iterancestors())


def _called(element: Element) -> set[str]:
    """The words of an element's classes and name, without those that tell an article's subject."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}".split()
    return {
        word.lower()
        for name in names
        if not name.startswith(_SUBJECT_CLASSES)
        for word in re.findall(r"[A-Z]?[a-z]+", name[:_LONGEST_CLASS])
    }


def _container(root: Element) -> Element:
    for path in ("//*[@itemprop='articleBody']", "//article", "//main", "//*[@role='main']"):
        found = root.xpath(path)
        if found:
            return max(found, key=lambda item: len(words(item)))
    return root


def _alike(text: str) -> str:
    return " ".join(_WORDS.findall(text.casefold()))


def _runs(text: str) -> set[tuple[str, ...]]:
    every = _WORDS.findall(text.casefold())
    return set(zip(*(every[n:] for n in range(_RUN)), strict=False))


def _found(root: Element, html: str) -> Iterator[Found]:
    language = {"language": root.get("lang")} if root.get("lang") else {}
    linked = _linked(root)
    if linked:
        yield Found(linked, "the page's JSON-LD")
    metas, marked = _metas(root), _marked(root)
    if metas:
        yield Found(metas, "the page's meta elements")
    if marked:
        yield Found(marked, "the byline marked in the page")
    heading, title = _titled(root)
    shown = {} if heading is None else _shown(heading)
    if further := {key: value for key, value in shown.items() if key not in marked}:
        yield Found(further, "the byline under the page's heading")
    rest: dict[str, Value] = {**({"title": title} if title else {}), **language}
    canonical = root.xpath("//link[@rel='canonical']/@href")
    if canonical:
        rest["url"] = str(canonical[0])
    elif saved := _SAVED_FROM.search(html[:4_096]):
        rest["url"] = saved[1]
    if rest:
        yield Found(rest, "the page's head and heading")


def _without_papers(found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Many pages name the paper or the site as the author of what is not signed: that is nobody."""
    papers = [name for each in found for key, name in each.values.items() if key in _PAPERS]
    named = [name for name in papers if isinstance(name, str)]
    return tuple(
        replace(each, values={key: _writers(key, value, named) for key, value in each.values.items()})
        for each in found
    )


def _writers(key: str, value: Value, papers: list[str]) -> Value:
    if "authors" not in known_keys().get(key_name(key), ()):
        return value
    kept = without_papers(value if isinstance(value, list) else [value], papers)
    return kept if isinstance(value, list) else next(iter(kept), None)


def _titled(root: Element) -> tuple[Element | None, str | None]:
    """The article's heading and title: the longest heading that the page's title repeats, else the first."""
    whole = next((words(item) for item in root.iter("title") if words(item)), None)
    repeated = [
        item
        for item in root.iter("h1", "h2", "h3")
        if words(item) and f" {_alike(words(item))} " in f" {_alike(whole or '')} "
    ]
    first = next((item for item in root.iter("h1") if words(item)), None)
    heading = max(repeated, key=lambda item: len(words(item)), default=first)
    return heading, whole if heading is None else words(heading)


def _shown(heading: Element) -> dict[str, Value]:
    """Who wrote an article and when, by the classes of what stands between its heading and its text."""
    names: list[Value] = []
    dates: list[str] = []
    for item in islice(heading.xpath("following::*"), _MOST_OF_A_HEAD):
        text, called = words(item), _called(item)
        if item.tag == "p" and not called & (_WRITERS | _DATES) and len(_WORDS.findall(text)) > _RUN * _RUN:
            break
        inner = any((_WRITERS | _DATES) & _called(each) for each in item.iter() if each is not item)
        if inner or _CHANGED & called or item.xpath(f"ancestor-or-self::*[{_COMMENT}]"):
            continue
        found = people(text).names
        signs = opened(text) or not is_elsewhere(text)
        writers = called & _WRITERS or called >= _READER_VIEW
        if writers and found and signs and all(map(is_person, found)):
            names += [name for name in found if name not in names]
        elif (called & _DATES or item.tag == "time") and _may_date(item):
            dates.append(item.get("datetime") or text)
    values: dict[str, Value] = {"authors": names or None, "date": dates[0] if len(set(dates)) == 1 else None}
    return {key: value for key, value in values.items() if value}


def _may_date(item: Element) -> bool:
    """Whether no word such as "Updated" before a day says that it is not that of publication."""
    before = item.getprevious()
    opening = item.getparent().text if before is None else before.tail
    line = " ".join((opening or "").split())
    label = line.rstrip(": ")
    means_date = "date" in known_keys().get(key_name(label), ()) or label.lower() in forms().fillers
    return not line or not (line[-1].isalpha() or line[-1] == ":") or means_date or bool(opened(line))


def _metas(root: Element) -> dict[str, Value]:
    """The meta elements whose names mean a key of a record; one that is repeated as a list."""
    given: dict[str, list[Value]] = {}
    written = [
        (
            (item.get("name") or item.get("property") or "").strip(),
            " ".join((item.get("content") or "").split()),
        )
        for item in root.iter("meta")
    ]
    # Ghost and WordPress: twitter:label1 is "Written by", twitter:data1 the name.
    cards = {name: content for name, content in written if name.startswith("twitter:label")}
    labelled = [
        (cards.get(name.replace("data", "label"), ""), content)
        for name, content in written
        if name.startswith("twitter:data")
    ]
    for name, content in [*written, *labelled]:
        is_profile = "author" in name.lower() and "://" in content
        # Note takers write the tool into `source`.
        if content and is_known(name) and name.lower() != "source" and not is_profile:
            given.setdefault(name, []).append(content)
    return {name: values if len(values) > 1 else values[0] for name, values in given.items()}


def _marked(root: Element) -> dict[str, Value]:
    """What microdata, microformats and `rel=author` mark in the part of the page that is the article."""
    heading = next(root.iter("h1"), None)
    entries = root.xpath(
        f"//*[{_classed('h-entry')} or {_classed('hentry')} or contains(@itemtype, 'Article')]"
    )
    around = [] if heading is None else list(heading.iterancestors("article", "main"))
    place = [*entries, *around, root][0]
    by_card = f"{_classed('fn')} and ancestor::*[{_classed('vcard')} and contains(@class, 'author')]"
    author = f"@itemprop='author' or {_classed('p-author')} or ({by_card})"
    leads_there = "contains(concat(' ', @rel, ' '), ' author ')"
    published = f"{_classed('dt-published')} or ((self::time or self::abbr) and {_classed('published')})"
    names: list[Value] = []
    for item in place.xpath(f".//*[{author} or {leads_there}][{_IN_THE_ARTICLE}]"):
        named = item.xpath(".//*[@itemprop='name']") or [item]
        name = " ".join((named[0].get("content") or words(named[0])).split())
        # A link to the author may as well say "Contact" or "More of this".
        sure = item.xpath(f"self::*[{author}]") or all(map(is_person, people(name).names))
        is_body = "schema.org/" in item.get("itemtype", "") and "Person" not in item.get("itemtype")
        if name and name not in names and sure and not is_body:
            names.append(name)
    dated = place.xpath(f".//*[@itemprop='datePublished' or @pubdate or {published}][{_IN_THE_ARTICLE}]")
    dates = {
        next(filter(None, map(item.get, ("datetime", "content", "title"))), words(item)) for item in dated
    }
    titled = place.xpath(f".//*[@itemprop='headline' or {_classed('p-name')} or {_classed('entry-title')}]")
    linked = place.xpath(f".//a[{_classed('u-url')} or {_classed('p-canonical')}]/@href")
    published_by = place.xpath(f".//*[@itemprop='publisher']//*[@itemprop='name'][{_IN_THE_ARTICLE}]")
    papers = {(item.get("content") or words(item)).strip() for item in published_by} - {""}
    values: dict[str, Value] = {
        "title": words(titled[0]) if titled else None,
        "authors": names or None,
        "publication": papers.pop() if len(papers) == 1 else None,
        "date": dates.pop() if len(dates) == 1 else None,
        "url": str(linked[0]) if linked else None,
    }
    return {key: value for key, value in values.items() if value}


def _classed(name: str) -> str:
    """The XPath condition that an element has a class."""
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


def _linked(root: Element) -> dict[str, Value]:
    """What the page's JSON-LD says of the article; of several the one with the page's own heading."""
    things = [
        thing
        for text in root.xpath("//script[@type='application/ld+json']/text()")
        for thing in _things(text)
    ]
    by_id = {thing["@id"]: thing for thing in things if isinstance(thing.get("@id"), str)}
    articles = [thing for thing in things if any(map(_ARTICLE.search, _strings(thing.get("@type"))))]
    headings = {_alike(words(item)) for item in root.iter("h1", "title")}
    own = [thing for thing in articles if _alike(str(thing.get("headline"))) in headings]
    if not (own or len(articles) == 1):
        return {}
    article = (own or articles)[0]
    people = article.get("author") or article.get("creator")
    names = [_name(person, by_id) for person in (people if isinstance(people, list) else [people]) if person]
    values: dict[str, Value] = {
        "title": _string(article.get("headline") or article.get("name")),
        "authors": [name for name in names if name] or None,
        "publication": _name(article.get("isPartOf"), by_id)
        or _name(article.get("publisher"), by_id, any_kind=True),
        "date": _string(article.get("datePublished")),
        "language": _string(article.get("inLanguage")),
        "url": next(
            (url for url in (_string(article.get("url")), _page_of(article)) if url and "://" in url), None
        ),
    }
    return {key: value for key, value in values.items() if value}


def _page_of(article: dict[str, Any]) -> str | None:
    whole = article.get("mainEntityOfPage")
    return _string(whole.get("@id") if isinstance(whole, dict) else whole)


def _things(text: str) -> Iterator[dict[str, Any]]:
    """Every object of a JSON-LD text that is not part of another one."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return
    for thing in value if isinstance(value, list) else [value]:
        if isinstance(thing, dict):
            yield thing
            graph = thing.get("@graph")
            yield from (item for item in graph if isinstance(item, dict)) if isinstance(graph, list) else ()


def _name(thing: object, by_id: dict[str, dict[str, Any]], *, any_kind: bool = False) -> str | None:
    """The name of a person, or with `any_kind` of an organisation, too; None of what is neither."""
    if isinstance(thing, dict):
        thing = by_id.get(str(thing.get("@id")), thing) if "name" not in thing else thing
        kinds = _strings(thing.get("@type"))
        person = any_kind or not kinds or "Person" in kinds or any("Periodical" in kind for kind in kinds)
        return _string(thing.get("name")) if person else None
    return _string(thing)


def _strings(value: object) -> list[str]:
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)]


def _string(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
