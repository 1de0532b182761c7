"""Bringing a file in by the screens: upload, rows, questions, confirmation, undo."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import factories as make
from tests.registry.workbooks import award, ratings, register
from thidua.registry.domain import imports
from thidua.registry.enums import BatchKind, BatchState
from thidua.registry.models import Award, ImportBatch, Rating
from thidua.registry.queries import coverage

BASE = "/thuong-truc/nhap-so/"


def brought(house, data: bytes, kind=BatchKind.AWARDS, name="so.xlsx") -> ImportBatch:
    """A file as its job leaves it."""
    batch = imports.start_import(actor=house.officer, kind=kind, name=name, data=data)
    imports.read(batch)
    batch.refresh_from_db()
    return batch


def doubtful(house) -> ImportBatch:
    make.person(house, "Bùi Thị Hạnh", 1985)
    return brought(house, register(award("Bùi T. Hạnh"), award("Lê Thị Nga")))


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


# -- the list and the upload ----------------------------------------------------------------------


def test_officer_brings_a_file_in(house, sign_in, settings, django_capture_on_commit_callbacks):
    settings.JOBS = "inline"
    client = sign_in(house.officer)
    given = SimpleUploadedFile("sổ cũ.xlsx", register(award("Lê Thị Nga")))

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(BASE, {"kind": "awards", "file": given})

    batch = ImportBatch.objects.get()
    assert answer.url == f"{BASE}{batch.code}/"
    assert batch.state == BatchState.PREVIEWED
    assert "Đã đọc 1 dòng: 1 khen thưởng của cá nhân." in text(client.get(answer.url))


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"kind": "awards"}, "Chưa chọn tệp"),
        ({"kind": "awards", "file": SimpleUploadedFile("so.xlsx", b"")}, "Tệp trống"),
    ],
)
def test_upload_says_what_is_missing(house, sign_in, form, sentence):
    answer = sign_in(house.officer).post(BASE, form)

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert not ImportBatch.objects.exists()


def test_too_large_a_file_is_refused_beside_the_form(house, sign_in, settings):
    settings.LARGEST_UPLOAD = 10
    given = SimpleUploadedFile("so.xlsx", b"x" * 11)

    answer = sign_in(house.officer).post(BASE, {"kind": "awards", "file": given})

    assert answer.status_code == 422
    assert "Tệp lớn hơn" in text(answer)


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_queries_for_one_and_three(
    house, sign_in, django_assert_num_queries, count
):
    for number in range(count):
        brought(house, register(award("Lê Thị Nga")), name=f"so-{number}.xlsx")
    client = sign_in(house.officer)

    with django_assert_num_queries(9):
        answer = client.get(BASE)

    assert answer.content.decode().count("data-td-row") == count


def test_empty_list_says_what_to_begin_with(house, sign_in):
    assert "Chưa đưa tệp nào vào" in text(sign_in(house.officer).get(BASE))


# -- one file -------------------------------------------------------------------------------------


def test_file_being_read_asks_again_and_works_without_script(house, sign_in):
    batch = imports.start_import(
        actor=house.officer, kind=BatchKind.AWARDS, name="so.xlsx", data=register(award("A B C"))
    )
    client = sign_in(house.officer)

    page = text(client.get(f"{BASE}{batch.code}/"))

    assert f'hx-get="{BASE}{batch.code}/"' in page
    assert "Tải lại trang để xem tiến độ" in page


def test_page_refreshes_itself_once_the_file_is_read(house, sign_in):
    batch = brought(house, register(award("Lê Thị Nga")))
    headers = {"HX-Request": "true", "HX-Target": "td-progress"}

    answer = sign_in(house.officer).get(f"{BASE}{batch.code}/", headers=headers)

    assert answer.headers["HX-Refresh"] == "true"


def test_lost_job_is_queued_again(house, sign_in, settings, django_capture_on_commit_callbacks):
    settings.JOBS = "inline"
    batch = imports.start_import(
        actor=house.officer,
        kind=BatchKind.AWARDS,
        name="so.xlsx",
        data=register(award("Lê Thị Nga")),
    )

    with django_capture_on_commit_callbacks(execute=True):
        sign_in(house.officer).post(f"{BASE}{batch.code}/doc-lai/")

    batch.refresh_from_db()
    assert batch.state == BatchState.PREVIEWED


def test_refused_file_says_why_and_what_to_do(house, sign_in):
    batch = brought(house, b"%PDF-1.7 x", name="so.pdf")

    page = text(sign_in(house.officer).get(f"{BASE}{batch.code}/"))

    assert "Không đọc được tệp này" in page
    assert "thực ra là PDF" in page


def test_faults_stand_by_row_column_and_remedy(house, sign_in):
    batch = brought(house, register(award("Lê Thị Nga", year=""), award("Lê Thị Lan")))

    page = text(sign_in(house.officer).get(f"{BASE}{batch.code}/"))

    assert "Dòng 4: chưa rõ khen thưởng cho năm nào." in page
    assert '<td data-label="Cột">H</td>' in page
    assert "Ghi năm thành tích." in page
    assert "Chặn dòng này" in page


def test_doubled_row_is_shown_with_the_row_it_repeats(house, sign_in):
    batch = brought(house, register(award("Lê Thị Nga"), award("LÊ THỊ NGA")))

    page = text(sign_in(house.officer).get(f"{BASE}{batch.code}/?trang_thai=duplicate"))

    assert "LĐTT năm 2019 của Lê Thị Nga đã ghi ở dòng 4." in page
    assert page.count("data-td-row") == 1


@pytest.mark.parametrize("count", [1, 3])
def test_file_page_asks_the_same_queries_for_one_and_three(
    house, sign_in, django_assert_num_queries, count
):
    lines = [award(f"Lê Thị {name}") for name in ("Nga", "Lan", "Mai")[:count]]
    batch = brought(house, register(*lines))
    client = sign_in(house.officer)

    with django_assert_num_queries(13):
        answer = client.get(f"{BASE}{batch.code}/")

    assert answer.content.decode().count("data-td-row") == count


def test_ratings_rows_say_how_many_years(house, sign_in):
    line = ("Lê Thị Nga", "1985", "Trường THCS An Đồng", "HTTNV", "HTXSNV")
    batch = brought(house, ratings((2022, 2023), line), kind=BatchKind.RATINGS)

    page = text(sign_in(house.officer).get(f"{BASE}{batch.code}/"))

    assert "Đã đọc 1 dòng: 1 dòng đánh giá của cá nhân." in page
    assert "Đánh giá 2 năm" in page


# -- applying and undoing -------------------------------------------------------------------------


def test_confirmation_says_what_will_happen(house, sign_in):
    batch = doubtful(house)

    page = text(sign_in(house.officer).get(f"{BASE}{batch.code}/nhap/"))

    assert "Nhập 1 dòng vào sổ?" in page
    assert "<dt>Người mới trong sổ</dt><dd>1</dd>" in page
    assert "1 dòng chờ trả lời" in page
    assert not Award.objects.exists()


def test_applying_writes_the_register_with_the_chosen_years(house, sign_in):
    batch = brought(
        house,
        register(award("Lê Thị Nga"), award("Lê Thị Nga", year=2020, number="7/QĐ-UBND")),
    )

    answer = sign_in(house.officer).post(
        f"{BASE}{batch.code}/nhap/", {"nam": ["2020"]}, follow=True
    )

    assert "Đã nhập vào sổ 2 khen thưởng, 1 người mới." in text(answer)
    assert coverage(house.authority.pk, "awards") == [(2020, 2020)]


def test_second_officer_is_told_that_the_file_is_in(house, sign_in):
    batch = brought(house, register(award("Lê Thị Nga")))
    client = sign_in(house.officer)
    url = f"{BASE}{batch.code}/nhap/"
    client.post(url, {"nam": ["2019"]})

    answer = client.post(
        url, {"nam": ["2019"]}, headers={"Referer": f"http://testserver{url}"}, follow=True
    )

    assert "Không nhập lần thứ hai" in text(answer)
    assert Award.objects.count() == 1


def test_undo_shows_what_goes_then_takes_it_back(house, sign_in):
    batch = brought(house, register(award("Lê Thị Nga")))
    imports.apply_batch(actor=house.officer, batch=batch)
    client = sign_in(house.officer)
    url = f"{BASE}{batch.code}/hoan-tac/"
    assert "<dt>Khen thưởng</dt><dd>1</dd>" in text(client.get(url))

    answer = client.post(url, follow=True)

    assert "Đã hoàn tác" in text(answer)
    assert not Award.objects.filter(withdrawn_at__isnull=True).exists()


def test_undo_page_names_the_decision_that_rests_on_the_file(house, sign_in):
    known = make.person(house, "Lê Thị Nga", 1985)
    batch = brought(house, register(award("Lê Thị Nga")))
    imports.apply_batch(actor=house.officer, batch=batch)
    Award.objects.create(
        authority=house.authority,
        person=known,
        title_code="CSTDCS",
        year=2024,
        decision_number="05/QĐ-UBND",
    )

    page = text(sign_in(house.officer).get(f"{BASE}{batch.code}/hoan-tac/"))

    assert "theo QĐ 05/QĐ-UBND" in page
    assert 'class="btn btn-danger-quiet"' not in page


def test_confirmations_lead_back_when_there_is_nothing_to_confirm(house, sign_in):
    batch = brought(house, register(award("Lê Thị Nga")))
    client = sign_in(house.officer)
    page = f"{BASE}{batch.code}/"
    assert client.get(f"{page}hoan-tac/").url == page

    imports.apply_batch(actor=house.officer, batch=batch)

    assert client.get(f"{page}nhap/").url == page
    assert client.get(f"{page}cau-hoi/").url == page


def test_replaced_rating_is_told_in_the_row(house, sign_in):
    known = make.person(house, "Lê Thị Nga", 1985)
    make.rating(known, 2022, 2)
    line = ("Lê Thị Nga", "1985", "Trường THCS An Đồng", "HTXSNV", "T")
    batch = brought(house, ratings((2022, 2023), line), kind=BatchKind.RATINGS)

    page = text(sign_in(house.officer).get(f"{BASE}{batch.code}/"))

    assert "năm 2022 sổ ghi HTTNV, tệp ghi HTXSNV" in page
    assert Rating.objects.count() == 1


ADDRESSES = ("", "{code}/", "{code}/cau-hoi/", "{code}/nhap/", "{code}/hoan-tac/")


@pytest.mark.parametrize("role", ["clerk", "head", "secretary", "inspector", "administrator"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_only_the_officer_gets_in(house, sign_in, role, address):
    batch = doubtful(house)
    client = sign_in(getattr(house, role))

    assert client.get(BASE + address.format(code=batch.code)).status_code == 403


def test_citizen_is_sent_to_sign_in(client, house):
    batch = doubtful(house)

    for address in ADDRESSES:
        answer = client.get(BASE + address.format(code=batch.code))
        assert answer.status_code == 302
        assert answer.url.startswith("/tai-khoan/")


def test_reading_addresses_do_not_write(house, sign_in):
    batch = doubtful(house)
    client = sign_in(house.officer)

    assert client.post(f"{BASE}{batch.code}/").status_code == 405
    assert client.get(f"{BASE}{batch.code}/doc-lai/").status_code == 405
    assert client.get(f"{BASE}{batch.code}/hoi-lai/").status_code == 405
