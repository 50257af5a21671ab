"""`assistant feedback`: what readers said of the answers they were shown.

With `--json`, a list, the newest first, of objects with these keys, to which others may be added:
`answer_id`, `date` (ISO 8601, UTC), `place` ("web" or "slack"), `helpful` (true or false), `complaints` (a
list of `feedback.Complaint`), `comment` (may be empty) and `answer`, the JSON of the answer that was shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.commands.command import console, print_json
from assistant.commands.options import AsJson, Documents, Since, settings
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.answers import Answer
    from assistant.remarks import Feedback

Cases = Annotated[
    bool, typer.Option("--cases", help="Print the complaints as evaluation cases to be filled in.")
]


def feedback(
    since: Since = None, as_json: AsJson = False, cases: Cases = False, documents: Documents = None
) -> None:
    """List what readers said of answers, the newest first."""
    from assistant.feedback import FeedbackStore
    from assistant.remarks import Selection

    if as_json and cases:
        raise AssistantError("--json and --cases are two forms of one list: choose one")
    read = settings(documents)
    entries = FeedbackStore(read.state_file).entries(Selection(since=since))
    if not entries and read.state is None:
        from assistant.reading.folder import stamps

        stamps(read.documents)  # raises where there is no such folder
    if as_json:
        print_json([_data(entry) for entry in entries])
    elif cases:
        typer.echo(_cases(entries), nl=False)
    elif entries:
        _print(entries)
    else:
        typer.echo(f"No feedback since {since}." if since else "No feedback yet.")


def _data(entry: Feedback) -> dict[str, Any]:
    return {
        "answer_id": entry.answer_id,
        "date": entry.date,
        "place": entry.place,
        "helpful": entry.helpful,
        "complaints": list(entry.complaints),
        "comment": entry.comment,
        "answer": entry.answer.to_dict(),
    }


def _print(entries: tuple[Feedback, ...]) -> None:
    from rich.text import Text

    from assistant.rendering.terminal import write

    out, margin = console(), Text("  ")
    for entry in entries:
        write(out, _head(entry), style="bold")
        write(out, _question(entry.answer), lead=margin)
        if entry.comment:
            write(out, f"“{entry.comment}”", lead=margin)
        write(out, _shown(entry.answer), lead=margin, style="dim")
        out.print()
    write(out, _summary(entries))


def _head(entry: Feedback) -> str:
    """Day, place and verdict, such as "23 November 2026, web: wrong person, wrong date"."""
    from assistant.dates import PublicationDate
    from assistant.remarks import WORDING

    complaints = ", ".join(WORDING[each] for each in entry.complaints)
    verdict = "helpful" if entry.helpful else complaints or "not right"
    return f"{PublicationDate(entry.date[:10]).text}, {entry.place}: {verdict}"


def _question(answer: Answer) -> str:
    """The question, and for a follow-up what it was understood to ask."""
    asked, understood = answer.question.strip(), answer.standalone_question.strip()
    return asked if asked == understood else f"{asked} (understood as: {understood})"


def _shown(answer: Answer) -> str:
    from assistant.wording.byline import attribution
    from assistant.wording.lines import decline_lines

    views = (attribution(view) for view in (*answer.viewpoints, *answer.nearest))
    return " ".join((*decline_lines(answer), "; ".join(views))).strip()


def _summary(entries: tuple[Feedback, ...]) -> str:
    from assistant.remarks import COMPLAINTS, WORDING
    from assistant.wording.lines import counted

    answers = counted(len({entry.answer_id for entry in entries}), "answer")
    helpful = sum(entry.helpful for entry in entries)
    said = [complaint for entry in entries for complaint in entry.complaints]
    complaints = ", ".join(f"{WORDING[each]} {said.count(each)}" for each in COMPLAINTS)
    return f"Feedback on {answers}: {helpful} helpful, {len(entries) - helpful} not right ({complaints})."


def _cases(entries: tuple[Feedback, ...]) -> str:
    """YAML as in `eval/cases`, a case for each answer complained of; what is blank is to be filled in."""
    import yaml

    class Dumper(yaml.SafeDumper):
        """Leaves what is not known blank."""

    Dumper.add_representer(
        type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", "")
    )
    complaints: dict[str, list[Feedback]] = {}
    for entry in entries:
        if not entry.helpful:
            complaints.setdefault(entry.answer_id, []).append(entry)
    if not complaints:
        return "# no complaints\n"
    cases = [_case(said) for said in complaints.values()]
    return yaml.dump(cases, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=110)


def _case(said: list[Feedback]) -> dict[str, Any]:
    """The question as it stands alone, since the conversation before it is not kept."""
    from assistant.text import one_line

    answer = said[0].answer
    filters = {name: value for name, value in answer.scope.to_dict().items() if value}
    return {
        "id": f"complaint-{said[0].answer_id}",
        "category": None,
        "question": answer.standalone_question,
        **({"filters": filters} if filters else {}),
        "expect": {"answered": None, "articles": None},
        "note": "; ".join(
            _head(entry) + (f" (“{one_line(entry.comment)}”)" if entry.comment else "") for entry in said
        ),
    }
