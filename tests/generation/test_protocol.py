import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.generation.protocol import LONGEST, Record, Records, SummaryRecord, ViewpointRecord

ASH = ViewpointRecord(
    source="k7f3",
    speaker="the union",
    claim="It is late.",
    quotes=("late again", "not {now}"),
    stance="against",
)
ASH_LINE = json.dumps(ASH.model_dump())
BIRK = ViewpointRecord(source="m2p9", quotes=("it is bread",))
BIRK_LINE = '{"source": "m2p9", "quotes": ["it is bread"]}'
SUMMARY = SummaryRecord(summary="The union is against it [k7f3].")
SUMMARY_LINE = '{"summary": "The union is against it [k7f3]."}'


def read(*pieces: str) -> tuple[list[Record], int]:
    records = Records()
    found = [record for piece in pieces for record in records.feed(piece)]
    records.close()
    return found, records.junk


@given(st.lists(st.integers(0, 400), max_size=20))
def test_records_are_the_same_however_the_text_is_cut(cuts: list[int]) -> None:
    text = f"```json\n{ASH_LINE}\n{BIRK_LINE}\n<think>{BIRK_LINE}</think>\n\n{SUMMARY_LINE}\n```"
    places = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    pieces = [text[start:end] for start, end in zip(places, places[1:], strict=False)]
    assert read(*pieces) == ([ASH, BIRK, SUMMARY], 0)


def test_a_record_is_there_as_soon_as_its_closing_brace_is() -> None:
    records = Records()
    assert records.feed(ASH_LINE[:-1]) == []
    assert records.feed("}") == [ASH]
    assert records.feed("\n" + BIRK_LINE + SUMMARY_LINE[:20]) == [BIRK]
    assert records.feed(SUMMARY_LINE[20:]) == [SUMMARY]


@pytest.mark.parametrize(
    ("text", "expected", "junk"),
    [
        (f"[{ASH_LINE},\n{BIRK_LINE}]", [ASH, BIRK], 0),
        (f'{{"records": [{ASH_LINE}, {BIRK_LINE}]}}', [ASH, BIRK], 0),
        (json.dumps(ASH.model_dump(), indent=2), [ASH], 0),
        (f"Here you are: {ASH_LINE} I hope\nthis helps.\n{BIRK_LINE}", [ASH, BIRK], 2),
        ('{"source": "m2p9", "quotes": ["it is bread",],}', [BIRK], 0),
        ('{"Source": ["m2p9"], "Quote": "it is bread", "Speaker": ["None"]}', [BIRK], 0),
        (f'{{"views": [{ASH_LINE}, {BIRK_LINE}], {SUMMARY_LINE[1:-1]}}}', [ASH, BIRK, SUMMARY], 0),
        ("{“source”: “m2p9”, “quotes”: [“it is bread”]}", [BIRK], 0),
        ("{'source': 'm2p9', 'speaker': None, 'quotes': ['it is bread']}", [BIRK], 0),
        ('{"source": "m2p9", "quotes": "it is bread", "stance": "Maybe", "speaker": ""}', [BIRK], 0),
        (
            '{"source": "m2p9", "quotes": ["he "hates" it"]}',
            [ViewpointRecord(source="m2p9", quotes=('he "hates" it',))],
            0,
        ),
        ('{"source": "m2p9", "author": "Bo Birk", "date": "2018", "quotes": ["it is bread"]}', [BIRK], 0),
        (f'{{"source": "k7f3", "quotes": ["late\n{BIRK_LINE}', [BIRK], 1),
        (f'{{"source": "k7f3", "quotes": ["la"te"]\n{BIRK_LINE}', [BIRK], 1),
        (f"{BIRK_LINE}\n{ASH_LINE[:-9]}", [BIRK], 1),
        ('{"answer": "no record"}\n{"source": 7}\n{}', [], 3),
        ("I am sorry, I cannot help with that.", [], 1),
        ('\x00\ufffd}}}]]{[\\\\"\n,,,', [], 1),
        ("", [], 0),
    ],
)
def test_what_models_do_to_the_form_is_read_or_counted(text: str, expected: list[Record], junk: int) -> None:
    assert read(text) == (expected, junk)


def test_a_huge_record_is_dropped_and_the_next_one_read() -> None:
    records = Records()
    for _ in range(100):
        assert records.feed('{"source": "k7f3", "claim": "' + "x" * LONGEST) == []
        assert records.feed("y" * LONGEST + "\n") == []
    assert records.feed("\n" + BIRK_LINE) == [BIRK]


@given(st.text(alphabet="{}[]\",:\\\n <>/think“”'ab", max_size=300))
def test_no_text_breaks_the_reader_nor_hides_the_line_after_it(text: str) -> None:
    found, junk = read(text.replace("<think>", ""), "\n", SUMMARY_LINE)
    assert found[-1:] == [SUMMARY]
    assert junk >= 0


@pytest.mark.parametrize(
    ("written", "stance"),
    [
        ("For", "for"),
        ("against", "against"),
        (" mixed", "mixed"),
        ("none", "none"),
        ("supports it", None),
        (None, None),
        (["for"], None),
    ],
)
def test_a_stance_is_one_of_the_four_words_or_none_is_read(written: object, stance: str | None) -> None:
    line = json.dumps({"source": "m2p9", "quotes": ["it is bread"], "stance": written})
    assert read(line) == ([BIRK.model_copy(update={"stance": stance})], 0)
