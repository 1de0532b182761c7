"""Drawing a package up: which dossiers go to which level, its words and limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from thidua.commendation.models import Nomination, Round
from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import Refusal
from thidua.decisions.domain.issuing import competence, issuing_level
from thidua.decisions.domain.submission import SYMBOL
from thidua.decisions.domain.wording import in_order
from thidua.forwarding.enums import State
from thidua.forwarding.models import Package, PackageItem
from thidua.forwarding.queries import free_for_package
from thidua.forwarding.rules import officers_only, refuse_others
from thidua.journal.domain.record import record
from thidua.law import Level, decider, known_title, proposer
from thidua.organizations.models import Authority
from thidua.vietnamese.text import clean

FROM_YEAR, TO_YEAR = 2000, 2100


@dataclass(frozen=True, slots=True)
class PackageText:
    """The words of a package and the limits that the higher level's own rules set."""

    name: str
    addressee: str
    symbol: str = SYMBOL
    education: bool = False
    file_by: date | None = None
    file_basis: str = ""
    own_days: int | None = None
    own_basis: str = ""

    def values(self) -> dict[str, Any]:
        """Cleaned; Refusal where words are missing."""
        found = {
            key: clean(value) if isinstance(value, str) else value
            for key, value in asdict(self).items()
        }
        missing = [
            words
            for key, words in (
                ("name", "trích yếu"),
                ("addressee", "nơi gửi"),
                ("symbol", "ký hiệu"),
            )
            if not found[key]
        ]
        if missing:
            raise Refusal(f"Ghi {', '.join(missing)} của tờ trình.")
        if self.file_by and not found["file_basis"]:
            raise Refusal("Hạn nộp phải kèm văn bản quy định: số, ngày, nơi ban hành.")
        if self.own_days and not found["own_basis"]:
            raise Refusal("Thời hạn giải quyết phải kèm văn bản quy định: số, ngày, nơi ban hành.")
        return found


def usual_text(round_: Round, titles: Sequence[str], on: date) -> PackageText:
    """The words a new package starts with.

    A commune's file for a State-level award goes to the province, which submits it (Điều 83 khoản
    2); only the province's own goes further.
    """
    own = issuing_level(Authority.objects.get(pk=round_.authority_id))
    first = titles[0] if titles else ""
    who = decider(first, on) if first else None
    addressee = who.text if who else ""
    if who and who.level is Level.CENTRAL and own is not Level.PROVINCE:
        addressee = "Chủ tịch Ủy ban nhân dân tỉnh, thành phố"
    elif who and who.level is Level.CENTRAL and (path := proposer(first, on)) and path.through:
        addressee = path.through
    name = f"Về việc đề nghị khen thưởng {round_.name[0].lower()}{round_.name[1:]}"
    return PackageText(name=name, addressee=addressee)


def draft_package(
    *,
    actor: Actor,
    round_: Round,
    titles: Sequence[str],
    planned_on: date,
    text: PackageText | None = None,
    dossiers: Sequence[Nomination] | None = None,
) -> Package:
    """Put passed dossiers of these awards, or only those of `dossiers`, into a new package.

    Raises Refusal where nothing goes up, or the awards go to different levels.
    """
    officers_only(actor)
    if not FROM_YEAR <= planned_on.year <= TO_YEAR:
        raise Refusal("Ngày dự kiến trình không hợp lệ.")
    with transaction.atomic(), sentence_for(Package), sentence_for(PackageItem):
        rows = _free(actor, round_, titles, dossiers)
        level = one_level(round_.authority_id, [row.title_code for row in rows], planned_on)
        codes = list(dict.fromkeys(row.title_code for row in rows))
        values = (text or usual_text(round_, codes, planned_on)).values()
        package = Package.objects.create(
            authority_id=actor.authority_id,
            round=round_,
            level=level,
            planned_on=planned_on,
            drafted_by_name=actor.name,
            changed_by_name=actor.name,
            **values,
        )
        _put_in(package, rows)
        record(
            actor=actor,
            verb="package.draft",
            obj=package,
            sentence=f"Lập hồ sơ trình cấp trên, {len(rows)} hồ sơ",
            data={"nominations": [row.code for row in rows]},
        )
    return package


def _free(
    actor: Actor, round_: Round, titles: Sequence[str], dossiers: Sequence[Nomination] | None
) -> list[Nomination]:
    found = free_for_package(round_, actor).filter(title_code__in=list(titles))
    if dossiers is not None:
        found = found.filter(pk__in=[row.pk for row in dossiers])
    rows = in_order(list(found.select_for_update(of=("self",))))
    if not rows:
        raise Refusal(
            "Không có hồ sơ nào của danh hiệu, hình thức đã chọn đang chờ trình cấp trên."
        )
    return rows


def one_level(authority_id: int, titles: Sequence[str], on: date) -> str:
    """The one higher level that decides all these awards. Refusal where it is not one, or the
    authority decides itself."""
    own = issuing_level(Authority.objects.get(pk=authority_id))
    levels: dict[str, str] = {}
    for code in dict.fromkeys(titles):
        power, who = competence(own, code, on), decider(code, on)
        if who is None or not power.higher:
            raise Refusal(
                f"“{known_title(code).name}” không phải trình cấp trên vào ngày này: người quyết "
                f"định là {power.decider}."
            )
        levels[code] = who.level.value
    if len(set(levels.values())) > 1:
        raise Refusal(
            "Các danh hiệu, hình thức đã chọn do những cấp khác nhau quyết định. "
            "Lập mỗi cấp một gói."
        )
    return next(iter(levels.values()))


def _put_in(package: Package, rows: Sequence[Nomination]) -> None:
    last = package.items.order_by("-order").values_list("order", flat=True).first() or 0
    PackageItem.objects.bulk_create(
        PackageItem(
            authority_id=package.authority_id, package=package, nomination=row, order=last + number
        )
        for number, row in enumerate(rows, start=1)
    )


def edit_package(
    *, actor: Actor, package: Package, text: PackageText, revision: int | None = None
) -> Package:
    """Change the words and limits; the words only until it is checked."""
    with transaction.atomic(), sentence_for(Package):
        row = lock(Package, package.pk, revision=revision)
        refuse_others(row, actor)
        if row.state != State.DRAFT:
            raise Refusal("Hồ sơ trình đã soát đủ. Mở lại để sửa rồi thay lời văn.")
        for key, value in text.values().items():
            setattr(row, key, value)
        stamp(row, actor)
        row.save()
        make_stale(row)
        record(actor=actor, verb="package.edit", obj=row, sentence="Sửa tờ trình", data={})
    return row


def add_dossiers(*, actor: Actor, package: Package, dossiers: Sequence[Nomination]) -> int:
    """Put further passed dossiers in; says how many."""
    with transaction.atomic(), sentence_for(PackageItem):
        row = lock(Package, package.pk, revision=None)
        refuse_others(row, actor)
        _must_be_draft(row)
        codes = [one.title_code for one in dossiers]
        rows = _free(actor, row.round, codes, dossiers)
        if (
            one_level(row.authority_id, [one.title_code for one in rows], row.planned_on)
            != row.level
        ):
            raise Refusal("Hồ sơ này do cấp khác quyết định. Lập một gói riêng cho cấp đó.")
        _put_in(row, rows)
        make_stale(row)
        record(
            actor=actor,
            verb="package.add",
            obj=row,
            sentence=f"Thêm {len(rows)} hồ sơ vào gói trình",
            data={"nominations": [one.code for one in rows]},
        )
    return len(rows)


def leave_out(*, actor: Actor, item: PackageItem) -> None:
    """Take a dossier out of a draft; it waits for another package, or for its result to change.

    Its line and papers are kept, out of sight.
    """
    with transaction.atomic():
        row = lock(Package, item.package_id, revision=None)
        refuse_others(row, actor)
        _must_be_draft(row)
        held = lock(PackageItem, item.pk, revision=None)
        held.left_out_at = held.released_at = timezone.now()
        stamp(held, actor)
        held.save()
        make_stale(row)
        record(
            actor=actor,
            verb="package.leave_out",
            obj=row,
            sentence=f"Bỏ hồ sơ {held.nomination.code} khỏi gói trình",
            data={"nomination": held.nomination.code},
        )


def _must_be_draft(row: Package) -> None:
    if row.state != State.DRAFT:
        raise Refusal("Hồ sơ trình đã soát đủ. Mở lại để sửa rồi thêm, bớt hồ sơ.")


def make_stale(row: Package) -> None:
    """The submission and its list as drawn up no longer say what is in the package."""
    row.papers.filter(item__isnull=True, source="generated", superseded_at__isnull=True).update(
        superseded_at=timezone.now()
    )
