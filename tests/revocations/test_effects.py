"""What a revocation does, at once and everywhere; what restoring undoes; what re-issue makes."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories as make
from tests.revocations import making
from tests.rewards import making as money
from thidua.commendation.domain.facts import facts_of
from thidua.commendation.models import Nomination
from thidua.core.errors import NotAllowed, Refusal
from thidua.decisions.certificate_queries import code_hash, revoked_codes
from thidua.decisions.domain.making import make_papers, preview
from thidua.decisions.domain.papers import grouped
from thidua.decisions.models import Certificate, Decision
from thidua.decisions.queries import awards_by_year
from thidua.journal.models import AuditEvent
from thidua.registry.models import Award, InitiativeUse
from thidua.revocations.domain.cases import step
from thidua.revocations.domain.objects import add_object, mark_object
from thidua.revocations.models import AwardEvent, CaseAward, ReturnedObject
from thidua.rewards.domain.paying import pay
from thidua.rewards.models import Payment, Recovery

WORDS = "Quyết định số 02/QĐ-UBND ngày 30/12/2024 (hủy bỏ khen thưởng)"


def page(name: str, *args) -> str:
    return Client().get(reverse(name, args=args)).content.decode()


def values_of(row: Nomination) -> dict:
    """What the law reads of a dossier, by signal and year."""
    return dict(facts_of([row])[row.pk].values)


def test_a_revoked_award_is_gone_everywhere_at_once(
    house, decision, django_capture_on_commit_callbacks
):
    award = making.award_of(decision)
    code = Certificate.objects.get(line__award=award).code
    before = sum(year["total"] for year in awards_by_year(house.authority.pk))
    money.fund(house)
    pay(actor=house.officer, payments=[Payment.objects.get(line__award=award)], given=money.given())
    case = making.drafted(house, award)
    with django_capture_on_commit_callbacks(execute=True):
        case = step(actor=house.chairman, case=case, name="issue", issued_on=making.ON)

    award.refresh_from_db()
    certificate = Certificate.objects.get(line__award=award)
    assert (award.revoked_on, award.revocation) == (making.ON, WORDS)
    assert (certificate.revoked_on, certificate.revocation) == (making.ON, WORDS)
    assert AwardEvent.objects.get(award=award).decision == case.decision
    assert ReturnedObject.objects.get(line__award=award).state == "awaited"
    assert Recovery.objects.get().words == WORDS
    assert sum(year["total"] for year in awards_by_year(house.authority.pk)) == before - 1
    assert code_hash(code) in revoked_codes(house.authority.pk)
    assert "Đã thu hồi" in page("public:award", award.code)
    assert reverse("public:decision", args=[case.decision.code]) in page("public:award", award.code)
    assert "bị thu hồi" in page("public:verified", grouped(code))
    assert "Đã thu hồi" in page("public:decision", decision.code)
    assert "Đã thu hồi" in page("public:search")
    listed = page("public:decision", case.decision.code)
    assert "Quyết định số 01/QĐ-UBND ngày 27/12/2024" in listed
    assert code_hash(code) in page("public:offline")
    row = Decision.objects.get(pk=case.decision_id)
    assert (row.papers_fault, row.pdf is not None, row.docx is not None) == ("", True, True)


def test_an_unpaid_bonus_is_stopped_and_the_initiative_stays_used(house, decision):
    award = making.award_of(decision)
    uses = InitiativeUse.objects.count()
    making.issued(house, award)

    assert Payment.objects.get(line__award=award).state == "cancelled"
    assert not Recovery.objects.exists()
    assert InitiativeUse.objects.count() == uses


def test_later_dossiers_are_judged_without_the_revoked_award_even_if_claimed(house, decision):
    award = making.award_of(decision)
    round_ = make.round_(house, name="Đợt của thành phố")
    row = make.nomination(
        house, round_, award.person, "CSTD-BO-TINH",
        prior_awards=[{"code": "CSTDCS", "year": 2024, "words": "CSTĐCS 2024"}],
    )  # fmt: skip
    held = values_of(row)
    case = making.issued(house, award)
    lost = values_of(row)

    gone = [key for key in held if key not in lost]
    assert [(key[0].endswith("CSTDCS"), key[1]) for key in gone] == [(True, 2024)]
    assert [one["code"] for one in case.rejudged] == [row.code]
    assert row.assessments.filter(occasion="award_undone").exists()


@given(title=st.sampled_from(("CSTDCS", "LDTT")), claimed=st.booleans(), after=st.booleans())
@settings(
    max_examples=3,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
def test_revoke_then_restore_leaves_the_facts_as_they_were(house, decision, title, claimed, after):
    with transaction.atomic():
        award = making.award_of(decision, title)
        round_ = make.round_(house, name="Đợt sau", year=2024)
        claims = [{"code": title, "year": 2024, "words": title}] if claimed else []
        row = make.nomination(house, round_, award.person, "GK-HUYEN", prior_awards=claims)
        before = values_of(row)
        making.issued(house, award)
        during = values_of(row)
        making.restored(house, award, on=date(2024, 12, 31) if after else making.ON)
        award.refresh_from_db()

        assert values_of(row) == before
        assert during != before
        assert award.revoked_on is None
        assert award.restored_on is not None
        kinds = [one.kind for one in AwardEvent.objects.filter(award=award)]
        assert kinds == ["revoke", "restore"]
        standing = Certificate.objects.filter(line__award=award, revoked_on__isnull=False)
        assert not standing.exists()
        transaction.set_rollback(True)


def test_a_restored_award_says_so_in_public(house, decision):
    award = making.award_of(decision)
    code = Certificate.objects.get(line__award=award).code
    making.issued(house, award)
    making.restored(house, award, on=date(2024, 12, 31))

    assert "Đã phục hồi, còn hiệu lực" in page("public:award", award.code)
    assert "phục hồi khen thưởng" in page("public:verified", grouped(code))
    assert "còn hiệu lực" in page("public:verified", grouped(code))
    assert code_hash(code) not in revoked_codes(house.authority.pk)


def test_a_reissue_for_a_wrong_name_makes_a_new_certificate(house, decision):
    award = making.award_of(decision)
    old = Certificate.objects.get(line__award=award)
    case = making.reissue_asked(house, award, "wrong")
    names = {award.code: ("Đỗ Văn Thăng", "Căn cước, bản trích lục khai sinh")}
    case = making.answered(house.officer, case, names=names)
    case = step(actor=house.officer, case=case, name="conclude")
    case = step(actor=house.officer, case=case, name="draft")
    step(actor=house.chairman, case=case, name="issue", issued_on=making.ON)

    old.refresh_from_db()
    new = CaseAward.objects.get(case=case).certificate
    assert (old.replaced_on, new.replaces, new.golden_book) == (making.ON, old, old.golden_book)
    assert new.content["recipient"] == new.corrected_name == "Đỗ Văn Thăng"
    award.refresh_from_db()
    assert award.revoked_on is None
    assert "đã được thay thế" in page("public:verified", grouped(old.code))
    assert "Đỗ Văn Thăng" in page("public:verified", grouped(new.code))


def test_what_the_president_strips_is_forwarded_and_its_outcome_recorded(house):
    award = making.honour(house, make.person(house, "Lại Văn Hùng"))
    case = making.opened(house.officer, award, kind="strip")
    case = making.answered(house.officer, case, "prison", replies={
        "prison": making.Reply(value=True, paper="Bản án số 9/2024/HS-ST"),
        "resistance_era": making.Reply(value=False),
    })  # fmt: skip
    case = step(actor=house.officer, case=case, name="conclude")
    with pytest.raises(Refusal, match="Chủ tịch nước"):
        step(actor=house.officer, case=case, name="draft")
    case = step(actor=house.officer, case=case, name="forward", paper="45/TTr-UBND", on=making.ON)
    with pytest.raises(Refusal, match="trước ngày trình"):
        step(
            actor=house.officer,
            case=case,
            name="record_outcome",
            paper="9/QĐ-CTN",
            on=date(2024, 12, 1),
        )
    case = step(
        actor=house.officer, case=case, name="record_outcome", paper="số 12/QĐ-CTN",
        on=date(2025, 3, 1),
    )  # fmt: skip

    award.refresh_from_db()
    assert case.forward_to == "Chủ tịch nước"
    assert award.revocation == "Quyết định số 12/QĐ-CTN ngày 01/03/2025 (tước danh hiệu)"
    kinds = set(ReturnedObject.objects.values_list("kind", flat=True))
    assert kinds == {"certificate", "badge"}
    assert not Decision.objects.filter(kind="strip").exists()


def test_objects_come_back_with_a_day_or_a_reason(house, decision):
    making.issued(house, making.award_of(decision))
    row = ReturnedObject.objects.get()
    frame = add_object(actor=house.officer, line=row.line, kind="frame")
    with pytest.raises(Refusal, match="ngày nộp lại"):
        mark_object(actor=house.officer, row=row, state="returned")
    with pytest.raises(Refusal, match="lý do"):
        mark_object(actor=house.officer, row=frame, state="not_returned")
    with pytest.raises(NotAllowed):
        mark_object(actor=house.chairman, row=row, state="returned", on=making.ON)
    row = mark_object(actor=house.officer, row=row, state="returned", on=making.ON)

    assert (row.state, row.on) == ("returned", making.ON)
    assert AuditEvent.objects.filter(verb="undo.object").count() == 2


def test_the_paper_lists_what_is_undone_and_is_made_once(house, decision):
    case = making.drafted(house, making.award_of(decision))
    draft = preview(case.decision, "docx"), preview(case.decision, "pdf")
    done = step(actor=house.chairman, case=case, name="issue", issued_on=making.ON)
    make_papers(decision_id=done.decision_id)
    first = Decision.objects.get(pk=done.decision_id)
    make_papers(decision_id=done.decision_id)

    assert draft[0].startswith(b"PK")
    assert draft[1].startswith(b"%PDF")
    assert "02/QĐ-UBND" in first.full_number
    assert Decision.objects.get(pk=done.decision_id).pdf_id == first.pdf_id
    article = first.articles[0]
    assert article.startswith("Hủy bỏ khen thưởng đã tặng cho 01 cá nhân")
    assert "điểm a khoản 2 Điều 93" in article
    assert any(making.PAPER in base for base in first.bases)


def test_an_award_of_an_old_register_is_revoked_too(house):
    who = make.person(house, "Tô Thị Nga")
    old = making.honour(house, who, "GK-HUYEN", level="district", decision_number="88/QĐ-UBND")
    making.issued(house, old)
    old.refresh_from_db()

    assert old.revoked_on == making.ON
    assert Award.objects.filter(person=who, revoked_on__isnull=True).count() == 0
    assert Nomination.objects.filter(person=who).count() == 0
