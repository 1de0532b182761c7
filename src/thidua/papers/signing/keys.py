"""Where a key comes from: a PKCS#12 file or a PKCS#11 token. Passwords and PINs are not kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pkcs11
from asn1crypto import x509
from pyhanko.config.pkcs11 import PKCS11SignatureConfig, TokenCriteria
from pyhanko.sign.general import SigningError
from pyhanko.sign.pkcs11 import PKCS11SigningContext
from pyhanko.sign.signers import Signer, SimpleSigner

from thidua.papers.signing.model import SignatureError
from thidua.vietnamese.dates import long_day
from thidua.vietnamese.text import clean


def pkcs12_signer(data: bytes, password: str, *, at: datetime | None = None) -> Signer:
    """Return the key of a PKCS#12 file (.p12, .pfx); ``at`` (aware) stands for now.

    Raises:
        SignatureError: wrong password, no such file, no key in it, or its certificate is not
            valid at that moment.
    """
    try:
        signer: Signer = SimpleSigner.load_pkcs12_data(data, (), password.encode())
    except (ValueError, AttributeError, TypeError):
        # A file without a key or a certificate fails in the conversion, not in the reading.
        raise SignatureError(
            "Không mở được tệp chứng thư số: mật khẩu chưa đúng hoặc tệp không có khóa. "
            "Kiểm tra lại mật khẩu và tệp .p12 hoặc .pfx."
        ) from None
    _check_days(signer.signing_cert, at)
    return signer


@contextmanager
def pkcs11_signer(
    module: Path,
    *,
    token: str,
    pin: str,
    certificate: str,
    at: datetime | None = None,
) -> Iterator[Signer]:
    """Open a token for as long as the block runs.

    ``module`` is the token maker's library, ``token`` and ``certificate`` are labels on the
    token; the key carries the label of its certificate.

    Raises:
        SignatureError: no library, no token, wrong PIN, no such certificate, or it is not valid.
    """
    config = PKCS11SignatureConfig(
        module_path=str(module),
        token_criteria=TokenCriteria(label=token),
        cert_label=certificate,
        # The rest of the chain, as tokens of Vietnamese providers carry it.
        other_certs_to_pull=None,
    )
    with ExitStack() as opened:
        try:
            signer: Signer = opened.enter_context(PKCS11SigningContext(config, user_pin=pin))
        except (SigningError, pkcs11.PKCS11Error, OSError, RuntimeError) as error:
            raise _token_refusal(error) from None
        _check_days(_resident_certificate(signer), at)
        yield signer


def named_in(signer: Signer) -> str:
    """Return the common name in the certificate of a key; empty where it has none."""
    certificate = _resident_certificate(signer)
    name = certificate.subject.native.get("common_name", "") if certificate else ""
    return clean(name if isinstance(name, str) else ", ".join(name))


def _resident_certificate(signer: Signer) -> x509.Certificate | None:
    try:
        return signer.signing_cert
    except (SigningError, pkcs11.PKCS11Error, OSError) as error:
        raise _token_refusal(error) from None


def _token_refusal(error: Exception) -> SignatureError:
    cause = error.__cause__ or error
    if isinstance(cause, pkcs11.PinLocked):
        return SignatureError("Thiết bị ký số đã khóa vì nhập sai PIN nhiều lần. Nhờ bên cấp mở.")
    if isinstance(cause, pkcs11.PinIncorrect | pkcs11.PinInvalid | pkcs11.PinLenRange):
        return SignatureError("Mã PIN của thiết bị ký số chưa đúng. Nhập sai nhiều lần bị khóa.")
    return SignatureError(
        "Không dùng được thiết bị ký số. Kiểm tra thiết bị đã cắm, phần mềm của thiết bị, "
        "tên thiết bị và tên chứng thư số."
    )


def _check_days(certificate: x509.Certificate | None, at: datetime | None) -> None:
    if certificate is None:
        raise SignatureError("Không thấy chứng thư số đi với khóa này.")
    now = at or datetime.now(UTC)
    first, last = certificate.not_valid_before, certificate.not_valid_after
    if not first <= now <= last:
        raise SignatureError(
            f"Chứng thư số chỉ dùng được từ {long_day(first.date())} đến {long_day(last.date())}. "
            "Dùng chứng thư số còn hạn."
        )
