"""Numbers without gaps, whoever asks at the same moment and whoever fails."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from itertools import repeat
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection, transaction

from tests import factories as make
from tests.decisions import stages
from thidua.commendation.models import Nomination
from thidua.core.errors import Refusal
from thidua.councils.domain.sessions import record_result
from thidua.decisions.domain import making
from thidua.decisions.domain.drafting import draft_decision
from thidua.decisions.domain.issuance import give_number
from thidua.decisions.domain.issue import issue_decision
from thidua.decisions.domain.numbering import coming_number, next_number
from thidua.decisions.models import Certificate, Decision, DecisionLine, NumberSeries
from thidua.documents.models import StoredFile
from thidua.registry.models import Award

pytestmark = pytest.mark.django_db(transaction=True)


class GivenUp(Exception):
    pass


def at_once(*works: Callable[[], object]) -> list[object]:
    """Run each work in a thread of its own, all released together; results or exceptions."""
    start = threading.Barrier(len(works), timeout=30)
    results: list[object] = [None] * len(works)

    def run(place: int, work: Callable[[], object]) -> None:
        try:
            start.wait()
            results[place] = work()
        except Exception as error:  # noqa: BLE001
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, work)) for place, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


def test_numbers_asked_for_at_once_have_no_gap_though_some_give_up():
    house = make.house()

    def take(*, gives_up: bool) -> int:
        with transaction.atomic():
            number = next_number(authority_id=house.authority.pk, year=2024, kind="QĐ-UBND")
            if gives_up:
                raise GivenUp
            return number

    results = at_once(*(lambda n=n: take(gives_up=n % 3 == 0) for n in range(9)))

    numbers = sorted(one for one in results if isinstance(one, int))
    assert numbers == [1, 2, 3, 4, 5, 6]
    assert sum(isinstance(one, GivenUp) for one in results) == 3
    assert coming_number(authority_id=house.authority.pk, year=2024, kind="QĐ-UBND") == 7


def test_numbers_have_no_gap_though_processes_are_killed_half_way():
    """Fifty processes, each with a connection of its own; every fifth dies by SIGKILL after it
    took its number and before it could commit."""
    house = make.house()
    database = connection.settings_dict
    parts = (database[key] for key in ("USER", "PASSWORD", "NAME", "HOST", "PORT"))
    user, password, name, host, port = map(quote, map(str, parts), repeat(""))
    url = f"postgresql://{user}:{password}@:{port}/{name}?host={host}"
    issuers = Path(__file__).with_name("issuers.py")

    done = subprocess.run(
        [sys.executable, issuers, str(house.authority.pk), "50", "5"],
        env=os.environ | {"DATABASE_URL": url, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    assert done.stdout.split() == ["killed", "10"]
    found = list(Decision.objects.order_by("number").values_list("number", "issued_at"))
    assert [number for number, _ in found] == list(range(1, 41))
    moments = [at for _, at in found]
    assert moments == sorted(moments)
    assert NumberSeries.objects.get().last == 40


def test_an_earlier_day_never_gets_a_later_number_though_both_ask_at_once():
    house = make.house()
    drafts = decisions_ready(house, "LDTT", "CSTDCS", "GK-HUYEN")
    days = [stages.ISSUED_ON + timedelta(days=add) for add in (2, 1, 0)]

    results = at_once(
        *(
            lambda draft=draft, day=day: issue_decision(
                actor=house.chairman, decision=draft, issued_on=day
            )
            for draft, day in zip(drafts, days, strict=True)
        )
    )

    assert {type(one).__name__ for one in results} <= {"Decision", "Refusal"}
    issued = Decision.objects.filter(state="issued").order_by("number")
    given = list(issued.values_list("issued_on", flat=True))
    assert [one.number for one in issued] == list(range(1, len(given) + 1))
    assert given == sorted(given)
    assert days[0] in given


def test_the_day_is_looked_at_again_once_the_series_is_locked():
    house = make.house()
    first, second = decisions_ready(house, "LDTT", "CSTDCS")
    issue_decision(
        actor=house.chairman, decision=first, issued_on=stages.ISSUED_ON + timedelta(days=1)
    )

    with pytest.raises(Refusal, match="số tiếp theo không ghi ngày trước đó"), transaction.atomic():
        give_number(second, house.chairman, stages.ISSUED_ON)

    assert NumberSeries.objects.get().last == 1


def test_series_of_years_and_symbols_count_apart():
    house = make.house()

    def taken(year: int, kind: str) -> int:
        with transaction.atomic():
            return next_number(authority_id=house.authority.pk, year=year, kind=kind)

    found = [taken(2024, "QĐ-UBND"), taken(2024, "QĐ-UBND"), taken(2025, "QĐ-UBND"),
             taken(2024, "TTr-UBND")]  # fmt: skip

    assert found == [1, 2, 1, 1]
    assert NumberSeries.objects.count() == 3


def decisions_ready(house: make.House, *titles: str) -> list[Decision]:
    round_ = make.round_(house)
    stages.passed(
        house, round_, *((title, name) for title, name in zip(titles, stages.NAMES, strict=False))
    )
    return [stages.draft(house, round_, title) for title in titles]


def test_decisions_issued_at_once_get_numbers_in_a_row():
    house = make.house()
    drafts = decisions_ready(house, "LDTT", "CSTDCS", "GK-HUYEN")

    results = at_once(
        *(
            lambda draft=draft: issue_decision(
                actor=house.chairman, decision=draft, issued_on=stages.ISSUED_ON
            )
            for draft in drafts
        )
    )

    assert all(isinstance(one, Decision) for one in results), results
    assert sorted(Decision.objects.values_list("number", flat=True)) == [1, 2, 3]
    assert Award.objects.count() == 3
    assert sorted(Award.objects.values_list("decision_number", flat=True)) == [
        "01/QĐ-UBND",
        "02/QĐ-UBND",
        "03/QĐ-UBND",
    ]


def test_decision_issued_by_two_at_once_is_issued_once():
    house = make.house()
    (draft,) = decisions_ready(house, "LDTT")

    def issue() -> Decision:
        return issue_decision(actor=house.chairman, decision=draft, issued_on=stages.ISSUED_ON)

    results = at_once(issue, issue)

    assert sorted(type(one).__name__ for one in results) == ["Decision", "Refusal"]
    assert Decision.objects.get().number == 1
    assert Award.objects.count() == 1
    assert NumberSeries.objects.get().last == 1


def test_two_drafts_at_once_never_share_a_dossier():
    house = make.house()
    round_ = make.round_(house)
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]), ("LDTT", stages.NAMES[1]))

    def draft() -> Decision:
        return draft_decision(
            actor=house.officer, round_=round_, titles=["LDTT"], planned_on=stages.ISSUED_ON
        )

    results = at_once(draft, draft)

    assert sorted(type(one).__name__ for one in results) == ["Decision", "Refusal"]
    assert DecisionLine.objects.count() == 2


def test_two_recorders_at_once_record_a_dossier_once():
    house = make.house()
    round_ = make.round_(house)
    row = stages.at_council(house, round_, "LDTT")
    held = stages.session(house, round_)

    results = at_once(
        *(
            lambda votes=votes: record_result(
                actor=house.secretary, session=held, nomination=row, in_favour=votes
            )
            for votes in (11, 10)
        )
    )

    assert sum(isinstance(one, Refusal) for one in results) == 1
    assert Nomination.objects.get(pk=row.pk).state == "decided"


def test_two_runs_of_the_certificate_job_make_each_certificate_once(monkeypatch):
    house = make.house()
    round_ = make.round_(house)
    stages.passed(house, round_, *(("CSTDCS", name) for name in stages.NAMES[:5]))
    # A draft issued with the jobs held back, so that both runs find all the work undone.
    draft = stages.draft(house, round_, "CSTDCS")
    monkeypatch.setattr(making, "make_certificates", lambda **_: None)
    issue_decision(actor=house.chairman, decision=draft, issued_on=stages.ISSUED_ON)
    monkeypatch.undo()

    at_once(*(lambda: making.make_certificates(decision_id=draft.pk) for _ in range(2)))
    making.make_certificates(decision_id=draft.pk)

    certificates = Certificate.objects.all()
    files = StoredFile.objects.filter(name__startswith="Giay-chung-nhan")
    assert all(one.print_run_id for one in certificates)
    runs = {one.print_run_id for one in certificates}
    assert files.count() == len(runs)
