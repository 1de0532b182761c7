"""Verify the signatures in any PDF, made here or not, and say in words what was found.

Judged by pyHanko's ``bottom_line``, never by the signature alone: content appended after signing
leaves the signature intact. Nothing is fetched, so revocation is known only where the file
carries it; certificates are judged on the day asked, so keep the finding of the day of receipt.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from thidua.papers.signing import wording
from thidua.papers.signing.apart import apart
from thidua.papers.signing.model import SignatureError
from thidua.vietnamese.text import clean

After: TypeAlias = Literal["nothing", "signatures", "content"]

_BLANKS = b"\0\t\n\f\r "
_VIET_NAM = ZoneInfo("Asia/Ho_Chi_Minh")
# Certificates for signing carry one of the two, not always both.
_USAGE = KeyUsageConstraints(
    key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureFinding:
    """What is known of one signature.

    ``signer`` and ``issuer`` are the common names in the certificate (empty where unreadable).
    ``signed_at`` is Viet Nam time; ``time_proved`` tells a timestamp authority's word from the
    signer's own. ``intact``: what was signed is unchanged and the signature is of this key.
    ``after``: what was added to the file later. ``trusted``: the certificate leads to a given
    root. ``valid`` is the conclusion; ``sentences`` say all this in Vietnamese.
    """

    field: str
    signer: str
    issuer: str
    signed_at: datetime | None
    time_proved: bool
    whole_document: bool
    after: After
    intact: bool
    trusted: bool
    valid: bool
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verification:
    """All signatures of a file in the order they were made; ``sentence`` is the conclusion."""

    findings: tuple[SignatureFinding, ...]
    sentence: str

    @property
    def valid(self) -> bool:
        """Whether the file is signed and every signature is valid."""
        return bool(self.findings) and all(finding.valid for finding in self.findings)


def verify_pdf(pdf: bytes, roots: Sequence[bytes], *, at: datetime | None = None) -> Verification:
    """Return what the signatures of ``pdf`` are worth.

    ``roots`` are the certificates trusted to begin a chain, PEM or DER; with none, nobody is
    trusted. ``at`` (aware; now when left out) is the moment at which certificates are judged.

    Raises:
        SignatureError: this is not a PDF that can be read.
        ValueError: one of ``roots`` is no certificate.
    """
    anchors = [_certificate(root) for root in roots]
    moment = at or datetime.now(UTC)
    with _quiet():
        try:
            reader = PdfFileReader(io.BytesIO(pdf))
            embedded = list(reader.embedded_regular_signatures)
        except Exception:  # noqa: BLE001 (a hostile file can fail anywhere in the reader)
            raise SignatureError("Không đọc được tệp PDF này. Xin lại tệp gốc.") from None
        ended = pdf.rstrip(_BLANKS).endswith(b"%%EOF")
        findings = apart(
            lambda: tuple(_finding(one, anchors, moment, ended=ended) for one in embedded)
        )
    return Verification(findings, wording.conclusion(findings))


def _finding(
    embedded: EmbeddedPdfSignature,
    anchors: list[x509.Certificate],
    moment: datetime,
    *,
    ended: bool,
) -> SignatureFinding:
    context = ValidationContext(trust_roots=anchors, moment=moment, allow_fetching=False)
    try:
        status = validate_pdf_signature(embedded, context, key_usage_settings=_USAGE)
        certificate = embedded.signer_cert
    except Exception:  # noqa: BLE001 (as above: an unreadable signature is a finding)
        return _unreadable(str(embedded.field_name))
    after = _after(status) if ended else "content"
    return _judged(str(embedded.field_name), status, certificate, after)


def _judged(
    field: str, status: PdfSignatureStatus, certificate: x509.Certificate, after: After
) -> SignatureFinding:
    signed_at, proved = _time(status)
    intact = status.intact and status.valid
    valid = status.bottom_line and after != "content"
    signer, issuer = _common_name(certificate.subject), _common_name(certificate.issuer)
    sentences = (
        wording.who(signer, signed_at, proved=proved),
        wording.INTACT if intact else wording.ALTERED,
        wording.AFTER[after],
        wording.trust(
            issuer,
            trusted=status.trusted,
            revoked=status.revoked,
            last_day=certificate.not_valid_after.astimezone(_VIET_NAM).date(),
            outdated=not _in_days(certificate, status),
        ),
        wording.bottom_line(valid=valid, sound=intact and after != "content"),
    )
    return SignatureFinding(
        field=field,
        signer=signer,
        issuer=issuer,
        signed_at=signed_at,
        time_proved=proved,
        whole_document=after == "nothing",
        after=after,
        intact=intact,
        trusted=status.trusted,
        valid=valid,
        sentences=sentences,
    )


def _unreadable(field: str) -> SignatureFinding:
    return SignatureFinding(
        field=field,
        signer="",
        issuer="",
        signed_at=None,
        time_proved=False,
        whole_document=False,
        after="content",
        intact=False,
        trusted=False,
        valid=False,
        sentences=(wording.UNREADABLE, wording.bottom_line(valid=False, sound=False)),
    )


def _time(status: PdfSignatureStatus) -> tuple[datetime | None, bool]:
    stamp = status.timestamp_validity
    if stamp is not None and stamp.valid and stamp.intact and stamp.trusted:
        return stamp.timestamp.astimezone(_VIET_NAM), True
    claimed = status.signer_reported_dt
    return (claimed.astimezone(_VIET_NAM) if claimed else None), False


def _after(status: PdfSignatureStatus) -> After:
    coverage = status.coverage or SignatureCoverageLevel.UNCLEAR
    if coverage < SignatureCoverageLevel.ENTIRE_REVISION or not status.docmdp_ok:
        return "content"
    level = status.modification_level
    if level is None or level > ModificationLevel.FORM_FILLING:
        return "content"
    if coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return "nothing"
    # Bytes follow and no revision explains them: another reader may see what this one does not.
    return "content" if level == ModificationLevel.NONE else "signatures"


def _in_days(certificate: x509.Certificate, status: PdfSignatureStatus) -> bool:
    moment = status.validation_time or datetime.now(UTC)
    inside: bool = certificate.not_valid_before <= moment <= certificate.not_valid_after
    return inside


def _common_name(name: x509.Name) -> str:
    common = name.native.get("common_name", "")
    return clean(common if isinstance(common, str) else ", ".join(common))


def _certificate(data: bytes) -> x509.Certificate:
    raw = pem.unarmor(data)[2] if pem.detect(data) else data
    certificate = x509.Certificate.load(raw, strict=True)
    if not certificate.public_key:
        raise ValueError("A root without a public key")
    return certificate


@contextmanager
def _quiet() -> Iterator[None]:
    # The library logs each refusal with its traceback; the finding says it already.
    loggers = [logging.getLogger(name) for name in ("pyhanko", "pyhanko_certvalidator")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)
