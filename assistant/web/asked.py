"""A question as it is put to the assistant, and put once more without filters that were read from it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.answers import Answer, Turn
from assistant.dates import PublicationDate
from assistant.scopes import Scope
from assistant.wording.filters import parts, together


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question with the turns before it and the reader's filters."""

    question: str
    history: tuple[Turn, ...] = ()
    scope: Scope = Scope()
    kept: Scope = Scope()
    """Of the filters once read from the question: those that still hold."""
    dropped: Scope = Scope()
    """Those the reader has taken away; with any, the question is asked literally."""

    @property
    def literal(self) -> bool:
        return bool(self.dropped)

    @property
    def searched(self) -> Scope:
        """The filters the assistant is given: the reader's own, and what was kept of the others."""
        return _both(self.scope, self.kept)

    def without(self, filters: Scope, which: int | None) -> Asked:
        """The question asked once more without one of the `filters` read from it, or without any."""
        each = parts(filters)
        gone = each if which is None else (each[which],)
        kept = together(part for part in each if part not in gone)
        return replace(self, kept=kept, dropped=together((*parts(self.dropped), *gone)))

    def restored(self, answer: Answer) -> Answer:
        """An answer to it, in which the filters kept are told from the reader's own."""
        return replace(answer, scope=self.scope, understood=self.kept) if self.literal else answer


def _both(own: Scope, read: Scope) -> Scope:
    """What lies within both; of names that disagree, the reader's own count."""
    since = [PublicationDate(iso) for iso in (own.since, read.since) if iso]
    until = [PublicationDate(iso) for iso in (own.until, read.until) if iso]
    return Scope(
        people=_common(own.people, read.people),
        publications=_common(own.publications, read.publications),
        since=max(since, key=lambda date: date.first).iso if since else None,
        until=min(until, key=lambda date: date.last).iso if until else None,
    )


def _common(own: tuple[str, ...], read: tuple[str, ...]) -> tuple[str, ...]:
    if not own or not read:
        return own or read
    return tuple(name for name in read if name in own) or own
