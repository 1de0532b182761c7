"""A package from its draft to the awards in the register."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from tests import factories as make
from tests.decisions import stages
from tests.forwarding import making
from thidua.commendation.domain.recusals import recuse
from thidua.commendation.models import Nomination
from thidua.commendation.workflow import NOMINATIONS
from thidua.core.errors import NotAllowed, Refusal
from thidua.documents.models import StoredFile
from thidua.forwarding.archive import verify
from thidua.forwarding.domain.exporting import export
from thidua.forwarding.domain.packing import PackageText, draft_package, edit_package, leave_out
from thidua.forwarding.domain.papers import Given, Upload, draw_up_missing, lay_in
from thidua.forwarding.domain.results import DecisionAbove, Named, Said, match, record_results
from thidua.forwarding.domain.secrets import Count, change_secret, count_secret
from thidua.forwarding.domain.settling import answer_claim, choose_procedure, settle
from thidua.forwarding.domain.supplements import Wanted, answer_request, ask_more
from thidua.forwarding.enums import Outcome
from thidua.forwarding.models import Package, PackagePaper, SupplementRequest
from thidua.forwarding.queries import (
    choices,
    files_kept,
    free_for_package,
    papers,
    statistics,
    visible_to,
)
from thidua.forwarding.steps import steps
from thidua.registry.models import Award, Initiative, InitiativeUse

pytestmark = pytest.mark.django_db


def refusal(call, *args, **kwargs) -> str:
    with pytest.raises(Refusal) as caught:
        call(*args, **kwargs)
    return " ".join(caught.value.reasons)


def test_package_goes_up_and_its_awards_enter_the_register(house):
    package = making.drafted(house)
    thang = Nomination.objects.get(name="Đỗ Văn Thắng")
    idea = Initiative.objects.create(authority=house.authority, name="Kho số", year=2024, scope=2)
    idea.authors.add(thang.person)

    package = making.received(house, package)
    done = making.decide(house, package, 1)

    assert (done.full_number, done.state) == ("01/TTr-UBND", "partly")
    award = Award.objects.get(decision_number="512/QĐ-UBND")
    assert (award.title_code, award.year, award.level, award.decided_on) == (
        "CSTD-BO-TINH",
        2024,
        "province",
        making.DECIDED,
    )
    states = dict(Nomination.objects.values_list("name", "state"))
    assert sorted(states.values()) == ["awarded", "not_approved"]
    loser = next(item for item in making.items(done) if item.outcome == Outcome.REFUSED)
    assert loser.nomination.outcome_reason == "Chưa đủ phạm vi ảnh hưởng trong tỉnh."
    used = InitiativeUse.objects.filter(person=thang.person).values_list("decision_number")
    assert list(used) == ([("512/QĐ-UBND",)] if states["Đỗ Văn Thắng"] == "awarded" else [])
    (figure,) = statistics(house.officer)
    assert (figure.proposed, figure.granted, figure.refused) == (2, 1, 1)


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

    assert "Cần" in refusal(making.step, package, "check", house.officer)
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


def test_results_are_written_once_and_need_their_decision(house):
    package = making.received(house, making.drafted(house))
    first, second = making.items(package)
    write = {"actor": house.officer, "package": package}

    no_number = refusal(record_results, said=[Said(first, Outcome.GRANTED)], **write)
    no_reason = refusal(record_results, said=[Said(first, Outcome.REFUSED)], **write)
    early = DecisionAbove("9/QĐ-UBND", date(2024, 12, 1), "Chủ tịch UBND thành phố")
    too_early = refusal(
        record_results, said=[Said(first, Outcome.GRANTED)], decision=early, **write
    )
    waiting = record_results(said=[Said(first, Outcome.GRANTED)], decision=making.DECISION, **write)

    assert "Ghi số, ngày và nơi ban hành" in no_number
    assert "ghi lý do" in no_reason
    assert "trước tờ trình" in too_early
    assert waiting.state == "received"
    again = [Said(first, Outcome.REFUSED, "Nhầm")]
    assert "đã có kết quả" in refusal(record_results, said=again, **write)
    done = record_results(said=[Said(second, Outcome.REFUSED, "Trùng thành tích")], **write)
    assert done.state == "partly"
    late = refusal(making.step, done, "withdraw", house.officer, reason="Nhầm")
    assert "không thực hiện được “Rút gói”" in late


def test_award_already_imported_is_taken_over_and_another_decision_refused(house):
    package = making.received(house, making.drafted(house))
    first, second = making.items(package)
    base = {"authority": house.authority, "title_code": making.TITLE, "year": 2024}
    Award.objects.create(person=first.nomination.person, decision_number="0512/QĐ-UBND", **base)
    Award.objects.create(person=second.nomination.person, decision_number="44/QĐ-UBND", **base)

    words = refusal(making.decide, house, package)
    making.decide(house, package, 1)

    assert "theo quyết định khác (số 44/QĐ-UBND)" in words
    assert Award.objects.count() == 2
    first.refresh_from_db()
    assert first.award.decision_number == "0512/QĐ-UBND"


def test_nothing_comes_from_above_without_a_package_that_went_up(house):
    package = making.drafted(house, "Đỗ Văn Thắng")
    row = making.items(package)[0].nomination

    words = refusal(NOMINATIONS.perform, row, "award_above", actor=house.officer, decision="1/QĐ")
    held = refusal(
        NOMINATIONS.perform, row, "take_back_result", actor=house.secretary, reason="Ghi nhầm"
    )

    assert "chưa gửi lên cấp trên" in words
    assert "đang trong gói trình cấp trên" in held


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
    kept = StoredFile.objects.filter(files_kept(house.officer))

    assert (seen.pk, seen.dossiers) == (package.pk, 1)
    assert not papers(house.officer, package).exists()
    assert {paper.pdf_id, lay.pdf_id} <= set(kept.values_list("pk", flat=True))
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


def test_result_list_is_matched_and_doubt_left_to_a_person(house):
    package = making.drafted(house, "Đỗ Văn Thắng", "Lương Thị Hòa", "Vũ Quốc Ân")
    lines = making.items(package)

    def named(name: str, code: str = "") -> Named:
        return Named(name, "", code, "512/QĐ-UBND", making.DECIDED)

    found = match(
        lines,
        [
            named("ĐỖ VĂN THẮNG", making.TITLE),
            named("Lương Thị Hòa"),
            named("Lương Thị Hoà"),
            named("Vũ Quốc Ân", "BKT"),
        ],
    )

    names = {item.pk: item.nomination.name for item in lines}
    assert [names[pk] for pk in found.found] == ["Đỗ Văn Thắng"]
    assert [item.nomination.name for item in found.doubtful] == ["Lương Thị Hòa"]
    assert [one.name for one in found.strangers] == ["Vũ Quốc Ân"]
    assert Package.objects.get().state == "draft"
