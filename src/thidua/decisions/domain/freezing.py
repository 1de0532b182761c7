"""What a certificate says, frozen when it is made out, and signed in short for its QR."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.utils import timezone

from thidua.core.actors import Actor, system_actor
from thidua.core.errors import Refusal
from thidua.decisions.domain.issuing import body_name
from thidua.decisions.domain.keys import private_key, public_key, signing_key
from thidua.decisions.domain.papers import certificate_paper, grouped
from thidua.decisions.models import Certificate, CertificateKey
from thidua.organizations.models import Authority
from thidua.papers import press, qr
from thidua.papers.model import CertificatePaper, PaperError
from thidua.papers.statement import Statement, StatementError, digits_of, sign

FROZEN = ("content", "content_hash", "statement", "made_out_on", "fault")
FAULT = 500


def make_out(certificates: Iterable[Certificate], authority: Authority, actor: Actor) -> None:
    """Freeze and sign each certificate; one that cannot be made out carries the reason.

    Nothing is saved: `FROZEN` names the fields that changed. What is drawn already is left alone.
    """
    waiting = [one for one in certificates if one.print_run_id is None]
    if not waiting:
        return
    try:
        signer = _Signer(authority, actor)
    except Refusal as refusal:
        for one in waiting:
            one.fault = str(refusal)[:FAULT]
        return
    for one in waiting:
        _freeze(one, authority, signer)


class _Signer:
    """The current key, opened once for a whole batch: opening it is made slow on purpose."""

    def __init__(self, authority: Authority, actor: Actor) -> None:
        self.row: CertificateKey = signing_key(actor=actor, authority=authority)
        self.private: Ed25519PrivateKey = private_key(self.row)
        self.public = public_key(self.row)

    def sign(self, statement: Statement) -> bytes:
        return sign(statement, self.private, self.public)


def _freeze(one: Certificate, authority: Authority, signer: _Signer) -> None:
    one.fault, one.made_out_on = "", timezone.localdate()
    try:
        paper = certificate_paper(one, authority)
        signed = signer.sign(_statement(one, paper, authority))
    except (PaperError, StatementError) as error:
        one.fault = str(error)[:FAULT]
        return
    one.statement = signed if qr.prints_clearly(paper.verify_url, digits_of(signed)) else b""
    one.content = press.paper_data(paper)
    one.content_hash = content_hash(one.content)


def _statement(one: Certificate, paper: CertificatePaper, authority: Authority) -> Statement:
    assert one.made_out_on is not None
    return Statement(
        authority=body_name(authority),
        decision_number=paper.decision_number,
        decision_date=paper.decision_date,
        award_code=one.line.nomination.title_code,
        recipient=paper.recipient,
        golden_book=paper.golden_book,
        certificate_code=grouped(one.code),
        issued_on=one.made_out_on,
    )


def content_hash(content: dict[str, Any]) -> str:
    """SHA-256 over the canonical JSON of what a certificate says."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def batch_hash(certificates: Iterable[Certificate]) -> str:
    """One hash over a whole batch, for the journal."""
    lines = sorted(f"{one.code} {one.content_hash}" for one in certificates)
    return hashlib.sha256("\n".join(lines).encode("ascii")).hexdigest()


def frozen_paper(one: Certificate) -> CertificatePaper:
    """The certificate as it was made out, its QR with the signed statement.

    Raises PaperError when nothing is frozen, or what is stored is no longer what was frozen.
    """
    if not one.content:
        raise PaperError(one.fault or "Giấy này chưa lập nội dung. Bấm Tạo lại phần còn thiếu.")
    if content_hash(one.content) != one.content_hash:
        raise PaperError(
            f"Nội dung lưu của giấy {grouped(one.code)} không còn khớp mã băm lúc lập: cơ sở dữ "
            "liệu đã bị sửa. Không in; báo quản trị hệ thống đối chiếu nhật ký và bản sao lưu."
        )
    paper = press.paper_of(one.content)
    signed = bytes(one.statement)
    address = f"{paper.verify_url}#{digits_of(signed)}" if signed else paper.verify_url
    return replace(paper, verify_url=address)


def system(authority: Authority) -> Actor:
    """Who makes out and draws in the background."""
    return system_actor(authority.pk)
