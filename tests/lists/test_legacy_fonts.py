"""Lists typed in fonts from before Unicode: converted and said, never stored as garbage."""

from __future__ import annotations

import pytest

from tests.lists.building import read_rows

TCVN3 = [
    ("Danh s¸ch ®Ò nghÞ khen th­ëng n¨m 2024",),
    ("TT", "Hä vµ tªn", "Chøc vô", "Danh hiÖu ®Ò nghÞ"),
    (1, "Ph¹m ThÞ BÝch V©n", "Tr­ëng phßng", "Lao ®éng tiªn tiÕn"),
    (2, "NguyÔn Träng §¹t", "Phã Tr­ëng phßng", "ChiÕn sÜ thi ®ua c¬ së"),
]
VNI = [
    ("Danh saùch ñeà nghò khen thöôûng naêm 2024",),
    ("TT", "Hoï vaø teân", "Chöùc vuï", "Danh hieäu ñeà nghò"),
    (1, "Phaïm Thò Bích Vaân", "Tröôûng phoøng", "Lao ñoäng tieân tieán"),
    (2, "Nguyeãn Troïng Ñaït", "Phoù Tröôûng phoøng", "Chieán só thi ñua cô sôû"),
]


@pytest.mark.parametrize(("rows", "legacy"), [(TCVN3, "tcvn3"), (VNI, "vni")])
def test_legacy_list_is_converted_and_says_so(rows, legacy):
    reading = read_rows(rows)

    assert [one.name for one in reading.proposals] == ["Phạm Thị Bích Vân", "Nguyễn Trọng Đạt"]
    assert [one.title.code for one in reading.proposals] == ["LDTT", "CSTDCS"]
    assert [one.name_as_written for one in reading.proposals] == [
        one.name for one in reading.proposals
    ]
    assert reading.sheets[0].legacy == legacy
    assert reading.faults[0].code == "legacy-font"
    assert reading.faults[0].severity == "note"


def test_unicode_list_is_left_alone():
    reading = read_rows(
        [("TT", "Họ và tên", "Danh hiệu đề nghị"), (1, "Phạm Thị Bích Vân", "Lao động tiên tiến")]
    )

    assert reading.sheets[0].legacy is None
