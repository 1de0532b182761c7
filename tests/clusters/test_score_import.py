"""A cluster's table of scores brought in: what is asked, and the truth it reaches."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.clusters import making
from thidua.clusters.board import Board
from thidua.clusters.domain.import_plan import plan_import
from thidua.clusters.domain.imports import answer, apply_import
from thidua.clusters.enums import Place, Stage
from thidua.clusters.models import ClusterMember, ScoreImport
from thidua.core.errors import Refusal

pytestmark = pytest.mark.django_db


def test_sample_asks_about_exactly_its_doubtful_cells(house):
    plan = plan_import(making.brought_in(house))

    asked = {question.key: question.message for question in plan.questions}
    assert set(asked) == set(making.ANSWERS)
    assert asked["cell:J8"] == "Điểm 105 vượt mức tối đa 100 của tiêu chí này."
    assert "“62,5” bằng chữ" in asked["cell:G11"]
    assert asked["cell:P13"] == "Ô ghi “x”, không phải một số."
    assert asked["cell:N22"] == "Ô để trống: chưa có điểm."
    assert asked["cell:D27"] == "Nhận 20 điểm thưởng mà không có tài liệu kiểm chứng."
    assert "không xếp?" in asked["rank:J30"]
    assert plan.problems == []
    assert any("Lê Lợi đề nghị xem lại điểm tiêu chí C.2" in note for note in plan.notes)


def test_printed_sums_are_held_against_the_rows(house):
    held = making.brought_in(house)

    notes = plan_import(answer(actor=house.officer, held=held, answers=making.ANSWERS)).notes

    assert [note for note in notes if "ô G7" in note] == [
        "Xã Hồng Thái, tự chấm: ô G7 ghi 490, các dòng đã nhận cộng được 552,5."
    ]
    assert any("ô J29 ghi 958" in note and "953" in note for note in notes)


def test_sample_is_taken_in_as_a_whole_once_answered(house):
    year = making.applied(house)

    board = Board.load(year)
    names = {one.name: one for one in board.standings}
    peer = {name: board.scheme.outcome(one.peers[0].points()) for name, one in names.items()}
    assert {name: found.total for name, found in peer.items()} == {
        "Xã Đặng Cương": 939,
        "Xã Hồng Thái": 908,
        "Xã Quốc Tuấn": 930,
        "Xã Lê Lợi": 935,
        "Xã An Đồng": 901,
    }
    assert [name for name, found in peer.items() if not found.is_whole] == ["Xã Lê Lợi"]
    own = {name: board.scheme.outcome(one.own.points()).total for name, one in names.items()}
    assert own["Xã Quốc Tuấn"] == 953
    assert own["Xã Hồng Thái"] == Decimal("938.5")
    assert {one.label.partition(" ")[0]: one.most for one in board.scheme.nodes}["D.2"] == 20
    tops = [board.scheme.highest(kind) for kind in ("score", "bonus")]
    assert (tops, year.tree.stated_total) == ([950, 50], 1000)
    assert names["Xã Đặng Cương"].member.place == Place.LEADER
    checkers = {
        one.name: board.by_member[one.peers[0].row.checker_id].name for one in board.standings
    }
    assert checkers["Xã Hồng Thái"] == "Xã Đặng Cương"
    assert checkers["Xã Đặng Cương"] == "Xã An Đồng"


def test_nothing_is_taken_in_while_a_question_is_open(house):
    held = making.brought_in(house)
    answer(actor=house.officer, held=held, answers={"cell:J8": "=100"})

    with pytest.raises(Refusal, match="Còn 7 câu hỏi"):
        apply_import(actor=house.officer, held=held)

    assert not ClusterMember.objects.exists()
    with pytest.raises(Refusal, match="vượt mức tối đa"):
        answer(actor=house.officer, held=held, answers={"cell:J8": "=104"})
    assert ScoreImport.objects.get().answers == {"cell:J8": "=100"}


def test_second_import_over_scores_is_refused(house):
    year = making.applied(house)
    again = ScoreImport.objects.get()
    again.pk, again.code, again.state = None, "LANHAI", "read"
    again.save()

    reasons = plan_import(again).obstacles()

    assert "Xã Đặng Cương đã có điểm trên hệ thống; bảng nộp không ghi đè." in reasons
    with pytest.raises(Refusal):
        apply_import(actor=house.officer, held=again)
    assert year.members.get(unit=house.rival).sheets.filter(stage=Stage.SELF).count() == 1


@pytest.mark.parametrize("data", [b"", b"\x00\x01", b"a;b;c\n1;2;3\n"])
def test_odd_file_is_refused_with_a_sentence(house, data):
    if not data:
        with pytest.raises(Refusal, match="Tệp trống"):
            making.brought_in(house, data)
        return
    held = making.brought_in(house, data)

    assert held.state == "refused"
    assert held.refusal
