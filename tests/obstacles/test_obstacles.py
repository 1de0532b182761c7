"""Obstacles from raised to closed, hot spots by rule, the pages of both sides."""

from __future__ import annotations

import io
from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tests.targets import making
from tests.targets.making import D
from thidua.core.errors import NotAllowed, Refusal
from thidua.directives.models import Task
from thidua.movements.models import Movement
from thidua.obstacles.domain import obstacles as verbs
from thidua.obstacles.models import Obstacle
from thidua.obstacles.queries import deadlines, hot_spots, late, visible_to
from thidua.obstacles.workflow import OBSTACLES


def trouble(**changes):
    values = {"name": "Thiếu đất", "words": "Không còn quỹ đất", "asked": "Giao thêm đất"}
    return verbs.Trouble(**(values | changes))


def raised(house, row=None, **changes):
    return verbs.raise_obstacle(
        actor=house.clerk,
        unit=house.school,
        target=row or making.target(house),
        trouble=trouble(**changes),
    )


def routed(house, one, days=3):
    return verbs.move_obstacle(
        actor=house.officer, obstacle=one, name="route", body=house.rival,
        day=timezone.localdate() + timedelta(days=days),
    )  # fmt: skip


def test_obstacle_walks_to_its_end_and_is_opened_again(house):
    one = raised(house)
    with pytest.raises(Refusal, match="nơi xử lý"):
        verbs.move_obstacle(actor=house.officer, obstacle=one, name="route")
    with pytest.raises(Refusal, match="Hạn trả lời đã qua"):
        routed(house, one, -1)
    one = routed(house, one)
    with pytest.raises(NotAllowed):
        verbs.move_obstacle(actor=house.clerk, obstacle=one, name="answer", reason="x")
    one = verbs.move_obstacle(
        actor=house.rival_head, obstacle=one, name="answer", reason="Giao 2 ha"
    )
    assert not one.answered_late
    with pytest.raises(Refusal, match="Chọn kết quả"):
        verbs.move_obstacle(actor=house.clerk, obstacle=one, name="close", reason="Đủ")
    one = verbs.move_obstacle(
        actor=house.clerk, obstacle=one, name="close", reason="Đủ", outcome="solved"
    )
    one = verbs.move_obstacle(actor=house.clerk, obstacle=one, name="reopen", reason="Chưa giao")
    assert (one.state, one.outcome, one.reopened) == ("raised", "", 1)


@pytest.mark.parametrize("name", list(OBSTACLES.by_name))
def test_each_step_has_its_own_people(house, name):
    one = routed(house, raised(house))
    may = {
        actor
        for actor in ("officer", "clerk", "head", "rival_clerk", "chairman", "inspector", "editor")
        if not OBSTACLES.by_name[name].permission(one, getattr(house, actor))
    }

    assert (
        may
        == {
            "route": {"officer"},
            "answer": {"officer", "rival_clerk"},
            "close": {"officer", "clerk", "head"},
            "reopen": {"officer", "clerk", "head"},
            "withdraw": {"clerk", "head"},
        }[name]
    )


def test_late_answers_are_marked_and_only_the_two_sides_see(house):
    one = routed(house, raised(house))
    today = timezone.localdate()
    Obstacle.objects.update(answer_due_on=today - timedelta(days=2))

    assert list(late(visible_to(house.officer), today)) == [one]
    assert visible_to(house.rival_clerk).count() == visible_to(house.clerk).count() == 1
    assert not visible_to(house.editor).exists()
    assert "stuck" in {spot.rule for spot in hot_spots(house.chairman)}
    assert len(deadlines(house.clerk, today - timedelta(days=9), today)) == 1
    done = verbs.move_obstacle(
        actor=house.rival_clerk, obstacle=Obstacle.objects.get(), name="answer", reason="Đã giao"
    )
    assert done.answered_late


def test_an_obstacle_is_about_one_thing_of_the_unit(house):
    row = making.target(house)
    with pytest.raises(Refusal, match="đúng một"):
        verbs.raise_obstacle(actor=house.clerk, unit=house.school, trouble=trouble())
    with pytest.raises(NotAllowed):
        verbs.raise_obstacle(
            actor=house.rival_clerk, unit=house.school, trouble=trouble(), target=row
        )
    with pytest.raises(Refusal, match="Ghi diễn giải, đề nghị"):
        raised(house, row, words=" ", asked="")


def test_hot_spots_are_found_by_rule_worst_first(house):
    slow = making.target(house, name="Chậm xa")
    making.told(house, slow, house.school, 1, 20)
    making.told(house, slow, house.rival, 1, 20)
    making.told(house, slow, house.school, 2, 1)
    making.told(house, slow, house.rival, 2, 1)
    silent = making.target(house, name="Im lặng")
    Task.objects.create(
        authority=house.authority, title="Quá hạn", state="open", owner=house.school,
        owner_name="Trường", begins_on="2024-01-01", due_on="2024-03-01", search_key="x",
        open_at=timezone.now(),
    )  # fmt: skip

    found = hot_spots(house.officer)

    by_rule = {(one.rule.value, one.name): one for one in found}
    assert by_rule["late", "Quá hạn"].numbers.startswith("quá hạn")
    assert "kém 38" in by_rule["falling", "Chậm xa"].numbers
    assert ("below", "Chậm xa") not in by_rule
    assert "2 trong 2 đơn vị" in by_rule["silent", "Im lặng"].numbers
    assert [one.heat for one in found] == sorted((one.heat for one in found), reverse=True)
    assert hot_spots(house.clerk) == []
    verbs.keep_settings(
        actor=house.officer, late_days=3000, silent_periods=5, below_points=D(5), basis=""
    )
    rules = {(one.rule.value, one.name) for one in hot_spots(house.officer)}
    assert rules == {("falling", "Chậm xa"), ("below", "Chậm xa")}
    with pytest.raises(NotAllowed):
        verbs.keep_settings(
            actor=house.clerk, late_days=1, silent_periods=1, below_points=D(1), basis=""
        )
    assert silent.code not in {one.code for one in hot_spots(house.officer)}


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_as_many_queries_for_one_as_for_three(
    house, sign_in, count, django_assert_num_queries
):
    row = making.target(house)
    for number in range(count):
        raised(house, row, name=f"Vướng {number}")
    client = sign_in(house.officer)
    url = reverse("office:obstacles")

    with django_assert_num_queries(11):
        page = client.get(url)
    book = client.get(url, {"xuat": "xlsx", "q": "vuong"})

    assert len(page.context["page"]) == count
    assert openpyxl.load_workbook(io.BytesIO(book.content)).active.max_row == 4 + count
    odd = client.get(url, {"buoc": "x", "sap_xep": "x", "trang": "x"})
    assert len(odd.context["page"]) == count
    assert len(client.get(url, {"buoc": "qua-han"}).context["page"]) == 0


def test_units_and_the_office_meet_on_the_page(house, sign_in):
    row = making.target(house)
    clerk, officer, rival = (sign_in(one) for one in (house.clerk, house.officer, house.rival_head))
    new = reverse("unit:obstacle_new")
    typed = {"unit": house.school.pk, "subject": f"c:{row.code}", "name": "Thiếu đất",
             "words": "Hết quỹ đất", "asked": "Giao thêm"}  # fmt: skip
    assert clerk.get(f"{new}?chi_tieu={row.code}").status_code == 200
    assert clerk.post(new, typed | {"subject": ""}).status_code == 422
    bad = SimpleUploadedFile("a.exe", b"MZ")
    assert clerk.post(new, typed | {"file": bad}).status_code == 422
    assert not Obstacle.objects.exists()
    good = SimpleUploadedFile("anh.pdf", b"%PDF-1.4")
    assert clerk.post(new, typed | {"file": good}).status_code == 302
    one = Obstacle.objects.get()
    assert rival.get(reverse("unit:obstacle", args=[one.code])).status_code == 404
    assert "1 vướng mắc chờ chuyển" in officer.get(reverse("web:desk")).content.decode()
    act = reverse("office:obstacle_act", args=[one.code, "route"])
    assert officer.post(act, {}).status_code == 422
    day = timezone.localdate() + timedelta(days=5)
    assert officer.post(act, {"noi_xu_ly": house.rival.pk, "han": f"{day}"}).status_code == 302
    assert "Trả lời vướng mắc" in rival.get(reverse("web:desk")).content.decode()
    answer = reverse("unit:obstacle_act", args=[one.code, "answer"])
    assert rival.post(answer, {"ly_do": "Giao 2 ha"}).status_code == 302
    assert "Giao 2 ha" in clerk.get(reverse("unit:obstacle", args=[one.code])).content.decode()
    file = one.files.get().file
    download = rival.get(reverse("web:file", args=[file.key]))
    assert b"".join(download.streaming_content) == b"%PDF-1.4"
    assert sign_in(house.editor).get(reverse("web:file", args=[file.key])).status_code == 404
    more = reverse("unit:obstacle_file", args=[one.code])
    assert clerk.post(more, {}).status_code == 422
    assert clerk.post(more, {"tep": SimpleUploadedFile("b.pdf", b"%PDF-1")}).status_code == 302
    spots = reverse("office:hot_spots")
    assert officer.get(spots).status_code == officer.get(spots, {"xuat": "xlsx"}).status_code == 200
    keep = {"late_days": "3", "silent_periods": "2", "below_points": "15,5", "basis": ""}
    assert officer.post(reverse("office:hot_spot_settings"), keep).status_code == 302
    assert "quá 15,5 điểm %" in sign_in(house.chairman).get(spots).content.decode()
    assert clerk.get(spots).status_code == 403
    assert sign_in(house.chairman).get(reverse("office:obstacle_new")).status_code == 403
    assert sign_in(house.member).get(reverse("office:obstacles")).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_hot_spots_ask_as_many_queries_for_one_as_for_three(
    house, sign_in, count, django_assert_num_queries
):
    for number in range(count):
        row = making.target(house, name=f"Chậm {number}")
        making.told(house, row, house.school, 1, 20)
        making.told(house, row, house.school, 2, 1)
        making.target(house, {}, name=f"Im lặng {number}", formula="own")
    client = sign_in(house.officer)

    with django_assert_num_queries(17):
        page = client.get(reverse("office:hot_spots"))

    found = [line["spot"].rule for line in page.context["lines"]]
    assert {rule: found.count(rule) for rule in found} == {"falling": count, "silent": 2 * count}
    book = client.get(reverse("office:hot_spots"), {"xuat": "xlsx", "quy_tac": "falling"})
    assert openpyxl.load_workbook(io.BytesIO(book.content)).active.max_row == 4 + count


def test_a_topical_movement_is_drafted_in_one_step_from_its_hot_spot(house, sign_in):
    row = making.target(house, name="Thu phí & lệ phí")
    client, board = sign_in(house.officer), reverse("office:hot_spots")
    button = client.get(board).context["lines"][0]["launch"]
    form = client.get(button).context["form"]

    sent = {key: value for key, value in form.initial.items() if value is not None}
    made = client.post(button, sent)

    movement = Movement.objects.get()
    assert made.url == reverse("office:movement", args=[movement.code])
    assert (movement.hot_spot, movement.hot_spot_reference) == (row.name, f"target:{row.code}")
    assert (movement.kind, movement.state) == ("thematic", "draft")
    assert movement.name == "Thi đua tháo gỡ: Thu phí & lệ phí"
    own = client.get(made.url).content.decode()
    assert f'<a href="{reverse("office:target", args=[row.code])}">Chỉ tiêu {row.code}</a>' in own
    page = client.get(board).content.decode()
    assert reverse("office:movement", args=[movement.code]) in page
    assert "Phát động thêm" in page
    for reader in (house.chairman, house.inspector):
        assert sign_in(reader).get(board).context["lines"][0]["launch"] == ""
    assert sign_in(house.chairman).get(button).status_code == 403
    assert sign_in(house.editor).get(board).status_code == 403
