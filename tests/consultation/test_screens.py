"""The office's screens of consultation, lists of violations and holds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests import factories as make
from tests.consultation.making import body, handed_in, letter, rows, sent, stop_list
from tests.lists.building import xlsx
from thidua.commendation.domain.holds import put_hold
from thidua.commendation.domain.recusals import recuse
from thidua.commendation.enums import HoldGround, RecusalGround
from thidua.commendation.models import Hold
from thidua.consultation.domain.answers import Said, record_answer
from thidua.consultation.enums import ListState, Outcome, State
from thidua.consultation.models import Consultation, ConsultedBody, StopList, StopMatch

NAME, UNIT = "Phạm Thị Thanh Huyền", "Trường THCS An Đồng"
ASK, LISTS, HOLDS = (
    "/thuong-truc/hiep-y/",
    "/thuong-truc/danh-sach-vi-pham/",
    "/thuong-truc/tam-dung/",
)

NEW_BODY = {"name": "Thuế cơ sở 5", "kind": "tax", "active": "on"}


@pytest.fixture
def round_(house):
    return make.round_(house)


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def kept_away(house, row, actor):
    recuse(
        actor=actor, nomination=row, user_id=actor.user_id, ground=RecusalGround.FAMILY,
        words="Em gái",
    )  # fmt: skip


# -- asking --------------------------------------------------------------------------------------


def test_officer_asks_a_body_and_its_violation_stops_the_dossier(house, round_, sign_in):
    client, row = sign_in(house.officer), handed_in(house, round_)
    handed_in(house, round_, "Lê Văn Bình", 1979)
    assert client.post(f"{ASK}co-quan/moi/", NEW_BODY).url
    page = text(client.get(f"{ASK}moi/"))
    assert "Luật không buộc" in page
    assert "chưa chắc chắn" in page

    of = make_body()
    form = {"hinh_thuc": ["LDTT"], "co_quan": [of.code], "kinds": ["person"]}
    assert client.post(f"{ASK}moi/", form).status_code == 302
    again = client.post(f"{ASK}moi/", form)
    assert (again.status_code, "Không còn trường hợp nào" in text(again)) == (422, True)

    made = Consultation.objects.get()
    place = f"{ASK}{made.code}/"
    assert "Chưa có ý kiến" in text(client.get(place))
    assert client.get(f"{place}van-ban/").content[:2] == b"PK"
    late = client.post(f"{place}gui/", {"number": "", "asked_on": timezone.localdate()})
    assert late.status_code == 422
    day = {"number": "45/NV-TĐKT", "asked_on": timezone.localdate().isoformat()}
    assert client.post(f"{place}gui/", day).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.due_on > made.asked_on) == (State.SENT, True)
    assert "chưa chắc chắn" in made.due_words

    about = made.subjects.get(person=row.person)
    said = {"outcome": "violation", "paper": "9/CCT", "ground": "other", "words": "Làm rõ nợ thuế"}
    assert client.post(f"{place}truong-hop/{about.pk}/", said | {"words": ""}).status_code == 422
    assert client.post(f"{place}truong-hop/{about.pk}/", said).status_code == 302
    assert client.post(f"{place}tra-loi/", {"paper": "9/CCT"}).status_code == 422
    whole = {
        "paper": "9/CCT",
        "rest_is_clear": "on",
        "file": SimpleUploadedFile("a.pdf", b"%PDF-1"),
    }
    assert client.post(f"{place}tra-loi/", whole).status_code == 302
    assert Hold.objects.get().nomination == row
    unit_page = text(sign_in(house.clerk).get(f"/lam-viec/ho-so/{row.code}/"))
    assert "Làm rõ nợ thuế" in unit_page
    assert "9/CCT" not in unit_page

    cleared = {"basis": "12/CCT ngày 05/01/2025"}
    assert client.post(f"{place}truong-hop/{about.pk}/lam-ro/", cleared).status_code == 302
    assert Hold.objects.get().lifted_basis == cleared["basis"]
    assert client.get(f"{ASK}?xuat=xlsx").content[:2] == b"PK"
    assert client.get(f"{place}?xuat=xlsx").content[:2] == b"PK"


def make_body():
    return ConsultedBody.objects.get()


def test_silence_is_never_taken_before_its_day_nor_without_a_rule(house, round_, sign_in):
    handed_in(house, round_)
    client = sign_in(house.officer)
    row = sent(house, round_)
    place = f"{ASK}{row.code}/im-lang/"
    early = client.post(place, {"basis": "Quy chế 5/QC-UBND"})
    assert "Chưa hết hạn" in text(early)

    past = timezone.localdate() - timedelta(days=1)
    Consultation.objects.filter(pk=row.pk).update(due_on=past, asked_on=past - timedelta(days=20))
    desk = text(client.get("/lam-viec/"))
    assert "1 văn bản lấy ý kiến quá hạn trả lời" in desk
    assert "Quá hạn" in text(client.get(f"{ASK}?buoc=qua-han"))
    assert client.post(place, {"basis": ""}).status_code == 422
    assert client.post(place, {"basis": "Quy chế 5/QC-UBND, Điều 7"}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.subjects.get().outcome) == (State.SILENT, "")


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_letters_asks_the_same_queries_for_one_and_three(
    house, round_, sign_in, django_assert_num_queries, count
):
    handed_in(house, round_)
    for number in range(count):
        letter(house, round_, of=body(house, f"Cơ quan {number}", "other"))
    client = sign_in(house.officer)

    with django_assert_num_queries(13):
        answer = client.get(ASK)

    assert answer.content.decode().count("data-td-row") == count


def test_officer_who_keeps_away_sees_no_trace_of_the_subject(house, round_, sign_in):
    row = handed_in(house, round_)
    handed_in(house, round_, "Lê Văn Bình", 1979)
    made = sent(house, round_)
    held = stop_list(house, (NAME, 1988, UNIT), of=made.body)
    record_answer(
        actor=house.officer,
        subject=made.subjects.get(person=row.person),
        said=Said(Outcome.VIOLATION, "9/CCT", HoldGround.OTHER, "Làm rõ nợ thuế"),
    )
    kept_away(house, row, house.officer)
    client = sign_in(house.officer)
    places = (
        ASK, f"{ASK}{made.code}/", LISTS, f"{LISTS}{held.code}/", f"{LISTS}doi-chieu/", HOLDS,
    )  # fmt: skip

    for place in places:
        page = text(client.get(place))
        assert NAME not in page, place
        assert "nợ thuế" not in page.replace("Danh sách nợ thuế", "").replace("nợ thuế, nợ", ""), (
            place
        )
    assert "Lê Văn Bình" in text(client.get(f"{ASK}{made.code}/"))
    assert client.get(f"{ASK}{made.code}/van-ban/").status_code == 403
    assert client.post(f"{ASK}{made.code}/tra-loi/", {"paper": "1"}).status_code == 403
    assert client.get(f"/lam-viec/tep/{made.paper.key}/").status_code == 404
    assert client.get(f"/lam-viec/tep/{held.file.key}/").status_code == 404
    assert client.get(f"{LISTS}?xuat=xlsx").status_code == 200


# -- lists ---------------------------------------------------------------------------------------


def upload(client, of, content: bytes, name="no-thue.xlsx", **changes):
    today = timezone.localdate()
    form = {
        "body": of.code,
        "name": "Danh sách nợ thuế",
        "ground": "other",
        "paper": "45/CCT ngày 01/12/2024",
        "valid_from": today.isoformat(),
        "valid_to": (today + timedelta(days=300)).isoformat(),
        "file": SimpleUploadedFile(name, content),
    } | changes
    return client.post(LISTS, form)


def test_list_is_read_asked_about_and_answered(
    house, round_, sign_in, settings, django_capture_on_commit_callbacks
):
    settings.JOBS = "inline"
    row, client, of = handed_in(house, round_), sign_in(house.officer), body(house)
    given = rows((NAME, 1988, UNIT), ("Người Khác Hẳn", 1970, "Xã Hồng Thái"))

    with django_capture_on_commit_callbacks(execute=True):
        answer = upload(client, of, given)

    held = StopList.objects.get()
    assert (held.state, held.total) == (ListState.ACTIVE, 2)
    page = text(client.get(answer.url))
    assert "Chờ trả lời" in page
    assert "không khớp ai" in page
    assert "đã đưa vào với tên" in text(upload(client, of, given))
    assert "1 chỗ khớp với danh sách vi phạm" in text(client.get("/lam-viec/"))
    cards = text(client.get(f"{LISTS}doi-chieu/"))
    assert "Đúng là một, tạm dừng 1 hồ sơ" in cards

    match = StopMatch.objects.get()
    place = f"{LISTS}doi-chieu/{match.pk}/"
    assert (
        client.post(place, {"tra_loi": "same", "noi_dung": "Nộp giấy xác nhận"}).status_code == 302
    )
    dossier = text(client.get(f"/lam-viec/ho-so/{row.code}/"))
    assert "Hồ sơ đang tạm dừng" in dossier
    assert "45/CCT" in dossier
    unit_page = text(sign_in(house.head).get(f"/lam-viec/ho-so/{row.code}/"))
    assert "Nộp giấy xác nhận" in unit_page
    assert "45/CCT" not in unit_page
    assert client.get(f"{LISTS}doi-chieu/?tra_loi=same&xuat=xlsx").content[:2] == b"PK"
    assert client.get(f"{LISTS}{held.code}/?khop=same&xuat=xlsx").content[:2] == b"PK"
    out = client.post(f"{LISTS}{held.code}/rut/", {"reason": "Gửi nhầm", "release": "on"})
    assert out.status_code == 302
    assert not Hold.objects.filter(lifted_at__isnull=True).exists()


def test_columns_nobody_knows_are_named_by_hand(
    house, round_, sign_in, settings, django_capture_on_commit_callbacks
):
    settings.JOBS = "inline"
    handed_in(house, round_)
    client = sign_in(house.officer)
    given = xlsx([("Ai", "Việc gì", "Số"), (NAME, "Chậm đóng", "031085001234")])
    with django_capture_on_commit_callbacks(execute=True):
        where = upload(client, body(house), given).url
    assert "Chưa nhận ra các cột" in text(client.get(where))
    assert "031085001234" not in text(client.get(f"{where}cot/"))
    assert client.post(f"{where}cot/", {"dong_tieu_de": "1"}).status_code == 422

    named = {"dong_tieu_de": "1", "cot_0": "name", "cot_1": "violation", "cot_2": "identity"}
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(f"{where}cot/", named).status_code == 302

    page = text(client.get(where))
    assert "Chậm đóng" in page
    assert "031085001234" not in page
    assert StopMatch.objects.count() == 1


def test_upload_says_what_is_missing(house, sign_in):
    client, of = sign_in(house.officer), body(house)

    nothing = client.post(LISTS, {})
    backwards = upload(client, of, b"x", valid_to="2020-01-01")

    assert nothing.status_code == 422
    assert "Chưa chọn tệp" in text(nothing)
    assert "không thể trước ngày bắt đầu" in text(backwards)
    assert not StopList.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_matches_ask_the_same_queries_for_one_and_three(
    house, round_, sign_in, django_assert_num_queries, count
):
    names = [NAME, "Lê Văn Bình", "Đỗ Thị Sen"][:count]
    for name in names:
        handed_in(house, round_, name)
    stop_list(house, *((name, 1988, UNIT) for name in names))
    client = sign_in(house.officer)

    with django_assert_num_queries(11):
        answer = client.get(f"{LISTS}doi-chieu/")

    assert answer.content.decode().count("data-td-row") == count


# -- holds ---------------------------------------------------------------------------------------


def test_officer_holds_by_hand_and_lets_go(house, round_, sign_in):
    row, client = handed_in(house, round_), sign_in(house.officer)
    where = f"{HOLDS}moi/?ho_so={row.code}"
    assert client.post(where, {"ground": "", "words": ""}).status_code == 422
    said = {"ground": "complaint", "words": "Có đơn đang xác minh", "source": "Đơn số 3"}
    assert client.post(where, said).status_code == 302

    page = text(client.get(f"{HOLDS}?ly_do=complaint&don_vi={row.unit_id}"))
    assert "Đơn số 3" in page
    assert "Đơn số 3" not in text(sign_in(house.secretary).get(HOLDS))
    dossier = text(client.get(f"/lam-viec/ho-so/{row.code}/"))
    assert "98/2023/NĐ-CP" in dossier
    assert client.get(f"{HOLDS}?xuat=xlsx").content[:2] == b"PK"
    lift = f"{HOLDS}{Hold.objects.get().code}/go/"
    assert client.post(lift, {"basis": ""}).status_code == 422
    assert client.post(lift, {"basis": "Kết luận 4/KL"}).status_code == 302
    assert "Kết luận 4/KL" in text(client.get(f"{HOLDS}?tinh_trang=da-go"))


@pytest.mark.parametrize("count", [1, 3])
def test_holds_ask_the_same_queries_for_one_and_three(
    house, round_, sign_in, django_assert_num_queries, count
):
    for name in [NAME, "Lê Văn Bình", "Đỗ Thị Sen"][:count]:
        put_hold(
            actor=house.officer,
            nomination=handed_in(house, round_, name),
            ground=HoldGround.OTHER,
            words="Chờ làm rõ",
        )
    client = sign_in(house.officer)

    with django_assert_num_queries(11):
        answer = client.get(HOLDS)

    assert answer.content.decode().count("data-td-row") == count


# -- who -----------------------------------------------------------------------------------------


def test_only_the_office_opens_them(house, sign_in):
    for role in ("head", "chairman", "administrator", "secretary"):
        client = sign_in(getattr(house, role))
        for place in (ASK, f"{ASK}co-quan/", LISTS, f"{LISTS}doi-chieu/", HOLDS):
            may = role == "secretary" and place == HOLDS
            assert client.get(place).status_code == (200 if may else 403), (role, place)


def test_inspector_reads_and_changes_nothing(house, round_, sign_in):
    row = handed_in(house, round_)
    made = letter(house, round_)
    client = sign_in(house.inspector)

    assert client.get(f"{ASK}{made.code}/").status_code == 200
    for where in (f"{ASK}{made.code}/gui/", f"{ASK}moi/", f"{HOLDS}moi/?ho_so={row.code}"):
        assert client.get(where).status_code == 403
    assert client.post(f"{LISTS}doi-chieu-ngay/").status_code == 403
    assert upload(client, made.body, rows((NAME, 1988, UNIT))).status_code == 403
