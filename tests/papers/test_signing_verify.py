"""Verifying a signed PDF: what was changed is found, and said in words."""

from __future__ import annotations

import asyncio
import io
import random
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import signing_samples as signing
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.generic import NumberObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.text import TextBoxStyle
from pyhanko.stamp import TextStampStyle

from thidua.papers.signing import (
    Hand,
    SignatureError,
    Space,
    pkcs12_signer,
    signed_pdf,
    verify_pdf,
)

ISSUED = "Chứng thư số do CA thử nghiệm An Dương cấp"


def verified(pdf, **options):
    return verify_pdf(pdf, [signing.root().pem], **options)


def byte_range(pdf):
    reader = PdfFileReader(io.BytesIO(pdf))
    return [int(one) for one in reader.embedded_signatures[0].sig_object["/ByteRange"]]


def flipped(pdf, place, bit=0):
    changed = bytearray(pdf)
    changed[place] ^= 1 << bit
    return bytes(changed)


def appended(pdf, change):
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def written_over(writer):
    style = TextStampStyle(stamp_text="2.000.000", text_box_style=TextBoxStyle(font_size=20))
    style.create_stamp(writer, None, {}).apply(0, 200, 400)


def page_turned(writer):
    page = writer.find_page_for_modification(0)[0].get_object()
    page[pdf_name("/Rotate")] = NumberObject(90)
    writer.update_container(page)


def test_both_signatures_are_valid_and_said_in_words():
    found = verified(signing.signed_and_sealed())

    assert found.valid
    assert found.sentence == "Tệp có 2 chữ ký số, tất cả hợp lệ."
    chairman, agency = found.findings
    assert (chairman.signer, agency.signer) == (signing.CHAIRMAN, signing.AGENCY)
    assert (chairman.after, agency.after) == ("signatures", "nothing")
    assert (chairman.whole_document, agency.whole_document) == (False, True)
    assert abs(chairman.signed_at - signing.NOW) < timedelta(minutes=30)
    assert chairman.signed_at.utcoffset() == timedelta(hours=7)
    assert chairman.sentences[0].startswith(f"{signing.CHAIRMAN} ký lúc ")
    assert "giờ của máy người ký, chưa được xác nhận" in chairman.sentences[0]
    assert chairman.sentences[1:] == (
        "Nội dung được ký còn nguyên vẹn.",
        "Sau chữ ký này, tệp chỉ có thêm chữ ký khác hoặc dấu thời gian.",
        f"{ISSUED}, thuộc tổ chức chứng thực được tin cậy; chưa hỏi việc thu hồi.",
        "Kết luận: chữ ký hợp lệ.",
    )


def test_unsigned_file_is_not_valid():
    found = verified(signing.decision())

    assert not found.valid
    assert found.findings == ()
    assert found.sentence == "Tệp không có chữ ký số nào."


@pytest.mark.parametrize("roots", [[], [signing.root("CA khác").pem]])
def test_stranger_is_told_from_a_changed_file(roots):
    found = verify_pdf(signing.signed_by_chairman(), roots)

    one = found.findings[0]
    assert (one.intact, one.trusted, one.valid) == (True, False, False)
    assert one.sentences[-2:] == (
        f"{ISSUED}, không dẫn tới tổ chức chứng thực nào trong danh sách tin cậy.",
        "Kết luận: nội dung không bị sửa, nhưng chưa xác nhận được người ký.",
    )


def test_certificate_past_its_days_is_said():
    later = signing.NOW + timedelta(days=365)

    one = verified(signing.signed_by_chairman(), at=later).findings[0]

    assert (one.intact, one.trusted, one.valid) == (True, False, False)
    assert "không còn hạn" in one.sentences[3]


def test_one_changed_byte_of_the_text_is_found():
    pdf = signing.signed_by_chairman()

    found = verified(flipped(pdf, pdf.index(b"stream") + 40))

    one = found.findings[0]
    assert (one.intact, one.valid) == (False, False)
    assert one.sentences[1] == "Nội dung đã bị sửa sau khi ký, hoặc chữ ký là giả."
    assert one.sentences[-1] == "Kết luận: không tin được chữ ký này."


@settings(max_examples=60, deadline=None)
@given(share=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7), tail=st.booleans())
def test_no_changed_bit_of_what_was_signed_passes(share, bit, tail):
    pdf = signing.signed_by_chairman()
    first, length, second, rest = byte_range(pdf)
    place = second + int(share * rest) if tail else first + int(share * length)

    try:
        found = verified(flipped(pdf, place, bit))
    except SignatureError:
        return
    assert not found.valid


@pytest.mark.parametrize("change", [written_over, page_turned])
def test_content_added_after_signing_is_found_though_the_signature_is_intact(change):
    found = verified(appended(signing.signed_and_sealed(), change))

    assert not found.valid
    for one in found.findings:
        assert (one.intact, one.trusted, one.after, one.valid) == (True, True, "content", False)
        assert "thêm hoặc sửa nội dung" in one.sentences[2]
        assert one.sentences[-1] == "Kết luận: không tin được chữ ký này."


@pytest.mark.parametrize("signed", [signing.signed_by_chairman, signing.signed_and_sealed])
@pytest.mark.parametrize("hidden", [b"% anything\n", b"9 0 obj (x) endobj\nstartxref\n{}\n%%EOF\n"])
def test_bytes_after_the_end_are_found(signed, hidden):
    pdf = signed()
    start = pdf.rpartition(b"startxref")[2].split()[0]

    found = verified(pdf + hidden.replace(b"{}", start))

    assert not found.valid
    assert found.findings[-1].after == "content"


def test_signing_and_verifying_work_inside_an_event_loop():
    signer = pkcs12_signer(signing.identity().p12(), signing.PASSWORD)

    async def both():
        return verified(
            signed_pdf(signing.decision(), signer, Hand(signing.hand_png(), signing.CHAIRMAN))
        )

    with ThreadPoolExecutor(1) as thread:  # beside a browser's loop, where there is one
        assert thread.submit(lambda: asyncio.run(both())).result().valid


def test_second_signature_over_a_changed_file_does_not_heal_the_first():
    forged = appended(signing.signed_by_chairman(), written_over)
    signer = pkcs12_signer(signing.identity(signing.AGENCY).p12(), signing.PASSWORD)
    space = Space(1, 100, 100, 300, 180)

    found = verified(signed_pdf(forged, signer, Hand(signing.hand_png(), "Ai đó", space)))

    assert [one.valid for one in found.findings] == [False, True]
    assert not found.valid
    assert found.sentence == "Tệp có 2 chữ ký số, 1 chữ ký chưa hợp lệ."


def test_file_that_cannot_be_read_is_said():
    noise = random.Random(7)
    for pdf in (b"", b"%PDF-1.7", noise.randbytes(2000), signing.signed_by_chairman()[:5000]):
        with pytest.raises(SignatureError, match="Không đọc được tệp PDF này"):
            verified(pdf)


def test_root_that_is_no_certificate_is_a_fault_of_the_caller():
    with pytest.raises(ValueError, match=r"."):
        verify_pdf(signing.signed_by_chairman(), [b"no certificate"])
