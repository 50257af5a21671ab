"""The arrows of the package: who may know whom, and where each outside library lives."""

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "assistant"

ORDER = (
    *("errors", "dates", "types", "names", "settings", "prompting", "database"),
    *("reading", "speakers", "index", "answering", "rendering", "feedback"),
    *("web", "slack", "commands", "cli", "__main__", "__init__"),
)
"""A part knows itself and those before it."""
EXCEPTIONS = {("types", "rendering")}
"""`Answer.to_markdown` imports its renderer when it is called."""
INNER = {
    "understanding": {"people", "understanding"},
    "writing": {"events", "holdings", "quoting", "writing"},
}
"""What a package inside `answering` knows of the others there."""
HOMES = {
    "bm25s": "index/lexical.py",
    "chromadb": "index/store.py",
    "gradio": "web/",
    "slack_bolt": "slack/",
    "slack_sdk": "slack/",
}
NEVER = {"eval", "tests", "langgraph", "langchain_community", "onnx", "torch", "sentence_transformers"}


def imports() -> Iterator[tuple[str, str]]:
    """Every file of the package, with each module that it imports anywhere."""
    for path in sorted(PACKAGE.rglob("*.py")):
        file = path.relative_to(PACKAGE).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((file, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert not node.level, f"{file}: imports are absolute"
                yield file, node.module or ""


def test_every_part_knows_only_itself_and_those_before_it():
    wrong = []
    for file, module in imports():
        package, _, inner = module.partition(".")
        part, known = file.split("/")[0].removesuffix(".py"), inner.split(".")[0] or "__init__"
        if package == "assistant" and (part, known) not in EXCEPTIONS:
            wrong += [(file, module)] * (ORDER.index(known) > ORDER.index(part))
    assert wrong == []


def test_what_a_question_asks_and_what_a_model_writes_know_nothing_of_each_other():
    wrong = []
    for file, module in imports():
        part, *inside = file.split("/")
        if part == "answering" and inside[0] in INNER and module.startswith("assistant.answering"):
            known = module.removeprefix("assistant.answering").lstrip(".").split(".")[0]
            wrong += [(file, module)] * (known not in INNER[inside[0]])
    assert wrong == []


def test_every_outside_library_has_one_home():
    def astray(file: str, library: str) -> bool:
        return library in NEVER or not file.startswith(HOMES.get(library, ""))

    assert [(file, name) for file, name in imports() if astray(file, name.partition(".")[0])] == []


def test_only_the_inside_of_a_function_knows_a_later_part():
    tree = ast.parse((PACKAGE / "types.py").read_text(encoding="utf-8"))
    modules = [node.module for node in tree.body if isinstance(node, ast.ImportFrom)]
    assert [module for module in modules if module and module.startswith("assistant")] == ["assistant.dates"]
