"""What becomes of a script's words: true ones shown, false ones stopped, no view lost."""

from __future__ import annotations

from assistant.answers import Answer, Viewpoint
from eval.cases import Case
from eval.scoring.library import Library
from eval.scoring.score import NOTHING, Measure, Reply, Score
from eval.scripted import plain


def view_key(view: Viewpoint) -> str:
    """Whose view of which article it is."""
    return f"{view.record.article_id}: {view.speaker or 'not named'}"


def shown(text: str, answer: Answer) -> bool:
    """Whether a claim or a sentence of the overview stands in an answer."""
    words = (answer.summary or "", *(view.claim or "" for view in answer.viewpoints))
    return any(plain(text) in plain(each) for each in words)


def _true_shown(_: Case, reply: Reply, __: Library) -> Score:
    return _share([shown(claim.text, reply.answer) for claim in reply.claims if claim.true], "lost")


def _false_stopped(_: Case, reply: Reply, __: Library) -> Score:
    return _share([not shown(claim.text, reply.answer) for claim in reply.claims if not claim.true], "shown")


def _views_kept(_: Case, reply: Reply, __: Library) -> Score:
    held = {view_key(view) for view in reply.answer.viewpoints}
    return _share([each in held for each in reply.extracted], "lost")


def _share(right: list[bool], what: str) -> Score:
    """Counted over claims or views, not cases."""
    if not right:
        return NOTHING
    wrong = right.count(False)
    return Score(1 - wrong / len(right), f"{wrong} {what}" if wrong else "", weight=len(right))


CLAIMS = (
    Measure(
        "true_shown",
        "true claims shown",
        "higher",
        "Of the claims and sentences of an overview that a script writes and that its passages bear out, the "
        "share that is shown. Counted over claims; of scripted engines alone.",
        _true_shown,
    ),
    Measure(
        "false_stopped",
        "false claims stopped",
        "higher",
        "Of the claims and sentences of an overview that a script writes and that its passages do not bear "
        "out, the share that is not shown. Counted over claims; of scripted engines alone.",
        _false_stopped,
    ),
    Measure(
        "views_kept",
        "views kept beside a model",
        "higher",
        "Of the views that were on screen before the model was asked, the share whose holder is still shown "
        "in the same article at the end. Counted over views; of scripted engines alone.",
        _views_kept,
    ),
)
