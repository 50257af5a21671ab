"""The buttons under an answer that show more of it or ask again; pressed twice, a button does no harm.

A press that a restart cut off is not made up for: the button is still there, and may be pressed again.
"""

from __future__ import annotations

import contextlib
import functools
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from slack_bolt import Ack, App, BoltContext

from assistant.answers import Answer
from assistant.dates import PublicationDate
from assistant.feedback import FeedbackStore
from assistant.rendering.slack import (
    Message,
    following,
    messages,
    reference_messages,
    timeline_messages,
)
from assistant.rendering.slack_actions import ASK_NEXT, CITE_FORMS
from assistant.rendering.slack_blocks import PERSON
from assistant.scopes import Scope
from assistant.slack.answers import Workers
from assistant.slack.asking import Asking
from assistant.slack.desk import Desk
from assistant.slack.listeners import begin
from assistant.slack.posting import TROUBLE, Place, content
from assistant.slack.press import Press, answering, press_of
from assistant.slack.telling import Refusal, notice, signed
from assistant.wording.lines import shortened

_logger = logging.getLogger(__name__)

_BEFORE = "That was done already."
_GONE = "No article here is by or with this person any more."
_NO_FORM = "References are not given in this form: choose another."


@dataclass(frozen=True, slots=True)
class Presses:
    """Does what is asked for; what fails is raised."""

    desk: Desk
    store: FeedbackStore

    def show_timeline(self, press: Press, answer: Answer) -> None:
        """Tell whoever pressed the articles of the answer by date."""
        for message in timeline_messages(answer):
            press.whisper.tell(message)

    def show_references(self, press: Press, answer: Answer) -> None:
        """Tell whoever asks for them the references to what the answer shows, in the form that is chosen."""
        form = next((form for form in CITE_FORMS if form == (press.value or "chicago")), None)
        if form is None:
            raise Refusal(_NO_FORM)
        for message in reference_messages(answer, form, press.answer_id):
            press.whisper.tell(message)

    def show_person(self, press: Press, _: Answer) -> None:
        """Tell whoever pressed who somebody is."""
        for message in self.desk.answers.card(press.value) or (notice(_GONE),):
            press.whisper.tell(message)

    def ask_next(self, press: Press, answer: Answer) -> None:
        """Ask what was offered, in the light of the answer."""
        with self._once(ASK_NEXT, press) as again:
            asked = Asking(press.value, answer.scope)
            if self._asked(asked, press, following=answer) is None:
                again()

    def show_more(self, press: Press, answer: Answer) -> None:
        """Post what did not fit into the message, then the next of what bears on the question."""
        show = press.whisper.tell if press.whisper.alone else press.whisper.place.post
        with self._once("show_more", press) as again:
            # Not again where only the answer to more failed and is asked for once more.
            with contextlib.suppress(Refusal), self._once("rest", press):
                for message in following(answer, press.value, answer_id=press.answer_id):
                    show(message)
            more = Asking(answer.question, answer.scope, after=answer)
            if answer.more and self._asked(more, press) is None:
                again()

    def share(self, press: Press, answer: Answer) -> None:
        """Post in the channel what one reader alone has seen, and who shared it; follow-ups find it there."""
        with self._once("share", press):
            shared = self._shared(answer, press)
        for ts in shared:
            thread = replace(press.thread, ts=ts)
            user = press.whisper.user
            self.desk.threads.asked(thread, ts, asker=user, question=answer.question)
            self.desk.threads.answered(thread, ts, press.answer_id)
        try:
            press.whisper.respond(delete_original=True)
        except TROUBLE:
            _logger.info("a private answer stays beside the shared one", exc_info=True)

    def ask_until(self, press: Press, answer: Answer) -> None:
        """Ask again with the articles up to a day."""
        day, since = PublicationDate(press.value), answer.scope.since
        if since and PublicationDate(since).first > day.last:
            sentence = f"The question asks for articles since {since}: choose a later day."
            press.whisper.tell(notice(sentence))
        else:
            self._ask_again("as_of", answer, replace(answer.scope, until=day.iso), press)

    def ask_only(self, press: Press, answer: Answer) -> None:
        """Ask again for one person's views."""
        self._ask_again("only_author", answer, replace(answer.scope, people=(press.value,)), press)

    def _ask_again(self, action: str, answer: Answer, scope: Scope, press: Press) -> None:
        with self._once(action, press) as again:
            if self._asked(Asking(answer.question, scope), press) is None:
                again()

    def _asked(self, asked: Asking, press: Press, following: Answer | None = None) -> str | None:
        return self.desk.answer_anew(asked, press.answer_id, press.thread, press.whisper, following=following)

    @contextlib.contextmanager
    def _once(self, action: str, press: Press) -> Iterator[Callable[[], None]]:
        """`Refusal` where this button was used so before; what fails inside may be tried again.

        So may what is said to have failed, by calling what this yields.
        """
        used = f"{action} {press.answer_id} {press.message} {press.value}"
        if not self.desk.deliveries.first(used):
            raise Refusal(_BEFORE)
        again = functools.partial(self.desk.deliveries.forget, used)
        try:
            yield again
        except Exception:
            again()
            raise

    def _shared(self, answer: Answer, press: Press) -> tuple[str, ...]:
        """The time of the message; none where the bot, not being in the channel, is not told."""
        below = self.desk.answers.below(answer, press.answer_id)
        shown = messages(answer, answer_id=press.answer_id, below=below)[0]
        by = signed(press.whisper.user, f"asked and shared: {shortened(answer.question)}")
        whole = Message(f"{by.text} {shown.text}", (*by.blocks, *shown.blocks))
        place = Place(press.whisper.place.client, press.thread.channel)
        try:
            return (place.post(whole),)
        except TROUBLE:
            _logger.info("an answer is shared by the response URL", exc_info=True)
        quiet = {"unfurl_links": False, "unfurl_media": False}
        press.whisper.respond(response_type="in_channel", replace_original=False, **quiet, **content(whole))
        return ()


def act(app: App, presses: Presses, workers: Workers) -> None:
    """Register the listeners for buttons."""

    def taken_on(work: Callable[[Press, Answer], None]) -> Callable[..., None]:
        worked = answering(presses.store, work)

        def listener(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
            ack()
            press = press_of(body, context)
            begin(workers, lambda: worked(press), press.whisper)

        return listener

    app.action("timeline")(taken_on(presses.show_timeline))
    for references in ("references", "cite"):
        app.action(references)(taken_on(presses.show_references))
    app.action(PERSON)(taken_on(presses.show_person))
    app.action(re.compile(rf"{ASK_NEXT}_\d"))(taken_on(presses.ask_next))
    app.action("show_more")(taken_on(presses.show_more))
    app.action("share")(taken_on(presses.share))
    app.action("as_of")(taken_on(presses.ask_until))
    app.action("only_author")(taken_on(presses.ask_only))
