"""Who may take which step, what the law says of each ground, what keeps a case from a decision."""

from __future__ import annotations

from datetime import date

import pytest

from tests import factories as make
from tests.revocations import making
from thidua.accounts.models import User
from thidua.commendation.domain.recusals import recuse
from thidua.commendation.models import Nomination
from thidua.commendation.queries import journal_for
from thidua.core.errors import NotAllowed, Refusal, StaleEdit
from thidua.decisions.domain.drafting import edit_draft, grounds_of, missing_grounds
from thidua.decisions.domain.issue import issue_decision
from thidua.decisions.models import Decision, DecisionState
from thidua.decisions.queries import visible_to as visible_decisions
from thidua.documents.models import StoredFile
from thidua.journal.models import AuditEvent
from thidua.law import Level, SubjectKind
from thidua.law.violations import FACTS
from thidua.revocations.domain.cases import (
    CasePlan,
    Grounds,
    Reply,
    add_paper,
    open_case,
    settle_grounds,
    step,
)
from thidua.revocations.domain.judging import askable, deciding, finding, ground_of, obstacles
from thidua.revocations.enums import State
from thidua.revocations.models import UndoCase
from thidua.revocations.queries import files_for, visible_to
from thidua.revocations.workflow import CASES
from thidua.web.office.decision_forms import TextForm, text_of

ACTORS = ("clerk", "head", "rival_head", "officer", "secretary", "member", "chairman",
          "inspector", "editor", "administrator")  # fmt: skip
MATRIX = {
    "take_up": {"officer"},
    "conclude": {"officer"},
    "draft": {"officer"},
    "forward": {"officer"},
    "issue": {"chairman"},
    "record_outcome": {"officer"},
    "reopen": {"officer"},
    "undraft": {"officer"},
    "declined": {"officer"},
    "turn_down": {"officer"},
    "withdraw": {"clerk", "head"},
}


def test_each_step_is_open_to_its_role_alone(house, decision):
    case = making.drafted(house, making.award_of(decision))
    case.unit = house.school
    allowed = {
        row.name: {key for key in ACTORS if not row.permission(case, getattr(house, key))}
        for row in CASES.transitions
    }

    assert allowed == MATRIX
    assert {state for row in CASES.transitions for state in (*row.sources, row.target)} == set(
        State
    )


@pytest.mark.parametrize(
    ("kind", "code", "subject", "facts", "verdict"),
    [
        ("revoke", "GK-HUYEN", "person", {"fraud": True}, "met"),
        ("revoke", "GK-HUYEN", "person", {"forged": True}, "met"),
        ("revoke", "CSTDCS", "person", {"unlawful": True}, "met"),
        ("revoke", "TTLDXS", "collective", {"breach": True}, "met"),
        ("revoke", "GTNN", "person", {"work_breach": True}, "met"),
        ("revoke", "GK-HUYEN", "person", {"work_breach": True}, "not_known"),
        ("revoke", "GK-HUYEN", "person", {}, "not_known"),
        ("revoke", "GK-HUYEN", "person",
         dict.fromkeys(("fraud", "forged", "unlawful", "breach"), False), "not_met"),
        ("strip", "NGND", "person", {"prison": True}, "met"),
        ("strip", "GK-HUYEN", "person", {"prison": True}, "not_met"),
        ("strip", "AHLLVT", "person", {"prison": True}, "not_known"),
        ("strip", "AHLLVT", "person", {"betrayal": True, "lost_benefits": True}, "met"),
        ("strip", "AHLD", "person", {"prison": True, "resistance_era": False}, "met"),
        ("strip", "AHLD", "collective", {"suspended_for_good": True}, "met"),
        ("restore", "AHLD", "person", {"cleared": True}, "met"),
        ("restore", "AHLD", "person", {"outside": True}, "met"),
        ("restore", "CSTDCS", "person", {}, "not_known"),
        ("restore", "CSTDCS", "person", {"overturned": True}, "met"),
        ("restore", "CSTDCS", "person", {"overturned": False}, "not_met"),
    ],
)  # fmt: skip
def test_the_law_answers_each_ground(kind, code, subject, facts, verdict):
    assert finding(kind, code, subject, making.ON, facts).verdict == verdict


def test_every_ground_of_the_law_can_be_asked():
    found = [
        finding("revoke", "GTNN", "person", making.ON, {}),
        finding("strip", "AHLD", "person", making.ON, {}),
        finding("strip", "AHLD", "collective", making.ON, {}),
        finding("restore", "AHLD", "person", making.ON, {}),
    ]
    asked = {ground_of(leaf.code) for one in found for leaf in one.walk() if not leaf.parts}

    assert set(FACTS) <= asked
    assert SubjectKind.COLLECTIVE.value == "collective"


def test_after_the_amendment_a_paper_settles_what_the_book_does_not_know(house):
    person = make.person(house, "Cao Thị Lựu")
    award = making.honour(house, person, "BKTTG")
    case = making.opened(house.officer, award, law_on=date(2026, 11, 2))
    case = making.answered(house.officer, case, "fraud")
    with pytest.raises(Refusal, match="06/2026/QH16"):
        step(actor=house.officer, case=case, name="conclude")
    case = making.answered(house.officer, case, "fraud", "amended.93.2")
    case = step(actor=house.officer, case=case, name="conclude")

    assert case.state == "settled"
    assert "amended.93.2" in {one.ground for one in askable(case)}
    assert [one["verdict"] for one in case.finding] == ["met"]


def test_who_decides_follows_the_law_the_register_and_a_named_paper(house, decision):
    here = making.opened(house.officer, making.award_of(decision))
    above = making.opened(
        house.officer, making.honour(house, make.person(house, "Lã Thị Tâm"), "BKTTG")
    )
    gone = making.opened(
        house.officer,
        making.honour(house, make.person(house, "Từ Văn Lạc"), "GK-HUYEN", level="district"),
        law_on=date(2026, 11, 2),
    )
    by_unit = making.opened(
        house.officer, making.honour(house, make.person(house, "Mạc Văn Ổn"), "LDTT", level="unit")
    )

    assert deciding(here).ours is True
    assert (deciding(above).ours, deciding(above).who) == (False, "Thủ tướng Chính phủ")
    assert deciding(gone).ours is None
    assert deciding(by_unit).ours is None
    assert any("Chưa rõ ai quyết định" in one for one in obstacles(gone))
    gone = making.answered(
        house.officer, gone, "fraud", "amended.93.2", deciding_basis="Văn bản 7/UBND-NV"
    )
    assert deciding(gone).ours is True
    assert obstacles(gone) == []
    assert Level.DISTRICT.value == "district"


def test_a_case_that_cannot_be_is_refused_with_what_to_do(house, decision):
    award = making.award_of(decision)
    with pytest.raises(Refusal, match="Chỉ phục hồi khen thưởng đã bị thu hồi"):
        making.opened(house.officer, award, kind="restore")
    with pytest.raises(Refusal, match="lý do cấp đổi"):
        making.opened(house.officer, award, kind="reissue")
    with pytest.raises(Refusal, match="nội dung vụ việc"):
        making.opened(house.officer, award, summary="  ")
    with pytest.raises(Refusal, match="chưa tới"):
        making.opened(house.officer, award, law_on=date(2199, 1, 1))
    with pytest.raises(Refusal, match="ít nhất một"):
        making.opened(house.officer)
    with pytest.raises(NotAllowed):
        making.opened(house.chairman, award)
    making.opened(house.officer, award)
    with pytest.raises(Refusal, match="hồ sơ chưa xong"):
        making.opened(house.officer, award)


def test_no_ground_no_decision_and_the_award_is_free_for_another_case(house, decision):
    award = making.award_of(decision)
    case = making.opened(house.officer, award)
    with pytest.raises(Refusal, match="ghi văn bản"):
        settle_grounds(
            actor=house.officer, case=case,
            grounds=Grounds(law_on=making.ON, replies={"fraud": Reply(value=True)}),
        )  # fmt: skip
    none = {name: Reply(value=False) for name in ("fraud", "forged", "unlawful", "breach")}
    case = making.answered(house.officer, case, replies=none)
    with pytest.raises(Refusal, match="Không đạt"):
        step(actor=house.officer, case=case, name="conclude")
    with pytest.raises(Refusal, match="lý do"):
        step(actor=house.officer, case=case, name="turn_down", reason="")
    case = step(actor=house.officer, case=case, name="turn_down", reason="Không có gian dối")

    assert case.state == "refused"
    assert making.opened(house.officer, award).pk != case.pk


def test_a_unit_proposes_and_withdraws_and_gives_papers_until_the_office_takes_it(house, decision):
    award = making.award_of(decision)
    case = making.opened(house.head, award)
    words = "Giải trình của ông Thắng ngày 20/12/2024"
    add_paper(actor=house.head, case=case, kind="explanation", words=words)
    with pytest.raises(NotAllowed):
        add_paper(actor=house.rival_head, case=case, kind="explanation", words=words)

    assert (case.state, case.unit) == ("proposed", house.school)
    assert list(visible_to(house.clerk)) == [case]
    assert list(visible_to(house.rival_head)) == []
    case = step(actor=house.officer, case=case, name="take_up")
    with pytest.raises(Refusal, match="đã nhận"):
        add_paper(actor=house.head, case=case, kind="explanation", words=words)
    with pytest.raises(Refusal):
        step(actor=house.head, case=case, name="withdraw", reason="Nhầm")


def test_whoever_drafts_does_not_issue_and_the_general_door_is_shut(house, decision):
    case = making.drafted(house, making.award_of(decision))
    draft = case.decision
    text = TextForm(data=None, decision=draft)
    values = text_of(draft) | {"bases": tuple(draft.bases), "articles": tuple(draft.articles)}
    assert "bonus_source" not in text.fields
    assert values["subject"].startswith("Về việc hủy bỏ")
    with pytest.raises(Refusal, match="hồ sơ thu hồi"):
        issue_decision(actor=house.chairman, decision=draft, issued_on=making.ON)
    fresh = grounds_of(draft, making.ON)
    assert sorted(fresh) == sorted(draft.bases)
    assert missing_grounds(draft, making.ON) == []
    case = step(actor=house.officer, case=case, name="undraft", reason="Sửa căn cứ")
    assert (case.state, case.decision) == ("open", None)
    assert Decision.objects.get(pk=draft.pk).state == DecisionState.DISCARDED
    assert edit_draft is not None


def test_issue_is_refused_before_the_last_number_and_without_ground_on_that_day(house, decision):
    case = making.drafted(house, making.award_of(decision))
    with pytest.raises(Refusal, match="không ghi ngày trước đó"):
        step(actor=house.chairman, case=case, name="issue", issued_on=date(2024, 12, 1))
    with pytest.raises(Refusal, match="06/2026/QH16"):
        step(actor=house.chairman, case=case, name="issue", issued_on=date(2026, 11, 2))
    with pytest.raises(StaleEdit):
        step(actor=house.chairman, case=case, name="issue", issued_on=making.ON, revision=1)
    assert UndoCase.objects.get(pk=case.pk).state == "drafted"


def test_a_reissue_needs_its_request_and_the_right_name(house, decision):
    award = making.award_of(decision)
    case = making.opened(house.officer, award, kind="reissue", reason="wrong")

    assert len(obstacles(case)) == 2
    add_paper(actor=house.officer, case=case, kind="request", words="Đơn ngày 28/12/2024")
    names = {award.code: ("Đỗ Văn Thăng", "Căn cước")}
    case = making.answered(house.officer, case, names=names)
    assert obstacles(case) == []


def test_whoever_keeps_away_sees_nothing_of_the_case_its_draft_and_its_journal(house, decision):
    row = Nomination.objects.get(decision_lines__decision=decision, title_code="CSTDCS")
    award = making.award_of(decision)
    case = making.drafted(house, award)
    pk = house.officer.user_id
    recuse(actor=house.secretary, nomination=row, user_id=pk, ground="family", words="em ruột")
    mine = journal_for(house.officer, AuditEvent.objects.filter(verb__startswith="undo."))

    assert User.objects.filter(pk=pk).exists()
    assert not visible_to(house.officer).exists()
    assert not StoredFile.objects.filter(files_for(house.officer)).exists()
    assert not visible_decisions(house.officer).filter(pk=case.decision_id).exists()
    assert not mine.exists()
    assert "không tham gia xét" in CASES.by_name["turn_down"].permission(case, house.officer)
    with pytest.raises(Refusal, match="không chọn được"):
        open_case(
            actor=house.officer,
            plan=CasePlan(kind="revoke", awards=[award.code], summary="x", law_on=making.ON),
        )
    assert visible_to(house.inspector).exists()
