"""Whose view a sentence is, as the trained model tells it: `python -m eval attribution`.

Nothing is chosen by hand m, by the frozen half of the essays or by the frozen texts.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.attribution.attribute import attributions
from assistant.attribution.model import WEIGHTS, AttributionModel
from eval import essays
from eval.attribution.examples import (
    DIGESTS_FROZEN,
    REAL_FROZEN,
    REAL_OPEN,
    Example,
    example,
    of_essays,
    of_texts,
)
from eval.attribution.figures import HEAD, Outcome, figures
from eval.attribution.risk import curve, plot
from eval.labels import hands

_DEVELOPMENT = "hand n (development)"
_LEAST = (0.0, 0.6, 0.8)
"""Probabilities below which nobody is named: the risk falls, and the coverage."""


def outcomes(examples: Iterable[Example], model: AttributionModel) -> Iterator[Outcome]:
    """The labelled sentences of the examples, with what the model makes of them."""
    for each in examples:
        article = each.article
        judged = model.judge(article)
        for truth, found, one in zip(each.truths, attributions(article, judged), judged, strict=True):
            if truth:
                sentence = article.shown(found.start, found.end)
                yield Outcome(article.record, truth.label, found, sentence, one.probability)


def sets(texts: Path | None) -> dict[str, list[Example]]:
    """What is looked at, by name."""
    labelled = hands()
    found = {
        "hand m (frozen)": [example(each) for each in labelled["m"]],
        _DEVELOPMENT: [example(each) for each in labelled["n"]],
        **{f"hand {hand} (development)": [example(each) for each in labelled[hand]] for hand in "yz"},
        "essays, frozen half": of_essays("frozen"),
        "documents, frozen": of_texts(essays.DOCUMENTS, DIGESTS_FROZEN),
    }
    if texts:
        found["real writing, frozen"] = of_texts(texts, REAL_FROZEN)
        found["real writing (development)"] = of_texts(texts, REAL_OPEN)
    return found


def main(argv: Sequence[str] | None = None) -> int:
    """Command line: [--model FILE] [--texts PATH] [--plot FILE] [--misses]."""
    parser = argparse.ArgumentParser(prog="python -m eval attribution", description=__doc__)
    parser.add_argument("--model", type=Path, default=WEIGHTS, help="what `python -m eval train` wrote")
    parser.add_argument("--texts", type=Path, help="the texts of eval/labels/real_opinion_*.jsonl")
    parser.add_argument("--plot", type=Path, help="an SVG file of the false credit by coverage")
    parser.add_argument("--misses", action="store_true", help="list the misses of hand n")
    options = parser.parse_args(argv)
    model = AttributionModel.open(options.model)
    curves = {}
    print(f"{'':47}{HEAD}")
    for name, examples in sets(options.texts).items():
        found = list(outcomes(examples, model))
        for least in _LEAST:
            told = [_unnamed_below(least, each) for each in found]
            print(f"{name:27}{f'named from {least}' if least else 'model':20}{figures(told)}", flush=True)
        curves[name] = curve(found)
        if options.misses and name == _DEVELOPMENT:
            print(*misses(found), sep="\n")
    print(f"\n{'false credit at coverage':30}", *(f"{coverage:7.2f}" for coverage in curves[_DEVELOPMENT]))
    for name, points in curves.items():
        print(f"{name:30}", *(f"{risk:7.3f}" for risk in points.values()))
    if options.plot:
        options.plot.write_text(plot(curves), encoding="utf-8")
    return 0


def _unnamed_below(least: float, each: Outcome) -> Outcome:
    """The outcome if nobody were named where the model is less sure."""
    if each.probability >= least:
        return each
    return replace(each, found=replace(each.found, speaker=None, reported=True))


def misses(found: Iterable[Outcome]) -> Iterator[str]:
    """A line for each view that is credited wrongly."""
    for each in found:
        if each.credited and not each.right:
            whose = each.found.speaker if each.found.reported else "the voice"
            yield f"{each.label.l}, {each.label.h} → {whose}: {each.sentence}"
