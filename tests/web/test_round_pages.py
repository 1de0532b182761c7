"""Rounds: opening one, its page, its list as filtered."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests import factories as make
from thidua.commendation.domain.moves import move_many
from thidua.commendation.enums import RoundState
from thidua.commendation.models import Round

FORM = {
    "name": "Tổng kết năm 2024",
    "year": "2024",
    "kind": "merit",
    "titles": ["LDTT", "CSTDCS"],
    "opens_on": "2024-11-01",
    "closes_on": "2024-12-20",
    "considered_on": "2024-12-31",
    "cap_percent": "",
    "cap_basis": "",
}


def submitted(house, round_, count: int):
    rows = [
        make.nomination(house, round_, make.person(house, f"Nguyễn Thị {name}", 1980))
        for name in ("Lan", "Mai", "Hồng", "Cúc", "Đào")[:count]
    ]
    move_many(actor=house.head, nominations=rows, name="submit")
    return rows


def test_officer_opens_a_round(house, sign_in):
    answer = sign_in(house.officer).post("/thuong-truc/dot-xet/moi/", FORM, follow=True)

    opened = Round.objects.get()
    assert answer.redirect_chain[-1][0] == f"/lam-viec/dot-xet/{opened.code}/"
    assert opened.titles == ["LDTT", "CSTDCS"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"closes_on": "2024-10-01"}, "Hạn nộp phải từ ngày bắt đầu nhận hồ sơ"),
        ({"cap_percent": "15"}, "Ghi văn bản của địa phương"),
        ({"closes_on": "2024-02-31"}, "không có trong lịch"),
        ({"titles": ["GK-HUYEN"], "considered_on": "2025-12-31"}, "pháp luật không có: GK-HUYEN"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(house, sign_in, change, sentence):
    answer = sign_in(house.officer).post("/thuong-truc/dot-xet/moi/", FORM | change)

    text = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in text
    assert "Tổng kết năm 2024" in text
    assert not Round.objects.exists()


def test_second_of_two_officers_is_told(house, sign_in):
    row = make.round_(house)
    client = sign_in(house.officer)
    url = f"/thuong-truc/dot-xet/{row.code}/sua/"
    client.post(url, FORM | {"revision": "1", "name": "Tên thứ nhất"})

    answer = client.post(url, FORM | {"revision": "1", "name": "Tên thứ hai"})

    row.refresh_from_db()
    assert row.name == "Tên thứ nhất"
    assert "vừa sửa mục này" in answer.content.decode()


def test_locked_round_can_be_unlocked(house, sign_in):
    row = make.round_(house)
    client = sign_in(house.officer)

    client.post(f"/thuong-truc/dot-xet/{row.code}/khoa/")
    row.refresh_from_db()
    assert row.state == RoundState.CLOSED

    client.post(f"/thuong-truc/dot-xet/{row.code}/khoa/")
    row.refresh_from_db()
    assert row.state == RoundState.OPEN


@pytest.mark.parametrize("count", [1, 3])
def test_round_page_asks_the_same_queries_for_one_and_three(
    house, sign_in, django_assert_num_queries, count
):
    row = make.round_(house)
    submitted(house, row, count)
    client = sign_in(house.officer)

    with django_assert_num_queries(16):
        answer = client.get(f"/lam-viec/dot-xet/{row.code}/")

    assert answer.content.decode().count("data-td-row") == count


def test_list_filters_by_name_without_diacritics(house, sign_in):
    row = make.round_(house)
    submitted(house, row, 5)

    text = sign_in(house.officer).get(f"/lam-viec/dot-xet/{row.code}/?q=dao").content.decode()

    assert "Nguyễn Thị Đào" in text
    assert "Nguyễn Thị Lan" not in text


def test_export_holds_what_the_filter_shows_and_no_formula(house, sign_in):
    row = make.round_(house)
    submitted(house, row, 3)
    trap = make.person(house, "Trần Văn Bẫy", 1980)
    bad = make.nomination(house, row, trap, position='=HYPERLINK("http://x","y")')
    move_many(actor=house.head, nominations=[bad], name="submit")
    client = sign_in(house.officer)

    everything = load_workbook(
        BytesIO(client.get(f"/lam-viec/dot-xet/{row.code}/?xuat=xlsx").content)
    ).active
    filtered = load_workbook(
        BytesIO(client.get(f"/lam-viec/dot-xet/{row.code}/?xuat=xlsx&q=mai").content)
    ).active

    assert everything.max_row == 4 + 4
    assert [c.value for c in filtered["B"][4:]] == ["Nguyễn Thị Mai"]
    assert all(c.data_type != "f" for line in everything.iter_rows() for c in line)


def test_htmx_gives_the_list_alone(house, sign_in):
    row = make.round_(house)
    submitted(house, row, 1)
    client = sign_in(house.officer)

    text = client.get(
        f"/lam-viec/dot-xet/{row.code}/", headers={"hx-request": "true"}
    ).content.decode()

    assert text.strip().startswith("<section")
    assert "<html" not in text


@pytest.mark.parametrize("key", ["clerk", "head", "inspector", "chairman", "editor"])
def test_only_the_officer_opens_or_changes_a_round(house, sign_in, key):
    row = make.round_(house)
    client = sign_in(getattr(house, key))

    assert client.get("/thuong-truc/dot-xet/moi/").status_code == 403
    assert client.post(f"/thuong-truc/dot-xet/{row.code}/sua/", FORM).status_code == 403
    assert client.post(f"/thuong-truc/dot-xet/{row.code}/khoa/").status_code == 403


def test_nobody_without_an_account_sees_a_round(house, client):
    row = make.round_(house)

    answer = client.get(f"/lam-viec/dot-xet/{row.code}/")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/tai-khoan/")
