"""Fictional keys, certificates and images for signatures."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

import paper_samples as sample
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from PIL import Image, ImageDraw

from thidua.papers import decision_pdf
from thidua.papers.signing import Hand, Seal, pkcs12_signer, signed_pdf

PASSWORD = "mật khẩu thử"
CHAIRMAN = "Bạch Văn Minh"
AGENCY = "Ủy ban nhân dân huyện An Dương"
BLUE, RED = (20, 60, 200), (215, 25, 30)
NOW = datetime.now(UTC)


@dataclass(frozen=True)
class Identity:
    key: rsa.RSAPrivateKey
    certificate: x509.Certificate

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def p12(self, password: str = PASSWORD) -> bytes:
        return pkcs12.serialize_key_and_certificates(
            b"thu",
            self.key,
            self.certificate,
            [root().certificate],
            serialization.BestAvailableEncryption(password.encode()),
        )


@cache
def root(name: str = "CA thử nghiệm An Dương") -> Identity:
    return _issued(name, None, NOW - timedelta(days=900), NOW + timedelta(days=900))


@cache
def identity(name: str = CHAIRMAN, *, expired: bool = False) -> Identity:
    first = NOW - timedelta(days=400)
    return _issued(name, root(), first, NOW + timedelta(days=-10 if expired else 300))


@cache
def timestamper() -> Identity:
    return _issued("Dấu thời gian thử", root(), NOW - timedelta(days=9), NOW + timedelta(days=9))


def _issued(name, issuer, first, last):
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    stamps = name.startswith("Dấu")
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(first)
        .not_valid_after(last)
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(_usage(ca=issuer is None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if stamps:
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(usage, critical=True)
    return Identity(key, builder.sign(issuer.key if issuer else key, hashes.SHA256()))


def _usage(*, ca):
    return x509.KeyUsage(
        digital_signature=not ca,
        content_commitment=not ca,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )


def hand_png(colour=BLUE, size=(600, 240)) -> bytes:
    picture = Image.new("RGBA", size, (0, 0, 0, 0))
    points = [
        (40 + x, size[1] / 2 + math.sin(x / 25) * size[1] / 3) for x in range(0, size[0] - 80, 4)
    ]
    ImageDraw.Draw(picture).line(points, fill=(*colour, 255), width=10)
    return png(picture)


def seal_png(colour=RED, side=500) -> bytes:
    picture = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((5, 5, side - 5, side - 5), outline=(*colour, 255), width=16)
    draw.ellipse((190, 190, 310, 310), fill=(*colour, 255))
    return png(picture)


def png(picture) -> bytes:
    out = io.BytesIO()
    picture.save(out, format="PNG")
    return out.getvalue()


@cache
def decision() -> bytes:
    return decision_pdf(sample.decision(), created_at=sample.CREATED_AT)


@cache
def signed_by_chairman() -> bytes:
    signer = pkcs12_signer(identity().p12(), PASSWORD)
    return signed_pdf(decision(), signer, Hand(hand_png(), CHAIRMAN))


@cache
def signed_and_sealed() -> bytes:
    signer = pkcs12_signer(identity(AGENCY).p12(), PASSWORD)
    return signed_pdf(signed_by_chairman(), signer, Seal(seal_png(), 36, CHAIRMAN))
