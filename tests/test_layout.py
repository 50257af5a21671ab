"""The arrows of the package: who may know whom, and where each outside library lives."""

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "assistant"

GROUND = (
    *("errors", "text", "lexicon", "dates", "data", "positions", "articles", "scopes", "listings", "names"),
    *("wording", "markdown", "answers", "events", "languages", "settings", "prompts", "database", "parallel"),
    *("repeating", "patterns", "loading"),
)
"""Values and words."""
ORDER = (
    *GROUND,
    *("reading", "citing", "encoder", "attribution", "index", "question", "generation", "answering"),
    *(
        "remarks",
        "feedback",
        "conversations",
        "rendering",
        "web",
        "api",
        "slack",
        "commands",
        "cli",
    ),
    *("__main__", "__init__"),
)
"""A room knows itself and those before it."""
HOMES = {
    "bm25s": "index/lexical.py",
    "chromadb": "index/store.py",
    "gradio": "web/",
    "mcp": "api/",
    "slack_bolt": "slack/",
    "slack_sdk": "slack/",
}
NEVER = {"eval", "tests", "langgraph", "langchain_community", "onnx", "torch", "sentence_transformers"}


def imports() -> Iterator[tuple[str, str]]:
    """Every file of the package, with each module that it imports anywhere to run.

    Within the ground, imports for annotations alone do not count: `Answer` renders itself as Markdown.
    """
    for path in sorted(PACKAGE.rglob("*.py")):
        file = path.relative_to(PACKAGE).as_posix()
        room = file.split("/")[0].removesuffix(".py")
        for node in running(ast.parse(path.read_text(encoding="utf-8")), annotations=room not in GROUND):
            if isinstance(node, ast.Import):
                yield from ((file, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert not node.level, f"{file}: imports are absolute"
                yield file, node.module or ""


def running(tree: ast.AST, *, annotations: bool) -> Iterator[ast.AST]:
    """Every node; without `annotations` none under `if TYPE_CHECKING`."""
    for node in ast.iter_child_nodes(tree):
        if annotations or not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"):
            yield node
            yield from running(node, annotations=annotations)


def test_every_room_knows_only_itself_and_those_before_it():
    wrong = []
    for file, module in imports():
        package, _, inner = module.partition(".")
        room, known = file.split("/")[0].removesuffix(".py"), inner.split(".")[0] or "__init__"
        if package == "assistant":
            wrong += [(file, module)] * (ORDER.index(known) > ORDER.index(room))
    assert wrong == []


def test_every_outside_library_has_one_home():
    def astray(file: str, library: str) -> bool:
        return library in NEVER or not file.startswith(HOMES.get(library, ""))

    assert [(file, name) for file, name in imports() if astray(file, name.partition(".")[0])] == []
