"""The sentences of listings: counts, dates, roles and what can be asked, as every renderer shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.articles import Record, listed
from assistant.listings import Count, Listing
from assistant.scopes import Extent
from assistant.text import one_line, web_address
from assistant.wording.lines import counted, extent_words, page_note, source_line, time_span

_MOST_NAMED = 5
"""Names in one sentence."""
NO_LINK = (
    "Each article that is shown carries the address that its record gives. Name a person, a publication or a "
    "title, or ask for a list of all articles."
)
OPENINGS = {
    "thanks": "You are welcome.",
    "rewording": ("The articles' words are shown as they stand; they are not translated or rewritten here."),
    "shorter": "There are no views before this that could be shown with fewer words.",
    "opinion": "There is no view of its own here: those shown are of the people who are named.",
}
"""What is said first to something that is no question to articles, by its intent."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a listing."""

    text: str
    address: str | None = None
    """Of the article's page on the web."""
    note: str = ""
    """What stands at that address where it is not the original: " (copy)"."""


def rows(listing: Listing) -> tuple[Row, ...]:
    """Each count and each article on a line of its own."""
    return (*map(_count, listing.counts), *map(_article, listing.articles))


def count_facts(count: Count) -> tuple[str, ...]:
    """How many articles, from when to when, and what a person is."""
    facts = (counted(count.articles, "article"), time_span(count.first, count.last), count.role)
    return tuple(one_line(fact) for fact in facts if fact)


def about_words(extent: Extent, topics: Sequence[Count]) -> str:
    """How much there is, and what it is about; the titles tell that where no record names a topic."""
    if not topics:
        return f"{extent_words(extent)} Their records name no topics; these are the titles."
    return f"{extent_words(extent)} Named most often as a topic: {_most(topics)}."


def people_words(people: Sequence[Count], articles: int) -> str:
    """How many people there are in how many articles, and who is heard most often."""
    if not people:
        return "The records of these articles name nobody."
    top = f" With most articles: {_most(people)}." if people[0].articles > 1 else ""
    are = "person writes or speaks" if len(people) == 1 else "people write or speak"
    return f"{len(people):,} {are} in {counted(articles, 'article')}.{top}"


def most_words(people: Sequence[Count]) -> str:
    """Who has most articles, and how many."""
    return f"With most articles: {_most(people)}. Their articles:"


def publications_words(publications: Sequence[Count], unnamed: int) -> str:
    """How many publications there are; how many articles name none."""
    without = f" {counted(unnamed, 'article')} without a publication in the record." if unnamed else ""
    return f"{counted(len(publications), 'publication')}.{without}"


def years_words(extent: Extent, undated: int) -> str:
    """From when to when the articles are; how many have no date."""
    without = f" {counted(undated, 'article')} without a date." if undated else ""
    return f"{extent_words(extent)}{without}"


def end_words(kind: str, records: Sequence[Record]) -> str:
    """Which articles are the newest or the oldest."""
    if not records:
        return "None of these articles has a date."
    dates = listed(tuple(dict.fromkeys(record.date_text for record in records)))
    if len(records) == 1:
        return f"The {kind} article is from {dates}."
    return f"{counted(len(records), 'article')} may be the {kind}, as far as their dates tell: {dates}."


def person_words(count: Count, roles: Sequence[str]) -> str:
    """How many articles are by or with a person, from when to when, and what the records call the person."""
    dates = time_span(count.first, count.last) or "undated"
    told = f"In the records: {'; '.join(roles)}." if roles else "The records do not say more of this person."
    return f"{one_line(count.name)}: {counted(count.articles, 'article')} here ({dates}). {told}"


def link_words(records: Sequence[Record]) -> str:
    """How many addresses follow, and how many articles have none."""
    without = sum(web_address(record.url) is None for record in records)
    if not without:
        return f"{counted(len(records), 'article')}, with the address that the record gives."
    return f"{counted(len(records), 'article')}; {without:,} without an address in the record."


def asking(kind: str, extent: Extent, people: Sequence[Count], topics: Sequence[Count]) -> str:
    """What can be asked, with examples from the records, after what is to be said first."""
    examples = (
        *(f"“What is said about {topic.name}?”" for topic in topics[:1]),
        *(f"“What does {person.name} say?”, “Who is {person.name}?”" for person in people[:1]),
        "“List all articles”",
    )
    opening = f"{OPENINGS[kind]} " if kind in OPENINGS else ""
    return (
        f"{opening}Here are {extent_words(extent)} Ask what they say on a matter or what a person says, or "
        f"ask for topics, people, publications, years or articles: {', '.join(examples)}."
    )


def _most(counts: Sequence[Count]) -> str:
    """The names with most articles, and how many; those with one only where none has more."""
    several = [count for count in counts if count.articles > 1] or counts
    return ", ".join(f"{one_line(count.name)} ({count.articles:,})" for count in several[:_MOST_NAMED])


def _count(count: Count) -> Row:
    return Row(f"{one_line(count.name)}: {' · '.join(count_facts(count))}")


def _article(record: Record) -> Row:
    address = web_address(record.url)
    return Row(one_line(source_line(record)), address, page_note(record) if address else "")
