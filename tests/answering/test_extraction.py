from assistant.answering.extraction import Choice, choose, coverage, viewpoints
from assistant.index.search import Hit, Ranking, Sentence
from assistant.reading.sentences import sentences
from assistant.types import Article, Passage, Quote, Record, Span, Viewpoint

TEXT = (
    "The ferry to Skerrow should be kept. It carries the doctor and the post. "
    "Comments are closed. Cost is no argument. The mayor says the ferry must go."
)


def article(article_id: str = "ash", *authors: str) -> Article:
    return Article(Record(article_id=article_id, title="The Ferry", authors=authors or ("Ann Ash",)), TEXT)


def hit(of: Article, score: float, cosines: tuple[float, ...]) -> Hit:
    found = tuple(Sentence(span, cosine) for span, cosine in zip(sentences(of.text), cosines, strict=False))
    return Hit(Passage(of.id, 0, len(of.text), of.text), score, max(cosines), 0.0, found)


def words(choice: Choice) -> list[str]:
    return [choice.article.text[start:end] for start, end in choice.spans]


def chosen(*hits: Hit, articles: dict[str, Article] | None = None) -> tuple[Choice, ...]:
    known = articles or {hit.passage.article_id: article(hit.passage.article_id) for hit in hits}
    return choose(Ranking(hits), hits, known.__getitem__, mayor)


def own(of: Article, span: Span) -> tuple[str | None, bool]:
    return of.record.voice, False


def mayor(of: Article, span: Span) -> tuple[str | None, bool]:
    return ("the mayor", True) if "mayor" in of.text[slice(*span)] else (of.record.voice, False)


def test_the_nearest_sentences_are_chosen_best_first() -> None:
    (choice,) = chosen(hit(article(), 1.0, (0.7, 0.1, 0.1, 0.1, 0.8)))
    assert words(choice) == ["The mayor says the ferry must go.", "The ferry to Skerrow should be kept."]


def test_the_voices_own_sentence_goes_before_one_that_it_reports() -> None:
    (choice,) = chosen(hit(article(), 1.0, (0.7, 0.1, 0.1, 0.1, 0.72)))
    assert words(choice)[0] == "The ferry to Skerrow should be kept."


def test_words_of_the_question_count_by_their_rarity() -> None:
    assert coverage("The ferry should be kept.", {"ferri": 3.0, "mayor": 1.0}) == 0.75
    assert coverage("Nothing of it.", {"ferri": 3.0}) == 0
    assert coverage("The ferry.", {}) == 0


def test_a_sentence_that_cannot_stand_alone_gives_way_to_one_that_can() -> None:
    (choice,) = chosen(hit(article(), 1.0, (0.60, 0.65, 0.0, 0.0, 0.0)))
    assert words(choice)[0] == "The ferry to Skerrow should be kept."


def test_boilerplate_and_scraps_are_never_quoted() -> None:
    (choice,) = chosen(hit(article(), 1.0, (0.1, 0.0, 0.9, 0.9, 0.0)))
    assert words(choice) == ["The ferry to Skerrow should be kept."]


def test_the_best_sentence_is_chosen_however_far_it_is() -> None:
    (choice,) = chosen(hit(article(), 1.0, (-0.2, -0.9, -0.9, -0.9, -0.9)))
    assert words(choice) == ["The ferry to Skerrow should be kept."]


def test_an_article_far_below_the_best_is_left_out() -> None:
    found = chosen(hit(article("near"), 2.0, (0.7,)), hit(article("far"), 0.5, (0.7,)))
    assert [choice.article.id for choice in found] == ["near"]


def test_a_third_article_of_one_voice_waits_for_other_voices() -> None:
    articles = {name: article(name, "Ann Ash") for name in ("one", "two", "three")}
    articles["other"] = article("other", "Bo Birk")
    hits = [hit(articles[name], 2.0 - n / 10, (0.7,)) for n, name in enumerate(articles)]
    found = chosen(*hits, articles=articles)
    assert [choice.article.id for choice in found] == ["one", "two", "other", "three"]


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


def test_a_reported_view_is_a_viewpoint_of_its_own_never_the_authors() -> None:
    first, *_, last = sentences(TEXT)
    found = list(viewpoints([Choice(article(), (first, last))], mayor, limit=12))
    assert [(view.speaker, view.reported, view.quotes[0].text) for view in found] == [
        ("Ann Ash", False, "The ferry to Skerrow should be kept."),
        ("the mayor", True, "The mayor says the ferry must go."),
    ]


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
