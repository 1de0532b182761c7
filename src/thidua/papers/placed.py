"""Certificates whose parts stand where a layout puts them: own designs and pre-printed stock.

A layout is data of the authority. What it may hold is here: the parts of Decree 98/2023 art. 104,
their names, and the sheet of that article as the layout to start from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Literal, TypeAlias

from thidua.papers import qr, wording
from thidua.papers.certificate import certificate_data
from thidua.papers.model import CertificatePaper, PaperError

Align: TypeAlias = Literal["left", "center", "right"]
ALIGNMENTS: dict[Align, str] = {"left": "Trái", "center": "Giữa", "right": "Phải"}
SMALLEST_SIDE, LARGEST_SIDE = 100.0, 420.0
SMALLEST_TYPE, LARGEST_TYPE = 6.0, 72.0
SMALLEST_PART = 3.0
LARGEST_SHIFT = 20.0
_SMALLEST_MODULE = 0.42


@dataclass(frozen=True, slots=True)
class Part:
    """What a part of a certificate is: its Vietnamese name, whether it changes from one person to
    the next, and its look, which the decree sets."""

    label: str
    varies: bool
    bold: bool = False
    italic: bool = False
    red: bool = False
    drawing: bool = False


PARTS: dict[str, Part] = {
    "border": Part("Đường viền", False, drawing=True),
    "emblem": Part("Hình trên cùng", False, drawing=True),
    "flags": Part("Cờ đỏ hai bên (Chiến sĩ thi đua cơ sở)", False, drawing=True),
    "motto": Part("Quốc hiệu, tiêu ngữ", False, bold=True),
    "issuer": Part("Thẩm quyền quyết định", False, bold=True, red=True),
    "verb": Part("“Tặng”, “Tặng danh hiệu”", False, bold=True),
    "award": Part("Tên danh hiệu, hình thức", False, bold=True, red=True),
    "recipient": Part("Tên người, tập thể được tặng", True, bold=True),
    "detail": Part("Chức vụ, đơn vị", True),
    "achievement": Part("Thành tích", True),
    "decision": Part("Số quyết định, ngày", True, bold=True, italic=True),
    "golden_book": Part("Số sổ vàng", True, bold=True, italic=True),
    "place_date": Part("Địa danh, ngày tháng năm", True, bold=True, italic=True),
    "signer_post": Part("Chức vụ người ký", False, bold=True),
    "signer_name": Part("Họ tên người ký", False, bold=True),
    "qr": Part("Mã QR", True, drawing=True),
    "code": Part("Mã tra cứu dưới hình QR", True),
}


@dataclass(frozen=True, slots=True)
class Placed:
    """Where one part stands: millimetres from the top left corner, the size of its box, and the
    type size in points that its text shrinks from when the box is too small."""

    x: float
    y: float
    w: float
    h: float
    size: float = 14.0
    align: Align = "center"
    shown: bool = True


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """A whole sheet; ``shift_x`` and ``shift_y`` mend what the printer shifts, in millimetres."""

    width: float = 297.0
    height: float = 210.0
    shift_x: float = 0.0
    shift_y: float = 0.0
    parts: Mapping[str, Placed] = field(default_factory=dict)

    def shown(self) -> Iterator[tuple[str, Placed]]:
        """The parts that are printed, in the order they are read."""
        return (
            (key, self.parts[key]) for key in PARTS if key in self.parts and self.parts[key].shown
        )

    def as_data(self) -> dict[str, object]:
        """As it is stored."""
        return asdict(self)

    @classmethod
    def of_data(cls, data: Mapping[str, object]) -> SheetLayout:
        """Back from what :meth:`as_data` gave."""
        values = dict(data)
        parts = values.pop("parts")
        assert isinstance(parts, Mapping)
        return cls(parts={key: Placed(**one) for key, one in parts.items()}, **values)  # type: ignore[arg-type]


_ART_104 = {
    "border": Placed(0, 0, 297, 210),
    "emblem": Placed(133.5, 23, 30, 27),
    "flags": Placed(98.5, 20, 100, 30),
    "motto": Placed(78.5, 53, 140, 15, 15),
    "issuer": Placed(26, 70, 245, 9, 18),
    "verb": Placed(26, 80, 245, 8, 16),
    "award": Placed(26, 88, 245, 19, 42),
    "recipient": Placed(36, 108, 225, 11, 23),
    "detail": Placed(36, 119, 225, 8, 16),
    "achievement": Placed(36, 127, 225, 13, 16),
    "decision": Placed(26, 169, 78, 12, 13, "left"),
    "golden_book": Placed(26, 181, 78, 6, 13, "left"),
    "qr": Placed(132.5, 142, 32, 32),
    "code": Placed(111.5, 174.5, 74, 8, 9.5),
    "place_date": Placed(186, 142, 85, 7, 14),
    "signer_post": Placed(186, 149, 85, 13, 14),
    "signer_name": Placed(186, 179, 85, 8, 15),
}


def full_sheet() -> SheetLayout:
    """The sheet of Decree 98/2023 art. 104: everything is printed on white paper."""
    return SheetLayout(parts=dict(_ART_104))


def overprint_sheet() -> SheetLayout:
    """The same sheet for stock that carries everything but what changes from one to the next."""
    return SheetLayout(
        parts={key: replace(one, shown=PARTS[key].varies) for key, one in _ART_104.items()}
    )


def is_overprint(layout: SheetLayout) -> bool:
    """Whether only what changes from one person to the next is printed."""
    return all(PARTS[key].varies for key, _ in layout.shown())


def layout_faults(layout: SheetLayout) -> list[str]:
    """Everything wrong with a layout, as sentences; empty when it can be printed."""
    faults = []
    for name, side in (("rộng", layout.width), ("cao", layout.height)):
        if not SMALLEST_SIDE <= side <= LARGEST_SIDE:
            bounds = f"từ {_mm(SMALLEST_SIDE)} đến {_mm(LARGEST_SIDE)}"
            faults.append(f"Khổ giấy {name} {_mm(side)}: nhập {bounds}.")
    for name, shift in (("ngang", layout.shift_x), ("dọc", layout.shift_y)):
        if not abs(shift) <= LARGEST_SHIFT:
            faults.append(f"Bù lệch {name} {_mm(shift)}: nhập trong khoảng ±{_mm(LARGEST_SHIFT)}.")
    if "recipient" not in dict(layout.shown()):
        faults.append("Mẫu in phải có tên người, tập thể được tặng.")
    for key, one in layout.shown():
        faults += _part_faults(layout, key, one)
    return faults


def _part_faults(layout: SheetLayout, key: str, one: Placed) -> list[str]:
    label = PARTS[key].label
    faults = []
    if not (one.w >= SMALLEST_PART and one.h >= SMALLEST_PART):
        faults.append(f"{label}: ô rộng và cao ít nhất {_mm(SMALLEST_PART)}.")
    elif not (one.x >= 0 and one.x + one.w <= layout.width and one.y >= 0):
        faults.append(f"{label}: ô ra ngoài khổ giấy rộng {_mm(layout.width)}.")
    elif not one.y + one.h <= layout.height:
        faults.append(f"{label}: ô ra ngoài khổ giấy cao {_mm(layout.height)}.")
    if not SMALLEST_TYPE <= one.size <= LARGEST_TYPE:
        faults.append(f"{label}: cỡ chữ từ {SMALLEST_TYPE:.0f} đến {LARGEST_TYPE:.0f}.")
    if one.align not in ALIGNMENTS:
        faults.append(f"{label}: căn chữ trái, giữa hoặc phải.")
    return faults


def _mm(value: float) -> str:
    return f"{value:g} mm".replace(".", ",")


def sheet_data(
    papers: list[CertificatePaper], layout: SheetLayout, *, rulers: bool = False
) -> dict[str, object]:
    """Return what the template of placed parts reads.

    Raises:
        PaperError: the layout has a fault, or a certificate cannot be drawn by it.
    """
    if faults := layout_faults(layout):
        raise PaperError(" ".join(faults))
    shown = dict(layout.shown())
    page = {"width": layout.width, "height": layout.height}
    return {
        "page": page,
        "shift": {"x": layout.shift_x, "y": layout.shift_y},
        "rulers": rulers,
        "certificates": [_certificate(paper, shown) for paper in papers],
    }


def _certificate(paper: CertificatePaper, shown: Mapping[str, Placed]) -> dict[str, object]:
    words = _words(paper)
    flagged = certificate_data(replace(paper, verify_url=""))["flags"]
    found = [
        _element(key, one, words.get(key, []), paper)
        for key, one in shown.items()
        if (words.get(key) or PARTS[key].drawing) and (key != "flags" or flagged)
    ]
    return {"name": paper.recipient, "parts": found, "revoked": paper.revoked}


def _words(paper: CertificatePaper) -> dict[str, list[str]]:
    """The lines of every part that is text."""
    drawn = certificate_data(replace(paper, verify_url=""))
    decision = drawn["decision"]
    assert isinstance(decision, list)
    address = paper.verify_url.split("#")[0].split("://")[-1].removesuffix(paper.verify_code)
    code = [f"Mã: {paper.verify_code}", f"Tra cứu tại {address.rstrip('/')}"]
    return {
        "motto": ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
        "issuer": list(wording.upper_lines(paper.issuer_title)),
        "verb": [paper.verb.upper()],
        "award": [paper.award_name.upper()],
        "recipient": [paper.recipient],
        "detail": [str(drawn["recipient_detail"])] if paper.recipient_detail else [],
        "achievement": [str(drawn["achievement"])] if paper.achievement else [],
        "decision": [str(line) for line in decision],
        "golden_book": [str(drawn["golden_book"])],
        "place_date": [str(drawn["place_date"])],
        "signer_post": list(wording.upper_lines(paper.signer_title)),
        "signer_name": [paper.signer_name] if paper.signer_name else [],
        "code": [line.replace("-", wording.HYPHEN) for line in code] if paper.verify_url else [],
    }


def _element(key: str, one: Placed, lines: list[str], paper: CertificatePaper) -> dict[str, object]:
    part = PARTS[key]
    return {
        **asdict(one),
        "key": key,
        "label": part.label,
        "lines": lines,
        "bold": part.bold,
        "italic": part.italic,
        "red": part.red,
        "svg": _code(one, paper) if key == "qr" else "",
    }


def _code(one: Placed, paper: CertificatePaper) -> str:
    if not paper.verify_url:
        return ""
    svg, modules = qr.drawn(paper.verify_url)
    if min(one.w, one.h) < modules * _SMALLEST_MODULE:
        needed = _mm(round(modules * _SMALLEST_MODULE + 0.05, 1))
        raise PaperError(
            f"Mã QR của {paper.recipient[:80]} cần ô từ {needed} mỗi chiều để máy in văn phòng in "
            f"rõ, mẫu in dành {_mm(min(one.w, one.h))}. Nới ô mã QR trong mẫu in."
        )
    return svg.decode("ascii")
