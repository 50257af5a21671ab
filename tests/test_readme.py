"""The README's examples are what the commands print; `UPDATE_README=1` writes them anew."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.answering.assistant import Assistant

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"(?<=```text\n)\$ (?P<command>assistant [^\n]+)\n(?P<output>.*?)(?=```)", re.DOTALL)


def blocks(text: str) -> list[tuple[str, str]]:
    return [(found["command"], found["output"]) for found in BLOCK.finditer(text)]


def printed(command: str, index: Path) -> str:
    arguments = re.findall(r'"([^"]*)"|(\S+)', command)[1:]
    words = [quoted or plain for quoted, plain in arguments]
    if words[0] == "ask":
        words += ["--index", str(index)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("OPENAI_")}
    done = subprocess.run(
        [sys.executable, "-m", "assistant", *words],
        cwd=ROOT,
        env={**environment, "COLUMNS": "100"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


@pytest.mark.slow
def test_the_readme_shows_what_the_commands_print(documents: Assistant, documents_index: Path) -> None:
    text = README.read_text(encoding="utf-8")
    shown = blocks(text)
    real = [(command, printed(command, documents_index)) for command, _ in shown]
    if os.environ.get("UPDATE_README"):
        outputs = iter(real)
        text = BLOCK.sub(lambda _: "$ {}\n{}".format(*next(outputs)), text)
        README.write_text(text, encoding="utf-8")
        shown = blocks(text)
    assert len(shown) == 2
    assert shown == real


def test_the_readme_is_short():
    assert len(README.read_text(encoding="utf-8").splitlines()) <= 150
