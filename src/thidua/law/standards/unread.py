"""Where the text on file stops: a question that says which article a person has to open."""

from __future__ import annotations

from dataclasses import replace

from thidua.law.conditions import open_question
from thidua.law.instruments import Citation, Confidence
from thidua.law.tree import Open


def unread(code: str, sentence: str, citation: Citation) -> Open:
    """A requirement, or a further route, of an article that is not on file in full."""
    place = replace(citation, confidence=Confidence.UNSURE)
    return open_question(code, sentence, place, f"người thẩm định đối chiếu {place.text}")
