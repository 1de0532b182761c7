"""Local regulations: read from a file, refused with the place of the fault, chosen by day."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest

from thidua.law import FactsBuilder, RatingLevel, SubjectKind, Verdict, explain
from thidua.law.errors import BadRegulation
from thidua.law.overlay import Overlay, merged
from thidua.law.regulations import example, in_force, read_regulation

BARE = """
name = "Quy chế thi đua, khen thưởng phường An Dương"
number = "05/2025/QĐ-UBND"
authority = "phường An Dương"
in_force_from = 2025-08-01
"""
ON = date(2025, 12, 31)


def flag(*, bodies: bool | None = True) -> FactsBuilder:
    builder = FactsBuilder(SubjectKind.COLLECTIVE, 2025).declare_all("Sở cam kết")
    for criterion in ("26.leader", "26.targets"):
        builder.declare(criterion, True, "biên bản của khối thi đua")
    return builder.declare("local.party-and-mass-bodies", bodies, "kết quả xếp loại")


def test_example_adds_its_condition_with_its_own_citation() -> None:
    overlay = in_force([example()], ON)

    local = explain(flag(bodies=False).build(), "CTD-TINH", ON, overlay=overlay)
    national = explain(flag(bodies=False).build(), "CTD-TINH", ON)

    assert (national.verdict, local.verdict) == (Verdict.MET, Verdict.NOT_MET)
    found = local.find("local.party-and-mass-bodies")
    assert found.citation.text == "Quy định về công tác thi đua, khen thưởng tỉnh Bắc Ninh"
    assert found.citation.instrument == "86/2025/QĐ-UBND"


def test_example_settles_what_the_law_leaves_to_the_province() -> None:
    facts = FactsBuilder(SubjectKind.PERSON, 2025).rating(2025, RatingLevel.HT, "bảng xếp loại")
    facts.declare_all("Đơn vị").declare("75.movement", True, "báo cáo")

    national = explain(facts.build(), "GK-XA", ON)
    local = explain(facts.build(), "GK-XA", ON, overlay=example().overlay)

    assert (national.verdict, local.verdict) == (Verdict.NOT_KNOWN, Verdict.NOT_MET)


def test_example_knows_its_council_calendar_and_bodies() -> None:
    read = example()

    assert (read.council.quorum, read.council.award_quorum) == (Fraction(2, 3), Fraction(4, 5))
    assert [(one.before, one.days_before) for one in read.deadlines] == [
        ((10, 12), None),
        ((10, 7), None),
        (None, 10),
    ]
    assert "Thanh tra tỉnh" in read.consulted[0].bodies
    assert read.note


def test_local_papers_stand_beside_or_in_place_of_the_national_ones() -> None:
    read = read_regulation(
        BARE
        + """
[[papers]]
code = "report"
name = "Báo cáo tóm tắt thành tích, một trang"
titles = ["LDTT"]
[[papers]]
code = "photo"
name = "Ảnh chân dung"
titles = ["LDTT"]
required = false
"""
    )

    papers = {paper.code: paper for paper in read.overlay.dossier("LDTT", ON)}

    assert papers["report"].name == "Báo cáo tóm tắt thành tích, một trang"
    assert list(papers)[-1] == "photo"
    assert not papers["photo"].required
    assert [one.code for one in read.overlay.dossier("CSTDCS", ON)].count("photo") == 0


def test_regulation_holds_from_its_first_day_until_its_last() -> None:
    read = read_regulation(BARE + "ended = 2026-08-01")
    first, end = date(2025, 8, 1), date(2026, 8, 1)

    held = [in_force([read], day) for day in (first - timedelta(1), first, end - timedelta(1), end)]

    assert [overlay is not None for overlay in held] == [False, True, True, False]


def test_of_two_areas_the_stricter_rule_holds_whatever_their_order() -> None:
    wide = Overlay.from_dict(
        {
            "name": "tỉnh",
            "numbers": {"share-ldtt-for-ttldxs": "0.8"},
            "caps": [{"title": "CSTDCS", "share": "0.15", "of": "LĐTT"}],
            "settled": {"gk-below-htt": False, "run-ended-earlier": True},
        }
    )
    narrow = Overlay.from_dict(
        {
            "name": "phường",
            "numbers": {"share-ldtt-for-ttldxs": "0.75"},
            "caps": [{"title": "CSTDCS", "share": "0.2", "of": "LĐTT"}],
            "settled": {"gk-below-htt": True},
        }
    )

    for order in ((wide, narrow), (narrow, wide)):
        both = merged(order)
        assert both.numbers[0].value == Fraction(4, 5)
        assert both.cap("CSTDCS").share == Fraction(3, 20)
        assert [one.question for one in both.settlements] == ["run-ended-earlier"]
    assert merged([]) is None
    assert merged([wide]) is wide


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = ", "không đúng dạng TOML"),
        (BARE.replace("authority", "autority"), "“autority”. Gần nhất: authority"),
        (BARE.replace("2025-08-01", '"hôm nay"'), "“in_force_from” phải là ngày"),
        (BARE.replace('number = "05/2025/QĐ-UBND"\n', ""), "Thiếu mục “number”"),
        (BARE + "ended = 2025-08-01", "phải sau ngày có hiệu lực"),
        (BARE + '[numbers]\nshare-ldtt = "0.7"', "không có con số nào tên “share-ldtt”"),
        (BARE + '[numbers]\nshare-ldtt-for-ttldxs = "0.6"', "không được thấp hơn"),
        (BARE + '[numbers]\nshare-ldtt-for-ttldxs = "nhiều"', "viết như “0.7”"),
        (BARE + "[settled]\ngk-below-ht = true", "Gần nhất: gk-below-htt"),
        (BARE + '[settled]\ngk-below-htt = "có"', "true hoặc false"),
        (BARE + '[[caps]]\ntitle = "CSTDC"\nshare = "0.2"\nof = "LĐTT"', "mang mã “CSTDC”"),
        (BARE + '[[papers]]\ncode = "a"\nname = "b"', "papers, mục thứ 1: thiếu “titles”"),
        (BARE + '[[conditions]]\ncod = "a"', "conditions, mục thứ 1: không có mục nào tên “cod”"),
        (BARE + '[council]\nquorum = "3/2"', "không quá 1"),
        (BARE + "[council]\nquorums = 1", "Gần nhất: quorum"),
        (BARE + "[council]\nmeets_every_months = 0", "từ 1 trở lên"),
        (BARE + '[[deadlines]]\nwhat = "Hồ sơ"', "một trong before, days_before"),
        (BARE + '[[deadlines]]\nwhat = "Hồ sơ"\nbefore = "31/2"', "phải viết như “10/12”"),
        (BARE + '[[deadlines]]\nwhat = "Hồ sơ"\ndays_before = -1', "số ngày"),
        (BARE + "caps = [1]", "phải là một bảng"),
        (BARE + "caps = 1", "“caps” phải là danh sách"),
    ],
)
def test_fault_is_named_with_its_place(text: str, said: str) -> None:
    with pytest.raises(BadRegulation) as caught:
        read_regulation(text)

    assert said in str(caught.value)
