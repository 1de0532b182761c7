"""Any sequence of acts by anyone leaves dossiers whole: dates in order, one journal entry a step,
the state reachable, and no act by somebody the table does not name."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories as make
from thidua.commendation.enums import State
from thidua.commendation.workflow import NOMINATIONS
from thidua.core.errors import Refusal
from thidua.journal.domain.verify import verify
from thidua.journal.models import AuditEvent

STEPS = [transition.name for transition in NOMINATIONS.transitions]
ACTORS = ["clerk", "head", "rival_head", "officer", "secretary", "chairman", "inspector"]
INPUTS = {"reason": "Thiếu minh chứng", "parts": {"rating": "Bổ sung phiếu xếp loại"},
          "counts": {"in_favour": 9, "total": 11}}  # fmt: skip
ORDER = ("draft_at", "submitted_at", "examined_at", "at_council_at", "decided_at", "awarded_at")


@pytest.mark.django_db(transaction=True)
class TestAnyWalk:
    @settings(
        max_examples=60,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @given(walk=st.lists(st.tuples(st.sampled_from(STEPS), st.sampled_from(ACTORS)), max_size=14))
    def test_leaves_a_whole_dossier(self, house, walk):
        round_ = getattr(house, "shared_round", None) or make.round_(house)
        house.shared_round = round_
        who = make.person(house, "Nguyễn Thị Ngọc Bích", 1980)
        make.rating(who)
        dossier = make.nomination(house, round_, who)
        start = AuditEvent.objects.count()

        taken = 0
        for step, key in walk:
            before = NOMINATIONS.model.objects.get(pk=dossier.pk)
            try:
                NOMINATIONS.perform(before, step, actor=getattr(house, key), **INPUTS)
            except Refusal:
                assert NOMINATIONS.model.objects.get(pk=dossier.pk).state == before.state
            else:
                taken += 1
                assert before.state in NOMINATIONS.by_name[step].sources

        dossier.refresh_from_db()
        moments = [getattr(dossier, name) for name in ORDER if getattr(dossier, name)]
        assert moments == sorted(moments)
        assert AuditEvent.objects.count() == start + taken
        assert dossier.revision == 1 + taken
        assert dossier.state == State.DRAFT or getattr(dossier, f"{dossier.state}_at")
        assert verify(house.authority.pk).broken is None
