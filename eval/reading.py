"""Reading files as people have them: right records, whole sentences, the right holders, the right answers.

`reading/README.md` tells what the cases hold. Misses of the frozen half are never shown.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant import Scope
from assistant.answers import Answer, Viewpoint
from assistant.articles import Article
from assistant.attribution import attribute
from assistant.errors import AssistantError
from assistant.names import names_match
from assistant.reading.folder import read_folder
from assistant.settings import Settings
from eval.asking import opened

HERE = Path(__file__).with_suffix("")
CORPUS = HERE / "corpus"
Case = Mapping[str, Any]
Keys = Mapping[str, tuple[str, ...]]
"""The keys that a case may have, under "", and those of each of its parts."""
_FIELDS = ("title", "authors", "speakers", "date", "publication", "url", "language")
_VIEW = ("article", "title", "date", "holder", "holder_shown", "starts", "text_shown", "words", "whole")
_EXPECTED = ("folder", "question", "until", "show", "may", "must_not", "same_words_once")
_CORPUS_KEYS: Keys = {
    "": ("path", "half", "kind", "item", *_FIELDS, *(f"{field}_also" for field in _FIELDS))
    + ("views", "not_views", "not_author_views"),
    "views": ("text", "holder", "holder_also"),
}
_QUESTION_KEYS: Keys = {
    "": ("id", "half", "answered", "reason", *_EXPECTED),
    "show": _VIEW,
    "may": _VIEW,
    "must_not": _VIEW,
}
_INPUT_KEYS: Keys = {
    "": ("path", "record", "told", "use", *_EXPECTED),
    "record": ("kind", *_FIELDS),
    "show": _VIEW,
    "may": (*_VIEW, *_FIELDS),
    "must_not": (*_VIEW, "note"),
}
_STOP = re.compile(r"[.!?…][”\"’»]?\s+")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a case expects, and what was found in its place."""

    half: str
    kind: str
    what: str
    """`record`, `invented`, `whole`, `credit`, `no view`, `shown` or `kept out`."""
    right: bool
    where: str
    wanted: str
    got: str


def main(argv: Sequence[str] | None = None) -> int:
    """Command line: [--misses] [--inputs FOLDER [--cases FILE]]."""
    parser = argparse.ArgumentParser(prog="python -m eval reading", description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list the misses of the open half")
    parser.add_argument("--inputs", type=Path, help="a folder of other inputs: every check is listed")
    parser.add_argument(
        "--cases", type=Path, default=HERE / "shared_inputs.yaml", help="what is right of them"
    )
    options = parser.parse_args(argv)
    if options.inputs:
        found = list(_inputs(_cases(options.cases, _INPUT_KEYS), options.inputs))
        print(*map(_line, found), sep="\n")
        print(f"{sum(each.right for each in found)} of {len(found)} right")
        return int(not all(each.right for each in found))
    corpus = _cases(HERE / "corpus.yaml", _CORPUS_KEYS)
    found = [*_corpus(corpus), *_questions(_cases(HERE / "questions.yaml", _QUESTION_KEYS))]
    if options.misses:
        print(*(_line(each) for each in found if each.half == "open" and not each.right), sep="\n")
    _table(found)
    return 0


def _cases(path: Path, keys: Keys) -> list[Case]:
    """The cases of a file; `AssistantError` for one that cannot be read and for a key that nothing reads."""
    try:
        cases = list(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError) as error:
        raise AssistantError(f"{str(path)!r} cannot be read: {error}") from None
    for case in cases:
        for part, known in keys.items():
            within = case.get(part) or () if part else case
            for each in [within] if isinstance(within, Mapping) else within:
                if surplus := [key for key in each if key not in known]:
                    name = case.get("id", case.get("path"))
                    raise AssistantError(f"{str(path)!r}, case {name!r}: nothing reads {surplus[0]!r}")
    return cases


def _line(check: Check) -> str:
    mark = "right" if check.right else "WRONG"
    return f"{mark}  {check.where}  {check.what}: wanted {check.wanted}; got {check.got}"


def _table(found: Sequence[Check]) -> None:
    """Right of all, for each thing that is expected, by half and by kind of file."""
    for title in ("half", "kind"):
        counts: Counter[tuple[str, str]] = Counter()
        right: Counter[tuple[str, str]] = Counter()
        for each in found:
            counts[getattr(each, title), each.what] += 1
            right[getattr(each, title), each.what] += each.right
        columns = list(dict.fromkeys(each.what for each in found))
        print(f"{title:14}" + "".join(f"{name:>16}" for name in columns))
        for row in sorted({row for row, _ in counts}):
            cells = (f"{right[row, name]} of {counts[row, name]}" for name in columns)
            print(f"{row:14}" + "".join(f"{cell:>16}" for cell in cells))


# Records and sentences


def _corpus(cases: Sequence[Case]) -> Iterator[Check]:
    found = read_folder(CORPUS)
    for case in cases:
        path = str(case["path"])
        article = _article(found.articles, path, case)
        check = _checker(case["half"], case["kind"], f"{path} {case.get('item', '')}".strip())
        if article is None:
            yield check("record", False, "an article", _problem(found, path))
            continue
        yield from _record_checks(check, case, article)
        yield from _sentence_checks(check, case, article)


Checker = Callable[[str, bool, object, object], Check]


def _checker(half: str, kind: str, where: str) -> Checker:
    def check(what: str, right: bool, wanted: object, got: object) -> Check:
        return Check(half, kind, what, right, where, str(wanted), str(got))

    return check


def _article(articles: Sequence[Article], path: str, case: Case | None = None) -> Article | None:
    """The article of a file; of several in a feed or table, the one of the title or first view."""
    stem = path.rpartition(".")[0]
    inside = [each for each in articles if each.id == stem or each.id.startswith(f"{stem}/")]
    if case is None or len(inside) < 2:
        return next(iter(inside), None)
    if case["title"] is not None:
        found = [each for each in inside if _letters(each.record.title) == _letters(case["title"])]
    else:
        words = _letters(case["views"][0]["text"])
        found = [each for each in inside if words in _letters(each.text)]
    return next(iter(found), None)


def _problem(found: Any, path: str) -> str:
    return next((each.message for each in found.problems if str(each.path).endswith(path)), "nothing")


def _record_checks(
    check: Checker, case: Case, article: Article, fields: Sequence[str] = _FIELDS
) -> Iterator[Check]:
    record = article.record
    given = {
        "title": record.title,
        "kind": record.kind,
        "authors": list(record.authors),
        "speakers": list(record.speakers),
        "date": record.date.iso if record.date else None,
        "publication": record.publication,
        "url": record.url,
        "language": record.language,
    }
    for field in fields:
        if field not in case or (field == "title" and case[field] is None):
            continue
        wanted, got = case[field], given[field]
        also = case.get(f"{field}_also", ())
        right = any(_equal(field, each, got) for each in (wanted, *_listed(also)))
        carried = bool(wanted)
        yield check("record" if carried else "invented", right, f"{field} {wanted!r}", repr(got))


def _listed(also: object) -> list[object]:
    return list(also) if isinstance(also, (list, tuple)) else [also]


def _equal(field: str, wanted: object, got: object) -> bool:
    if field in ("authors", "speakers"):
        names = wanted if isinstance(wanted, list) else [wanted] if wanted else []
        return [_letters(name) for name in names] == [_letters(name) for name in got or ()]  # type: ignore[attr-defined]
    if wanted is None or got is None:
        return wanted is got
    if field == "language":
        return str(wanted).split("-")[0].lower() == str(got).split("-")[0].lower()
    if field in ("date", "url"):
        return str(wanted).rstrip("/") == str(got).rstrip("/")
    return _letters(wanted) == _letters(got)


def _letters(words: object) -> str:
    """What two spellings of the same words have in common: their letters and digits."""
    return "".join(char for char in unicodedata.normalize("NFKC", str(words)).casefold() if char.isalnum())


def _sentence_checks(check: Checker, case: Case, article: Article) -> Iterator[Check]:
    asked = [(block.start, block.end) for block in article.blocks if block.asks]
    held = [
        (article.shown(each.start, each.end), each)
        for each in attribute(article)
        if not any(start <= each.start < end for start, end in asked)
    ]
    letters = [(_letters(words), each) for words, each in held]
    author = article.record.voice
    for view in case["views"]:
        wanted = _letters(view["text"])
        parts = [(words, each) for words, each in letters if words and (words in wanted or wanted in words)]
        together = "".join(words for words, _ in parts)
        yield check("whole", wanted in together, repr(view["text"][:60]), f"{len(parts)} sentences")
        names = [view["holder"], *_listed(view.get("holder_also", ()))]
        sure = [each for _, each in parts if each.certain or each.reported]
        wrong = [each for each in sure if not _is_holder(each.speaker, each.reported, names, author)]
        yield check(
            "credit",
            not wrong,
            f"{view['holder']} for {view['text'][:60]!r}",
            [each.speaker for each in wrong],
        )
    for words in case["not_views"]:
        shown = [each for text, each in letters if _covers(text, _letters(words)) and each.speaker]
        yield check("no view", not shown, f"no view {words[:60]!r}", [each.speaker for each in shown])
    for words in case.get("not_author_views", ()):
        shown = [each for text, each in letters if _covers(text, _letters(words)) and not each.reported]
        yield check(
            "no view", not shown, f"not the author's {words[:60]!r}", [each.speaker for each in shown]
        )


def _covers(sentence: str, words: str) -> bool:
    return bool(sentence) and (words in sentence or (len(sentence) > 12 and sentence in words))


def _is_holder(speaker: str | None, reported: bool, names: Sequence[object], author: str | None) -> bool:
    """Whether a credit is right, or names nobody."""
    if speaker is None:
        return True
    return any(name and _named(speaker, str(name)) for name in names) or (
        names[0] is None and not reported and author is None
    )


def _named(speaker: str, name: str) -> bool:
    return (
        names_match(speaker, name)
        or _letters(speaker) in _letters(name)
        or _letters(name) in _letters(speaker)
    )


# Questions


def _questions(cases: Sequence[Case]) -> Iterator[Check]:
    for case in cases:
        check = _checker(case["half"], "questions", case["id"])
        yield from _answer_checks(check, case, _asked(case, CORPUS, case["folder"]))


def _inputs(cases: Sequence[Case], folder: Path) -> Iterator[Check]:
    for case in cases:
        path = str(case["path"])
        check = _checker("open", "inputs", f"{path} {case.get('question', '')}".strip())
        files = case.get("folder", [path])
        with tempfile.TemporaryDirectory() as place:
            found = read_folder(_copied(files, folder, Path(place)))
        article = _article(found.articles, path)
        if "told" in case:
            warnings = [*(each.message for each in found.problems), *(article.warnings if article else ())]
            yield check("record", bool(warnings), case["told"], warnings)
        if isinstance(case.get("record"), dict) and article:
            may = {f"{key}_also": value for key, value in _mapping(case.get("may")).items()}
            yield from _record_checks(check, {**case["record"], **may}, article, ("kind", *_FIELDS))
        elif isinstance(case.get("record"), dict) and "folder" not in case:
            yield check("record", False, "an article", _problem(found, path))
        elif "record" in case and case["record"] is None:
            yield check("invented", article is None, "no article", article and article.id)
        if "use" in case:
            text = (folder / path).read_text(encoding="utf-8")
            answer = _asked({"question": text}, folder, ["mini/a.md", "mini/b.md"])
            yield check("shown", "Tue" not in " ".join(answer.notes), case["use"], answer.notes)
        elif "question" in case:
            yield from _answer_checks(check, case, _asked(case, folder, files))


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _copied(files: Sequence[str], folder: Path, place: Path) -> Path:
    """`place` with copies of the files, those with the same stem, and the tables beside them."""
    for name in files:
        source, target = folder / name, place / name
        target.parent.mkdir(parents=True, exist_ok=True)
        stem = source.name.partition(".")[0]
        beside = [each for each in source.parent.iterdir() if each.name.startswith((f"{stem}.", "manifest."))]
        sidecars = [each for each in beside if each.suffix in (".yaml", ".yml", ".json", ".toml", ".csv")]
        for each in (source, *sidecars):
            shutil.copy(each, target.parent / each.name)
    return place


def _asked(case: Case, folder: Path, files: Sequence[str]) -> Answer:
    with tempfile.TemporaryDirectory() as place:
        documents = _copied(files, folder, Path(place) / "documents")
        with opened(documents, Settings.read()) as assistant:
            return assistant.ask(case["question"], scope=Scope(until=case.get("until")))


def _answer_checks(check: Checker, case: Case, answer: Answer) -> Iterator[Check]:
    got = [(each.record.article_id, each.speaker, each.quotes[0].text[:50]) for each in answer.viewpoints]
    if "answered" in case:
        wanted = (case["answered"], case.get("reason"))
        yield check("shown", (answer.answered, answer.reason) == wanted, wanted, answer.reason)
    for wanted in case["show"]:
        yield check("shown", any(_fits(each, wanted) for each in answer.viewpoints), wanted, got)
    for refused in case.get("must_not", ()):
        if "note" in refused:
            told = [note for note in answer.notes if "not mentioned" in note or "No article" in note]
            yield check("kept out", not told, refused, told)
            continue
        bad = [each for each in answer.viewpoints if each.sure and _fits(each, refused)]
        yield check("kept out", not bad, refused, [(each.speaker, each.quotes[0].text[:60]) for each in bad])
    if case.get("same_words_once"):
        said = Counter(_letters(quote.text) for each in answer.viewpoints for quote in each.quotes)
        yield check("shown", max(said.values(), default=0) <= 1, "the same words once", got)


def _begins(shown: str, words: str) -> bool:
    """Whether a sentence of a quote begins with some words: neighbours of one holder are one quote."""
    starts = (0, *(match.end() for match in _STOP.finditer(shown)))
    return any(_letters(shown[start:]).startswith(_letters(words)) for start in starts)


def _fits(view: Viewpoint, wanted: Mapping[str, Any]) -> bool:
    """Whether a viewpoint is what a case describes: each key that it gives holds."""
    texts = [quote.text for quote in view.quotes]
    if "article" in wanted and not str(wanted["article"]).startswith(f"{view.record.article_id}."):
        return False
    if "title" in wanted and _letters(wanted["title"]) != _letters(view.record.title):
        return False
    if "date" in wanted and wanted["date"] != (view.record.date.iso if view.record.date else None):
        return False
    if "holder" in wanted:
        name = wanted["holder"]
        if name is None and (view.speaker or view.reported):
            return False
        if name is not None and not (view.speaker and _named(view.speaker, name)):
            return False
    if "holder_shown" in wanted and view.speaker != wanted["holder_shown"]:
        return False
    if "starts" in wanted:
        return any(_begins(quote.shown, wanted["starts"]) for quote in view.quotes)
    if "text_shown" in wanted:
        return any(wanted["text_shown"] in (quote.shown or quote.text) for quote in view.quotes)
    if "words" in wanted and wanted.get("whole"):
        return any(_letters(text) == _letters(wanted["words"]) for text in texts)
    return "words" not in wanted or any(_letters(wanted["words"]) in _letters(text) for text in texts)


if __name__ == "__main__":
    sys.exit(main())
