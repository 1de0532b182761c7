"""What a public form carries: a signed moment and a number used once; no account needed.

The number makes the receipt: the same form sent twice gives the same receipt, and nothing on file
but a hash leads from the receipt to the comment.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass

from django.conf import settings
from django.core import signing

from thidua.core.codes import ALPHABET
from thidua.core.errors import Refusal

SALT = "publicity.comment"
LEAST_SECONDS = 3
"""Nobody reads the form and writes a comment in less."""
MOST_SECONDS = 24 * 3600
RECEIPT_LENGTH = 14


class BadForm(Refusal):
    """The form cannot be taken as it is; `is_stale` asks for a new one."""

    def __init__(self, sentence: str, *, is_stale: bool) -> None:
        super().__init__(sentence)
        self.is_stale = is_stale


@dataclass(frozen=True, slots=True)
class FormToken:
    """The number used once, and when the form was given out (seconds since 1970)."""

    nonce: str
    made_at: float


def new_token(list_code: str, *, made_at: float | None = None) -> str:
    """A form's token for comments on that list."""
    moment = time.time() if made_at is None else made_at
    payload = {"list": list_code, "nonce": secrets.token_hex(16), "at": round(moment, 1)}
    return signing.dumps(payload, salt=SALT)


def read_token(signed: str, list_code: str, *, now: float | None = None) -> FormToken:
    """Raises BadForm for a token that is not ours, of another list, too old or too fresh."""
    try:
        payload = signing.loads(signed, salt=SALT)
        token = FormToken(str(payload["nonce"]), float(payload["at"]))
        of_this_list = payload["list"] == list_code
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        of_this_list = False
    if not of_this_list:
        raise BadForm("Biểu mẫu không còn dùng được. Bấm gửi lại một lần nữa.", is_stale=True)
    age = (time.time() if now is None else now) - token.made_at
    if age > MOST_SECONDS:
        raise BadForm(
            "Biểu mẫu mở đã quá một ngày. Nội dung vẫn còn, bấm gửi lại một lần nữa.",
            is_stale=True,
        )
    if age < LEAST_SECONDS:
        raise BadForm(
            "Biểu mẫu gửi nhanh hơn người đọc kịp. Nội dung vẫn còn, xem lại rồi bấm gửi.",
            is_stale=False,
        )
    return token


def receipt_of(token: FormToken) -> str:
    """The receipt of the comment sent with this form: 14 characters, 65 bits."""
    number = int.from_bytes(_mac(f"receipt:{token.nonce}"))
    signs = []
    for _ in range(RECEIPT_LENGTH):
        number, place = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[place])
    return "".join(signs)


def digest(text: str) -> str:
    """What is kept of a receipt or a number."""
    return _mac(f"kept:{text}").hex()


def _mac(text: str) -> bytes:
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).digest()
