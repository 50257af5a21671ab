"""A folder of invented articles in a temporary place, and the command line run over it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
QUESTION = "Should the Elmford ferry be closed?"
"""Answered by several of the invented articles."""
_FOREIGN = (
    "ASSISTANT_",
    "OPENAI_",
    "AZURE_",
    "SLACK_",
    "LANGSMITH_",
    "LANGCHAIN_",
    "HTTP_",
    "HTTPS_",
    "http",
)
_PEOPLE = ("Ann Ash", "Bo Birk", "Vera Vane", "Cy Corrow", "Dee Dunmark", "Ivo Ilmer")
_MATTERS = (
    "the Elmford ferry be closed",
    "the toll on the Oakton bridge be doubled",
    "the Brell lighthouse be sold",
)


@dataclass(frozen=True, slots=True)
class Done:
    """A command that has ended."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err

    @property
    def one_clear_line(self) -> bool:
        """Whether it failed as a user's error does: exit code 1, one line, no traceback.

        How far the work had come may stand in lines before it.
        """
        lines = [line for line in self.err.strip().splitlines() if not line.endswith("…")]
        return self.code == 1 and len(lines) == 1 and "Traceback" not in self.said


@dataclass(frozen=True, slots=True)
class Library:
    """A documents folder with its index and its state, as a user has them."""

    root: Path

    @property
    def documents(self) -> Path:
        return self.root / "documents"

    @property
    def index(self) -> Path:
        return self.documents / ".index"

    @property
    def state(self) -> Path:
        return self.documents / ".state" / "assistant.db"

    @property
    def temporary(self) -> Path:
        return self.root / "tmp"

    @property
    def generations(self) -> list[str]:
        return sorted(path.name for path in self.index.glob("generation-*"))

    def write(self, name: str, text: str) -> Path:
        path = self.documents / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def environment(self, more: Mapping[str, str] = {}) -> dict[str, str]:
        """That of a process of the product: none of this machine's settings but the cache's place."""
        self.temporary.mkdir(parents=True, exist_ok=True)
        own = {
            name: value
            for name, value in os.environ.items()
            if name == "ASSISTANT_CACHE" or not name.startswith(_FOREIGN)
        }
        ours = {"ASSISTANT_DOCUMENTS": str(self.documents), "TMPDIR": str(self.temporary), "NO_COLOR": "1"}
        return {**own, **ours, **more}

    def run(
        self,
        *arguments: str,
        more: Mapping[str, str] = {},
        seconds: float = 180,
        typed: str = "",
        before: tuple[str, ...] = (),
    ) -> Done:
        """Run `assistant …` to its end; `before` is what the command line begins with."""
        done = subprocess.run(
            [*before, sys.executable, "-m", "assistant", *arguments],
            env=self.environment(more),
            input=typed,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=seconds,
            cwd=self.root,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    def copied(self, root: Path) -> Library:
        """The same articles, index and times in another place."""
        shutil.copytree(self.root, root, symlinks=True, dirs_exist_ok=True)
        return Library(root)


def invented(root: Path, number: int = 12) -> Library:
    """So many short articles by people who do not exist."""
    library = Library(root)
    for each in range(number):
        library.write(f"article-{each:02}.md", article(each))
    return library


def article(number: int, marker: str = "") -> str:
    """One invented article; `marker` is a word that only this version holds."""
    person, matter = _PEOPLE[number % len(_PEOPLE)], _MATTERS[number % len(_MATTERS)]
    other = _PEOPLE[(number + 1) % len(_PEOPLE)]
    return (
        f"---\ntitle: Note {number} on Elmford\nauthors: [{person}]\npublication: The Elmford Post\n"
        f"date: {2010 + number % 12}-05-{1 + number % 27:02}\n---\n"
        f"I hold that {'never ' * (number % 2)}should {matter}, for it costs {number} crowns a day. "
        f"{marker}\n\n{other} said that the Elmford ferry should be kept until spring {number}.\n"
    )
