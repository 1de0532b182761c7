"""The dossier page and the acts on one or many dossiers."""

from __future__ import annotations

import pytest

from tests import factories as make
from thidua.commendation.enums import State
from thidua.commendation.models import Confirmation, ListImport
from thidua.commendation.workflow import NOMINATIONS
from thidua.documents.domain.store import store


@pytest.fixture
def round_(house):
    return make.round_(house)


def a_dossier(house, round_, *, level=2, submitted=True, **claims):
    who = make.person(house, claims.pop("name", "Phạm Thị Thanh Huyền"), 1988)
    if level is not None:
        make.rating(who, level=level)
    claims.setdefault("rating_level", level)
    row = make.nomination(house, round_, who, **claims)
    return NOMINATIONS.perform(row, "submit", actor=house.head) if submitted else row


def page(client, row) -> str:
    return client.get(f"/lam-viec/ho-so/{row.code}/").content.decode()


def test_every_condition_stands_with_its_article(house, round_, sign_in):
    text = page(sign_in(house.officer), a_dossier(house, round_))

    assert "Điều 24" in text
    assert "Luật Thi đua, khen thưởng 2022" in text
    assert "Đủ điều kiện xét" in text


def test_failing_condition_stands_first_and_says_what_is_missing(house, round_, sign_in):
    text = page(sign_in(house.officer), a_dossier(house, round_, level=1))

    assert text.index("Không đạt") < text.index("> Đạt<" if "> Đạt<" in text else "Đạt</")
    assert "Chưa trình Hội đồng được" in text


def test_button_that_cannot_be_pressed_says_why(house, round_, sign_in):
    text = page(sign_in(house.clerk), a_dossier(house, round_, submitted=False))

    assert "Thủ trưởng đơn vị đề nghị là người nộp hồ sơ." in text


def test_head_submits_through_the_confirmation_page(house, round_, sign_in):
    row = a_dossier(house, round_, submitted=False)
    client = sign_in(house.head)

    asked = client.get(f"/lam-viec/ho-so/thuc-hien/submit/?chon={row.code}").content.decode()
    done = client.post(
        "/lam-viec/ho-so/thuc-hien/submit/",
        {"chon": row.code, "xac_nhan": "1", "revision": str(row.revision)},
        follow=True,
    )

    row.refresh_from_db()
    assert row.name in asked
    assert row.state == State.SUBMITTED
    assert "Nộp hồ sơ" in done.content.decode()


def test_second_person_on_the_same_dossier_is_told(house, round_, sign_in):
    row = a_dossier(house, round_)
    client = sign_in(house.officer)
    form = {"chon": row.code, "xac_nhan": "1", "revision": "1", "phan_rating": "Thiếu phiếu"}

    here = f"http://testserver/lam-viec/ho-so/{row.code}/"
    answer = client.post(
        "/lam-viec/ho-so/thuc-hien/give_back/", form, follow=True, headers={"referer": here}
    )

    row.refresh_from_db()
    assert row.state == State.SUBMITTED
    assert "vừa sửa mục này" in answer.content.decode()


def test_give_back_needs_a_reason(house, round_, sign_in):
    row = a_dossier(house, round_)

    answer = sign_in(house.officer).post(
        "/lam-viec/ho-so/thuc-hien/give_back/", {"chon": row.code, "xac_nhan": "1"}
    )

    row.refresh_from_db()
    assert answer.status_code == 422
    assert row.state == State.SUBMITTED


def test_unit_reads_the_reason_of_each_part(house, round_, sign_in):
    row = a_dossier(house, round_)
    sign_in(house.officer).post(
        "/lam-viec/ho-so/thuc-hien/give_back/",
        {"chon": row.code, "xac_nhan": "1", "phan_rating": "Bổ sung phiếu xếp loại 2024"},
    )

    row.refresh_from_db()
    text = page(sign_in(house.clerk), row)

    assert row.state == State.GIVEN_BACK
    assert "Bổ sung phiếu xếp loại 2024" in text
    assert "Kết quả đánh giá, xếp loại" in text


def test_unknown_condition_is_confirmed_on_a_named_paper_and_examination_goes_on(
    house, round_, sign_in
):
    row = a_dossier(house, round_, level=None, rating_level=None)
    client = sign_in(house.officer)
    from thidua.commendation.domain.assess import judge
    from thidua.law import Verdict

    unknown = [f.code for f in judge(row).findings if f.verdict is Verdict.NOT_KNOWN]

    for code in unknown:
        client.post(
            f"/thuong-truc/ho-so/{row.code}/xac-nhan/",
            {"dieu_kien": code, "can_cu": "Phiếu xếp loại số 12, ngày 20/12/2024"},
        )
    client.post("/lam-viec/ho-so/thuc-hien/examine/", {"chon": row.code, "xac_nhan": "1"})

    row.refresh_from_db()
    assert unknown
    assert row.state == State.EXAMINED
    assert Confirmation.objects.count() == len(unknown)
    assert "Phiếu xếp loại số 12" in page(client, row)


def test_condition_that_is_not_met_cannot_be_confirmed_away(house, round_, sign_in):
    row = a_dossier(house, round_, level=1)
    client = sign_in(house.officer)
    from thidua.commendation.domain.assess import judge
    from thidua.law import Verdict

    failing = next(f.code for f in judge(row).findings if f.verdict is Verdict.NOT_MET)

    client.post(f"/thuong-truc/ho-so/{row.code}/xac-nhan/",
                {"dieu_kien": failing, "can_cu": "Giấy"})  # fmt: skip

    assert not Confirmation.objects.exists()


def test_bulk_act_moves_those_that_can_and_names_the_others(house, round_, sign_in):
    good = a_dossier(house, round_, name="Lê Thị Kim Duyên")
    bad = a_dossier(house, round_, name="Cao Thị Tuyết", level=1)

    answer = sign_in(house.officer).post(
        "/lam-viec/ho-so/thuc-hien/examine/", {"chon": [good.code, bad.code]}
    )
    text = answer.content.decode()

    assert "1 hồ sơ sẽ chuyển bước, 1 hồ sơ giữ nguyên" in text
    assert "Không đạt:" in text


def test_late_dossier_is_marked_and_kept(house, sign_in):
    from datetime import date

    past = make.round_(house, closes_on=date(2024, 11, 2))

    row = a_dossier(house, past)

    assert row.is_late
    assert "Nộp muộn" in page(sign_in(house.officer), row)


@pytest.mark.parametrize("count", [1, 3])
def test_dossier_list_asks_the_same_queries_for_one_and_three(
    house, round_, sign_in, django_assert_num_queries, count
):
    for name in ("Lê Thị Lan", "Lê Thị Mai", "Lê Thị Hồng")[:count]:
        a_dossier(house, round_, name=name)
    client = sign_in(house.officer)

    with django_assert_num_queries(11):
        client.get("/lam-viec/ho-so/")


@pytest.mark.parametrize("key", ["rival_clerk", "rival_head"])
def test_rival_unit_gets_not_found(house, round_, sign_in, key):
    row = a_dossier(house, round_)
    client = sign_in(getattr(house, key))

    assert client.get(f"/lam-viec/ho-so/{row.code}/").status_code == 404


@pytest.mark.parametrize("key", ["editor", "administrator"])
def test_roles_without_dossiers_get_the_reason(house, round_, sign_in, key):
    row = a_dossier(house, round_)

    answer = sign_in(getattr(house, key)).get(f"/lam-viec/ho-so/{row.code}/")

    assert answer.status_code == 403
    assert "Anh, chị đang ở vai trò" in answer.content.decode()


def test_council_reads_the_lists_name_but_is_offered_no_link_to_it(house, round_, sign_in):
    dossier = a_dossier(house, round_)
    file = store(actor=house.clerk, name="danh-sach.csv", data=b"STT;Ho ten")
    dossier.list_import = ListImport.objects.create(
        authority=house.authority, round=round_, unit=house.school, file=file
    )
    dossier.save()
    for step in ("examine", "send_to_council"):
        NOMINATIONS.perform(dossier, step, actor=house.officer)

    assert str(file.key) in page(sign_in(house.officer), dossier)
    assert "danh-sach.csv" in page(sign_in(house.member), dossier)
    assert str(file.key) not in page(sign_in(house.member), dossier)
