"""The form in which a reader says what is wrong with an answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from assistant.feedback import LONGEST_COMMENT, WORDING, Complaint

CALLBACK = "complaints"
_REASONS, _COMMENT = "reasons", "comment"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Which answer a form is about, and where its reader sees it."""

    answer_id: str
    channel: str
    thread_ts: str | None
    url: str | None
    alone: bool

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> Self:
        return cls(**json.loads(view["private_metadata"]))


def form(about: About) -> dict[str, Any]:
    """The view for views.open."""
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": json.dumps(asdict(about)),
        "title": _plain("What is wrong?"),
        "submit": _plain("Send"),
        "close": _plain("Cancel"),
        "blocks": [
            {
                "type": "input",
                "block_id": _REASONS,
                "optional": True,
                "label": _plain("What is wrong with the answer?"),
                "element": {
                    "type": "checkboxes",
                    "action_id": _REASONS,
                    "options": [
                        {"text": _plain(words[:1].upper() + words[1:]), "value": complaint}
                        for complaint, words in WORDING.items()
                    ],
                },
            },
            {
                "type": "input",
                "block_id": _COMMENT,
                "optional": True,
                "label": _plain("In your words"),
                "element": {
                    "type": "plain_text_input",
                    "action_id": _COMMENT,
                    "multiline": True,
                    "max_length": LONGEST_COMMENT,
                },
            },
        ],
    }


def filled_in(view: Mapping[str, Any]) -> tuple[tuple[Complaint, ...], str]:
    """The complaints and the comment in a form that was sent."""
    values = view["state"]["values"]
    chosen = {option["value"] for option in values[_REASONS][_REASONS].get("selected_options") or ()}
    complaints = tuple(complaint for complaint in WORDING if complaint in chosen)
    return complaints, values[_COMMENT][_COMMENT].get("value") or ""


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": False}
