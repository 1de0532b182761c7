"""What facts are called: names, Vietnamese words, and the paper that settles each.

A fact is (signal, year). Names are ``register.detail``; the register decides which coverage
applies: what an award register that is complete for a year does not hold is false, not unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from thidua.law.criteria import quantities
from thidua.law.enums import BLOCKS, InitiativeScope, RatingLevel
from thidua.law.errors import BadBook
from thidua.law.titles import Kind, known_title, known_titles

RATING = "rating"

LEVEL_WORDS = {
    RatingLevel.KHT: "Không hoàn thành nhiệm vụ",
    RatingLevel.HT: "Hoàn thành nhiệm vụ",
    RatingLevel.HTT: "Hoàn thành tốt nhiệm vụ",
    RatingLevel.HTXS: "Hoàn thành xuất sắc nhiệm vụ",
}

SCOPE_WORDS = {
    InitiativeScope.CO_SO: "cấp cơ sở",
    InitiativeScope.TINH: "cấp tỉnh",
    InitiativeScope.TOAN_QUOC: "toàn quốc",
}

BLOCK_WORDS = {
    "discipline_pending": "đang bị xem xét thi hành kỷ luật",
    "inspection": "đang bị điều tra, thanh tra, kiểm tra vì có dấu hiệu vi phạm",
    "complaint": "đang được xác minh theo đơn khiếu nại, tố cáo hoặc nội dung báo chí nêu",
    "disciplined": "bị kỷ luật",
    "dissolved": "đã giải thể khi sắp xếp tổ chức",
}

CLEAR_WORDS = {
    "discipline_pending": "Không trong thời gian bị xem xét thi hành kỷ luật",
    "inspection": "Không bị điều tra, thanh tra, kiểm tra vì có dấu hiệu vi phạm",
    "complaint": "Không có đơn khiếu nại, tố cáo hay việc báo chí nêu đang được xác minh",
    "disciplined": "Không trong thời gian chấp hành kỷ luật",
    "dissolved": "Chưa giải thể khi sắp xếp tổ chức",
}

SHARE_WORDS = {
    "LDTT": "tỷ lệ đạt Lao động tiên tiến",
    "CSTT": "tỷ lệ đạt Chiến sĩ tiên tiến",
    "complete": "tỷ lệ hoàn thành nhiệm vụ",
}

COUNT_WORDS = {"CSTDCS": "số người đạt Chiến sĩ thi đua cơ sở"}

SERVICE = "service_months"


@dataclass(frozen=True, slots=True)
class Signal:
    """``words``: what the fact is, in lower case. ``proof``: the paper that settles it."""

    name: str
    register: str
    words: str
    proof: str


def award(code: str) -> str:
    """The yearly fact that the award was conferred for merit in that year."""
    return f"award.{known_title(code).code}"


def initiative(used_by: Kind, scope: InitiativeScope, nth: int = 1) -> str:
    """The yearly fact of at least ``nth`` initiatives of that scope, usable for a title or form.

    Usable is not the same for both: an initiative that served a title may not serve a form, and
    the other way round (Official Letter 5007/BNV-TĐKT, guidance).
    """
    return f"initiative.{used_by}.{scope.name}.{nth}"


def block(kind: str) -> str:
    if kind not in BLOCKS:
        raise BadBook(f"no such block: {kind}")
    return f"blocked.{kind}"


def share(name: str) -> str:
    return f"share.{name}"


def quantity(name: str) -> str:
    """A number of the year judged: one of ``criteria.quantities``."""
    return f"quantity.{name}"


def count(name: str) -> str:
    return f"count.{name}"


@cache
def describe(name: str) -> Signal:
    """The words of a signal; ``BadBook`` for a name no builder can set."""
    register, _, detail = name.partition(".")
    try:
        words, proof = _FIXED.get(register) or _DESCRIBERS[register](detail)
    except (KeyError, ValueError) as fault:
        raise BadBook(f"no such signal: {name}") from fault
    return Signal(name, register, words, proof)


def _award(detail: str) -> tuple[str, str]:
    name = known_titles()[detail].name
    return name, f"quyết định tặng {name} hoặc sổ khen thưởng năm {{year}}"


def _initiative(detail: str) -> tuple[str, str]:
    _, scope, nth = detail.split(".")
    reach = InitiativeScope[scope]
    which = "sáng kiến" if nth == "1" else f"sáng kiến thứ {nth}"
    if reach is InitiativeScope.CO_SO:
        return which, "quyết định công nhận sáng kiến năm {year}"
    level = "trong bộ, ngành, tỉnh" if reach is InitiativeScope.TINH else "trong toàn quốc"
    words = f"{which} có phạm vi ảnh hưởng {level}"
    paper = "giấy xác nhận của người đứng đầu bộ, ngành, tỉnh"
    return words, f"{paper} về hiệu quả và khả năng nhân rộng của sáng kiến {level}"


def _block(detail: str) -> tuple[str, str]:
    return BLOCK_WORDS[detail], "ý kiến của cơ quan kiểm tra, thanh tra hoặc cơ quan quản lý"


def _share(detail: str) -> tuple[str, str]:
    return SHARE_WORDS[detail], "danh sách thành viên và kết quả năm {year} của tập thể"


def _count(detail: str) -> tuple[str, str]:
    return COUNT_WORDS[detail], "danh sách thành viên được tặng năm {year}"


def _quantity(detail: str) -> tuple[str, str]:
    known = quantities()[detail]
    return known.words, known.proof


_FIXED = {
    RATING: ("xếp loại", "kết quả đánh giá, xếp loại năm {year}"),
    SERVICE: ("thời gian công tác", "quyết định tuyển dụng hoặc hợp đồng làm việc"),
    "declared": ("xác nhận", "xác nhận của đơn vị đề nghị"),
    "open": ("điều chưa có quy định", "quy định của địa phương"),
}

_DESCRIBERS = {
    "award": _award,
    "initiative": _initiative,
    "blocked": _block,
    "share": _share,
    "count": _count,
    "quantity": _quantity,
}
