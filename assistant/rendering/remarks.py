"""What a reader said as an admin reads it: a headline, the question, of what it was said."""

from __future__ import annotations

from assistant.answers import Answer
from assistant.dates import PublicationDate
from assistant.remarks import Feedback
from assistant.rendering.words import ENGLISH, Words
from assistant.wording.byline import attribution
from assistant.wording.lines import decline_lines


def headline(entry: Feedback, words: Words = ENGLISH) -> str:
    """Day, place and verdict, such as "23 November 2026, web: wrong person, wrong date"."""
    complaints = ", ".join(words(f"complaint.{each}") for each in entry.complaints)
    verdict = words("feedback.said_helpful" if entry.helpful else "feedback.said_not_right")
    date = words.date(PublicationDate(entry.date[:10]))
    return words("remarks.headline", date=date, place=entry.place, verdict=complaints or verdict)


def asked_words(answer: Answer, words: Words = ENGLISH) -> str:
    """The question, and for a follow-up what it was understood to ask."""
    asked, understood = answer.question.strip(), answer.standalone_question.strip()
    if asked == understood:
        return asked
    return words("remarks.understood", asked=asked, understood=understood)


def about_words(entry: Feedback) -> str:
    """Whose views it was said of."""
    if entry.view:
        return f"[{entry.viewpoint}] {attribution(entry.view)}"
    answer = entry.answer
    views = (attribution(view) for view in (*answer.viewpoints, *answer.nearest))
    return " ".join((*decline_lines(answer), "; ".join(views))).strip()


def marked_words(entry: Feedback, words: Words = ENGLISH) -> str:
    """What became of it, such as "Mended: “It says 2019 now.”"; empty where that is open."""
    if entry.outcome is None:
        return ""
    outcome = words.capital(f"outcome.{entry.outcome}")
    return words("remarks.marked", outcome=outcome, reply=entry.reply) if entry.reply else outcome
