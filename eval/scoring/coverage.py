"""Whether the right articles are shown, and how the viewpoints are spread over voices."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from assistant.answering.extraction import MOST_VIEWPOINTS
from eval.cases import Case
from eval.judgements import grade, judged_by_hand
from eval.scoring.library import Library
from eval.scoring.score import NOTHING, Measure, Reply, Score, share, yes

_ROUNDING = 1e-9


def _answerable(case: Case) -> bool:
    return case.expect.answered is True


def _right(case: Case) -> frozenset[str]:
    return frozenset((*case.expect.articles, *case.expect.also_relevant))


def _shown(reply: Reply) -> tuple[str, ...]:
    return tuple(view.record.article_id for view in reply.answer.viewpoints)


def _coverage(case: Case, reply: Reply, _: Library) -> Score:
    if not _answerable(case):
        return NOTHING
    expected, shown = case.expect.articles, set(_shown(reply))
    possible = min(len(expected), MOST_VIEWPOINTS)
    if not possible:
        return NOTHING
    missing = [name for name in expected if name not in shown]
    value = min(1.0, (len(expected) - len(missing)) / possible)
    return Score(value, "" if value == 1 else f"missing: {_names(missing)}")


def _coverage_with_more(case: Case, reply: Reply, _: Library) -> Score:
    if not _answerable(case):
        return NOTHING
    shown = {*_shown(reply), *reply.further}
    missing = [name for name in case.expect.articles if name not in shown]
    return share((name in shown for name in case.expect.articles), f"missing: {_names(missing)}")


def _precision(case: Case, reply: Reply, _: Library) -> Score:
    if not _answerable(case):
        return NOTHING
    right = _right(case)
    wrong = [name for name in _shown(reply) if name not in right]
    return share((name in right for name in _shown(reply)), f"not expected: {_names(wrong)}")


def _bearing(case: Case, reply: Reply, _: Library) -> Score:
    judged = judged_by_hand().get(case.id)
    if judged is None or not _answerable(case):
        return NOTHING
    found = [(view, grade(view, judged) in ("answers", "bears")) for view in reply.answer.viewpoints]
    beside = [view.record.article_id for view, bears in found if not bears]
    return share((bears for _, bears in found), f"nothing that bears on it in: {_names(beside)}")


def _viewpoints(case: Case, reply: Reply, _: Library) -> Score:
    answer = reply.answer
    return Score(float(len(answer.viewpoints))) if _answerable(case) and answer.answered else NOTHING


def _passage_at_hand(case: Case, reply: Reply, _: Library) -> Score:
    if reply.answer.answered or not _answerable(case):
        return NOTHING
    near = [view.record.article_id for view in reply.answer.nearest]
    return yes(bool(_right(case) & set(near)), f"the nearest passages are of: {_names(near) or 'nothing'}")


def _balance(case: Case, reply: Reply, articles: Library) -> Score:
    """See the definition; joint authors are one voice, and so is an article whose voice nobody names."""
    expected = {_voice(name, articles) for name in case.expect.articles}
    shown = Counter(_voice(name, articles) for name in _shown(reply))
    if len(expected) < 2 or shown.total() < 2:
        return NOTHING
    possible = max(len(shown), min(len(expected), shown.total()))
    shares = [count / shown.total() for count in shown.values()]
    value = min(1.0, sum(part * math.log(1 / part) for part in shares) / math.log(possible))
    voice, most = shown.most_common(1)[0]
    return Score(
        value, "" if value > 1 - _ROUNDING else f"{most} of {shown.total()} viewpoints are {voice}'s"
    )


def _voice(article: str, articles: Library) -> str:
    source = articles.get(article)
    return (source and source.voice) or article


def _names(articles: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(articles))


COVERAGE = (
    Measure(
        "coverage",
        "viewpoint coverage",
        "higher",
        "Of an answerable case, how many of the expected articles are shown at once, as a share of those "
        "that could be, at most six (recall over articles within the first six); a wrong decline shows none.",
        _coverage,
    ),
    Measure(
        "coverage_with_more",
        "coverage with more",
        "higher",
        "Of an answerable case, the share of the expected articles that are shown at once or by asking for "
        "more until nothing is left (recall over articles).",
        _coverage_with_more,
    ),
    Measure(
        "precision",
        "precision",
        "higher",
        "Of an answerable case, the share of the viewpoints shown whose article is expected or bears on the "
        "question too.",
        _precision,
    ),
    Measure(
        "bearing",
        "viewpoints judged to bear on the question",
        "higher",
        "Share of the viewpoints shown with a quote that was judged by hand to bear on the question "
        "(eval/relevance/documents.yaml); a quote never judged counts as not bearing.",
        _bearing,
    ),
    Measure(
        "balance",
        "balance over voices",
        "higher",
        "Of a case that expects several voices, how evenly the viewpoints shown are spread over the voices "
        "of their articles: Pielou's evenness J = H / ln S (Pielou 1966), where S is how many voices could "
        "have been heard: as many as are expected or shown, and no more than there are viewpoints.",
        _balance,
    ),
    Measure(
        "passage_at_hand",
        "passage at hand after a wrong decline",
        "higher",
        "Of answerable cases that were declined, whether an article that bears on the question is among the "
        "nearest passages.",
        _passage_at_hand,
    ),
    Measure(
        "viewpoints", "viewpoints", None, "How many viewpoints an answerable case is shown.", _viewpoints
    ),
)
