"""How a proposal is handled: the simplified procedure, opinions, disclosure, the council.

Every answer is a ``Finding``: "met" means that the rule applies or is satisfied on that day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from thidua.law.answering import (
    NOTHING_SAID,
    Said,
    answer,
    asked,
    before_book,
    in_book,
    marked,
    without_remedy,
)
from thidua.law.assessment import Finding
from thidua.law.conditions import all_of, any_of, law, open_question
from thidua.law.enums import Verdict
from thidua.law.instruments import Citation, Confidence
from thidua.law.parameters import Value, find
from thidua.law.powers import ORDERS, PRESIDENTS, STATE_HONOURS
from thidua.law.standards.common import TWO_TIER
from thidua.law.titles import Title, known_title
from thidua.law.tree import AllOf, Node


class SimplifiedCase(StrEnum):
    """The five cases of Art. 85(1); the fourth by type of commendation; and none of them."""

    POLITICAL_TASK = "political_task"
    SUDDEN = "sudden"
    FOUND_BY_HEAD = "found_by_head"
    LONG_SERVICE = "long_service"
    LENGTH_OF_SERVICE = "length_of_service"
    EXTERNAL = "external"
    STATE_SECRET = "state_secret"  # noqa: S105 (a name of the law, no password)
    NONE = "none"


_CASES = {
    SimplifiedCase.POLITICAL_TASK: "Khen thưởng kịp thời phục vụ nhiệm vụ chính trị",
    SimplifiedCase.SUDDEN: "Lập thành tích xuất sắc đột xuất, hoặc đạt giải thưởng khu vực, thế "
    "giới",
    SimplifiedCase.FOUND_BY_HEAD: "Thành tích do người đứng đầu phát hiện",
    SimplifiedCase.LONG_SERVICE: "Khen thưởng quá trình cống hiến",
    SimplifiedCase.LENGTH_OF_SERVICE: "Khen thưởng theo niên hạn",
    SimplifiedCase.EXTERNAL: "Khen thưởng đối ngoại",
    SimplifiedCase.STATE_SECRET: "Thành tích có nội dung bí mật nhà nước",
}
_SIMPLIFIED_PAPER = "tờ trình nêu rõ trường hợp khen thưởng"


def _simplified_tree(title: Title, on: date) -> AllOf:
    cases = any_of(
        "85.1.case",
        "Thuộc một trong năm trường hợp được theo thủ tục đơn giản",
        law(85, 1),
        *(
            asked(f"85.1.{case}", words, law(85, 1), _SIMPLIFIED_PAPER)
            for case, words in _CASES.items()
        ),
    )
    parts: list[Node] = [cases]
    if title.kind == "title":
        words = "Thủ tục đơn giản áp dụng cả cho danh hiệu thi đua, không chỉ hình thức khen thưởng"
        place = law(85, 1, confidence=Confidence.UNSURE)
        parts.append(open_question("85.titles", words, place, "đối chiếu khoản 1 Điều 85"))
    words = f"Được xét tặng {title.name_on(on)} theo thủ tục đơn giản"
    return all_of("85", words, law(85, 1), *parts)


def simplified(
    case: SimplifiedCase | None, code: str, on: date, *, settled: Said = NOTHING_SAID
) -> Finding:
    """Whether the award may be considered under the simplified procedure.

    ``case``: ``None`` while it is not known which case it is. The dossier is then a proposal and a
    summary report, one set (Decree 98/2023, Art. 40): ``dossiers.simplified_dossier``.
    """
    title = known_title(code)
    tree = _simplified_tree(title, on)
    if not in_book(on):
        return before_book(tree.code, tree.sentence, tree.citation)
    said = {} if case is None else {f"85.1.{one}": one is case for one in _CASES}
    found = answer(tree, on, said, settled)
    if found.verdict is not Verdict.NOT_MET:
        return found
    return replace(without_remedy(found), missing="Cần lập hồ sơ theo thủ tục thông thường.")


_HOW_THEN = "Cách lấy ý kiến: Điều 31 Nghị định 98/2023/NĐ-CP."
_HOW_NOW = "Cách lấy ý kiến: chưa xác lập điều khoản của Nghị định 152/2025/NĐ-CP."
CONSULTED = PRESIDENTS | {"CTD-CP", "BKTTG"}
"""Orders, medals, State honorary titles, prizes, the Government's flag, the PM's bằng khen."""
DISCLOSED = ORDERS | STATE_HONOURS
"""Orders and honorary titles."""


def _named(
    codes: frozenset[str], code: str, on: date, place: tuple[int, int], words: str, settled: Said
) -> Finding:
    """Whether the code is among those a provision names: a plain reading, dated."""
    title = known_title(code)
    citation = law(*place)
    leaf = asked(f"{place[0]}.{place[1]}", words.format(name=title.name_on(on)), citation, "")
    if not in_book(on):
        return before_book(leaf.code, leaf.sentence, citation)
    said = {leaf.criterion: title.code in codes}
    found = answer(leaf, on, said, settled, source="theo danh mục của điều luật")
    return without_remedy(found)


def consultation(code: str, on: date, *, settled: Said = NOTHING_SAID) -> Finding:
    """Whether opinions of the bodies concerned must be asked first: Art. 84(3).

    How: Decree 98/2023, Art. 31, until 2025-06-30; its article in Decree 152/2025 is not
    established. "Not met" means the law does not ask for it.
    """
    words = "Phải lấy ý kiến cơ quan liên quan khi xét {name}"
    found = _named(CONSULTED, code, on, (84, 3), words, settled)
    if found.verdict is not Verdict.MET:
        return found
    return replace(found, detail=f"{found.detail} {_HOW_THEN if on < TWO_TIER else _HOW_NOW}")


def disclosure(code: str, on: date, *, settled: Said = NOTHING_SAID) -> Finding:
    """Whether the proposer must publicise the candidates: Art. 84(5), orders and honorary titles.

    Where and how long: ``publications``. "Not met" means the law does not ask for it.
    """
    words = "Phải công khai trường hợp đề nghị tặng {name}"
    return _named(DISCLOSED, code, on, (84, 5), words, settled)


@dataclass(frozen=True, slots=True)
class Publication:
    """One place of publication. ``working_days``: ``None`` where not established."""

    where: str
    working_days: int | None
    before: str
    citation: Citation
    confidence: Confidence
    note: str = ""


_PORTAL_THEN = "Cổng thông tin điện tử của Ban Thi đua - Khen thưởng Trung ương"
_PORTAL_NOW = "Cổng thông tin điện tử của Bộ Nội vụ"
_PORTAL = frozenset({"AHLD", "AHLLVT", "CSTDTQ"})
"""The awards sources name for the portal; the list is not known to be whole."""


def publications(code: str, on: date) -> tuple[Publication, ...]:
    """Where an award must be published before it is decided, and how many working days.

    Decree 98/2023, Art. 46: (2) on the proposer's media before its council meets, (1) on the
    central portal, which is the Ministry's since 2025-07-01 (Decree 152/2025, Art. 60(3)). Empty
    where nothing on file asks for it.
    """
    title = known_title(code)
    if not in_book(on):
        return ()
    found = []
    if title.code in DISCLOSED:
        where = "phương tiện thông tin đại chúng của cấp đề nghị"
        found.append(_publication(where, "trước khi họp Hội đồng", "publication-proposer", on))
    if title.code in DISCLOSED | _PORTAL:
        where = _PORTAL_THEN if on < TWO_TIER else _PORTAL_NOW
        named = title.code in _PORTAL
        note = "" if named else "Chưa xác lập danh mục đầy đủ các trường hợp đăng tại đây"
        found.append(_publication(where, "trước khi trình", "publication-portal", on, note))
    return tuple(found)


def _publication(where: str, before: str, name: str, on: date, note: str = "") -> Publication:
    held = find(name, on)
    if isinstance(held, Value):
        notes = "; ".join(one for one in (note, held.note) if one)
        mark = marked(held.confidence, on)
        return Publication(where, int(held.value), before, held.citation, mark, notes)
    place = Citation("152/2025/NĐ-CP", 60, 3, confidence=Confidence.UNSURE)
    notes = "; ".join(one for one in (note, held.reason) if one)
    return Publication(where, None, before, place, Confidence.UNSURE, notes)


_QUORUM = Citation("06/2022/QH15", 90, confidence=Confidence.UNSURE)


def quorum(on: date, *, settled: Said = NOTHING_SAID) -> Finding:
    """Whether a council's meeting has the members it needs: the law is silent.

    "Not known" until a local rule answers under ``quorum``; the figures in use (two thirds, 80 %
    for award sessions) are one province's and no national rule.
    """
    node = open_question(
        "quorum",
        "Phiên họp Hội đồng có đủ thành viên theo quy chế",
        _QUORUM,
        "quy chế làm việc của Hội đồng; luật không ấn định số thành viên phải có mặt",
    )
    if not in_book(on):
        return before_book(node.code, node.sentence, node.citation)
    held = settled.get("quorum")
    verdict = Verdict.of(held)
    detail = "Luật không quy định." if held is None else "Theo quy chế của Hội đồng."
    missing = None if held is True else "Cần quy chế làm việc của Hội đồng và số người dự họp."
    return Finding(node.code, verdict, node.sentence, detail, node.citation, missing=missing)
