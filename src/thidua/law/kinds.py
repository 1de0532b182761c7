"""Types of commendation (loại hình khen thưởng): who may receive which, and by which form.

Art. 8 of Law 06/2022/QH15. Only what the texts on file say is answered; the rest is "not known".
Emulation titles are no form of commendation: what type a round for them has, Art. 8 does not say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from thidua.law.assessment import Finding
from thidua.law.conditions import law
from thidua.law.enums import ABROAD, Group, SubjectKind, Verdict
from thidua.law.instruments import AMENDING_LAW, Citation, Confidence
from thidua.law.standards.common import AMENDED, LAW_START
from thidua.law.titles import Title, known_title


class CommendationType(StrEnum):
    """The six types of Art. 8, and the two that Law 06/2026/QH16 adds from 2026-10-01."""

    MERIT = "merit"
    SUDDEN = "sudden"
    MOVEMENT = "movement"
    SERVICE = "service"
    SENIORITY = "seniority"
    EXTERNAL = "external"
    THEMATIC_MOVEMENT = "thematic_movement"
    THEMATIC = "thematic"


TYPE_WORDS: Mapping[CommendationType, str] = MappingProxyType(
    {
        CommendationType.MERIT: "khen thưởng công trạng",
        CommendationType.SUDDEN: "khen thưởng đột xuất",
        CommendationType.MOVEMENT: "khen thưởng phong trào thi đua",
        CommendationType.SERVICE: "khen thưởng quá trình cống hiến",
        CommendationType.SENIORITY: "khen thưởng theo niên hạn",
        CommendationType.EXTERNAL: "khen thưởng đối ngoại",
        CommendationType.THEMATIC_MOVEMENT: "khen thưởng phong trào thi đua theo chuyên đề",
        CommendationType.THEMATIC: "khen thưởng chuyên đề",
    }
)

_ADDED = frozenset({CommendationType.THEMATIC_MOVEMENT, CommendationType.THEMATIC})
_PERSON, _COLLECTIVE, _HOUSEHOLD = SubjectKind
_DERIVED, _INFERRED = Confidence.DERIVED, Confidence.INFERRED
_ADDING = Citation(AMENDING_LAW, confidence=Confidence.SECONDARY)


@dataclass(frozen=True, slots=True)
class _Scope:
    """Who may receive a type. ``only``: no other group may; ``None``: Art. 8 names no group."""

    who: str
    kinds: frozenset[SubjectKind]
    only: frozenset[Group] | None = None


_SCOPES = {
    CommendationType.MERIT: _Scope("cá nhân, tập thể", frozenset({_PERSON, _COLLECTIVE})),
    CommendationType.SUDDEN: _Scope("cá nhân, tập thể, hộ gia đình", frozenset(SubjectKind)),
    CommendationType.MOVEMENT: _Scope("cá nhân, tập thể, hộ gia đình", frozenset(SubjectKind)),
    CommendationType.SERVICE: _Scope("cá nhân", frozenset({_PERSON})),
    CommendationType.SENIORITY: _Scope(
        "cá nhân thuộc Quân đội nhân dân, Công an nhân dân",
        frozenset({_PERSON}),
        frozenset({Group.ARMED}),
    ),
    CommendationType.EXTERNAL: _Scope(
        "cá nhân, tập thể người Việt Nam ở nước ngoài và người nước ngoài",
        frozenset({_PERSON, _COLLECTIVE}),
        ABROAD,
    ),
}


def _each(codes: tuple[str, ...], citation: Citation) -> dict[str, Citation]:
    return dict.fromkeys(codes, citation)


_CERTIFICATES = _each(("GK-HUYEN", "GK-XA", "GK-DV"), law(75, 2, confidence=_DERIVED))
_BY_MERIT = (
    *("HCSV", "HCHCM", "HCDL1", "HCDL2", "HCDL3", "HCQC1", "HCQC2", "HCQC3"),
    *("HCLD1", "HCBVTQ1", "HCBVTQ2", "HCBVTQ3"),
)

# Where a text on file gives a form for that type. A form that does not stand here may still be
# given: nobody has read that it may not.
_FORMS: Mapping[CommendationType, Mapping[str, Citation]] = {
    CommendationType.MERIT: {
        **_each(_BY_MERIT, law(33, 1, confidence=_INFERRED)),
        "HCLD2": law(43, 1),
        "HCLD3": law(44, 1, "e"),
        "BKTTG": law(73, 1, "b"),
        **_each(("BKT", "BK-BO"), law(74, 1, "d")),
        **_CERTIFICATES,
    },
    CommendationType.SUDDEN: {
        "HCLD2": law(43, 1),
        "HCLD3": law(44, 2),
        "HCBVTQ1": law(45, 1, confidence=_DERIVED),
        "HCDC": law(52, confidence=Confidence.RECALLED),
        "AHLD": law(63, 3),
        "BKTTG": law(73, 1, "c"),
        **_each(("BKT", "BK-BO"), law(74, 1, "b")),
        **_CERTIFICATES,
    },
    CommendationType.MOVEMENT: {
        "HCLD3": law(44, 2),
        "BKTTG": law(73, 1, "a"),
        **_each(("BKT", "BK-BO"), law(74, 1, "a")),
        **_CERTIFICATES,
    },
    CommendationType.SERVICE: {
        "HCDL1": law(36, confidence=_DERIVED),
        "HCDL2": law(37, confidence=_DERIVED),
        "HCDL3": law(38, confidence=_DERIVED),
        "HCQC1": law(39, 1, "a"),
        "HCLD1": law(42, 1, confidence=_DERIVED),
        "HCLD2": law(43, 1),
        "HCLD3": law(44, 1, "g", Confidence.SECONDARY),
    },
    CommendationType.SENIORITY: {
        "HC-QKQT": law(55, confidence=_INFERRED),
        "HC-VANTQ": law(56, confidence=_INFERRED),
        **_each(("HC-CSVV1", "HC-CSVV2", "HC-CSVV3"), law(57, 2, confidence=_INFERRED)),
    },
    CommendationType.EXTERNAL: {
        "HCLD1": law(42, confidence=_INFERRED),
        "HCLD2": law(43, confidence=_INFERRED),
        "HCLD3": law(44, confidence=_INFERRED),
        "HCHN": law(53, confidence=_INFERRED),
        "HUYC-HN": law(54, 1, confidence=_INFERRED),
        "BKTTG": law(73, confidence=_INFERRED),
    },
}


def type_validity(
    type_: CommendationType, kind: SubjectKind, group: Group, title: str | None, on: date
) -> Finding:
    """Whether that type may be given to such a subject, by that title or form, on that day.

    ``title=None`` asks of the subject alone. ``UnknownTitle`` for a code the law does not have.
    From 2026-10-01 Art. 8 reads otherwise and is not on file: only Art. 2 still answers.
    """
    known = known_title(title) if title is not None else None
    parts = _parts(type_, kind, group, known, on)
    return Finding(
        code="type",
        verdict=_joined(parts),
        sentence=f"Được {TYPE_WORDS[type_]}",
        detail=" ".join(part.detail for part in parts),
        citation=parts[0].citation,
        missing=next((part.missing for part in parts if part.missing), None),
        parts=parts,
    )


def _joined(parts: tuple[Finding, ...]) -> Verdict:
    verdicts = {part.verdict for part in parts}
    for decisive in (Verdict.NOT_MET, Verdict.NOT_KNOWN):
        if decisive in verdicts:
            return decisive
    return Verdict.MET


def _parts(
    type_: CommendationType, kind: SubjectKind, group: Group, known: Title | None, on: date
) -> tuple[Finding, ...]:
    if on < LAW_START:
        return (_outside(type_, on),)
    home = (_vietnamese(),) if kind is _HOUSEHOLD and group in ABROAD else ()
    if type_ in _ADDED:
        return (*home, _outside(type_, on))
    if known is not None and known.kind == "title":
        return (*home, _no_form(known))
    form = (_form(type_, kind, known),) if known is not None else ()
    answers = (_subject(type_, kind, group), *form)
    earlier = on < AMENDED
    return home + (answers if earlier else tuple(_since_amended(one) for one in answers))


def _vietnamese() -> Finding:
    return Finding(
        "type.household",
        Verdict.NOT_MET,
        "Hộ gia đình được khen thưởng là hộ gia đình Việt Nam",
        "Đang đề nghị cho hộ gia đình nước ngoài hoặc người Việt Nam định cư ở nước ngoài.",
        law(2),
        missing="Cần đề nghị cho cá nhân hoặc tập thể.",
    )


def _outside(type_: CommendationType, on: date) -> Finding:
    """A day before the law, or a type that the amending law adds."""
    sentence = f"Có loại hình {TYPE_WORDS[type_]} vào ngày xét"
    if on < LAW_START:
        began = "Bộ quy tắc bắt đầu từ ngày 01/01/2024."
        ask = "Cần người thẩm định đối chiếu luật áp dụng trước ngày 01/01/2024."
        place = _ADDING if type_ in _ADDED else law(8)
        return Finding("type.date", Verdict.NOT_KNOWN, sentence, began, place, missing=ask)
    if on < AMENDED:
        added = "Loại hình này do Luật sửa đổi thêm vào, có từ ngày 01/10/2026."
        other = "Cần chọn loại hình khác."
        return Finding("type.date", Verdict.NOT_MET, sentence, added, _ADDING, missing=other)
    unread = "Luật sửa đổi có thêm loại hình này; bộ quy tắc chưa có bản ký nên chưa rõ cho ai."
    ask = "Cần đối chiếu bản ký Luật 06/2026/QH16."
    return Finding("type.date", Verdict.NOT_KNOWN, sentence, unread, _ADDING, missing=ask)


def _subject(type_: CommendationType, kind: SubjectKind, group: Group) -> Finding:
    scope = _SCOPES[type_]
    name = TYPE_WORDS[type_]
    verdict, missing = Verdict.MET, None
    if kind not in scope.kinds or (scope.only is not None and group not in scope.only):
        verdict, missing = Verdict.NOT_MET, "Cần chọn loại hình khác hoặc đối tượng khác."
    elif scope.only is None and group in ABROAD:
        verdict = Verdict.NOT_KNOWN
        missing = "Cần người thẩm định đối chiếu Điều 8, hoặc chọn khen thưởng đối ngoại."
    detail = f"{name[0].upper()}{name[1:]} dành cho {scope.who}."
    return Finding(
        "type.subject",
        verdict,
        f"Đối tượng thuộc diện {name}",
        detail,
        law(8),
        missing=missing,
    )


def _no_form(known: Title) -> Finding:
    return Finding(
        "type.form",
        Verdict.NOT_KNOWN,
        f"“{known.name}” là hình thức khen thưởng",
        f"“{known.name}” là danh hiệu thi đua; Điều 8 chỉ chia loại hình khen thưởng.",
        law(8),
        missing="Cần xét theo tiêu chuẩn của danh hiệu.",
    )


def _form(type_: CommendationType, kind: SubjectKind, known: Title) -> Finding:
    name = TYPE_WORDS[type_]
    sentence = f"{known.name} dùng cho {name}"
    place = _FORMS[type_].get(known.code)
    if kind not in known.subjects:
        wrong = f"{known.name} không dành cho đối tượng này."
        other = "Cần chọn hình thức khác."
        citation = known.citation
        return Finding("type.form", Verdict.NOT_MET, sentence, wrong, citation, missing=other)
    if place is None:
        silent = f"Văn bản đã đọc không nói {known.name} có dùng cho {name} hay không."
        ask = f"Cần người thẩm định đối chiếu {known.citation.text}."
        citation = replace(known.citation, confidence=Confidence.UNSURE)
        return Finding("type.form", Verdict.NOT_KNOWN, sentence, silent, citation, missing=ask)
    return Finding("type.form", Verdict.MET, sentence, f"Theo {place.text}.", place)


_VERDICT_WORDS = {
    Verdict.MET: "đạt",
    Verdict.NOT_MET: "không đạt",
    Verdict.NOT_KNOWN: "chưa rõ",
}


def _since_amended(earlier: Finding) -> Finding:
    """The amending law adds types to Art. 8; what else it changes there is not on file."""
    said = _VERDICT_WORDS[earlier.verdict]
    return replace(
        earlier,
        verdict=Verdict.NOT_KNOWN,
        detail=f"{earlier.detail} Theo luật áp dụng đến hết ngày 30/9/2026: {said}.",
        citation=_ADDING,
        missing="Cần đối chiếu bản ký Luật 06/2026/QH16.",
    )
