"""Who is who: certain, doubtful with the reason, nobody."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.lists.matching import Candidate, MatchKind, PersonIndex, Query, match_person
from thidua.lists.units import alias_table
from thidua.vietnamese.dates import PartialDate

CERTAIN, DOUBTFUL, NONE = MatchKind
HANG = Candidate(1, "Nguyễn Thị Thúy Hằng", PartialDate(1972, 8, 12), ("Trường THCS An Đồng",))


def born(year: int | None) -> PartialDate | None:
    return PartialDate(year) if year else None


@pytest.mark.parametrize(
    ("name", "year", "unit"),
    [
        ("Nguyễn Thị Thúy Hằng", 1972, "Trường THCS An Đồng"),
        ("NGUYỄN THỊ THÚY HẰNG", 1972, "THCS An Đồng"),
        ("Nguyễn thị Thuý Hằng ", None, "Trường PTCS An Đồng"),
        (unicodedata.normalize("NFD", "Nguyễn Thị Thúy Hằng"), 1972, ""),
        ("Nguyễn  Thị Thúy\u00a0Hằng", 1972, "TRƯỜNG THCS AN ĐỒNG"),
    ],
)
def test_same_spelling_birth_and_unit_are_certain(name, year, unit):
    match = match_person(Query(name, born(year), unit), [HANG])

    assert match.kind is CERTAIN
    assert match.candidate is HANG
    assert match.reason == ""


@pytest.mark.parametrize(
    ("name", "year", "unit", "reason"),
    [
        ("Nguyễn T. Thúy Hằng", 1972, "THCS An Đồng", "tên viết tắt"),
        ("Nguyến Thị Thúy Hằng", 1972, "THCS An Đồng", "tên khác nhau một chữ"),
        ("Nguyễn Thị Thúy Hàng", 1972, "THCS An Đồng", "tên khác nhau một chữ"),
        ("Nguyễn Thị Thúy Hằng", 1973, "THCS An Đồng", "năm sinh lệch một năm: 1973 và 12/8/1972"),
        ("Nguyễn Thị Thúy Hằng", 1972, "THCS An Đông", "tên đơn vị khác dấu"),
        ("Nguyễn Thị Thúy Hằng", 1972, "UBND xã Lê Lợi", "đơn vị khác nhau"),
    ],
)
def test_one_difference_is_doubtful_with_its_reason(name, year, unit, reason):
    match = match_person(Query(name, born(year), unit), [HANG])

    assert match.kind is DOUBTFUL
    assert match.candidate is None
    assert reason in match.reason


@pytest.mark.parametrize(
    ("name", "year", "unit"),
    [
        ("Nguyễn Thị Thúy Nga", 1972, "THCS An Đồng"),
        ("Nguyễn Thị Thúy Hằng", 1985, "THCS An Đồng"),
        ("Nguyến Thị Thúy Hằng", None, "UBND xã Lê Lợi"),
        ("", 1972, "THCS An Đồng"),
        ("Hằng", 1972, "THCS An Đồng"),
    ],
)
def test_other_people_are_none(name, year, unit):
    assert match_person(Query(name, born(year), unit), [HANG]).kind is NONE


def test_full_dates_that_differ_are_doubtful():
    match = match_person(Query(HANG.name, PartialDate(1972, 8, 13), HANG.units[0]), [HANG])

    assert match.kind is DOUBTFUL
    assert "ngày sinh khác nhau" in match.reason


def test_birth_tells_two_of_one_name_apart():
    two = [
        Candidate(1985, "Nguyễn Thị Hương", PartialDate(1985, 8, 15), ("THCS An Đồng",)),
        Candidate(1991, "Nguyễn Thị Hương", PartialDate(1991), ("THCS An Đồng",)),
    ]

    assert (
        match_person(Query("Nguyễn Thị Hương", born(1991), "THCS An Đồng"), two).candidate.id
        == 1991
    )
    unknown = match_person(Query("Nguyễn Thị Hương", None, "THCS An Đồng"), two)
    assert unknown.kind is DOUBTFUL
    assert "có 2 người cùng tên" in unknown.reason
    assert {one.candidate.id for one in unknown.possibilities} == {1985, 1991}


def test_any_unit_of_the_person_will_do():
    moved = Candidate(1, "Hà Thị Thu Trang", born(1994), ("THCS Đồng Thái", "THCS An Đồng"))

    assert (
        match_person(Query("Hà Thị Thu Trang", born(1994), "THCS An Đồng"), [moved]).kind is CERTAIN
    )


def test_former_names_of_units_make_a_match_certain():
    aliases = alias_table({"Trung tâm Văn hóa - Thông tin": ("Đài Phát thanh huyện",)})
    person = Candidate(1, "Lê Thị Trang", born(1976), ("Trung tâm Văn hóa - Thông tin",))
    query = Query("Lê Thị Trang", born(1976), "Đài Phát thanh huyện")

    assert match_person(query, [person]).kind is DOUBTFUL
    assert match_person(query, [person], aliases).kind is CERTAIN


def test_nearest_candidate_stands_first():
    others = [
        Candidate(2, "Nguyễn Thị Thúy Hàng", born(1973), ("THCS An Đồng",)),
        Candidate(3, "Nguyễn T. Thúy Hằng", born(1972), ("THCS An Đồng",)),
    ]

    match = match_person(Query("Nguyễn Thị Thúy Hằng", born(1972), "THCS An Đồng"), others)

    assert match.possibilities[0].candidate.id == 3


names = st.builds(
    " ".join,
    st.tuples(
        st.sampled_from(["Nguyễn", "Trần", "Đỗ"]),
        st.sampled_from(["Thị", "Văn", "Thị Thu"]),
        st.sampled_from(["Hương", "Hường", "Thủy", "Thuỷ", "Oanh"]),
    ),
)
candidates = st.builds(
    Candidate,
    id=st.integers(),
    name=names,
    birth=st.one_of(st.none(), st.builds(PartialDate, st.integers(1970, 1973))),
    units=st.sampled_from([(), ("THCS An Đồng",), ("THCS An Đông",), ("UBND xã Lê Lợi",)]),
)


@given(st.lists(candidates, max_size=6, unique_by=lambda one: one.id), candidates)
def test_order_of_candidates_changes_nothing(people, asked):
    query = Query(asked.name, asked.birth, asked.units[0] if asked.units else "")

    forward = match_person(query, people)
    backward = match_person(query, people[::-1])

    assert forward.kind is backward.kind
    assert forward.candidate == backward.candidate


@given(st.lists(candidates, max_size=6, unique_by=lambda one: one.id), candidates)
def test_certain_means_nothing_speaks_against(people, asked):
    query = Query(asked.name, asked.birth, asked.units[0] if asked.units else "")

    match = match_person(query, people)

    assert (match.kind is CERTAIN) == (match.candidate is not None)
    if match.candidate:
        (possibility,) = match.possibilities
        assert possibility.reasons == ()
    if match.kind is DOUBTFUL:
        assert match.reason


def test_ten_thousand_against_ten_thousand_is_quick():
    family = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô"]
    middle = ["Thị", "Văn", "Thị Hồng", "Thị Ngọc", "Đức", "Minh", "Xuân", "Thị Thu", "Quang"]
    given_ = ["Hương", "Hằng", "Oanh", "Luân", "Thoa", "Duyên", "Quyết", "Nga", "Hà", "Lan", "Mai"]
    people = [
        Candidate(
            number,
            f"{family[number % 10]} {middle[number // 10 % 9]} {given_[number // 90 % 11]}",
            PartialDate(1960 + number % 37),
            (f"Trường THCS số {number % 101}",),
        )
        for number in range(10_000)
    ]
    start = time.perf_counter()

    index = PersonIndex(people)
    found = [index.match(Query(one.name.upper(), one.birth, one.units[0])) for one in people]

    assert all(one.kind is not NONE for one in found)
    assert time.perf_counter() - start < 15
