from __future__ import annotations

from eval.attribution.examples import DIGESTS, DIGESTS_FROZEN, of_texts
from eval.essays import DOCUMENTS


def test_labels_of_documents_stand_by_their_words_whatever_a_record_says() -> None:
    labelled = [one for labels in (DIGESTS, DIGESTS_FROZEN) for one in of_texts(DOCUMENTS, labels)]
    assert len(labelled) > 20
    assert all(any(example.truths) for example in labelled)
