"""What a reader can press under an answer in Slack, and the form in which one says what is wrong with it.

Every block_id under an answer carries its id: "feedback:ID", "view-CITATION:ID" under a viewpoint, "next:ID"
above what can be asked next, and, for all others in one row, "actions:ID".
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from assistant.answers import Answer, Viewpoint
from assistant.citing.cite import cited
from assistant.citing.forms import CiteForm
from assistant.dates import PublicationDate
from assistant.remarks import LONGEST_COMMENT, OF_ANSWERS, WORDING, Complaint
from assistant.rendering.slack_blocks import PERSON, size
from assistant.rendering.slack_text import Block
from assistant.rendering.timeline import dated
from assistant.text import one_line
from assistant.wording.byline import attribution

_LABEL = 75
_VALUE = 150
_OPTIONS = 100
_SECTION = 3_000
_LONGEST_NEXT = 150
"""Characters of a question that can be asked next: its button and its value take of the message's space."""
_MENU = 1_500
"""Characters of a message that a menu of names may take; further names are left out."""
CALLBACK = "complaints"
ASK_NEXT = "ask_next"
"""How the action ids of the questions that can be asked next begin."""
CITE_FORMS: Mapping[CiteForm, str] = {
    "chicago": "Chicago",
    "chicago-note": "Chicago, as a note",
    "apa": "APA",
    "mla": "MLA",
    "bibtex": "BibTeX",
    "ris": "RIS",
    "csl": "CSL-JSON",
}
_REASONS, _COMMENT = "reasons", "comment"


def answer_id_of(block_id: str) -> str:
    """The id of the answer under which an action stands.

    >>> answer_id_of("actions:k7f3")
    'k7f3'
    """
    return block_id.partition(":")[2]


def action_blocks(
    answer: Answer, *, answer_id: str | None, share: bool, rest: str | None
) -> tuple[Block, ...]:
    """What a reader can press; `rest` is what "Show more" has to remember, None where all is shown.

    `share` is for answers that one reader alone sees. Action ids: `feedback` (value "good" or "bad"),
    `show_more` (value: hand it to `following`), `share`, `timeline`, `references`, `as_of` (a date picker),
    `only_author` (a menu; an option's value is the whole name). `answer_id_of` reads the answer's id from the
    block_id of any of them.
    """
    if answer_id is None:
        return ()
    row = list(_row(answer, share, rest))
    actions: Block = {"type": "actions", "block_id": f"actions:{answer_id}", "elements": row}
    feedback: Block = {
        "type": "context_actions",
        "block_id": f"feedback:{answer_id}",
        "elements": [_feedback()],
    }
    return (*([actions] if row else []), feedback)


def cite_blocks(answer_id: str) -> tuple[Block, ...]:
    """The menu of the forms of references; its action id is `cite`."""
    menu = _select("cite", "Cite as …", [(label, form) for form, label in CITE_FORMS.items()])
    return ({"type": "actions", "block_id": f"cite:{answer_id}", "elements": [menu]},)


def next_blocks(questions: Iterable[str], answer_id: str, person: str = "") -> tuple[Block, ...]:
    """Buttons that ask these questions, and one for a person's card; what is too long for one is left out."""
    fit = [each for each in map(one_line, questions) if len(each) <= _LONGEST_NEXT]
    buttons = [
        {**_button(f"{ASK_NEXT}_{number}", _label(each), _label(f"Ask: {each}")), "value": each}
        for number, each in enumerate(fit, 1)
    ]
    if person and len(person) <= _LONGEST_NEXT:
        buttons.append(
            {**_button(PERSON, _label(f"All on {person}"), _label(f"Who {person} is")), "value": person}
        )
    return ({"type": "actions", "block_id": f"next:{answer_id}", "elements": buttons},) if buttons else ()


def _row(answer: Answer, share: bool, rest: str | None) -> Iterator[Block]:
    if rest is not None:
        label = "Show more of what bears on this question"
        yield {**_button("show_more", "Show more", label), "value": rest}
    if share:
        yield _button("share", "Share with channel", "Share this answer with everyone in the channel")
    if dated(answer):
        yield _button("timeline", "Timeline", "The articles of this answer by date")
    if answer.answered and cited(answer):
        yield _button("references", "References", "The references to what this answer shows")
    if answer.viewpoints:
        yield _date_picker(answer)
        names = _names(answer)
        if len(names) > 1:
            yield _menu(names)


def _button(action: str, text: str, label: str) -> Block:
    return {"type": "button", "action_id": action, "text": _plain(text), "accessibility_label": label}


def _date_picker(answer: Answer) -> Block:
    """Asks what was said up to a day; it begins at the reader's own limit, where there is one."""
    until = answer.scope.until
    chosen = {"initial_date": PublicationDate(until).last.isoformat()} if until else {}
    return {"type": "datepicker", "action_id": "as_of", "placeholder": _plain("As of …"), **chosen}


def _names(answer: Answer) -> tuple[str, ...]:
    """Whom a reader may ask about alone: voices and writers; a name that no option can hold is no name."""
    people = (one_line(person) for view in answer.viewpoints for person in view.record.people)
    return tuple(dict.fromkeys(name for name in people if 0 < len(name) <= _VALUE))


def _menu(names: tuple[str, ...]) -> Block:
    options: list[tuple[str, str]] = []
    space = _MENU
    for name in names[:_OPTIONS]:
        space -= size([_option(name, name)])
        if space < 0 and options:
            break
        options.append((name, name))
    return _select("only_author", "Only this author …", options)


def _select(action: str, placeholder: str, options: Iterable[tuple[str, str]]) -> Block:
    """A menu of labels, each with its value."""
    return {
        "type": "static_select",
        "action_id": action,
        "placeholder": _plain(placeholder),
        "options": [_option(*each) for each in options],
    }


def _option(label: str, value: str) -> Block:
    return {"text": _plain(_label(label)), "value": value}


def _label(name: str) -> str:
    return name if len(name) <= _LABEL else f"{name[: _LABEL - 2].rstrip()} …"


def _feedback() -> Block:
    return {
        "type": "feedback_buttons",
        "action_id": "feedback",
        "positive_button": {
            "text": _plain("Helpful"),
            "value": "good",
            "accessibility_label": "This answer is helpful",
        },
        "negative_button": {
            "text": _plain("Not helpful"),
            "value": "bad",
            "accessibility_label": "This answer is not helpful: say why",
        },
    }


def _section(text: str) -> Block:
    return {"type": "section", "text": _plain(one_line(text)[:_SECTION])}


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": text, "emoji": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Which answer a form is about, and where its reader sees it."""

    answer_id: str
    channel: str
    thread_ts: str | None
    url: str | None
    alone: bool
    viewpoint: int | None = None
    """A citation number of the view that it is about; None for the whole answer."""

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> Self:
        return cls(**json.loads(view["private_metadata"]))


def form(about: About, *, view: Viewpoint | None = None, became: str = "") -> dict[str, Any]:
    """The view for views.open: of one viewpoint, or of the whole answer.

    `became` tells what became of what the same reader said of it before.
    """
    told = [_section(text) for text in (attribution(view) if view else "", became) if text]
    what = "this view" if view else "the answer"
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": json.dumps(asdict(about)),
        "title": _plain("What is wrong?"),
        "submit": _plain("Send"),
        "close": _plain("Cancel"),
        "blocks": [
            *told,
            {
                "type": "input",
                "block_id": _REASONS,
                "optional": True,
                "label": _plain(f"What is wrong with {what}?"),
                "element": {
                    "type": "checkboxes",
                    "action_id": _REASONS,
                    "options": [
                        {"text": _plain(words[:1].upper() + words[1:]), "value": complaint}
                        for complaint, words in WORDING.items()
                        if not (view and complaint == OF_ANSWERS)
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
