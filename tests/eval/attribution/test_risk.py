"""Risk by coverage: the surest sentences are credited first."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from assistant.articles import Record
from assistant.attribution import Attribution
from eval.attribution.figures import Outcome
from eval.attribution.risk import COVERAGES, curve, plot
from eval.labels import LabelledSentence


def outcome(probability: float, *, right: bool = True, label: str = "own") -> Outcome:
    record = Record(article_id="ford", title="The ford", authors=("Ann Ash",))
    speaker = "Ann Ash" if right else "Bo Birk"
    found = Attribution(start=0, end=1, speaker=speaker, reported=not right, certain=False)
    return Outcome(record, LabelledSentence("x", label), found, "x", probability)  # type: ignore[arg-type]


def test_the_least_sure_sentences_are_credited_last() -> None:
    found = curve([outcome(1 - n / 10, right=n < 8) for n in range(10)])
    assert found[0.8] == 0
    assert found[0.9] == pytest.approx(1 / 9)
    assert found[0.95] == pytest.approx(2 / 10)


def test_what_is_only_told_counts_where_it_is_given_to_somebody() -> None:
    told = [outcome(0.95, right=False, label="narrated"), outcome(0.95, label="narrated")]
    assert set(curve([*told, outcome(0.9)]).values()) == {1 / 2}


def test_a_coverage_that_is_not_reached_has_the_risk_of_all() -> None:
    nobody = Attribution(start=0, end=1, speaker=None, reported=True, certain=False)
    unnamed = Outcome(outcome(1).record, LabelledSentence("x", "own"), nobody, "x", 0.9)
    found = curve([outcome(0.9), outcome(0.5, right=False), unnamed])
    assert found[0.5] == found[0.95] == 1 / 2


def test_the_plot_has_a_line_for_each_set() -> None:
    svg = ET.fromstring(
        plot({"hand a": dict.fromkeys(COVERAGES, 0.1), "b & c": dict.fromkeys(COVERAGES, 0.2)})
    )
    assert len(svg.findall(".//{*}polyline")) == 2
    assert "b & c" in [text.text for text in svg.iter("{http://www.w3.org/2000/svg}text")]
