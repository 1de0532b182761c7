"""Images of hands and of the seal, kept per signer and authority, seen by the office alone."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from thidua.core.actors import Actor, Role
from thidua.core.constraints import sentence_for
from thidua.core.errors import NotAllowed, Refusal
from thidua.decisions.signing_models import ImageKind, SignatureImage
from thidua.documents.domain.store import store
from thidua.documents.models import StoredFile
from thidua.journal.domain.record import record
from thidua.organizations.models import Authority
from thidua.papers.signing import SignatureError, hand_image, seal_image
from thidua.vietnamese.text import clean

KEEPERS = (Role.OFFICER, Role.CHAIRMAN)


def images(actor: Actor) -> QuerySet[SignatureImage]:
    """Images in use, for those who keep them."""
    mine = SignatureImage.objects.filter(
        authority_id=actor.authority_id, withdrawn_at__isnull=True
    ).select_related("file")
    return mine.order_by("kind", "holder") if actor.is_any(*KEEPERS) else mine.none()


def keep_image(
    *, actor: Actor, kind: str, holder: str, width_mm: int | None, data: bytes
) -> SignatureImage:
    """Keep a transparent PNG: a hand in blue, the seal in red (Nghị định 30/2020, Phụ lục I).

    `holder` is the signer's name as printed on papers; the seal is the authority's own. Raises
    Refusal for an image that is not as the decree says.
    """
    _keeper_only(actor)
    is_seal = kind == ImageKind.SEAL
    named = Authority.objects.get(pk=actor.authority_id).name if is_seal else clean(holder)
    if not named:
        raise Refusal("Ghi họ tên người ký như in trên văn bản.")
    try:
        seal_image(data) if is_seal else hand_image(data)
    except SignatureError as error:
        raise Refusal(str(error)) from error
    with transaction.atomic(), sentence_for(SignatureImage):
        made = SignatureImage.objects.create(
            authority_id=actor.authority_id,
            kind=kind,
            holder=named,
            width_mm=width_mm if is_seal else None,
            file=store(actor=actor, name=f"{ImageKind(kind).value}.png", data=data),
            made_by_name=actor.name,
        )
        record(actor=actor, verb="signature.keep", obj=made, sentence=f"Đưa vào {_words(made)}")
    return made


def withdraw_image(*, actor: Actor, image: SignatureImage) -> SignatureImage:
    """Take an image out of use; what was signed with it keeps it."""
    _keeper_only(actor)
    with transaction.atomic():
        row = SignatureImage.objects.select_for_update(of=("self",)).get(pk=image.pk)
        if row.authority_id != actor.authority_id or row.withdrawn_at is not None:
            raise Refusal("Ảnh này không còn dùng.")
        row.withdrawn_at = timezone.now()
        row.save(update_fields=["withdrawn_at"])
        record(actor=actor, verb="signature.withdraw", obj=row, sentence=f"Rút {_words(row)}")
    return row


def image_for(authority_id: int, kind: ImageKind, holder: str) -> SignatureImage:
    """The image in use of that hand, or of the authority's seal. Raises Refusal without one."""
    found = SignatureImage.objects.filter(
        authority_id=authority_id, kind=kind, withdrawn_at__isnull=True
    ).select_related("file")
    row = (found if kind == ImageKind.SEAL else found.filter(holder=clean(holder))).first()
    if row is None:
        whose = "con dấu của cơ quan" if kind == ImageKind.SEAL else f"chữ ký tay của {holder}"
        raise Refusal(f"Chưa có ảnh {whose}. Đưa ảnh vào ở trang Ảnh chữ ký, con dấu.")
    return row


def bytes_of(file: StoredFile) -> bytes:
    """The whole content of a kept file."""
    with file.content.open("rb") as opened:
        data: bytes = opened.read()
    return data


def _keeper_only(actor: Actor) -> None:
    if not actor.is_any(*KEEPERS):
        raise NotAllowed("Chuyên viên hoặc Chủ tịch UBND giữ ảnh chữ ký, con dấu.")


def _words(image: SignatureImage) -> str:
    kind = "ảnh con dấu" if image.kind == ImageKind.SEAL else "ảnh chữ ký tay"
    return f"{kind} của {image.holder}"
