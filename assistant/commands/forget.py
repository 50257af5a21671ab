"""`assistant forget`: delete what is kept; and what is too old, dropped while a server runs."""

from __future__ import annotations

import re
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.options import Documents, IndexFolder, readable, settings
from assistant.errors import AssistantError
from assistant.repeating import repeating

if TYPE_CHECKING:
    from assistant.settings import Settings
    from assistant.slack.forgetting import Deletion

_THREAD = re.compile(r"(?P<channel>[CDG][A-Z0-9]+)/p?(?P<seconds>[0-9]{10})\.?(?P<rest>[0-9]{6})")
_ROOT = re.compile(r"[?&]thread_ts=(?P<ts>[0-9]{10}\.[0-9]{6})")
_EVERY = 3_600.0
"""Seconds."""


def forget(
    everything: Annotated[
        bool, typer.Option("--all", help="All answers, conversations, feedback, threads and drafts.")
    ] = False,
    before: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="What was asked before a day: YYYY, YYYY-MM or YYYY-MM-DD."),
    ] = None,
    answer: Annotated[
        str | None, typer.Option(metavar="ID", help="One answer; `assistant feedback --json` shows ids.")
    ] = None,
    slack_user: Annotated[
        str | None,
        typer.Option(
            metavar="ID",
            help="What a person asked in threads of Slack and said of answers, by the member ID.",
        ),
    ] = None,
    thread: Annotated[
        str | None, typer.Option(metavar="LINK", help="A thread of Slack, by a link to one of its messages.")
    ] = None,
    annotations: Annotated[
        bool, typer.Option("--annotations", help="What chat models read in the articles (`annotate`).")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before.")] = False,
    documents: Documents = None,
    index: IndexFolder = None,
) -> None:
    """Delete kept answers, feedback and Slack threads for good."""
    from assistant.reading.drafts import Drafts

    used = settings(documents, index)
    path = used.state_file
    chosen = {"--all": everything, "--before": before, "--answer": answer}
    chosen |= {"--slack-user": slack_user, "--thread": thread, "--annotations": annotations}
    given = [(name, "" if value is True else value) for name, value in chosen.items() if value]
    if len(given) != 1:
        raise AssistantError(f"say what to delete by one of {', '.join(chosen)}")
    if annotations:
        _delete_annotations(used, yes=yes)
        return
    deletion = _deletion(path, *given[0])
    drafts = Drafts(path).waiting() if everything else 0
    if not path.exists() and not drafts:
        typer.echo("Nothing is kept.")
        return
    what = readable(" ".join(given[0]).strip())
    if not yes:
        typer.confirm(f"Delete for good what {what} names, in {str(path)!r}?", abort=True)
    if everything:
        Drafts(path).clear()
    _delete(path, deletion, drafts)


def _deletion(path: Path, name: str, value: str) -> Deletion:
    from assistant.slack import forgetting
    from assistant.slack.threads import Pseudonyms

    if name == "--all":
        return forgetting.everything
    if name == "--before":
        from assistant.dates import PublicationDate

        return partial(forgetting.before, day=PublicationDate(value).first)
    if name == "--answer":
        return partial(forgetting.answer, answer_id=readable(value))
    if name == "--slack-user":
        return partial(forgetting.reader, names=Pseudonyms(path), user=readable(value))
    if not (found := _THREAD.search(value)):
        raise AssistantError(
            f"{readable(value)!r} is no thread: copy the link of a message, or write CHANNEL/TIME as in "
            "C0123456789/1790000000.000001"
        )
    root = _ROOT.search(value)
    ts = root["ts"] if root else f"{found['seconds']}.{found['rest']}"
    return partial(forgetting.thread, channel=found["channel"], ts=ts)


def _delete(path: Path, deletion: Deletion, drafts: int) -> None:
    from assistant.slack.forgetting import Forgotten
    from assistant.slack.forgetting import forget as delete
    from assistant.wording.lines import counted

    done = delete(path, deletion) if path.exists() else Forgotten()
    if done == Forgotten() and not drafts:
        typer.echo("Nothing of that is kept.")
        return
    waiting = f", {counted(drafts, 'draft')}" if drafts else ""
    typer.echo(
        f"Deleted for good: {counted(done.answers, 'answer')}, {counted(done.feedback, 'piece')} of "
        f"feedback, {counted(done.turns, 'question')} in Slack threads{waiting}."
    )


def _delete_annotations(used: Settings, *, yes: bool) -> None:
    from assistant.index.annotations import Annotations
    from assistant.wording.lines import counted

    kept = Annotations(used.index_folder)
    if not (number := len(kept.by_content())):
        typer.echo("Nothing of that is kept.")
        return
    if not yes:
        typer.confirm(f"Delete for good what chat models read in {counted(number, 'article')}?", abort=True)
    kept.clear()
    typer.echo(f"Deleted for good for {counted(number, 'article')}: `assistant index` leaves it out.")


def expiring(state: Path, *, every: float = _EVERY) -> AbstractContextManager[None]:
    """The state file is cleared of what is too old: at once, and every hour for as long as this lasts."""
    trouble = "what is kept for too long cannot be dropped"
    return repeating(partial(expire, state), every=every, name="expiring", trouble=trouble)


def expire(state: Path) -> None:
    """Drop what is too old; where nothing is kept, no file is made. Raises `AssistantError`."""
    from assistant.conversations import Conversations
    from assistant.feedback import FeedbackStore
    from assistant.reading.drafts import Drafts
    from assistant.slack.channels import Rates
    from assistant.slack.deliveries import Deliveries
    from assistant.slack.threads import Threads

    Drafts(state).expire()
    if not state.exists():
        return
    store = FeedbackStore(state)
    slack = Threads(state, store), Deliveries(state), Rates(state, per_user=1, per_channel=1)
    for kept in (store, Conversations(store), *slack):
        kept.expire()
