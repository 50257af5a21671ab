"""The behaviours of a chat model that a script plays in the evaluation: one function each.

A claim is true or false by its form: "It says here that …" before the sentence that is cited, or a denial, a
stranger, a figure that stands nowhere.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from itertools import cycle

from eval.scripted import Claim, Given, ScriptedModel

_STRANGER, _FIGURE, _YEAR = "Vera Vane", "9731", "1731"
"""What stands in no article."""
Written = tuple[str, list[Claim]]


def good(passages: Sequence[Given]) -> Written:
    """Of each passage a sentence, told rightly, and an overview."""
    views = [_view(each, _told(each)) for each in passages]
    return _reply(views, [_heard(each) for each in passages[:2]], [True] * len(views))


def lazy(passages: Sequence[Given]) -> Written:
    """One view of the last passage, and nothing more."""
    return _reply([_view(passages[-1], _told(passages[-1]))], [], [True])


def wrong_sided(passages: Sequence[Given]) -> Written:
    """Every other sentence denied, on the other side."""
    denied = [number % 2 == 1 for number in range(len(passages))]
    views = [
        _view(each, f"It is denied here that {_lowered(_words(each))}", stance="against")
        if false
        else _view(each, _told(each))
        for each, false in zip(passages, denied, strict=True)
    ]
    overview = [_heard(passages[0]), f"Nobody here agrees with any of it [{_id(passages[0])}]."]
    return _reply(views, overview, [not false for false in denied], [True, False])


def invented(passages: Sequence[Given]) -> Written:
    """Every other claim with a stranger, a figure, a year or a quotation that stands nowhere."""
    forms = cycle(
        (
            f"{_STRANGER} says that {{}}",
            f"It says here that {_FIGURE} people hold that {{}}",
            f"In {_YEAR} it was said that {{}}",
            f"It says here, “{_STRANGER} is right”, that {{}}",
        )
    )
    false = [number % 2 == 1 for number in range(len(passages))]
    views = [
        _view(each, next(forms).format(_lowered(_words(each)))) if wrong else _view(each, _told(each))
        for each, wrong in zip(passages, false, strict=True)
    ]
    views.append({"source": passages[0].key, "quotes": [f"{_STRANGER} was here."], "claim": None})
    overview = [_heard(passages[0]), f"{_STRANGER} agrees with all of it [{_id(passages[0])}]."]
    return _reply(views, overview, [not wrong for wrong in false], [True, False])


def thinking(passages: Sequence[Given]) -> Written:
    """A draft that denies everything, thought aloud; then what a good model writes."""
    draft = [_view(each, f"It is denied here that {_lowered(_words(each))}") for each in passages]
    thought, dropped = _reply(draft, [], [False] * len(draft))
    text, claims = good(passages)
    return f"<think>\n{thought}\n</think>\n{text}", [*dropped, *claims]


def translated(passages: Sequence[Given]) -> Written:
    """Claims in German to a question in English, every other one with a figure that stands nowhere."""
    true = [number % 2 == 0 for number in range(len(passages))]
    views = [
        _view(
            each,
            f"{each.voice or 'Diese Stimme'} nimmt hier ausführlich zu der gestellten Frage Stellung."
            if right
            else f"{each.voice or 'Diese Stimme'} nennt hier die Zahl von {_FIGURE} Menschen.",
        )
        for each, right in zip(passages, true, strict=True)
    ]
    return _reply(views, [f"Eine Stimme kommt hier zu Wort [{_id(passages[0])}]."], true)


BEHAVIOURS: Mapping[str, Callable[[Sequence[Given]], Written]] = {
    "good": good,
    "lazy": lazy,
    "wrong-sided": wrong_sided,
    "invented": invented,
    "thinking": thinking,
    "translated": translated,
}


def scripted(behaviour: str) -> ScriptedModel:
    """The script of a behaviour as a chat model."""
    return ScriptedModel(views=BEHAVIOURS[behaviour])


def _id(passage: Given) -> str:
    return passage.sentences[0][0]


def _words(passage: Given) -> str:
    return passage.sentences[0][1]


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]


def _told(passage: Given) -> str:
    """A claim that is true by its form, whoever is meant in the sentence."""
    return f"It says here that {_lowered(_words(passage))}"


def _heard(passage: Given) -> str:
    return f"{passage.voice or 'Somebody'} is heard on the question [{_id(passage)}]."


def _view(passage: Given, claim: str, *, stance: str = "for") -> dict[str, object]:
    return {"cite": [_id(passage)], "speaker": None, "claim": claim, "stance": stance}


def _reply(
    views: Sequence[dict[str, object]],
    overview: Sequence[str],
    views_true: Sequence[bool],
    overview_true: Sequence[bool] | None = None,
) -> Written:
    texts = [*(str(view["claim"]) for view in views if view["claim"]), *overview]
    truth = [*views_true, *(overview_true or [True] * len(overview))]
    claims = [Claim(text, true) for text, true in zip(texts, truth, strict=True)]
    return json.dumps({"views": list(views), "summary": " ".join(overview)}, ensure_ascii=False), claims
