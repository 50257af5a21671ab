"""New articles for the documents folder: copies of files, and pages of the web with their record."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from assistant.articles import Article
from assistant.errors import DocumentsError
from assistant.reading.article import LARGEST, LARGEST_CONVERTED, TEXTS, articles_of, head_and_body
from assistant.reading.beside import MANIFEST, is_sidecar
from assistant.reading.converter import Converter, slug
from assistant.reading.download import download
from assistant.reading.folder import SUFFIXES, is_readme
from assistant.reading.front_matter import record_of
from assistant.reading.metadata import Found, Value

_MOST_OF_ONE_NAME = 100
_ADDRESS = "the address that was asked for"


@dataclass(frozen=True, slots=True)
class Addition:
    """A file for the documents folder, not written yet, and the articles in it."""

    files: Mapping[str, bytes]
    """Contents by name, the article's own first."""
    articles: tuple[Article, ...]

    @property
    def name(self) -> str:
        """The name of the article's own file."""
        return next(iter(self.files))

    @property
    def correctable(self) -> bool:
        """Whether its record can be corrected: one article, which is no row or part of the file."""
        return len(self.articles) == 1 and "/" not in self.articles[0].id


class AlreadyThere(DocumentsError):
    """The same file is in the documents folder; `article_id` is that of the article in it."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{str(path)!r} is there already: nothing was added")
        self.article_id = path.stem


def is_address(place: str) -> bool:
    """Whether something to be added is an address of the web, not a path."""
    return "://" in place


def fetched(url: str, converter: Converter, *, private: bool) -> Addition:
    """The document at an address: a page as a text with its record, other files as they are beside it.

    Raises DocumentsError with the address and the reason.
    """
    try:
        found = download(url, private=private)
        beside = (Found({"url": found.url}, _ADDRESS),)
        articles = articles_of(
            found.data, found.suffix, slug(found.name), converter, name=found.name, beside=beside
        )
        if found.suffix in (".html", *TEXTS):
            head = head_and_body(found.data, found.suffix)[0] if found.suffix in TEXTS else {}
            name = f"{fit_name(articles[0].record.title)}{'.txt' if found.suffix == '.txt' else '.md'}"
            return Addition({name: _with_record(articles[0], head).encode()}, articles)
        name, record = fit_name(found.name), yaml_of({"url": found.url})
        return Addition({f"{name}{found.suffix}": found.data, f"{name}.yaml": record.encode()}, articles)
    except DocumentsError as error:
        raise DocumentsError(f"{url!r} is not added: {error}") from None


def copied(path: Path, converter: Converter) -> Addition:
    """A file as it is; raises DocumentsError with its name and the reason why it is no article."""
    try:
        if path.is_dir():
            raise DocumentsError("it is a folder: name the files in it")
        _refuse_other_kinds(path.suffix)
        unread = path.name.startswith((".", "~$")) or fit_name(path.stem).startswith("article-")
        name = f"{fit_name(path.stem)}{path.suffix}" if unread else path.name
        return _addition(name, path.read_bytes(), converter)
    except OSError as error:
        raise DocumentsError(f"{str(path)!r} is not added: {error.strerror or error}") from None
    except DocumentsError as error:
        raise DocumentsError(f"{str(path)!r} is not added: {error}") from None


def uploaded(name: str, data: bytes, converter: Converter) -> Addition:
    """The bytes of a file of somebody else's machine, under a name that is fit for the folder.

    Raises DocumentsError with the reason why it is no article.
    """
    sent = PurePosixPath(name.replace("\\", "/"))
    _refuse_other_kinds(sent.suffix)
    return _addition(f"{fit_name(sent.stem)}{sent.suffix.lower()}", data, converter)


def pasted(text: str, converter: Converter, *, markdown: bool) -> Addition:
    """A text as a file that has the name of its title; raises DocumentsError."""
    suffix = ".md" if markdown else ".txt"
    data = text.encode()
    (article,) = articles_of(data, suffix, "text", converter, name="text")
    return Addition({f"{fit_name(article.record.title)}{suffix}": data}, (article,))


def read_again(files: Mapping[str, bytes], converter: Converter) -> Addition:
    """The addition of these files, read as they will be in the folder; raises DocumentsError."""
    (name, data), *others = files.items()
    beside = tuple(Found(record_of(each.decode()), f"sidecar {other}") for other, each in others)
    return _addition(name, data, converter, beside, files)


def _addition(
    name: str,
    data: bytes,
    converter: Converter,
    beside: tuple[Found, ...] = (),
    files: Mapping[str, bytes] | None = None,
) -> Addition:
    path = PurePosixPath(name)
    suffix = path.suffix.lower()
    most = LARGEST if suffix in TEXTS else LARGEST_CONVERTED
    if len(data) > most:
        raise DocumentsError(f"it is larger than {most // 1_000_000} MB: split it into articles")
    articles = articles_of(data, suffix, path.stem, converter, name=path.stem, beside=beside)
    return Addition(files or {name: data}, articles)


def _refuse_other_kinds(suffix: str) -> None:
    if suffix.lower() not in SUFFIXES:
        raise DocumentsError(f"files of the kind {suffix!r} are not read")


def fit_name(title: str) -> str:
    """A title as the name of a file that is read: no hidden file, no README, no manifest of others.

    >>> fit_name("Keep the Ferry!"), fit_name("../.README"), fit_name("manifest")
    ('keep-the-ferry', 'article-readme', 'article-manifest')
    """
    name = slug(title)
    return f"article-{name}" if is_readme(name) or name == MANIFEST.partition(".")[0] else name


def kept(addition: Addition, folder: Path) -> Path:
    """Write an addition into the documents folder; nothing there is overwritten.

    Raises `AlreadyThere` where the same file is, and DocumentsError where the folder cannot be written.
    """
    first, *_ = addition.files
    stem, _, suffix = first.rpartition(".")
    same = hashlib.sha256(addition.files[first]).digest()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        taken = {_stem(entry.name) for entry in folder.iterdir()}
        for number in range(1, _MOST_OF_ONE_NAME):
            name = stem if number == 1 else f"{stem}-{number}"
            path = folder / f"{name}.{suffix}"
            if path.is_file() and hashlib.sha256(path.read_bytes()).digest() == same:
                raise AlreadyThere(path)
            if taken & {name.casefold(), f"{name}.{suffix}".casefold()}:
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


def _stem(name: str) -> str:
    """What an entry of the folder keeps for itself: the id of an article, or the file of a sidecar."""
    stem = name.rpartition(".")[0] or name
    return (stem.removesuffix(".meta") if is_sidecar(name) else stem).casefold()


def _with_record(article: Article, head: Mapping[str, Value]) -> str:
    """An article as a text under the record at its `head` and what was found elsewhere, with from where."""
    basis = article.record.basis
    known = {**article.record.to_dict(), "topics": list(article.topics)}
    # Who wrote a preface is told from the text at each reading.
    found = {key: value for key, value in known.items() if key in basis and key != "written_by"}
    written = {key: value for key, value in head.items() if key not in found}
    return f"---\n{yaml_of({**found, **written, 'basis': dict(basis)})}---\n\n{article.text}\n"


def yaml_of(values: Mapping[str, object]) -> str:
    """A record as it is written at the head of a file, or beside it."""
    import yaml

    return yaml.safe_dump(dict(values), sort_keys=False, allow_unicode=True, width=100_000)
