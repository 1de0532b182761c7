"""Drafting, editing, discarding."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests import factories as make
from tests.decisions import stages
from thidua.core.actors import Role
from thidua.core.errors import NotAllowed, Refusal, StaleEdit
from thidua.councils.domain.sessions import keep_minutes
from thidua.decisions.domain.drafting import (
    DraftText,
    discard_draft,
    draft_decision,
    edit_draft,
    usual_day,
)
from thidua.decisions.domain.signers import DEPUTY
from thidua.decisions.domain.submission import submission_file, to_propose
from thidua.decisions.models import Decision, DecisionLine
from thidua.decisions.queries import choices, free_nominations, rounds_to_decide, visible_to
from thidua.journal.queries import events_of
from thidua.organizations.models import Authority


@pytest.fixture
def round_(house):
    return make.round_(house)


@pytest.fixture
def text():
    return DraftText(
        subject="Về việc khen thưởng tổng kết năm 2024",
        bases=("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",),
        articles=("Tặng danh hiệu.", "Nguồn chi: quỹ thi đua.", "Thi hành."),
        recipients=("Như Điều 3",),
        signature=DEPUTY,
        signer_name="Lê Văn Thành",
        bonus_source="quỹ thi đua",
        planned_on=stages.ISSUED_ON,
    )


def test_draft_orders_by_rank_then_by_the_vietnamese_alphabet(house, round_):
    stages.passed(
        house,
        round_,
        ("LDTT", "Trần Thị Ánh"),
        ("LDTT", "Vũ Quốc Ân"),
        ("LDTT", "Hoàng Đức Anh"),
        ("CSTDCS", "Đỗ Văn Thắng"),
        ("CSTDCS", "Nguyễn Văn Dũng"),
        ("CSTDCS", "Lê Thị Đào"),
    )

    draft = stages.draft(house, round_, "LDTT", "CSTDCS")

    assert [(line.order, line.nomination.name) for line in draft.lines.all()] == [
        (1, "Nguyễn Văn Dũng"),
        (2, "Lê Thị Đào"),
        (3, "Đỗ Văn Thắng"),
        (4, "Hoàng Đức Anh"),
        (5, "Trần Thị Ánh"),
        (6, "Vũ Quốc Ân"),
    ]


def test_draft_takes_only_the_chosen_titles_that_the_council_passed(house, round_):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]), ("CSTDCS", stages.NAMES[1]))
    stages.at_council(house, round_, "LDTT", stages.NAMES[2])

    draft = stages.draft(house, round_, "LDTT")

    assert [line.nomination.name for line in draft.lines.all()] == [stages.NAMES[0]]
    assert draft.number is None
    assert draft.full_number == "…/QĐ-UBND"


def test_draft_writes_bases_articles_and_signer(house, round_):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]), ("CSTDCS", stages.NAMES[1]))
    keep_minutes(
        actor=house.secretary,
        session=round_.sessions.get(),
        number="12/BB-HĐTĐKT",
        file=None,
        revision=None,
    )

    draft = draft_decision(
        actor=house.officer,
        round_=round_,
        titles=["LDTT", "CSTDCS"],
        planned_on=stages.ISSUED_ON,
        proposer="Trưởng phòng Nội vụ tại Tờ trình số 214/TTr-PNV",
    )

    assert draft.subject == "Về việc khen thưởng tổng kết phong trào thi đua năm 2024"
    assert "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022" in draft.bases
    minutes, proposal = draft.bases[-2:]
    assert minutes == (
        "Căn cứ Biên bản số 12/BB-HĐTĐKT ngày 12 tháng 12 năm 2024 của Hội đồng Thi đua - Khen "
        "thưởng huyện An Dương"
    )
    assert proposal == "Theo đề nghị của Trưởng phòng Nội vụ tại Tờ trình số 214/TTr-PNV"
    assert draft.articles[0] == (
        "Tặng (danh sách kèm theo):\n"
        "1. Danh hiệu “Chiến sĩ thi đua cơ sở” năm 2024 cho 01 cá nhân;\n"
        "2. Danh hiệu “Lao động tiên tiến” năm 2024 cho 01 cá nhân."
    )
    assert (
        "quỹ thi đua, khen thưởng năm 2024 của Ủy ban nhân dân huyện An Dương"
        in (draft.articles[1])
    )
    assert (draft.signer_authority, draft.signer_post, draft.signer_name) == (
        ["TM. ỦY BAN NHÂN DÂN"],
        "CHỦ TỊCH",
        "Phạm Hùng Việt",
    )


def test_draft_of_one_award_is_one_sentence(house, round_):
    stages.passed(house, round_, ("GK-HUYEN", stages.NAMES[0]), ("GK-HUYEN", stages.NAMES[1]))

    draft = stages.draft(house, round_, "GK-HUYEN")

    assert draft.articles[0] == "Tặng Giấy khen cho 02 cá nhân (danh sách kèm theo)."


def test_draft_of_a_title_of_a_higher_level_is_refused(house, round_):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]))

    with pytest.raises(Refusal, match="không thuộc thẩm quyền") as refused:
        stages.draft(house, round_, "LDTT", "CSTD-BO-TINH", "TTLDXS")

    assert len(refused.value.reasons) == 2
    assert "Chủ tịch Ủy ban nhân dân tỉnh, thành phố" in refused.value.reasons[0]
    assert not Decision.objects.exists()


def test_draft_after_the_district_is_gone_is_refused(house, round_):
    stages.passed(house, round_, ("CSTDCS", stages.NAMES[0]))

    with pytest.raises(Refusal, match="không thuộc thẩm quyền"):
        draft_decision(
            actor=house.officer, round_=round_, titles=["CSTDCS"], planned_on=date(2025, 7, 1)
        )


def test_draft_without_anything_waiting_is_refused(house, round_):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]))
    stages.draft(house, round_, "LDTT")

    with pytest.raises(Refusal, match="Không còn hồ sơ"):
        stages.draft(house, round_, "LDTT")


@pytest.mark.parametrize("who", ["chairman", "secretary", "head", "inspector"])
def test_draft_by_anyone_but_an_officer_is_not_allowed(house, round_, who):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]))

    with pytest.raises(NotAllowed):
        draft_decision(
            actor=getattr(house, who),
            round_=round_,
            titles=["LDTT"],
            planned_on=stages.ISSUED_ON,
        )


def test_database_refuses_one_dossier_in_two_standing_decisions(house, round_):
    row = stages.passed(house, round_, ("LDTT", stages.NAMES[0]))[0]
    stages.draft(house, round_, "LDTT")
    other = Decision.objects.create(
        authority=house.authority, round=round_, subject="Khác", signer_post="CHỦ TỊCH"
    )

    with pytest.raises(IntegrityError, match="decisions_line_one_live"), transaction.atomic():
        DecisionLine.objects.create(
            authority=house.authority, decision=other, nomination=row, order=1
        )


def test_choices_tell_ours_from_what_goes_up(house, round_):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]), ("CSTDCS", stages.NAMES[1]))
    proposed = stages.passed_collective(house, round_)

    found = {one.title_code: one for one in choices(round_, stages.ISSUED_ON)}

    assert [code for code, one in found.items() if one.competence.allowed] == ["CSTDCS", "LDTT"]
    assert found["TTLDXS"].competence.higher
    assert (found["TTLDXS"].collectives, found["TTLDXS"].persons) == (1, 0)
    assert to_propose(round_, stages.ISSUED_ON) == [proposed]


def test_submission_to_the_higher_level_names_who_goes_up(house, round_):
    import io

    import docx

    stages.passed_collective(house, round_)

    document = docx.Document(io.BytesIO(submission_file(round_, stages.ISSUED_ON)))

    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Trường THCS An Đồng" in cells
    assert "Chủ tịch Ủy ban nhân dân tỉnh, thành phố" in words


def test_submission_with_nothing_to_propose_is_refused(house, round_):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]))

    with pytest.raises(Refusal, match="đề nghị cấp trên"):
        submission_file(round_, stages.ISSUED_ON)


def test_edit_draft_changes_the_words_and_says_so(house, round_, text):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]))
    draft = stages.draft(house, round_, "LDTT")

    edited = edit_draft(actor=house.officer, decision=draft, revision=draft.revision, text=text)

    assert edited.subject == text.subject
    assert (edited.signer_authority, edited.signer_post) == (["KT. CHỦ TỊCH"], "PHÓ CHỦ TỊCH")
    event = events_of(edited).first()
    assert event.data["signer_name"] == ["Phạm Hùng Việt", "Lê Văn Thành"]
    assert "planned_on" not in event.data


def test_edit_draft_carries_a_new_source_into_the_articles(house, round_, text):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]))
    draft = stages.draft(house, round_, "LDTT")

    edited = edit_draft(
        actor=house.officer,
        decision=draft,
        revision=None,
        text=replace(text, articles=tuple(draft.articles), bonus_source="nguồn tài trợ hợp pháp"),
    )

    assert "Nguồn chi: nguồn tài trợ hợp pháp." in edited.articles[1]


def test_edit_draft_to_another_day_reckons_the_money_anew(house, round_, text):
    stages.passed(house, round_, ("CSTDCS", stages.NAMES[0]))
    draft = stages.draft(house, round_, "CSTDCS")
    before = draft.lines.get().amount

    edit_draft(
        actor=house.officer,
        decision=draft,
        revision=None,
        text=replace(text, planned_on=date(2024, 6, 28)),
    )

    assert (before, draft.lines.get().amount) == (2_340_000, 1_800_000)


def test_edit_draft_of_two_people_tells_the_second(house, round_, text):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]))
    draft = stages.draft(house, round_, "LDTT")
    second = make.actor(house, "officer2", Role.OFFICER, house.office, "Hoàng Thị Lan")
    edit_draft(actor=house.officer, decision=draft, revision=draft.revision, text=text)

    with pytest.raises(StaleEdit, match="Nguyễn Quốc Khánh"):
        edit_draft(
            actor=second,
            decision=draft,
            revision=draft.revision,
            text=replace(text, subject="Khác"),
        )

    draft.refresh_from_db()
    assert draft.subject == text.subject


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"subject": " "}, "trích yếu"),
        ({"bases": ("", " ")}, "căn cứ"),
        ({"articles": ()}, "các điều"),
        ({"signer_name": ""}, "họ tên người ký"),
        ({"signature": "stamp"}, "Chọn người ký"),
    ],
)
def test_edit_draft_without_what_a_decision_needs_is_refused(house, round_, text, change, missing):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]))
    draft = stages.draft(house, round_, "LDTT")

    with pytest.raises(Refusal, match=missing):
        edit_draft(actor=house.officer, decision=draft, revision=None, text=replace(text, **change))


def test_discard_draft_frees_its_dossiers_and_keeps_the_draft(house, round_):
    row = stages.passed(house, round_, ("LDTT", stages.NAMES[0]))[0]
    draft = stages.draft(house, round_, "LDTT")
    held = list(free_nominations(round_))

    discard_draft(actor=house.officer, decision=draft, revision=None, reason="Sai ngày")

    draft.refresh_from_db()
    assert held == []
    assert list(free_nominations(round_)) == [row]
    assert (draft.state, draft.lines.count()) == ("discarded", 1)
    assert events_of(draft).first().data == {"nominations": [row.code]}
    assert stages.draft(house, round_, "LDTT").lines.get().nomination == row


def test_discard_draft_needs_a_reason_and_a_draft(house, round_, text):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]))
    draft = stages.draft(house, round_, "LDTT")

    with pytest.raises(Refusal, match="lý do"):
        discard_draft(actor=house.officer, decision=draft, revision=None, reason=" ")
    discard_draft(actor=house.officer, decision=draft, revision=None, reason="Sai ngày")
    with pytest.raises(Refusal, match="đã bỏ"):
        edit_draft(actor=house.officer, decision=draft, revision=None, text=text)


def test_usual_day_of_a_round_long_past_is_its_session(house, round_):
    stages.session(house, round_)

    assert usual_day(round_) == stages.HELD_ON


def test_rounds_wait_for_a_decision_until_all_is_drafted(house, round_):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]), ("CSTDCS", stages.NAMES[1]))

    waiting = [one.waiting for one in rounds_to_decide(house.officer)]
    stages.draft(house, round_, "LDTT")
    rest = [one.waiting for one in rounds_to_decide(house.officer)]
    stages.draft(house, round_, "CSTDCS")

    assert (waiting, rest) == ([2], [1])
    assert not rounds_to_decide(house.officer).exists()


@pytest.mark.parametrize("who", ["clerk", "head", "member", "editor", "administrator"])
def test_drafts_are_not_for_units_nor_members(house, round_, who):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]))
    stages.draft(house, round_, "LDTT")

    assert not visible_to(getattr(house, who)).exists()


def test_edit_draft_of_another_authority_is_not_allowed(house, round_, text):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]))
    draft = stages.draft(house, round_, "LDTT")
    other = Authority.objects.create(code="khac", name="UBND huyện Khác", place="Khác")

    with pytest.raises(NotAllowed, match="cơ quan khác"):
        edit_draft(
            actor=replace(house.officer, authority_id=other.pk),
            decision=draft,
            revision=None,
            text=text,
        )
