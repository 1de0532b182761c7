"""Criteria no register holds: somebody declares them, and the verdict says who.

Ids are article.clause.point where those are known, article.word where they are not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from thidua.law.errors import BadBook
from thidua.law.instruments import LAW, Citation, Confidence

LOCAL = "local."
"""Ids of conduct criteria a local rule adds begin so; the proposer vouches for them too."""


class Nature(StrEnum):
    """Who can answer for a criterion, and what closes it."""

    CONDUCT = "conduct"
    """Spirit, compliance, unity: the unit vouches for it by proposing (Art. 83(1))."""
    ACHIEVEMENT = "achievement"
    """Has to be named in the proposal, with its paper."""
    INVENTION = "initiative"
    """Stands beside initiatives as an alternative; "no other initiatives" closes it too."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """``sentence``: a statement, true when the criterion is met. ``proof``: what shows it."""

    id: str
    sentence: str
    citation: Citation
    nature: Nature
    proof: str = "xác nhận của đơn vị đề nghị"

    @property
    def vouchable(self) -> bool:
        return self.nature is Nature.CONDUCT


_COMPLIANCE = "chấp hành tốt chủ trương của Đảng, chính sách, pháp luật của Nhà nước"
_REPORT = "báo cáo thành tích có xác nhận của cấp trình"


def _at(
    article: int,
    clause: int | None = None,
    point: str | None = None,
    confidence: Confidence = Confidence.VERIFIED,
) -> Citation:
    return Citation(LAW, article, clause, point, confidence)


def _conduct(id_: str, sentence: str, citation: Citation) -> Criterion:
    return Criterion(id_, sentence, citation, Nature.CONDUCT)


def _achievement(id_: str, sentence: str, citation: Citation, proof: str = _REPORT) -> Criterion:
    return Criterion(id_, sentence, citation, Nature.ACHIEVEMENT, proof)


def _invention(id_: str, sentence: str, citation: Citation, proof: str) -> Criterion:
    return Criterion(id_, sentence, citation, Nature.INVENTION, proof)


_DERIVED = Confidence.DERIVED
_ACCEPTED = "biên bản nghiệm thu đề tài, đề án, công trình"
_WORK = "Có đề tài khoa học, đề án khoa học, công trình khoa học và công nghệ đã được nghiệm thu"
_COMBAT = "Mưu trí, sáng tạo trong chiến đấu, phục vụ chiến đấu"

_PERSONS = (
    _conduct(
        "24.1.b",
        "Có tinh thần tự lực, tự cường, đoàn kết, tương trợ, tích cực tham gia phong trào thi đua",
        _at(24, 1, "b"),
    ),
    _conduct(
        "24.3.a",
        "Lao động, sản xuất hiệu quả, tích cực tham gia phong trào thi đua và hoạt động xã hội",
        _at(24, 3, "a"),
    ),
    _conduct(
        "24.3.b",
        f"Gương mẫu {_COMPLIANCE}; có đạo đức, lối sống lành mạnh; đoàn kết, giúp đỡ cộng đồng",
        _at(24, 3, "b"),
    ),
    _invention("23.work", _WORK, _at(23, 2), _ACCEPTED),
    _invention("23.combat", f"{_COMBAT} được đơn vị công nhận", _at(23, 2), "xác nhận của đơn vị"),
    _invention(
        "22.work",
        f"{_WORK} và áp dụng hiệu quả, có phạm vi ảnh hưởng trong tỉnh",
        _at(22, 1, "b"),
        "giấy xác nhận của Chủ tịch Ủy ban nhân dân tỉnh, thành phố",
    ),
    _invention(
        "22.combat",
        f"{_COMBAT} có phạm vi ảnh hưởng trong toàn quân hoặc toàn lực lượng Công an nhân dân",
        _at(22, 1, "b"),
        "xác nhận của Bộ trưởng Bộ Quốc phòng hoặc Bộ trưởng Bộ Công an",
    ),
)

_COLLECTIVES = (
    _conduct(
        "27.1.b", "Tích cực tham gia phong trào thi đua thường xuyên, hiệu quả", _at(27, 1, "b")
    ),
    _conduct("27.1.đ", f"Nội bộ đoàn kết, gương mẫu {_COMPLIANCE}", _at(27, 1, "đ")),
    _conduct(
        "28.emulation",
        "Tham gia phong trào thi đua thường xuyên, thiết thực, hiệu quả",
        _at(28, 1, confidence=_DERIVED),
    ),
    _conduct("28.unity", f"Nội bộ đoàn kết, {_COMPLIANCE}", _at(28, 1, confidence=_DERIVED)),
    _achievement(
        "26.leader",
        "Dẫn đầu phong trào thi đua của cụm, khối thi đua do tỉnh tổ chức",
        _at(26, 1, confidence=_DERIVED),
        "biên bản bình xét, bảng chấm điểm của cụm, khối thi đua",
    ),
    _achievement(
        "26.targets",
        "Hoàn thành vượt các chỉ tiêu thi đua và nhiệm vụ được giao trong năm",
        _at(26, 1, confidence=_DERIVED),
        "báo cáo kết quả thực hiện chỉ tiêu năm {year}",
    ),
    _conduct(
        "26.unity",
        "Nội bộ đoàn kết; tổ chức đảng, đoàn thể trong sạch, vững mạnh; thực hành tiết kiệm, "
        "chống lãng phí, phòng, chống tham nhũng, tiêu cực",
        _at(26, 1, confidence=_DERIVED),
    ),
    _achievement(
        "26.movement",
        "Dẫn đầu phong trào thi đua theo chuyên đề do tỉnh phát động từ {years} năm trở lên, khi "
        "tổng kết",
        _at(26, 2, confidence=_DERIVED),
        "kết quả tổng kết phong trào thi đua",
    ),
)

_MERIT = (
    _conduct("74.1.compliance", f"Gương mẫu {_COMPLIANCE}", _at(74, 1)),
    _achievement(
        "74.1.a", "Có thành tích xuất sắc được bình xét trong phong trào thi đua", _at(74, 1, "a")
    ),
    _achievement(
        "74.1.b",
        "Lập được nhiều thành tích hoặc thành tích đột xuất, có phạm vi ảnh hưởng ở một lĩnh vực "
        "của tỉnh",
        _at(74, 1, "b"),
    ),
    _achievement(
        "74.1.c",
        "Có đóng góp vào phát triển kinh tế - xã hội, ứng dụng tiến bộ khoa học, kỹ thuật, "
        "công tác xã hội, từ thiện nhân đạo",
        _at(74, 1, "c"),
    ),
    _invention(
        "74.1.d.work",
        "Có {works} đề tài khoa học, đề án khoa học, công trình khoa học và công nghệ đã được "
        "nghiệm thu và áp dụng hiệu quả trong phạm vi cơ sở",
        _at(74, 1, "d"),
        _ACCEPTED,
    ),
    _achievement(
        "74.1.đ",
        "Là công nhân, nông dân, người lao động lập được nhiều thành tích trong lao động, sản "
        "xuất, có phạm vi ảnh hưởng trong địa bàn cấp xã, cơ quan, đơn vị, doanh nghiệp",
        _at(74, 1, "đ", _DERIVED),
    ),
    _achievement(
        "74.2",
        "Có đóng góp vào sự phát triển của tỉnh được tỉnh công nhận",
        _at(74, 2, None, _DERIVED),
    ),
    _conduct(
        "74.3.compliance",
        f"Gương mẫu {_COMPLIANCE}, nội bộ đoàn kết",
        _at(74, 3, confidence=_DERIVED),
    ),
    _achievement(
        "74.3.a", "Có thành tích xuất sắc được bình xét trong phong trào thi đua", _at(74, 3, "a")
    ),
    _achievement(
        "74.3.sudden",
        "Lập được thành tích xuất sắc đột xuất, có phạm vi ảnh hưởng trong một lĩnh vực của tỉnh",
        _at(74, 3, confidence=_DERIVED),
    ),
    _achievement(
        "74.3.contribution",
        "Có đóng góp vào phát triển kinh tế - xã hội, ứng dụng tiến bộ khoa học, kỹ thuật, "
        "công tác xã hội, từ thiện nhân đạo",
        _at(74, 3, confidence=_DERIVED),
    ),
    _conduct(
        "74.3.democracy",
        "Thực hiện tốt dân chủ ở cơ sở, tổ chức tốt phong trào thi đua, chăm lo đời sống trong "
        "tập thể; thực hành tiết kiệm, chống lãng phí; phòng, chống tham nhũng, tiêu cực",
        _at(74, 3, confidence=_DERIVED),
    ),
    _conduct("74.5.compliance", f"Gương mẫu {_COMPLIANCE}", _at(74, 5, confidence=_DERIVED)),
    _achievement(
        "74.5.contribution",
        "Có nhiều đóng góp về công sức, đất đai, tài sản cho địa phương, xã hội",
        _at(74, 5, confidence=_DERIVED),
        "xác nhận của Ủy ban nhân dân cấp xã nơi nhận đóng góp",
    ),
    _conduct("75.compliance", f"Gương mẫu {_COMPLIANCE}", _at(75, 2, confidence=_DERIVED)),
    _conduct("75.unity", "Nội bộ đoàn kết", _at(75, 2, confidence=_DERIVED)),
    _conduct(
        "75.completed",
        "Hoàn thành tốt nhiệm vụ, nghĩa vụ công dân",
        _at(75, 2, confidence=_DERIVED),
    ),
    _achievement(
        "75.movement",
        "Có thành tích được bình xét trong phong trào thi đua",
        _at(75, 2, confidence=_DERIVED),
    ),
    _achievement(
        "75.field",
        "Lập được nhiều thành tích hoặc thành tích đột xuất, có phạm vi ảnh hưởng, đóng góp vào "
        "một lĩnh vực thuộc phạm vi quản lý của nơi tặng",
        _at(75, 2, confidence=_DERIVED),
    ),
    _achievement(
        "75.contribution",
        "Có đóng góp về công sức, đất đai hoặc tài sản cho địa phương, xã hội",
        _at(75, 2, confidence=_DERIVED),
        "xác nhận của Ủy ban nhân dân cấp xã hoặc thôn, tổ dân phố",
    ),
)

_CULTURE = (
    _conduct("30.1.a", "Đời sống kinh tế ổn định và phát triển", _at(30, 1, "a")),
    _conduct("30.1.b", "Đời sống văn hóa, tinh thần lành mạnh, phong phú", _at(30, 1, "b")),
    _conduct("30.1.c", "Môi trường an toàn, thân thiện, cảnh quan sạch đẹp", _at(30, 1, "c")),
    _conduct(
        "30.1.d",
        f"{_COMPLIANCE[0].upper()}{_COMPLIANCE[1:]}; giữ vững trật tự, an toàn xã hội; tích cực "
        "tham gia phong trào thi đua của địa phương",
        _at(30, 1, "d"),
    ),
    _conduct("30.1.đ", "Có tinh thần đoàn kết, tương trợ trong cộng đồng", _at(30, 1, "đ")),
    _conduct("31.compliance", f"Gương mẫu {_COMPLIANCE}", _at(31)),
    _conduct(
        "31.emulation",
        "Tích cực tham gia phong trào thi đua lao động, sản xuất, học tập, bảo vệ an ninh, "
        "trật tự, an toàn xã hội của địa phương",
        _at(31),
    ),
    _conduct(
        "31.family",
        "Gia đình no ấm, tiến bộ, hạnh phúc, văn minh; đoàn kết, tương trợ trong cộng đồng",
        _at(31),
    ),
)


@cache
def criteria() -> Mapping[str, Criterion]:
    """Every criterion of the book by id."""
    return MappingProxyType(by_id((*_PERSONS, *_COLLECTIVES, *_MERIT, *_CULTURE)))


def by_id(every: Sequence[Criterion]) -> dict[str, Criterion]:
    """``BadBook`` when two criteria have one id."""
    known = {one.id: one for one in every}
    if len(known) != len(every):
        raise BadBook("a criterion stands twice")
    return known


@cache
def vouchable() -> tuple[str, ...]:
    """Ids the proposing unit answers for by proposing."""
    return tuple(one.id for one in criteria().values() if one.vouchable)


@cache
def closable(nature: str) -> tuple[str, ...]:
    """Ids that "no other" of that nature answers with no."""
    return tuple(one.id for one in criteria().values() if one.nature is Nature(nature))
