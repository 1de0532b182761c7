"""What a certificate says, signed so that anybody can check it without asking a server.

A statement is a COSE_Sign1 message (RFC 9052, tag 18) under Ed25519: about two hundred bytes, in
one canonical encoding, so that one statement has one form and any other form is refused. Written
as decimal digits after the ``#`` of an address it stays on the phone (a browser never sends that
part) and a QR code packs it as tightly as bytes.

It proves who said what on which day. It cannot say what happened later: whether an award was
revoked is asked of the register.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Literal, TypeAlias

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from thidua.papers.model import Composed
from thidua.vietnamese.dates import long_day

Problem: TypeAlias = Literal["unreadable", "unknown-key", "signature", "key-dates", "authority"]

AAD = b"thidua.statement.1"
"""Bound into every signature, so that a key used here cannot be made to sign for another use."""

LONGEST_TEXT = 300
"""Most letters of one text in a statement: more would not fit on a printed code."""

_COSE_SIGN1 = 18
_ALGORITHM, _KEY_ID, _EDDSA = 1, 4, -8
_EPOCH = date(1970, 1, 1)
_MOST_DIGITS = 6000
_KEY_BYTES = 32
_PARTS = 4


class StatementError(ValueError):
    """This is no statement to trust; the message is the Vietnamese sentence to show.

    ``problem`` names the reason: ``unreadable`` (no statement at all, or altered beyond reading),
    ``unknown-key``, ``signature`` (altered, or never signed by that key), ``key-dates`` (the key
    was not in use on the day), ``authority`` (the key is another authority's).
    """

    def __init__(self, problem: Problem, sentence: str) -> None:
        super().__init__(sentence)
        self.problem: Problem = problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Composed):
    """What one certificate says. Days are days in Viet Nam; texts are composed (NFC).

    ``decision_number`` is whole ("05/QĐ-UBND"), ``award_code`` the code of the title or form
    ("giay_khen"), ``golden_book`` the number in the golden book, ``certificate_code`` what the
    register finds it by, ``issued_on`` the day the certificate was made out.

    Raises:
        StatementError: a text is longer than ``LONGEST_TEXT``.
    """

    authority: str
    decision_number: str
    decision_date: date
    award_code: str
    recipient: str
    golden_book: str
    certificate_code: str
    issued_on: date

    def __post_init__(self) -> None:
        Composed.__post_init__(self)
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, str) and len(value) > LONGEST_TEXT:
                raise StatementError(
                    "unreadable",
                    f"“{value[:60]}…” dài {len(value)} ký tự, mã QR chứa tối đa {LONGEST_TEXT}. "
                    "Viết gọn lại.",
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementKey:
    """A public key of one authority and the days on which it may sign, both included.

    A key that is replaced keeps its last day and stays in the ring, so that certificates signed
    before still verify. A key that leaked is taken out of the ring: its thief writes any day.

    Raises:
        ValueError: ``public`` is not 32 bytes, or the days are in the wrong order.
    """

    authority: str
    public: bytes
    valid_from: date
    valid_until: date | None = None

    def __post_init__(self) -> None:
        if len(self.public) != _KEY_BYTES:
            raise ValueError("An Ed25519 public key is 32 bytes long")
        if self.valid_until is not None and self.valid_until < self.valid_from:
            raise ValueError("A key cannot end before it begins")

    @property
    def key_id(self) -> bytes:
        """Eight bytes that name the key: the head of the SHA-256 of its public part."""
        return hashlib.sha256(self.public).digest()[:8]

    def covers(self, day: date) -> bool:
        """Whether the key was in use on ``day``."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


def sign(statement: Statement, private: Ed25519PrivateKey, key: StatementKey) -> bytes:
    """Return the signed statement; ``key`` is the public entry of ``private``.

    Raises:
        ValueError: ``key`` is not the public half of ``private``.
        StatementError: the key is another authority's or was not in use on the day of issue.
    """
    if private.public_key().public_bytes_raw() != key.public:
        raise ValueError("The public key does not belong to this private key")
    _check_key(statement, key)
    protected = _dumped({_ALGORITHM: _EDDSA, _KEY_ID: key.key_id})
    payload = _dumped(_content(statement))
    signature = private.sign(_to_be_signed(protected, payload))
    return _enveloped(protected, payload, signature)


def verified(signed: bytes, keys: Iterable[StatementKey]) -> Statement:
    """Return what ``signed`` says, if one of ``keys`` said it.

    Raises:
        StatementError: it cannot be trusted; see its ``problem``.
    """
    protected, payload, signature = _opened(signed)
    key_id = _key_id(protected)
    key = next((one for one in keys if one.key_id == key_id), None)
    if key is None:
        raise StatementError(
            "unknown-key",
            "Không nhận ra khóa đã ký giấy này. Giấy có thể do cơ quan khác cấp, "
            "hoặc trang kiểm tra này đã cũ.",
        )
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(
            signature, _to_be_signed(protected, payload)
        )
    except InvalidSignature:
        raise StatementError(
            "signature", "Chữ ký không khớp: nội dung trong mã đã bị sửa hoặc mã là giả."
        ) from None
    statement = _statement(payload)
    _check_key(statement, key)
    return statement


def digits_of(signed: bytes) -> str:
    """Return ``signed`` as decimal digits, the form a QR code packs best."""
    # The leading 1 keeps zero bytes at the front.
    return str(int.from_bytes(b"\x01" + signed))


def address_of(page: str, signed: bytes) -> str:
    """Return the address of the verification ``page`` with the statement after its ``#``."""
    return f"{page.split('#', maxsplit=1)[0]}#{digits_of(signed)}"


def bytes_of(text: str) -> bytes:
    """Return the signed bytes in ``text``: digits, or an address that carries them.

    Raises:
        StatementError: there are none.
    """
    digits = "".join(text.split()).rpartition("#")[2]
    if not (digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS):
        raise _unreadable()
    if digits.startswith("0"):
        raise _unreadable()
    number = _integer(digits)
    raw = number.to_bytes((number.bit_length() + 7) // 8)
    if raw[:1] != b"\x01":
        raise _unreadable()
    return raw[1:]


def _integer(digits: str) -> int:
    # In pieces: Python refuses to read more than 4300 digits at once.
    number = 0
    for start in range(0, len(digits), 4000):
        piece = digits[start : start + 4000]
        number = number * 10 ** len(piece) + int(piece)
    return number


def _content(statement: Statement) -> dict[int, str | int]:
    values = (getattr(statement, field.name) for field in fields(Statement))
    return {
        number: (value - _EPOCH).days if isinstance(value, date) else value
        for number, value in enumerate(values, 1)
    }


def _statement(payload: bytes) -> Statement:
    content = _loaded(payload)
    names = [field.name for field in fields(Statement)]
    if not isinstance(content, dict) or list(content) != list(range(1, len(names) + 1)):
        raise _unreadable()
    values = dict(zip(names, content.values(), strict=True))
    days = {"decision_date", "issued_on"}
    if any(type(value) is not (int if name in days else str) for name, value in values.items()):
        raise _unreadable()
    try:
        for name in days:
            values[name] = _EPOCH + timedelta(days=values[name])
    except OverflowError:
        raise _unreadable() from None
    statement = Statement(**values)
    if _dumped(_content(statement)) != payload:
        raise _unreadable()
    return statement


def _check_key(statement: Statement, key: StatementKey) -> None:
    if key.authority != statement.authority:
        raise StatementError(
            "authority",
            f"Giấy ghi cơ quan {statement.authority} nhưng ký bằng khóa của {key.authority}.",
        )
    if not key.covers(statement.issued_on):
        raise StatementError(
            "key-dates",
            f"Giấy ghi cấp {long_day(statement.issued_on)}, ngày đó khóa đã ký không được dùng.",
        )


def _to_be_signed(protected: bytes, payload: bytes) -> bytes:
    return _dumped(["Signature1", protected, AAD, payload])


def _enveloped(protected: bytes, payload: bytes, signature: bytes) -> bytes:
    return _dumped(cbor2.CBORTag(_COSE_SIGN1, [protected, {}, payload, signature]))


def _opened(signed: bytes) -> tuple[bytes, bytes, bytes]:
    envelope = _loaded(signed)
    parts = envelope.value if isinstance(envelope, cbor2.CBORTag) else None
    if not isinstance(parts, list | tuple) or len(parts) != _PARTS:
        raise _unreadable()
    protected, _, payload, signature = parts
    if not all(isinstance(part, bytes) for part in (protected, payload, signature)):
        raise _unreadable()
    if _enveloped(protected, payload, signature) != signed:
        raise _unreadable()
    return protected, payload, signature


def _key_id(protected: bytes) -> bytes:
    header = _loaded(protected)
    key_id = header.get(_KEY_ID) if isinstance(header, dict) else None
    if not isinstance(key_id, bytes):
        raise _unreadable()
    if _dumped({_ALGORITHM: _EDDSA, _KEY_ID: key_id}) != protected:
        raise _unreadable()
    return key_id


def _dumped(value: object) -> bytes:
    return cbor2.dumps(value, canonical=True)


def _loaded(data: bytes) -> object:
    try:
        return cbor2.loads(data)
    except (cbor2.CBORDecodeError, ValueError, TypeError, OverflowError, RecursionError):
        raise _unreadable() from None


def _unreadable() -> StatementError:
    return StatementError(
        "unreadable", "Không đọc được nội dung giấy trong mã này. Quét lại mã trên giấy."
    )
