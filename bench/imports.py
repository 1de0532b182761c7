"""A long list into a round: read, judged, asked, applied, through the domain functions."""

from __future__ import annotations

import time
from datetime import date

from django.utils import timezone

from thidua.accounts.models import RoleAssignment
from thidua.accounts.queries import actor_for
from thidua.commendation.domain.list_apply import apply_list
from thidua.commendation.domain.lists import answer_many, questions_of, start_list
from thidua.commendation.domain.rounds import RoundPlan, open_round
from thidua.commendation.models import ListImport
from thidua.organizations.models import Unit


def open_answers(list_: ListImport) -> dict[str, str]:
    """The last choice of every open question: somebody else, or leave the line out."""
    return {
        question.key: question.choices[-1].value
        for question in questions_of(list_)
        if question.choices and any(question.open_rows(list_.answers))
    }


def run_import(data: bytes, lines: int) -> None:
    """Hand the list in to a new round and take it in; every question gets its first answer."""
    day = timezone.localdate()
    clerk = actor_for(RoleAssignment.objects.get(role="clerk", user__email="clerk@example.vn"), day)
    officer = actor_for(
        RoleAssignment.objects.get(role="officer", user__email="officer@example.vn"), day
    )
    plan = RoundPlan(
        year=2024,
        kind="merit",
        name=f"Đo tốc độ {timezone.now():%H:%M:%S}",
        titles=("LDTT", "CSTDCS", "GK-HUYEN"),
        opens_on=date(2024, 11, 1),
        closes_on=date(2024, 12, 20),
        considered_on=date(2024, 12, 31),
    )
    round_ = open_round(actor=officer, plan=plan)
    unit = Unit.objects.get(pk=clerk.unit_id)
    began = time.perf_counter()
    list_ = start_list(actor=clerk, round_=round_, unit=unit, name="dai.xlsx", data=data)
    list_ = ListImport.objects.get(pk=list_.pk)
    read = time.perf_counter()
    answered = 0
    while answers := open_answers(list_):
        answered += len(answers)
        answer_many(actor=clerk, list_=list_, answers=answers, revision=list_.revision)
        list_ = ListImport.objects.get(pk=list_.pk)
    asked = time.perf_counter()
    apply_list(actor=clerk, list_=list_)
    done = time.perf_counter()
    print(f"judged  {read - began:6.2f} s {lines / (read - began):9,.0f} lines/s, with verdicts")
    print(f"answers {asked - read:6.2f} s, {answered:,} questions, judged again")
    print(f"applied {done - asked:6.2f} s {lines / (done - asked):9,.0f} dossiers/s")
    print(f"whole   {done - began:6.2f} s {lines / (done - began):9,.0f} lines/s")
