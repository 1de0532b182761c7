"""A cluster's table of scores brought in: what is asked, and the truth it reaches."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.clusters import making
from thidua.clusters.board import Board
from thidua.clusters.domain.import_plan import plan_import
from thidua.clusters.domain.import_undo import changes_since, undo_import
from thidua.clusters.domain.imports import answer, apply_import
from thidua.clusters.domain.marking import add_paper, reopen
from thidua.clusters.domain.years import step
from thidua.clusters.enums import Place, Stage
from thidua.clusters.models import (
    ClusterMember,
    CriteriaTree,
    Mark,
    MarkEvidence,
    MarkSheet,
    ScoreImport,
    TreeNode,
)
from thidua.core.errors import NotAllowed, Refusal
from thidua.journal.models import AuditEvent

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


def test_import_is_undone_as_if_it_had_never_been_and_may_be_taken_in_again(house):
    year = making.applied(house)
    held = ScoreImport.objects.get()
    with pytest.raises(NotAllowed):
        undo_import(actor=house.head, held=held)

    held = undo_import(actor=house.officer, held=held)

    year.refresh_from_db()
    assert (held.state, held.undone_by_name, year.tree) == ("undone", house.officer.name, None)
    left = (ClusterMember, CriteriaTree, TreeNode, MarkSheet, Mark, MarkEvidence)
    assert [model.objects.count() for model in left] == [0] * len(left)
    assert AuditEvent.objects.filter(sentence__startswith="Hoàn tác lần nhập").count() == 1
    assert held.answers == making.ANSWERS
    with pytest.raises(Refusal, match="không có gì để hoàn tác"):
        undo_import(actor=house.officer, held=held)
    apply_import(actor=house.officer, held=held)
    assert Mark.objects.exists()


def test_undoing_says_whose_scores_were_changed_since(house):
    year = making.applied(house)
    making.days(house, year)
    year = step(actor=house.officer, year=year, name="start")
    held = ScoreImport.objects.get()
    own = MarkSheet.objects.get(member__unit=house.rival, stage=Stage.SELF)
    reopen(actor=house.officer, sheet=own, reason="Thiếu")
    leaf = year.tree.nodes.filter(is_group=False).first()
    add_paper(actor=house.rival_head, sheet=own, node=leaf, words="QĐ 9")

    assert changes_since(held) == [
        f"Phiếu tự chấm của Xã Hồng Thái đã được {house.officer.name} sửa sau khi nhập.",
        "Xã Hồng Thái đã thêm tài liệu kiểm chứng sau khi nhập.",
    ]
    with pytest.raises(Refusal, match="Xã Hồng Thái"):
        undo_import(actor=house.officer, held=held)
    assert Mark.objects.filter(sheet=own).exists()


def test_undoing_after_the_start_takes_back_scores_and_leaves_members_and_table(house):
    year = making.applied(house)
    making.days(house, year)
    step(actor=house.officer, year=year, name="start")

    undo_import(actor=house.officer, held=ScoreImport.objects.get())

    assert (Mark.objects.count(), MarkEvidence.objects.count()) == (0, 0)
    assert year.members.count() == 5
    assert CriteriaTree.objects.get().frozen_at
    sheets = MarkSheet.objects.filter(member__year=year)
    assert set(sheets.values_list("stage", "handed_in_at")) == {("self", None), ("peer", None)}


@pytest.mark.parametrize("data", [b"", b"\x00\x01", b"a;b;c\n1;2;3\n"])
def test_odd_file_is_refused_with_a_sentence(house, data):
    if not data:
        with pytest.raises(Refusal, match="Tệp trống"):
            making.brought_in(house, data)
        return
    held = making.brought_in(house, data)

    assert held.state == "refused"
    assert held.refusal
