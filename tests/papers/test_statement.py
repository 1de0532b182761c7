"""The signed statement of a certificate: one form, one signer, and nothing altered passes."""

from __future__ import annotations

import unicodedata
from dataclasses import fields, replace
from datetime import date, timedelta

import cbor2
import pytest
import zxingcpp
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from PIL import Image

from thidua.papers.qr import matrix
from thidua.papers.statement import (
    LONGEST_TEXT,
    Statement,
    StatementError,
    StatementKey,
    address_of,
    bytes_of,
    digits_of,
    sign,
    verified,
)

AUTHORITY = "Ủy ban nhân dân phường An Dương, thành phố Hải Phòng"
PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
KEY = StatementKey(
    authority=AUTHORITY,
    public=PRIVATE.public_key().public_bytes_raw(),
    valid_from=date(2025, 7, 1),
    valid_until=date(2027, 6, 30),
)
NEXT = StatementKey(
    authority=AUTHORITY,
    public=OTHER.public_key().public_bytes_raw(),
    valid_from=date(2027, 7, 1),
)
STATEMENT = Statement(
    authority=AUTHORITY,
    decision_number="05/QĐ-UBND",
    decision_date=date(2026, 1, 5),
    award_code="giay_khen",
    recipient="Bà Tạ Thị Hồng Vân",
    golden_book="12",
    certificate_code="K7M2-9QXD",
    issued_on=date(2026, 1, 5),
)
SIGNED = sign(STATEMENT, PRIVATE, KEY)
PAGE = "https://thidua.example/x/"

texts = st.text(st.characters(codec="utf-8"), max_size=60) | st.text(
    "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậẮẰẲẴẶếềểễệíìỉĩịốồổỗộớờởỡợứừửữựýỳỷỹỵ \u0309\u0323",
    max_size=80,
)
days = st.dates(KEY.valid_from, KEY.valid_until)


def problem(signed, keys=(KEY,)):
    with pytest.raises(StatementError) as refused:
        verified(signed, keys)
    return refused.value.problem


@given(texts, texts, texts, texts, texts, st.dates(), days)
def test_any_text_comes_back_composed(number, code, name, book, certificate, decided, issued):
    statement = Statement(
        authority=AUTHORITY,
        decision_number=number,
        decision_date=decided,
        award_code=code,
        recipient=name,
        golden_book=book,
        certificate_code=certificate,
        issued_on=issued,
    )

    read = verified(bytes_of(address_of(PAGE, sign(statement, PRIVATE, KEY))), [NEXT, KEY])

    assert read == statement
    assert unicodedata.is_normalized("NFC", read.recipient)


def test_one_statement_has_one_form_however_it_was_typed():
    typed = {
        field.name: unicodedata.normalize("NFD", value)
        for field in fields(Statement)
        if isinstance(value := getattr(STATEMENT, field.name), str)
    }

    assert sign(replace(STATEMENT, **typed), PRIVATE, KEY) == SIGNED


def test_no_flipped_bit_passes():
    for place in range(len(SIGNED)):
        for bit in range(8):
            changed = bytearray(SIGNED)
            changed[place] ^= 1 << bit
            assert problem(bytes(changed)) in {"unreadable", "unknown-key", "signature"}


@given(st.integers(0, len(digits_of(SIGNED)) - 1), st.sampled_from("0123456789"))
def test_no_changed_digit_passes(place, digit):
    digits = digits_of(SIGNED)
    assume(digits[place] != digit)

    with pytest.raises(StatementError):
        verified(bytes_of(digits[:place] + digit + digits[place + 1 :]), [KEY])


@settings(max_examples=300)
@given(
    st.binary(max_size=300) | st.integers(0, len(SIGNED) - 2).map(lambda end: SIGNED[:end] + b"\0")
)
def test_noise_is_refused_quietly(noise):
    assert problem(noise) == "unreadable"


@pytest.mark.parametrize(
    "text",
    ["", "#", "xin chào", "0123", "-5", "１２３", "9" * 6001, "7", f"{PAGE}#", f"{PAGE}?5#a"],
)
def test_what_holds_no_statement_is_refused(text):
    with pytest.raises(StatementError, match="Không đọc được nội dung giấy"):
        verified(bytes_of(text), [KEY])


def test_digits_survive_spaces_and_line_breaks():
    digits = digits_of(SIGNED)

    assert bytes_of(f" {digits[:90]}\n {digits[90:]} ") == SIGNED


def test_wrong_key_under_the_right_name_fails():
    own = cbor2.loads(SIGNED).value
    impostor = replace(KEY, public=NEXT.public)
    foreign = cbor2.loads(sign(STATEMENT, OTHER, impostor)).value
    envelope = [*own[:3], foreign[3]]

    assert problem(cbor2.dumps(cbor2.CBORTag(18, envelope), canonical=True)) == "signature"


def test_key_out_of_the_ring_is_unknown():
    assert problem(SIGNED, keys=[NEXT]) == "unknown-key"
    assert problem(SIGNED, keys=[]) == "unknown-key"


def test_keys_rotate_and_the_old_one_still_verifies_what_it_signed():
    last, first = KEY.valid_until, NEXT.valid_from
    before = sign(replace(STATEMENT, issued_on=last), PRIVATE, KEY)
    after = sign(replace(STATEMENT, issued_on=first), OTHER, NEXT)

    assert [verified(one, [KEY, NEXT]).issued_on for one in (before, after)] == [last, first]


def test_key_signs_for_its_own_days_and_its_own_authority_only():
    late = replace(STATEMENT, issued_on=KEY.valid_until + timedelta(days=1))
    elsewhere = replace(STATEMENT, authority="Ủy ban nhân dân phường An Hải")
    forever = replace(KEY, valid_until=None)

    for statement, reason in ((late, "key-dates"), (elsewhere, "authority")):
        with pytest.raises(StatementError) as refused:
            sign(statement, PRIVATE, KEY)
        assert refused.value.problem == reason
    assert problem(sign(late, PRIVATE, forever)) == "key-dates"
    assert problem(sign(STATEMENT, PRIVATE, KEY), [replace(KEY, authority="Khác")]) == "authority"


def test_another_form_of_the_same_content_is_refused():
    envelope = cbor2.loads(SIGNED)

    assert problem(SIGNED + b"\0") == "unreadable"
    assert problem(cbor2.dumps(envelope.value, canonical=True)) == "unreadable"
    longer = SIGNED.replace(b"\x84", b"\x98\x04", 1)
    assert problem(longer) == "unreadable"


def test_key_must_belong_and_make_sense():
    with pytest.raises(ValueError, match="does not belong"):
        sign(STATEMENT, OTHER, KEY)
    with pytest.raises(ValueError, match="32 bytes"):
        replace(KEY, public=b"short")
    with pytest.raises(ValueError, match="cannot end"):
        replace(KEY, valid_until=date(2020, 1, 1))


def test_text_too_long_for_a_code_is_refused():
    with pytest.raises(StatementError, match="Viết gọn lại"):
        replace(STATEMENT, recipient="a" * (LONGEST_TEXT + 1))


def test_usual_statement_is_small_and_its_code_reads_at_thirty_two_millimetres():
    address = address_of(PAGE, SIGNED)
    rows = matrix(address)
    width = len(rows) + 8
    picture = Image.new("L", (width, width), 255)
    picture.paste(Image.frombytes("L", (len(rows), len(rows)), b"".join(rows)), (4, 4))

    read = zxingcpp.read_barcodes(picture.resize((width * 4, width * 4), Image.Resampling.NEAREST))

    assert len(SIGNED) < 250
    assert read[0].text == address
    assert verified(bytes_of(read[0].text), [KEY]) == STATEMENT
    assert 32 / width >= 0.42
