"""Trains the model of bylines: `python -m eval train-bylines --out FILE`.

Its examples are the texts of the open half of `eval/reading/corpus`, each also with less around it and with
less below it. The titles that the other fields are placed by are told by a model that has not seen the text.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from assistant.articles import Span
from assistant.errors import DocumentsError
from assistant.lexicon import TITLES
from assistant.reading.article import read_articles
from assistant.reading.converter import Converter
from assistant.reading.lines import Sheet, sheet
from assistant.reading.mentions import Field, Mention, dates, names, papers, titles
from assistant.reading.plain_text import page_heads
from assistant.reading.ranking import LEAST, chosen

CORPUS = Path(__file__).parent / "reading/corpus"
PENALTY: Mapping[Field, float] = {"title": 1.0, "authors": 1.0, "date": 1.0, "publication": 0.7}
"""Of the squares of the weights."""
_FOLDS = 2
_FEWEST = 3
"""Texts that a feature stands in."""
_ROUNDS = 80
_LEAST_WEIGHT = 0.02
_LIMIT = 30.0
_OTHERS: Mapping[Field, Callable[[Sheet, Mention | None], Iterator[Mention]]] = {
    "authors": names,
    "date": dates,
    "publication": papers,
}

Case = Mapping[str, Any]
Weights = dict[str, float]
Candidates = Sequence[tuple[Mention, bool]]
"""The mentions of one text for one field, and whether each is right."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text with what it says of itself."""

    case: Case
    sheet: Sheet


def main(argv: Sequence[str] | None = None) -> int:
    """Command line: --out FILE."""
    parser = argparse.ArgumentParser(prog="python -m eval train-bylines", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the weights, a JSON file")
    options = parser.parse_args(argv)
    examples = list(read(CORPUS))
    weights = trained([each for example in examples for each in (example, *with_less(example))])
    text = json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True)
    options.out.write_text(f"{text}\n", encoding="utf-8")
    print(f"{len(examples)} texts, {sum(map(len, weights.values()))} weights", file=sys.stderr)
    return 0


def read(folder: Path) -> Iterator[Example]:
    """The texts of the open half that are the only ones of their files."""
    converter = Converter()
    for case in yaml.safe_load(folder.with_suffix(".yaml").read_text(encoding="utf-8")):
        if case["half"] != "open":
            continue
        path = folder / case["path"]
        try:
            articles = read_articles(path, path.stem, converter)
        except DocumentsError:
            continue
        if len(articles) == 1:
            text = articles[0].text
            heads: tuple[Span, ...] = page_heads(text) if path.suffix == ".txt" else ()
            yield Example(case, sheet(text, heads, None))


def with_less(example: Example) -> Iterator[Example]:
    """The text without what stands around its title, with one sentence, and from its title on."""
    lines, first = example.sheet.lines, example.sheet.first_prose
    title = next((each for each, right in candidates(example, "title", None) if right and each.whole), None)
    if title is None or title.last >= first or first >= len(lines):
        return
    text, start = example.sheet.text, lines[title.first].start
    paragraphs = text[lines[first].start : lines[example.sheet.last_prose].end].split("\n\n")
    sentence = re.split(r"(?<=[.!?])\s", paragraphs[0])[0].replace("\n", " ")
    short = "\n\n".join((text[start : lines[title.last].end], *paragraphs[:2]))
    for each in (
        short,
        text[: lines[first].start] + sentence,
        text[start : lines[first].start] + paragraphs[0],
    ):
        yield Example(example.case, sheet(each, (), None))


def candidates(example: Example, field: Field, title: Mention | None) -> Candidates:
    """What the edges of a text mention for a field, and which of them are right."""
    wanted = {_key(field, value) for value in _values(example.case, field)}
    found = titles(example.sheet) if field == "title" else _OTHERS[field](example.sheet, title)
    return [(each, _key(field, each.value) in wanted) for each in found]


def _values(case: Case, field: Field) -> Iterator[object]:
    """The right values of a field; of authors each by himself."""
    if case.get(field):
        also = case.get(f"{field}_also", ())
        for value in (case[field], *(also if isinstance(also, list) else [also])):
            yield from value if isinstance(value, list) else [value] if value else []


def _key(field: Field, value: object) -> str:
    words = str(value).split()
    while field == "authors" and len(words) > 1 and words[0].lower().strip(".") in TITLES:
        words = words[1:]
    letters = unicodedata.normalize("NFKC", "".join(words)).casefold()
    return letters if field == "date" else "".join(filter(str.isalnum, letters))


def trained(examples: Sequence[Example]) -> dict[str, Weights]:
    """The weights of each field."""
    known = [each for each in examples if each.case.get("title")]
    places: dict[int, Mention | None] = {}
    for fold in range(_FOLDS):
        part = {each.case["path"] for each in examples if _fold(each) == fold}
        by = _titles_of([each for each in known if each.case["path"] not in part])
        for each in examples:
            if each.case["path"] in part:
                title = chosen(titles(each.sheet), by)
                sure = title is not None and title.probability >= LEAST["title"]
                places[id(each)] = title.mentions[0] if title and sure else None
    weights = {"title": _titles_of(known)}
    for field in _OTHERS:
        given = [each for each in examples if field in each.case]
        lists = [candidates(each, field, places[id(each)]) for each in given]
        weights[field] = fit(lists, PENALTY[field])
    return weights


def _fold(example: Example) -> int:
    return sum(str(example.case["path"]).encode()) % _FOLDS


def _titles_of(examples: Iterable[Example]) -> Weights:
    return fit([candidates(each, "title", None) for each in examples], PENALTY["title"])


def fit(lists: Sequence[Candidates], penalty: float) -> Weights:
    """The weights of a conditional logit over each list and "none of them", of odds 1 (McFadden 1974).

    Several right candidates share the probability; small weights are left out.
    """
    from scipy.optimize import minimize  # type: ignore[import-untyped]
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

    lists = [each for each in lists if each]
    counts = Counter(name for each in lists for name in set().union(*(one.features for one, _ in each)))
    columns = {name: at for at, name in enumerate(sorted(name for name in counts if counts[name] >= _FEWEST))}
    rows = [(place, one, right) for place, each in enumerate(lists) for one, right in each]
    inside = [[columns[name] for name in sorted(one.features) if name in columns] for _, one, _ in rows]
    ends = np.cumsum([0, *map(len, inside)])
    ones = (np.ones(ends[-1]), np.concatenate([np.array(each, int) for each in inside]), ends)
    matrix = csr_matrix(ones, shape=(len(rows), len(columns)))
    of = np.array([place for place, _, _ in rows])
    right = np.array([float(each) for _, _, each in rows])
    none = 1 - np.minimum(np.bincount(of, right, len(lists)), 1)

    def loss(values: np.ndarray) -> tuple[float, np.ndarray]:
        odds = np.exp(np.clip(matrix @ values[:-1] + values[-1], -_LIMIT, _LIMIT))
        all_, good = np.bincount(of, odds, len(lists)) + 1, np.bincount(of, odds * right, len(lists)) + none
        slope = odds / all_[of] - odds * right / good[of]
        cost = (np.log(all_) - np.log(good)).sum() + penalty / 2 * (values[:-1] ** 2).sum()
        return cost, np.append(matrix.T @ slope + penalty * values[:-1], slope.sum())

    start = np.zeros(len(columns) + 1)
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS}).x
    found = {
        name: round(float(best[at]), 2) for name, at in columns.items() if abs(best[at]) >= _LEAST_WEIGHT
    }
    return {"": round(float(best[-1]), 3), **found}
