"""Who finds nothing of a request, whose pages are whose, and what lists cost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from openpyxl import load_workbook

from tests.initiatives import making
from tests.initiatives.making import PDF, page
from thidua.documents.domain.store import store
from thidua.initiatives.domain.drafts import Author, add_evidence
from thidua.initiatives.domain.scope import Asking, ask_scope
from thidua.initiatives.models import InitiativeRequest


@pytest.fixture
def board(house):
    return making.board(house)


def test_recused_member_finds_no_trace_anywhere(house, board, sign_in):
    authors = (Author("Đỗ Văn Thắng", "", Decimal(100)),)
    draft = making.request(house, authors=authors)
    file = store(actor=house.clerk, name="bao-cao.pdf", data=PDF)
    add_evidence(actor=house.clerk, request=draft, file=file)
    making.REQUESTS.perform(draft, "submit", actor=house.head)
    making.REQUESTS.perform(draft, "accept", actor=house.officer)
    scoring = making.bring(actor=house.officer, request=draft, sitting=board.sitting).scoring
    making.scored_by_second(house, board, scoring)
    member = sign_in(board.member)
    sitting = f"/hoi-dong/sang-kien/phien/{board.sitting.code}/"

    for address in ("/hoi-dong/sang-kien/", sitting, "/lam-viec/", "/thuong-truc/sang-kien/so/"):
        assert making.NAME not in page(member, address)
    for address in (
        f"/lam-viec/sang-kien/{draft.code}/",
        f"/hoi-dong/sang-kien/cham/{draft.code}/",
        f"/lam-viec/tep/{file.key}/",
    ):
        page(member, address, 404)
    book = load_workbook(BytesIO(member.get(f"{sitting}?xuat=xlsx").content)).active
    assert draft.code not in str(list(book.values))
    page(member, f"{sitting}bien-ban/pdf/", 409)
    page(sign_in(board.second), f"/lam-viec/tep/{file.key}/")


def test_recused_officer_finds_no_line_in_the_journal_and_no_copy_to_compare(house, sign_in):
    own = (Author("Nguyễn Quốc Khánh", "", Decimal(100)),)
    kept = making.submitted(house, authors=own)
    copy = making.submitted_by_rival(house)
    officer, inspector = sign_in(house.officer), sign_in(house.inspector)

    assert kept.code in page(inspector, f"/van-hanh/nhat-ky/?ma={kept.code}")
    journal = page(officer, "/van-hanh/nhat-ky/")
    assert "Nộp đề nghị công nhận sáng kiến" in journal
    assert f">{kept.code}<" not in journal
    assert kept.code not in page(officer, f"/lam-viec/sang-kien/{copy.code}/")
    beside = f"/thuong-truc/sang-kien/{copy.code}/doi-chieu/{kept.known_text.code}/"
    page(officer, beside, 404)
    page(inspector, beside)


ADDRESSES = (
    ("/don-vi/sang-kien/", {"clerk", "head", "rival_clerk", "rival_head"}),
    ("/don-vi/sang-kien/moi/", {"clerk", "head", "rival_clerk", "rival_head"}),
    ("/thuong-truc/sang-kien/", {"officer", "secretary", "chairman", "inspector"}),
    ("/thuong-truc/sang-kien/quyet-dinh/", {"officer"}),
    ("/thuong-truc/sang-kien/thoi-han/", {"officer"}),
    ("/hoi-dong/sang-kien/", {"officer", "secretary", "member", "chairman", "inspector"}),
    ("/hoi-dong/sang-kien/tieu-chi/moi/", {"secretary"}),
    ("/hoi-dong/sang-kien/phien/moi/", {"secretary"}),
)


def test_each_page_is_for_its_roles_alone(house, sign_in):
    roles = {key: actor.role for key, actor in house.actors.items()}
    for address, allowed in ADDRESSES:
        declared = resolve(address).func.declaration.roles
        assert {key for key, role in roles.items() if role in declared} == allowed, address
    clients = {key: sign_in(house.actors[key]) for key in ("clerk", "secretary", "editor")}
    for address, allowed in ADDRESSES:
        for key, client in clients.items():
            page(client, address, 200 if key in allowed else 403)


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_the_same_queries_for_one_and_three(house, board, sign_in, count):
    for number in range(count):
        making.recognised_as(house, board, number)
    officer = sign_in(house.officer)
    ask_scope(
        actor=house.officer,
        initiative=InitiativeRequest.objects.first().initiative,
        asking=Asking(reach=2, asked_of="Chủ tịch UBND thành phố", asked_on=date(2024, 12, 6)),
    )
    for address in ADDRESSES[2][0], "/thuong-truc/sang-kien/so/", "/sang-kien/":
        officer.get(address)

    counted = []
    for address in (
        "/thuong-truc/sang-kien/?sap_xep=ten&q=ban do",
        "/thuong-truc/sang-kien/so/?sap_xep=-ten&q=ban do&da_dung=chua&pham_vi=1",
        "/sang-kien/?sap_xep=don-vi&nam=2024",
        "/hoi-dong/sang-kien/?q=phien",
    ):
        with CaptureQueriesContext(connection) as queries:
            officer.get(address)
        counted.append(len(queries))

    assert counted == [14, 12, 12, 9]


def test_odd_addresses_are_understood_or_ignored(house, sign_in):
    officer = sign_in(house.officer)
    odd = "?buoc=xx&nam=99999999999&don_vi=٣&sap_xep=--&trang=-1&q=" + "a" * 500

    for address in ("/thuong-truc/sang-kien/", "/thuong-truc/sang-kien/so/", "/sang-kien/",
                    "/hoi-dong/sang-kien/"):  # fmt: skip
        page(officer, address + odd)
    book = load_workbook(BytesIO(officer.get("/thuong-truc/sang-kien/?xuat=xlsx").content))
    assert book.active["A1"].value == "Đề nghị công nhận sáng kiến"
