"""The inventory of provisions: whole, without dangling references, and what it reaches."""

from __future__ import annotations

from dataclasses import replace

import pytest

from thidua.law import Confidence, coverage, known_titles
from thidua.law.coverage import (
    Row,
    Section,
    State,
    everything,
    faults,
    inventory,
    matching,
    of_title,
    reach,
    rows,
)

HELD = Row("x", "Điều 1", "Điều gì đó", conditions=("24.1.a",))


def faults_of(monkeypatch: pytest.MonkeyPatch, *held: Row) -> list[str]:
    monkeypatch.setattr(coverage, "inventory", lambda: (Section("", "", held),))
    return list(faults())


def test_the_inventory_is_sound() -> None:
    assert list(faults()) == []
    assert all(section.rows for section in inventory())
    assert all(row.place and row.what for row in rows())


@pytest.mark.parametrize("part", ["titles", "parameters", "criteria", "quantities", "questions"])
def test_everything_in_the_book_stands_in_the_inventory_or_is_reached_from_it(part: str) -> None:
    missing = getattr(everything(), part) - getattr(reach(), part)

    assert getattr(everything(), part)
    assert sorted(missing) == []


def test_what_nobody_mentions_is_not_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coverage, "inventory", lambda: (Section("", "", (HELD,)),))

    found = reach()

    assert found.titles == found.parameters == found.quantities == found.questions == frozenset()
    assert found.criteria == frozenset()


def test_a_condition_reaches_what_stands_under_it(monkeypatch: pytest.MonkeyPatch) -> None:
    row = replace(HELD, conditions=("74.1.d.*",))
    monkeypatch.setattr(coverage, "inventory", lambda: (Section("", "", (row,)),))

    found = reach()

    assert {"streak-cstdcs-for-bkt", "run-reach", "run-search-lag"} <= found.parameters
    assert found.criteria == {"74.1.d.work"}
    assert found.questions == {"run-ended-earlier"}


def test_the_frame_of_the_amended_law_reaches_no_standard(monkeypatch: pytest.MonkeyPatch) -> None:
    row = replace(HELD, conditions=("amended", "*.before-amendment"))
    monkeypatch.setattr(coverage, "inventory", lambda: (Section("", "", (row,)),))

    found = reach()

    assert found.criteria == found.parameters == frozenset()
    assert all(question.startswith("amended.") for question in found.questions)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"conditions": ("99.9",)}, "x: không có điều kiện “99.9”"),
        ({"conditions": ("99.*",)}, "x: không có điều kiện “99.*”"),
        ({"parameters": ("nope",)}, "x: không có con số “nope”"),
        ({"functions": ("law.powers.nope",)}, "x: không có hàm “law.powers.nope”"),
        ({"functions": ("law.nope.decider",)}, "x: không có hàm “law.nope.decider”"),
        ({"instruments": ("1/1900",)}, "x: không có văn bản “1/1900”"),
        ({"titles": ("NOPE",)}, "x: không có danh hiệu “NOPE”"),
        ({"conditions": ()}, "x: không nêu nơi mã hóa"),
        ({"gap": "chưa đọc"}, "x: phần thiếu và điều trả lời thay phải đi cùng nhau"),
        ({"instead": "chưa rõ"}, "x: phần thiếu và điều trả lời thay phải đi cùng nhau"),
    ],
)
def test_a_reference_to_nothing_is_named(
    monkeypatch: pytest.MonkeyPatch, change: dict[str, object], words: str
) -> None:
    (fault,) = faults_of(monkeypatch, replace(HELD, **change))

    assert fault.startswith(words)


def test_a_row_that_stands_twice_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert faults_of(monkeypatch, HELD, HELD) == ["x: đứng hai lần"]
    assert faults_of(monkeypatch, HELD) == []


@pytest.mark.parametrize(
    ("row", "state"),
    [
        (HELD, State.ENCODED),
        (replace(HELD, gap="chưa đọc", instead="chưa rõ"), State.PARTLY),
        (replace(HELD, conditions=(), gap="chưa đọc", instead="chưa rõ"), State.GAP),
        (replace(HELD, conditions=("60.standard",), gap="…", instead="…"), State.GAP),
        (replace(HELD, conditions=("60.standard", "24.1.a"), gap="…", instead="…"), State.PARTLY),
        (replace(HELD, conditions=(), parameters=("base-salary",), gap="…", instead="…"), "partly"),
    ],
)
def test_how_far_a_provision_is_encoded(row: Row, state: State) -> None:
    assert row.state == state


def test_a_title_is_counted_by_how_sure_its_conditions_are() -> None:
    advanced = of_title("LDTT")
    unread = of_title("TINH-AH")

    assert advanced.conditions == {Confidence.VERIFIED: 4}
    assert advanced.questions == ()
    assert unread.conditions == {}
    assert [node.question for node in unread.questions] == ["60.standard"]
    assert [row.id for row in unread.gaps if row.id == "60"] == ["60"]


def test_every_title_is_counted() -> None:
    for code in known_titles():
        cover = of_title(code)
        assert cover.conditions or cover.questions, code


def test_names_match_by_star() -> None:
    assert matching("74.1.d*", ["74.1.d", "74.1.đ", "74.1.d.x"]) == ["74.1.d", "74.1.d.x"]
