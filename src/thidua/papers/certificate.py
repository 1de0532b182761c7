"""A certificate as the words and numbers that its template draws.

Order and colours: Decree 98/2023 art. 104 (A4 landscape, border unlike the State's, no corner
motifs, white ground). The design in force since 2025-07-01 is the Prime Minister's to set.
"""

from __future__ import annotations

from thidua.papers import metrics, qr, wording
from thidua.papers.model import CertificatePaper, PaperError

_WITH_FLAGS = frozenset({"cstdcs"})
# Wider than this the code would push the signature off the page.
_MOST_MODULES = 85
_LONGEST_URL = 1000
_LONGEST_ADDRESS = 45
_SMALLEST_QR = 28.0
# Finer modules than this (mm) do not survive an office printer.
_SMALLEST_MODULE = 0.42
# The line between the margins in points, less a little: widths here know no kerning.
_LINE = 245 / 25.4 * 72 * 0.97
_TRACKING = 0.03
_LONG_AWARD, _AWARD_SIZES = 20, (46.0, 38.0)


def certificate_data(paper: CertificatePaper) -> dict[str, object]:
    """Return what the certificate template reads; sizes in millimetres.

    Raises:
        PaperError: there is no recipient, or the texts are too long for one page.
    """
    _check(paper)
    number = wording.unbroken(paper.decision_number)
    day = wording.day_line(paper.decision_date, draft=False)
    return {
        "flags": paper.kind in _WITH_FLAGS,
        "issuer_title": wording.upper_lines(paper.issuer_title),
        "verb": paper.verb.upper(),
        "award_name": paper.award_name.upper(),
        "recipient": paper.recipient,
        "recipient_detail": wording.unbroken(paper.recipient_detail),
        "achievement": wording.unbroken(paper.achievement),
        "decision": [f"Quyết định số {number}", day],
        "golden_book": f"Số sổ vàng: {paper.golden_book}",
        "place_date": wording.place_date(paper.place, paper.signed_on, draft=False),
        "signer_titles": wording.upper_lines(paper.signer_title),
        "signer_name": paper.signer_name,
        "qr": _code(paper),
        "revoked": paper.revoked,
        "plain": _is_plain(paper),
    }


def _is_plain(paper: CertificatePaper) -> bool:
    """Whether every text of the citation stands on one line at its full size."""
    award = paper.award_name.upper()
    size = _AWARD_SIZES[len(award) > _LONG_AWARD]
    bold, regular = metrics.bold(), metrics.regular()
    return "\n" not in paper.issuer_title and all(
        width <= _LINE
        for width in (
            bold.width(paper.issuer_title.upper(), 18),
            bold.width(award, size) + _TRACKING * size * len(award),
            bold.width(paper.recipient, 23),
            regular.width(paper.recipient_detail, 16),
            regular.width(paper.achievement, 16),
        )
    )


def _check(paper: CertificatePaper) -> None:
    if not paper.recipient:
        raise PaperError(
            f"Giấy số sổ vàng {paper.golden_book} chưa có tên người được tặng. Ghi thêm tên."
        )
    texts = (
        ("Tên người được tặng", paper.recipient, 240),
        ("Chức vụ, đơn vị", paper.recipient_detail, 420),
        ("Thành tích", paper.achievement, 420),
        ("Tên danh hiệu, hình thức", paper.award_name, 100),
        ("Người quyết định", paper.issuer_title, 200),
    )
    for name, text, longest in texts:
        if len(text) > longest:
            raise PaperError(
                f"{name} ghi trên giấy của {paper.recipient[:80]} dài {len(text)} ký tự, một trang "
                f"chứa tối đa {longest}. Viết gọn lại."
            )


def _code(paper: CertificatePaper) -> dict[str, object] | None:
    if not paper.verify_url:
        return None
    too_long = PaperError(
        f"Địa chỉ tra cứu của {paper.recipient[:80]} dài {len(paper.verify_url)} ký tự, mã QR "
        "không in rõ được. Dùng địa chỉ ngắn hơn."
    )
    if len(paper.verify_url) > _LONGEST_URL:
        raise too_long
    svg, modules = qr.drawn(paper.verify_url)
    if modules > _MOST_MODULES:
        raise too_long
    return {
        "svg": svg.decode("ascii"),
        "size": max(_SMALLEST_QR, modules * _SMALLEST_MODULE),
        "alt": f"Mã QR tra cứu, dẫn tới {paper.verify_url.split('#')[0]}",
        "address": _address(paper),
        "code": paper.verify_code,
    }


def _address(paper: CertificatePaper) -> str:
    # The line is typed by hand: no scheme, no signed fragment, and not the code twice.
    address = paper.verify_url.split("#")[0].split("?")[0].split("://")[-1]
    page = address.removesuffix(paper.verify_code).rstrip("/")
    shown = page if len(page) <= _LONGEST_ADDRESS else page.split("/")[0]
    return shown.replace("-", wording.HYPHEN)
