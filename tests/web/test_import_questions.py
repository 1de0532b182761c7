"""Answering what a file leaves in doubt, by the screens."""

from __future__ import annotations

import pytest

from tests import factories as make
from tests.registry.workbooks import award, register
from thidua.registry.domain import imports
from thidua.registry.domain.answers import answer_row
from thidua.registry.enums import BatchKind, RowState
from thidua.registry.models import Award, ImportBatch

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


def test_question_shows_the_candidate_with_birth_unit_awards_and_doubt(house, sign_in):
    known = make.person(house, "Bùi Thị Hạnh", 1985)
    Award.objects.create(authority=house.authority, person=known, title_code="CSTDCS", year=2018)
    batch = brought(house, register(award("Bùi T. Hạnh")))

    page = text(sign_in(house.officer).get(f"{BASE}{batch.code}/cau-hoi/"))

    assert "Bùi T. Hạnh là ai trong sổ?" in page
    assert "Sinh 1985, Trường THCS An Đồng. Đã có trong sổ: CSTĐCS 2018." in page
    assert "tên viết tắt: &quot;Bùi T. Hạnh&quot; và &quot;Bùi Thị Hạnh&quot;" in page
    for words in ("Cùng một người", "Người khác", "Bỏ qua dòng này"):
        assert words in page


def test_candidate_of_the_file_itself_shows_its_rows_and_awards(house, sign_in):
    batch = brought(
        house,
        register(award("Bùi T. Hạnh"), award("Bùi Thị Hạnh", title="CSTĐCS", number="7/QĐ-UBND")),
    )

    page = text(sign_in(house.officer).get(f"{BASE}{batch.code}/cau-hoi/"))

    assert "Trong tệp này, dòng 5: CSTĐCS 2019." in page


def test_answer_settles_the_rows_and_leads_to_the_next(house, sign_in):
    batch = doubtful(house)
    row = batch.rows.get(state=RowState.ASKED)
    url = f"{BASE}{batch.code}/cau-hoi/"

    answer = sign_in(house.officer).post(
        url,
        {"hoi": "person", "khoa": row.asked_key, "tra_loi": row.candidates[0]["code"]},
        follow=True,
    )

    row.refresh_from_db()
    assert row.state == RowState.READY
    assert answer.redirect_chain == [(url, 302), (f"{BASE}{batch.code}/", 302)]
    assert "Không còn câu hỏi nào." in text(answer)


def test_unit_can_be_chosen_from_the_catalogue(house, sign_in):
    batch = brought(house, register(award("Lê Thị Nga", unit="Đài Phát thanh huyện")))
    row = batch.rows.get()
    url = f"{BASE}{batch.code}/cau-hoi/"
    client = sign_in(house.officer)
    assert "“Đài Phát thanh huyện” là đơn vị nào?" in text(client.get(url))

    client.post(
        url,
        {"hoi": "unit", "khoa": row.asked_key, "don_vi_khac": house.rival.code},
    )

    row.refresh_from_db()
    assert row.state == RowState.READY


def test_title_is_chosen_among_those_it_may_be(house, sign_in):
    batch = brought(house, register(award("Lê Thị Nga", title="GK", level="")))
    row = batch.rows.get()
    url = f"{BASE}{batch.code}/cau-hoi/"
    client = sign_in(house.officer)
    page = text(client.get(url))
    assert "“GK” là danh hiệu, hình thức nào?" in page
    assert "Giấy khen của Chủ tịch Ủy ban nhân dân cấp huyện" in page

    client.post(url, {"hoi": "title", "khoa": row.asked_key, "tra_loi": "GK-HUYEN"})

    assert batch.rows.get().state == RowState.READY


def test_each_row_of_a_spelling_can_be_answered_alone(house, sign_in):
    make.person(house, "Bùi Thị Hạnh", 1985)
    batch = brought(
        house,
        register(award("Bùi T. Hạnh"), award("Bùi T. Hạnh", year=2020, number="8/QĐ-UBND")),
    )

    sign_in(house.officer).post(
        f"{BASE}{batch.code}/cau-hoi/", {"trang": "Sổ", "dong": "5", "tra_loi": "leave_out"}
    )

    states = list(batch.rows.values_list("row", "state"))
    assert states == [(4, RowState.ASKED), (5, RowState.LEFT_OUT)]


def test_row_left_out_can_be_asked_again(house, sign_in):
    batch = doubtful(house)
    client = sign_in(house.officer)
    place = {"trang": "Sổ", "dong": "4"}
    answer = client.post(
        f"{BASE}{batch.code}/cau-hoi/", place | {"tra_loi": "leave_out", "ve": "tep"}
    )
    assert answer.url == f"{BASE}{batch.code}/"
    assert "Hỏi lại" in text(client.get(answer.url))

    client.post(f"{BASE}{batch.code}/hoi-lai/", place)

    assert batch.rows.get(row=4).state == RowState.ASKED


def test_shared_answers_are_listed_and_can_be_asked_again(house, sign_in):
    batch = brought(
        house,
        register(
            award("Lê Thị Nga", unit="Đài Phát thanh huyện"),
            award("Lê Thị Lan", unit="Đội Trật tự đô thị"),
            award("Lê Thị Mai", title="GK", level=""),
        ),
    )
    for row, answer in ((4, house.rival.code), (5, "new"), (6, "GK-HUYEN")):
        answer_row(actor=house.officer, row=batch.rows.get(row=row), answer=answer)
    client = sign_in(house.officer)
    page = text(client.get(f"{BASE}{batch.code}/"))
    assert "“Đài Phát thanh huyện” là <b>Xã Hồng Thái</b>" in page
    assert "“Đội Trật tự đô thị” là <b>đơn vị mới</b>" in page
    assert "“GK” là <b>Giấy khen của Chủ tịch Ủy ban nhân dân cấp huyện</b>" in page

    client.post(f"{BASE}{batch.code}/hoi-lai/", {"hoi": "title", "khoa": "gk"})

    assert batch.rows.get(row=6).state == RowState.ASKED


def test_answer_off_the_list_comes_back_as_a_sentence(house, sign_in):
    batch = doubtful(house)
    row = batch.rows.get(state=RowState.ASKED)
    url = f"{BASE}{batch.code}/cau-hoi/"

    answer = sign_in(house.officer).post(
        url,
        {"hoi": "person", "khoa": row.asked_key, "tra_loi": "KHONG-CO"},
        headers={"Referer": f"http://testserver{url}"},
        follow=True,
    )

    assert "chọn một người trong các người được nêu" in text(answer)


@pytest.mark.parametrize("count", [1, 3])
def test_questions_ask_the_same_queries_for_one_and_three(
    house, sign_in, django_assert_num_queries, count
):
    for name in ("Hạnh", "Nga", "Lan")[:count]:
        make.person(house, f"Bùi Thị {name}", 1985)
    lines = [award(f"Bùi T. {name}") for name in ("Hạnh", "Nga", "Lan")[:count]]
    batch = brought(house, register(*lines))
    client = sign_in(house.officer)

    with django_assert_num_queries(12):
        answer = client.get(f"{BASE}{batch.code}/cau-hoi/")

    assert text(answer).count("Cùng một người") == count
