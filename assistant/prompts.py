"""Prompts: one Markdown file each, with `{blanks}` that are filled strictly."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.errors import AssistantError

# A word in braces; the JSON in a prompt has quotation marks there, so it needs no escaping.
_BLANK = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt's text, with the blanks it must be given.

    >>> Prompt("greeting", "Good morning, {name}.").fill(name="{nobody}")
    'Good morning, {nobody}.'
    """

    name: str
    text: str

    @property
    def blanks(self) -> frozenset[str]:
        return frozenset(_BLANK.findall(self.text))

    @property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits that change with every change of the text."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:12]

    def fill(self, **values: str) -> str:
        """The text with every blank filled; braces in the values mean nothing.

        Raises ValueError where a blank has no value or a value has no blank.
        """
        if values.keys() != self.blanks:
            missing, surplus = sorted(self.blanks - values.keys()), sorted(values.keys() - self.blanks)
            raise ValueError(f"prompt {self.name!r}: missing {missing}, surplus {surplus}")
        return _BLANK.sub(lambda blank: values[blank[1]], self.text)


@lru_cache(maxsize=32)
def prompt(name: str, folder: Path | None = None) -> Prompt:
    """The prompt in the file `name`.md, from the folder of prompts unless another is given."""
    path = (folder or _folder()) / f"{name}.md"
    try:
        return Prompt(name, path.read_text(encoding="utf-8").strip())
    except OSError as error:
        raise AssistantError(
            f"The prompt {name!r} cannot be read ({error.strerror}): reinstall the package, "
            f"or restore the file {str(path)!r}"
        ) from error


def _folder() -> Path:
    """`assistant/prompts` where the package was installed from a wheel, else the checkout's `prompts`."""
    package = Path(__file__).parent
    installed = package / "prompts"
    return installed if installed.is_dir() else package.parent / "prompts"
