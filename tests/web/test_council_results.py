"""Recording the counts: typed, read over, kept."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests import factories as make
from tests.decisions import stages
from thidua.commendation.models import Nomination
from thidua.councils.models import Result


@pytest.fixture
def round_(house):
    return make.round_(house)


@pytest.fixture
def rows(house, round_):
    return [stages.at_council(house, round_, "CSTDCS", name) for name in stages.NAMES[:3]]


@pytest.fixture
def held(house, round_, rows):
    return stages.session(house, round_, present=9, written_opinions=2)


@pytest.fixture
def address(held):
    return reverse("council:results", args=[held.code])


def counts(*given) -> dict[str, str]:
    return {
        f"{box}-{row.code}": str(value)
        for row, values in given
        for box, value in zip(("dong_y", "khong", "hong"), values, strict=False)
    }


def test_results_page_lists_the_dossiers_with_the_threshold(house, rows, address, sign_in):
    page = sign_in(house.secretary).get(address).content.decode()

    assert all(row.name in page for row in rows)
    assert "Ngưỡng 80\u00a0% = 9 phiếu" in page
    assert "Điền nhanh: đồng ý cả 11" in page


@pytest.mark.parametrize("count", [1, 3])
def test_results_page_asks_as_many_queries_for_one_as_for_three(
    house, round_, sign_in, count, django_assert_num_queries
):
    for name in stages.NAMES[:count]:
        stages.at_council(house, round_, "LDTT", name)
    held = stages.session(house, round_)
    client = sign_in(house.secretary)

    with django_assert_num_queries(11):
        client.get(reverse("council:results", args=[held.code]))


def test_quick_fill_needs_no_script_and_keeps_what_was_typed(house, rows, address, sign_in):
    typed = counts((rows[1], (8, 3)))

    page = sign_in(house.secretary).post(address, typed | {"dien": "1"})

    filled = [[row.typed[key] for key in ("dong_y", "khong")] for row in page.context["rows"]]
    by_name = {row.nomination.name: typed for row, typed in
               zip(page.context["rows"], filled, strict=True)}  # fmt: skip
    assert by_name == {
        rows[0].name: ["11", ""],
        rows[1].name: ["8", "3"],
        rows[2].name: ["11", ""],
    }
    assert not Result.objects.exists()


def test_reading_over_shows_each_outcome_and_writes_nothing(house, rows, address, sign_in):
    typed = counts((rows[0], (11,)), (rows[1], (8, 3)))

    page = sign_in(house.secretary).post(address, typed | {"buoc": "xem"})

    words = page.content.decode()
    assert "1 trong 2 hồ sơ đủ phiếu" in words
    assert "cần ít nhất 9 phiếu" in words
    assert rows[2].name not in words
    assert f'name="dong_y-{rows[0].code}" value="11"' in words
    assert not Result.objects.exists()


def test_going_back_from_reading_over_keeps_what_was_typed(house, rows, address, sign_in):
    page = sign_in(house.secretary).post(
        address, counts((rows[0], (7, 4))) | {"buoc": "sua", f"ly_do-{rows[0].code}": "Chưa rõ"}
    )

    assert page.status_code == 200
    assert f'name="dong_y-{rows[0].code}" value="7"' in page.content.decode()
    assert 'value="Chưa rõ"' in page.content.decode()


def test_keeping_records_and_moves_and_leaves_blank_rows(house, held, rows, address, sign_in):
    typed = counts((rows[0], (11, 0, 0)), (rows[1], (8, 2, 1)))

    answer = sign_in(house.secretary).post(address, typed | {"buoc": "ghi"}, follow=True)

    states = {row.name: Nomination.objects.get(pk=row.pk).state for row in rows}
    assert states == {
        rows[0].name: "decided",
        rows[1].name: "not_approved",
        rows[2].name: "at_council",
    }
    assert answer.redirect_chain[0][0] == (
        f"{reverse('council:session', args=[held.code])}?danh_hieu=CSTDCS"
    )
    assert "Đã ghi kết quả 2 hồ sơ: 1 thông qua, 1 không thông qua." in answer.content.decode()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ((12,), "nhiều hơn tổng số 11 thành viên"),
        ((10, 1, 1), "nhiều hơn tổng số 11 thành viên"),
        (("chín",), "“chín” ở cột Đồng ý không phải số phiếu"),
        ((-1,), "“-1” ở cột Đồng ý không phải số phiếu"),
        (("", 3), "chưa nhập số phiếu đồng ý"),
        ((9999,), "“9999” ở cột Đồng ý không phải số phiếu"),
    ],
)
def test_a_row_at_fault_is_named_and_nothing_is_kept(
    house, rows, address, sign_in, values, sentence
):
    typed = counts((rows[0], (11,)), (rows[1], values))

    page = sign_in(house.secretary).post(address, typed | {"buoc": "ghi"})

    words = page.content.decode()
    assert page.status_code == 422
    assert rows[1].name in words
    assert sentence in words
    assert f'href="#dong_y-{rows[1].code}"' in words
    assert not Result.objects.exists()


def test_nothing_typed_is_said(house, address, sign_in):
    page = sign_in(house.secretary).post(address, {"buoc": "xem"})

    assert page.status_code == 422
    assert "Chưa nhập số phiếu của hồ sơ nào." in page.content.decode()


def test_results_page_with_nothing_left_leads_back(house, held, rows, address, sign_in):
    client = sign_in(house.secretary)
    client.post(address, counts(*((row, (11,)) for row in rows)) | {"buoc": "ghi"})

    page = client.get(address).content.decode()

    assert "Không còn hồ sơ nào chờ kết quả" in page
    assert reverse("council:session", args=[held.code]) in page


def test_results_of_one_award_at_a_time(house, round_, rows, held, address, sign_in):
    other = stages.at_council(house, round_, "LDTT", "Trần Thị Ánh")
    client = sign_in(house.secretary)

    first = client.get(address).content.decode()
    second = client.get(address, {"danh_hieu": "LDTT"}).content.decode()

    assert (rows[0].name in first, other.name in first) == (True, False)
    assert (rows[0].name in second, other.name in second) == (False, True)


@pytest.mark.parametrize("who", ["officer", "member", "chairman", "clerk", "head", "inspector"])
def test_results_are_recorded_by_the_secretary_alone(house, rows, address, sign_in, who):
    typed = counts((rows[0], (11,))) | {"buoc": "ghi"}

    answer = sign_in(getattr(house, who)).post(address, typed)

    assert answer.status_code == 403
    assert not Result.objects.exists()
