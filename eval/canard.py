"""Follow-up questions on CANARD (Elgohary et al., EMNLP 2019): how near they come to what people write.

The data is read from a file; none of it is kept here. Each question is made to stand alone by the
assistant's own code, as in a chat, where nobody says what page is read. The published figures know the
page's title; for comparison with them, pronouns that point nowhere are replaced by it, too.
"""

from __future__ import annotations

import argparse
import datetime
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.answers import Turn
from assistant.errors import AssistantError
from assistant.question.carry_over import resolve
from assistant.question.coreference import pronouns
from assistant.question.mentions import KnownNames
from eval.sample import add_sample, sampled

PUBLISHED = {
    "question copied": 34.8,
    "pronoun replaced by the title": 49.2,
    "sequence to sequence, trained": 51.5,
    "people": 59.9,
}
_DAY = datetime.date(2000, 1, 1)
"""No question of the data is told from today."""
_NOBODY = KnownNames.of(())


@dataclass(frozen=True, slots=True)
class Item:
    """A question in its conversation, and how a person rewrote it."""

    dialogue: str
    title: str
    turns: tuple[Turn, ...]
    question: str
    rewrite: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Corpus BLEU of a number of questions."""

    questions: int
    copied: float
    resolved: float


@dataclass(frozen=True, slots=True)
class Report:
    """All figures; examples were read in the first dialogues only, scores were seen of both halves."""

    whole: Figures
    later_turns: Figures
    first_dialogues: Figures
    second_dialogues: Figures
    whole_with_title: Figures
    later_turns_with_title: Figures


def main(argv: Sequence[str] | None = None) -> None:
    """Command line: PATH [--sample N] [--seed N] [--json]."""
    parser = argparse.ArgumentParser(prog="python -m eval canard", description=__doc__)
    parser.add_argument("path", type=Path, help="a JSON file of CANARD, such as dev.json")
    add_sample(parser, "dialogues")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    items = read(options.path)
    dialogues = set(sampled(dict.fromkeys(item.dialogue for item in items), options))
    report = measured([item for item in items if item.dialogue in dialogues])
    print(json.dumps(asdict(report), indent=2) if options.json else table(report))


def read(path: Path) -> tuple[Item, ...]:
    """The questions of a file in order."""
    try:
        return tuple(_item(entry) for entry in json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise AssistantError(f"{path.as_posix()!r} cannot be read as CANARD: {error!r}") from None


def measured(items: Sequence[Item]) -> Report:
    """Every figure over `items`."""
    dialogues = list(dict.fromkeys(item.dialogue for item in items))
    first = set(dialogues[: len(dialogues) // 2])
    later = [item for item in items if item.turns]
    return Report(
        whole=_figures(items, _resolved),
        later_turns=_figures(later, _resolved),
        first_dialogues=_figures([item for item in items if item.dialogue in first], _resolved),
        second_dialogues=_figures([item for item in items if item.dialogue not in first], _resolved),
        whole_with_title=_figures(items, _with_title),
        later_turns_with_title=_figures(later, _with_title),
    )


def table(report: Report) -> str:
    """The figures in lines, beside the published ones."""
    lines = [f"{'corpus BLEU':<32}{'questions':>10}{'copied':>8}{'ours':>8}"]
    for name, figures in asdict(report).items():
        words = name.replace("_", " ")
        lines.append(
            f"{words:<32}{figures['questions']:>10,}{figures['copied']:>8.1f}{figures['resolved']:>8.1f}"
        )
    published = ", ".join(f"{name} {value}" for name, value in PUBLISHED.items())
    return "\n".join([*lines, "", f"published, on all of dev: {published}"])


def _item(entry: dict[str, Any]) -> Item:
    title, _, *said = entry["History"]
    turns = tuple(Turn(question=q, answer=a) for q, a in zip(said[::2], said[1::2], strict=True))
    return Item(entry["QuAC_dialog_id"], title, turns, entry["Question"], entry["Rewrite"])


def _figures(items: Sequence[Item], resolved: Callable[[Item], str]) -> Figures:
    return Figures(
        questions=len(items),
        copied=_bleu((item.question for item in items), items),
        resolved=_bleu(map(resolved, items), items),
    )


def _bleu(hypotheses: Iterable[str], items: Sequence[Item]) -> float:
    try:
        import sacrebleu
    except ModuleNotFoundError:
        raise AssistantError("BLEU needs sacrebleu: install the dependency group `eval`") from None
    if not items:
        return 0.0
    return round(sacrebleu.corpus_bleu(list(hypotheses), [[item.rewrite for item in items]]).score, 2)


def _resolved(item: Item) -> str:
    return resolve(item.question, item.turns, _NOBODY, _DAY).standalone


def _with_title(item: Item) -> str:
    """As resolved, then the first pronoun that is left in the question replaced by the page's title."""
    alone = _resolved(item)
    left = next((found for found in pronouns(alone) if found.span[0] < len(item.question)), None)
    if left is None:
        return alone
    start, end = left.span
    title = re.sub(r" \(.*\)$", "", item.title) + ("'s" if left.possessive else "")
    return f"{alone[:start]}{title}{alone[end:]}"
