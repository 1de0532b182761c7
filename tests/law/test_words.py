"""Numbers and years in Vietnamese."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

import pytest

from thidua.law.criteria import criteria
from thidua.law.instruments import data_text, data_texts
from thidua.law.words import percent, quantity, years_words

NEW_STYLE = re.compile(r"\b(?:hoà|hoá|thuỷ|luỹ|uỷ|khoẻ)\b", re.IGNORECASE)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Fraction(7, 10), "70\N{NO-BREAK SPACE}%"),
        (Fraction(19, 22), "86,4\N{NO-BREAK SPACE}%"),
        (Fraction(4, 7), "57,1\N{NO-BREAK SPACE}%"),
        (Fraction(1), "100\N{NO-BREAK SPACE}%"),
        (Fraction(0), "0\N{NO-BREAK SPACE}%"),
    ],
)
def test_percent(value: Fraction, words: str) -> None:
    assert percent(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(Fraction(3), "03"), (Fraction(12), "12"), (Fraction(9, 20), "0,45"), (Fraction(0), "00")],
)
def test_quantity(value: Fraction, words: str) -> None:
    assert quantity(value) == words


@pytest.mark.parametrize(
    ("years", "words"),
    [
        ([2021, 2022, 2023], "2021–2023"),
        ([2022, 2021], "2021, 2022"),
        ([2019, 2021, 2022], "2019, 2021, 2022"),
        ([2017, 2018, 2019, 2021, 2023, 2024], "2017–2019, 2021, 2023, 2024"),
        ([2024, 2024], "2024"),
    ],
)
def test_years(years: list[int], words: str) -> None:
    assert years_words(years) == words


@pytest.mark.parametrize(
    "text",
    [data_text("titles.toml"), data_texts("instruments"), data_texts("parameters")],
    ids=["titles", "instruments", "parameters"],
)
def test_data_files_are_composed_unicode_in_the_old_tone_placement(text: str) -> None:

    assert unicodedata.is_normalized("NFC", text)
    assert not NEW_STYLE.findall(text)


def test_criteria_speak_in_the_same_way() -> None:
    for criterion in criteria().values():
        words = f"{criterion.sentence} {criterion.proof}"
        assert unicodedata.is_normalized("NFC", words)
        assert not NEW_STYLE.findall(words)
        assert not [odd for odd in ("!", "vui lòng") if odd in words]
        assert not criterion.sentence.endswith(".")
