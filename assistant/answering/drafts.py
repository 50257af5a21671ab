"""A question as a reader put it, and its answer before views are found: what is searched, what is told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from assistant.answering.decline.sought import without
from assistant.answering.evidence import Evidence
from assistant.answering.extraction import MOST_VIEWPOINTS
from assistant.answers import Absence, Answer, Correction, Engine, Turn
from assistant.events import Searched
from assistant.generation import Outcome
from assistant.index.filters import Filter, resolve
from assistant.index.snapshot import Snapshot
from assistant.languages import code, of_question
from assistant.question import Query
from assistant.question.continuing import asks_for_more, continuation
from assistant.question.conversation import points_at
from assistant.question.coreference import names_beside
from assistant.question.frames import Reader, matter
from assistant.question.mentions import known_names
from assistant.question.notes import absence, paper_suggestion, suggestion, unheard
from assistant.question.periods import current_date
from assistant.question.publications import near_names
from assistant.question.spelling import Spellings, corrected
from assistant.scopes import Extent, Scope
from assistant.wording.lines import (
    corrected_line,
)
from assistant.wording.positions import (
    shared,
)

LONGEST_QUESTION = 2_000
"""Characters of a question that are read: the last, as a question stands after the text it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question in its conversation, under the reader's filters; made by `Asked.read`."""

    question: str
    history: tuple[Turn, ...] = ()
    scope: Scope = Scope()
    """The reader's own filters."""
    understand: bool = True
    """Whether filters are read from the question."""
    notes: tuple[str, ...] = ()
    """What readers are to know of the index and of the question before its answer."""
    exact: bool = False
    """Whether no word is taken for another that it is spelt nearly like."""
    before: Answer | str | None = None
    """The answer to the last question before it that asked something."""
    request: str = ""
    """The reader's words, where these only ask for more, "What else?", or were misspelt."""
    corrections: tuple[Correction, ...] = ()
    """The words that were taken for others."""
    after: Answer | None = None
    """The answer that is continued: nothing that it or those before it have shown is shown again."""
    show_all: bool = False
    """Whether everything that bears on the question is shown at once."""
    at_once: int = MOST_VIEWPOINTS
    """The most viewpoints otherwise."""
    cited: int = 0
    """The highest citation number of what is shown before this in the same answer."""

    @classmethod
    def read(
        cls,
        question: str,
        *,
        history: tuple[Turn, ...] = (),
        scope: Scope = Scope(),
        understand: bool = True,
        exact: bool = False,
        notes: tuple[str, ...] = (),
        after: Answer | None = None,
        show_all: bool = False,
    ) -> Self:
        """The question with no more of it than is read; a note says what was left out.

        "What else?" is the question before it, after what its answers have shown. What is continued keeps its
        filters where the reader gives none.
        """
        request = ""
        more = asks_for_more(question) or bool(after and after.shortened)
        if after and all(turn.answer != after for turn in history):
            asked = after.question if history else after.standalone_question
            history = (*history, Turn(question=asked, answer=after)) if more else history
        if more and (found := continuation(question, history)):
            request, question, history = read_part(question), found.question, found.history
            after, show_all = after or found.after, show_all or found.everything
            exact = exact or not found.after.corrections
        if after:
            scope = scope or after.scope
        whole, part = question.strip(), read_part(question)
        read = len(part.strip())
        if read < len(whole):
            cut = f"Only the last {read:,} of the question's {len(whole):,} characters were read."
            notes = (*notes, cut)
        return cls(
            question=part,
            history=tuple(each for turn in history for each in _by_part(turn)),
            scope=scope,
            understand=understand,
            exact=exact,
            notes=notes,
            before=_last_answer(history),
            request=request,
            after=after,
            show_all=show_all,
        )

    @property
    def words(self) -> str:
        """The question in the reader's words."""
        return self.request or self.question

    @property
    def most(self) -> int | None:
        """How many viewpoints are shown; None for all."""
        return None if self.show_all else self.at_once

    @property
    def first_citation(self) -> int:
        """The number of the first quote: counted on from the answer that is continued."""
        return max(self.cited, self.after.last_citation if self.after else 0) + 1

    @property
    def shown(self) -> tuple[str, ...]:
        """Ids of the articles that the answers continued have shown."""
        if self.after is None:
            return ()
        nearest = (view.record.article_id for view in self.after.nearest)
        return (*self.after.shown_before, *self.after.articles, *nearest)


def _last_answer(history: tuple[Turn, ...]) -> Answer | str | None:
    """The answer to the last question that asked something, so to no greeting."""
    answers = (turn.answer for turn in reversed(history))
    return next((each for each in answers if isinstance(each, str) or each.reason != "empty_question"), None)


def _by_part(turn: Turn) -> tuple[Turn, ...]:
    """A turn; of a question of several parts one for each, so that the last of them is carried on."""
    parts = turn.answer.parts if isinstance(turn.answer, Answer) else ()
    return tuple(Turn(question=part.question, answer=part) for part in parts) or (turn,)


def read_part(question: str) -> str:
    """The question as it is where it is short; of a longer one the end, from the start of a word.

    >>> read_part(" Why? "), read_part("pasted " * 300 + "Why?")[-12:]
    (' Why? ', ' pasted Why?')
    """
    if len(question) <= LONGEST_QUESTION:
        return question
    end = question.strip()[-LONGEST_QUESTION - 1 :]
    if len(end) <= LONGEST_QUESTION:
        return end
    _, *rest = end.split(maxsplit=1)
    return rest[0] if rest else end[1:]


def spelt(asked: Asked, snapshot: Snapshot) -> Asked:
    """The question with its misspelt words corrected, and a note that says so; as it is where `asked.exact`.

    What is a slip is told for English alone.
    """
    written = snapshot.lexical.languages
    language = code(of_question(asked.question, sorted(written - {"en"}))) or "en"
    if asked.exact or language != "en" or language not in written:
        return asked
    spellings = Spellings(snapshot.lexical.mentions, lambda: snapshot.vocabulary.words, snapshot.encoder)
    text, made = corrected(asked.question, known_names(snapshot.catalog.records), spellings)
    if not made:
        return asked
    notes = (*asked.notes, corrected_line(made))
    return replace(asked, question=text, request=asked.words, notes=notes, corrections=made)


def blank(asked: Asked) -> Answer:
    """An answer of which nothing is known yet."""
    return Answer(
        question=asked.words,
        standalone_question=asked.words.strip(),
        answered=False,
        scope=asked.scope,
        corrections=asked.corrections,
    )


def reader(snapshot: Snapshot) -> Reader:
    """What reads questions to a snapshot."""
    return Reader(known_names(snapshot.catalog.records), current_date(), snapshot.encoder, snapshot.vector)


def unclear(query: Query, asked: Asked, snapshot: Snapshot) -> bool:
    """Whether all that is asked about is an "it", and no question before tells what that is.

    A name in the clause of the "it" does not: "Why is Russia against it?".
    """
    if asked.before or query.foreign or query.language != "en" or not asked.understand:
        return False
    text = reader(snapshot).nameless(query.standalone_question)
    return points_at(text) and not matter(without(names_beside(text), text))


def admitted(query: Query, scope: Scope, snapshot: Snapshot) -> Filter:
    """The articles within the reader's filters, those read from the question, and those it is limited to."""
    records = snapshot.catalog.records
    only = resolve(scope, records).meet(resolve(query.scope, records))
    if query.unwanted:
        kept = (record for record in records if record.publication not in query.unwanted)
        only = only.meet(Filter(articles=frozenset(record.article_id for record in kept)))
    if query.articles is None:
        return only
    return only.meet(Filter(articles=frozenset(query.articles)))


def opened(query: Query, only: Filter, snapshot: Snapshot, asked: Asked) -> Answer:
    """The answer as far as the query alone tells; with a reason where no search can help."""
    records = snapshot.catalog.records
    draft = blank(asked)
    mentioned = _mentioned(query, snapshot)
    told = {suggestion(person, records) for person in mentioned}
    notes = tuple(note for note in query.notes if note not in told)
    extent = snapshot.extent(only)
    unheard_of = unheard(asked.scope.people, {name for record in records for name in record.names})
    nobody = query.unknown and not query.scope.people and not mentioned
    return replace(
        draft,
        standalone_question=query.standalone_question,
        understood=query.scope,
        searched=extent,
        reason="unknown_person" if unheard_of or nobody else None,
        notes=(
            *notes,
            *_filter_notes(query, only, extent),
            *(suggestion(person, records) for person in unheard_of),
            *(
                paper_suggestion(paper, near_names(paper, known_names(records), within=True))
                for paper in asked.scope.publications
                if resolve(Scope(publications=(paper,)), records).nothing
            ),
        ),
    )


def searched(draft: Answer, evidence: Evidence, shown: int) -> Searched:
    """The event that tells what is searched, and how many articles bear on the question."""
    before = draft.shown_before
    bearing = len({*before, *evidence.bearing}) if evidence.may_answer else 0
    return Searched(
        draft.standalone_question,
        draft.understood,
        draft.searched,
        bearing=bearing,
        before=len(before) if bearing else 0,
        shown=shown if bearing else 0,
        sides=draft.sides,
        order=draft.order,
        shared=shared(draft),
    )


def answered(draft: Answer, query: Query, only: Filter, snapshot: Snapshot) -> Answer:
    """The draft with its views, and with what is to be said of those who are silent or only reported."""
    reported = tuple(
        f"No article here is by or with {person}; what others report is shown."
        for person in _mentioned(query, snapshot)
    )
    heard = {name for viewpoint in draft.viewpoints for name in viewpoint.record.names}
    silent = () if query.foreign else unheard(people_asked(query, draft.scope), heard)
    others = replace(only, people=())
    absences: tuple[Absence, ...] = tuple(
        absence(person, snapshot.catalog.records, others) for person in silent
    )
    return replace(draft, answered=True, absences=absences, notes=(*draft.notes, *reported))


def people_asked(query: Query, scope: Scope) -> tuple[str, ...]:
    """The people filtered for, by the reader or in the question."""
    return tuple(dict.fromkeys((*scope.people, *query.scope.people)))


def engine(outcome: Outcome) -> Engine:
    """What made the views: the model alone where none was left that it did not write."""
    if not outcome.written:
        return "extractive"
    return "model+extractive" if outcome.written < len(outcome.viewpoints) else "model"


def _mentioned(query: Query, snapshot: Snapshot) -> tuple[str, ...]:
    """Those of the unknown people asked for whom articles may report: each word of the name occurs."""
    return tuple(filter(snapshot.lexical.mentions, query.unknown))


def _filter_notes(query: Query, only: Filter, extent: Extent) -> tuple[str, ...]:
    """What readers are told of the filters: dates that exclude each other, and what was left out."""
    notes = []
    if only.first_day is not None and only.last_day is not None and only.first_day > only.last_day:
        notes.append("The dates asked for end before they begin, so no article lies between them.")
    if count := extent.undated_left_out:
        articles = "1 article without a date was" if count == 1 else f"{count} articles without a date were"
        notes.append(f"{articles} left out by the date filter.")
    return tuple(notes)
