"""Which expected points an answer shows: nugget recall, which needs the case's own wordings and no model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.answers import Answer, Quote, Viewpoint
from eval.cases import Case, ExpectedViewpoint, Point
from eval.scoring.library import Library
from eval.scoring.score import Measure, Reply, Score, share


def pieces(quote: Quote) -> tuple[str, ...]:
    """The words of a quote as a reader sees them; of an elided quote each part by itself."""
    parts = quote.parts or ((quote.start, quote.end),)
    return tuple(quote.text[start - quote.start : end - quote.start] for start, end in parts)


def held(spans: Iterable[str], words: tuple[str, ...]) -> tuple[str, ...]:
    """The spans that stand whole in one piece of a quote."""
    return tuple(span for span in spans if any(span in piece for piece in words))


def carrying(answer: Answer, article: str, spans: tuple[str, ...]) -> tuple[Viewpoint, ...]:
    """The viewpoints of an article with a quote that holds one of the spans."""
    return tuple(
        view
        for view in answer.viewpoints
        if view.record.article_id == article and any(held(spans, pieces(quote)) for quote in view.quotes)
    )


def expected_points(case: Case) -> Iterator[tuple[ExpectedViewpoint, Point]]:
    """Each point of a case, with the viewpoint it belongs to."""
    for view in case.expect.viewpoints:
        yield from ((view, point) for point in view.points)


def _recall(case: Case, answer: Answer, importance: tuple[str, ...]) -> Score:
    asked = [(view, point) for view, point in expected_points(case) if point.importance in importance]
    shown = [bool(carrying(answer, view.article, point.any_of)) for view, point in asked]
    missing = (
        f"{view.article}: {point.text}"
        for (view, point), there in zip(asked, shown, strict=True)
        if not there
    )
    return share(shown, f"missing: {'; '.join(missing)}")


def _vital(case: Case, reply: Reply, _: Library) -> Score:
    return _recall(case, reply.answer, ("vital",))


def _all(case: Case, reply: Reply, _: Library) -> Score:
    return _recall(case, reply.answer, ("vital", "okay"))


POINTS = (
    Measure(
        "point_recall",
        "key-point recall",
        "higher",
        "Share of the vital points that a quote of their article carries: the nugget recall of TREC's "
        "definition questions (Voorhees 2003), found without an assessor (as in Lin & Demner-Fushman 2005) "
        "by the case's own pieces of text.",
        _vital,
    ),
    Measure(
        "point_recall_all",
        "recall of vital and okay points",
        "higher",
        "Share of all expected points, vital and okay, that a quote of their article carries; TREC's recall "
        "leaves the okay ones out.",
        _all,
    ),
)
