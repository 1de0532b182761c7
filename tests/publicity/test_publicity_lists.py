"""Lists: what goes on them, what the law compels, posting, stopping, closing."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from tests import factories as make
from tests.publicity import making
from thidua.commendation.domain.moves import move
from thidua.commendation.domain.recusals import recuse
from thidua.commendation.guards import nothing_holds
from thidua.commendation.models import Nomination
from thidua.commendation.queries import visible_to
from thidua.core.errors import NotAllowed, Refusal
from thidua.publicity.domain import lists as verbs
from thidua.publicity.domain.papers import notice_file, notice_paper
from thidua.publicity.enums import ListState
from thidua.publicity.models import Candidate, CandidateList
from thidua.publicity.queries import lines_visible_to, unpublished
from thidua.publicity.terms import strictest, terms_of
from thidua.publicity.workflow import LISTS


@pytest.fixture
def row(house):
    return making.round_(house)


@pytest.fixture
def dossier(house, row):
    return making.handed_in(house, row)


def act(house, list_, name, **more) -> CandidateList:
    return verbs.move_list(actor=house.officer, list_=list_, name=name, **more)


def test_law_compels_orders_and_leaves_titles_to_the_authority():
    order, title = (
        terms_of(code, date(2024, 12, 31), date(2024, 12, 2)) for code in ("HCLD3", "LDTT")
    )

    assert (order.is_compulsory, order.working_days) == (True, 10)
    assert "Điều 84" in order.basis
    assert "Điều 46" in order.basis
    assert not title.is_compulsory
    assert strictest([title, order]) == order
    assert strictest([title]) is None


def test_period_of_a_decree_whose_article_is_not_established_is_marked():
    assert terms_of("HCLD3", date(2026, 6, 1), date(2026, 6, 1)).confidence == "unsure"


def test_duty_stands_while_the_amending_law_is_unread_and_says_so():
    order, title = (
        terms_of(code, date(2026, 11, 22), date(2026, 11, 22)) for code in ("HCLD3", "LDTT")
    )

    assert (order.is_compulsory, order.confidence) == (True, "unsure")
    assert "06/2026/QH16" in order.note
    assert not title.is_compulsory


def test_period_after_the_decree_ends_is_not_known():
    assert terms_of("HCLD3", date(2026, 6, 1), date(2027, 6, 1)).working_days is None


def test_line_carries_name_post_title_achievement_and_nothing_else(house, row):
    dossier = making.handed_in(
        house, row, achievement="Hoàn thành xuất sắc nhiệm vụ, CCCD 031088001234"
    )

    line = making.line_of(making.drafted(house, dossier), dossier)

    assert (line.name, line.detail) == (making.NAMES[0], "Giáo viên, Trường THCS An Đồng")
    assert line.achievement == ""


def test_list_takes_only_dossiers_that_were_handed_in_to_its_round(house, row, dossier):
    draft = make.nomination(house, row, make.person(house, "Trần Thị Ánh"), "LDTT")

    with pytest.raises(Refusal, match=draft.code):
        making.drafted(house, dossier, draft)


def test_open_freezes_the_lines_and_holds_what_must_be_published(house, dossier):
    list_ = making.opened(house, dossier)

    assert list_.opened_on == timezone.localdate()
    assert list_.is_compulsory
    assert list_.placements.get().kind == "portal"
    assert "phải công khai" in nothing_holds(dossier)[0].lower()
    with pytest.raises(Refusal, match="đính chính"):
        verbs.change_line(
            actor=house.officer,
            candidate=making.line_of(list_, dossier),
            line=verbs.Line(name="Khác"),
        )
    with pytest.raises(Refusal, match="đã đăng"):
        verbs.drop_candidate(actor=house.officer, candidate=making.line_of(list_, dossier))


def test_title_the_law_does_not_compel_is_not_held(house, row):
    dossier = making.handed_in(house, row, "LDTT")

    assert not making.opened(house, dossier).is_compulsory
    assert nothing_holds(dossier) == []


@pytest.mark.parametrize(
    ("achievement", "found"),
    [
        ("Sinh ngày 1/1/1980", "ngày sinh"),
        ("Gọi 0912345678", "dãy số"),
        ("Gửi a@b.vn", "thư điện tử"),
        ("Hoàn thành tốt nhiệm vụ", "xếp loại"),
    ],
)
def test_open_is_refused_while_a_line_holds_something_personal(house, dossier, achievement, found):
    list_ = making.drafted(house, dossier)
    Candidate.objects.update(achievement=achievement)

    with pytest.raises(Refusal, match=found):
        act(house, list_, "open")


def test_open_is_refused_for_fewer_days_than_the_law_says_and_without_lines(house, dossier):
    with pytest.raises(Refusal, match="10 ngày làm việc"):
        act(house, making.drafted(house, dossier, days=7), "open")

    Candidate.objects.all().delete()
    with pytest.raises(Refusal, match="chưa có trường hợp"):
        act(house, CandidateList.objects.get(), "open")


def test_correction_of_a_public_line_carries_its_note(house, dossier):
    list_ = making.opened(house, dossier)

    line = verbs.change_line(
        actor=house.officer,
        candidate=making.line_of(list_, dossier),
        line=verbs.Line(name="Phạm Thị Thanh Huyền", detail="Hiệu trưởng"),
        note="Sửa chức vụ",
    )

    assert (line.detail, line.note) == ("Hiệu trưởng", "Sửa chức vụ")
    assert line.corrected_at is not None


def test_pause_and_resume_leave_their_days_out(house, dossier):
    list_ = act(house, making.opened(house, dossier), "pause", reason="Bão")
    assert list_.stops.get().until is None
    with pytest.raises(Refusal, match="Tạm dừng"):
        act(house, list_, "close")

    list_ = act(house, list_, "resume")

    assert (list_.state, list_.reason) == (ListState.OPEN, "")
    assert list_.stops.get().until == timezone.localdate()


def test_close_waits_for_the_last_day_then_lets_the_dossier_go_on(house, dossier):
    list_ = making.opened(house, dossier)
    with pytest.raises(Refusal, match="Còn trong thời gian"):
        act(house, list_, "close")

    closed = act(house, making.long_over(list_), "close")

    assert closed.state == ListState.CLOSED
    assert nothing_holds(dossier) == []
    assert not unpublished(Nomination.objects.all()).exists()


def test_withdrawn_list_leaves_the_dossier_held(house, dossier):
    act(house, making.opened(house, dossier), "withdraw", reason="Lập nhầm")

    assert nothing_holds(dossier)
    assert unpublished(Nomination.objects.all()).get() == dossier


def test_last_day_is_said_by_hand_only_where_the_calendar_cannot_tell(house, dossier):
    list_ = making.opened(house, dossier, on=date(2024, 3, 1))
    with pytest.raises(Refusal, match="15/03/2024"):
        verbs.say_last_day(
            actor=house.officer, list_=list_, day=date(2024, 3, 4), basis="Thông báo"
        )

    CandidateList.objects.update(opened_on=date(2031, 3, 3))
    with pytest.raises(Refusal, match="chưa đủ 10"):
        verbs.say_last_day(
            actor=house.officer, list_=list_, day=date(2031, 3, 10), basis="Thông báo"
        )
    with pytest.raises(Refusal, match="Ghi ngày cuối"):
        act(house, list_, "close")
    said = verbs.say_last_day(
        actor=house.officer, list_=list_, day=date(2031, 3, 17), basis="Thông báo 1/TB"
    )
    assert said.said_last_day == date(2031, 3, 17)


def test_unpublished_dossiers_are_found_and_held_in_one_press(house, row, dossier):
    making.handed_in(house, row, "LDTT", making.NAMES[1])

    assert verbs.hold_what_is_unpublished(actor=house.officer) == 1
    assert verbs.hold_what_is_unpublished(actor=house.officer) == 0
    assert nothing_holds(dossier)


def test_recused_officer_neither_lists_nor_sees_the_line(house, row, dossier):
    other = making.handed_in(house, row, name=making.NAMES[1])
    list_ = making.opened(house, dossier, other)
    recuse(actor=house.officer, nomination=dossier, user_id=house.officer.user_id, ground="own")

    assert [line.nomination for line in lines_visible_to(house.officer, list_)] == [other]
    assert verbs.ready_for_list(house.officer, row) == [other]
    assert not visible_to(house.officer).filter(pk=dossier.pk).exists()


def test_notice_holds_the_public_lines_and_the_address(house, dossier):
    list_ = making.opened(house, dossier)

    paper = notice_paper(list_, "https://thidua.example/lay-y-kien/X/")
    docx, pdf = (notice_file(list_, form, "https://x.example/") for form in ("docx", "pdf"))

    assert paper.annex[0].lines[0].name == making.NAMES[0]
    assert any("thidua.example" in words for words in paper.body)
    assert docx.startswith(b"PK")
    assert pdf.startswith(b"%PDF")


def test_nobody_but_the_officer_moves_a_list(house, dossier):
    list_ = making.drafted(house, dossier)
    others = [actor for actor in house.actors.values() if actor.role != "officer"]

    for name in LISTS.by_name:
        for actor in others:
            with pytest.raises(NotAllowed):
                verbs.move_list(actor=actor, list_=list_, name=name, reason="x")


def test_withdrawn_dossier_stays_listed_and_is_marked(house, dossier):
    from thidua.publicity.queries import public_lines

    list_ = making.opened(house, dossier)
    move(actor=house.head, nomination=dossier, name="withdraw", revision=None, reason="Xin rút")

    assert public_lines(list_).get().is_gone
