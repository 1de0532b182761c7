"""The pages of clusters: who opens them, what they keep, what they say."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import factories as make
from tests.clusters import making
from thidua.clusters.domain.effects import open_sheet
from thidua.clusters.enums import Stage, State
from thidua.clusters.models import (
    ClusterYear,
    CriteriaTree,
    Mark,
    MarkEvidence,
    ScoreImport,
    ScoreObjection,
    TreeNode,
)
from thidua.core.actors import Role, system_actor
from thidua.journal.models import AuditEvent
from thidua.organizations.domain.units import add_unit, end_unit, succeed
from thidua.organizations.enums import SuccessionKind, UnitKind

pytestmark = pytest.mark.django_db

ALL, UNIT, PUBLIC = "/thuong-truc/cum-thi-dua/", "/don-vi/cum-thi-dua/", "/cum-thi-dua/"


def text(answer) -> str:
    return answer.content.decode()


def test_office_reads_every_page_and_others_do_not(house, sign_in):
    made = making.announced(house)
    code, tree = made.year.code, made.year.tree.code
    pages = (
        ALL, f"{ALL}{code}/", f"{ALL}{code}/bang-tong-hop/", f"{ALL}{code}/kien-nghi/",
        f"{ALL}{code}/don-vi/{made.members[0].pk}/",
        f"{ALL}{code}/don-vi/{made.members[0].pk}/?lech=1",
        f"{ALL}bang-diem/", f"{ALL}bang-diem/{tree}/", f"{ALL}{code}/de-nghi-co/",
        f"{ALL}{code}/phieu/{made.sheet(0).pk}/", f"{ALL}{code}/bien-ban.docx",
        f"{ALL}{code}/bien-ban.pdf", f"{ALL}?xuat=xlsx", f"{ALL}{code}/bang-tong-hop/?xuat=xlsx",
        f"{ALL}bang-diem/?xuat=xlsx", f"{ALL}bang-diem/{tree}/?xuat=xlsx",
    )  # fmt: skip
    keeping = (
        f"{ALL}moi/", f"{ALL}nam-moi/", f"{ALL}{code}/sua/", f"{ALL}{code}/ten/",
        f"{ALL}{code}/thanh-vien/", f"{ALL}{code}/phan-cong/", f"{ALL}{code}/buoc/take_back/",
        f"{ALL}{code}/nhap-bang-diem/", f"{ALL}bang-diem/moi/", f"{ALL}bang-diem/{tree}/chep/",
    )  # fmt: skip
    officer, inspector = sign_in(house.officer), sign_in(house.inspector)

    assert {url: officer.get(url).status_code for url in (*pages, *keeping)} == dict.fromkeys(
        (*pages, *keeping), 200
    )
    for url, words, shown in ((ALL, "CUM so 2", code), (f"{ALL}bang-diem/", "bang mau", tree)):
        assert f"/{shown}/" in text(officer.get(url, {"q": words}))
        assert f"/{shown}/" not in text(officer.get(url, {"q": "dau khong"}))
    assert {inspector.get(url).status_code for url in pages} == {200}
    assert {inspector.get(url).status_code for url in keeping} == {403}
    for stranger in (house.head, house.editor, house.administrator):
        assert {sign_in(stranger).get(url).status_code for url in pages} == {403}


def test_unit_reads_its_cluster_and_an_outsider_nothing(house, sign_in):
    made = making.announced(house)
    code = made.year.code
    pages = (
        f"{UNIT}{code}/", f"{UNIT}{code}/bang-tong-hop/", f"{UNIT}{code}/kien-nghi/",
        f"{UNIT}{code}/phieu/{made.sheet(1).pk}/", f"{UNIT}{code}/bien-ban.pdf",
    )  # fmt: skip
    clerk = sign_in(house.clerk)
    outside = make.actor(house, "outside", Role.HEAD, making.commune(house, "Xa Lạ"), "Ngoài cụm")

    assert {clerk.get(url).status_code for url in (UNIT, *pages)} == {200}
    assert code in text(clerk.get(UNIT, {"q": "thi dua so", "nam": "2024"}))
    assert code not in text(clerk.get(UNIT, {"nam": "2023"}))
    stranger = sign_in(outside)
    assert {stranger.get(url).status_code for url in pages} == {404}
    assert made.year.cluster.name not in text(stranger.get(UNIT))
    assert {sign_in(house.officer).get(url).status_code for url in pages} == {403}
    assert Client().get(pages[0]).status_code == 302


def test_unit_sees_only_its_own_points_until_the_draft(house, sign_in):
    made = making.cross_checking(house)
    outcome = sign_in(house.clerk).get(f"{UNIT}{made.year.code}/bang-tong-hop/")
    assert outcome.status_code == 302
    own, peer = made.sheet(0), made.sheet(1, Stage.PEER)
    stranger = next(
        one for n, one in enumerate(made.heads) if n != 1 and made.members[n] != peer.checker
    )

    assert (
        sign_in(stranger).get(f"{UNIT}{made.year.code}/phieu/{made.sheet(1).pk}/").status_code
        == 404
    )
    assert sign_in(house.clerk).get(f"{UNIT}{made.year.code}/phieu/{own.pk}/").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_matrix_asks_the_database_as_often_for_one_unit_as_for_three(
    house, sign_in, count, django_assert_num_queries
):
    made = making.drafted(house, count)
    for member in made.members:
        sheet = open_sheet(member.pk, house.authority.pk, Stage.SELF)
        for leaf in made.leaves:
            Mark.objects.create(authority=house.authority, sheet=sheet, node=leaf, points=0)
    officer = sign_in(house.officer)
    officer.get(f"{ALL}{made.year.code}/bang-tong-hop/")

    with django_assert_num_queries(MATRIX):
        officer.get(f"{ALL}{made.year.code}/bang-tong-hop/")


MATRIX = 14


def test_sheet_on_a_phone_is_saved_as_one_types_and_keeps_odd_text(house, sign_in):
    made = making.scoring(house)
    sheet, leaves = made.sheet(0), made.leaves
    url = f"{UNIT}{made.year.code}/phieu/{sheet.pk}/"
    head = sign_in(house.head)
    data = {"revision": sheet.revision, f"d_{leaves[0].pk}": "62,5", f"d_{leaves[1].pk}": "1o"}

    saved = head.post(f"{url}luu-nhap/", data)
    assert saved.json() == {"fields": {"revision": "2"}}
    assert head.post(f"{url}luu-nhap/", data).status_code == 409

    page = text(head.get(url))
    assert 'value="62,5"' in page
    assert 'value="1o"' in page
    assert "vượt mức tối đa 60" in page
    assert "“1o” không phải một số" in page
    refused = head.post(f"{url}nop/", {"revision": 2, "xac_nhan": "1"})
    assert refused.status_code == 422
    stale = head.post(url, data | {f"d_{leaves[0].pk}": "50"})
    assert stale.status_code == 422
    assert 'value="50"' in text(stale)

    good = {
        f"d_{leaf.pk}": typed for leaf, typed in zip(leaves, ("60", "30", "0", "0"), strict=True)
    }
    assert head.post(url, good).status_code == 302
    file = SimpleUploadedFile("qd.pdf", b"%PDF-1.4 x")
    papers = {"tieu_chi": leaves[0].pk, "ten": "QĐ 5034/QĐ-UBND", "file": file}
    head.post(f"{url}tai-lieu/", papers)
    paper = MarkEvidence.objects.get()
    opened = head.get(f"/lam-viec/tep/{paper.file.key}/")
    assert b"".join(opened.streaming_content) == b"%PDF-1.4 x"
    assert sign_in(house.rival_head).get(f"/lam-viec/tep/{paper.file.key}/").status_code == 404
    assert sign_in(house.rival_head).post(url, good).status_code == 404
    assert head.post(f"{url}nop/").status_code == 302
    made.year.refresh_from_db()
    assert made.sheet(0).handed_in_by_name == house.head.name


def test_step_asks_for_its_reason_and_says_what_is_missing(house, sign_in):
    made = making.announced(house)
    officer = sign_in(house.officer)
    url = f"{ALL}{made.year.code}/buoc/"

    refused = officer.post(f"{url}publish/")
    assert refused.status_code == 422
    assert "còn được kiến nghị" in text(refused)
    assert officer.post(f"{url}take_back/", {"reason": ""}).status_code == 422
    assert officer.post(f"{url}take_back/", {"reason": "Xem lại"}).status_code == 302
    assert ClusterYear.objects.get().state == State.PANEL
    assert officer.get(f"{url}khong-co/").status_code == 404
    assert sign_in(house.chairman).post(f"{url}announce/").status_code == 403


def test_panel_types_points_and_reasons_beside_the_sheets(house, sign_in):
    made = making.at_panel(house)
    officer, leaf = sign_in(house.officer), made.leaves[0]
    url = f"{ALL}{made.year.code}/don-vi/{made.members[0].pk}/"

    officer.post(url, {f"d_{leaf.pk}": "99", f"w_{leaf.pk}": "BB"})
    assert "vượt mức tối đa 60" in text(officer.get(url))
    officer.post(url, {f"d_{leaf.pk}": "59", f"w_{leaf.pk}": ""})
    assert "Khác phiếu của đơn vị: ghi lý do." in text(officer.get(url))
    officer.post(f"{url}lay-diem/", {"theo": "peer", "ly_do": "BB"})
    assert sign_in(house.inspector).post(url, {f"d_{leaf.pk}": "1"}).status_code == 403
    assert Mark.objects.get(sheet=made.sheet(0, Stage.PANEL), node=leaf).points == 59


def test_objection_is_raised_and_answered_on_screen(house, sign_in):
    made = making.announced(house)
    url = "kien-nghi/"
    data = {"about": made.members[0].pk, "node": made.leaves[0].pk, "text": "Đề nghị xem lại"}
    assert sign_in(house.clerk).post(f"{UNIT}{made.year.code}/{url}", data).status_code == 403
    head = sign_in(house.head)

    assert head.post(f"{UNIT}{made.year.code}/{url}", data | {"text": ""}).status_code == 422
    assert head.post(f"{UNIT}{made.year.code}/{url}", data).status_code == 302

    one = ScoreObjection.objects.get()
    officer = sign_in(house.officer)
    assert "1 kiến nghị về điểm chờ trả lời" in text(officer.get("/lam-viec/"))
    answer = f"{ALL}{made.year.code}/{url}{one.pk}/"
    refused = officer.post(answer, {"answer": "Được", "points": "70"})
    assert refused.status_code == 422
    assert officer.post(answer, {"answer": "Được", "points": "60"}).status_code == 302
    assert "59 thành 60" in text(head.get(f"{UNIT}{made.year.code}/{url}"))


def test_published_ranking_is_for_everybody_only_when_the_authority_says_so(house, sign_in):
    made = making.published(house)
    url = f"{PUBLIC}{made.year.code}/"
    page = text(Client().get(url))

    assert "Trường THCS An Đồng" in page
    assert "Theo biên bản" not in page
    assert made.year.cluster.name in text(Client().get(PUBLIC, {"q": "cum thi dua"}))
    assert made.year.cluster.name not in text(Client().get(PUBLIC, {"q": "khoi"}))
    book = openpyxl.load_workbook(BytesIO(Client().get(f"{PUBLIC}?xuat=xlsx").content))
    assert [cell.value for cell in book.active[5]][2:5] == [1, "Trường THCS An Đồng", 89]
    result = sign_in(house.head).get(f"{UNIT}{made.year.code}/ket-qua/1/")
    assert "còn nguyên như lúc công bố" in text(result)
    assert sign_in(house.head).get(f"{UNIT}{made.year.code}/ket-qua/2/").status_code == 404
    ClusterYear.objects.update(is_public=False)
    assert Client().get(url).status_code == 404
    assert made.year.cluster.name not in text(Client().get(PUBLIC))


def test_suggestion_reaches_the_desk_of_the_leading_unit(house, sign_in):
    made = making.published(house)
    officer = sign_in(house.officer)
    url = f"{ALL}{made.year.code}/de-nghi-co/"
    page = text(officer.get(url))
    assert "Cờ thi đua của tỉnh" in page
    assert "Nhiều nhất 20\N{NO-BREAK SPACE}%: <b>0</b> đơn vị" in page
    assert "chưa đối chiếu văn bản" in page
    own = {"flag_share": "33,3", "flag_share_basis": ""}
    assert officer.post(f"{ALL}ty-le-co/", own).status_code == 422
    own["flag_share_basis"] = "Công văn 12/SNV-TĐKT"
    assert officer.post(f"{ALL}ty-le-co/", own).status_code == 302
    page = text(officer.get(url))
    assert "Nhiều nhất 33,3 %: <b>0</b> đơn vị" in page
    assert "Công văn 12/SNV-TĐKT" in page
    assert sign_in(house.chairman).get(f"{ALL}ty-le-co/").status_code == 403

    line = made.year.results.get().lines.get(rank=1)
    officer.post(url, {"dong": line.pk, "ten": "Cờ thi đua của tỉnh"})

    assert "gợi ý lập hồ sơ đề nghị Cờ thi đua của tỉnh" in text(
        sign_in(house.head).get("/lam-viec/")
    )
    assert "danh_hieu=CTD-TINH" in text(sign_in(house.head).get(UNIT))
    assert "gợi ý lập hồ sơ" not in text(sign_in(house.rival_head).get("/lam-viec/"))
    assert sign_in(house.inspector).post(url, {"dong": line.pk, "ten": "x"}).status_code == 403


def test_table_of_criteria_is_drawn_up_by_plain_forms_and_frozen_in_use(house, sign_in):
    officer = sign_in(house.officer)
    table = {
        "year": 2024,
        "name": "Bảng điểm khối",
        "stated_total": "1.000",
        "bonus_in_total": "on",
    }
    made = officer.post(f"{ALL}bang-diem/moi/", table)
    tree = CriteriaTree.objects.get()
    assert made.status_code == 302
    assert tree.stated_total == 1000
    url = f"{ALL}bang-diem/{tree.code}/"
    group = {
        "name": "Kinh tế",
        "number": "A",
        "is_group": "on",
        "kind": "score",
        "method": "judged",
    }
    officer.post(f"{url}muc/moi/", group)
    a = TreeNode.objects.get()
    leaf = {
        "parent": a.pk,
        "name": "Thu ngân sách",
        "number": "1",
        "kind": "score",
        "method": "judged",
    }
    assert officer.post(f"{url}muc/moi/", leaf).status_code == 422
    assert officer.post(f"{url}muc/moi/", leaf | {"most": "sáu mươi"}).status_code == 422
    officer.post(f"{url}muc/moi/", leaf | {"most": "600"})
    officer.post(f"{url}muc/moi/", leaf | {"most": "62,5", "name": "Nông thôn mới"})
    assert "cộng được 662,5 điểm, tổng công bố là 1.000: thiếu 337,5 điểm" in text(officer.get(url))
    first, second = TreeNode.objects.filter(parent=a)
    officer.post(f"{url}muc/{second.pk}/chuyen-cho/len/")
    assert list(TreeNode.objects.filter(parent=a)) == [second, first]
    officer.post(f"{url}muc/{second.pk}/", leaf | {"most": "400", "parent": "", "tie_order": "1"})
    second.refresh_from_db()
    assert (second.parent, second.most, second.tie_order) == (None, 400, 1)
    assert "cộng đúng 1.000 điểm" in text(officer.get(url))
    assert officer.post(f"{url}muc/{a.pk}/", group | {"parent": a.pk}).status_code == 422
    officer.post(f"{url}muc/{second.pk}/bo/")
    assert TreeNode.objects.count() == 2

    CriteriaTree.objects.update(frozen_at="2024-01-01T00:00Z")
    assert officer.post(f"{url}muc/moi/", leaf | {"most": "1"}).status_code == 422
    officer.post(f"{url}chep/", {"year": 2025, "name": "Bảng điểm khối"})
    copy = CriteriaTree.objects.get(year=2025)
    assert copy.copied_from == tree
    assert [(n.name, n.parent and n.parent.name) for n in copy.nodes.order_by("pk")] == [
        ("Kinh tế", None),
        ("Thu ngân sách", "Kinh tế"),
    ]
    assert copy.frozen_at is None
    assert sign_in(house.member).post(f"{url}muc/moi/", leaf).status_code == 403


def test_members_are_managed_and_a_merged_unit_is_followed(house, sign_in):
    officer = sign_in(house.officer)
    officer.post(
        f"{ALL}moi/",
        {"name": "Khối trường học", "kind": "block", "organiser": "district", "year": 2024},
    )
    row = ClusterYear.objects.get()
    url = f"{ALL}{row.code}/thanh-vien/"
    for unit in (house.school, house.rival):
        officer.post(url, {"viec": "them", "don_vi": unit.code})
    assert officer.post(url, {"viec": "them", "don_vi": house.school.code}).status_code == 422
    school, rival = row.members.order_by("pk")
    officer.post(url, {"viec": "truong-pho", "truong": rival.pk, "pho": school.pk})
    officer.post(url, {"viec": "xep-hang", "thanh_vien": school.pk, "xep": "0", "ly_do": "Mới lập"})
    assert officer.post(url, {"viec": "la", "thanh_vien": school.pk}).status_code == 422

    system = system_actor(house.authority.pk)
    day = date(2024, 6, 1)
    ward = add_unit(
        actor=system, name="Phường An Hồng", kind=UnitKind.WARD, parent=house.district, since=day
    )
    end_unit(actor=system, unit=house.rival, on=day)
    succeed(
        actor=system, predecessor=house.rival, successor=ward, on=day, kind=SuccessionKind.WHOLE,
        instrument="NQ 1232/NQ-UBTVQH15",
    )  # fmt: skip
    words = "Xã Hồng Thái nhập vào Phường An Hồng từ 01/06/2024 (NQ 1232/NQ-UBTVQH15)"
    assert words in text(officer.get(url))
    officer.post(url, {"viec": "noi", "thanh_vien": rival.pk, "ke_tiep": ward.code})

    rival.refresh_from_db()
    assert (rival.left_words, rival.followed_by.unit, rival.place) == (words, ward, "member")
    assert rival.followed_by.place == "leader"
    head = make.actor(house, "ward", Role.HEAD, ward, "Chủ tịch phường")
    assert "Khối trường học" in text(sign_in(head).get(UNIT))
    assert AuditEvent.objects.filter(verb="cluster.member").count() == 5


def test_file_is_brought_in_on_one_screen(house, sign_in, django_capture_on_commit_callbacks):
    row = making.sample_year(house)
    officer = sign_in(house.officer)
    file = SimpleUploadedFile(making.SAMPLE, making.sample())
    with django_capture_on_commit_callbacks(execute=True):
        sent = officer.post(f"{ALL}{row.code}/nhap-bang-diem/", {"file": file})
    url = sent.url
    asking = {"HX-Request": "true", "HX-Target": "td-progress"}
    assert officer.get(url, headers=asking).headers["HX-Refresh"] == "true"
    page = text(officer.get(url))
    assert "8 chỗ chờ anh, chị quyết định" in page
    assert "Xã Quốc Tuấn, tự chấm, A.1" in page
    held = ScoreImport.objects.get()
    officer.post(f"{url}ap-dung/")
    assert not row.members.exists()

    from thidua.clusters.domain.import_plan import plan_import

    keys = [one.key for one in plan_import(held).questions]
    data = {f"tl_{n}": making.ANSWERS[key] for n, key in enumerate(keys)}
    number = keys.index("cell:J8")
    wrong = officer.post(url, data | {f"tl_{number}": "khac", f"kh_{number}": "abc"})
    assert wrong.status_code == 422
    assert "“abc” không phải một số" in text(wrong)
    assert (
        officer.post(url, data | {f"tl_{number}": "khac", f"kh_{number}": "99,5"}).status_code
        == 302
    )
    officer.post(f"{url}ap-dung/")
    assert row.members.count() == 5
    assert "953" not in text(officer.get(f"{ALL}{row.code}/bang-tong-hop/"))
    assert "952,5" in text(officer.get(f"{ALL}{row.code}/bang-tong-hop/"))
    assert sign_in(house.head).get(url).status_code == 403
    assert officer.post(f"{ALL}{row.code}/nhap-bang-diem/").status_code == 422

    undo = f"{url}hoan-tac/"
    assert sign_in(house.inspector).get(undo).status_code == 403
    assert "Điểm của 10 phiếu" in text(officer.get(undo))
    assert officer.post(undo, {"revision": 1}).status_code == 422
    assert officer.post(undo).status_code == 302
    assert "Các câu trả lời vẫn giữ" in text(officer.get(url))
    assert "không có gì để hoàn tác" in text(officer.get(undo))
    assert not row.members.exists()
