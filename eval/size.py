"""`python -m eval.size [REVISION …]`: lines and modules of each room, now and at revisions of git."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
Sizes = dict[str, tuple[int, int]]
"""Lines and modules of each room."""


def main(revisions: Sequence[str]) -> None:
    """Print one row a room, with a pair of columns for each state."""
    states = {"now": sizes(_here()), **{name: sizes(_at(name)) for name in revisions}}
    print(f"{'room':<24}" + "".join(f"{name[:12]:>20}" for name in states))
    rooms = sorted({room for state in states.values() for room in state})
    for room in (*rooms, "all"):
        shown = (_total(state) if room == "all" else state.get(room, (0, 0)) for state in states.values())
        print(f"{room:<24}" + "".join(f"{lines:>10,}{modules:>6} mod" for lines, modules in shown))


def sizes(files: Iterable[tuple[str, str]]) -> Sizes:
    r"""The sizes of the rooms; of files directly in the package, one room.

    >>> sizes([("assistant/cli.py", "a\nb\n"), ("assistant/web/app.py", "c\n")])
    {'(ground and command)': (2, 1), 'web': (1, 1)}
    """
    lines: Counter[str] = Counter()
    modules: Counter[str] = Counter()
    for path, text in files:
        _, *folders = path.split("/")[:-1]
        room = folders[0] if folders else "(ground and command)"
        lines[room] += text.count("\n")
        modules[room] += 1
    return {room: (lines[room], modules[room]) for room in lines}


def _total(state: Sizes) -> tuple[int, int]:
    return sum(lines for lines, _ in state.values()), sum(modules for _, modules in state.values())


def _here() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "assistant").rglob("*.py")):
        yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def _at(revision: str) -> Iterator[tuple[str, str]]:
    listed = _git("ls-tree", "-r", "--name-only", revision, "assistant").splitlines()
    return ((name, _git("show", f"{revision}:{name}")) for name in listed if name.endswith(".py"))


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    main(sys.argv[1:])
