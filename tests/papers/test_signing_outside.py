"""A stranger's PDF in a process of its own, and what was added to a file."""

from __future__ import annotations

import pytest
import signing_samples as signing

from thidua.papers.signing import SignatureError, adds_only_signatures, examined_pdf


def test_child_process_answers_with_findings_and_words():
    found = examined_pdf(signing.signed_and_sealed(), [signing.root().pem])

    assert found.verification.valid
    assert [one.signer for one in found.verification.findings] == [signing.CHAIRMAN, signing.AGENCY]
    assert found.verification.findings[0].signed_at.utcoffset().total_seconds() == 7 * 3600
    assert found.holds("05/QĐ-UBND", "ngày 05 tháng 01 năm 2024", "tặng  giấy KHEN cho tập thể")
    assert not found.holds("06/QĐ-UBND")
    with pytest.raises(SignatureError, match="Không đọc được tệp PDF"):
        examined_pdf(b"%PDF-1.7 cut", [])


def test_only_signatures_may_be_added():
    plain, once, twice = (
        signing.decision(),
        signing.signed_by_chairman(),
        signing.signed_and_sealed(),
    )

    assert adds_only_signatures(plain, once)
    assert adds_only_signatures(plain, twice)
    assert adds_only_signatures(once, twice)
    assert not adds_only_signatures(twice, once)
    assert not adds_only_signatures(plain, b"%PDF-1.7 other")
