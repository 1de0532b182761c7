"""Answering what the law's checklist cannot know of a dossier, each answer with its paper."""

from __future__ import annotations

from django.db import transaction

from thidua.core.actors import Actor
from thidua.core.editing import lock, stamp
from thidua.core.errors import Refusal
from thidua.forwarding.checklist import checklist
from thidua.forwarding.enums import CHANGEABLE, Simplified
from thidua.forwarding.models import Package, PackageItem
from thidua.forwarding.rules import refuse_others
from thidua.journal.domain.record import record
from thidua.law.dossiers import CLAIMS
from thidua.vietnamese.text import clean

LONGEST_BASIS = 300


def answer_claim(
    *, actor: Actor, item: PackageItem, claim: str, said: bool, basis: str = ""
) -> PackageItem:
    """Whether the dossier falls under a case that calls for a paper of its own.

    A "no" names the paper it rests on; a "yes" needs the paper itself in the dossier.
    """
    if claim not in CLAIMS:
        raise Refusal("Không có trường hợp này trong danh mục giấy tờ.")
    words = clean(basis)[:LONGEST_BASIS]
    if not said and not words:
        raise Refusal("Trả lời “không” thì ghi giấy tờ làm căn cứ: loại, số, ngày, nơi ban hành.")
    with transaction.atomic():
        row = _open_item(item, actor)
        row.claims = row.claims | {claim: {"said": said, "basis": words}}
        _save(row, actor)
        answer = "có" if said else f"không, theo {words}"
        _journal(row, actor, "package.claim", f"{CLAIMS[claim]}: {answer}")
    return row


def settle(*, actor: Actor, item: PackageItem, question: str, basis: str) -> Package:
    """Answer an open question of the law for every dossier of that award in the package, by naming
    the paper that answers it. Raises Refusal for a question that is not open."""
    words = clean(basis)[:LONGEST_BASIS]
    if not words:
        raise Refusal("Ghi giấy tờ làm căn cứ: loại, số, ngày, nơi ban hành.")
    with transaction.atomic():
        row = _open_item(item, actor)
        package = lock(Package, row.package_id, revision=None)
        open_ = {one.code for one in checklist(row, package.papers.all()).questions}
        if question not in open_:
            raise Refusal("Nội dung này không còn để ngỏ. Tải lại trang để xem danh mục hiện tại.")
        code = row.nomination.title_code
        answers = package.settled.get(code, {}) | {question: words}
        package.settled = package.settled | {code: answers}
        stamp(package, actor)
        package.save()
        _journal(row, actor, "package.settle", f"Làm rõ danh mục giấy tờ theo {words}")
    return package


def choose_procedure(*, actor: Actor, item: PackageItem, case: str) -> PackageItem:
    """The case of the simplified procedure (Điều 85), or none."""
    if case and case not in Simplified.values:
        raise Refusal("Không có trường hợp thủ tục đơn giản này.")
    with transaction.atomic():
        row = _open_item(item, actor)
        row.simplified = case
        _save(row, actor)
        words = Simplified(case).label if case else "thủ tục thông thường"
        _journal(row, actor, "package.procedure", f"Chọn thủ tục: {words}")
    return row


def _open_item(item: PackageItem, actor: Actor) -> PackageItem:
    row = lock(PackageItem, item.pk, revision=None)
    refuse_others(row.package, actor)
    if row.package.state not in CHANGEABLE:
        raise Refusal("Hồ sơ trình đã soát đủ. Mở lại để sửa rồi thay câu trả lời.")
    return row


def _save(row: PackageItem, actor: Actor) -> None:
    stamp(row, actor)
    row.save()


def _journal(row: PackageItem, actor: Actor, verb: str, sentence: str) -> None:
    code = row.nomination.code
    record(
        actor=actor,
        verb=verb,
        obj=row.package,
        sentence=f"{code}: {sentence}",
        data={"nomination": code},
    )
