"""The images of a hand and a seal: transparent PNG, cut to what is drawn, in the right colour."""

from __future__ import annotations

import io
import warnings
from typing import Literal, TypeAlias

from PIL import Image

from thidua.papers.signing.model import SignatureError

Ink: TypeAlias = Literal["blue", "red"]

MOST_BYTES = 2_000_000
_MOST_PIXELS = 16_000_000
_MOSTLY = 0.6
_CLEAR = 0.1
# An alpha below this is taken for paper: faint scanner noise around the ink.
_SEEN = 32
_NAMES = {"blue": ("Ảnh chữ ký", "xanh"), "red": ("Ảnh con dấu", "đỏ")}


def hand_image(png: bytes) -> Image.Image:
    """Return a signer's handwriting, cut to its ink (Decree 30/2020: blue, transparent PNG).

    Raises:
        SignatureError: no PNG, too large, not transparent, empty or not blue.
    """
    return _drawn(png, "blue")


def seal_image(png: bytes) -> Image.Image:
    """Return an agency's seal, cut to its ink (Decree 30/2020: red); errors as for a hand."""
    return _drawn(png, "red")


def _drawn(png: bytes, ink: Ink) -> Image.Image:
    name, colour = _NAMES[ink]
    picture = _opened(png, name)
    alpha = picture.getchannel("A")
    clear = alpha.point([255 * (level < _SEEN) for level in range(256)])
    box = alpha.point([255 * (level >= _SEEN) for level in range(256)]).getbbox()
    if box is None:
        raise SignatureError(f"{name} không có nét nào. Chọn ảnh khác.")
    if _share(clear) < _CLEAR:
        raise SignatureError(f"{name} có nền đục. Dùng ảnh PNG nền trong suốt.")
    drawn = picture.crop(box)
    if _share_of_ink(drawn, ink) < _MOSTLY:
        raise SignatureError(f"{name} phải màu {colour} (Nghị định 30/2020/NĐ-CP). Chọn ảnh khác.")
    return drawn


def _opened(png: bytes, name: str) -> Image.Image:
    if len(png) > MOST_BYTES:
        raise SignatureError(f"{name} nặng hơn {MOST_BYTES // 1_000_000} MB. Chọn ảnh nhỏ hơn.")
    unreadable = SignatureError(f"{name} không phải tệp PNG đọc được. Chọn ảnh khác.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(png), formats=("PNG",))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise unreadable from None
    if picture.width * picture.height > _MOST_PIXELS:
        raise SignatureError(f"{name} quá lớn. Chọn ảnh dưới 4.000 × 4.000 điểm.")
    try:
        return picture.convert("RGBA")
    except (OSError, ValueError, SyntaxError):
        raise unreadable from None


def _share(mask: Image.Image) -> float:
    return mask.histogram()[255] / (mask.width * mask.height)


def _share_of_ink(picture: Image.Image, ink: Ink) -> float:
    # A small copy is enough to tell a colour and bounds the work.
    small = picture.resize((min(picture.width, 200), min(picture.height, 200)))
    raw = small.tobytes()
    seen = right = 0
    for red, green, blue, alpha in zip(raw[::4], raw[1::4], raw[2::4], raw[3::4], strict=True):
        if alpha >= 96:  # noqa: PLR2004 (faint edges carry no colour of their own)
            seen += 1
            main, other = (blue, red) if ink == "blue" else (red, blue)
            right += main > other + 20 and main > green + 10
    return right / seen if seen else 0.0
