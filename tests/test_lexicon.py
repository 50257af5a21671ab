"""The lexicon, and how often the package writes one word in several collections."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.lexicon import either, every_form, finite_forms, forms, with_plurals

PACKAGE = Path(__file__).parents[1] / "assistant"
LEAST = 12
"""Words of a collection that counts; shorter ones are read at a glance."""
CEILING = 1.60
"""Times that a word stands on average; lower it whenever less is reached."""
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_PARTS = {"&", "-", "'", "'s", "'d", "'ve"}
_ALTERNATIVE = r"[A-Za-z][\w'’ -]*(?:s\?)?"
_ALTERNATIVES = re.compile(rf"(?<![\w'’\\]){_ALTERNATIVE}(?:\|{_ALTERNATIVE}){{{LEAST - 1},}}")


def collections(source: str) -> Iterator[set[str]]:
    """The words of each list, set, dictionary, written-out string and alternation of a module."""
    tree = ast.parse(source)
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield from written_out(node.value)
        elif isinstance(node, (ast.Set, ast.Tuple, ast.List, ast.Dict)):
            items = node.keys if isinstance(node, ast.Dict) else node.elts
            texts = (item.value for item in items if isinstance(item, ast.Constant))
            yield {text.lower() for text in texts if isinstance(text, str) and _WORD.fullmatch(text)}


def written_out(text: str) -> Iterator[set[str]]:
    parts = text.split()
    if all(_WORD.fullmatch(part) or part in _PARTS for part in parts):
        yield {part.lower() for part in parts}
    for match in _ALTERNATIVES.finditer(text):
        yield {part.removesuffix("s?").lower() for part in match.group().split("|")}


def test_a_word_stands_in_few_collections() -> None:
    counted = Counter[str]()
    for path in PACKAGE.rglob("*.py"):
        for words in collections(path.read_text(encoding="utf-8")):
            counted.update(words if len(words) >= LEAST else ())
    times = counted.total() / len(counted)
    assert times <= CEILING, f"{times:.2f} times; most often {counted.most_common(12)}"


def test_lists_sets_strings_and_alternations_are_counted() -> None:
    words = "one two three four five six seven eight nine ten eleven twelve"
    each = words.split()
    for value in (words, each, set(each), dict.fromkeys(each), "|".join(each)):
        found = [one for one in collections(f"x = {value!r}") if len(one) >= LEAST]
        assert found == [set(each)]
    assert [found for found in collections(f'"""{words}"""') if found] == []


@pytest.mark.parametrize(
    ("verb", "found"),
    [
        ("say", ("say", "says", "said", "saying")),
        ("deny", ("deny", "denies", "denied", "denying")),
        ("argue", ("argue", "argues", "argued", "arguing")),
        ("press", ("press", "presses", "pressed", "pressing")),
        ("label", ("label", "labels", "labeled", "labeling", "labelled", "labelling")),
        ("concur", ("concur", "concurs", "concurred", "concurring")),
        ("write", ("write", "writes", "wrote", "writing", "written")),
        ("beg", ("beg", "begs", "beged", "beging", "begged", "begging")),
    ],
)
def test_a_verb_has_its_forms(verb: str, found: tuple[str, ...]) -> None:
    assert forms(verb) == found


def test_finite_forms_leave_out_participles() -> None:
    assert finite_forms(["write"]) == {"write", "writes", "wrote"}
    assert every_form(["write"]) - finite_forms(["write"]) == {"writing", "written"}


def test_plurals_and_alternatives() -> None:
    assert with_plurals(["reply", "speech"]) == {"reply", "replies", "speech", "speeches"}
    assert either(("a", "abc", "ab", "a")) == "abc|ab|a"
