"""What a reader said as an admin reads it: a headline, the question, of what it was said."""

from __future__ import annotations

from assistant.answers import Answer
from assistant.dates import PublicationDate
from assistant.remarks import OUTCOMES, WORDING, Feedback
from assistant.wording.byline import attribution
from assistant.wording.lines import decline_lines


def headline(entry: Feedback) -> str:
    """Day, place and verdict, such as "23 November 2026, web: wrong person, wrong date"."""
    complaints = ", ".join(WORDING[each] for each in entry.complaints)
    verdict = "helpful" if entry.helpful else complaints or "not right"
    return f"{PublicationDate(entry.date[:10]).text}, {entry.place}: {verdict}"


def asked_words(answer: Answer) -> str:
    """The question, and for a follow-up what it was understood to ask."""
    asked, understood = answer.question.strip(), answer.standalone_question.strip()
    return asked if asked == understood else f"{asked} (understood as: {understood})"


def about_words(entry: Feedback) -> str:
    """Whose views it was said of."""
    if entry.view:
        return f"[{entry.viewpoint}] {attribution(entry.view)}"
    answer = entry.answer
    views = (attribution(view) for view in (*answer.viewpoints, *answer.nearest))
    return " ".join((*decline_lines(answer), "; ".join(views))).strip()


def marked_words(entry: Feedback) -> str:
    """What became of it, such as "Mended: “It says 2019 now.”"; empty where that is open."""
    if entry.outcome is None:
        return ""
    return OUTCOMES[entry.outcome].capitalize() + (f": “{entry.reply}”" if entry.reply else "")
