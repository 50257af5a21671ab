import math
from dataclasses import replace

import pytest

from assistant.answering.candidates import EVERY, FLOOR, FLOOR_WITHIN, GAP, candidates
from assistant.answering.extraction import MOST_VIEWPOINTS, Choice, choose, in_order, viewpoints
from assistant.answering.sentence_choice import coverage
from assistant.answers import Quote, Viewpoint
from assistant.articles import Article, Passage, Record, Span
from assistant.attribution import Attribution
from assistant.dates import PublicationDate
from assistant.index.search import Hit, Sentence
from assistant.reading.article import article_of
from assistant.reading.sentences import sentences

TEXT = (
    "The ferry to Skerrow should be kept. It carries the doctor and the post. "
    "Comments are closed. Cost is no argument. The mayor says the ferry must go."
)


def article(article_id: str = "ash", *authors: str) -> Article:
    return article_of(Record(article_id=article_id, title="The Ferry", authors=authors or ("Ann Ash",)), TEXT)


def hit(of: Article, score: float, cosines: tuple[float, ...]) -> Hit:
    found = tuple(Sentence(span, cosine) for span, cosine in zip(sentences(of.text), cosines, strict=False))
    return Hit(Passage(of.id, 0, len(of.text), of.text), score, max(cosines), 0.0, found)


def words(choice: Choice) -> list[str]:
    return [choice.article.text[start:end] for start, end in choice.spans]


def chosen(
    *hits: Hit, articles: dict[str, Article] | None = None, own_views: bool = False
) -> tuple[Choice, ...]:
    known = articles or {hit.passage.article_id: article(hit.passage.article_id) for hit in hits}
    return choose(candidates(hits, known.__getitem__), {}, mayor, own_views=own_views)


def held(span: Span, speaker: str | None, *, reported: bool) -> Attribution:
    return Attribution(start=span[0], end=span[1], speaker=speaker, reported=reported, certain=True)


def own(of: Article, span: Span) -> Attribution:
    return held(span, of.record.voice, reported=False)


def mayor(of: Article, span: Span) -> Attribution:
    return held(span, "the mayor", reported=True) if "mayor" in of.text[slice(*span)] else own(of, span)


def test_the_nearest_sentences_are_chosen_best_first() -> None:
    (choice,) = chosen(hit(article(), 4.0, (0.7, 0.1, 0.1, 0.1, 0.8)))
    assert words(choice) == ["The mayor says the ferry must go.", "The ferry to Skerrow should be kept."]


def test_the_voices_own_sentence_goes_before_one_that_it_reports() -> None:
    (choice,) = chosen(hit(article(), 4.0, (0.7, 0.1, 0.1, 0.1, 0.72)))
    assert words(choice)[0] == "The ferry to Skerrow should be kept."


def test_where_the_voices_view_is_asked_for_a_nearer_report_gives_way() -> None:
    found = hit(article(), 4.0, (0.6, 0.1, 0.1, 0.1, 0.75))
    assert words(*chosen(found))[0] == "The mayor says the ferry must go."
    assert words(*chosen(found, own_views=True))[0] == "The ferry to Skerrow should be kept."


def test_a_sentence_that_only_asks_gives_way_to_one_that_says() -> None:
    text = "Should the ferry to Skerrow really be kept? The ferry to Skerrow should be kept."
    of = article_of(Record(article_id="ferry", title="The Ferry"), text)
    found = tuple(Sentence(span, cosine) for span, cosine in zip(sentences(text), (0.8, 0.7), strict=True))
    (choice,) = chosen(
        Hit(Passage("ferry", 0, len(text), text), 4.0, 0.8, 0.0, found), articles={"ferry": of}
    )
    assert words(choice)[0] == "The ferry to Skerrow should be kept."


@pytest.mark.parametrize(
    "frame",
    [
        "She was asked whether the ferry to Skerrow should be kept.",
        "Ash asks whether the ferry to Skerrow ought to go.",
        "Her article examines the ferry to Skerrow and its cost.",
        "The abbot answers questions on the ferry to Skerrow.",
    ],
)
def test_a_sentence_about_the_article_gives_way_to_what_it_says(frame: str) -> None:
    text = f"{frame} The ferry to Skerrow should be kept."
    of = article_of(Record(article_id="ferry", title="The Ferry"), text)
    found = tuple(Sentence(span, cosine) for span, cosine in zip(sentences(text), (0.8, 0.7), strict=True))
    (choice,) = chosen(
        Hit(Passage("ferry", 0, len(text), text), 4.0, 0.8, 0.0, found), articles={"ferry": of}
    )
    assert words(choice)[0] == "The ferry to Skerrow should be kept."


def test_what_somebody_says_when_asked_is_no_frame() -> None:
    text = "Asked whether the ferry should go, the abbot says no to it. The ferry to Skerrow should be kept."
    of = article_of(Record(article_id="ferry", title="The Ferry"), text)
    found = tuple(Sentence(span, cosine) for span, cosine in zip(sentences(text), (0.8, 0.75), strict=True))
    (choice,) = chosen(
        Hit(Passage("ferry", 0, len(text), text), 4.0, 0.8, 0.0, found), articles={"ferry": of}
    )
    assert words(choice)[0].startswith("Asked whether")


def test_words_of_the_question_count_by_their_rarity() -> None:
    assert coverage("The ferry should be kept.", {"ferri": 3.0, "mayor": 1.0}) == 0.75
    assert coverage("Nothing of it.", {"ferri": 3.0}) == 0
    assert coverage("The ferry.", {}) == 0


def test_a_sentence_that_cannot_stand_alone_gives_way_to_one_that_can() -> None:
    (choice,) = chosen(hit(article(), 4.0, (0.60, 0.65, 0.0, 0.0, 0.0)))
    assert words(choice)[0] == "The ferry to Skerrow should be kept."


def test_boilerplate_and_scraps_are_never_quoted() -> None:
    (choice,) = chosen(hit(article(), 4.0, (0.4, -0.9, 0.9, 0.9, -0.9)))
    assert words(choice) == ["The ferry to Skerrow should be kept."]


def test_the_best_sentence_is_chosen_however_far_it_is() -> None:
    (choice,) = chosen(hit(article(), 4.0, (-0.2, -0.9, -0.9, -0.9, -0.9)))
    assert words(choice) == ["The ferry to Skerrow should be kept."]


def test_what_bears_less_than_the_floor_or_clearly_drops_is_left_out() -> None:
    articles = {name: article(name) for name in ("best", "near", "dropped")}
    best = FLOOR + GAP + 1
    hits = [
        hit(articles["best"], best, (0.7,)),
        hit(articles["near"], best - GAP, (0.7,)),
        hit(articles["dropped"], best - GAP - 0.1, (0.7,)),
    ]

    def shown(*found: Hit) -> set[str]:
        return {candidate.article.id for candidate in candidates(found, articles.__getitem__)}

    assert shown(*hits) == {"best", "near"}
    assert shown(*hits[1:]) == {"near", "dropped"}
    assert shown(replace(hits[2], score=FLOOR - 0.1)) == set()


def test_of_somebody_asked_for_an_article_that_bears_less_is_shown_too() -> None:
    articles = {name: article(name) for name in ("near", "far")}
    hits = [hit(articles["near"], 4.0, (0.7,)), hit(articles["far"], FLOOR_WITHIN, (0.7,))]
    found = candidates(hits, articles.__getitem__, floor=FLOOR_WITHIN, gap=math.inf)
    assert [candidate.article.id for candidate in found] == ["near", "far"]


def test_every_article_is_shown_where_all_are_wanted() -> None:
    articles = {name: article(name) for name in ("near", "below")}
    hits = [hit(articles["near"], 4.0, (0.7,)), hit(articles["below"], -1.5, (0.7,))]
    assert len(candidates(hits, articles.__getitem__, floor=EVERY, gap=math.inf)) == 2


def test_what_is_no_nearer_than_a_question_of_the_everyday_kinds_is_left_out() -> None:
    articles = {name: article(name) for name in ("near", "far")}
    hits = [hit(articles["near"], 4.0, (0.7,)), hit(articles["far"], 4.0, (0.5,))]
    found = candidates(hits, articles.__getitem__, nearest=0.6)
    assert [candidate.article.id for candidate in found] == ["near"]


def test_a_second_article_of_one_voice_waits_for_other_voices() -> None:
    articles = {name: article(name, "Ann Ash") for name in ("one", "two", "three")}
    articles["other"] = article("other", "Bo Birk")
    hits = [hit(articles[name], 4.0 - n / 10, (0.7,)) for n, name in enumerate(articles)]
    found = chosen(*hits, articles=articles)
    assert [choice.article.id for choice in found] == ["one", "other", "two", "three"]


def test_a_viewpoint_quotes_the_stored_slices_in_reading_order_with_their_neighbours() -> None:
    of = article()
    first, second, *_, fourth, fifth = sentences(TEXT)
    (found,) = viewpoints([Choice(of, (fifth, first))], own, limit=12, first_citation=4)
    assert found == Viewpoint(
        record=of.record,
        speaker="Ann Ash",
        reported=False,
        quotes=(
            Quote(citation=4, text=TEXT[slice(*first)], start=first[0], end=first[1], after=second),
            Quote(
                citation=5,
                text=TEXT[slice(*fifth)],
                start=fifth[0],
                end=fifth[1],
                before=fourth,
            ),
        ),
    )


def test_a_sentence_that_is_quoted_itself_is_not_repeated_as_context() -> None:
    first, second, *_ = sentences(TEXT)
    contexts = [
        [
            quote.context
            for view in viewpoints([Choice(article(), spans)], own, limit=1)
            for quote in view.quotes
        ]
        for spans in ((second,), (first, second))
    ]
    assert contexts == [["The ferry to Skerrow should be kept."], [None, None]]


def test_a_reported_view_is_a_viewpoint_of_its_own_never_the_authors() -> None:
    first, *_, last = sentences(TEXT)
    found = list(viewpoints([Choice(article(), (first, last))], mayor, limit=12))
    assert [(view.speaker, view.reported, view.quotes[0].text) for view in found] == [
        ("Ann Ash", False, "The ferry to Skerrow should be kept."),
        ("the mayor", True, "The mayor says the ferry must go."),
    ]


def test_beside_a_reported_view_stands_that_of_an_author_who_is_not_named_but_nobodys_else() -> None:
    first, second, *_, last = sentences(TEXT)
    holders = {last: ("the mayor", True), first: (None, False), second: (None, True)}
    unnamed = article_of(Record(article_id="ash", title="The Ferry"), TEXT)

    def attributed(_: Article, span: Span) -> Attribution:
        speaker, reported = holders[span]
        return held(span, speaker, reported=reported)

    found = viewpoints([Choice(unnamed, (last, first, second))], attributed, limit=12)
    assert [(view.speaker, view.reported) for view in found] == [("the mayor", True), (None, False)]


def test_every_article_has_a_place_before_a_second_speaker_of_any() -> None:
    first, *_, last = sentences(TEXT)
    choices = [Choice(article(name), (first, last)) for name in ("one", "two")]
    found = list(viewpoints(choices, mayor, limit=3))
    assert [(view.record.article_id, view.speaker) for view in found] == [
        ("one", "Ann Ash"),
        ("one", "the mayor"),
        ("two", "Ann Ash"),
    ]
    assert [quote.citation for view in found for quote in view.quotes] == [1, 2, 3]


def test_what_one_article_says_is_not_quoted_again_from_another() -> None:
    first, second = article("one"), article("two", "Bo Birk")
    found = chosen(
        hit(first, 4.0, (0.8, 0.1)), hit(second, 3.9, (0.8, 0.7)), articles={"one": first, "two": second}
    )
    assert [words(choice) for choice in found] == [
        ["The ferry to Skerrow should be kept."],
        ["It carries the doctor and the post."],
    ]


def test_an_article_that_has_nothing_else_to_say_keeps_its_best_sentence() -> None:
    articles = {"one": article("one"), "two": article("two", "Bo Birk")}
    found = chosen(*(hit(each, 4.0, (0.8,)) for each in articles.values()), articles=articles)
    assert [words(choice) for choice in found] == [["The ferry to Skerrow should be kept."]] * 2


def test_no_more_than_the_most_viewpoints_are_chosen() -> None:
    articles = {
        f"a{n}": article_of(
            Record(article_id=f"a{n}", title="T"), f"Voice {n} holds opinion number {n * 7} on it."
        )
        for n in range(MOST_VIEWPOINTS + 3)
    }
    found = chosen(*(hit(each, 4.0, (0.5,)) for each in articles.values()), articles=articles)
    assert len(found) == MOST_VIEWPOINTS


def dated(name: str, author: str | None, date: str | None) -> Article:
    record = Record(article_id=name, title="T", authors=(author,) if author else ())
    return article_of(replace(record, date=PublicationDate(date) if date else None), TEXT)


def test_of_a_voice_heard_often_the_earliest_and_the_latest_position_come_first() -> None:
    names = {"new": "2025", "newer": "2024", "old": "2018-09", "mid": "2021"}
    articles = {name: dated(name, "Ann Ash", date) for name, date in names.items()}
    articles["other"] = dated("other", "Bo Birk", "2020")
    hits = [hit(each, 4.0 - n / 10, (0.7,)) for n, each in enumerate(articles.values())]
    found = candidates(hits, articles.__getitem__)
    assert [candidate.article.id for candidate in found] == ["new", "other", "old", "newer", "mid"]


def test_what_a_voice_says_is_ordered_by_date_the_undated_last_and_the_best_voice_first() -> None:
    first, *_ = sentences(TEXT)
    choices = [
        Choice(each, (first,))
        for each in (
            dated("birk-2025", "Bo Birk", "2025"),
            dated("nobody", None, "2019"),
            dated("ash", "Ann Ash", None),
            dated("ash-2020", "Ann Ash", "2020-05"),
            dated("birk-2018", "Bo Birk", "2018"),
        )
    ]
    assert [choice.article.id for choice in in_order(choices)] == [
        "birk-2018",
        "birk-2025",
        "nobody",
        "ash-2020",
        "ash",
    ]


def test_a_comment_on_what_was_just_said_answers_what_that_answers() -> None:
    text = "Millers fear that the dam will break. These fears are much overdone. Bread is dear in spring."
    of = article_of(Record(article_id="dam", title="The Dam", authors=("Ann Ash",)), text)
    found = tuple(
        Sentence(span, cosine) for span, cosine in zip(sentences(text), (0.8, 0.2, 0.3), strict=True)
    )
    hits = (Hit(Passage("dam", 0, len(text), text), 4.0, 0.5, 0.0, found),)
    (choice,) = chosen(*hits, articles={"dam": of})
    assert words(choice) == ["Millers fear that the dam will break.", "These fears are much overdone."]
