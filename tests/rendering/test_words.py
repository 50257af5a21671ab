"""The files of words: complete in every language, and nothing of them left in the code."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

import pytest

from assistant.errors import APOLOGY
from assistant.feedback import UNKEPT
from assistant.remarks import OUTCOMES, WORDING
from assistant.rendering.words import Text, languages, texts

PACKAGE = Path(__file__).parents[2] / "assistant"
PYTHON = [
    *sorted((PACKAGE / "web").glob("*.py")),
    *sorted((PACKAGE / "rendering").glob("html*.py")),
    *sorted((PACKAGE / "rendering" / "pages").glob("*.py")),
    *(PACKAGE / "rendering" / name for name in ("words.py", "remarks.py", "timeline.py", "export.py")),
]
SCRIPTS = sorted((PACKAGE / "web").glob("*.js"))
KEY = re.compile(r"[a-z_]+\.(?!css\b|js\b)[a-z0-9_]+(?<!_)")
SPOKEN = re.compile(r"""(?:(?<!=)>|aria-label="|title="|placeholder=")\s*[^\W\d_]{2}""")
"""Where HTML says something, or tells it to screen readers."""
SENTENCE = re.compile(r"""["'`](?:[A-Z][a-z]+\b[^"'`]*)["'`]""")


def forms(text: Text) -> dict[str, str]:
    return {"": text} if isinstance(text, str) else dict(text)


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def constants(path: Path) -> Iterator[str]:
    """The texts of a module and the pieces of its f-strings, docstrings aside."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def asked() -> tuple[set[str], set[str]]:
    """The keys that the code asks for: whole ones, and beginnings of those that it puts together."""
    whole, begun = set(), set()
    for path in PYTHON:
        whole |= {text for text in constants(path) if KEY.fullmatch(text)}
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                begun |= {str(node.values[0].value)}
    for path in SCRIPTS:
        found = re.findall(r"words\([\"`]([a-z_]+\.)([a-z0-9_]*)", path.read_text(encoding="utf-8"))
        whole |= {section + name for section, name in found if name}
        begun |= {section for section, name in found if not name}
    return whole, {each for each in begun if re.fullmatch(r"[a-z_]+\.[a-z0-9_]*", each)}


def test_every_language_has_the_same_keys_forms_and_blanks():
    english = texts("en")
    for language in languages():
        other = texts(language)
        assert other.keys() == english.keys(), language
        for key, text in english.items():
            every = set().union(*map(blanks, forms(text).values()))
            assert all(blanks(each) <= every for each in forms(other[key]).values()), (language, key)
            assert blanks(forms(other[key]).get("other", other[key])) == every, (language, key)


@pytest.mark.parametrize("language", languages())
def test_no_text_holds_what_a_page_or_a_template_could_take_for_markup(language: str):
    every = [form for text in texts(language).values() for form in forms(text).values()]
    assert [text for text in every if set("&<>\"'`$\\") & set(text) or text != text.strip()] == []


def test_every_key_is_asked_for_and_every_key_that_is_asked_for_is_there():
    known, (whole, begun) = texts("en").keys(), asked()
    sections = {key.partition(".")[0] for key in known}
    assert {key for key in whole if key.partition(".")[0] in sections and key not in known} == set()
    assert {key for key in known if key not in whole and not key.startswith(tuple(begun))} == set()


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_word_of_the_interface_stands_in_html_that_code_writes(path: Path):
    assert [text for text in constants(path) if SPOKEN.search(text)] == []


def test_no_component_of_the_page_has_its_words_in_the_code():
    for path in PYTHON:
        calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if is_component(node)]
        given = [each for call in calls for each in (*call.args[:1], *map(labelling, call.keywords)) if each]
        words = [each.value for each in given if isinstance(each, ast.Constant)]
        assert [each for each in words if isinstance(each, str) and re.search(r"[^\W\d_]", each)] == [], path


def is_component(node: ast.AST) -> TypeGuard[ast.Call]:
    """Whether something of Gradio's that says something is made here."""
    if not isinstance(node, ast.Call):
        return False
    return ast.unparse(node.func) in ("gr.Button", "gr.Accordion", "gr.Textbox", "gr.Dropdown")


def labelling(keyword: ast.keyword) -> ast.expr | None:
    return keyword.value if keyword.arg in ("label", "placeholder", "info") else None


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_word_of_the_interface_stands_in_a_script(path: Path):
    lines = path.read_text(encoding="utf-8").splitlines()
    code = [line.partition("// ")[0] for line in lines]
    keys = re.compile(r'event\.key [!=]== "\w+"')
    assert [line for line in code if SENTENCE.search(keys.sub("", line))] == []


def test_slack_and_the_web_chat_say_the_same_of_remarks():
    english = texts("en")
    assert {each: english[f"complaint.{each}"] for each in WORDING} == WORDING
    assert {each: english[f"outcome.{each}"] for each in OUTCOMES} == OUTCOMES
    assert (english["feedback.unkept"], english["chat.apology"]) == (UNKEPT, APOLOGY)
