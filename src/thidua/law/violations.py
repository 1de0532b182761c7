"""Taking an award back and giving it back: Art. 93.

Three questions, each a condition that explains itself: is there ground to cancel the decision and
recover what was given (2), to strip a State honorary title (3)-(5), to restore it (6). "Met" means
the ground stands; who then decides: ``powers.undoer`` (7), (8).
"""

from __future__ import annotations

from datetime import date

from thidua.law.answering import (
    NOTHING_SAID,
    Said,
    answer,
    asked,
    before_book,
    in_book,
    without_remedy,
)
from thidua.law.assessment import Finding
from thidua.law.conditions import all_of, any_of, law, not_
from thidua.law.enums import SubjectKind, Verdict
from thidua.law.errors import BadFact
from thidua.law.instruments import Confidence
from thidua.law.powers import PRIZES, STATE_HONOURS
from thidua.law.titles import Title, known_title
from thidua.law.tree import AnyOf, Node

_JUDGMENT = "bản án, quyết định có hiệu lực pháp luật của Tòa án"
_FINDING = "kết luận của cơ quan có thẩm quyền"

_LEAVES: dict[str, tuple[str, tuple[int, str | None], str]] = {
    "fraud": ("Gian dối trong kê khai thành tích để được tặng", (2, "a"), _FINDING),
    "forged": ("Cung cấp thông tin sai sự thật hoặc giấy tờ giả", (2, "b"), _FINDING),
    "unlawful": ("Thẩm định, xét, đề nghị trái quy định pháp luật", (2, "c"), _FINDING),
    "breach": (
        "Có kết luận, bản án về vi phạm trong thời gian tính thành tích, làm mất tiêu chuẩn",
        (2, "d"),
        _FINDING,
    ),
    "work_breach": (
        "Có kết luận, bản án về vi phạm liên quan đến công trình được tặng giải thưởng",
        (2, "d"),
        _FINDING,
    ),
    "prison": (
        "Bị kết án phạt tù có thời hạn, tù chung thân hoặc tử hình, bản án đã có hiệu lực",
        (3, None),
        _JUDGMENT,
    ),
    "national_security": ("Bị kết án về tội xâm phạm an ninh quốc gia", (4, None), _JUDGMENT),
    "life_or_death": (
        "Bị kết án về tội khác với hình phạt tù chung thân hoặc tử hình",
        (4, None),
        _JUDGMENT,
    ),
    "betrayal": (
        "Tham gia hoạt động chống Nhà nước, đào ngũ, phản bội, đầu hàng",
        (4, None),
        _FINDING,
    ),
    "lost_benefits": (
        "Vì vậy không còn được hưởng chế độ ưu đãi người có công",
        (4, None),
        "quyết định về chế độ ưu đãi người có công với cách mạng",
    ),
    "suspended_for_good": (
        "Pháp nhân thương mại bị kết án đình chỉ hoạt động vĩnh viễn",
        (5, None),
        _JUDGMENT,
    ),
    "cleared": (
        "Sau đó có bản án, quyết định có hiệu lực tuyên không có tội hoặc miễn trách nhiệm",
        (6, None),
        _JUDGMENT,
    ),
    "outside": (
        "Sau đó được xác định không thuộc trường hợp bị tước danh hiệu",
        (6, None),
        _JUDGMENT,
    ),
    "resistance_era": (
        "Danh hiệu Anh hùng Lao động được tặng trong thời kỳ kháng chiến",
        (4, None),
        "quyết định tặng danh hiệu",
    ),
}
FACTS = tuple(_LEAVES)
"""What can be said of a case, by id; what is left out is not known."""

_RECOVERED = (
    "Suy từ quy định của một địa phương (nộp về quỹ thi đua, khen thưởng), chưa đối chiếu quy định "
    "chung."
)

_PROTECTED = frozenset({"AHLLVT", "BMVNAH"})
"""With Heroes of Labour of the resistance, stripped only under 93(4)."""


def _id(name: str) -> str:
    return f"93.{_LEAVES[name][1][0]}.{name}"


def _leaf(name: str, again: str = "") -> Node:
    """``again``: an ending that keeps the code apart where one fact is asked in two places."""
    sentence, (clause, point), proof = _LEAVES[name]
    own = _id(name)
    return asked(f"{own}{again}", sentence, law(93, clause, point), proof, criterion=own)


def _said(facts: Said) -> dict[str, bool | None]:
    """The caller's answers under the leaves' ids; ``BadFact`` for a word the law does not have."""
    for name in facts:
        if name not in _LEAVES:
            raise BadFact(f"Điều 93 không có căn cứ nào mang mã “{name}”.")
    return {_id(name): value for name, value in facts.items()}


def _judged(node: Node, on: date, facts: Said, settled: Said) -> Finding:
    said = _said(facts)
    if not in_book(on):
        return before_book(node.code, node.sentence, node.citation)
    return without_remedy(answer(node, on, said, settled, source="theo hồ sơ vụ việc"))


def revocation(code: str, on: date, facts: Said, *, settled: Said = NOTHING_SAID) -> Finding:
    """Whether the decision is cancelled and objects and money recovered: Art. 93(2).

    ``facts``: of ``FACTS``, fraud, forged, unlawful, breach and, for a prize, work_breach. What
    becomes of the money: ``recovered_money``. ``BadFact``, ``UnknownTitle``.
    """
    title = known_title(code)
    names = ("fraud", "forged", "unlawful", "breach")
    grounds = (*names, "work_breach") if title.code in PRIZES else names
    sentence = f"Có căn cứ hủy quyết định tặng {title.name_on(on)}, thu hồi hiện vật và tiền thưởng"
    tree = any_of("93.2", sentence, law(93, 2), *(_leaf(name) for name in grounds))
    return _judged(tree, on, facts, settled)


def stripping(
    code: str,
    kind: SubjectKind,
    on: date,
    facts: Said,
    *,
    settled: Said = NOTHING_SAID,
) -> Finding:
    """Whether a State honorary title is stripped: Art. 93(3), (4), (5).

    ``kind``: a person, or a collective (the law strips commercial legal persons only). For a Hero
    of Labour the fact ``resistance_era`` decides which rule holds. ``BadFact``, ``UnknownTitle``.
    """
    title = known_title(code)
    if kind not in title.subjects:
        raise BadFact(f"{title.name} không tặng cho loại đối tượng này.")
    if title.code not in STATE_HONOURS:
        return _nothing_to_strip(title, on, facts)
    sentence = f"Có căn cứ tước danh hiệu {title.name}"
    if kind is SubjectKind.COLLECTIVE:
        tree = any_of("93.strip", sentence, law(93, 5), _leaf("suspended_for_good"))
    elif title.code in _PROTECTED:
        tree = any_of("93.strip", sentence, law(93, 4), _narrow())
    elif title.code == "AHLD":
        tree = _hero_of_labour(sentence)
    else:
        tree = any_of("93.strip", sentence, law(93, 3), _leaf("prison"))
    return _judged(tree, on, facts, settled)


def _narrow() -> Node:
    """93(4): one of three grounds, and the benefits lost because of it."""
    grounds = ("national_security", "life_or_death", "betrayal")
    return all_of(
        "93.4",
        "Thuộc trường hợp tước danh hiệu theo quy định riêng",
        law(93, 4),
        any_of(
            "93.4.ground",
            "Có một trong các hành vi, bản án nêu tại khoản này",
            law(93, 4),
            *(_leaf(name) for name in grounds),
        ),
        _leaf("lost_benefits"),
    )


def _hero_of_labour(sentence: str) -> AnyOf:
    """The general rule in time of peace, the narrow one for a title of the resistance."""
    place = law(93, 4)
    era = _leaf("resistance_era")
    peace = not_("93.3.era", "Danh hiệu không thuộc thời kỳ kháng chiến", place, era)
    general = all_of(
        "93.3", "Thuộc trường hợp tước danh hiệu nói chung", law(93, 3), peace, _leaf("prison")
    )
    again = _leaf("resistance_era", ".again")
    special = all_of("93.4.era", f"{era.sentence}, theo quy định riêng", place, again, _narrow())
    return any_of("93.strip", sentence, law(93, 3), general, special)


def _nothing_to_strip(title: Title, on: date, facts: Said) -> Finding:
    _said(facts)
    sentence = f"{title.name} là danh hiệu vinh dự nhà nước có thể bị tước"
    if not in_book(on):
        return before_book("93.strip", sentence, law(93, 3))
    detail = "Chỉ danh hiệu vinh dự nhà nước bị tước; danh hiệu, hình thức khác bị hủy quyết định."
    return Finding("93.strip", Verdict.NOT_MET, sentence, detail, law(93, 3))


def restoring(code: str, on: date, facts: Said, *, settled: Said = NOTHING_SAID) -> Finding:
    """Whether a stripped State honorary title is restored and handed over again: Art. 93(6).

    ``facts``: cleared, outside. ``BadFact``, ``UnknownTitle``.
    """
    title = known_title(code)
    if title.code not in STATE_HONOURS:
        return _nothing_to_strip(title, on, facts)
    sentence = f"Có căn cứ phục hồi và trao lại danh hiệu {title.name}"
    tree = any_of("93.6", sentence, law(93, 6), _leaf("cleared"), _leaf("outside"))
    return _judged(tree, on, facts, settled)


def recovered_money(on: date) -> Finding:
    """Whether recovered money goes back to the fund; "not known": one province's rule by analogy.

    Art. 93(9) leaves the procedure to the Government; its text is not on file.
    """
    place = law(93, 9, confidence=Confidence.UNSURE)
    sentence = "Tiền thưởng thu hồi nộp về quỹ thi đua, khen thưởng"
    if not in_book(on):
        return before_book("93.money", sentence, place)
    proof = "Cần quy định của Chính phủ về trình tự thu hồi."
    return Finding("93.money", Verdict.NOT_KNOWN, sentence, _RECOVERED, place, missing=proof)
