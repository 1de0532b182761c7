"""Signing an issued decision here: the signer first, then the agency over it.

Keys, passwords and PINs are used for the one act and forgotten: nothing of them is stored,
journaled or sent on.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import transaction
from pyhanko.sign.signers import Signer

from thidua.core.actors import Actor, Role
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock
from thidua.core.errors import NotAllowed, Refusal
from thidua.decisions.domain.images import bytes_of, image_for
from thidua.decisions.domain.trust import trusted_roots
from thidua.decisions.models import Decision, DecisionState
from thidua.decisions.signing_models import ImageKind, SameDocument, SignedKind, SignedPaper
from thidua.documents.domain.store import store
from thidua.documents.models import StoredFile
from thidua.journal.domain.record import record
from thidua.papers.signing import (
    Hand,
    Seal,
    SignatureError,
    SignatureFinding,
    Verification,
    last_signed_space,
    named_in,
    pkcs11_signer,
    pkcs12_signer,
    signed_pdf,
    verify_pdf,
)
from thidua.vietnamese.text import fold

LARGEST_KEY = 100 * 1024
"""Bytes of a PKCS#12 file; one of these always stays in memory on its way in."""
WHO_SIGNS = {SignedKind.HAND: Role.CHAIRMAN, SignedKind.SEAL: Role.OFFICER}
BOTH = 2


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A PKCS#12 file (.p12, .pfx) and its password."""

    data: bytes = field(repr=False)
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Token:
    """A token plugged into the server: its label, its certificate's label, its PIN."""

    label: str
    certificate: str
    pin: str = field(repr=False)


def revisions(decision: Decision) -> list[SignedPaper]:
    """Every signed revision, first to last."""
    return list(decision.signed_papers.select_related("file").order_by("order"))


def next_part(held: list[SignedPaper]) -> SignedKind | None:
    """Whose signature comes next, given the revisions; None when both are there."""
    if not held:
        return SignedKind.HAND
    last = held[-1]
    is_whole = last.kind == SignedKind.SEAL or len(last.signatures) >= BOTH
    return None if is_whole else SignedKind.SEAL


def may_sign(decision: Decision, held: list[SignedPaper], actor: Actor) -> str:
    """Why the actor may not add the next signature here, or nothing."""
    if decision.state != DecisionState.ISSUED or decision.authority_id != actor.authority_id:
        return "Quyết định ban hành rồi mới ký số."
    part = next_part(held)
    if part is None:
        return "Quyết định đã có đủ chữ ký của người có thẩm quyền và của cơ quan."
    if not actor.is_any(WHO_SIGNS[part]):
        return (
            "Người có thẩm quyền ký trước (vai trò Chủ tịch UBND)."
            if part == SignedKind.HAND
            else "Chuyên viên ký số của cơ quan (con dấu) sau chữ ký của người có thẩm quyền."
        )
    if not held and decision.pdf_id is None:
        return (
            "Quyết định làm theo mẫu DOCX riêng nên không có bản PDF để ký tại đây. Ký ở phần "
            "mềm khác rồi tải bản đã ký lên."
            if decision.template_id
            else "Bản PDF của quyết định chưa tạo xong."
        )
    return ""


def sign_decision(*, actor: Actor, decision: Decision, key: KeyFile | Token) -> SignedPaper:
    """Add the next signature with that key and keep the new revision.

    The chairman's key signs where the paper names the signer and must be in the signer's name; the
    agency's key adds the seal over the left third of it. Signed outside the transaction, since a
    timestamp authority may take its time; whoever comes second is told to sign the new revision.

    Raises NotAllowed, or Refusal with what stands in the way.
    """
    held = revisions(decision)
    if denied := may_sign(decision, held, actor):
        raise NotAllowed(denied) if decision.state == DecisionState.ISSUED else Refusal(denied)
    part = next_part(held) or SignedKind.SEAL
    base = held[-1].file if held else decision.pdf
    if base is None:
        raise Refusal("Bản PDF của quyết định chưa tạo xong.")
    roots = trusted_roots()
    try:
        signed = _signed(decision, part, bytes_of(base), key)
        found = verify_pdf(signed, roots)
    except SignatureError as error:
        raise Refusal(str(error)) from error
    return keep_revision(
        actor=actor,
        decision=decision,
        kind=part,
        data=signed,
        found=found,
        sameness=SameDocument.BYTES,
        after=len(held),
    )


def _signed(decision: Decision, part: SignedKind, pdf: bytes, key: KeyFile | Token) -> bytes:
    look = _look(decision, part, pdf)
    with _opened(key) as signer:
        if isinstance(look, Hand):
            _check_name(named_in(signer), decision.signer_name)
        return signed_pdf(
            pdf,
            signer,
            look,
            reason=f"Quyết định số {decision.full_number}",
            timestamp_url=settings.TIMESTAMP_URL or None,
        )


def _look(decision: Decision, part: SignedKind, pdf: bytes) -> Hand | Seal:
    kind = ImageKind.SEAL if part == SignedKind.SEAL else ImageKind.HAND
    image = image_for(decision.authority_id, kind, decision.signer_name)
    png = bytes_of(image.file)
    if kind == ImageKind.HAND:
        return Hand(png, decision.signer_name)
    return Seal(png, image.width_mm or 0, decision.signer_name, over=last_signed_space(pdf))


@contextmanager
def _opened(key: KeyFile | Token) -> Iterator[Signer]:
    if isinstance(key, KeyFile):
        if len(key.data) > LARGEST_KEY:
            raise Refusal("Tệp chứng thư số lớn hơn 100 KB. Chọn đúng tệp .p12 hoặc .pfx.")
        yield pkcs12_signer(key.data, key.password)
        return
    if not settings.PKCS11_MODULE:
        raise Refusal("Máy chủ chưa khai báo thiết bị ký số. Dùng tệp chứng thư số.")
    with pkcs11_signer(
        Path(settings.PKCS11_MODULE), token=key.label, pin=key.pin, certificate=key.certificate
    ) as signer:
        yield signer


def _check_name(held: str, printed: str) -> None:
    if f" {fold(printed)} " not in f" {fold(held)} ":
        raise Refusal(
            f"Chứng thư số cấp cho “{held or 'không ghi tên'}”, quyết định ghi người ký là "
            f"{printed}. Dùng chứng thư số của người ký."
        )


def keep_revision(
    *,
    actor: Actor,
    decision: Decision,
    kind: SignedKind,
    data: bytes,
    found: Verification,
    sameness: SameDocument,
    after: int,
) -> SignedPaper:
    """Keep a signed revision that follows `after` others, with what was found of its signatures."""
    with transaction.atomic(), sentence_for(SignedPaper):
        row = lock(Decision, decision.pk, revision=None)
        made = SignedPaper.objects.create(
            authority_id=row.authority_id,
            decision=row,
            order=after + 1,
            kind=kind,
            sameness=sameness,
            file=_stored(actor, row, after + 1, data),
            signatures=[shown(one) for one in found.findings],
            conclusion=conclusion_of(found),
            valid=found.valid,
            made_by_name=actor.name,
        )
        record(
            actor=actor,
            verb="decision.sign",
            obj=row,
            sentence=f"{kind.label}: Quyết định số {row.full_number}, {_signer(found)}",
            data={"sha256": made.file.sha256, "sameness": sameness.value, "valid": found.valid},
        )
    return made


def _stored(actor: Actor, row: Decision, order: int, data: bytes) -> StoredFile:
    name = f"QD-{row.full_number.replace('/', '-')}-{row.year}-ky-{order}.pdf"
    return store(actor=actor, name=name, data=data)


def _signer(found: Verification) -> str:
    last = found.findings[-1]
    return f"chứng thư số của {last.signer or 'người không ghi tên'}"


def conclusion_of(found: Verification) -> str:
    """The conclusion on a file; one that is whole but by unconfirmed signers is not called bad."""
    looks = {shown(one)["look"] for one in found.findings}
    if "warn" not in looks or "bad" in looks:
        return found.sentence
    return (
        f"Tệp có {len(found.findings)} chữ ký số, nội dung nguyên vẹn; chưa xác nhận được hết "
        "người ký."
    )


def shown(finding: SignatureFinding) -> dict[str, object]:
    """A finding as it is kept and shown: `look` is ok, warn (whole, signer unconfirmed) or bad."""
    is_whole = finding.intact and finding.after != "content"
    return {
        "signer": finding.signer,
        "sentences": list(finding.sentences),
        "look": "ok" if finding.valid else "warn" if is_whole else "bad",
    }
