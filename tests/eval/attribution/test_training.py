"""Training of the attribution model: what is asked of each window, and the network beside its graph."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.attribution.model import AttributionModel
from assistant.attribution.windows import pieces, windows
from assistant.encoder.minilm import model_folder, tokenizer
from eval.attribution.examples import CLASSES, example, of_essays, of_paragraphs, rows, training_cuts
from eval.attribution.graph import attribution_graph, inputs
from eval.attribution.network import encoder, initial, logits
from eval.attribution.train import Arrays, Parameters, arrays, trained
from eval.labels import LabelledArticle, LabelledSentence

ARTICLE = LabelledArticle(
    id="ford",
    kind="interview",
    form="original",
    authors=("Una Pell",),
    speakers=("Otto Gray",),
    title="The ford",
    publication="The Lund Courier",
    blocks=(
        (LabelledSentence("Otto Gray has kept the ford since May.", "narrated"),),
        (LabelledSentence("PELL: Is it safe?", "question"),),
        (
            LabelledSentence("GRAY: It is.", "own"),
            LabelledSentence("The miller, Bo Birk, came by.", "narrated"),
            LabelledSentence("He thinks that it is not.", "reported", "He", "Bo Birk"),
        ),
        (LabelledSentence("PELL: And the guild?", "question"),),
        (LabelledSentence("GRAY: The guild fears a flood.", "reported", "The guild", "the guild"),),
        (LabelledSentence("BIRK: I do, too.", "reported", "BIRK", "Bo Birk"),),
        (LabelledSentence("GRAY: Somebody told me to leave.", "reported"),),
        (LabelledSentence("BIRK: So I did.", "reported", "BIRK", "Bo Birk"),),
    ),
    questions=(),
    nulls=(),
)


def test_what_is_asked_of_each_sentence() -> None:
    """A turn's own words are its speaker's own; a pronoun's source is the name before it."""
    each = example(ARTICLE)
    text = each.article.plain.text
    found = pieces(each.article, tokenizer(model_folder() / "tokenizer.json"))
    asked = {}
    for row in rows(each, found, [windows(found)]):
        for place, number in enumerate(row.window.sentences):
            source: object = None
            if row.asked[place]:
                first, last = int(row.start[place].argmax()), int(row.end[place].argmax())
                at = row.window.at
                source = first and text[found.offsets[at + first][0] : found.offsets[at + last][1]]
            words = text[slice(*each.article.plain.sentences[number])]
            asked[words] = (CLASSES[row.classes[place]], source)
    assert asked == {
        "Otto Gray has kept the ford since May.": ("narrated", None),
        "Is it safe?": ("no prose", None),
        "It is.": ("own", None),
        "The miller, Bo Birk, came by.": ("narrated", None),
        "He thinks that it is not.": ("reported", "Bo Birk"),
        "And the guild?": ("no prose", None),
        "The guild fears a flood.": ("reported", "The guild"),
        "I do, too.": ("own", None),
        "Somebody told me to leave.": ("reported", 0),
        "So I did.": ("own", None),
    }


def test_our_own_sentences_are_found_in_their_articles() -> None:
    for found in (of_essays("open"), of_paragraphs()):
        assert len(found) > 50
        assert all(any(each.truths) and len(each.truths) == len(each.article.sentences) for each in found)


@pytest.fixture(scope="module")
def data():
    return arrays([example(ARTICLE)], training_cuts)


def of_classes(parameters: Parameters, data: Arrays) -> float:
    """How many classes are right, as a share."""
    right = total = 0
    for batch in data.values():
        classes = np.asarray(logits(parameters, encoder(), batch)[0]).argmax(-1)
        asked = batch["classes"] >= 0
        right += int((classes == batch["classes"])[asked].sum())
        total += int(asked.sum())
    return right / total


def test_what_is_trained_knows_its_examples(data: Arrays) -> None:
    start = initial(seed=1)
    # One layer of each kind: more take longer to compile and show nothing else.
    start |= {"additions": start["additions"][:1], "layers": start["layers"][:1]}
    after = trained(data, start, steps=12, seed=1)
    assert of_classes(after, data) > max(0.5, of_classes(start, data))


def test_the_graph_computes_what_the_network_does(data, tmp_path) -> None:
    """But for weights and states in 8 bits: heads without training lie near each other."""
    parameters = initial(seed=1)
    weights = (model_folder() / "model.safetensors").resolve()
    (tmp_path / "model.onnx").write_bytes(attribution_graph(weights, parameters, data.values()))
    model = AttributionModel.open(tmp_path / "model.onnx")
    batch = next(iter(data.values()))
    ours = model.run(inputs(batch))
    for one, other in zip(ours, logits(parameters, encoder(), batch), strict=True):
        seen = np.asarray(other) > -1e8
        assert np.corrcoef(one[seen], np.asarray(other)[seen])[0, 1] > 0.95
