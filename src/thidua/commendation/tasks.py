"""Background work on the lists that units hand in, and on rounds whose local rules changed."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from procrastinate.contrib.django import app

from thidua.commendation.domain import lists
from thidua.commendation.domain.assess import assess
from thidua.commendation.domain.list_drafts import chunks
from thidua.commendation.enums import UNDECIDED
from thidua.commendation.models import ListImport, Nomination
from thidua.core.actors import Actor, Role
from thidua.core.errors import Refusal


def actor_json(actor: Actor) -> dict[str, Any]:
    """The actor as plain data, for the queue."""
    return asdict(actor) | {"role": actor.role.value, "unit_ids": sorted(actor.unit_ids)}


def actor_of(data: dict[str, Any]) -> Actor:
    return Actor(**data | {"role": Role(data["role"]), "unit_ids": frozenset(data["unit_ids"])})


def _list(list_id: int) -> ListImport | None:
    return ListImport.objects.select_related("file", "round", "unit").filter(pk=list_id).first()


@app.task(name="commendation.read_list", retry=2)
def read_list_import(list_id: int) -> None:
    """Read the file of a list and judge its lines; leaves when the list is gone."""
    if list_ := _list(list_id):
        lists.read(list_)


@app.task(name="commendation.judge_list", retry=2)
def judge_list_import(list_id: int) -> None:
    """Judge the lines again after answers."""
    if list_ := _list(list_id):
        lists.judge_again(list_)


@app.task(name="commendation.apply_list", retry=2)
def apply_list_import(list_id: int, actor: dict[str, Any]) -> None:
    """Apply a long list; what stands in the way is shown on its page."""
    if list_ := _list(list_id):
        try:
            lists.apply_list(actor=actor_of(actor), list_=list_)
        except Refusal as refusal:
            lists.note_trouble(list_, refusal)


@app.task(name="commendation.undo_list", retry=2)
def undo_list_import(list_id: int, actor: dict[str, Any]) -> None:
    """Undo a long list; what stands in the way is shown on its page."""
    if list_ := _list(list_id):
        try:
            lists.undo_list(actor=actor_of(actor), list_=list_)
        except Refusal as refusal:
            lists.note_trouble(list_, refusal)


@app.task(name="commendation.judge_round", retry=2)
def judge_round(round_id: int) -> None:
    """Judge the dossiers of a round again that are not decided: its local rules have changed."""
    found = Nomination.objects.filter(round_id=round_id, state__in=UNDECIDED)
    for part in chunks(list(found.order_by("pk").values_list("pk", flat=True))):
        assess(Nomination.objects.filter(pk__in=part).select_related("round"), "rules_changed")
