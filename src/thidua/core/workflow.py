"""The workflow: a table of transitions and the one runner that walks it.

A case (any model with `state`, `revision` and the `<state>_at` columns) changes state only here;
a house test greps for other writers. The table generates the buttons with their reasons, the
permission matrix and `docs/workflow.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import Actor, Role
from thidua.core.editing import lock, stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.core.models import Revised


class Case(Revised):
    """What the runner needs of a model."""

    state: str

    class Meta:
        abstract = True


C = TypeVar("C", bound=Case)
Permission = Callable[[C, Actor], str]
"""Why this actor may not (a Vietnamese sentence), or an empty string."""
Guard = Callable[[C], list[str]]
"""What still stands in the way, as Vietnamese sentences; empty when nothing does."""
Effect = Callable[..., None]
"""Called as effect(case, actor=…, at=…, **inputs) in the same transaction, before saving."""


@dataclass(frozen=True, slots=True)
class Transition(Generic[C]):
    """One row of the table. `needs` names the inputs without which it is refused."""

    name: str
    label: str
    sources: frozenset[str]
    target: str
    permission: Permission[C]
    sentence: str
    guards: tuple[Guard[C], ...] = ()
    needs: tuple[str, ...] = ()
    effect: Effect | None = None
    icon: str = "arrow-right"
    explained_to: frozenset[Role] = frozenset()
    """Roles that see the button though another role presses it, with the reason."""


@dataclass(frozen=True, slots=True)
class Offer(Generic[C]):
    """A button: the transition and, when it cannot be pressed, why."""

    transition: Transition[C]
    reasons: tuple[str, ...]

    @property
    def open(self) -> bool:
        return not self.reasons


class Recorder(Protocol):
    """Writes an act into the journal; given by the app so that core knows no journal."""

    def __call__(
        self, *, actor: Actor, verb: str, obj: Any, sentence: str, data: Mapping[str, Any]
    ) -> Any: ...


@dataclass(frozen=True, slots=True)
class Workflow(Generic[C]):
    """All transitions of one kind of case."""

    name: str
    model: type[C]
    transitions: tuple[Transition[C], ...]
    record: Recorder
    labels: Mapping[str, str]
    noun: str = "Hồ sơ"
    by_name: dict[str, Transition[C]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {t.name: t for t in self.transitions})

    def offers(self, case: C, actor: Actor) -> list[Offer[C]]:
        """Transitions out of the case's state: open ones and those that say why not."""
        found = []
        for row in self.transitions:
            if case.state not in row.sources:
                continue
            if denied := row.permission(case, actor):
                if actor.role in row.explained_to:
                    found.append(Offer(row, (denied,)))
            else:
                found.append(Offer(row, tuple(self._obstacles(row, case))))
        return found

    def perform(
        self,
        case: C,
        name: str,
        *,
        actor: Actor,
        revision: int | None = None,
        at: datetime | None = None,
        **inputs: Any,
    ) -> C:
        """Walk one row: lock, check, write, record; all or nothing.

        Raises NotAllowed, StaleEdit or Refusal; the sentences are for the user.
        """
        row = self.by_name[name]
        moment = at or timezone.now()
        with transaction.atomic():
            locked = lock(self.model, case.pk, revision=revision)
            self._check(row, locked, actor, inputs)
            before = locked.state
            if row.effect is not None:
                row.effect(locked, actor=actor, at=moment, **inputs)
            locked.state = row.target
            setattr(locked, f"{row.target}_at", moment)
            stamp(locked, actor)
            locked.save()
            self.record(
                actor=actor,
                verb=f"{self.name}.{row.name}",
                obj=locked,
                sentence=row.sentence,
                data={"from": before, "to": row.target} | _journalable(inputs),
            )
        return locked

    def _check(self, row: Transition[C], case: C, actor: Actor, inputs: Mapping[str, Any]) -> None:
        if denied := row.permission(case, actor):
            raise NotAllowed(denied)
        if case.state not in row.sources:
            state = self.labels[case.state]
            raise Refusal(
                f"{self.noun} đang ở bước “{state}” nên không thực hiện được “{row.label}”."
            )
        missing = [need for need in row.needs if not inputs.get(need)]
        if missing:
            raise Refusal(f"“{row.label}” cần có: {', '.join(NEEDS[m] for m in missing)}.")
        if reasons := self._obstacles(row, case):
            raise Refusal(*reasons)

    @staticmethod
    def _obstacles(row: Transition[C], case: C) -> list[str]:
        return [reason for guard in row.guards for reason in guard(case)]


NEEDS = {
    "reason": "lý do",
    "parts": "phần cần sửa kèm lý do",
    "counts": "kết quả kiểm phiếu",
    "decision": "số, ngày quyết định",
    "day": "ngày",
    "body": "nơi xử lý",
    "number": "số văn bản",
}


def _journalable(inputs: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: value
        for key, value in inputs.items()
        if isinstance(value, str | int | bool | list | dict) or value is None
    }
