"""The pages of packages: who opens them, what they say, and the way from draft to result."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.forwarding import making
from thidua.forwarding.domain.supplements import Wanted, ask_more
from thidua.forwarding.models import Package, PackageItem, SecretCount, SupplementRequest
from thidua.registry.models import Award

pytestmark = pytest.mark.django_db
READERS = {"officer", "secretary", "chairman", "inspector"}
EVERYBODY = ("officer", "secretary", "chairman", "inspector", "member", "clerk", "editor",
             "administrator")  # fmt: skip


def url(name: str, *args) -> str:
    return reverse(f"office:{name}", args=args)


def pdf(name: str = "giay.pdf", data: bytes = making.PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="application/pdf")


def test_each_page_opens_for_its_roles_alone(house, sign_in):
    package = making.drafted(house, "Đỗ Văn Thắng")
    (item,) = making.items(package)
    code, pk = package.code, item.pk
    pages = {
        url("packages"): READERS,
        url("package", code): READERS,
        url("package_item", code, pk): READERS,
        url("package_figures"): READERS,
        url("package_verify"): READERS,
        url("package_new"): {"officer"},
        url("package_edit", code): {"officer"},
        url("package_check", code): {"officer"},
        url("package_paper", code): {"officer"},
        url("package_ask", code): {"officer"},
        url("package_results", code): {"officer"},
        url("package_archive", code): {"officer"},
        url("secret_new"): {"officer"},
        url("package_sign", code): {"chairman"},
        reverse("unit:forwarded"): {"clerk"},
    }
    for who in EVERYBODY:
        client = sign_in(getattr(house, who))
        for page, allowed in pages.items():
            status = client.get(page).status_code
            if who in allowed:
                assert status in (200, 302), (who, page, status)
            else:
                assert status == 403, (who, page, status)


def test_officer_draws_up_and_lays_in_and_sends(house, sign_in):
    held = making.round_(house)
    making.passed(house, held, "Đỗ Văn Thắng")
    officer, chairman = sign_in(house.officer), sign_in(house.chairman)
    first = officer.get(url("package_new"), {"ngay": "2024-12-20"}).content.decode()
    assert "Chủ tịch Ủy ban nhân dân tỉnh, thành phố" in first
    nothing = officer.post(url("package_new"), {"ngay": "2024-12-20"})
    assert nothing.status_code == 422
    officer.post(url("package_new"), {"danh_hieu": making.TITLE, "ngay": "2024-12-20"})
    package = Package.objects.get()
    (item,) = making.items(package)
    page, line = url("package", package.code), url("package_item", package.code, item.pk)

    assert "Cần báo cáo thành tích." in officer.get(page).content.decode()
    refused = officer.post(url("package_check", package.code))
    assert refused.status_code == 422
    assert "Cần giấy xác nhận" in refused.content.decode()
    bad = officer.post(line, {"kind": "report", "pdf": pdf(data=b"khong phai")})
    assert bad.status_code == 422
    for kind in making.OWN:
        officer.post(line, {"kind": kind, "pdf": pdf(), "signed": "on"})
    officer.post(url("package_paper", package.code), {"kind": "proposal", "pdf": pdf()})
    assert "Đủ giấy tờ" in officer.get(line).content.decode()
    officer.post(url("package_check", package.code))
    waits = chairman.get(reverse("web:desk")).content.decode()
    assert "Tờ trình chờ anh, chị ký" in waits
    assert officer.get(url("package_sign", package.code)).status_code == 403
    chairman.post(url("package_sign", package.code), {"day": "2024-12-23"})
    assert "Số 01/TTr-UBND" in officer.get(url("packages")).content.decode()
    late = officer.post(url("package_send", package.code), {"day": "2024-12-01", "channel": "post"})
    assert late.status_code == 422
    officer.post(url("package_send", package.code), {"day": "2024-12-24", "channel": "post"})
    officer.post(url("package_receive", package.code), {"day": "2024-12-26", "revision": "1"})
    package.refresh_from_db()
    assert package.state == "sent"  # an old page does not act
    officer.post(url("package_receive", package.code), {"day": "2024-12-26"})
    package.refresh_from_db()
    assert (package.state, package.full_number) == ("received", "01/TTr-UBND")
    shown = officer.get(page).content.decode()
    assert "Chưa biết hạn" in shown
    names = ZipFile(BytesIO(officer.get(url("package_archive", package.code)).content)).namelist()
    assert "manifest.json" in names


def test_results_are_filled_in_from_a_list_and_written_after_a_look(house, sign_in):
    package = making.received(house, making.drafted(house))
    winner, loser = making.items(package)
    officer, unit = sign_in(house.officer), sign_in(house.clerk)
    book = openpyxl.Workbook()
    book.active.append(["STT", "Họ và tên", "Đơn vị", "Số quyết định", "Ngày quyết định"])
    book.active.append([1, winner.nomination.name, "Trường", "512/QĐ-UBND", "03/03/2025"])
    book.active.append([2, "Người Ngoài", "Trường", "512/QĐ-UBND", "03/03/2025"])
    memory = BytesIO()
    book.save(memory)
    upload = SimpleUploadedFile("ket-qua.xlsx", memory.getvalue())

    read = officer.post(url("package_results_list", package.code), {"file": upload})
    page = read.content.decode()
    odd = officer.post(url("package_results_list", package.code), {"file": pdf()})
    typed = {
        "number": "512/QĐ-UBND",
        "decided_on": "2025-03-03",
        "decider": "Chủ tịch UBND thành phố",
        "notified_on": "2025-03-10",
        f"ket_qua_{winner.pk}": "granted",
        f"ket_qua_{loser.pk}": "refused",
    }
    lacking = officer.post(url("package_results", package.code), typed)
    done = officer.post(
        url("package_results", package.code), typed | {f"ly_do_{loser.pk}": "Chưa đủ"}
    )

    assert "Danh sách khớp 1 hồ sơ" in page
    assert "Người Ngoài" in page
    assert 'value="512/QĐ-UBND"' in page
    assert Award.objects.filter(decision_number="512/QĐ-UBND").count() == 1
    assert odd.status_code == 422
    assert "thực ra là PDF" in odd.content.decode()
    assert lacking.status_code == 422
    assert "ghi lý do" in lacking.content.decode()
    assert done.status_code == 302
    shown = officer.get(url("package", package.code)).content.decode()
    assert "Được khen thưởng một phần" in shown
    mine = unit.get(reverse("unit:forwarded")).content.decode()
    assert "QĐ 512/QĐ-UBND" in mine
    dossier = unit.get(reverse("web:nomination", args=[winner.nomination.code])).content.decode()
    assert "Quyết định số 512/QĐ-UBND ngày 3/3/2025" in dossier or "512/QĐ-UBND" in dossier


def test_unit_answers_its_request_and_opens_no_others_papers(house, sign_in):
    package = making.received(house, making.drafted(house, "Đỗ Văn Thắng"))
    (item,) = making.items(package)
    wanted = Wanted("Bổ sung số liệu", making.RECEIVED, item=item, kind="report", to_unit=True)
    ask_more(actor=house.officer, package=package, wanted=[wanted])
    asked = SupplementRequest.objects.get()
    report, minutes = (
        item.papers.get(kind=kind, superseded_at__isnull=True).pdf for kind in ("report", "minutes")
    )
    unit, rival = sign_in(house.clerk), sign_in(house.rival_clerk)

    assert "Bổ sung số liệu" in unit.get(reverse("unit:forwarded")).content.decode()
    assert "1 nội dung cấp trên yêu cầu" in unit.get(reverse("web:desk")).content.decode()
    assert rival.get(url("package_answer", asked.pk)).status_code == 404
    assert unit.post(url("package_answer", asked.pk), {"answer": ""}).status_code == 422
    unit.post(
        url("package_answer", asked.pk), {"answer": "Đã thêm", "pdf": pdf(data=b"%PDF-1.4 x")}
    )
    asked.refresh_from_db()
    assert asked.answer == "Đã thêm"
    for file, client, status in (
        (report, unit, 200),
        (minutes, unit, 404),
        (report, rival, 404),
        (minutes, sign_in(house.secretary), 200),
    ):
        answer = client.get(reverse("web:file", args=[file.key]))
        assert answer.status_code == status
        assert not answer.streaming or b"".join(answer.streaming_content)


def test_lists_ask_the_database_a_fixed_number_of_times(house, sign_in, django_assert_num_queries):
    making.drafted(house, "Đỗ Văn Thắng")
    officer, unit = sign_in(house.officer), sign_in(house.clerk)
    for client, page in ((officer, url("packages")), (unit, reverse("unit:forwarded"))):
        client.get(page)
    with django_assert_num_queries(LIST_QUERIES):
        officer.get(url("packages"))
    with django_assert_num_queries(UNIT_QUERIES):
        unit.get(reverse("unit:forwarded"))
    for name in ("Vũ Quốc Ân", "Bùi Minh Đức"):
        making.drafted(house, name)
    with django_assert_num_queries(LIST_QUERIES):
        page = officer.get(url("packages"))
    with django_assert_num_queries(UNIT_QUERIES):
        unit.get(reverse("unit:forwarded"))

    assert page.content.decode().count("data-td-row") == 3
    found = officer.get(url("packages"), {"q": "vu quoc an", "buoc": "draft", "sap_xep": "ten"})
    assert found.content.decode().count("data-td-row") == 1
    book = openpyxl.load_workbook(BytesIO(officer.get(url("packages"), {"xuat": "x"}).content))
    assert book.active.max_row == 7
    assert officer.get(url("packages"), {"q": "9" * 90, "trang": "x"}).status_code == 200


LIST_QUERIES = 12
UNIT_QUERIES = 11


def test_secret_dossiers_have_no_room_for_words(house, sign_in):
    officer = sign_in(house.officer)
    form = officer.get(url("secret_new")).content.decode()
    typed = {
        "year": "2024", "title_code": "BKTTG", "level": "central", "kind": "person",
        "proposed": "3", "name": "Nguyễn Bí Mật",
    }  # fmt: skip

    odd = officer.post(url("secret_new"), typed | {"proposed": "9" * 30})
    done = officer.post(url("secret_new"), typed)

    assert "Không nhập nội dung bí mật nhà nước" in form
    assert "textarea" not in form.partition('id="noi-dung"')[2]
    assert (odd.status_code, done.status_code) == (422, 302)
    row = SecretCount.objects.get()
    page = officer.get(url("package_figures")).content.decode()
    assert "Nguyễn Bí Mật" not in page
    assert "3 đề nghị" in page
    officer.post(url("secret_edit", row.pk), {"proposed": "3", "granted": "1", "revision": "1"})
    stale = officer.post(url("secret_edit", row.pk), {"proposed": "2", "revision": "1"})
    assert stale.status_code == 422
    book = openpyxl.load_workbook(
        BytesIO(officer.get(url("package_figures"), {"xuat": "x", "nam": "2024"}).content)
    )
    assert [cell.value for cell in book.active[5]][-2:] == [3, 1]


def test_archive_is_verified_on_its_page(house, sign_in):
    package = making.complete(house, making.drafted(house, "Đỗ Văn Thắng"))
    officer = sign_in(house.officer)
    data = officer.get(url("package_archive", package.code)).content

    whole = officer.post(url("package_verify"), {"file": SimpleUploadedFile("g.zip", data)})
    other = officer.post(url("package_verify"), {"file": pdf()})
    none = officer.post(url("package_verify"), {})

    assert "Gói còn nguyên" in whole.content.decode()
    assert "Gói không còn nguyên" in other.content.decode()
    assert none.status_code == 422
    assert PackageItem.objects.count() == 1
