"""What a revocation does, at once and everywhere; what restoring undoes."""

from __future__ import annotations

from tests.revocations import making
from thidua.decisions.models import Certificate
from thidua.registry.models import Award
from thidua.revocations.models import AwardEvent, ReturnedObject


def test_a_revoked_award_leaves_everything_that_rested_on_it(house, decision):
    award = making.award_of(decision)
    case = making.issued(house, award)

    award.refresh_from_db()
    assert case.state == "done"
    assert (award.revoked_on, award.revocation) == (
        making.ON,
        "Quyết định số 02/QĐ-UBND ngày 30/12/2024 (hủy bỏ khen thưởng)",
    )
    assert Certificate.objects.get(line__award=award).revocation == award.revocation
    assert AwardEvent.objects.get(award=award).decision == case.decision
    assert ReturnedObject.objects.get(line__award=award).kind == "certificate"
    assert Award.objects.get(pk=making.award_of(decision, "LDTT").pk).revoked_on is None
