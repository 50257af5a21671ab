"""New articles for the documents folder: copies of files, and pages of the web with their record."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.articles import Article
from assistant.errors import DocumentsError
from assistant.reading.article import LARGEST, TEXTS, articles_of
from assistant.reading.converter import Converter, slug
from assistant.reading.download import download
from assistant.reading.folder import SUFFIXES
from assistant.reading.metadata import Found

_KEPT = (
    "title",
    "kind",
    "authors",
    "speakers",
    "author_role",
    "speaker_role",
    "publication",
    "date",
    "url",
    "language",
)
"""Keys of a record that are written into the front matter of a page."""
_MOST_OF_ONE_NAME = 100
_ADDRESS = "the address that was asked for"


@dataclass(frozen=True, slots=True)
class Addition:
    """A file for the documents folder, not written yet, and the articles in it."""

    files: Mapping[str, bytes]
    """Contents by name, the article's own first."""
    articles: tuple[Article, ...]


def is_address(place: str) -> bool:
    """Whether something to be added is an address of the web, not a path."""
    return "://" in place


def fetched(url: str, converter: Converter, *, private: bool) -> Addition:
    """The document at an address: a page as Markdown with its record, other files as they are beside it.

    Raises DocumentsError with the address and the reason.
    """
    try:
        found = download(url, private=private)
        beside = (Found({"url": found.url}, _ADDRESS),)
        articles = articles_of(
            found.data, found.suffix, slug(found.name), converter, name=found.name, beside=beside
        )
        if found.suffix in (".html", *TEXTS):
            name = slug(articles[0].record.title)
            return Addition({f"{name}.md": _markdown(articles[0]).encode()}, articles)
        name, record = slug(found.name), _yaml({"url": found.url})
        return Addition({f"{name}{found.suffix}": found.data, f"{name}.yaml": record.encode()}, articles)
    except DocumentsError as error:
        raise DocumentsError(f"{url!r} is not added: {error}") from None


def copied(path: Path, converter: Converter) -> Addition:
    """A file as it is; raises DocumentsError with its name and the reason why it is no article."""
    try:
        suffix = path.suffix.lower()
        if path.is_dir():
            raise DocumentsError("it is a folder: name the files in it")
        if suffix not in SUFFIXES:
            raise DocumentsError(f"files of the kind {path.suffix!r} are not read")
        data = path.read_bytes()
        if suffix in TEXTS and len(data) > LARGEST:
            raise DocumentsError(f"it is larger than {LARGEST // 1_000_000} MB: split it into articles")
        return Addition({path.name: data}, articles_of(data, suffix, path.stem, converter, name=path.stem))
    except OSError as error:
        raise DocumentsError(f"{str(path)!r} is not added: {error.strerror or error}") from None
    except DocumentsError as error:
        raise DocumentsError(f"{str(path)!r} is not added: {error}") from None


def kept(addition: Addition, folder: Path) -> Path:
    """Write an addition into the documents folder; nothing there is overwritten.

    Raises DocumentsError where the same file is there already, or the folder cannot be written.
    """
    first, *_ = addition.files
    stem, dot, suffix = first.rpartition(".")
    same = hashlib.sha256(addition.files[first]).digest()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        taken = {entry.name.partition(".")[0].casefold() for entry in folder.iterdir()}
        for number in range(1, _MOST_OF_ONE_NAME):
            name = stem if number == 1 else f"{stem}-{number}"
            path = folder / f"{name}.{suffix}"
            if path.is_file() and hashlib.sha256(path.read_bytes()).digest() == same:
                raise DocumentsError(f"{str(path)!r} is there already: nothing was added")
            if name.partition(".")[0].casefold() in taken:
                continue
            for each, data in addition.files.items():
                with (folder / f"{name}.{each.rpartition('.')[2]}").open("xb") as file:
                    file.write(data)
            return path
    except OSError as error:
        raise DocumentsError(
            f"{first!r} cannot be kept in {str(folder)!r}: {error.strerror or error}"
        ) from None
    raise DocumentsError(f"{first!r} cannot be kept in {str(folder)!r}: too many files have this name")


def _markdown(article: Article) -> str:
    """An article as a Markdown file whose front matter says what is known of it, and from where."""
    record = article.record.to_dict()
    values = {key: record[key] for key in _KEPT if record[key] and record[key] != "article"}
    values["basis"] = dict(article.record.basis)
    return f"---\n{_yaml(values)}---\n\n{article.text}\n"


def _yaml(values: Mapping[str, object]) -> str:
    import yaml

    return yaml.safe_dump(dict(values), sort_keys=False, allow_unicode=True, width=100_000)
