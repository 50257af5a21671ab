"""Whose view a sentence is, by rules, by the trained model, by both: `python -m eval attribution`.

Nothing is chosen by hand m, by the frozen half of the essays or by the frozen texts.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.articles import Article
from assistant.attribution import Attribution, attribute
from assistant.attribution.decision import attributions
from assistant.attribution.model import WEIGHTS, AttributionModel
from assistant.attribution.rules import by_rules
from eval import essays
from eval.attribution.examples import DIGESTS_FROZEN, REAL_FROZEN, Example, example, of_essays, of_texts
from eval.attribution.figures import HEAD, Outcome, figures
from eval.labels import hands

_FROZEN, _DEVELOPMENT = "hand m (frozen)", "hand n (development)"
_LEAST = (0.0, 0.6, 0.8)
"""Probabilities below which nobody is named: the risk falls, and the coverage."""
Attribute = Callable[[Article], tuple[Attribution, ...]]


def outcomes(examples: Iterable[Example], attribute: Attribute) -> Iterator[Outcome]:
    """The labelled sentences of the examples, with what `attribute` makes of them."""
    for each in examples:
        article = each.article
        for truth, found in zip(each.truths, attribute(article), strict=True):
            if truth:
                yield Outcome(article.record, truth.label, found, article.shown(found.start, found.end))


def sets(texts: Path | None) -> dict[str, list[Example]]:
    """What is looked at, by name."""
    labelled = hands()
    found = {
        _FROZEN: [example(each) for each in labelled["m"]],
        _DEVELOPMENT: [example(each) for each in labelled["n"]],
        "essays, frozen half": of_essays("frozen"),
        "documents, frozen": of_texts(essays.DOCUMENTS, DIGESTS_FROZEN),
    }
    if texts:
        found["real writing, frozen"] = of_texts(texts, REAL_FROZEN)
    return found


def main(argv: Sequence[str] | None = None) -> int:
    """Command line: [--model FILE] [--texts PATH] [--misses]."""
    parser = argparse.ArgumentParser(prog="python -m eval attribution", description=__doc__)
    parser.add_argument("--model", type=Path, default=WEIGHTS, help="what `python -m eval train` wrote")
    parser.add_argument("--texts", type=Path, help="the texts of eval/labels/real_opinion_frozen.jsonl")
    parser.add_argument("--misses", action="store_true", help="list the misses of the development hand")
    options = parser.parse_args(argv)
    methods = _methods(AttributionModel.open(options.model), own=options.model == WEIGHTS)
    print(f"{'':44}{HEAD}")
    for name, examples in sets(options.texts).items():
        for method, find in methods.items():
            found = list(outcomes(examples, find))
            print(f"{name:24}{method:20}{figures(found)}", flush=True)
        if options.misses and name == _DEVELOPMENT:
            print(*misses(found), sep="\n")
    return 0


def _methods(model: AttributionModel, *, own: bool) -> dict[str, Attribute]:
    """By name; `own` says that it is the package's own model, which `attribute` reads together with rules."""

    def at_least(least: float) -> Attribute:
        def find(article: Article) -> tuple[Attribution, ...]:
            judged = model.judge(article)
            return tuple(
                found if one.probability >= least else replace(found, speaker=None, reported=True)
                for found, one in zip(attributions(article, judged), judged, strict=True)
            )

        return find

    by_model = {f"model, from {least}" if least else "model": at_least(least) for least in _LEAST}
    return {"rules": by_rules, **by_model, **({"both": attribute} if own else {})}


def misses(found: Iterable[Outcome]) -> Iterator[str]:
    """A line for each view that is credited wrongly."""
    for each in found:
        if each.credited and not each.right:
            whose = each.found.speaker if each.found.reported else "the voice"
            yield f"{each.label.l}, {each.label.h} → {whose}: {each.sentence}"
