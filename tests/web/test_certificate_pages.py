"""The office's pages of certificates: progress, print runs, layouts, the golden book, keys."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pypdfium2
import pytest
from django.urls import reverse
from PIL import Image

from tests import factories as make
from tests.decisions import stages
from thidua.commendation.enums import RecusalGround
from thidua.commendation.models import Recusal
from thidua.decisions.domain import making
from thidua.decisions.domain.certificates import mark_revoked, reissue
from thidua.decisions.domain.layouts import LayoutPlan, save_layout
from thidua.decisions.domain.papers import grouped
from thidua.decisions.models import Certificate, CertificateKey, CertificateLayout, PrintRun
from thidua.journal.models import AuditEvent
from thidua.papers.placed import PARTS, overprint_sheet

OUTSIDERS = ["clerk", "head", "rival_head", "member", "editor", "administrator"]
PASSWORD = "mat-khau-thu-1"


@pytest.fixture
def decision(house):
    """An issued decision with two certificates, drawn."""
    round_ = make.round_(house)
    stages.passed(house, round_, ("CSTDCS", stages.NAMES[0]), ("CSTDCS", stages.NAMES[1]))
    made = stages.issued(house, round_, "CSTDCS")
    making.make_certificates(decision_id=made.pk)
    return made


@pytest.fixture
def layout(house):
    plan = LayoutPlan(name="Phôi 2024", stock="Phôi A4", sheet=overprint_sheet())
    return save_layout(actor=house.officer, plan=plan)


def url(name: str, *codes: str) -> str:
    return reverse(f"office:{name}", args=codes)


def text(answer) -> str:
    return answer.content.decode()


def words_of(data: bytes) -> str:
    pages = pypdfium2.PdfDocument(data)
    return " ".join(" ".join(p.get_textpage().get_text_bounded() for p in pages).split())


def test_batch_page_tells_progress_faults_and_states(house, decision, sign_in):
    client = sign_in(house.officer)
    one, other = Certificate.objects.order_by("line__order")
    mark_revoked(actor=house.officer, certificate=one, decision_words="QĐ 9", on=date(2025, 1, 1))
    Certificate.objects.filter(pk=other.pk).update(print_run=None, fault="Tên quá dài.")

    page = client.get(url("certificate_batch", decision.code))

    for expected in ("1 giấy chưa in được", "Tên quá dài.", "Đã hủy bỏ", grouped(one.code)):
        assert expected in text(page)
    assert "hx-get" not in text(page).split('id="tien-do-giay"')[1].split(">")[0]
    for query, names in (
        ({"tinh_trang": "loi"}, {other.line.nomination.name}),
        ({"tinh_trang": "het"}, {one.line.nomination.name}),
        ({"tinh_trang": "cho"}, set()),
        ({"q": grouped(other.code).lower()}, {other.line.nomination.name}),
        ({"q": "khong co ai"}, set()),
    ):
        found = client.get(url("certificate_batch", decision.code), query).context["page"]
        assert {row.line.nomination.name for row in found} == names, query
    desk = text(client.get(reverse("web:desk")))
    assert "1 giấy của Quyết định 01/QĐ-UBND chưa in được" in desk

    client.post(url("certificate_again", decision.code))

    other.refresh_from_db()
    assert other.fault == ""
    book = client.get(url("certificate_batch", decision.code), {"xuat": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(book.content)).active
    assert {row[4].value for row in sheet.iter_rows(min_row=5)} == {
        grouped(one.code),
        grouped(other.code),
    }


@pytest.mark.parametrize("names", [1, 3])
def test_batch_page_asks_as_many_queries_for_one_as_for_three(
    house, sign_in, django_assert_num_queries, names
):
    round_ = make.round_(house)
    stages.passed(house, round_, *(("CSTDCS", name) for name in stages.NAMES[:names]))
    made = stages.issued(house, round_, "CSTDCS")
    client = sign_in(house.officer)
    client.get(reverse("web:desk"))

    with django_assert_num_queries(17):
        client.get(url("certificate_batch", made.code))


def test_print_run_by_a_layout_is_drawn_and_downloaded(
    house, decision, layout, sign_in, django_capture_on_commit_callbacks
):
    client = sign_in(house.officer)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(
            url("certificate_print", decision.code), {"mau_in": layout.code}, follow=True
        )

    run = PrintRun.objects.get()
    assert "Đang tạo tệp in 2 giấy theo mẫu “Phôi 2024”" in text(answer)
    assert "2 / 2" in text(answer)
    data = b"".join(client.get(url("print_run", decision.code, run.code)).streaming_content)
    assert "CỘNG HÒA" not in words_of(data)
    assert {name in words_of(data) for name in stages.NAMES[:2]} == {True}
    assert client.post(url("certificate_print", decision.code), {"mau_in": "X"}).status_code == 404


def test_one_certificate_is_printed_again_only_with_a_reason(
    house, decision, sign_in, django_capture_on_commit_callbacks
):
    client, one = sign_in(house.officer), Certificate.objects.first()
    address = url("certificate_reprint", decision.code, one.code)

    refused = client.post(address, follow=True)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {"ly_do": "Rách khi trao"})

    assert "Ghi lý do in lại" in text(refused)
    event = AuditEvent.objects.get(verb="certificate.print")
    assert "Rách khi trao" in event.sentence
    assert event.data["certificates"] == [one.code]
    page = text(client.get(url("certificate_page", decision.code, one.code)))
    for expected in (one.content_hash, "có chữ ký số", stages.NAMES[0]):
        assert expected in page
    new = reissue(actor=house.officer, certificate=one, reason="Mất", on=date(2025, 1, 1))
    page = text(client.get(url("certificate_page", decision.code, one.code)))
    assert url("certificate_page", decision.code, new.code) in page
    assert "không in nữa" in page


def test_whoever_must_keep_away_sees_nothing_of_that_certificate(
    house, decision, sign_in, layout, django_capture_on_commit_callbacks
):
    hidden, seen = Certificate.objects.order_by("line__order")
    client = sign_in(house.secretary)
    with django_capture_on_commit_callbacks(execute=True):
        sign_in(house.officer).post(url("certificate_print", decision.code))
    run = PrintRun.objects.get()
    before = client.get(url("certificates", decision.code))
    assert hidden.line.nomination.name in words_of(b"".join(before.streaming_content))
    Recusal.objects.create(
        authority=house.authority,
        nomination=hidden.line.nomination,
        user_id=house.secretary.user_id,
        ground=RecusalGround.values[0],
        made_by_name="x",
    )

    pages = [
        client.get(url("certificate_batch", decision.code)),
        client.get(url("certificate_batch", decision.code), {"q": hidden.line.nomination.name}),
        client.get(url("golden_book")),
    ]

    assert all(hidden.line.nomination.name not in text(page).split("<main")[1].replace(
        f'value="{hidden.line.nomination.name}"', "") for page in pages)  # fmt: skip
    assert seen.line.nomination.name in text(pages[0])
    assert pages[0].context["progress"].total == 1
    for name, *codes in (
        ("certificate", decision.code, hidden.code),
        ("certificate_page", decision.code, hidden.code),
        ("certificates", decision.code),
        ("print_run", decision.code, run.code),
    ):
        assert client.get(url(name, *codes)).status_code == 404, name
    for form in ("xlsx", "pdf"):
        book = client.get(url("golden_book"), {"xuat": form})
        assert hidden.code.encode() not in book.content
    assert hidden.line.nomination.name not in words_of(book.content)


def sheet_form(name: str, **changes: str) -> dict[str, str]:
    """The layout's form as the browser sends it."""
    sent = {
        "name": name, "width": "297", "height": "210", "shift_x": "0", "shift_y": "-1,5",
    }  # fmt: skip
    for key, one in overprint_sheet().parts.items():
        sent |= {f"{key}-{n}": f"{getattr(one, n):g}" for n in ("x", "y", "w", "h", "size")}
        sent |= {f"{key}-align": one.align}
        sent |= {f"{key}-shown": "on"} if one.shown else {}
    return sent | changes


def test_layout_is_made_changed_tried_and_retired(house, sign_in):
    client = sign_in(house.officer)
    new = client.get(url("layout_new"), {"tu": "phoi"})
    assert {f'data-td-part="{key}"' in text(new) for key in PARTS} == {True}
    picture = io.BytesIO()
    Image.new("RGB", (8, 6), "white").save(picture, "PNG")
    picture.seek(0)
    picture.name = "phoi.png"

    made = client.post(
        url("layout_new"), sheet_form("Phôi", **{"recipient-x": "40,5"}) | {"background": picture}
    )

    row = CertificateLayout.objects.get()
    assert made.url == url("layout", row.code)
    assert (row.parts["recipient"]["x"], row.shift_y) == (40.5, -1.5)
    shown = client.get(url("layout_background", row.code))
    assert b"".join(shown.streaming_content).startswith(b"\x89PNG")
    assert "Nguyễn Thị Mẫu In Thử" in words_of(client.get(url("layout_trial", row.code)).content)
    stale = client.post(url("layout", row.code), sheet_form("Phôi", revision="0"))
    assert stale.status_code == 422
    assert "vừa sửa mục này" in text(stale)
    wrong = client.post(
        url("layout", row.code),
        sheet_form("Phôi", revision="1", **{"qr-x": "abc", "detail-w": "9e999", "width": "1"}),
    )
    assert wrong.status_code == 422
    assert "“abc” không phải số đo" in text(wrong)
    assert 'name="recipient-x" value="36"' in text(wrong)
    outside = client.post(
        url("layout", row.code), sheet_form("Phôi", revision="1", **{"qr-x": "290"})
    )
    assert "ra ngoài khổ giấy" in text(outside)
    assert (
        client.post(url("layout", row.code), sheet_form("Phôi mới", revision="1")).status_code
        == 302
    )
    assert "Phôi mới" in text(client.get(url("layouts")))
    client.post(url("layout_retire", row.code))
    assert client.get(url("layout", row.code)).status_code == 404


def test_layout_background_must_be_a_picture(house, sign_in):
    trick = io.BytesIO(b"<svg onload=alert(1)>")
    trick.name = "phoi.png"

    answer = sign_in(house.officer).post(
        url("layout_new"), sheet_form("Phôi") | {"background": trick}
    )

    assert answer.status_code == 422
    assert "không phải ảnh" in text(answer)
    assert not CertificateLayout.objects.exists()


def test_golden_book_lists_a_year_by_number_on_screen_and_paper(house, decision, sign_in):
    client = sign_in(house.officer)
    one = Certificate.objects.order_by("line__order").first()
    mark_revoked(actor=house.officer, certificate=one, decision_words="QĐ 9", on=date(2025, 1, 1))

    page = client.get(url("golden_book"))
    pdf = words_of(client.get(url("golden_book"), {"xuat": "pdf"}).content)
    book = client.get(url("golden_book"), {"xuat": "xlsx"})

    assert [row.golden_book for row in page.context["page"]] == ["01", "02"]
    assert "Hủy bỏ từ ngày 01/01/2025: QĐ 9" in text(page)
    for expected in ("SỔ VÀNG NĂM 2024", *stages.NAMES[:2], "01/QĐ-UBND", "Hủy bỏ từ ngày"):
        assert expected in pdf
    sheet = openpyxl.load_workbook(io.BytesIO(book.content)).active
    assert [row[2].value for row in sheet.iter_rows(min_row=5)] == ["01", "02"]
    assert "không có dòng nào khớp" in text(client.get(url("golden_book"), {"q": "x y"})).lower()


def test_administrator_replaces_the_key_after_the_password(house, decision, sign_in):
    client = sign_in(house.administrator)
    address = reverse("ops:key_rotate")
    first = CertificateKey.objects.get()
    assert first.key_id in text(client.get(reverse("ops:keys")))

    asked = client.post(address, {"reason": "Định kỳ"})
    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert CertificateKey.objects.count() == 1
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    assert client.post(address, {"reason": ""}).status_code == 422
    page = client.post(address, {"reason": "Định kỳ", "leaked": "on"}, follow=True)

    assert CertificateKey.objects.count() == 2
    assert "Đã lộ, không tin" in text(page)
    published = client.get(reverse("public:keys")).json()
    assert [key["id"] for key in published["keys"]] == [
        CertificateKey.objects.get(leaked_at=None).key_id
    ]


def test_certificate_pages_are_for_the_office_alone(house, decision, layout, sign_in):
    one = Certificate.objects.first()
    reads = [
        url("certificate_batch", decision.code),
        url("certificates", decision.code),
        url("certificate_page", decision.code, one.code),
        url("certificate", decision.code, one.code),
        url("golden_book"),
        url("layouts"),
        url("layout_new"),
        url("layout", layout.code),
        url("layout_trial", layout.code),
        url("layout_background", layout.code),
    ]
    writes = [
        url("certificate_print", decision.code),
        url("certificate_again", decision.code),
        url("certificate_reprint", decision.code, one.code),
        url("layout_retire", layout.code),
    ]

    for who in OUTSIDERS:
        client = sign_in(getattr(house, who))
        assert {client.get(address).status_code for address in reads} == {403}, who
        assert {client.post(address, {"ly_do": "x"}).status_code for address in writes} == {403}
        opens_keys = client.get(reverse("ops:keys")).status_code == 200
        assert opens_keys == (who == "administrator")
    assert PrintRun.objects.count() == 0


def test_readers_of_the_office_print_nothing(house, decision, sign_in):
    for who in ("secretary", "inspector"):
        client = sign_in(getattr(house, who))
        page = client.get(url("certificate_batch", decision.code))
        client.post(url("certificate_print", decision.code))
        assert client.post(reverse("ops:key_rotate"), {"reason": "x"}).status_code == 403
        assert page.status_code == 200
        assert "Tạo tệp in" not in text(page)

    assert PrintRun.objects.count() == 0
