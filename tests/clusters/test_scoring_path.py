"""From self-scoring to the published result: who fills what, what stops a step, what is frozen."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests import factories as make
from tests.clusters import making
from thidua.clusters.board import Board
from thidua.clusters.domain.flags import (
    government_share,
    keep_settings,
    send_suggestion,
    suggested,
)
from thidua.clusters.domain.marking import (
    StillInDoubt,
    Typed,
    add_paper,
    assign,
    fill_in,
    hand_in,
    reopen,
)
from thidua.clusters.domain.members import set_unranked
from thidua.clusters.domain.panel import answer_objection, object_to, take_over
from thidua.clusters.domain.publishing import result_faults
from thidua.clusters.enums import Organiser, Stage, State
from thidua.clusters.models import ClusterResult, MarkSheet, ResultLine
from thidua.clusters.queries import (
    deadlines,
    files_for,
    published_rank,
    sheets_visible_to,
    visible_to,
)
from thidua.clusters.workflow import YEARS
from thidua.core.actors import EVERY_ROLE, Actor
from thidua.core.errors import NotAllowed, Refusal, StaleEdit
from thidua.documents.domain.store import store
from thidua.documents.models import StoredFile
from thidua.law import Confidence

pytestmark = pytest.mark.django_db


def reasons(made: making.Made, name: str) -> str:
    row = next(
        one for one in YEARS.offers(made.year, made.house.officer) if one.transition.name == name
    )
    return " ".join(row.reasons)


def test_scoring_starts_only_with_an_even_table_members_and_days(house):
    made = making.drafted(house)
    made.year.tree.stated_total = Decimal(1000)
    made.year.tree.save()
    made.year.members.update(place="member")
    type(made.year).objects.filter(pk=made.year.pk).update(self_due_on=None, cross_due_on=None,
                                                           panel_due_on=None)  # fmt: skip
    made.year.refresh_from_db()

    said = reasons(made, "start")

    assert "cộng được 100 điểm, tổng công bố là 1.000: thiếu 900 điểm" in said
    assert "Chưa có trưởng" in said
    assert "Chưa đặt đủ hạn" in said


def test_sheet_keeps_what_was_typed_and_asks_before_it_is_handed_in(house):
    made = making.scoring(house)
    sheet, (first, second, bonus, minus) = made.sheet(0), made.leaves
    typed = made.typed(("x", "28,5", "10", "5"))
    fill_in(actor=house.clerk, sheet=sheet, typed=typed)

    with pytest.raises(NotAllowed):
        hand_in(actor=house.clerk, sheet=sheet)
    with pytest.raises(StillInDoubt) as asked:
        hand_in(actor=house.head, sheet=sheet, confirmed=True)
    said = " ".join(asked.value.reasons)
    assert "“x” không phải một số" in said
    assert "có phải trừ 5 điểm" in said
    assert sheet.marks.get(node=first).typed == "x"
    assert sheet.marks.get(node=second).points == Decimal("28.5")

    fill_in(actor=house.clerk, sheet=sheet, typed={first.pk: Typed("60"), minus.pk: Typed("-5")})
    with pytest.raises(StillInDoubt, match="chưa có minh chứng"):
        hand_in(actor=house.head, sheet=sheet)
    add_paper(actor=house.clerk, sheet=sheet, node=bonus, words="QĐ 12/QĐ-UBND")
    assert hand_in(actor=house.head, sheet=sheet).handed_in_at
    with pytest.raises(Refusal, match="đã nộp"):
        fill_in(actor=house.clerk, sheet=sheet, typed=typed)
    reopen(actor=house.officer, sheet=sheet, reason="Thiếu số liệu")
    fill_in(actor=house.clerk, sheet=sheet, typed={first.pk: Typed("59")})


def test_second_to_save_is_told(house):
    made = making.scoring(house)
    sheet = made.sheet(0)
    fill_in(actor=house.clerk, sheet=sheet, typed=made.typed(("1", "1", "0", "0")), revision=1)

    with pytest.raises(StaleEdit):
        fill_in(actor=house.head, sheet=sheet, typed=made.typed(("2", "1", "0", "0")), revision=1)

    assert sheet.marks.get(node=made.leaves[0]).points == 1


def test_nobody_fills_or_reads_a_sheet_that_is_not_theirs(house):
    made = making.scoring(house)
    sheet = made.sheet(0)
    outsider = made.house.rival_head

    with pytest.raises(NotAllowed):
        fill_in(actor=outsider, sheet=sheet, typed={})
    with pytest.raises(Refusal, match="không chấm chéo chính mình"):
        assign(actor=house.officer, member=made.members[0], checkers=[made.members[0]])
    with pytest.raises(IntegrityError), transaction.atomic():
        MarkSheet.objects.create(
            authority=house.authority, member=made.members[0], stage=Stage.PEER,
            checker=made.members[0],
        )  # fmt: skip
    assert sheet.pk not in sheets_visible_to(outsider).values_list("pk", flat=True)
    assert not visible_to(
        make.actor(house, "outside", outsider.role, making.commune(house, "Xa Lạ"), "Ngoài cụm")
    ).exists()


def test_peers_see_the_checked_unit_only_once_it_is_their_turn(house):
    made = making.scoring(house)
    peer = made.sheet(1, Stage.PEER)
    checker = made.heads[made.members.index(peer.checker)]
    file = store(actor=house.rival_head, name="qd.pdf", data=b"%PDF-1.4 x")
    own = made.sheet(1)
    fill_in(actor=house.rival_head, sheet=own, typed=made.typed(making.OWN[1]))
    add_paper(actor=house.rival_head, sheet=own, node=made.leaves[0], file=file)
    hand_in(actor=house.rival_head, sheet=own, confirmed=True)

    def sees(actor: Actor) -> tuple[bool, bool]:
        return (
            sheets_visible_to(actor).filter(pk=own.pk).exists(),
            StoredFile.objects.filter(files_for(actor), pk=file.pk).exists(),
        )

    assert sees(checker) == (False, False)
    for number in (0, 2):
        sheet = made.sheet(number)
        fill_in(actor=made.heads[number], sheet=sheet, typed=made.typed(making.OWN[number]))
        hand_in(actor=made.heads[number], sheet=sheet, confirmed=True)
    made.to("open_cross")
    third = next(one for one in made.heads if one not in (checker, house.rival_head))
    assert (sees(checker), sees(third)) == ((True, True), (False, False))
    assert sees(house.inspector) == (True, True)


def test_panel_begins_with_what_all_agree_on_and_must_say_why_it_differs(house):
    made = making.at_panel(house)
    board = Board.load(made.year)
    first = board.standings[0]
    keys = [leaf.pk for leaf in made.leaves]

    assert [first.panel.get(key) for key in keys] == [None, 30, 0, 0]
    assert "Còn 2 chỗ tổ thẩm định chưa cho điểm" in reasons(made, "announce")
    fill_in(actor=house.officer, sheet=first.panel.row, typed={keys[0]: Typed("59")})
    assert "chưa ghi lý do" in reasons(made, "announce")
    assert (
        take_over(actor=house.officer, member=made.members[2], source=Stage.PEER, reason="BB") == 1
    )
    with pytest.raises(NotAllowed):
        fill_in(actor=house.head, sheet=first.panel.row, typed={})


def test_objection_is_answered_before_the_result_is_published(house):
    made = making.announced(house)
    own, other = made.members[:2]
    with pytest.raises(NotAllowed):
        object_to(actor=house.head, member=other, about=own, text="x")
    raised = object_to(
        actor=house.rival_head, member=other, about=other, node=made.leaves[0], text="Xem lại"
    )

    assert "Còn 1 kiến nghị" in reasons(made, "publish")
    assert "còn được kiến nghị" in reasons(made, "publish")
    with pytest.raises(Refusal, match="vượt mức tối đa"):
        answer_objection(actor=house.officer, objection=raised, answer="Được", points="61")
    done = answer_objection(actor=house.officer, objection=raised, answer="Được", points="56")
    assert (done.outcome, done.points_before, done.points_after) == ("accepted", 55, 56)
    making.close_objections(made)
    with pytest.raises(Refusal, match="hết hạn kiến nghị"):
        object_to(actor=house.head, member=own, about=own, text="Muộn")
    made.to("publish")
    assert published_rank(house.rival.pk, 2024).points == Decimal("82.5")


def test_unknown_is_not_zero_and_an_unranked_unit_says_why(house):
    made = making.at_panel(house)
    set_unranked(actor=house.officer, member=made.members[2], reason="Có vụ việc đang xem xét")
    for number in (0, 1):
        sheet = made.sheet(number, Stage.PANEL)
        typed = made.typed(making.PANEL[number], "BB")
        fill_in(actor=house.officer, sheet=sheet, typed=typed)
    made.to("announce")
    making.close_objections(made)
    made.to("publish")

    lines = ResultLine.objects.order_by("pk").values_list("rank", "points", "unranked_reason")

    assert list(lines) == [
        (1, Decimal("89.00"), ""),
        (2, Decimal("81.50"), ""),
        (None, None, "Có vụ việc đang xem xét"),
    ]


def test_published_result_is_frozen_and_only_a_new_one_replaces_it(house):
    made = making.published(house)
    first = ClusterResult.objects.get()
    assert list(result_faults(first)) == []
    with pytest.raises(Refusal, match="không sửa được"):
        set_unranked(actor=house.officer, member=made.members[0], reason="x")
    with pytest.raises(Refusal, match="không sửa được"):
        fill_in(actor=house.officer, sheet=made.sheet(0, Stage.PANEL), typed={})
    line = first.lines.first()
    attempts = (
        lambda: ClusterResult.objects.filter(pk=first.pk).update(sha256="0" * 64),
        first.delete,
        lambda: ResultLine.objects.filter(pk=line.pk).update(rank=2),
        lambda: connection.cursor().execute("UPDATE clusters_resultline SET points = 1"),
        lambda: connection.cursor().execute("DELETE FROM clusters_resultline"),
        lambda: ResultLine.objects.create(
            authority=house.authority, result=first, member=making.add_member_beside(made),
            unit=house.office, unit_name="Thêm vào", points=99, rank=1,
        ),
    )  # fmt: skip
    for attempt in attempts:
        with (
            pytest.raises(DatabaseError, match=r"Cannot|không có trong kết quả"),
            transaction.atomic(),
        ):
            attempt()

    made.to("correct", reason="Cộng nhầm")
    assert published_rank(house.school.pk, 2024).points == 89
    sheet = made.sheet(1, Stage.PANEL)
    fill_in(actor=house.officer, sheet=sheet, typed={made.leaves[0].pk: Typed("60", "Sửa")})
    making.days(house, made.year)
    made.year.refresh_from_db()
    made.to("announce")
    making.close_objections(made)
    made.to("publish")

    second = ClusterResult.objects.get(version=2)
    assert (second.supersedes, second.reason) == (first, "Cộng nhầm")
    assert list(result_faults(second)) == list(result_faults(first)) == []
    assert published_rank(house.rival.pk, 2024).points == Decimal("86.50")
    assert first.lines.get(unit=house.rival).points == Decimal("81.50")


def test_ties_share_a_rank_in_the_result(house):
    same = ("50", "20", "0", "0")
    making.published(house, panel=(same, same, ("40", "20", "0", "0")))

    assert list(ResultLine.objects.order_by("pk").values_list("rank", flat=True)) == [1, 1, 3]


def test_no_flag_is_made_up_for_a_district_cluster(house):
    making.published(house, organiser=Organiser.DISTRICT)
    line = ResultLine.objects.get(rank=1)
    assert suggested(line) == []

    cluster = line.result.year.cluster
    cluster.flag_name, cluster.flag_basis = "Giấy khen đơn vị dẫn đầu", "Quy chế 05/QC-CTĐ"
    cluster.save()

    (found,) = suggested(ResultLine.objects.get(rank=1))
    assert (found.name, found.basis, found.confidence) == (
        "Giấy khen đơn vị dẫn đầu",
        "Quy chế 05/QC-CTĐ",
        "policy",
    )


def test_leader_is_told_of_the_flag_with_its_ground(house):
    making.published(house)
    line = ResultLine.objects.get(rank=1)

    found = suggested(line)

    assert [one.title_code for one in found] == ["CTD-TINH", "CTD-CP"]
    assert found[0].minutes.startswith("Trường THCS An Đồng dẫn đầu Cụm thi đua số 2")
    assert "khoản 1 Điều 25" not in found[0].basis
    assert any("20 %" in note for note in found[1].notes)
    share = government_share(house.authority.pk, 2024)
    assert (share.leaders, share.most_by_law, share.most_of_own) == (1, 0, None)
    assert (share.by_law.confidence, share.by_law.citation.instrument) == (
        Confidence.RECALLED,
        "98/2023/NĐ-CP",
    )
    with pytest.raises(Refusal, match="ghi cùng văn bản"):
        keep_settings(actor=house.officer, flag_share=Decimal(100), flag_share_basis="")
    keep_settings(actor=house.officer, flag_share=Decimal(100), flag_share_basis="CV 12/SNV")
    assert government_share(house.authority.pk, 2024).most_of_own == 1
    assert government_share(house.authority.pk, 2027).most_by_law is None
    send_suggestion(actor=house.officer, line=line, name=found[0].name)
    with pytest.raises(Refusal, match="đã gửi"):
        send_suggestion(actor=house.officer, line=line, name=found[0].name)
    with pytest.raises(NotAllowed):
        send_suggestion(actor=house.head, line=line, name=found[1].name)


def test_deadlines_are_told_for_the_calendar(house):
    made = making.scoring(house)
    row = made.year

    found = deadlines(house.head, row.self_due_on, row.cross_due_on)

    assert [(one.on, one.done, one.address[0]) for one in found] == [
        (row.self_due_on, False, "unit:cluster"),
        (row.cross_due_on, False, "unit:cluster"),
    ]
    assert deadlines(house.editor, row.self_due_on, row.cross_due_on) == []


def test_matrix_of_steps_is_the_one_agreed(house, request):
    row = making.drafted(house).year
    expected = request.path.with_name("permissions.txt").read_text(encoding="utf-8").splitlines()

    found = []
    for transition in YEARS.transitions:
        roles = [
            role.value
            for role in sorted(EVERY_ROLE)
            if not transition.permission(row, Actor(row.authority_id, None, "Ai đó", role))
        ]
        states = " ".join(one.value for one in State if one in transition.sources)
        found.append(f"{transition.name} | {states} | {' '.join(roles)}")
        for who in house.actors.values():
            if who.role.value not in roles:
                with pytest.raises(NotAllowed):
                    YEARS.perform(row, transition.name, actor=who, reason="x")

    assert found == expected
