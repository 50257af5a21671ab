"""Writing a run down, case by case, so that a run stopped at any moment goes on where it was."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from eval.about import About, differences
from eval.judging.verdicts import JUDGED
from eval.record import (
    ABOUT,
    ABOUT_JSON,
    ANSWER_JSON,
    ANSWERS,
    CASE_JSON,
    CASES,
    REPORT,
    AnswerLine,
    Key,
    RecordError,
    compressed,
    read_about,
    read_answers,
)
from eval.scoring.score import Reply
from eval.suite import SuiteCase

_NAMED = 3
"""Differences named in a refusal."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A run that is being made."""

    folder: Path
    asked: frozenset[Key]
    """Cases whose answer was written down before."""

    def add(self, asked: SuiteCase, reply: Reply | None, error: str | None) -> None:
        """Write down what asking a case brought: one line, in one go."""
        first = reply.first_seconds if reply else None
        line = AnswerLine(
            suite=asked.suite,
            id=asked.case.id,
            answer=reply.answer.to_dict() if reply else None,
            seconds=round(reply.seconds, 4) if reply else None,
            first_seconds=None if first is None else round(first, 4),
            error=error,
            further=reply.further if reply else (),
            claims=reply.claims if reply else (),
            extracted=reply.extracted if reply else (),
        )
        with (self.folder / ANSWERS).open("ab") as file:
            file.write(ANSWER_JSON.dump_json(line) + b"\n")


@contextmanager
def recording(
    folder: Path, about: About, cases: Sequence[SuiteCase], *, fresh: bool = False
) -> Iterator[Recording]:
    """Begin the run in `folder`, or go on with it; with `fresh` whatever stands there is removed first.

    Raises `RecordError` where a run begun there was made under other conditions, or is being made now.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _held(folder):
        if fresh:
            _remove(folder)
        if (folder / ABOUT).exists():
            _refuse_others(folder, about)
        else:
            _begin(folder, about, cases)
        asked = _asked(folder)
        if len(asked) < len(cases) and compressed(folder / ANSWERS).exists():
            raise RecordError(
                f"the run {about.name!r} is compressed and not complete: --fresh begins it anew"
            )
        yield Recording(folder, asked)


def compress(folder: Path) -> None:
    """Keep cases and answers compressed, for a run that is committed; the same bytes for the same run."""
    for file in (folder / CASES, folder / ANSWERS):
        if file.exists():
            compressed(file).write_bytes(gzip.compress(file.read_bytes(), mtime=0))
            file.unlink()


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Hold the run alone; the lock dies with the process."""
    from filelock import FileLock, Timeout

    try:
        # Beside the folder, which may be committed.
        with FileLock(folder.parent / f".{folder.name}.lock", timeout=0):
            yield
    except Timeout:
        raise RecordError(f"the run in {folder.as_posix()!r} is being made by another process") from None


def _refuse_others(folder: Path, about: About) -> None:
    found = differences(read_about(folder), about)
    if found:
        more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
        raise RecordError(
            f"the run {about.name!r} was begun under other conditions: {', '.join(found[:_NAMED])}{more}; "
            "choose another --name, or --fresh to begin it anew"
        )


def _begin(folder: Path, about: About, cases: Sequence[SuiteCase]) -> None:
    """`run.json` comes last and whole: what has none was never begun."""
    if (folder / ANSWERS).exists() or compressed(folder / ANSWERS).exists():
        raise RecordError(f"{folder.as_posix()!r} has answers and no {ABOUT}: --fresh begins the run anew")
    lines = (CASE_JSON.dump_json(each, exclude_defaults=True) + b"\n" for each in cases)
    (folder / CASES).write_bytes(b"".join(lines))
    aside = folder / f"{ABOUT}.new"
    aside.write_bytes(ABOUT_JSON.dump_json(about, indent=2) + b"\n")
    aside.replace(folder / ABOUT)


def _asked(folder: Path) -> frozenset[Key]:
    """The cases that have their line, once the half of a line that a kill left is cut off."""
    file = folder / ANSWERS
    if file.exists():
        content = file.read_bytes()
        with file.open("r+b") as opened:
            opened.truncate(content.rfind(b"\n") + 1)
    return frozenset((line.suite, line.id) for line in read_answers(folder))


def _remove(folder: Path) -> None:
    for name in (JUDGED, REPORT, ANSWERS, CASES, ABOUT):
        (folder / name).unlink(missing_ok=True)
        compressed(folder / name).unlink(missing_ok=True)
