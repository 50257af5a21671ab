"""`assistant feedback`: what readers said of the answers they were shown.

With `--json`, a list, the newest first, of objects with these keys, to which others may be added:
`id`, `answer_id`, `viewpoint` (a citation number of the view of which it was said; null for the whole
answer), `date` (ISO 8601, UTC), `place` ("web" or "slack"), `helpful` (true or false), `complaints` (a list
of `remarks.Complaint`), `comment` (may be empty), `outcome` (a `remarks.Outcome`, or null), `reply` (may be
empty) and `answer`, the JSON of the answer that was shown.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from assistant.commands.command import console, print_json
from assistant.commands.options import AsJson, Documents, Since, readable, settings
from assistant.errors import AssistantError
from assistant.remarks import COMPLAINTS, OUTCOMES, WORDING, Feedback, Kind, Outcome, Selection, State

if TYPE_CHECKING:
    from assistant.feedback import FeedbackStore

Cases = Annotated[
    bool, typer.Option("--cases", help="Print the complaints as evaluation cases to be filled in.")
]


OfKind = Annotated[Kind | None, typer.Option("--kind", help="Only this kind.")]
InState = Annotated[
    State | None, typer.Option("--state", help="Only what is still open, or what was marked.")
]
Mark = Annotated[
    str | None, typer.Option("--mark", metavar="ID", help="Say what became of one; the list shows ids.")
]
As = Annotated[Literal[Outcome, "open"] | None, typer.Option("--as", help="With --mark: what became of it.")]
Reply = Annotated[str, typer.Option("--reply", metavar="TEXT", help="With --mark: a line for its reader.")]


def feedback(
    since: Since = None,
    kind: OfKind = None,
    state: InState = None,
    as_json: AsJson = False,
    cases: Cases = False,
    mark: Mark = None,
    outcome: As = None,
    reply: Reply = "",
    documents: Documents = None,
) -> None:
    """List what readers said of answers, the newest first.

    With --mark, keep what became of it, for its reader to see.
    """
    from assistant.feedback import FeedbackStore

    if as_json and cases:
        raise AssistantError("--json and --cases are two forms of one list: choose one")
    if (mark is None) != (outcome is None) or (reply and mark is None):
        raise AssistantError("--mark and --as belong together, as in --mark ID --as mended --reply TEXT")
    read = settings(documents)
    store = FeedbackStore(read.state_file)
    if mark is not None:
        _mark(store, readable(mark), outcome, readable(reply))
        return
    entries = store.entries(Selection(since=since, kind=kind, state=state))
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
        such = " of that kind or state" if kind or state else ""
        typer.echo(f"No feedback{such} since {since}." if since else f"No feedback{such} yet.")


def _mark(store: FeedbackStore, remark: str, outcome: Outcome | Literal["open"] | None, reply: str) -> None:
    became = None if outcome == "open" else outcome
    store.mark(remark, became, reply)
    typer.echo(f"Kept: {OUTCOMES[became] if became else 'open'}.")


def _data(entry: Feedback) -> dict[str, Any]:
    """Its fields, in their order."""
    values = {item.name: getattr(entry, item.name) for item in fields(entry)}
    return values | {"answer": entry.answer.to_dict()}


def _print(entries: tuple[Feedback, ...]) -> None:
    from rich.text import Text

    from assistant.rendering.remarks import about_words, asked_words, headline, marked_words
    from assistant.rendering.terminal import write

    out, margin = console(), Text("  ")
    for entry in entries:
        write(out, f"{headline(entry)} ({entry.id})", style="bold")
        write(out, asked_words(entry.answer), lead=margin)
        if entry.comment:
            write(out, f"“{entry.comment}”", lead=margin)
        write(out, about_words(entry), lead=margin, style="dim")
        if entry.outcome:
            write(out, marked_words(entry), lead=margin)
        out.print()
    write(out, _summary(entries))


def _summary(entries: tuple[Feedback, ...]) -> str:
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
    answer = said[0].answer
    filters = {name: value for name, value in answer.scope.to_dict().items() if value}
    return {
        "id": f"complaint-{said[0].answer_id}",
        "category": None,
        "question": answer.standalone_question,
        **({"filters": filters} if filters else {}),
        "expect": {"answered": None, "articles": None},
        "note": "; ".join(map(_note, said)),
    }


def _note(entry: Feedback) -> str:
    """What was said, and of which view where it was said of one."""
    from assistant.rendering.remarks import about_words, headline
    from assistant.text import one_line

    about = f", {about_words(entry)}" if entry.view else ""
    return headline(entry) + about + (f" (“{one_line(entry.comment)}”)" if entry.comment else "")
