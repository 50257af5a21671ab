"""Formats that are a ZIP archive: Word documents and e-books."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from assistant.errors import DocumentsError
from assistant.reading.formats.html import Element, markdown, parsed, words
from assistant.reading.metadata import Document, Found, Value
from assistant.text import cleaned

_LARGEST = 200_000_000
"""Bytes of an archive's files as they are unpacked; a small archive can hold any number."""
_MOST_FILES = 10_000
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name='Author'] => p.author:fresh
p[style-name='Date'] => p.date:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
p[style-name='Caption'] => figure > figcaption:fresh
p[style-name='caption'] => figure > figcaption:fresh
p[style-name='Image Caption'] => figure > figcaption:fresh
p[style-name='Table Caption'] => figure > figcaption:fresh
p[style-name='Source Code'] => pre:separator('\\n')
"""
"""Styles of Word, LibreOffice and pandoc that say what a paragraph is."""
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_NO_CHAPTER = re.compile(r"cover|title-?page|toc|copyright|colophon|landmarks|loi|lot|index")
"""EPUB's own words for parts that are no chapters (https://www.w3.org/TR/epub-ssv-11/)."""
_SHORTEST_CHAPTER = 200
"""Characters; a shorter part without a heading is a title page, a dedication or a notice."""


def read_docx(data: bytes) -> Document:
    """The text of a Word document: insertions taken over, deletions and comments left out."""
    import mammoth

    with _archive(data, "Word document") as archive:
        _refuse_encrypted(archive)
    try:
        html = mammoth.convert_to_html(io.BytesIO(data), style_map=_STYLES, convert_image=_no_image).value
    except (KeyError, ValueError, AttributeError, SyntaxError, zipfile.BadZipFile) as error:
        raise DocumentsError(f"it is no Word document, or a damaged one ({type(error).__name__})") from None
    root = parsed(cleaned(html))
    if root is None:
        raise DocumentsError("it has no text")
    values: dict[str, Value] = {}
    for key in ("author", "date"):
        styled = root.xpath(f"//p[@class='{key}']")
        if styled:
            names: list[Value] = [words(item) for item in styled]
            values["authors" if key == "author" else key] = names if key == "author" else names[0]
        for item in styled:
            item.drop_tree()
    titles = [words(item) for item in root.iter("h1")]
    if titles:
        values["title"] = titles[0]
    found = (Found(values, "the document's styles"),) if values else ()
    return Document(
        markdown(root).strip(),
        markdown=True,
        found=found,
        warnings=() if "authors" in values else _creator(data),
    )


def _creator(data: bytes) -> tuple[str, ...]:
    """A sentence on the name in the properties, which is not the author's but the computer's user's."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "docProps/core.xml" not in archive.namelist():
            return ()
        creator = _xml(archive, "docProps/core.xml").findtext(f"{_DC}creator")
    return (unsure_author(creator),) if creator and creator.strip() else ()


def unsure_author(name: str) -> str:
    """What is said of an author who stands in a file's properties alone."""
    short = " ".join(name.split())[:100]
    return (
        f"The file's properties name {short!r}: not taken as author, for it may be who typed or printed it."
    )


def _no_image(image: Any) -> dict[str, str]:
    return {}


def read_epub(data: bytes) -> list[tuple[str, Document]]:
    """The chapters of an e-book by name; a book of one chapter has the empty name."""
    with _archive(data, "e-book") as archive:
        if "META-INF/encryption.xml" in archive.namelist() and b"EncryptedData" in archive.read(
            "META-INF/encryption.xml"
        ):
            _refuse_encrypted(archive, certain="META-INF/rights.xml" in archive.namelist())
        try:
            return list(_chapters(archive))
        except (KeyError, AttributeError, StopIteration, RuntimeError) as error:
            raise DocumentsError(f"it is no e-book, or a damaged one ({type(error).__name__})") from None


def _chapters(archive: zipfile.ZipFile) -> Iterator[tuple[str, Document]]:
    container = _xml(archive, "META-INF/container.xml")
    place = next(item.get("full-path") for item in container.iter() if item.get("full-path"))
    package = _xml(archive, place)
    book = {name: _dc(package, name) for name in ("title", "creator", "date", "publisher", "language")}
    # A date that is the day on which the file was made is put there by the tool that made it.
    made = {(item.text or "")[:10] for item in package.iter() if item.get("property") == "dcterms:modified"}
    values: dict[str, Value] = {
        "authors": [*book["creator"]] or None,
        "date": next((each for each in book["date"] if each[:10] not in made), None),
        "language": next((each for each in book["language"] if len(each) > 1), None),
    }
    title = next(iter(book["title"]), None)
    items = {item.get("id"): item for item in package.iter(f"{_OPF}item")}
    read: list[tuple[str, str]] = []
    for reference in package.iter(f"{_OPF}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or reference.get("linear") == "no" or "nav" in (item.get("properties") or "").split():
            continue
        name = posixpath.normpath(posixpath.join(posixpath.dirname(place), unquote(item.get("href"))))
        root = parsed(cleaned(_text(archive, name)))
        if root is None or _is_no_chapter(root):
            continue
        heading = next((words(item) for item in root.iter("h1", "h2", "h3") if words(item)), "")
        text = markdown(root).strip()
        if text and (heading or len(text) >= _SHORTEST_CHAPTER) and text.lstrip("# ") != heading:
            read.append((heading, text))
    for heading, text in read:
        alone = len(read) == 1
        own: dict[str, Value] = {"title": title if alone else heading or title}
        own["publication"] = next(iter(book["publisher"]), None) if alone else title
        found = {key: value for key, value in {**own, **values}.items() if value}
        yield (
            "" if alone else heading or "part",
            Document(text, True, (Found(found, "the e-book's own record"),)),
        )


def _is_no_chapter(root: Element) -> bool:
    kinds = [item.get("epub:type") or "" for item in root.iter("body", "section", "nav", "div")][:3]
    return any(_NO_CHAPTER.fullmatch(kind) for kinds_ in kinds for kind in kinds_.split())


def _dc(package: Element, name: str) -> list[str]:
    return [
        " ".join(item.text.split()) for item in package.iter(_DC + name) if item.text and item.text.strip()
    ]


def _archive(data: bytes, what: str) -> zipfile.ZipFile:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise DocumentsError(
            "it is protected by a password, or of the old .doc kind: save it as .docx without one"
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError):
        raise DocumentsError(f"it is no {what}, or a damaged one") from None
    files = archive.infolist()
    if len(files) > _MOST_FILES or sum(file.file_size for file in files) > _LARGEST:
        raise DocumentsError(f"it unpacks to more than {_LARGEST // 1_000_000} MB")
    return archive


def _refuse_encrypted(archive: zipfile.ZipFile, *, certain: bool = False) -> None:
    if certain or any(file.flag_bits & 1 for file in archive.infolist()):
        raise DocumentsError("it is protected against reading")


def _text(archive: zipfile.ZipFile, name: str) -> str:
    from assistant.reading.formats.page import page_text

    return page_text(archive.read(name))[0]


def _xml(archive: zipfile.ZipFile, name: str) -> Element:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    root = etree.fromstring(archive.read(name), parser)
    if root is None:
        raise DocumentsError(f"its {name} is empty")
    return root
