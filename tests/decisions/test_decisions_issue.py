"""Issuing: all or nothing, by another person than the drafter."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests import factories as make
from tests.decisions import stages
from thidua.accounts.models import RoleAssignment, User
from thidua.accounts.queries import actor_for
from thidua.commendation.models import Nomination
from thidua.core.actors import Role
from thidua.core.errors import NotAllowed, Refusal, StaleEdit
from thidua.decisions.domain.drafting import DraftText, edit_draft
from thidua.decisions.domain.issue import issue_decision
from thidua.decisions.models import Certificate, Decision, DecisionLine, NumberSeries
from thidua.journal.domain.verify import verify
from thidua.journal.models import AuditEvent
from thidua.registry.models import Award
from thidua.registry.queries import awards_in_force


@pytest.fixture
def round_(house):
    return make.round_(house)


def test_issue_numbers_dates_and_names_the_issuer(house, round_):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]))

    decision = stages.issued(house, round_, "LDTT")

    assert decision.full_number == "01/QĐ-UBND"
    assert (decision.state, decision.year, decision.issued_on) == (
        "issued",
        2024,
        stages.ISSUED_ON,
    )
    assert decision.issued_by_name == "Phạm Hùng Việt"


def test_issue_gives_the_registry_its_awards(house, round_):
    row = stages.passed(house, round_, ("CSTDCS", stages.NAMES[0]), achievement="Đổi mới cách dạy")[
        0
    ]

    stages.issued(house, round_, "CSTDCS")

    award = awards_in_force().get()
    assert (award.title_code, award.year, award.level) == ("CSTDCS", 2024, "district")
    assert (award.person_id, award.unit_id) == (row.person_id, house.school.pk)
    assert (award.decision_number, award.decided_on) == ("01/QĐ-UBND", stages.ISSUED_ON)
    assert award.unit_words == "Trường THCS An Đồng"
    assert award.citation == "Đổi mới cách dạy"
    assert award.source == f"Quyết định số 01/QĐ-UBND, hồ sơ {row.code}"
    assert "pham thi thanh huyen" in award.search_key
    assert DecisionLine.objects.get().award == award


def test_issue_to_a_collective(house, round_):
    stages.passed_collective(house, round_, "TTLDTT")
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]))

    decision = stages.issued(house, round_, "TTLDTT", "LDTT")

    award = Award.objects.get(title_code="TTLDTT")
    assert (award.collective, award.person, award.unit_words) == (
        house.school,
        None,
        "Trường THCS An Đồng",
    )
    assert decision.lines.get(award=award).amount == 1_880_000
    assert decision.articles[0].splitlines()[1:] == [
        "1. Danh hiệu “Lao động tiên tiến” năm 2024 cho 01 cá nhân;",
        "2. Danh hiệu “Tập thể lao động tiên tiến” năm 2024 cho 01 tập thể.",
    ]


def test_issue_moves_the_dossiers_and_writes_the_journal(house, round_):
    rows = stages.passed(house, round_, ("LDTT", stages.NAMES[0]), ("LDTT", stages.NAMES[1]))

    decision = stages.issued(house, round_, "LDTT")

    assert {Nomination.objects.get(pk=row.pk).state for row in rows} == {"awarded"}
    event = AuditEvent.objects.get(verb="decision.issue")
    assert event.data == {"number": 1, "awards": 2, "certificates": 0, "money": 1_420_000}
    moves = AuditEvent.objects.filter(verb="nomination.award")
    assert [move.data["decision"] for move in moves] == [decision.full_number] * 2
    assert verify(house.authority.pk).broken is None


def test_issue_makes_certificates_only_for_awards_that_have_them(house, round_):
    stages.passed(
        house,
        round_,
        ("LDTT", stages.NAMES[0]),
        ("CSTDCS", stages.NAMES[1]),
        ("GK-HUYEN", stages.NAMES[2]),
    )

    stages.issued(house, round_, "LDTT", "CSTDCS", "GK-HUYEN")

    made = Certificate.objects.order_by("line__order")
    assert [(one.line.nomination.title_code, one.golden_book) for one in made] == [
        ("CSTDCS", "01"),
        ("GK-HUYEN", "03"),
    ]
    assert {len(one.code) for one in made} == {14}


def test_issue_reckons_the_money_for_the_day_of_issue(house, round_):
    stages.passed(house, round_, ("CSTDCS", stages.NAMES[0]))
    draft = stages.draft(house, round_, "CSTDCS")
    DecisionLine.objects.update(amount=1, amount_basis="cũ")

    issue_decision(actor=house.chairman, decision=draft, issued_on=stages.ISSUED_ON)

    assert draft.lines.get().amount == 2_340_000


def nothing_was_written(draft: Decision) -> bool:
    draft.refresh_from_db()
    return (
        draft.state == "draft"
        and draft.number is None
        and not Certificate.objects.exists()
        and not DecisionLine.objects.filter(award__isnull=False).exists()
        and not NumberSeries.objects.filter(last__gt=0).exists()
        and not AuditEvent.objects.filter(verb__in=("decision.issue", "nomination.award")).exists()
        and not Nomination.objects.filter(state="awarded").exists()
    )


def test_issue_that_breaks_on_one_award_writes_nothing(house, round_):
    rows = stages.passed(
        house, round_, ("GK-HUYEN", stages.NAMES[0]), ("GK-HUYEN", stages.NAMES[1])
    )
    draft = stages.draft(house, round_, "GK-HUYEN")
    # The registry's own constraint speaks only after the number is given and rows are written.
    Award.objects.create(
        authority=house.authority,
        person_id=rows[1].person_id,
        title_code="GK-HUYEN",
        year=2024,
        decision_number="01/QĐ-UBND",
    )

    with pytest.raises(Refusal, match="Khen thưởng này đã có trong sổ"):
        issue_decision(actor=house.chairman, decision=draft, issued_on=stages.ISSUED_ON)

    assert nothing_was_written(draft)
    assert Award.objects.count() == 1


def test_issue_of_a_title_already_in_the_register_names_the_person(house, round_):
    row = stages.passed(house, round_, ("LDTT", stages.NAMES[0]))[0]
    draft = stages.draft(house, round_, "LDTT")
    Award.objects.create(
        authority=house.authority,
        person_id=row.person_id,
        title_code="LDTT",
        year=2024,
        decision_number="99/QĐ-UBND",
    )

    with pytest.raises(Refusal, match=f"{row.name} đã có Lao động tiên tiến năm 2024"):
        issue_decision(actor=house.chairman, decision=draft, issued_on=stages.ISSUED_ON)

    assert nothing_was_written(draft)


@pytest.mark.parametrize("who", ["officer", "secretary", "member", "head", "inspector"])
def test_issue_by_anyone_but_the_chairman_is_not_allowed(house, round_, who):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]))
    draft = stages.draft(house, round_, "LDTT")

    with pytest.raises(NotAllowed):
        issue_decision(actor=getattr(house, who), decision=draft, issued_on=stages.ISSUED_ON)

    assert nothing_was_written(draft)


def both_hats(house) -> tuple:
    """One person who is an officer and, in the other role, the chairman."""
    officer = make.actor(house, "two-hats", Role.OFFICER, house.office, "Lê Văn Thành")
    chair = RoleAssignment.objects.create(
        authority=house.authority,
        user=User.objects.get(pk=officer.user_id),
        unit=house.district,
        role=Role.CHAIRMAN,
        since=make.FAR_PAST,
    )
    return officer, actor_for(chair, make.TODAY)


def test_issue_by_who_drafted_is_not_allowed_in_another_role_either(house, round_):
    from thidua.decisions.domain.drafting import draft_decision

    officer, chairman = both_hats(house)
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]))
    draft = draft_decision(
        actor=officer, round_=round_, titles=["LDTT"], planned_on=stages.ISSUED_ON
    )

    with pytest.raises(NotAllowed, match="không tự ban hành"):
        issue_decision(actor=chairman, decision=draft, issued_on=stages.ISSUED_ON)

    assert nothing_was_written(draft)


def test_issue_by_who_edited_the_draft_is_not_allowed(house, round_):
    officer, chairman = both_hats(house)
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]))
    draft = stages.draft(house, round_, "LDTT")
    edit_draft(
        actor=officer,
        decision=draft,
        revision=None,
        text=DraftText(
            subject=draft.subject,
            bases=tuple(draft.bases),
            articles=tuple(draft.articles),
            recipients=("Như Điều 3",),
            signature="chair",
            signer_name="Phạm Hùng Việt",
            bonus_source=draft.bonus_source,
            planned_on=stages.ISSUED_ON,
        ),
    )

    with pytest.raises(NotAllowed, match="không tự ban hành"):
        issue_decision(actor=chairman, decision=draft, issued_on=stages.ISSUED_ON)


def test_issue_from_an_old_screen_is_told(house, round_):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]))
    draft = stages.draft(house, round_, "LDTT")

    with pytest.raises(StaleEdit):
        issue_decision(
            actor=house.chairman,
            decision=draft,
            issued_on=stages.ISSUED_ON,
            revision=draft.revision - 1,
        )


def test_issue_with_a_gap_left_in_the_text_is_refused(house, round_):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]))
    draft = stages.draft(house, round_, "LDTT")
    Decision.objects.update(bases=["Căn cứ Tờ trình số …… ngày ……"])

    with pytest.raises(Refusal, match="Căn cứ thứ 1 còn chỗ trống"):
        issue_decision(actor=house.chairman, decision=draft, issued_on=stages.ISSUED_ON)


def test_issue_without_a_signer_is_refused(house, round_):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]))
    draft = stages.draft(house, round_, "LDTT")
    Decision.objects.update(signer_name="")

    with pytest.raises(Refusal, match="người ký"):
        issue_decision(actor=house.chairman, decision=draft, issued_on=stages.ISSUED_ON)


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (date(2024, 12, 1), "trước ngày họp Hội đồng 12/12/2024"),
        (date(2025, 7, 1), "không thuộc thẩm quyền"),
    ],
)
def test_issue_on_a_day_that_cannot_be_is_refused(house, round_, on, sentence):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]))
    draft = stages.draft(house, round_, "LDTT")

    with pytest.raises(Refusal, match=sentence):
        issue_decision(actor=house.chairman, decision=draft, issued_on=on)


def test_issue_tomorrow_is_refused(house, round_):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]))
    draft = stages.draft(house, round_, "LDTT")

    with pytest.raises(Refusal, match="chưa tới"):
        issue_decision(
            actor=house.chairman,
            decision=draft,
            issued_on=timezone.localdate() + timedelta(days=1),
        )


def test_issue_before_the_day_of_the_last_number_is_refused(house, round_):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]), ("CSTDCS", stages.NAMES[1]))
    stages.issued(house, round_, "LDTT", on=date(2024, 12, 27))
    draft = stages.draft(house, round_, "CSTDCS")

    with pytest.raises(Refusal, match="Số 01/QĐ-UBND đã ghi ngày 27/12/2024"):
        issue_decision(actor=house.chairman, decision=draft, issued_on=date(2024, 12, 26))


def test_issue_in_a_new_year_starts_again_at_one(house, round_):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]), ("CSTDCS", stages.NAMES[1]))

    first = stages.issued(house, round_, "LDTT", on=date(2024, 12, 31))
    second = stages.issued(house, round_, "CSTDCS", on=date(2025, 1, 2))

    assert (first.full_number, first.year) == ("01/QĐ-UBND", 2024)
    assert (second.full_number, second.year) == ("01/QĐ-UBND", 2025)


def test_issue_twice_is_refused(house, round_):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]))
    decision = stages.issued(house, round_, "LDTT")

    with pytest.raises(Refusal, match="không ban hành lại"):
        issue_decision(actor=house.chairman, decision=decision, issued_on=stages.ISSUED_ON)

    assert Award.objects.count() == 1
