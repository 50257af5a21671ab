"""Under what a run was made: whatever its answers depend on, and nothing secret."""

from __future__ import annotations

import importlib.metadata
import platform
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Literal
from urllib.parse import urlsplit

from pydantic import SecretStr, TypeAdapter

from assistant.generation.chat_model import DEFAULT_MODEL
from assistant.prompts import prompt
from assistant.settings import Settings
from eval.suite import ROOT, Suite, SuiteCase, digest, documents_fingerprint, written_path

EngineName = Literal[
    "extractive",
    "model",
    "scripted:good",
    "scripted:lazy",
    "scripted:wrong-sided",
    "scripted:invented",
    "scripted:thinking",
    "scripted:translated",
]
Setting = str | int | float | bool | None
_WITHOUT_BEARING = ("documents", "index", "state", "chroma_url", "openai_api_key")
"""Settings that an evaluation does not use, or that say nothing of an answer."""
_SHORT = 16
"""Characters of a value named in a difference."""
_CASE = TypeAdapter(SuiteCase)
_SOURCES = ("--", ".", ":(exclude)eval/results")


@dataclass(frozen=True, slots=True, kw_only=True)
class SuiteAsked:
    """A suite as it was when it was asked."""

    name: str
    cases: str
    documents: str
    """Paths as seen from the checkout, or whole."""
    count: int
    cases_fingerprint: str
    documents_fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What `run.json` holds."""

    name: str
    started: str
    engine: EngineName
    seed: int
    jobs: int
    revision: str | None
    """Of git; None where the project stands outside of it."""
    dirty: bool | None
    """Whether files differed from that revision."""
    code: str
    """Fingerprint of the assistant's own files, which says more than `dirty`."""
    prompts: Mapping[str, str]
    """Fingerprint of each."""
    settings: Mapping[str, Setting]
    suites: tuple[SuiteAsked, ...]
    python: str
    packages: Mapping[str, str]


def about(
    name: str,
    suites: Iterable[Suite],
    cases: Iterable[SuiteCase],
    settings: Settings,
    *,
    engine: EngineName,
    seed: int,
    jobs: int,
) -> About:
    """What a run that begins now would be made under."""
    every = tuple(cases)
    return About(
        name=name,
        started=datetime.now(UTC).isoformat(timespec="seconds"),
        engine=engine,
        seed=seed,
        jobs=jobs,
        revision=_git("rev-parse", "HEAD"),
        dirty=None if (changes := _git("status", "--porcelain", *_SOURCES)) is None else bool(changes),
        code=_code(),
        prompts={
            file.stem: prompt(file.stem).fingerprint for file in sorted((ROOT / "prompts").glob("*.md"))
        },
        settings=dict(_told(settings if engine == "extractive" else _with_model(settings))),
        suites=tuple(_asked(suite, [each for each in every if each.suite == suite.name]) for suite in suites),
        python=platform.python_version(),
        packages=_packages(),
    )


def differences(one: About, other: About) -> tuple[str, ...]:
    """What two runs were made under that is not the same, named with both values where they are short."""
    found: list[str] = []
    for name in (item.name for item in fields(About)):
        first, second = getattr(one, name), getattr(other, name)
        if name == "suites":
            found += _other_suites(one.suites, other.suites)
        elif isinstance(first, Mapping):
            keys = sorted(first.keys() | second.keys())
            found += [
                f"{name.removesuffix('s')} {key} ({_value(first, key)}, {_value(second, key)})"
                for key in keys
                if first.get(key) != second.get(key)
            ]
        elif name not in ("name", "started") and first != second:
            found.append(f"{name} ({_short(first)}, {_short(second)})")
    return tuple(found)


def _other_suites(one: Iterable[SuiteAsked], other: Iterable[SuiteAsked]) -> Iterator[str]:
    first, second = ({suite.name: suite for suite in suites} for suites in (one, other))
    for name in sorted(first.keys() | second.keys()):
        if name not in first or name not in second:
            yield f"suite {name} (of one alone)"
            continue
        if first[name].cases_fingerprint != second[name].cases_fingerprint:
            yield f"cases of {name}"
        if first[name].documents_fingerprint != second[name].documents_fingerprint:
            yield f"documents of {name}"


def _value(values: Mapping[str, object], key: str) -> str:
    return _short(values[key]) if key in values else "none"


def _short(value: object) -> str:
    return str(value)[:_SHORT]


def _asked(suite: Suite, cases: Sequence[SuiteCase]) -> SuiteAsked:
    return SuiteAsked(
        name=suite.name,
        cases=written_path(suite.cases),
        documents=written_path(suite.documents),
        count=len(cases),
        cases_fingerprint=digest(_CASE.dump_json(each, exclude_defaults=True).decode() for each in cases),
        documents_fingerprint=documents_fingerprint(suite.documents),
    )


def _with_model(settings: Settings) -> Settings:
    return settings.model_copy(update={"model": settings.model or DEFAULT_MODEL})


def _told(settings: Settings) -> Iterator[tuple[str, Setting]]:
    """Settings that bear on an answer; of an address only the server, since the rest may hold a key."""
    for name, value in settings:
        if name in _WITHOUT_BEARING:
            continue
        if name.endswith("_url") and value is not None:
            yield name, f"{urlsplit(value).scheme}://{urlsplit(value).netloc.rpartition('@')[2]}"
        elif not isinstance(value, SecretStr):
            yield name, value


def _code() -> str:
    files = sorted((ROOT / "assistant").rglob("*.py"))
    return digest(
        f"{file.relative_to(ROOT).as_posix()}\n{file.read_text(encoding='utf-8')}" for file in files
    )


def _packages() -> dict[str, str]:
    found = {str(each.name).lower(): each.version for each in importlib.metadata.distributions()}
    return dict(sorted(found.items()))


def _git(*arguments: str) -> str | None:
    """What git says of the checkout; None where there is none, or no git."""
    try:
        said = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return said.stdout.strip()
