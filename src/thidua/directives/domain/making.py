"""What a confirmed finding becomes, and how that is undone. Apps above add their kinds here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from thidua.core.actors import Actor
from thidua.core.editing import lock, stamp
from thidua.core.errors import Refusal
from thidua.directives.domain.matching import owners_named
from thidua.directives.enums import FIELDS, FindingKind, Part, TaskState
from thidua.directives.models import Directive, Finding, Task, TaskUnit
from thidua.directives.task_workflow import TASKS
from thidua.directives.text import moved, replaced
from thidua.vietnamese.dates import BadDate, parse_date
from thidua.vietnamese.text import clean, clean_lines, fold

Maker = Callable[[Actor, Finding, dict[str, Any]], str]
"""Makes the thing in the caller's transaction; gives its code."""
Unmaker = Callable[[Actor, Finding, str], None]
"""Withdraws what `finding.made` names, for the given reason; raises Refusal where it cannot."""
LONGEST_TITLE = 300
LENGTHS = {"number": 60, "place": 100, "issuer": 200, "subject": 1000, "signer": 120,
           "signer_post": 120}  # fmt: skip


# -- head and foot of the paper ---


def set_field(actor: Actor, finding: Finding, values: dict[str, Any]) -> str:
    """Write a part of the paper's head or foot into the register."""
    name, value = values.get("field", ""), clean(str(values.get("value") or ""))
    if name not in FIELDS:
        raise Refusal("Không rõ đây là phần nào của văn bản.")
    if not value:
        raise Refusal(
            f"{FIELDS[name]}: văn bản để trống. Ghi vào ô bên cạnh rồi xác nhận, hoặc bỏ qua."
        )
    row = _directive(finding)
    if name == "issued_on":
        row.issued_on = day_of(value)
        row.year = row.issued_on.year
    else:
        setattr(row, name, value[: LENGTHS[name]])
    _save(row, actor)
    return ""


def day_of(value: str) -> date:
    """A whole day. Raises Refusal for one that does not exist or is not whole."""
    try:
        found = parse_date(value)
    except BadDate as error:
        raise Refusal(f"Ngày ban hành: {error}.") from error
    day = found.as_date() if found else None
    if day is None:
        raise Refusal("Ngày ban hành phải đủ ngày, tháng, năm, ví dụ 15/01/2024.")
    return day


def clear_field(actor: Actor, finding: Finding, reason: str) -> None:
    row = _directive(finding)
    name = finding.values.get("field", "")
    if name == "issued_on":
        row.issued_on = None
    elif name in FIELDS:
        setattr(row, name, "")
    _save(row, actor)


def _directive(finding: Finding) -> Directive:
    return lock(Directive, finding.directive_id, revision=None)


def _save(row: Directive, actor: Actor) -> None:
    stamp(row, actor)
    row.search_key = fold(f"{row.number} {row.name} {row.subject} {row.text[:5000]}")
    row.save()


# -- slips of scanning ---


def repair(actor: Actor, finding: Finding, values: dict[str, Any]) -> str:
    """Put the repair into the shown text; the text as read is kept beside it."""
    before = _swap(actor, finding, str(values.get("after", "")))
    finding.given = (finding.given or {}) | {"was": before}
    return ""


def unrepair(actor: Actor, finding: Finding, reason: str) -> None:
    _swap(actor, finding, str((finding.given or {}).get("was", finding.data["before"])))


def _swap(actor: Actor, finding: Finding, words: str) -> str:
    """Replace the finding's stretch; places and words of all the others follow."""
    row = _directive(finding)
    place = (finding.places[0][0], finding.places[0][1])
    before = row.text[place[0] : place[1]]
    row.text = replaced(row.text, place, words)
    others = list(Finding.objects.filter(directive=row).exclude(pk=finding.pk))
    for one in others:
        inside = any(a <= place[0] and place[1] <= b for a, b in one.places)
        one.places = moved(one.places, place, len(words))
        if inside and one.kind != FindingKind.REPAIR:
            one.data = _reworded(one.data, before, words)
        if inside and one.kind == FindingKind.TASK:
            _reword_task(one, before, words)
    Finding.objects.bulk_update(others, ["places", "data"])
    finding.places = moved(finding.places, place, len(words))
    row.notes = [
        note | {"place": moved([note["place"]], place, len(words))[0]} if note["place"] else note
        for note in row.notes
    ]
    _save(row, actor)
    return before


def _reword_task(finding: Finding, before: str, words: str) -> None:
    """A task that is not given out yet says what its paper says."""
    for task in finding.tasks.filter(state=TaskState.PLANNED) if before else ():
        task.words = task.words.replace(before, words)
        task.title = _short(task.title.replace(before, words))
        task.save(update_fields=["words", "title"])


def _reworded(data: dict[str, Any], before: str, words: str) -> dict[str, Any]:
    """The words that were read from there, with the repair in them."""
    return {
        key: value.replace(before, words) if before and isinstance(value, str) else value
        for key, value in data.items()
    }


# -- tasks ---


def make_task(actor: Actor, finding: Finding, values: dict[str, Any]) -> str:
    """Draw up the task; units that the paper names beyond doubt are proposed with it."""
    title = _short(clean(str(values.get("title", ""))))
    if not title:
        raise Refusal("Nhiệm vụ phải có tên gọi. Bấm Sửa để ghi.")
    row = finding.directive
    named = owners_named(row, values.get("duties", ()))
    task = Task.objects.create(
        authority_id=finding.authority_id,
        directive=row,
        finding=finding,
        order=finding.order,
        number=clean(str(values.get("path") or values.get("number") or ""))[:20],
        title=title,
        words=clean_lines(str(values.get("text", "")))[:20000],
        owner_id=named.owner[0] if named.owner else None,
        owner_name=named.owner[1] if named.owner else "",
        others="; ".join(named.outside)[:500],
        due_on=_due(values.get("dues", ())),
        due_words="; ".join(clean(due["words"]) for due in values.get("dues", ()))[:200],
        planned_at=finding.proposed_at,
        changed_by_name=actor.name,
        search_key=fold(f"{title} {named.owner[1] if named.owner else ''}")[:800],
    )
    TaskUnit.objects.bulk_create(
        TaskUnit(authority_id=task.authority_id, task=task, unit_id=pk, name=name, part=part)
        for part, units in ((Part.REPORTS, named.together), (Part.HELPS, named.helping))
        for pk, name in units
    )
    return task.code


def _short(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1].rstrip()}…"


def _due(dues: Any) -> date | None:
    """The paper's own day, where it gives one whole day and no other."""
    days = [due["date"] for due in dues if due["kind"] == "day" and due["date"]]
    if len(days) != 1 or not all(days[0].values()):
        return None
    return date(days[0]["year"], days[0]["month"], days[0]["day"])


def withdraw_task(actor: Actor, finding: Finding, reason: str) -> None:
    """Call the task off; the finding can then be confirmed again, as another task."""
    if not reason:
        raise Refusal("Rút nhiệm vụ đã xác nhận phải ghi lý do.")
    for task in finding.tasks.filter(state=TaskState.PLANNED):
        TASKS.perform(task, "cancel", actor=actor, reason=reason)


MAKERS: dict[str, Maker] = {
    FindingKind.FIELD: set_field,
    FindingKind.REPAIR: repair,
    FindingKind.TASK: make_task,
}
"""By kind of finding. An app above adds its own in `AppConfig.ready()`; a kind that is not here is
only marked as confirmed."""
UNMAKERS: dict[str, Unmaker] = {
    FindingKind.FIELD: clear_field,
    FindingKind.REPAIR: unrepair,
    FindingKind.TASK: withdraw_task,
}
"""By kind of finding; a made thing whose kind is not here is withdrawn on its own page."""
