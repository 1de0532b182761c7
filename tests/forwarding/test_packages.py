"""A package from its draft to the higher level: papers, answers, signature, who keeps away."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from tests import factories as make
from tests.decisions import stages
from tests.forwarding import making
from tests.forwarding.making import refusal
from thidua.commendation.domain.recusals import recuse
from thidua.core.errors import NotAllowed
from thidua.documents.models import StoredFile
from thidua.forwarding.archive import verify
from thidua.forwarding.domain.exporting import export
from thidua.forwarding.domain.packing import PackageText, draft_package, edit_package, leave_out
from thidua.forwarding.domain.papers import Given, Upload, draw_up_missing, lay_in
from thidua.forwarding.domain.secrets import Count, change_secret, count_secret
from thidua.forwarding.domain.settling import answer_claim, choose_procedure, settle
from thidua.forwarding.domain.supplements import Wanted, answer_request, ask_more
from thidua.forwarding.models import PackagePaper, SupplementRequest
from thidua.forwarding.queries import (
    choices,
    free_for_package,
    papers,
    statistics,
    visible_to,
)
from thidua.forwarding.steps import steps
from thidua.web.shared.files import may_open

pytestmark = pytest.mark.django_db


def test_numbers_of_a_symbol_are_gapless_and_rise_with_the_days(house):
    first = making.signed(house, making.drafted(house, "Vũ Quốc Ân"))
    second = making.complete(house, making.drafted(house, "Bùi Minh Đức"))
    making.step(second, "check", house.officer)

    before = refusal(making.step, second, "sign", house.chairman, day=date(2024, 12, 22))
    signed = making.step(second, "sign", house.chairman, day=making.SIGNED)

    assert "số tiếp theo không ghi ngày trước đó" in before
    assert (first.full_number, signed.full_number) == ("01/TTr-UBND", "02/TTr-UBND")


def test_incomplete_package_is_not_checked_and_says_what_is_missing(house):
    package = making.drafted(house, "Đỗ Văn Thắng")
    (item,) = making.items(package)
    making.lay(house, package, "proposal")
    for kind in making.OWN[:3]:
        making.lay(house, package, kind, item)

    words = refusal(making.step, package, "check", house.officer)
    making.lay(house, package, "certificate", item, pdf=None, reference="Số 9/GXN ngày 02/12/2024")

    assert words.startswith("Đỗ Văn Thắng: Cần giấy xác nhận của Chủ tịch Ủy ban nhân dân tỉnh")
    assert "báo cáo" not in words
    assert making.step(package, "check", house.officer).state == "checked"
    late = refusal(making.lay, house, package, "report", item, signed=False)
    assert "chỉ nhận thêm bản đã ký" in late


def test_unknown_is_settled_only_by_naming_a_paper(house):
    """Bằng khen tỉnh asks for a certificate in one case only: whether it is that case is unknown
    until said, and a no rests on a paper. The simplified procedure drops the minutes."""
    package = making.drafted(house, "Đỗ Văn Thắng", title="BKT")
    (item,) = making.items(package)
    making.lay(house, package, "proposal")
    for kind in ("report", "minutes"):
        making.lay(house, package, kind, item)
    claim = {"item": item, "claim": "special_achievement"}

    unknown = refusal(making.step, package, "check", house.officer)
    assert "Chưa trả lời: đề nghị theo thành tích đặc biệt" in unknown
    assert "căn cứ" in refusal(answer_claim, actor=house.officer, said=False, **claim)
    assert "không còn để ngỏ" in refusal(
        settle, actor=house.officer, item=item, question="bua", basis="CV 1"
    )
    answer_claim(actor=house.officer, said=True, **claim)
    assert "xác nhận thành tích" in refusal(making.step, package, "check", house.officer)
    answer_claim(actor=house.officer, said=False, basis="Báo cáo 12/BC ngày 02/12/2024", **claim)
    choose_procedure(actor=house.officer, item=item, case="sudden")

    assert making.step(package, "check", house.officer).state == "checked"
    assert "Không có trường hợp" in refusal(
        choose_procedure, actor=house.officer, item=item, case="state_secret"
    )


def test_award_of_this_authority_and_two_levels_make_no_package(house):
    held = making.round_(house)
    making.passed(house, held, "Đỗ Văn Thắng")
    making.passed(house, held, "Lương Thị Hòa", title="BKTTG")
    stages.passed(house, held, ("LDTT", "Vũ Quốc Ân"))
    draft = {"actor": house.officer, "round_": held, "planned_on": making.PLANNED}

    assert [one.title_code for one in choices(held, making.PLANNED, house.officer)] == [
        "CSTD-BO-TINH",
        "BKTTG",
    ]
    assert "không phải trình cấp trên" in refusal(draft_package, titles=("LDTT",), **draft)
    both = refusal(draft_package, titles=(making.TITLE, "BKTTG"), **draft)
    assert "cấp khác nhau" in both
    central = draft_package(titles=("BKTTG",), **draft)
    assert (central.level, central.addressee) == (
        "central",
        "Chủ tịch Ủy ban nhân dân tỉnh, thành phố",
    )


def test_who_prepares_does_not_sign_and_days_are_in_order(house):
    package = making.complete(house, making.drafted(house, "Đỗ Văn Thắng"))
    making.step(package, "check", house.officer)
    other_hat = make.actor(house, "hai-mu", house.chairman.role, house.district, "Vũ Hồng Minh")
    two_hats = type(other_hat)(**{**_fields(other_hat), "user_id": house.officer.user_id})

    with pytest.raises(NotAllowed, match="không tự ký"):
        making.step(package, "sign", two_hats, day=making.SIGNED)
    with pytest.raises(NotAllowed, match="Chủ tịch UBND ký"):
        making.step(package, "sign", house.officer, day=making.SIGNED)
    making.step(package, "sign", house.chairman, day=making.SIGNED)
    early = {"day": date(2024, 12, 1), "channel": "post"}
    assert "trước ngày tờ trình" in refusal(making.step, package, "send", house.officer, **early)
    odd = {"day": making.SENT, "channel": "chim bồ câu"}
    assert "Chọn cách gửi" in refusal(making.step, package, "send", house.officer, **odd)


def _fields(actor) -> dict:
    return {name: getattr(actor, name) for name in actor.__dataclass_fields__}


def test_unit_mends_what_the_higher_level_asks_for_and_the_old_version_is_kept(house):
    package = making.received(house, making.drafted(house, "Đỗ Văn Thắng"))
    (item,) = making.items(package)
    asked = {"asked_on": making.RECEIVED, "item": item, "kind": "report"}
    wanted = [
        Wanted("Bổ sung số liệu", to_unit=True, **asked),
        Wanted("Giải trình", making.RECEIVED),
    ]
    ask_more(actor=house.officer, package=package, wanted=wanted)
    mine, whole = SupplementRequest.objects.order_by("pk")
    new = Given("report", pdf=Upload("moi.pdf", b"%PDF-1.7 moi"), signed=True)

    with pytest.raises(NotAllowed):
        answer_request(actor=house.rival_head, request=mine, answer="Đây", given=new)
    with pytest.raises(NotAllowed):
        answer_request(actor=house.clerk, request=whole, answer="Đây")
    wrong = Given("minutes", pdf=Upload("x.pdf", making.PDF))
    assert "đúng giấy tờ" in refusal(
        answer_request, actor=house.clerk, request=mine, answer="Đây", given=wrong
    )
    answer_request(actor=house.clerk, request=mine, answer="Đã thêm số liệu", given=new)
    left = refusal(making.step, package, "supplement", house.officer, day=making.RECEIVED)
    answer_request(actor=house.officer, request=whole, answer="Công văn 8/UBND")
    back = making.step(package, "supplement", house.officer, day=date(2024, 12, 30))

    assert left == "Chưa bổ sung: Giải trình"
    assert (back.state, back.received_on) == ("received", date(2024, 12, 30))
    versions = item.papers.filter(kind="report").order_by("version")
    assert [(one.version, one.superseded_at is None) for one in versions] == [(1, False), (2, True)]


def test_left_out_and_withdrawn_dossiers_are_free_again(house):
    package = making.drafted(house)
    held = package.round
    assert not free_for_package(held).exists()

    leave_out(actor=house.officer, item=making.items(package)[0])
    text = PackageText("Đề nghị tặng danh hiệu", "Chủ tịch UBND thành phố Hải Phòng")
    edit_package(actor=house.officer, package=package, text=text)
    assert free_for_package(held).count() == 1
    making.signed(house, package)
    gone = making.step(package, "withdraw", house.officer, reason="Trình lại năm sau")

    assert (gone.state, gone.number) == ("withdrawn", 1)
    assert free_for_package(held).count() == 2
    limit = PackageText("A", "B", own_days=10)
    assert "văn bản quy định" in refusal(limit.values)


def test_papers_are_what_they_say(house):
    package = making.drafted(house, "Đỗ Văn Thắng")
    (item,) = making.items(package)
    lay = {"actor": house.officer, "package": package, "item": item}

    fake = refusal(lay_in, given=Given("report", pdf=Upload("a.pdf", b"khong phai pdf")), **lay)
    empty = refusal(lay_in, given=Given("report"), **lay)
    other = refusal(lay_in, given=Given("bua", reference="Số 1"), **lay)

    assert "không phải PDF" in fake
    assert "ghi số, ngày" in empty
    assert "danh mục" in other


def test_drawn_papers_and_archive_are_whole_and_the_same_each_time(house):
    package = making.drafted(house, "Đỗ Văn Thắng")
    (item,) = making.items(package)

    made = draw_up_missing(actor=house.officer, package=package)
    data, again = (export(actor=house.officer, package=package) for _ in range(2))

    assert (made.papers, made.left) == (5, ())
    assert data == again
    found = verify(data)
    assert found.is_sound
    (line,) = found.content["items"]
    assert (line["name"], line["title_code"], line["folder"]) == (
        "Đỗ Văn Thắng",
        making.TITLE,
        "001-do-van-thang",
    )
    assert found.content["unsigned"] == 5
    names = ZipFile(BytesIO(data)).namelist()
    assert "001-do-van-thang/02-bao-cao-thanh-tich.docx" in names
    assert all(name.isascii() and len(name.rpartition("/")[2]) <= 50 for name in names)
    standing = PackagePaper.objects.get(item=item, kind="report")
    with standing.pdf.content.open("rb") as kept:
        assert kept.read(5) == b"%PDF-"


def test_whoever_keeps_away_sees_and_does_nothing(house):
    package = making.drafted(house)
    own = making.complete(house, making.drafted(house, "Vũ Quốc Ân"))
    lay = making.lay(house, package, "proposal")
    hidden = making.items(package)[0]
    paper = making.lay(house, package, "report", hidden)
    for row in (hidden.nomination, making.items(own)[0].nomination):
        recuse(
            actor=house.secretary,
            nomination=row,
            user_id=house.officer.user_id,
            ground="family",
            words="Em ruột",
        )

    (seen,) = visible_to(house.officer)
    open_ = {file.pk for file in StoredFile.objects.all() if may_open(house.officer, file)}

    assert (seen.pk, seen.dossiers) == (package.pk, 1)
    assert not papers(house.officer, package).exists()
    assert not {paper.pdf_id, lay.pdf_id} & open_
    for act in (
        lambda: export(actor=house.officer, package=package),
        lambda: making.step(package, "check", house.officer),
        lambda: draw_up_missing(actor=house.officer, package=package),
    ):
        with pytest.raises(NotAllowed, match="không tham gia xét"):
            act()
    assert visible_to(house.inspector).count() == 2
    assert not visible_to(house.member).exists()


def test_secret_dossiers_are_figures_alone_and_stand_in_the_statistics(house):
    count = Count(2024, "BKTTG", "central", "person", proposed=3)
    row = count_secret(actor=house.officer, count=count)

    assert "Sửa dòng đã có" in refusal(count_secret, actor=house.officer, count=count)
    assert "nhiều hơn" in refusal(
        change_secret, actor=house.officer, row=row, proposed=3, granted=4
    )
    with pytest.raises(NotAllowed):
        count_secret(actor=house.secretary, count=count)
    change_secret(actor=house.officer, row=row, proposed=3, granted=2)
    (figure,) = statistics(house.officer)
    assert (figure.proposed, figure.total, figure.total_granted) == (0, 3, 2)
    assert statistics(house.member) == []


def test_steps_say_what_is_known_and_what_is_not(house):
    package = making.received(house, making.drafted(house, "Đỗ Văn Thắng"))
    titles = (making.TITLE,)

    filed, decided = steps(package, titles)
    package.own_days, package.own_basis = 25, "QĐ 12/QĐ-UBND của thành phố"
    _, own = steps(package, titles)
    package.level, package.notified_on = "central", making.NOTIFIED
    central = steps(package, ("CSTDTQ",))

    assert (filed.due, decided.due, decided.confidence) == (None, None, "unsure")
    assert (own.due, own.ground) == (date(2025, 2, 7), "QĐ 12/QĐ-UBND của thành phố")
    assert [step.due for step in central] == [
        date(2025, 12, 31),
        date(2025, 1, 3),
        date(2025, 1, 24),
        None,
        None,
    ]
