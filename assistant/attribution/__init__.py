"""Attribution: whose view each sentence of an article is, the voice's own or a source's that it reports."""

from assistant.attribution.attribute import attribute
from assistant.attribution.attribution import Attribution, AttributionOf, Holder, attribution_at

__all__ = ["Attribution", "AttributionOf", "Holder", "attribute", "attribution_at"]
