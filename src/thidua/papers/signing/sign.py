"""Sign a PDF: PAdES baseline B-B, or B-T where the caller names a timestamp authority."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TypeAlias
from zoneinfo import ZoneInfo

import aiohttp
from pyhanko.pdf_utils.generic import ArrayObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.timestamps import HTTPTimeStamper, TimestampRequestError
from pyhanko.stamp import StaticStampStyle

from thidua.papers.signing import appearance, places
from thidua.papers.signing.apart import apart
from thidua.papers.signing.images import hand_image, seal_image
from thidua.papers.signing.model import (
    POINTS_PER_MM,
    AnnexMark,
    Hand,
    Seal,
    SignatureError,
    Space,
)
from thidua.vietnamese.text import clean

Appearance: TypeAlias = Hand | Seal | AnnexMark

_VIET_NAM = ZoneInfo("Asia/Ho_Chi_Minh")
_SECONDS_FOR_TIMESTAMP = 15
# Field names stay ASCII; people read the sentence.
_FIELDS: dict[type[Appearance], tuple[str, str]] = {
    Hand: ("NguoiKy", "Chữ ký số của người có thẩm quyền"),
    Seal: ("CoQuan", "Chữ ký số của cơ quan"),
    AnnexMark: ("PhuLuc", "Chữ ký số của cơ quan trên phụ lục"),
}


def signed_pdf(
    pdf: bytes,
    signer: Signer,
    look: Appearance,
    *,
    reason: str = "",
    timestamp_url: str | None = None,
) -> bytes:
    """Return ``pdf`` with one signature more; what was signed before stays as it was.

    ``timestamp_url`` asks that authority (RFC 3161) for the time; without it the time is the
    signer's own word.

    Raises:
        SignatureError: the file cannot be signed, an image is not as Decree 30/2020 says, the
            place is not found, or the timestamp authority does not answer.
    """
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        if writer.prev.encrypted:
            raise SignatureError("Tệp PDF có mật khẩu. Bỏ mật khẩu rồi ký.")
        return apart(lambda: _signed(writer, signer, look, reason, timestamp_url))
    except (TimestampRequestError, aiohttp.ClientError, TimeoutError):
        raise SignatureError(
            "Máy chủ dấu thời gian không trả lời. Thử lại hoặc ký không kèm dấu thời gian."
        ) from None
    except SigningError:
        raise SignatureError(
            "Không ký được bằng chứng thư số này. Kiểm tra chứng thư số được phép dùng để ký."
        ) from None
    except PdfError:
        raise SignatureError("Không đọc được tệp PDF. Tạo lại tệp rồi ký.") from None


def _signed(
    writer: IncrementalPdfFileWriter,
    signer: Signer,
    look: Appearance,
    reason: str,
    timestamp_url: str | None,
) -> bytes:
    space, style = _placed(writer, look)
    name, label = _field(writer, look)
    field = SigFieldSpec(
        name, on_page=space.page, box=_whole_points(space), readable_field_name=label
    )
    metadata = PdfSignatureMetadata(
        field_name=name,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=reason or None,
    )
    stamper = (
        HTTPTimeStamper(timestamp_url, timeout=_SECONDS_FOR_TIMESTAMP) if timestamp_url else None
    )
    made = PdfSigner(
        metadata, signer, timestamper=stamper, stamp_style=style, new_field_spec=field
    ).sign_pdf(writer)
    if not isinstance(made, io.BytesIO):
        raise TypeError("The signer gave no file in memory")
    return made.getvalue()


def _placed(writer: IncrementalPdfFileWriter, look: Appearance) -> tuple[Space, StaticStampStyle]:
    if isinstance(look, Hand):
        picture = hand_image(look.png)
        space = look.space or _space_of(writer, look.name)
        ratio = picture.width / picture.height
        return places.hand_space(space, ratio), appearance.of_image(picture)
    if isinstance(look, Seal):
        picture = seal_image(look.png)
        hand = look.over or _hand_of(writer, look.name)
        width = look.width_mm * POINTS_PER_MM
        ratio = picture.width / picture.height
        return places.seal_space(hand, width, ratio), appearance.of_image(picture)
    lines = (look.issuer, f"Số: {look.number}", _moment_line(datetime.now(_VIET_NAM)))
    mark = appearance.of_lines(lines)
    size = places.mark_space(_first_page(writer), mark.width, mark.height)
    return size, mark.style


def _space_of(writer: IncrementalPdfFileWriter, name: str) -> Space:
    space = places.signature_spaces(writer.prev).get(clean(name))
    if space is None:
        raise SignatureError(
            f"Không thấy chỗ ký của {name} trong văn bản. Kiểm tra tên người ký, "
            "hoặc chọn chỗ ký trên trang."
        )
    if any(space.holds_middle_of(other) for other in places.signed_spaces(writer.prev)):
        raise SignatureError(f"{name} đã ký văn bản này.")
    return space


def _hand_of(writer: IncrementalPdfFileWriter, name: str) -> Space:
    space = places.signature_spaces(writer.prev).get(clean(name))
    for signed in places.signed_spaces(writer.prev):
        if space and space.holds_middle_of(signed):
            return signed
    raise SignatureError(
        f"Văn bản chưa có chữ ký của {name}. Người có thẩm quyền ký trước, cơ quan ký sau."
    )


def _field(writer: IncrementalPdfFileWriter, look: Appearance) -> tuple[str, str]:
    stem, label = _FIELDS[type(look)]
    taken = {name for name, _, _ in enumerate_sig_fields(writer.prev)}
    number = next(number for number in range(1, len(taken) + 2) if f"{stem}{number}" not in taken)
    return f"{stem}{number}", label


def _first_page(writer: IncrementalPdfFileWriter) -> tuple[float, float]:
    page = writer.prev.find_page_for_modification(0)[0].get_object()
    box = page.get("/MediaBox") or page["/Parent"]["/MediaBox"]
    left, bottom, right, top = (float(side) for side in ArrayObject(box))
    return right - left, top - bottom


def _moment_line(moment: datetime) -> str:
    # Order and signs as Decree 30/2020 gives them; the zone as ISO 8601 writes it.
    zone = f"{moment:%z}"
    return f"{moment:%d-%m-%Y}; {moment:%H:%M:%S}; {zone[:3]}:{zone[3:]}"


def _whole_points(space: Space) -> tuple[int, int, int, int]:
    return round(space.left), round(space.bottom), round(space.right), round(space.top)
