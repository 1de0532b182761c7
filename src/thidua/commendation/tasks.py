"""Background work on the lists that units hand in."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from procrastinate.contrib.django import app

from thidua.commendation.domain import lists
from thidua.commendation.models import ListImport
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
