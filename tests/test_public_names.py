import subprocess
import sys

import pytest

import assistant
from assistant.answers import Answer

HEAVY = ("chromadb", "gradio", "langchain", "langchain_core", "numpy", "pydantic", "rich", "typer")


def test_the_public_names_are_sorted_and_all_there():
    assert assistant.__all__ == sorted(assistant.__all__)
    assert [name for name in assistant.__all__ if not hasattr(assistant, name)] == []
    assert assistant.Answer is Answer
    assert dir(assistant) == assistant.__all__


def test_a_name_that_is_not_public_is_refused_as_by_any_module():
    with pytest.raises(AttributeError, match=r"^module 'assistant' has no attribute 'Assisstant'$"):
        assistant.Assisstant  # noqa: B018


def test_importing_the_values_loads_nothing_heavy():
    values = "import assistant\nfrom assistant import Answer, Finished, Scope, Turn"
    loaded = f"{values}\nimport sys\nprint(sorted(set(sys.modules) & set({HEAVY})))"
    assert subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True).stdout == "[]\n"


def test_help_loads_nothing_heavy():
    asked = "import sys; sys.argv = ['assistant', '--help']; from assistant.cli import main"
    loaded = f"{asked}\ntry: main()\nexcept SystemExit: print(sorted(set(sys.modules) & set({HEAVY})))"
    shown = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True).stdout
    assert shown.splitlines()[-1] == "['typer']"
