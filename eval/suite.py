"""Which cases are asked of which folder of articles."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.errors import AssistantError
from assistant.reading.beside import beside, is_sidecar
from assistant.reading.folder import SUFFIXES, stamps
from eval.cases import Case, Half, load

ROOT = Path(__file__).parent.parent
"""The checkout; the paths of a run are written down as seen from here."""
HELD_OUT = "held_out"
"""The suite whose articles and cases were written to be measured on: nothing was ever tuned on them."""
Part = Literal[Half, "held-out"]
"""The half that a case belongs to, or the suite that is held out as a whole."""


@dataclass(frozen=True, slots=True)
class Suite:
    """A file or folder of cases, and the folder of articles they speak of."""

    name: str
    cases: Path
    documents: Path


@dataclass(frozen=True, slots=True)
class SuiteCase:
    """One case to be asked in a suite."""

    suite: str
    case: Case

    @property
    def key(self) -> tuple[str, str]:
        """What no two of a run share."""
        return self.suite, self.case.id

    @property
    def part(self) -> Part:
        """Under what its figures are told."""
        return part_of(self.suite, self.case)


SUITES = (
    Suite("documents", ROOT / "eval" / "cases", ROOT / "documents"),
    Suite("originals", ROOT / "eval" / "originals" / "cases", ROOT / "eval" / "originals"),
    Suite(HELD_OUT, ROOT / "eval" / HELD_OUT / "cases", ROOT / "eval" / HELD_OUT),
)


def part_of(suite: str, case: Case) -> Part:
    """The half of a case, unless its suite is held out."""
    return "held-out" if suite == HELD_OUT else case.half


def chosen(cases: Path | None, documents: Path | None) -> tuple[Suite, ...]:
    """The project's suites, or one of the reader's own, called by its folder of articles."""
    if cases is None and documents is None:
        return SUITES
    if cases is None:
        raise AssistantError("--documents says where the articles are: say with --cases what to ask of them")
    folder = documents or SUITES[0].documents
    if not folder.is_dir():
        raise AssistantError(f"there is no folder of articles {folder.as_posix()!r}")
    return (Suite(folder.resolve().name, cases, folder),)


def cases_of(suites: Iterable[Suite]) -> tuple[SuiteCase, ...]:
    """The cases of suites in order; `CaseError` where a file of them is wrong."""
    return tuple(SuiteCase(suite.name, case) for suite in suites for case in load(suite.cases))


def documents_fingerprint(documents: Path) -> str:
    """Changes with the name or a byte of any article in a folder, and of what lies beside one."""
    names = stamps(documents, follow_links=True)
    articles = [name for name in names if name.lower().endswith(SUFFIXES)]
    used = beside(documents, filter(is_sidecar, names), articles).used
    return digest(
        f"{name}\n{hashlib.sha256((documents / name).read_bytes()).hexdigest()}"
        for name in sorted({*articles, *used})
    )


def digest(texts: Iterable[str]) -> str:
    """Twelve hexadecimal digits for texts in their order."""
    whole = hashlib.sha256()
    for text in texts:
        whole.update(hashlib.sha256(text.encode()).digest())
    return whole.hexdigest()[:12]


def written_path(path: Path) -> str:
    """As seen from the checkout where it lies inside, otherwise whole.

    >>> written_path(ROOT / "eval" / "cases")
    'eval/cases'
    """
    whole = path.resolve()
    return (whole.relative_to(ROOT) if whole.is_relative_to(ROOT) else whole).as_posix()
