"""Pages of the council: the list, one session, opening, attendance, minutes, closing."""

from __future__ import annotations

import io
from datetime import date, time

import openpyxl
import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import factories as make
from tests.decisions import stages
from thidua.councils.domain.sessions import Counts, record_results
from thidua.councils.models import Council, Session

OUTSIDERS = ("clerk", "head", "editor", "administrator")


@pytest.fixture
def round_(house):
    return make.round_(house)


def recorded(house, round_, count: int = 1, votes: int = 11) -> Session:
    """A session with that many results of Chiến sĩ thi đua cơ sở."""
    rows = [stages.at_council(house, round_, "CSTDCS", name) for name in stages.NAMES[:count]]
    held = stages.session(house, round_, started_at=time(14, 0))
    record_results(
        actor=house.secretary,
        session=held,
        results=[(row, Counts(in_favour=votes)) for row in rows],
    )
    return Session.objects.get(pk=held.pk)


def test_sessions_page_lists_sessions_and_rounds_that_wait(house, round_, sign_in):
    stages.at_council(house, round_, "LDTT", "Trần Thị Ánh")
    held = recorded(house, round_)

    page = sign_in(house.secretary).get(reverse("council:sessions")).content.decode()

    assert reverse("council:session", args=[held.code]) in page
    assert "1 hồ sơ ở Hội đồng" in page
    assert "Mở phiên họp" in page


def test_sessions_page_without_anything_says_what_comes_next(house, sign_in):
    page = sign_in(house.member).get(reverse("council:sessions")).content.decode()

    assert "Chưa có phiên họp nào" in page
    assert "Mở phiên họp" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_sessions_page_asks_as_many_queries_for_one_as_for_three(
    house, round_, sign_in, count, django_assert_num_queries
):
    for _ in range(count):
        stages.session(house, round_)
    client = sign_in(house.secretary)

    with django_assert_num_queries(12):
        client.get(reverse("council:sessions"))


def test_sessions_export_holds_what_the_list_shows(house, round_, sign_in):
    recorded(house, round_)

    answer = sign_in(house.officer).get(reverse("council:sessions"), {"xuat": "xlsx"})

    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert [cell.value for cell in sheet[5]][:3] == [
        "12/12/2024",
        "Hội đồng Thi đua - Khen thưởng huyện An Dương",
        round_.name,
    ]


def test_sessions_filter_by_year_and_sort(house, round_, sign_in):
    other = make.round_(house, year=2023, name="Tổng kết năm 2023")
    stages.session(house, round_)
    older = stages.session(house, other, held_on=date(2023, 12, 14))
    client = sign_in(house.officer)

    filtered = client.get(reverse("council:sessions"), {"nam": "2023", "sap_xep": "dot"})
    strange = client.get(reverse("council:sessions"), {"nam": "x", "sap_xep": "khac"})

    assert [row.pk for row in filtered.context["page"]] == [older.pk]
    assert len(strange.context["page"].object_list) == 2


@pytest.mark.parametrize("who", OUTSIDERS)
def test_council_pages_are_not_for_units(house, round_, sign_in, who):
    held = recorded(house, round_)
    client = sign_in(getattr(house, who))

    for name, args in (
        ("sessions", []),
        ("session", [held.code]),
        ("minutes_paper", [held.code, "pdf"]),
        ("signed_minutes", [held.code]),
        ("results", [held.code]),
        ("session_new", []),
        ("council_new", []),
    ):
        assert client.get(reverse(f"council:{name}", args=args)).status_code == 403


@pytest.mark.parametrize("who", ["officer", "member", "chairman", "inspector"])
def test_only_the_secretary_writes(house, round_, sign_in, who):
    held = recorded(house, round_)
    client = sign_in(getattr(house, who))

    assert client.get(reverse("council:session", args=[held.code])).status_code == 200
    for name in ("attendance", "results", "minutes", "close"):
        answer = client.post(reverse(f"council:{name}", args=[held.code]))
        assert answer.status_code == 403
    held.refresh_from_db()
    assert held.closed_at is None


def test_anonymous_is_sent_to_sign_in(house, client):
    answer = client.get(reverse("council:sessions"))

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


def test_session_page_shows_votes_and_the_threshold_on_all_members(house, round_, sign_in):
    held = recorded(house, round_, votes=8)

    page = sign_in(house.member).get(reverse("council:session", args=[held.code]))

    words = page.content.decode()
    assert "Ngưỡng 80\u00a0% = 9 phiếu" in words
    assert "8 trong 11 phiếu đồng ý, cần 9" in words
    assert "Không đạt" in words
    assert "khoản 7 Điều 30" in words


def test_session_page_of_an_award_without_a_statutory_share_says_so(house, round_, sign_in):
    row = stages.at_council(house, round_, "LDTT")
    held = stages.session(house, round_)
    record_results(actor=house.secretary, session=held, results=[(row, Counts(in_favour=11))])

    page = sign_in(house.member).get(reverse("council:session", args=[held.code]))

    words = page.content.decode()
    assert "Quá nửa = 6 phiếu" in words
    assert "không phải tỷ lệ do pháp luật ấn định" in words
    assert "Chưa đối chiếu văn bản gốc" in words


@pytest.mark.parametrize("count", [1, 3])
def test_session_page_asks_as_many_queries_for_one_result_as_for_three(
    house, round_, sign_in, count, django_assert_num_queries
):
    held = recorded(house, round_, count)
    client = sign_in(house.secretary)

    with django_assert_num_queries(30):
        client.get(reverse("council:session", args=[held.code]))


def test_session_export_holds_every_result(house, round_, sign_in):
    held = recorded(house, round_, 2)

    answer = sign_in(house.officer).get(
        reverse("council:session", args=[held.code]), {"xuat": "xlsx"}
    )

    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    names = {sheet.cell(row=line, column=2).value for line in (5, 6)}
    assert names == set(stages.NAMES[:2])


def test_session_of_another_authority_is_not_found(house, round_, sign_in):
    held = recorded(house, round_)
    from thidua.organizations.models import Authority

    other = Authority.objects.create(code="khac", name="UBND huyện Khác", place="Khác")
    Session.objects.filter(pk=held.pk).update(authority=other)

    answer = sign_in(house.secretary).get(reverse("council:session", args=[held.code]))

    assert answer.status_code == 404


def test_new_session_without_a_council_asks_for_it_first(house, round_, sign_in):
    stages.at_council(house, round_, "LDTT")

    answer = sign_in(house.secretary).get(reverse("council:session_new"))

    assert answer.url == reverse("council:council_new")


def test_council_is_entered_then_corrected(house, sign_in):
    client = sign_in(house.secretary)
    values = {
        "name": "Hội đồng Thi đua - Khen thưởng",
        "kind": "commendation",
        "total_members": "11",
        "chair_name": "Phạm Hùng Việt",
        "chair_post": "Chủ tịch UBND",
        "secretary_name": "Trần Thu Hà",
    }

    made = client.post(reverse("council:council_new"), values)
    council = Council.objects.get()
    changed = client.post(
        reverse("council:council_edit", args=[council.code]), values | {"total_members": "13"}
    )

    council.refresh_from_db()
    assert made.url == reverse("council:sessions")
    assert changed.url == reverse("council:council", args=[council.code])
    assert council.total_members == 13


def test_council_without_members_is_refused_on_the_field(house, sign_in):
    answer = sign_in(house.secretary).post(
        reverse("council:council_new"), {"name": "Hội đồng", "total_members": "0"}
    )

    assert answer.status_code == 422
    assert "Lỗi: " in answer.content.decode()
    assert set(answer.context["form"].errors) == {
        "kind",
        "total_members",
        "chair_name",
        "chair_post",
        "secretary_name",
    }


def session_values(council, round_, **changes):
    return {
        "council": council.pk,
        "round": round_.pk,
        "held_on": "2024-12-12",
        "place": "Phòng họp số 2",
        "started_at": "14:00",
        "ended_at": "",
        "present": "9",
        "written_opinions": "2",
    } | changes


def test_new_session_is_opened(house, round_, sign_in):
    stages.at_council(house, round_, "LDTT")
    council = stages.council(house)

    answer = sign_in(house.secretary).post(
        reverse("council:session_new"), session_values(council, round_)
    )

    held = Session.objects.get()
    assert answer.url == reverse("council:session", args=[held.code])
    assert (held.total_members, held.present, held.written_opinions) == (11, 9, 2)
    assert held.started_at == time(14, 0)


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"present": "10"}, "present", "Hội đồng có 11 thành viên, đang nhập 12"),
        ({"held_on": "2090-01-01"}, "held_on", "chưa tới"),
        ({"held_on": "2024-02-31"}, "held_on", "không có trong lịch"),
        ({"ended_at": "13:00"}, "ended_at", "sau giờ bắt đầu"),
        ({"started_at": "25:00"}, "started_at", "Giờ chưa đúng"),
        ({"place": ""}, "place", ""),
    ],
)
def test_new_session_with_a_wrong_field_says_which(
    house, round_, sign_in, changes, field, sentence
):
    stages.at_council(house, round_, "LDTT")
    council = stages.council(house)

    answer = sign_in(house.secretary).post(
        reverse("council:session_new"), session_values(council, round_, **changes)
    )

    assert answer.status_code == 422
    assert sentence in answer.context["form"].errors[field][0]
    assert not Session.objects.exists()


def test_attendance_saved_on_an_old_screen_is_told(house, round_, sign_in):
    held = stages.session(house, round_)
    client = sign_in(house.secretary)
    values = {"started_at": "14:00", "present": "9", "written_opinions": "1"}
    address = reverse("council:attendance", args=[held.code])

    first = client.post(address, values | {"revision": "1"})
    second = client.post(address, values | {"present": "5", "revision": "1"})

    held.refresh_from_db()
    assert first.status_code == 302
    assert second.status_code == 422
    assert "vừa sửa mục này" in second.content.decode()
    assert held.present == 9


def test_minutes_come_as_pdf_and_docx(house, round_, sign_in):
    held = recorded(house, round_)
    client = sign_in(house.member)

    pdf = client.get(reverse("council:minutes_paper", args=[held.code, "pdf"]))
    docx = client.get(reverse("council:minutes_paper", args=[held.code, "docx"]))
    other = client.get(reverse("council:minutes_paper", args=[held.code, "exe"]))

    assert len(pypdfium2.PdfDocument(pdf.content)) >= 1
    assert docx.content.startswith(b"PK")
    assert other.status_code == 404


def test_signed_minutes_are_kept_and_come_back_as_handed_in(house, round_, sign_in):
    held = recorded(house, round_)
    client = sign_in(house.secretary)
    scan = SimpleUploadedFile("bien ban ky.pdf", b"%PDF-1.7 scan", "application/pdf")

    answer = client.post(
        reverse("council:minutes", args=[held.code]), {"number": "12/BB-HĐ", "file": scan}
    )
    back = client.get(reverse("council:signed_minutes", args=[held.code]))

    assert answer.url == reverse("council:session", args=[held.code])
    assert b"".join(back.streaming_content) == b"%PDF-1.7 scan"
    assert back["Content-Disposition"].startswith("attachment")


def test_signed_minutes_not_handed_in_are_not_found(house, round_, sign_in):
    held = recorded(house, round_)

    answer = sign_in(house.member).get(reverse("council:signed_minutes", args=[held.code]))

    assert answer.status_code == 404


def test_minutes_without_a_number_are_refused_with_a_sentence(house, round_, sign_in):
    held = recorded(house, round_)
    here = reverse("council:session", args=[held.code])

    answer = sign_in(house.secretary).post(
        reverse("council:minutes", args=[held.code]),
        {"number": ""},
        headers={"referer": f"http://testserver{here}"},
        follow=True,
    )

    assert "Số biên bản" in answer.content.decode()
    assert any(str(message) for message in answer.context["messages"])


def test_close_waits_for_the_minutes_then_shuts_the_results(house, round_, sign_in):
    held = recorded(house, round_)
    client = sign_in(house.secretary)
    page = client.get(reverse("council:session", args=[held.code])).content.decode()

    client.post(reverse("council:minutes", args=[held.code]), {"number": "12/BB-HĐ"})
    client.post(reverse("council:close", args=[held.code]))
    results = client.get(reverse("council:results", args=[held.code]))

    held.refresh_from_db()
    assert "Chưa ghi số biên bản." in page
    assert held.closed_at is not None
    assert results.url == reverse("council:session", args=[held.code])


def test_council_of_another_authority_is_not_found(house, sign_in):
    from thidua.organizations.models import Authority

    council = stages.council(house)
    Council.objects.update(
        authority=Authority.objects.create(code="khac", name="UBND huyện Khác", place="Khác")
    )

    address = reverse("council:council_edit", args=[council.code])
    assert sign_in(house.secretary).get(address).status_code == 404
