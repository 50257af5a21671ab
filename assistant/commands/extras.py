"""Optional parts of the package: the web chat and the Slack bot each need libraries of their own."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Literal

from assistant.errors import AssistantError

Extra = Literal["web", "slack"]

_MODULES: dict[Extra, tuple[str, ...]] = {
    "web": ("fastapi", "gradio", "uvicorn"),
    "slack": ("slack_bolt", "slack_sdk", "starlette"),
}
_PARTS: dict[Extra, str] = {"web": "the web chat", "slack": "the Slack bot"}


def require(*extras: Extra) -> None:
    """Raise AssistantError, with what to install, where the libraries of an extra are missing."""
    for extra in extras:
        missing = [module for module in _MODULES[extra] if find_spec(module) is None]
        if missing:
            raise AssistantError(
                f"{_PARTS[extra]} needs {', '.join(missing)}: "
                f"install it with pip install 'assistant[{','.join(extras)}]'"
            )
