"""Whose word counts: the root certificates that a signature on a PDF must lead to."""

from __future__ import annotations

from pathlib import Path

from asn1crypto import pem, x509
from django.conf import settings

from thidua.core.errors import Refusal

_ENDINGS = frozenset({".pem", ".crt", ".cer"})


def trusted_roots() -> list[bytes]:
    """The configured roots as PEM, one certificate each; none where nothing is configured.

    Raises Refusal naming the file that is no certificate: to go on without it would call a good
    signature doubtful.
    """
    if not settings.TRUST_ROOTS:
        return []
    return [one for path in _files(Path(settings.TRUST_ROOTS)) for one in _certificates(path)]


def _files(place: Path) -> list[Path]:
    if not place.is_dir():
        return [place]
    return sorted(path for path in place.iterdir() if path.suffix.lower() in _ENDINGS)


def _certificates(path: Path) -> list[bytes]:
    try:
        data = path.read_bytes()
        held = (
            [one for _, _, one in pem.unarmor(data, multiple=True)] if pem.detect(data) else [data]
        )
        for one in held:
            x509.Certificate.load(one, strict=True).public_key.native  # noqa: B018 (parsed late)
    except (OSError, ValueError, TypeError):
        raise Refusal(
            f"Tệp chứng thư gốc “{path.name}” không đọc được. Quản trị hệ thống kiểm tra thiết "
            "lập THIDUA_TRUST_ROOTS."
        ) from None
    return [pem.armor("CERTIFICATE", one) for one in held]
