"""Screens of the office: drawing up and posting a list, its report, comments, the warnings."""

from __future__ import annotations

import io

import openpyxl
import pypdfium2
import pytest
from django.urls import reverse

from tests.publicity import making
from thidua.commendation.domain.recusals import recuse
from thidua.publicity.models import Candidate, CandidateList, Comment

OUTSIDERS = ("clerk", "head", "editor", "administrator")


@pytest.fixture
def row(house):
    return making.round_(house)


@pytest.fixture
def dossier(house, row):
    return making.handed_in(house, row)


@pytest.fixture
def list_(house, dossier):
    return making.opened(house, dossier)


def url(name: str, *args: str) -> str:
    return reverse(f"office:{name}", args=args)


def test_officer_draws_up_checks_and_posts_a_list(house, row, dossier, sign_in):
    client = sign_in(house.officer)
    assert row.name in client.get(url("candidate_list_new")).content.decode()
    new = f"{url('candidate_list_new')}?dot={row.code}"
    page = client.get(new)
    assert "Buộc công khai 10 ngày làm việc" in page.content.decode()
    assert page.context["form"].initial["titles"] == ["HCLD3"]

    values = {"titles": ["HCLD3"], "name": "Đợt 1", "working_days": "10", "basis": "Điều 46"}
    wrong = client.post(new, values | {"working_days": "0"})
    made = client.post(new, values)
    list_ = CandidateList.objects.get()
    line = list_.candidates.get()
    here = url("candidate_list", list_.code)
    assert (wrong.status_code, made.url) == (422, here)

    edited = client.post(
        url("candidate_line", list_.code, line.code),
        {"name": line.name, "detail": "Giáo viên", "achievement": "Sinh năm 1988", "revision": "1"},
    )
    assert edited.status_code == 422
    client.post(url("candidate_list_edit", list_.code), values | {"name": "Đợt 1b"})
    client.post(url("candidate_list_refresh", list_.code))
    answer = client.post(url("candidate_list_act", list_.code, "open"))
    assert answer.url == here
    words = client.get(here).content.decode()
    assert "Đang lấy ý kiến" in words
    assert "Đợt 1b" in words
    stale = client.post(
        url("candidate_list_act", list_.code, "pause"), {"ly_do": "Bão", "revision": "1"}
    )
    assert stale.status_code == 422
    assert "vừa sửa" in stale.content.decode()


def test_list_page_records_places_notice_and_export(house, list_, sign_in):
    client = sign_in(house.officer)
    place = url("candidate_list_place", list_.code)
    values = {"kind": "board", "where": "Trụ sở UBND xã", "posted_on": "2024-12-02"}

    client.post(place, values)
    future = client.post(place, values | {"where": "Báo", "posted_on": "2090-01-01"})
    pdf = client.get(url("candidate_list_notice", list_.code, "pdf"))
    book = client.get(url("candidate_list", list_.code), {"xuat": "xlsx"})

    assert "chưa tới" in future.content.decode()
    assert {one.kind for one in list_.placements.all()} == {"portal", "board"}
    assert len(pypdfium2.PdfDocument(pdf.content)) == 2
    sheet = openpyxl.load_workbook(io.BytesIO(book.content)).active
    assert sheet["B5"].value == making.NAMES[0]


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_as_many_queries_for_one_as_for_three(
    house, row, sign_in, client, count, django_assert_num_queries
):
    dossiers = [making.handed_in(house, row, name=name) for name in making.NAMES[:count]]
    list_ = making.opened(house, *dossiers)
    for one in Candidate.objects.all():
        making.said(list_, one)
    officer = sign_in(house.officer)

    with django_assert_num_queries(13):
        officer.get(url("candidate_lists"))
    with django_assert_num_queries(18):
        officer.get(url("candidate_list", list_.code))
    with django_assert_num_queries(12):
        officer.get(url("comments"))
    with django_assert_num_queries(9):
        client.get(reverse("public:candidate_list", args=[list_.code]))
    with django_assert_num_queries(5):
        client.get(reverse("public:candidate_lists"))


def test_comment_is_handled_on_its_page(house, dossier, list_, sign_in):
    line = making.line_of(list_, dossier)
    making.said(list_, line, naming="confidential", text=making.SECRET)
    comment = Comment.objects.get()
    client = sign_in(house.officer)
    here = url("comment", comment.code)
    before = client.get(here).content.decode()
    assert making.SECRET in before
    assert making.WRITER not in before
    assert client.post(url("comment_identity", comment.code)).status_code == 403

    def act(name, **values):
        return client.post(url("comment_act", comment.code, name), values)

    assert act("take").url == here
    shown = client.post(url("comment_identity", comment.code)).content.decode()
    assert making.WRITER in shown
    assert act("serious").url == here
    kept = act("answer", tra_loi="Đã xem xét kỹ.")
    assert kept.status_code == 422
    assert "Đã xem xét kỹ." in kept.content.decode()
    act("noi-dung", noi_dung="Rà giờ làm", chuyen="1")
    assert act("answer", tra_loi="Đã xem xét kỹ.", can_cu="KL 3").url == here
    assert act("khong-co").status_code == 404

    book = client.get(url("comments"), {"xuat": "xlsx"})
    cells = [
        str(cell.value)
        for line in openpyxl.load_workbook(io.BytesIO(book.content)).active.iter_rows()
        for cell in line
    ]
    assert not any(making.SECRET in one or making.WRITER in one for one in cells)
    unit = sign_in(house.head).get(reverse("web:nomination", args=[dossier.code]))
    assert "Rà giờ làm" in unit.content.decode()
    assert making.SECRET not in unit.content.decode()


def test_comments_filter_by_words_state_and_list(house, dossier, list_, sign_in):
    line = making.line_of(list_, dossier)
    first = making.taken(house, list_, line)
    making.said(list_, text="Một chuyện hoàn toàn khác ở đây.")
    client = sign_in(house.inspector)

    def found(**query):
        return [one.code for one in client.get(url("comments"), query).context["page"]]

    assert len(found(danh_sach=list_.code, sap_xep="-moi")) == 2
    assert found(trang_thai="in_review") == [first.code]
    assert len(found(q="hoàn toàn khác")) == 1
    assert found(danh_sach="KHAC", sap_xep="lạ") == []


def test_what_must_be_published_is_warned_of_where_the_council_is_prepared(
    house, row, dossier, sign_in
):
    officer, secretary = sign_in(house.officer), sign_in(house.secretary)
    warning = "1 hồ sơ pháp luật buộc công khai"

    assert warning in officer.get(reverse("web:round", args=[row.code])).content.decode()
    assert "1 hồ sơ phải công khai" in officer.get(reverse("web:desk")).content.decode()
    assert dossier.name in officer.get(url("unpublished")).content.decode()
    assert secretary.post(url("unpublished")).status_code == 403
    officer.post(url("unpublished"))
    assert dossier.holds.count() == 1


def test_desk_and_front_page_tell_of_open_lists_and_comments(house, list_, sign_in, client):
    making.said(list_)

    desk = sign_in(house.officer).get(reverse("web:desk")).content.decode()
    front = client.get(reverse("public:home")).content.decode()

    assert "1 ý kiến của Nhân dân chờ trả lời" in desk
    assert reverse("public:candidate_list", args=[list_.code]) in front


def test_units_and_others_stay_out(house, list_, sign_in):
    comment = making.said(list_).comment

    for who in OUTSIDERS:
        client = sign_in(getattr(house, who))
        for address in (
            url("candidate_lists"),
            url("candidate_list", list_.code),
            url("candidate_list_notice", list_.code, "pdf"),
            url("comments"),
            url("comment", comment.code),
            url("unpublished"),
        ):
            assert client.get(address).status_code == 403


def test_council_and_inspector_read_lists_and_write_nothing(house, dossier, list_, sign_in):
    comment = making.said(list_).comment
    line = making.line_of(list_, dossier)

    for who in ("secretary", "member", "chairman", "inspector"):
        client = sign_in(getattr(house, who))
        assert client.get(url("candidate_list", list_.code)).status_code == 200
        seen = client.get(url("comment", comment.code)).status_code
        assert seen == (200 if who == "inspector" else 403)
        for address in (
            url("candidate_list_act", list_.code, "pause"),
            url("candidate_line", list_.code, line.code),
            url("candidate_drop", list_.code, line.code),
            url("candidate_list_place", list_.code),
            url("candidate_list_last_day", list_.code),
            url("comment_act", comment.code, "take"),
        ):
            assert client.post(address).status_code == 403


def test_recused_officer_finds_neither_line_nor_comment(house, dossier, list_, sign_in):
    comment = making.said(list_, making.line_of(list_, dossier)).comment
    recuse(actor=house.officer, nomination=dossier, user_id=house.officer.user_id, ground="own")
    client = sign_in(house.officer)

    pages = [client.get(url(name)) for name in ("candidate_lists", "comments", "unpublished")]
    pages.append(client.get(url("candidate_list", list_.code)))

    assert all(dossier.name not in page.content.decode() for page in pages)
    assert client.get(url("comment", comment.code)).status_code == 404
    assert "ý kiến của Nhân dân chờ" not in client.get(reverse("web:desk")).content.decode()
