"""Keys that sign what certificates say: made at first use, replaced by the administrator.

The private half stands in the data folder, a file for each key that only the service account can
read, encrypted under the installation's secret. The database holds the public half alone, so a
copy of the database signs nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from thidua.core.actors import Actor, Role
from thidua.core.errors import NotAllowed, Refusal
from thidua.decisions.certificate_queries import current_key
from thidua.decisions.domain.issuing import body_name
from thidua.decisions.models import CertificateKey
from thidua.journal.domain.record import record
from thidua.organizations.models import Authority
from thidua.papers.statement import StatementKey

PURPOSE = b"thidua certificate keys"


def public_key(row: CertificateKey) -> StatementKey:
    """The row as the verification reads it."""
    return StatementKey(
        authority=row.issuer,
        public=bytes.fromhex(row.public),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )


def signing_key(*, actor: Actor, authority: Authority) -> CertificateKey:
    """The key that signs now; made when there is none, or when the body has been renamed."""
    row = current_key(authority.pk)
    if row is not None and row.issuer == body_name(authority):
        return row
    with transaction.atomic():
        Authority.objects.select_for_update(of=("self",)).get(pk=authority.pk)
        row = current_key(authority.pk)
        if row is not None and row.issuer == body_name(authority):
            return row
        reason = "Khóa đầu tiên" if row is None else "Cơ quan đổi tên"
        return _replaced(actor, authority, row, reason, leaked=False)


def rotate_statement_key(
    *, actor: Actor, authority: Authority, reason: str, leaked: bool = False
) -> CertificateKey:
    """Put a new key in place of the present one and return it.

    What the old key signed still verifies, unless it `leaked`: then no statement it signed is
    trusted any more, and certificates signed with it are checked by their code alone.
    """
    if not actor.is_any(Role.ADMINISTRATOR) or actor.authority_id != authority.pk:
        raise NotAllowed("Quản trị hệ thống đổi khóa ký giấy.")
    if not reason.strip():
        raise Refusal("Ghi lý do đổi khóa: ai xem lại nhật ký cần biết vì sao.")
    with transaction.atomic():
        Authority.objects.select_for_update(of=("self",)).get(pk=authority.pk)
        return _replaced(actor, authority, current_key(authority.pk), reason, leaked=leaked)


def _replaced(
    actor: Actor, authority: Authority, old: CertificateKey | None, reason: str, *, leaked: bool
) -> CertificateKey:
    today = timezone.localdate()
    if old is not None:
        old.valid_until = max(today, old.valid_from)
        old.leaked_at = timezone.now() if leaked else None
        old.save(update_fields=["valid_until", "leaked_at"])
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    known = StatementKey(authority=body_name(authority), public=public, valid_from=today)
    _keep(known.key_id.hex(), private)
    row = CertificateKey.objects.create(
        authority=authority,
        key_id=known.key_id.hex(),
        public=public.hex(),
        issuer=known.authority,
        valid_from=today,
        created_by_name=actor.name,
    )
    record(
        actor=actor,
        verb="certificate.key",
        obj=row,
        sentence=f"Tạo khóa ký giấy {row.key_id}: {reason.strip()}"[:500],
        data={
            "public": row.public,
            "replaces": old.key_id if old else "",
            "leaked": leaked,
        },
    )
    return row


def private_key(row: CertificateKey) -> Ed25519PrivateKey:
    """The private half. Raises Refusal with what to do when it cannot be read."""
    try:
        found = serialization.load_pem_private_key(_path(row.key_id).read_bytes(), _password())
    except (OSError, ValueError, TypeError) as error:
        raise Refusal(
            f"Không đọc được khóa ký giấy {row.key_id} trong thư mục dữ liệu, hoặc khóa bí mật của "
            "hệ thống đã đổi. Quản trị hệ thống khôi phục tệp khóa hoặc đổi khóa tại mục Khóa ký "
            "giấy."
        ) from error
    assert isinstance(found, Ed25519PrivateKey)
    return found


def fingerprint(row: CertificateKey) -> str:
    """SHA-256 of the public key in groups of four, to be compared by eye or by telephone."""
    digest = hashlib.sha256(bytes.fromhex(row.public)).hexdigest()
    return " ".join(digest[start : start + 4] for start in range(0, len(digest), 4))


def _path(key_id: str) -> Path:
    return Path(settings.KEYS_FOLDER) / f"{key_id}.pem"


def _password() -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), PURPOSE, "sha256").hex().encode()


def _keep(key_id: str, private: Ed25519PrivateKey) -> None:
    path = _path(key_id)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    content = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(_password()),
    )
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def is_readable(row: CertificateKey) -> bool:
    """Whether the private half can be used now."""
    try:
        private_key(row)
    except Refusal:
        return False
    return True
