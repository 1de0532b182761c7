"""What happens to a certificate after it was made: revoked, restored, replaced by another.

Whether that may happen is judged by whoever decides it (revocations, re-issue); these verbs mark
the certificate, so that its public page and the offline list say it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from thidua.core.actors import Actor, system_actor
from thidua.core.constraints import sentence_for
from thidua.core.errors import Refusal
from thidua.core.jobs import defer
from thidua.decisions import tasks
from thidua.decisions.domain.freezing import FROZEN, batch_hash, make_out
from thidua.decisions.domain.papers import WITH_CERTIFICATE, grouped
from thidua.decisions.models import Certificate, Decision, DecisionLine
from thidua.journal.domain.record import record
from thidua.organizations.models import Authority
from thidua.vietnamese.dates import format_day


def certify(decision: Decision, lines: Sequence[DecisionLine]) -> list[Certificate]:
    """Codes and frozen content for the awards that come with a certificate.

    The golden-book number is the order in the decision. Called within the issue of the decision.
    """
    made = [
        Certificate(authority_id=line.authority_id, line=line, golden_book=f"{line.order:02d}")
        for line in lines
        if line.nomination.title_code in WITH_CERTIFICATE
    ]
    if not made:
        return []
    for one in made:
        one.line.decision = decision
    authority = Authority.objects.get(pk=decision.authority_id)
    actor = system_actor(authority.pk)
    make_out(made, authority, actor)
    record(
        actor=actor,
        verb="certificate.make_out",
        obj=decision,
        sentence=f"Lập nội dung {len(made)} giấy của Quyết định số {decision.full_number}",
        data={"certificates": len(made), "sha256": batch_hash(made)},
    )
    return Certificate.objects.bulk_create(made, batch_size=500)


def make_out_again(decision: Decision) -> None:
    """Make out anew what was never drawn: the dossier or the keys have been mended since."""
    authority = Authority.objects.get(pk=decision.authority_id)
    waiting = list(
        Certificate.objects.select_for_update(of=("self",))
        .filter(line__decision=decision, print_run__isnull=True)
        .exclude(fault="")
        .select_related("line__decision", "line__nomination__round")
    )
    make_out(waiting, authority, system_actor(authority.pk))
    Certificate.objects.bulk_update(waiting, FROZEN, batch_size=500)


def mark_revoked(
    *, actor: Actor, certificate: Certificate, decision_words: str, on: date
) -> Certificate:
    """Mark a certificate as revoked from a day by a decision, in words for the public page."""
    if not decision_words.strip():
        raise Refusal(
            "Ghi số, ngày quyết định hủy bỏ, tước danh hiệu: trang xác thực hiện câu này."
        )
    with transaction.atomic():
        row = _locked(certificate)
        row.revoked_on, row.revocation = on, decision_words.strip()[:300]
        row.save(update_fields=["revoked_on", "revocation"])
        _note(actor, row, "revoke", f"hủy bỏ từ ngày {format_day(on)}, {row.revocation}")
    return row


def mark_restored(*, actor: Actor, certificate: Certificate, decision_words: str) -> Certificate:
    """Take the mark of revocation away: the award was given back."""
    with transaction.atomic():
        row = _locked(certificate)
        row.revoked_on, row.revocation = None, ""
        row.save(update_fields=["revoked_on", "revocation"])
        _note(actor, row, "restore", f"phục hồi, {decision_words.strip()}")
    return row


def reissue(
    *, actor: Actor, certificate: Certificate, reason: str, on: date, name: str = ""
) -> Certificate:
    """Make a new certificate of the same award; the old one stands no longer from that day.

    The new one is made out from the dossier as it is now, with the same golden-book number;
    `name` where the old one had it wrong.
    """
    if not reason.strip():
        raise Refusal("Ghi lý do cấp lại, cấp đổi: mất, hỏng hoặc ghi sai.")
    with transaction.atomic(), sentence_for(Certificate):
        old = _locked(certificate)
        if old.replaced_on:
            raise Refusal(f"Giấy {grouped(old.code)} đã được thay thế. Mở giấy mới hơn.")
        if old.revoked_on:
            raise Refusal(f"Giấy {grouped(old.code)} đã hủy bỏ, không cấp lại.")
        old.replaced_on = on
        old.save(update_fields=["replaced_on"])
        new = Certificate(
            authority_id=old.authority_id,
            line=DecisionLine.objects.select_related("decision", "nomination__round").get(
                pk=old.line_id
            ),
            golden_book=old.golden_book,
            corrected_name=name or old.corrected_name,
            replaces=old,
        )
        make_out([new], Authority.objects.get(pk=old.authority_id), actor)
        new.save()
        _note(actor, old, "reissue", f"thay bằng giấy {grouped(new.code)}, {reason.strip()}")
        defer(tasks.make_certificates, decision_id=new.line.decision_id)
    return new


def _locked(certificate: Certificate) -> Certificate:
    return Certificate.objects.select_for_update(of=("self",)).get(pk=certificate.pk)


def _note(actor: Actor, row: Certificate, verb: str, words: str) -> None:
    record(
        actor=actor,
        verb=f"certificate.{verb}",
        obj=row,
        sentence=f"Giấy {grouped(row.code)}: {words}"[:500],
        data={"line": row.line_id, "on": row.revoked_on or row.replaced_on},
    )
