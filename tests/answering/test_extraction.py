from dataclasses import replace

import pytest

from assistant.answering.candidates import FLOOR, FLOOR_WITHIN, NEAR, candidates
from assistant.answering.extraction import MOST_VIEWPOINTS, Choice, choose, page, viewpoints
from assistant.answering.sentence_choice import coverage
from assistant.answers import Quote, Viewpoint
from assistant.articles import Article, Passage, Record, Span
from assistant.attribution import Attribution, AttributionOf
from assistant.dates import PublicationDate
from assistant.index.lexical import stem_set
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


def test_what_bears_less_than_the_floor_is_left_out_however_much_the_best_bears() -> None:
    articles = {name: article(name) for name in ("best", "floor", "below")}
    hits = [
        hit(articles["best"], FLOOR + 9, (0.7,)),
        hit(articles["floor"], FLOOR, (0.7,)),
        hit(articles["below"], FLOOR - 0.1, (0.7,)),
    ]

    def bearing(*found: Hit) -> list[str]:
        return [each.article.id for each in candidates(found, articles.__getitem__, floor=FLOOR)]

    assert bearing(*hits) == ["best", "floor"]
    assert bearing(*hits[1:]) == ["floor"]
    assert bearing(hits[2]) == []


def test_where_something_reaches_the_floor_what_is_named_bears_too() -> None:
    articles = {name: article(name) for name in ("best", "named", "below")}
    hits = [
        hit(articles["best"], FLOOR, (0.7,)),
        hit(articles["named"], 0.0, (0.7,)),
        hit(articles["below"], FLOOR - 0.1, (0.7,)),
    ]

    def bearing(*found: Hit) -> list[str]:
        known = candidates(found, articles.__getitem__, floor=FLOOR, named={"named"})
        return [each.article.id for each in known]

    assert bearing(*hits) == ["best", "named"]
    assert bearing(*hits[1:]) == []


@pytest.mark.parametrize("best", [FLOOR_WITHIN, FLOOR, FLOOR + NEAR, FLOOR + 9])
def test_of_somebody_asked_for_what_bears_nearly_as_much_as_the_best_counts_too(best: float) -> None:
    articles = {name: article(name) for name in ("best", "near", "far")}
    least = max(FLOOR_WITHIN, min(FLOOR, best - NEAR))
    hits = [
        hit(articles["best"], best, (0.7,)),
        hit(articles["near"], least, (0.7,)),
        hit(articles["far"], least - 0.1, (0.7,)),
    ]
    found = candidates(hits, articles.__getitem__, floor=FLOOR_WITHIN)
    assert {candidate.article.id for candidate in found} == {"best", "near"}


def test_every_article_is_a_candidate_where_no_floor_is_given() -> None:
    articles = {name: article(name) for name in ("near", "below")}
    hits = [hit(articles["near"], 4.0, (0.7,)), hit(articles["below"], -1.5, (0.7,))]
    assert len(candidates(hits, articles.__getitem__)) == 2


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


def quotes(
    spans: tuple[Span, ...], attribution_of: AttributionOf, text: str = TEXT
) -> list[tuple[str, str | None]]:
    """The words and the context of every quote of an article."""
    of = article_of(Record(article_id="ash", title="The Ferry", authors=("Ann Ash",)), text)
    views = viewpoints([Choice(of, spans)], attribution_of)
    return [(quote.text, quote.context) for view in views for quote in view.quotes]


def test_neighbouring_sentences_of_one_holder_are_one_quote() -> None:
    first, second, *_ = sentences(TEXT)
    both = [("The ferry to Skerrow should be kept. It carries the doctor and the post.", None)]
    assert quotes((first, second), own) == both
    assert quotes((second,), own) == both, "what cannot be understood alone takes in the sentence before"
    assert [words for words, _ in quotes((first,), own)] == ["The ferry to Skerrow should be kept."]


def test_the_sentence_before_stays_context_where_it_is_somebody_elses_or_of_another_paragraph() -> None:
    first, second, *_ = sentences(TEXT)

    def doctor(of: Article, span: Span) -> Attribution:
        return held(span, "the doctor", reported=True) if span == first else own(of, span)

    apart = [("It carries the doctor and the post.", "The ferry to Skerrow should be kept.")]
    assert quotes((second,), doctor) == apart
    text = TEXT.replace(" It carries", "\n\nIt carries")
    assert quotes((sentences(text)[1],), own, text) == apart


def test_of_somebody_asked_for_the_words_that_are_reported_come_first() -> None:
    articles = {name: article(name, name.title()) for name in ("other", "reporter")}
    hits = [
        hit(articles["other"], 4.1, (0.8, 0.1, 0.1, 0.1, 0.1)),
        hit(articles["reporter"], 4.0, (0.7, 0.1, 0.1, 0.1, 0.75)),
    ]

    def only_in_one(of: Article, span: Span) -> Attribution:
        return mayor(of, span) if of.id == "reporter" else own(of, span)

    found = candidates(hits, articles.__getitem__)
    asked = choose(found, {}, only_in_one, own_views=True, asked=("the mayor",))
    assert [choice.article.id for choice in asked] == ["reporter", "other"]
    assert words(asked[0])[0] == "The mayor says the ferry must go."
    other = choose(found, {}, only_in_one, own_views=True)
    assert [choice.article.id for choice in other] == ["other", "reporter"]


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


def test_sentences_are_chosen_of_as_many_articles_as_asked_for_the_first_alike() -> None:
    articles = {
        f"a{n}": article_of(
            Record(article_id=f"a{n}", title="T"), f"Voice {n} holds opinion number {n * 7} on it."
        )
        for n in range(9)
    }
    found = candidates([hit(each, 4.0, (0.5,)) for each in articles.values()], articles.__getitem__)
    whole = choose(found, {}, own)
    assert len(whole) == 9
    assert choose(found, {}, own, most=4) == whole[:4]


def bearing(*scores: float, dates: tuple[str | None, ...] = ()) -> tuple[Choice, ...]:
    """Choices named by their place, with what they bear."""
    first, *_ = sentences(TEXT)
    return tuple(
        Choice(dated(str(place), "Ann Ash", dates[place] if dates else None), (first,), score)
        for place, score in enumerate(scores)
    )


def ids(choices: tuple[Choice, ...]) -> str:
    return " ".join(choice.article.id for choice in choices)


def test_six_are_shown_at_once_best_first_and_fewer_where_the_bearing_clearly_drops() -> None:
    assert MOST_VIEWPOINTS == 6
    assert ids(page(bearing(*[4.0] * 9))) == "0 1 2 3 4 5"
    assert ids(page(bearing(*[4.0] * 9), most=None)) == "0 1 2 3 4 5 6 7 8"
    assert ids(page(bearing(7.0, 6.0, 4.5, 4.4, 4.3))) == "0 1 2"
    assert ids(page(bearing(7.0, 4.4), most=None)) == "0 1"
    assert page(()) == ()


def test_the_best_of_somebody_asked_for_is_shown_however_little_it_bears() -> None:
    first, second = bearing(7.0, 0.4)
    assert ids(page((replace(second, wanted=True), first))) == "1 0"


def test_dates_order_only_where_time_is_asked_for() -> None:
    dates = ("2020", None, "2018", "2025", "2019", "2021", "2024")
    choices = bearing(*[4.0] * 7, dates=dates)
    assert ids(page(choices)) == "0 1 2 3 4 5"
    assert ids(page(choices, order="oldest")) == "2 4 0 5 6 3"
    assert ids(page(choices, order="timeline")) == "2 4 0 5 3 1"
    assert ids(page(choices, order="newest")) == "3 6 5 0 4 2"
    faint = (*choices[:3], replace(choices[3], bearing=1.0), *choices[4:])
    assert ids(page(faint, order="newest")) == "6 5 0 4 2 1"
    assert ids(page(faint, order="oldest")) == "2 4 0 5 6 1"


def test_a_single_article_is_the_first_or_the_last_with_those_that_may_be_so() -> None:
    choices = bearing(*[4.0] * 4, dates=("2020-05", None, "2018", "2020-05-10"))
    assert ids(page(choices, order="oldest_one")) == "2"
    assert ids(page(choices, order="newest_one")) == "3 0"
    assert ids(page(choices, order="newest_one", most=None)) == "3 0 2 1"


def test_a_timeline_shows_the_best_in_one_line_each() -> None:
    first, second, *_ = sentences(TEXT)
    choices = bearing(*[4.0] * 3, dates=("2022", "2018-02", "2018-01"))
    shown = page(tuple(replace(choice, spans=(first, second)) for choice in choices), order="timeline")
    assert ids(shown) == "2 1 0"
    assert [choice.spans for choice in shown] == [(first,)] * 3


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


def test_a_comment_on_what_was_just_said_answers_what_that_answers() -> None:
    text = "Millers fear that the dam will break. These fears are much overdone. Bread is dear in spring."
    of = article_of(Record(article_id="dam", title="The Dam", authors=("Ann Ash",)), text)
    found = tuple(
        Sentence(span, cosine) for span, cosine in zip(sentences(text), (0.8, 0.2, 0.3), strict=True)
    )
    hits = (Hit(Passage("dam", 0, len(text), text), 4.0, 0.5, 0.0, found),)
    (choice,) = chosen(*hits, articles={"dam": of})
    assert words(choice) == ["Millers fear that the dam will break.", "These fears are much overdone."]


def test_a_sentence_that_asks_the_reader_s_own_question_is_no_answer() -> None:
    text = "Should the ferry to Skerrow be kept? It carries the doctor and the post."
    asking = article_of(Record(article_id="ash", title="The Ferry", authors=("Ann Ash",)), text)
    sentences_of = tuple(
        Sentence(span, cosine) for span, cosine in zip(sentences(text), (0.9, 0.3), strict=True)
    )
    found = Hit(Passage("ash", 0, len(text), text), 4.0, 0.9, 0.0, sentences_of)
    question = dict.fromkeys(stem_set("Should the ferry to Skerrow be kept?"), 1.0)
    (choice,) = choose(candidates([found], {"ash": asking}.__getitem__), question, own)
    assert words(choice) == ["It carries the doctor and the post."]


def heard(cosines: tuple[float, ...], *, limit: int | None, asks_side: bool) -> list[str | None]:
    found = chosen(hit(article(), 4.0, cosines))
    return [view.speaker for view in viewpoints(found, mayor, limit=limit, asks_side=asks_side)]


def test_where_a_side_is_asked_for_a_further_holder_is_heard_though_less_near() -> None:
    far = (0.9, 0.1, 0.1, 0.1, 0.5)
    assert heard(far, limit=6, asks_side=True) == ["Ann Ash", "the mayor"]
    assert heard(far, limit=1, asks_side=True) == ["Ann Ash"]
    assert heard(far, limit=6, asks_side=False) == ["Ann Ash"]
    assert heard((0.9, 0.1, 0.1, 0.1, 0.0), limit=6, asks_side=True) == ["Ann Ash"]


def test_a_further_holder_as_near_as_a_quote_is_heard_beside_three_quotes() -> None:
    assert heard((0.9, 0.85, 0.1, 0.86, 0.75), limit=6, asks_side=False) == ["Ann Ash", "the mayor"]


def test_no_further_holder_is_heard_where_it_is_not_sure_whose_view_it_is() -> None:
    def unsure(of: Article, span: Span) -> Attribution:
        return replace(mayor(of, span), certain=False)

    (candidate,) = candidates(
        [hit(article(), 4.0, (0.9, 0.1, 0.1, 0.1, 0.5))], {"ash": article()}.__getitem__
    )
    assert not choose([candidate], {}, unsure)[0].others


def test_of_a_person_asked_for_nobody_else_is_heard() -> None:
    (candidate,) = candidates(
        [hit(article(), 4.0, (0.9, 0.1, 0.1, 0.1, 0.5))], {"ash": article()}.__getitem__
    )
    assert choose([candidate], {}, mayor)[0].others
    assert not choose([candidate], {}, mayor, of_all=False)[0].others
