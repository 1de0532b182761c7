"""Two people on one dossier: nobody's edit is lost, the second is told."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from tests import factories as make
from thidua.commendation.domain.nominate import edit_nomination
from thidua.commendation.models import Nomination
from thidua.commendation.workflow import NOMINATIONS
from thidua.core.errors import Refusal, StaleEdit


def test_second_of_two_editors_is_told_and_first_edit_stays(house):
    dossier = make.nomination(house, make.round_(house))
    opened_at = dossier.revision

    edit_nomination(actor=house.head, nomination=dossier, revision=opened_at, claims={"note": "A"})
    with pytest.raises(StaleEdit) as told:
        edit_nomination(
            actor=house.clerk, nomination=dossier, revision=opened_at, claims={"note": "B"}
        )

    dossier.refresh_from_db()
    assert dossier.note == "A"
    assert house.head.name in told.value.reasons[0]


def test_saving_the_same_words_changes_nothing(house):
    dossier = make.nomination(house, make.round_(house), note="Như cũ")

    edit_nomination(
        actor=house.head, nomination=dossier, revision=dossier.revision, claims={"note": "Như cũ"}
    )

    dossier.refresh_from_db()
    assert dossier.revision == 1


def test_dossier_in_the_office_cannot_be_edited_by_its_unit(house):
    dossier = make.nomination(house, make.round_(house))
    NOMINATIONS.perform(dossier, "submit", actor=house.head)

    with pytest.raises(Refusal, match="Chờ thẩm định"):
        edit_nomination(actor=house.clerk, nomination=dossier, revision=None, claims={"note": "B"})


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_once_one_wins_and_the_other_reads_why(house):
    dossier = make.nomination(house, make.round_(house))
    NOMINATIONS.perform(dossier, "submit", actor=house.head)
    opened_at = Nomination.objects.get(pk=dossier.pk).revision
    gate, outcomes = threading.Barrier(2), []

    def press() -> None:
        mine = Nomination.objects.get(pk=dossier.pk)
        gate.wait()
        try:
            NOMINATIONS.perform(
                mine, "give_back", actor=house.officer, revision=opened_at,
                parts={"rating": "Bổ sung phiếu xếp loại"},
            )  # fmt: skip
            outcomes.append("moved")
        except StaleEdit:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["moved", "told"]
    assert dossier.give_backs.count() == 1
