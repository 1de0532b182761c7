"""Rules that hold for every text: reading never fails, places are true, encodings are one."""

from __future__ import annotations

import unicodedata
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading import papers
from thidua.reading import Place, Reading, Repair, read_text
from thidua.reading.reading import MOST_CHARACTERS

SAMPLE = (Path(__file__).parent / "samples" / "chi-thi-an-duong-2024.txt").read_text("utf-8")
PAPERS = (
    SAMPLE, papers.CITY, papers.WARD, papers.ARTICLES, papers.BULLETS, papers.SCANNED, papers.ROUGH,
)  # fmt: skip
PIECES = st.sampled_from(
    [piece for paper in PAPERS for piece in paper.split("\n") if len(piece) < 400]
    + [
        "Số:",
        "CHỈ THỊ",
        "1. ",
        "I.",
        "Điều 1.",
        "a)",
        "“",
        "”",
        "100%",
        "ngày 31/02/2024",
        "\t",
        "",
    ]
    + ["ngày 99 tháng 99 năm 0000", "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "|a|b|", "**", "- ", "\f"]
    + ["trước ngày 00/00/0000", "số 1/a", "Luật số 1/2/3", "trong quý IV năm 9999", "l0O%", "²"]
)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=25).map("\n".join),
    st.lists(PIECES, max_size=12).map("   ".join),
    st.text(max_size=300),
)


def places_of(value: object) -> list[Place]:
    if isinstance(value, Place):
        return [value]
    if isinstance(value, tuple):
        return [place for one in value for place in places_of(one)]
    if not is_dataclass(value):
        return []
    return [place for field in fields(value) for place in places_of(getattr(value, field.name))]


def check_places(reading: Reading) -> None:
    for place in places_of(reading):
        assert 0 <= place.start <= place.end <= len(reading.text)


@settings(deadline=None, max_examples=80)
@given(TEXTS)
def test_any_text_is_read_and_every_place_lies_in_it(text):
    reading = read_text(text, units=("Xã An Đồng", "Phường Bến Sen"))

    check_places(reading)
    for repair in reading.repairs:
        assert reading.quote(repair.place) == repair.before
    for body in reading.bodies:
        shown = [" ".join(reading.quote(place).split()) for place in body.places]
        assert {plain(one) for one in shown} == {plain(one) for one in body.spellings}


def plain(text: str) -> str:
    return "".join(char for char in text if char not in "*_\\# \n\t|")


@settings(deadline=None, max_examples=40)
@given(TEXTS)
def test_composed_and_decomposed_text_read_alike(text):
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))

    assert read_text(composed) == read_text(decomposed)


@pytest.mark.parametrize("paper", PAPERS, ids=range(len(PAPERS)))
def test_what_is_quoted_is_what_is_shown(paper):
    reading = read_text(paper, units=("Xã An Đồng",))

    check_places(reading)
    for task in reading.tasks:
        assert (
            plain(reading.quote(task.place))
            .lstrip("-")
            .startswith(plain(task.text[:60]).lstrip("-"))
        )
        for due in task.dues:
            assert plain(reading.quote(due.place)) == plain(due.words)
    for phrase in reading.phrases:
        assert plain(phrase.text) in plain(reading.quote(phrase.places[0]))
    for recipient in reading.recipients:
        assert plain(reading.quote(recipient.place)) == plain(recipient.text)
    for found in (reading.type, reading.place):
        assert (
            found is None
            or found.value.casefold() in reading.quote(found.places[0]).casefold()
            or (paper is papers.SCANNED)
        )


def test_repairs_are_only_suggestions():
    reading = read_text(papers.SCANNED, units=("Xã An Đồng",))

    assert reading.repairs
    assert all(isinstance(one, Repair) and one.before in papers.SCANNED for one in reading.repairs)
    assert reading.text == papers.SCANNED


def test_an_empty_text_says_so():
    for text in ("", " \n\t\n", "\u200b"):
        assert "empty" in [one.code for one in read_text(text).not_read]


def test_a_huge_text_is_cut_and_that_is_said():
    reading = read_text("1. Phòng Nội vụ chủ trì. " + "x" * MOST_CHARACTERS)

    assert reading.not_read[0].sentence == "Văn bản quá dài; chỉ đọc 150.000 ký tự đầu."
    assert len(reading.text) <= MOST_CHARACTERS
