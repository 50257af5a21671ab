"""A mistake in a file that people write, told in one line and in the words of the file, not of the code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from assistant.errors import AssistantError

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Form = TypeVar("Form")

_UNKNOWN = "unexpected_keyword_argument"
_EXPECTED = {
    "missing": "is missing",
    "string_type": "a text is expected; what is not one goes between single quotes",
    "string_too_short": "is empty",
    "too_short": "is empty",
    "tuple_type": "one thing or a list is expected, and nothing stands there",
    "bool_type": "true or false is expected",
    "dataclass_type": "fields are expected, one 'name: value' a line",
    "dataclass_exact_type": "fields are expected, one 'name: value' a line",
}
_HINTS = {
    "mapping values are not allowed here": "text that contains ': ' goes between single quotes, and the "
    "fields of one entry stand exactly below one another",
}


def read_yaml(
    path: Path, form: TypeAdapter[Form], loader: type[yaml.SafeLoader | yaml.BaseLoader] = yaml.SafeLoader
) -> Form:
    """What a file of YAML holds, in its form; AssistantError where it cannot be read or has another."""
    try:
        return form.validate_python(yaml.load(path.read_text(encoding="utf-8"), loader))
    except OSError as error:
        raise AssistantError(f"{path.as_posix()!r} cannot be read: {error.strerror}") from None
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise AssistantError(f"{path.name}: {not_yaml(error)}") from None
    except ValidationError as error:
        raise AssistantError(f"{path.name}: {told(error)}") from None


def told(error: ValidationError, parts: Mapping[str, Iterable[str]] = {}) -> str:
    """The first mistake, a misspelt field before the one that is then missing.

    `parts` names, for the field under which an entry stands, all fields that it may have; "" is the whole.
    """
    mistake = min(error.errors(), key=lambda found: found["type"] != _UNKNOWN)
    *above, name = mistake["loc"] or ("",)
    if mistake["type"] == _UNKNOWN:
        owner = next((str(part) for part in reversed(above) if isinstance(part, str)), "")
        known = ", ".join(parts.get(owner, ()))
        return _placed(above, f"there is no field {str(name)!r}" + (f"; there are: {known}" if known else ""))
    return _placed(mistake["loc"], _wanted(mistake))


def not_yaml(error: yaml.YAMLError | UnicodeDecodeError) -> str:
    """Where a file stops being YAML, and what helps where that is known."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return f"not YAML: {' '.join(str(error).split())}"
    problem = error.problem or "not understood"
    return f"not YAML at line {error.problem_mark.line + 1}: {_HINTS.get(problem, problem)}"


def _placed(place: Iterable[int | str], words: str) -> str:
    """
    >>> _placed(("expect", "viewpoints", 0, "speaker"), "is missing")
    'expect, viewpoints, number 1, speaker: is missing'
    """
    where = ", ".join(f"number {part + 1}" if isinstance(part, int) else part for part in place)
    return f"{where}: {words}" if where else words


def _wanted(mistake: ErrorDetails) -> str:
    kind, context = mistake["type"], mistake.get("ctx", {})
    if kind == "literal_error":
        choice = str(context["expected"]).replace("'", "").replace("True", "true").replace("False", "false")
        return f"{mistake['input']!r} stands where one of these is expected: {choice}"
    if kind == "string_pattern_mismatch":
        return f"{mistake['input']!r} is no name: small letters and digits, joined by hyphens"
    return _EXPECTED.get(kind, mistake["msg"].removeprefix("Value error, "))
