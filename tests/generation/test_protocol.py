import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.generation.protocol import REFUSAL, ViewpointRecord, Written, read

ASH = ViewpointRecord(cite=("k7f3.2", "k7f3.3"), speaker="the union", claim="It is {late}.", stance="against")
ASH_LINE = json.dumps(ASH.model_dump(exclude={"quotes"}))
BIRK = ViewpointRecord(cite=("m2p9.1",))
BIRK_LINE = '{"cite": ["m2p9.1"]}'
QUOTED = ViewpointRecord(cite=("m2p9",), quotes=("it is bread",))
QUOTED_LINE = '{"source": "m2p9", "quotes": ["it is bread"]}'
OVERVIEW = "The union is against it [k7f3.2]."
WHOLE = f'{{"views": [{ASH_LINE}, {BIRK_LINE}], "summary": "{OVERVIEW}"}}'


@pytest.mark.parametrize(
    ("text", "views", "summary", "broken"),
    [
        (WHOLE, [ASH, BIRK], OVERVIEW, 0),
        (json.dumps(json.loads(WHOLE), indent=2), [ASH, BIRK], OVERVIEW, 0),
        (f"```json\n{WHOLE}\n```", [ASH, BIRK], OVERVIEW, 0),
        (f"Here you are: {WHOLE} I hope\nthis helps.", [ASH, BIRK], OVERVIEW, 0),
        (f'{ASH_LINE}\n{BIRK_LINE}\n{{"summary": "{OVERVIEW}"}}', [ASH, BIRK], OVERVIEW, 0),
        (f'[{ASH_LINE},\n{BIRK_LINE}, {{"overview": "{OVERVIEW}"}}]', [ASH, BIRK], OVERVIEW, 0),
        (f"1. {ASH_LINE}\n2. {BIRK_LINE}\n\n**Summary:** {OVERVIEW}\n", [ASH, BIRK], OVERVIEW, 0),
        (f"{ASH_LINE}\nSummary: {OVERVIEW}", [ASH], OVERVIEW, 0),
        (WHOLE[:-20], [ASH, BIRK], None, 0),
        (WHOLE[: WHOLE.index(', "summary"')], [ASH, BIRK], None, 0),
        (WHOLE.replace('], "sum', '],, "sum'), [ASH, BIRK], OVERVIEW, 0),
        ('{"views": [], "summary": null}', [], None, 0),
        (f'{{"views": [], "summary": "{REFUSAL}"}}', [], REFUSAL, 0),
        # Other names for what a record holds, and values as objects.
        ('{"id": "m2p9.1", "holder": null, "view": null, "position": null}', [BIRK], None, 0),
        ('{"source_key": "m2p9", "evidence": ["it is bread"]}', [QUOTED], None, 0),
        ('{"cite": [{"id": "m2p9.1"}], "speaker": {"name": null}}', [BIRK], None, 0),
        ('{"citations": "m2p9.1"}', [BIRK], None, 0),
        ('{"source": {"id": "m2p9"}, "quotes": [{"text": "it is bread"}]}', [QUOTED], None, 0),
        ('{"Source": ["m2p9"], "Quote": "it is bread", "Speaker": ["None"]}', [QUOTED], None, 0),
        (
            f'{QUOTED_LINE[:-1]}, "summary": "It is bread."}} {{"summary": "{OVERVIEW}"}}',
            [QUOTED],
            OVERVIEW,
            0,
        ),
        # What is not quite JSON.
        ('{"source": "m2p9", "quotes": ["it is bread",],}', [QUOTED], None, 0),
        ("{“source”: “m2p9”, “quotes”: [“it is bread”]}", [QUOTED], None, 0),
        ("{'source': 'm2p9', 'speaker': None, 'quotes': ['it is bread']}", [QUOTED], None, 0),
        (
            '{"source": "m2p9", "quotes": ["he "hates" it"]}',
            [QUOTED.model_copy(update={"quotes": ('he "hates" it',)})],
            None,
            0,
        ),
        (f'{{"source": "k7f3", "quotes": ["late\n{BIRK_LINE}', [BIRK], None, 0),
        (f"{BIRK_LINE}\n{ASH_LINE[:-9]}", [BIRK], None, 1),
        ('{"answer": "no record"}\n{"speaker": 7}\n{}', [], None, 3),
        ("I am sorry, I cannot help with that.", [], None, 0),
        ('\x00\ufffd}}}]]{[\\\\"\n,,,', [], None, 0),
        ("", [], None, 0),
    ],
)
def test_what_models_do_to_the_form_is_read_or_counted(
    text: str, views: list[ViewpointRecord], summary: str | None, broken: int
) -> None:
    assert read(text) == Written(tuple(views), summary, broken)


@given(st.text(alphabet="{}[]\",:\\\n <>/“”'ab", max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    assert read(text).broken >= 0


def test_a_decline_is_the_refusal_without_a_view() -> None:
    assert read(json.dumps({"summary": f" {REFUSAL.upper()}"})).declines
    assert not read(f'{BIRK_LINE} {{"summary": "{REFUSAL}"}}').declines


@pytest.mark.parametrize(
    ("written", "stance"),
    [
        ("For", "for"),
        (" mixed", "mixed"),
        ("none", "none"),
        ("supports it", None),
        (None, None),
        (["for"], None),
    ],
)
def test_a_stance_is_one_of_the_four_words_or_none_is_read(written: object, stance: str | None) -> None:
    (record,) = read(json.dumps({"cite": ["m2p9.1"], "stance": written})).views
    assert record.stance == stance
