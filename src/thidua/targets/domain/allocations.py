"""Dividing a target among units: shares typed, pasted or proposed, and the gap accepted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.journal.domain.record import record
from thidua.organizations.models import Unit, UnitVersion
from thidua.organizations.queries import names_on
from thidua.registry.domain.unit_book import UnitBook
from thidua.targets.domain.totals import hold, restand, retotal_all
from thidua.targets.enums import TargetKind, TargetState
from thidua.targets.guards import lacking
from thidua.targets.models import Allocation, Target
from thidua.targets.rules import may_change
from thidua.targets.sharing import Pasted, difference_words, pasted, shared
from thidua.vietnamese.names import collation_key
from thidua.vietnamese.text import clean


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one unit is given. None leaves the figure unknown."""

    unit_id: int
    plan: Decimal | None = None
    baseline: Decimal | None = None
    weight: Decimal | None = None
    last_actual: Decimal | None = None
    note: str = ""


def share_out(
    *,
    actor: Actor,
    target: Target,
    shares: Sequence[Share],
    reason: str = "",
    revision: int | None = None,
) -> Target:
    """Set these units' shares; units not named keep theirs, unless they are `drop`ped.

    While the target is being followed a reason is needed.
    """
    _check(target, actor)
    with transaction.atomic(), sentence_for(Allocation):
        hold(target.pk)
        row = lock(Target, target.pk, revision=revision)
        _check_open(row, reason)
        names = _names(row, [one.unit_id for one in shares])
        have = {one.unit_id: one for one in row.allocations.all()}
        new: list[Allocation] = []
        old: list[Allocation] = []
        for one in _once(shares):
            kept = have.get(one.unit_id)
            (old if kept else new).append(_filled(kept, row, one, names, actor))
        Allocation.objects.bulk_create(new, batch_size=2000)
        Allocation.objects.bulk_update(old, _COLUMNS, batch_size=1000)
        _touched(row, actor)
        record(
            actor=actor,
            verb="target.share",
            obj=row,
            sentence=f"Giao phần cho {len(shares)} đơn vị",
            data={"units": len(shares), "reason": clean(reason)},
        )
    return row


_COLUMNS = ("plan", "baseline", "weight", "last_actual", "note", "revision", "changed_by_name")


def _check(target: Target, actor: Actor) -> None:
    if denied := may_change(target, actor):
        raise NotAllowed(denied)


def _check_open(row: Target, reason: str) -> None:
    if row.state not in {TargetState.DRAFT, TargetState.ACTIVE}:
        raise Refusal("Chỉ tiêu đã kết thúc hoặc đã rút nên không giao lại được.")
    if row.state == TargetState.ACTIVE and not clean(reason):
        raise Refusal("Chỉ tiêu đang thực hiện: ghi lý do đổi phần giao.")


def _once(shares: Sequence[Share]) -> list[Share]:
    found: dict[int, Share] = {}
    for one in shares:
        if one.unit_id in found:
            raise Refusal("Một đơn vị được ghi hai lần. Gộp thành một dòng.")
        found[one.unit_id] = one
    return list(found.values())


def _names(target: Target, unit_ids: Sequence[int]) -> Mapping[int, str]:
    known = Unit.objects.filter(
        pk__in=unit_ids, authority_id=target.authority_id, withdrawn_at__isnull=True
    )
    ids = set(known.values_list("pk", flat=True))
    if missing := [one for one in unit_ids if one not in ids]:
        raise Refusal(f"Có {len(missing)} đơn vị không còn trong danh mục. Tải lại trang rồi chọn.")
    return names_on(ids, target.due_on)


def _filled(
    kept: Allocation | None, target: Target, one: Share, names: Mapping[int, str], actor: Actor
) -> Allocation:
    row = kept or Allocation(
        authority_id=target.authority_id,
        target=target,
        unit_id=one.unit_id,
        unit_name=names.get(one.unit_id, "")[:200],
        sort_key=collation_key(names.get(one.unit_id, ""))[:600],
    )
    if kept is not None and not kept.stands:
        raise Refusal(f"{kept.unit_name} đã chuyển phần giao sang đơn vị khác.")
    row.plan = Decimal(1) if target.kind == TargetKind.PLACES else one.plan
    row.baseline, row.weight = one.baseline, one.weight
    row.last_actual, row.note = one.last_actual, clean(one.note)[:300]
    stamp(row, actor)
    return row


def _touched(row: Target, actor: Actor) -> None:
    stamp(row, actor)
    row.save()
    restand(row)
    retotal_all(row)


def drop(*, actor: Actor, target: Target, unit_ids: Sequence[int], reason: str = "") -> Target:
    """Take units out that have reported nothing."""
    _check(target, actor)
    with transaction.atomic():
        hold(target.pk)
        row = lock(Target, target.pk, revision=None)
        _check_open(row, reason)
        going = row.allocations.filter(unit_id__in=unit_ids, until_on__isnull=True)
        told = list(going.filter(results__isnull=False).values_list("unit_name", flat=True))
        if told:
            raise Refusal(
                f"Đã có kết quả báo cáo của {', '.join(sorted(set(told))[:5])}. "
                "Không bỏ được đơn vị đã báo cáo; giao 0 nếu không còn phần."
            )
        names = sorted(going.values_list("unit_name", flat=True))
        going.delete()
        _touched(row, actor)
        record(
            actor=actor,
            verb="target.unshare",
            obj=row,
            sentence=f"Bỏ phần giao của {len(names)} đơn vị",
            data={"units": names[:50], "reason": clean(reason)},
        )
    return row


def accept_gap(*, actor: Actor, target: Target, reason: str) -> Target:
    """Let the shares not add up, by exactly the present difference and for a reason."""
    _check(target, actor)
    with transaction.atomic(), sentence_for(Target):
        row = lock(Target, target.pk, revision=None)
        gap = lacking(row)
        if not gap:
            raise Refusal("Phần giao cộng lại đã đúng bằng chỉ tiêu, không có chênh lệch.")
        if not clean(reason):
            raise Refusal("Ghi lý do chấp nhận chênh lệch.")
        row.accepted_gap, row.gap_reason = gap, clean(reason)[:300]
        stamp(row, actor)
        row.save()
        record(
            actor=actor,
            verb="target.gap",
            obj=row,
            sentence=f"Chấp nhận phần giao {difference_words(gap, row.measure)}",
            data={"gap": str(gap), "reason": row.gap_reason},
        )
    return row


WAYS = {
    "deu": "Chia đều",
    "quy-mo": "Theo quy mô",
    "nam-truoc": "Theo thực hiện năm trước",
}


def proposed(target: Target, way: str, places: int = 2) -> dict[int, Decimal]:
    """Shares by unit id that make the plan exactly; raises Refusal where a weight is missing."""
    if target.plan is None:
        raise Refusal("Ghi số chỉ tiêu giao trước khi chia.")
    rows = list(target.allocations.filter(until_on__isnull=True).order_by("sort_key", "pk"))
    if not rows:
        raise Refusal("Chọn các đơn vị nhận chỉ tiêu trước khi chia.")
    parts = shared(target.plan, _weights(rows, way), places)
    return {row.unit_id: part for row, part in zip(rows, parts, strict=True)}


def _weights(rows: Sequence[Allocation], way: str) -> list[Decimal]:
    if way == "deu":
        return [Decimal(1)] * len(rows)
    column = "weight" if way == "quy-mo" else "last_actual"
    values: list[Decimal | None] = [getattr(row, column) for row in rows]
    missing = [row.unit_name for row, value in zip(rows, values, strict=True) if value is None]
    if missing:
        what = "quy mô" if way == "quy-mo" else "thực hiện năm trước"
        shown = ", ".join(missing[:5]) + (" …" if len(missing) > 5 else "")  # noqa: PLR2004
        raise Refusal(f"Chưa ghi {what} của {len(missing)} đơn vị: {shown}.")
    return [value for value in values if value is not None]


@dataclass(frozen=True, slots=True)
class Matched:
    """A pasted line with the unit it names, or the fault that names the line."""

    line: Pasted
    unit_id: int | None
    unit_name: str
    fault: str


def read_paste(target: Target, text: str) -> list[Matched]:
    """Lines pasted from a spreadsheet, each with its unit as of the target's time."""
    finder = UnitFinder(target.authority_id, target.due_on)
    found = []
    for line in pasted(text):
        hit = finder.find(line.name)
        fault = line.fault
        if not fault and hit is None:
            near = ", ".join(name for _, name in finder.near(line.name)[:3])
            hint = f" Có phải: {near}?" if near else ""
            fault = f"Dòng {line.line}: không biết “{line.name}” là đơn vị nào.{hint}"
        found.append(Matched(line, hit[0] if hit else None, hit[1] if hit else "", fault))
    return found


class UnitFinder:
    """Units by what people write: with or without the kind of unit, on a day."""

    def __init__(self, authority_id: int, day: date) -> None:
        self.book = UnitBook(authority_id)
        self.year = day.year
        versions = UnitVersion.objects.filter(
            authority_id=authority_id, valid__contains=day, unit__withdrawn_at__isnull=True
        )
        self._places: dict[str, set[int]] = {}
        self._names: dict[int, str] = {}
        for unit_id, name in versions.values_list("unit_id", "name"):
            self._names[unit_id] = name
            self._places.setdefault(place_key(name), set()).add(unit_id)

    def find(self, words: str) -> tuple[int, str] | None:
        """The one unit that stands that day and is called so; None when nobody or several."""
        named = self.book.find(words, self.year)
        if named is not None and named.unit_id in self._names:
            return named.unit_id, self._names[named.unit_id]
        ids = self._places.get(place_key(words), set())
        return next(((one, self._names[one]) for one in ids), None) if len(ids) == 1 else None

    def near(self, words: str) -> list[tuple[int, str]]:
        """Units it may be."""
        ids = self._places.get(place_key(words), set())
        same = [(one, self._names[one]) for one in sorted(ids)]
        like = [(one.unit_id, one.name) for one in self.book.similar(words, self.year)]
        return list(dict.fromkeys([*same, *(one for one in like if one[0] in self._names)]))


_KINDS = ("thị trấn", "tt.", "tt", "xã", "phường", "ubnd", "ủy ban nhân dân", "p.", "x.")


def place_key(words: str) -> str:
    """`Xã An Hồng`, `An Hồng`, `TT. An Dương` without the kind; marks still count."""
    name = clean(words).casefold()
    changed = True
    while changed:
        changed = False
        for kind in _KINDS:
            if name.startswith(f"{kind} "):
                name, changed = name.removeprefix(kind).strip(), True
    return name
