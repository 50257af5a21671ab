"""The record at the head of a file: YAML, TOML, JSON, a Pandoc title block or bare `key: value` lines.

Nothing becomes an object: dates, numbers and tags stay as they are written. What cannot be read costs its
own lines, never the file.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any

import yaml

from assistant.errors import DocumentsError
from assistant.reading.metadata import PLACEHOLDER, Value, is_known
from assistant.text import cleaned

Front = tuple[dict[str, Value], str, tuple[str, ...]]
"""The keys, the text after them, and one sentence for each line that was not read as it stands."""

_BEFORE = re.compile(r"(?:[ \t]*\n|<!--(?:(?!-->).)*-->)+", re.DOTALL)
_YAML = re.compile(r"---[ \t]*\n(?P<block>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_OPENED = re.compile(r"---[ \t]*\n(?P<block>(?:[^\n]*\S[^\n]*(?:\n|\Z))+)")
_TOML = re.compile(r"\+\+\+[ \t]*\n(?P<block>.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_PANDOC = re.compile(r"%[ \t]*(?P<value>[^\n]*(?:\n[ \t]+\S[^\n]*)*)(?:\n|\Z)")
# A key may hold a colon that no space follows, such as og:title.
_ENTRY = re.compile(r"(?P<key>[^\s#:\-\[\]{}](?:[^\n:]|:(?=\S))*):(?=\s|\Z)(?P<rest>.*)", re.DOTALL)
_LONGEST_KEY = 60
_LONGEST_TOML_LINE = 5_000
_HEADING = re.compile(r"#[ \t]+(?P<title>[^\n]*\S)[ \t]*\n+")
_NULLS = ("", "~", "null", "Null", "NULL")
_DEEPEST = 8
_MOST_VALUES = 10_000
"""Values of a record, counted again wherever a reference repeats them: a few lines could ask for millions."""
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def split(text: str) -> Front:
    r"""The front matter of `text`, empty where there is none, and the text after it.

    >>> split("---\ndate: 2018-09\n---\nFerries matter.")
    ({'date': '2018-09'}, 'Ferries matter.', ())
    """
    before = _BEFORE.match(text)
    start = before.end() if before else 0
    for pattern, read in ((_YAML, _yaml), (_TOML, _toml), (_OPENED, _unclosed)):
        if match := pattern.match(text, start):
            line = text.count("\n", 0, match.start("block")) + 1
            found = read(match["block"], line)
            if found is not None:
                return found[0], text[match.end() :], found[1]
    return (
        _json(text, start)
        or _pandoc(text, start)
        or _bare(text, start)
        or _under_heading(text, start)
        or ({}, text, ())
    )


def record_of(text: str, suffix: str = ".yaml") -> dict[str, Value]:
    """The keys of a file that is nothing but a record, with strings, lists and mappings of strings.

    Of CSL-JSON, a list, the only item. Raises DocumentsError with the line where it is known.
    """
    if suffix not in (".toml", ".json"):
        return _Yaml(text).read()
    try:
        values = (
            _toml_values(text)
            if suffix == ".toml"
            else texts(json.loads(text, parse_int=str, parse_float=str))
        )
    except (ValueError, RecursionError) as error:
        raise DocumentsError(f"it cannot be read: {str(error) or 'it is nested too deeply'}") from None
    if isinstance(values, list) and len(values) == 1:
        values = values[0]
    if not isinstance(values, dict):
        raise DocumentsError("it does not hold the keys of one record")
    return values


Read = tuple[dict[str, Value], tuple[str, ...]]


def _yaml(block: str, line: int) -> Read | None:
    """The keys of a block between two `---`; None where it is text between two rules."""
    try:
        reader = _Yaml(block)
        found, told = reader.read(), tuple(reader.told)
    except DocumentsError:
        found, told = _by_lines(block, line)
        if "\n\n" in block and any("left out" in each for each in told):
            return None  # its end is missing, and the rule is one in the text
    # After a rule a blank line follows, and prose has no keys of one word.
    at_once, known = not block.startswith("\n"), sum(map(is_known, found))
    empty = not found and not any(part.strip() for part in block.splitlines() if not part.startswith("#"))
    words = bool(found) and not any(" " in key for key in found)
    is_record = known > 1 or (at_once and (known or words or empty))
    return (found, told) if is_record else None


def _by_lines(block: str, first: int) -> Read:
    """The keys of a block that is no YAML as a whole: each `key: value` with its lines by itself.

    A value that is no YAML either is read as it stands: `title: The ferry: a last chance`.
    """
    found: dict[str, Value] = {}
    told: list[str] = []
    for number, entry in _entries(block):
        line = first + number
        match = _ENTRY.match(entry)
        if match is None:
            told.append(f"Line {line} is left out: it is not of the form `key: value`.")
            continue
        key = match["key"].strip(" \t\"'")
        try:
            value = _Yaml(entry).read()
        except DocumentsError:
            if not PLACEHOLDER.search(match["rest"]):
                told.append(f"Line {line} is read as it stands: put the value of {key!r} in quotation marks.")
            value = {key: _as_it_stands(match["rest"])}
        for name, item in value.items():
            if name in found:
                told.append(_twice(name))
            else:
                found[name] = item
    return found, tuple(told)


def _entries(block: str) -> Iterator[tuple[int, str]]:
    """The lines of each key with their number: what is indented, empty or a list belongs to the key above."""
    start, lines = 0, list[str]()
    for number, line in enumerate(block.split("\n")):
        # A tab indents nothing in YAML, but everyone who writes one means it.
        plain = re.sub(r"^\t+|(?<=:)\t+|(?<=^-)\t", lambda tabs: "  " * len(tabs[0]), line)
        if lines and (not plain.strip() or plain[0] in " -#]}"):
            lines.append(plain)
        elif plain.strip() and not plain.startswith("#"):
            if lines:
                yield start, "\n".join(lines)
            start, lines = number, [plain]
    if lines:
        yield start, "\n".join(lines)


def _as_it_stands(text: str) -> Value:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and all(line.startswith("- ") for line in lines):
        return [cleaned(line[2:].strip().strip("\"'")) for line in lines]
    line = cleaned(" ".join(lines))
    if line.startswith("[") and not line.startswith("[["):
        return [part for item in line.strip("[]").split(",") if (part := item.strip().strip("\"'"))]
    return line or None


def _twice(key: str) -> str:
    return f"The key {key!r} is given twice: the first counts."


class _Yaml:
    """The values of a YAML block as they are written, how many there are, and what is doubtful."""

    def __init__(self, block: str) -> None:
        self._block = block
        self._read: dict[int, tuple[Value, int]] = {}
        self.told: list[str] = []

    def read(self) -> dict[str, Value]:
        try:
            # Composing deep YAML overflows the stack of the C library; its events do not.
            depth = 0
            for event in yaml.parse(self._block, Loader=_Loader):
                depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(
                    event, yaml.CollectionEndEvent
                )
                if depth > _DEEPEST:
                    raise DocumentsError(_message(event.start_mark, "it is nested too deeply"))
            node = yaml.compose(self._block, Loader=_Loader)
        except yaml.MarkedYAMLError as error:
            raise DocumentsError(_message(error.problem_mark, error.problem or "it cannot be read")) from None
        except yaml.YAMLError as error:
            raise DocumentsError(_message(None, " ".join(str(error).split()))) from None
        value = None if node is None else self._value(node, 0)[0]
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise DocumentsError("line 1: it is not made of `key: value` lines")
        return value

    def _value(self, node: yaml.Node, depth: int) -> tuple[Value, int]:
        """The value of a node and how many it holds, each counted again wherever a reference repeats it."""
        if id(node) in self._read:
            return self._read[id(node)]
        value: Value
        count = 1
        if depth > _DEEPEST:
            raise DocumentsError(_message(node.start_mark, "it is nested too deeply"))
        if isinstance(node, yaml.ScalarNode):
            value = None if not node.style and node.value in _NULLS else cleaned(node.value)
        elif isinstance(node, yaml.SequenceNode):
            value = []
            for item in node.value:
                inner, size = self._value(item, depth + 1)
                value.append(inner)
                count += size
        else:
            value, merged = {}, {}
            for key, item in node.value:
                if not isinstance(key, yaml.ScalarNode):
                    raise DocumentsError(_message(key.start_mark, "a key is not a plain word"))
                name, (inner, size) = cleaned(key.value), self._value(item, depth + 1)
                count += size
                if key.tag == "tag:yaml.org,2002:merge" and isinstance(inner, dict):
                    merged = inner
                elif name in value:
                    self.told.append(_twice(name))
                else:
                    value[name] = inner
            value = merged | value
        if count > _MOST_VALUES:
            raise DocumentsError(_message(node.start_mark, f"it holds more than {_MOST_VALUES:,} values"))
        self._read[id(node)] = value, count
        return value, count


def _unclosed(block: str, line: int) -> Read | None:
    """The keys of a block that only a blank line ends; None where `---` is a rule."""
    found = _yaml(block, line)
    if found is None or not any(map(is_known, found[0])):
        return None
    told = "The front matter is not closed by a line `---`: it is read up to the first blank line."
    return found[0], (*found[1], told)


def _toml(block: str, line: int) -> Read:
    try:
        return _toml_values(block), ()
    except (ValueError, RecursionError):
        pass
    found: dict[str, Value] = {}
    told: list[str] = []
    for number, part in enumerate(block.split("\n")):
        if not part.strip() or part.lstrip().startswith(("#", "[")):
            continue
        try:
            values = _toml_values(part)
        except (ValueError, RecursionError):
            told.append(f'Line {line + number} is left out: it is not of the form `key = "value"`.')
            continue
        found = values | found
    return found, tuple(told)


def _json(text: str, start: int) -> Front | None:
    if not text.startswith("{", start) or text.startswith("{{", start):
        return None
    try:
        value, end = json.JSONDecoder(parse_int=str, parse_float=str).raw_decode(text, start)
    except (ValueError, RecursionError):
        return None
    found = texts(value)
    return (
        (found, text[end:], ()) if any(map(is_known, found)) and text[end : end + 1] in ("\n", "") else None
    )


def _pandoc(text: str, start: int) -> Front | None:
    """Up to three blocks that begin with `%`: title, authors, date."""
    found: dict[str, Value] = {}
    for key in ("title", "author", "date"):
        match = _PANDOC.match(text, start)
        if match is None:
            break
        found[key] = match["value"].strip() or None
        start = match.end()
    return (found, text[start:], ()) if found.get("title") and text[start : start + 1] in ("\n", "") else None


def _bare(text: str, start: int) -> Front | None:
    """`key: value` lines up to the first blank line, two of them with a known key; three if not the first."""
    end, fewest = start, 1
    while end < len(text) and text[end] != "\n":
        line_end = text.find("\n", end) + 1 or len(text)
        line = text[end:line_end]
        entry = _ENTRY.match(line)
        if not (entry and len(entry["key"]) <= _LONGEST_KEY and entry["rest"].strip()):
            if end == start or not line[0].isspace() or not line.strip():
                break
        elif end == start:
            fewest = 2 if is_known(entry["key"]) else 3
        end = line_end
    if end < len(text) and text[end] != "\n":
        return None
    found, _ = _by_lines(text[start:end], 1)
    return (found, text[end:], ()) if sum(map(is_known, found)) >= fewest else None


def _under_heading(text: str, start: int) -> Front | None:
    """`key: value` lines right under the title, as Notion writes them."""
    heading = _HEADING.match(text, start)
    front = _bare(text, heading.end()) if heading else None
    if heading is None or front is None:
        return None
    return {"title": heading["title"].strip()} | front[0], front[1], front[2]


def _toml_values(text: str) -> dict[str, Any]:
    # Python's parser takes quadratic time for a key of many parts.
    if max(map(len, text.split("\n"))) > _LONGEST_TOML_LINE:
        raise ValueError(f"a line has more than {_LONGEST_TOML_LINE:,} characters")
    values: dict[str, Any] = texts(tomllib.loads(text, parse_float=str))
    return values


def texts(value: Any, depth: int = 0) -> Any:
    """A value of TOML or JSON with every date, number and truth value as it is printed."""
    if value is None or depth > _DEEPEST:
        return None
    if isinstance(value, dict):
        return {cleaned(str(key)): texts(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [texts(item, depth + 1) for item in value]
    return cleaned(value if isinstance(value, str) else str(value))


def _message(mark: Any, problem: str) -> str:
    return f"line {mark.line + 1}: {problem}" if mark else f"it cannot be read: {problem}"
