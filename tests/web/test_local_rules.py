"""Local regulations on the office's screens: brought in, read, applied to dossiers, withdrawn."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import factories
from thidua.commendation.domain.assess import assess, judge
from thidua.commendation.domain.local_rules import overlay_on, regulations
from thidua.commendation.models import Nomination
from thidua.law.instruments import data_text
from thidua.law.regulations import EXAMPLE

PLACE = "/thuong-truc/quy-dinh/"
STRICT = """
name = "Quy chế thi đua, khen thưởng của địa phương"
number = "12/2024/QĐ-UBND"
authority = "huyện An Dương"
in_force_from = 2024-01-01
[[conditions]]
code = "study"
sentence = "Hoàn thành chương trình bồi dưỡng trong năm"
titles = ["LDTT"]
[[caps]]
title = "CSTDCS"
share = "0.15"
of = "số người đạt Lao động tiên tiến"
"""


def upload(client, text: str):
    file = SimpleUploadedFile("quy-dinh.toml", text.encode(), "application/toml")
    return client.post(PLACE, {"file": file}, follow=True)


def dossier(house) -> Nomination:
    return factories.nomination(house, factories.round_(house))


def test_officer_brings_a_regulation_in_and_reads_it_in_sentences(house, sign_in):
    client = sign_in(house.officer)

    page = upload(client, data_text(EXAMPLE)).content.decode()

    assert "86/2025/QĐ-UBND" in page
    assert "Thêm điều kiện: Tổ chức đảng, đoàn thể được xếp loại hoàn thành xuất sắc" in page
    assert "Hội đồng họp khi có ít nhất 2/3 số thành viên." in page
    assert "gửi trước ngày 10/12 hằng năm" in page
    assert "Thanh tra tỉnh" in page


def test_dossiers_of_open_rounds_are_judged_again_by_it_and_without_it(
    house, sign_in, django_capture_on_commit_callbacks
):
    client, row = sign_in(house.officer), dossier(house)
    assess([row], "draft")
    before = row.verdict, row.condition_count

    with django_capture_on_commit_callbacks(execute=True):
        with_rule = upload(client, STRICT)
    row.refresh_from_db()

    assert "xét lại" in with_rule.content.decode()
    assert row.condition_count == before[1] + 1
    assert judge(row).find("local.study").citation.instrument == "12/2024/QĐ-UBND"

    rule = regulations(row.authority_id).get()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{PLACE}{rule.code}/rut/", {"reason": "Đưa nhầm bản dự thảo"})
    row.refresh_from_db()

    assert (row.verdict, row.condition_count) == before
    assert overlay_on(row.authority_id, date(2024, 12, 31)) is None


def test_round_page_shows_the_local_cap_and_its_text(house, sign_in):
    client, row = sign_in(house.officer), dossier(house)

    upload(client, STRICT)
    page = client.get(f"/lam-viec/dot-xet/{row.round.code}/").content.decode()

    assert "12/2024/QĐ-UBND" in page
    assert "tối đa 15\N{NO-BREAK SPACE}%" in page


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = ", "không đúng dạng TOML"),
        (STRICT.replace("LDTT", "LDT"), "không có danh hiệu, hình thức mang mã “LDT”"),
        ("", "Tệp trống"),
    ],
)
def test_file_that_cannot_be_read_says_where(house, sign_in, text, said):
    page = upload(sign_in(house.officer), text)

    assert page.status_code == 422
    assert said in page.content.decode()
    assert not regulations(house.officer.authority_id).exists()


def test_same_number_twice_is_refused_until_the_first_is_withdrawn(house, sign_in):
    client = sign_in(house.officer)
    upload(client, STRICT)

    again = upload(client, STRICT)

    assert again.status_code == 422
    assert "Rút bản cũ trước" in again.content.decode()


def test_withdrawal_needs_a_reason_and_happens_once(house, sign_in):
    client = sign_in(house.officer)
    upload(client, STRICT)
    place = f"{PLACE}{regulations(house.officer.authority_id).get().code}/rut/"

    assert client.post(place, {"reason": ""}).status_code == 422
    assert client.post(place, {"reason": "Nhầm"}).status_code == 302
    assert "đã được rút" in client.post(place, {"reason": "Lần nữa"}).content.decode()


def test_page_lists_what_the_law_leaves_open_and_offers_the_example(house, sign_in):
    client = sign_in(house.officer)

    page = client.get(PLACE).content.decode()
    example = client.get(f"{PLACE}mau/")

    assert "Luật để ngỏ, chưa có quy định nào trả lời" in page
    assert example["Content-Disposition"].startswith("attachment")
    assert upload(client, example.content.decode()).status_code == 200


@pytest.mark.parametrize("role", ["clerk", "head", "chairman", "member", "inspector"])
def test_others_do_not_change_the_rules(house, sign_in, role):
    assert sign_in(getattr(house, role)).get(PLACE).status_code == 403
