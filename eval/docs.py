"""`python -m eval.docs`: writes the parts of the documents that follow from code and the committed baseline.

`docs/settings.md` comes from the classes of settings, the tables between two marks in `docs/measured.md` and
`README.md` from the run `baseline`.
"""

from __future__ import annotations

import argparse
import ast
import inspect
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pydantic import AliasChoices
from pydantic_settings import BaseSettings

from assistant.api.settings import ApiSettings
from assistant.dates import PublicationDate
from assistant.settings import Settings
from assistant.slack.settings import SlackSettings
from assistant.web.settings import WebSettings
from eval.about import About
from eval.judging.measures import whole_run
from eval.record import RESULTS, Run, run_folder
from eval.summary import Summary, columns, number, summary

ROOT = Path(__file__).parents[1]
SETTINGS = ROOT / "docs" / "settings.md"
MEASURED = (ROOT / "docs" / "measured.md", ROOT / "README.md")
PARTS: tuple[tuple[str, type[BaseSettings]], ...] = (
    ("Everywhere", Settings),
    ("The web chat", WebSettings),
    ("The doors for programs", ApiSettings),
    ("The Slack bot", SlackSettings),
)
HEAD = """\
# Settings

Every setting is an environment variable. `python -m eval.docs` writes this page from the code.
"""
DEBUG = "| `ASSISTANT_DEBUG` | – | `1`: an error that nobody foresaw is shown with its traceback. |"
ROWS = (
    ("false credit: views credited to somebody who does not hold them", "every case", "false_credit"),
    ("the right speaker", "every case", "speaker"),
    ("expected articles shown at once, of those that can be", "every case", "coverage"),
    ("expected articles shown with more", "every case", "coverage_with_more"),
    ("viewpoints whose article is right", "every case", "precision"),
    ("key-point recall", "every case", "point_recall"),
    ("answered or declined rightly, balanced accuracy", "every case", "silence"),
    ("off topic, declined", "off topic", "silence"),
    ("on the subject but unanswerable, declined", "on the subject, unanswerable", "silence"),
    ("answerable, not declined", "answerable", "silence"),
    ("follow-ups: the right person", "follow-ups", "follow_up"),
    ("follow-ups: resolved", "follow-ups", "resolved"),
)
"""What is measured, the group of cases, and the measure."""
TELLING = ("false_credit", "speaker", "coverage", "point_recall", "follow_up")
"""The measures that the README shows."""
_SHORT = 7
"""Digits of a revision that are shown."""
MARKED = re.compile(r"(?<=<!-- figures of the baseline -->\n).*?(?=<!-- end -->)", re.DOTALL)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the three documents anew."""
    argparse.ArgumentParser(prog="python -m eval.docs", description=__doc__).parse_args(arguments)
    SETTINGS.write_text(settings_page(), encoding="utf-8")
    run = whole_run(run_folder("baseline", RESULTS))
    for path in MEASURED:
        path.write_text(with_figures(path, run), encoding="utf-8")


def settings_page() -> str:
    """The tables of all settings, in Markdown."""
    lines = [HEAD]
    for title, settings in PARTS:
        lines += [f"## {title}\n", "| variable | default | meaning |", "| --- | --- | --- |"]
        lines += [f"| `{name}` | {default} | {meaning} |" for name, default, meaning in _rows(settings)]
        lines += [DEBUG] * (settings is Settings) + [""]
    return "\n".join(lines)


def with_figures(path: Path, run: Run) -> str:
    """A document with the figures of a run, and when it was made: all, or in the README the most telling."""
    whole = path.name != "README.md"
    rows = ROWS if whole else [row for row in ROWS if row[2] in TELLING]
    text = path.read_text(encoding="utf-8")
    assert MARKED.search(text), f"{path.name} has no marks"
    shown = f"{_made(run.about)}\n\n{_table(summary(run), columns(run), rows)}"
    return MARKED.sub(lambda _: shown, text)


def _made(about: About) -> str:
    """Of which version the figures are, since the code may have changed after they were taken."""
    day = PublicationDate(about.started[: len("YYYY-MM-DD")]).text
    at = f", revision {about.revision[:_SHORT]}" if about.revision else ""
    return f"Answers of {day}{at}: what changed in the assistant since is not in these figures."


def _table(figures: Summary, halves: Sequence[str], rows: Iterable[tuple[str, str, str]]) -> str:
    lines = [f"| measure | {' | '.join(halves)} |", "| --- |" + " --- |" * len(halves)]
    for title, group, measure in rows:
        found = [figures[group][half][measure] for half in halves]
        lines.append(f"| {title} | {' | '.join(number(each.value) if each else '-' for each in found)} |")
    return "\n".join([*lines, ""])


def _rows(settings: type[BaseSettings]) -> Iterator[tuple[str, str, str]]:
    """Variable, default and meaning of every field that the environment sets."""
    meanings = _docstrings(settings)
    for name, field in settings.model_fields.items():
        if field.is_required():  # given by the code, not by the environment
            continue
        alias = field.validation_alias
        names = alias.choices if isinstance(alias, AliasChoices) else ()
        prefixed = f"{settings.model_config.get('env_prefix', '')}{name}".upper()
        variable = next((each for each in names if isinstance(each, str) and each.isupper()), prefixed)
        default = field.get_default()
        yield variable, "–" if default in (None, ()) else f"`{default}`", meanings[name]


def _docstrings(settings: type[BaseSettings]) -> dict[str, str]:
    """The docstring after each field, on one line."""
    (body,) = (
        node.body for node in ast.parse(inspect.getsource(settings)).body if isinstance(node, ast.ClassDef)
    )
    found = {}
    for field, after in zip(body, body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            told = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
            found[field.target.id] = " ".join(str(after.value.value).split()) if told else ""  # type: ignore[attr-defined]
    return found


if __name__ == "__main__":
    main()
