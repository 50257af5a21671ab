"""What the checks do with claims whose truth is known, written down by a model under words of an article.

A script writes each claim, cites its quote, and the writer's part of an answer judges it: once with a grader
that makes no mistake, so that only what the code does beside it is measured, and once without any grader.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass as checked

from assistant.articles import Passage
from assistant.encoder.encoder import encoder
from assistant.errors import AssistantError
from assistant.generation import Nearness, Writer
from assistant.generation.reply import Budget, Limits
from assistant.generation.verifying import Grade, Statement
from assistant.generation.writing import Outcome
from assistant.index.build import update
from assistant.index.filters import Filter
from assistant.index.index import Index
from assistant.index.snapshot import Snapshot
from assistant.settings import Settings
from eval.mistakes import read_yaml
from eval.scripted import Claim, Given, ScriptedModel, plain
from eval.suite import ROOT

FOLDER = Path(__file__).with_suffix("")
_PASSAGES = 12
"""Passages given with each claim, beside that of its quote."""
_ENOUGH = Limits(seconds=600, tokens=200_000)
FROZEN = "frozen"
"""The file of which counts alone are told."""
NAMED = ("invented body", "wrong number", "wrong date")
"""Kinds of false claims that code alone can tell: by a name, a figure or a date that stands nowhere."""


@checked(frozen=True, kw_only=True)
class Quoted:
    """Words of an article, and whose they are where they are not its voice's."""

    quote: str
    speaker: str | None = None


@checked(frozen=True, kw_only=True)
class Item(Quoted):
    """A claim on a quote; of the kind "true", or how it is false."""

    question: int
    claim: str
    kind: str

    @property
    def true(self) -> bool:
        return self.kind.startswith("true")


@checked(frozen=True, kw_only=True)
class Overview:
    """Sentences of an overview of some views, each view under the name in brackets behind it."""

    question: int
    views: dict[str, Quoted]
    true: tuple[str, ...]
    false: tuple[str, ...]


@checked(frozen=True, kw_only=True)
class Items:
    """A file of claims by one hand."""

    seen: bool
    """Whether the checks were written with a look at them: then no figure of theirs is on unseen text."""
    questions: dict[int, str]
    claims: tuple[Item, ...] = ()
    overviews: tuple[Overview, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one claim or sentence."""

    kind: str
    text: str
    true: bool
    graded: bool
    """Whether there was a grader."""
    shown: bool
    marked: bool
    """Whether it is marked as not checked for meaning."""
    view: bool
    """Whether the quote itself is shown."""


@dataclass(frozen=True)
class Perfect:
    """A grader that makes no mistake: it was told which statements are true."""

    truth: Mapping[str, bool]

    def grades(self, question: str, statements: Sequence[Statement]) -> Sequence[Grade | None]:
        """Supported where it is true."""
        return ["supported" if self.truth.get(plain(each.text)) else "unsupported" for each in statements]


class Room:
    """Where claims are tried: the index of a folder of articles."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._near: dict[str, tuple[Passage, ...]] = {}
        rows = range(snapshot.manifest.passages)
        self._passages = [snapshot.catalog.passage(row) for row in rows]
        self._people = tuple({name for record in snapshot.catalog.records for name in record.people})

    def claim(self, item: Item, question: str, *, graded: bool) -> Told:
        """What becomes of a claim."""
        views = [(Quoted(quote=item.quote, speaker=item.speaker), item.claim)]
        outcome = self._written(question, views, "", {item.claim: item.true}, graded=graded)
        worded = [each for each in outcome.viewpoints if plain(item.claim) in plain(each.claim or "")]
        return Told(
            item.kind,
            item.claim,
            item.true,
            graded,
            bool(worded),
            any(each.claim_check == "unchecked" for each in worded),
            bool(outcome.viewpoints),
        )

    def sentence(self, overview: Overview, text: str, question: str, *, true: bool, graded: bool) -> Told:
        """What becomes of a sentence of an overview, all of whose views are written."""
        views = [(each, None) for each in overview.views.values()]
        summary = text
        for name, each in overview.views.items():
            summary = summary.replace(f"[{name}]", f"[{each.quote}]")
        outcome = self._written(question, views, summary, {text: true}, graded=graded)
        return Told(
            f"overview: {'true' if true else 'false'}",
            text,
            true,
            graded,
            plain(text) in plain(outcome.summary or ""),
            any("not checked for meaning" in note for note in outcome.notes),
            bool(outcome.viewpoints),
        )

    def _written(
        self,
        question: str,
        views: Sequence[tuple[Quoted, str | None]],
        summary: str,
        truth: Mapping[str, bool],
        *,
        graded: bool,
    ) -> Outcome:
        passages = list(
            dict.fromkeys((*(self._of(each.quote) for each, _ in views), *self._nearest(question)))
        )

        def reply(given: tuple[Given, ...]) -> tuple[str, list[Claim]]:
            return _reply(given, views, summary), []

        verifier = Perfect({plain(text): true for text, true in truth.items()}) if graded else None
        writer = Writer(
            ScriptedModel(views=reply), Budget(_ENOUGH), self._people, verifier, rng=random.Random(0)
        )
        return writer.write(
            question,
            passages,
            articles={each.article_id: self._snapshot.article(each.article_id) for each in passages},
            attribution_of=self._snapshot.attribution,
            nearness=Nearness(self._snapshot.encoder, self._snapshot.sentence_vectors),
        )

    def _of(self, quote: str) -> Passage:
        words = _spaced(quote)
        found = next((each for each in self._passages if words in _spaced(each.text)), None)
        if found is None:
            raise AssistantError(f"no passage holds {quote!r}")
        return found

    def _nearest(self, question: str) -> tuple[Passage, ...]:
        if question not in self._near:
            hits = self._snapshot.search(question, only=Filter(), limit=_PASSAGES).hits
            self._near[question] = tuple(hit.passage for hit in hits)
        return self._near[question]


def _reply(given: Sequence[Given], views: Sequence[tuple[Quoted, str | None]], summary: str) -> str:
    """What a model writes of these views: each cites the sentences of its quote."""
    records = []
    for view, claim in views:
        ids = _cited(given, view.quote)
        records.append({"cite": ids, "speaker": view.speaker, "claim": claim, "stance": None})
        summary = summary.replace(f"[{view.quote}]", f"[{ids[0]}]" if ids else "")
    return json.dumps({"views": records, "summary": summary}, ensure_ascii=False)


def _cited(given: Sequence[Given], quote: str) -> list[str]:
    """The ids of the sentences in which a quote stands, whole or in part."""
    words = _spaced(quote)
    for source in given:
        ids, sentences = zip(*source.sentences, strict=True)
        spaced = [_spaced(sentence) for sentence in sentences]
        start = " ".join(spaced).find(words)
        if start >= 0:
            ends = list(accumulate(len(each) + 1 for each in spaced))
            return list(ids[bisect_right(ends, start) : bisect_left(ends, start + len(words)) + 1])
    return []


def _spaced(text: str) -> str:
    return " ".join(text.split()).casefold()


def load(folder: Path = FOLDER) -> dict[str, Items]:
    """The files of claims by their names; raises `AssistantError` where one cannot be read."""
    form = TypeAdapter(Items)
    return {path.stem: read_yaml(path, form) for path in sorted(folder.glob("*.yaml"))}


def told(items: Items, room: Room) -> Iterator[Told]:
    """What becomes of every claim and sentence, with a grader and without."""
    for graded in (True, False):
        for item in items.claims:
            yield room.claim(item, items.questions[item.question], graded=graded)
        for overview in items.overviews:
            question = items.questions[overview.question]
            for true, texts in ((True, overview.true), (False, overview.false)):
                for text in texts:
                    yield room.sentence(overview, text, question, true=true, graded=graded)


def measured(
    files: Mapping[str, Items], index: Path, documents: Path = ROOT / "documents"
) -> Mapping[str, tuple[Told, ...]]:
    """What becomes of the claims of each file, over the articles that `index` is brought up to."""
    used = encoder(Settings.read())
    update(documents, index, used)
    with closing(Index(index, used)) as opened:
        room = Room(opened.current())
        return {name: tuple(told(items, room)) for name, items in files.items()}


def lines(found: Sequence[Told]) -> Iterator[str]:
    """A table: of each kind how many were shown where they are true, stopped where they are false."""
    yield f"{'':34}{'':>6}{'perfect grader':>18}{'no grader':>14}"
    for kind in dict.fromkeys(each.kind for each in found):
        mine = [each for each in found if each.kind == kind]
        verb = "shown" if mine[0].true else "stopped"
        cells = [_right([each for each in mine if each.graded is graded]) for graded in (True, False)]
        yield f"{kind + ', ' + verb:34}{len(mine) // 2:>6}{cells[0]:>18}{cells[1]:>14}"
    bare = [each for each in found if not each.graded and each.shown]
    yield f"without a grader, shown and marked as not checked: {sum(e.marked for e in bare)} of {len(bare)}"
    claims = [each for each in found if not each.kind.startswith("overview")]
    yield f"the quote of a claim is shown: {sum(each.view for each in claims)} of {len(claims)}"


def _right(found: Sequence[Told]) -> str:
    return f"{sum(each.shown == each.true for each in found)}" if found else "-"


def main(arguments: Sequence[str]) -> int:
    """Print the table; with `--wrong` what was lost or let through."""
    parser = argparse.ArgumentParser(prog="python -m eval claims", description=__doc__)
    parser.add_argument(
        "--wrong",
        action="store_true",
        help="list true ones lost and false ones shown, but of the frozen file",
    )
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    files = load()
    with tempfile.TemporaryDirectory() as scratch:
        found = measured(files, Path(scratch))
    if options.json:
        every = {name: [_data(each) for each in own] for name, own in found.items()}
        print(json.dumps(every, ensure_ascii=False, indent=2))
        return 0
    for name, own in found.items():
        looked_at = ", seen by who wrote the checks" if files[name].seen else ""
        print(f"{name}: {len(files[name].claims)} claims{looked_at}")
        print("\n".join(lines(own)), end="\n\n")
        if options.wrong and name != FROZEN:
            for each in own:
                if each.shown != each.true:
                    print(f"{'grader' if each.graded else 'none  '}  {each.kind}: {each.text}")
    return 0


def _data(each: Told) -> dict[str, Any]:
    return {name: getattr(each, name) for name in Told.__slots__}
