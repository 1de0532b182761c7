"""Named database constraints that speak Vietnamese, and their way back to a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, models
from django.db.models import F, Q

from thidua.core.errors import Refusal


def date_order(name: str, first: str, second: str, message: str) -> models.CheckConstraint:
    """`second` may be empty, but never without `first` and never before it."""
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{second}__isnull": True})
        | Q(**{f"{first}__isnull": False, f"{second}__gte": F(first)}),
        violation_error_message=message,
    )


def state_needs(
    name: str, states: tuple[str, ...], field: str, message: str
) -> models.CheckConstraint:
    """A row in one of `states` has `field` filled."""
    return models.CheckConstraint(
        name=name,
        condition=~Q(state__in=states) | Q(**{f"{field}__isnull": False}),
        violation_error_message=message,
    )


def one_of(name: str, *fields: str, message: str) -> models.CheckConstraint:
    """Exactly one of the nullable `fields` is filled."""
    condition = Q()
    for chosen in fields:
        condition |= Q(**{f"{f}__isnull": f != chosen for f in fields})
    return models.CheckConstraint(name=name, condition=condition, violation_error_message=message)


@contextmanager
def sentence_for(model: type[models.Model]) -> Iterator[None]:
    """Turn a violation of one of the model's own constraints into its sentence; others pass."""
    try:
        yield
    except IntegrityError as error:
        diagnostics = getattr(error.__cause__, "diag", None)
        broken = getattr(diagnostics, "constraint_name", None)
        for constraint in model._meta.constraints:
            if constraint.name == broken:
                raise Refusal(str(constraint.get_violation_error_message())) from error
        raise
