"""Every case: what was asked and expected, what was shown, and what that is worth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from assistant.rendering.escaping import escaped
from assistant.wording.lines import shortened
from eval.changes import shown
from eval.record import Outcome
from eval.reporting.answer import answer_html, paragraph
from eval.reporting.expected import expected_html
from eval.reporting.standing import Standing, standing
from eval.scoring.score import Measure, Score


def cases_html(pairs: Iterable[tuple[Outcome, Outcome | None]], measures: Sequence[Measure]) -> str:
    """All cases, each with itself in the other run: those that got worse first, then those that fail."""
    ranked = [(standing(now, before, measures), now, before) for now, before in pairs]
    ranked.sort(key=lambda each: (-len(each[0].worse), -len(each[0].failures)))
    return "".join(_case(now, before, stands, measures) for stands, now, before in ranked)


def _case(now: Outcome, before: Outcome | None, stands: Standing, measures: Iterable[Measure]) -> str:
    case = now.case
    lists = {
        "short": stands.short,
        "failures": stands.failures,
        "worse": stands.worse,
        "better": stands.better,
    }
    return "".join(
        (
            f'<details class="case" id="{escaped(f"case-{now.suite}-{case.id}")}"',
            f' data-suite="{escaped(now.suite)}" data-half="{now.part}" data-category="{case.category}"',
            *(f' data-{name}="{" ".join(names)}"' for name, names in lists.items()),
            f'><summary><span class="question">{escaped(shortened(case.question))}</span> ',
            f"<code>{escaped(case.id)}</code> {''.join(_tags(now, stands))}</summary>",
            f'<div class="sides"><div><h3>Asked</h3>{_asked(now)}',
            f"<h3>Expected</h3>{expected_html(case)}<h3>Scores</h3>{_scores(now, before, measures)}</div>",
            f"<div><h3>Shown</h3>{_shown(now)}{_before(now, before)}</div></div></details>\n",
        )
    )


def _tags(now: Outcome, stands: Standing) -> Iterator[str]:
    yield _tag(now.part)
    yield _tag(now.case.category)
    for word, names, tone in (("worse", stands.worse, "bad"), ("better", stands.better, "good")):
        yield from (_tag(f"{word}: {name}", tone) for name in names)
    yield from (_tag(name, "bad") for name in stands.failures if name not in stands.worse)


def _tag(text: str, tone: str = "") -> str:
    return f'<span class="tag {tone}">{text.replace("_", " ")}</span> '


def _asked(now: Outcome) -> str:
    questions = (*now.case.conversation, now.case.question)
    return "".join(paragraph("question", shortened(question)) for question in questions)


def _scores(now: Outcome, before: Outcome | None, measures: Iterable[Measure]) -> str:
    rows = (
        _score(measure.title, score, before.scores.get(measure.name) if before else None)
        for measure in measures
        if (score := now.scores.get(measure.name)) and (score.value is not None or score.ungraded)
    )
    return f'<table class="scores">{"".join(rows)}</table>'


def _score(title: str, now: Score, before: Score | None) -> str:
    was = f"was {_number(before)}" if before and _number(before) != _number(now) else ""
    why = " · ".join(filter(None, (was, now.why)))
    return f"<tr><td>{escaped(title)}</td><td>{_number(now)}</td><td>{escaped(why)}</td></tr>"


def _number(score: Score) -> str:
    if score.value is None:
        return "ungraded" if score.ungraded else "no value"
    return f"{score.value:.2f}".removesuffix(".00")


def _shown(outcome: Outcome) -> str:
    if outcome.reply is None:
        return paragraph("bad", f"No answer: {outcome.error}")
    return answer_html(outcome.reply.answer, outcome.case.expect)


def _before(now: Outcome, before: Outcome | None) -> str:
    """What the other run showed, where that was something else."""
    if before is None:
        return ""
    if shown(now) == shown(before):
        return paragraph("aside", "The other run showed the same.")
    return f"<h3>Shown in the other run</h3>{_shown(before)}"
