"""A unit's own dossiers: drawn up by hand, changed, kept while typing, with papers."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import factories as make
from thidua.commendation.models import Nomination
from thidua.commendation.workflow import NOMINATIONS
from thidua.organizations.models import Person

PERSON = {
    "doi_tuong": "person",
    "title_code": "LDTT",
    "name": "Phạm Thị Thanh Huyền",
    "birth_words": "1988",
    "sex": "female",
    "position": "Giáo viên",
    "group": "direct",
    "rating_level": "2",
}


@pytest.fixture
def round_(house):
    return make.round_(house)


def filled(row, **changes):
    return PERSON | {"revision": str(row.revision), "name": row.name} | changes


def test_clerk_draws_up_a_dossier_of_somebody_new(house, round_, sign_in):
    answer = sign_in(house.clerk).post("/don-vi/ho-so/moi/", PERSON | {"dot": round_.code})

    row = Nomination.objects.get()
    assert answer["Location"] == f"/lam-viec/ho-so/{row.code}/"
    assert (row.person.full_name, row.person.birth_year) == ("Phạm Thị Thanh Huyền", 1988)
    assert row.verdict == "met"


def test_person_on_record_is_used_and_not_doubled(house, round_, sign_in):
    known = make.person(house)

    sign_in(house.clerk).post("/don-vi/ho-so/moi/", PERSON | {"dot": round_.code})

    assert Nomination.objects.get().person == known
    assert Person.objects.count() == 1


def test_doubtful_person_is_asked_and_the_answer_decides(house, round_, sign_in):
    known = make.person(house, year=1987)
    client, form = sign_in(house.clerk), PERSON | {"dot": round_.code}

    asked = client.post("/don-vi/ho-so/moi/", form)
    text = asked.content.decode()
    assert asked.status_code == 422
    assert known.code in text
    assert not Nomination.objects.exists()

    client.post("/don-vi/ho-so/moi/", form | {"la_ai": "new"})
    assert Nomination.objects.get().person != known


def test_impossible_date_is_named_and_typing_is_kept(house, round_, sign_in):
    answer = sign_in(house.clerk).post(
        "/don-vi/ho-so/moi/", PERSON | {"dot": round_.code, "birth_words": "31/02/1985"}
    )

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "không có trong lịch" in text
    assert "Phạm Thị Thanh Huyền" in text


def test_edit_keeps_what_was_typed_when_somebody_else_was_first(house, round_, sign_in):
    row = make.nomination(house, round_)
    client, url = sign_in(house.clerk), f"/don-vi/ho-so/{row.code}/sua/"
    client.post(url, filled(row, note="Bản thứ nhất"))

    answer = client.post(url, filled(row, note="Bản thứ hai"))

    row.refresh_from_db()
    text = answer.content.decode()
    assert row.note == "Bản thứ nhất"
    assert "vừa sửa mục này" in text
    assert "Bản thứ hai" in text
    # Pressing again does not run over what this page never showed.
    assert f'name="revision" value="{row.revision - 1}"' in text


def test_autosave_keeps_a_draft_and_tells_the_next_revision(house, round_, sign_in):
    row = make.nomination(house, round_)
    client, url = sign_in(house.clerk), f"/don-vi/ho-so/{row.code}/luu-nhap/"

    first = client.post(url, filled(row, note="Đang gõ"))
    late = client.post(url, filled(row, note="Từ màn hình cũ"))

    row.refresh_from_db()
    assert first.json() == {"fields": {"revision": "2"}}
    assert late.status_code == 409
    assert row.note == "Đang gõ"


def test_unfinished_field_does_not_hold_up_the_others(house, round_, sign_in):
    row = make.nomination(house, round_)

    answer = sign_in(house.clerk).post(
        f"/don-vi/ho-so/{row.code}/luu-nhap/", filled(row, birth_words="31/0", note="Đang gõ")
    )

    row.refresh_from_db()
    assert answer.json() == {"fields": {"revision": "2"}}
    assert (row.note, row.birth_words) == ("Đang gõ", "1988")


def test_autosave_of_a_dossier_handed_in_meanwhile_is_told(house, round_, sign_in):
    row = make.nomination(house, round_)
    NOMINATIONS.perform(row, "submit", actor=house.head)

    answer = sign_in(house.clerk).post(
        f"/don-vi/ho-so/{row.code}/luu-nhap/", filled(row, note="Muộn")
    )

    row.refresh_from_db()
    assert answer.status_code == 409
    assert row.note == ""


def test_reason_given_back_stands_on_the_edit_page(house, round_, sign_in):
    row = make.nomination(house, round_)
    NOMINATIONS.perform(row, "submit", actor=house.head)
    NOMINATIONS.perform(row, "give_back", actor=house.officer, parts={"rating": "Thiếu phiếu"})

    text = sign_in(house.clerk).get(f"/don-vi/ho-so/{row.code}/sua/").content.decode()

    assert "Cần bổ sung 1 phần" in text
    assert text.count("Thiếu phiếu") == 2


def test_paper_is_added_and_taken_out_but_never_erased(house, round_, sign_in):
    row = make.nomination(house, round_)
    client = sign_in(house.clerk)
    file = SimpleUploadedFile("../../phieu.pdf", b"%PDF-1.7 phieu")

    client.post(f"/don-vi/ho-so/{row.code}/minh-chung/", {"file": file, "part": "rating"})
    paper = row.evidence.get()
    given = client.get(f"/lam-viec/tep/{paper.file.key}/")
    client.post(f"/don-vi/ho-so/{row.code}/minh-chung/{paper.pk}/bo/")

    paper.refresh_from_db()
    assert paper.file.name == "phieu.pdf"
    assert b"".join(given.streaming_content) == b"%PDF-1.7 phieu"
    assert "attachment" in given["Content-Disposition"]
    assert paper.withdrawn_at is not None


@pytest.mark.parametrize("kind", ["collective", "household"])
def test_other_subjects_have_their_own_fields(house, round_, sign_in, kind):
    text = (
        sign_in(house.clerk)
        .get(f"/don-vi/ho-so/moi/?dot={round_.code}&doi_tuong={kind}")
        .content.decode()
    )

    assert ("Số người đạt LĐTT" in text) == (kind == "collective")
    assert ("Địa chỉ" in text) == (kind == "household")


@pytest.mark.parametrize("key", ["rival_clerk", "rival_head"])
def test_rival_unit_gets_not_found(house, round_, sign_in, key):
    row = make.nomination(house, round_)
    client = sign_in(getattr(house, key))

    assert client.get(f"/don-vi/ho-so/{row.code}/sua/").status_code == 404
    assert client.post(f"/don-vi/ho-so/{row.code}/luu-nhap/", filled(row)).status_code == 404


@pytest.mark.parametrize("key", ["officer", "secretary", "chairman", "inspector", "editor"])
def test_roles_that_do_not_nominate_are_kept_out(house, round_, sign_in, key):
    row = make.nomination(house, round_)
    client = sign_in(getattr(house, key))

    assert client.get("/don-vi/ho-so/moi/").status_code == 403
    assert client.get(f"/don-vi/ho-so/{row.code}/sua/").status_code == 403
