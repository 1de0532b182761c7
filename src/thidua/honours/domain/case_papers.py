"""The papers of a case: what the rule book asks for, what is there, and whether it is whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import stamp
from thidua.core.errors import Refusal
from thidua.documents.domain.store import store
from thidua.honours.case_enums import CaseKind, PaperState, subject_kind
from thidua.honours.case_facts import law_day
from thidua.honours.domain.cases import editable
from thidua.honours.models import CasePaper, HonourCase
from thidua.journal.domain.record import record
from thidua.law import CONFIDENCE_WORDS, Confidence, Finding, Paper, completeness, dossier
from thidua.vietnamese.text import clean

TYPES = frozenset({"application/pdf", "image/png", "image/jpeg"})
NO_LIST = {
    CaseKind.RESISTANCE: "Danh mục giấy tờ của khen thưởng tổng kết thành tích kháng chiến chưa có "
    "trong bộ quy tắc. Ghi các giấy tờ mà quy định đang áp dụng đòi hỏi.",
    CaseKind.FAMILY: "Chưa có danh mục riêng cho gia đình có nhiều liệt sĩ; đang nêu danh mục "
    "chung của huân chương. Ghi thêm giấy tờ mà quy định đang áp dụng đòi hỏi.",
}


@dataclass(frozen=True, slots=True)
class Upload:
    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Line:
    """One paper as the checklist shows it: from the rule book, or added by the authority.

    `free` says why it is not asked for in this case; empty when it is, or may be.
    """

    code: str
    name: str
    required: bool
    source: str
    weakness: str
    note: str
    free: str
    held: CasePaper | None


@dataclass(frozen=True, slots=True)
class Checklist:
    """The papers with what the rule book says of the whole; `whole` None where it has no list."""

    lines: tuple[Line, ...]
    whole: Finding | None
    remark: str


def checklist(case: HonourCase, held: Sequence[CasePaper], today: date) -> Checklist:
    """What is asked for by the law of the day, with what is there."""
    on = law_day(case, today)
    asked = _asked(case, on)
    by_code = {one.code: one for one in held}
    lines = [line for paper in asked for line in _lines(case, paper, by_code)]
    known = {line.code for line in lines}
    lines += [_own(one) for one in held if one.code not in known]
    remark = NO_LIST.get(CaseKind(case.kind), "")
    return Checklist(tuple(lines), _whole(case, held, on), remark)


def _asked(case: HonourCase, on: date) -> tuple[Paper, ...]:
    if not case.title_code:
        return ()
    return dossier(case.title_code, on, kind=subject_kind(case.kind))


def _whole(case: HonourCase, held: Sequence[CasePaper], on: date) -> Finding | None:
    if not case.title_code:
        return None
    codes = _codes(_asked(case, on))
    present = {one.code for one in held if one.state == PaperState.PRESENT and one.code in codes}
    claims = {} if case.by_relative is None else {"by_relative": case.by_relative}
    kind = subject_kind(case.kind)
    return completeness(case.title_code, present, on, kind=kind, claims=claims)


def _codes(asked: Sequence[Paper]) -> set[str]:
    return {code for one in asked for code in (one.code, *(key for key, _ in one.alternatives))}


def _lines(case: HonourCase, paper: Paper, held: dict[str, CasePaper]) -> list[Line]:
    """The paper, or of its alternatives the one that fits who declares."""
    weak = paper.citation.confidence
    common = {
        "source": paper.citation.text,
        "weakness": "" if weak is Confidence.VERIFIED else CONFIDENCE_WORDS[weak],
    }
    fitting = [
        (code, name)
        for code, name in paper.alternatives
        if code in held or case.by_relative is None or code.endswith(_by(case))
    ]
    pairs = fitting or [(paper.code, paper.name)]
    return [
        Line(
            code=code,
            name=name,
            required=paper.required,
            note="" if paper.alternatives else paper.note,
            free=_free(case, paper),
            held=held.get(code),
            **common,
        )
        for code, name in pairs
    ]


def _by(case: HonourCase) -> str:
    return ".relative" if case.by_relative else ".self"


def _free(case: HonourCase, paper: Paper) -> str:
    if paper.only_if == "by_relative" and case.by_relative is False:
        return "Chính người được đề nghị kê khai"
    return ""


def _own(held: CasePaper) -> Line:
    return Line(held.code, held.name or held.code, False, "cơ quan ghi thêm", "", "", "", held)


def note_paper(
    *,
    actor: Actor,
    case: HonourCase,
    code: str = "",
    name: str = "",
    state: str,
    note: str = "",
    upload: Upload | None = None,
    today: date,
) -> CasePaper:
    """Say of one paper that it is there, missing or not needed; `code` empty: the authority's own.

    A paper the rule book requires cannot be called not needed. Files are PDF or pictures.
    """
    with transaction.atomic(), sentence_for(CasePaper):
        row = editable(actor, case)
        line = _known(row, code, today)
        _check(line, code, name, state, upload)
        values: dict[str, object] = {
            "name": clean(name)[:200] if line is None else "",
            "state": state,
            "note": clean(note)[:300],
            "noted_by_name": actor.name,
        }
        if upload is not None:
            values["file"] = _kept(actor, upload)
        made = _write(row, line, code, values)
        stamp(row, actor)
        row.save()
        record(
            actor=actor,
            verb="honour.paper",
            obj=row,
            sentence=f"Giấy tờ: {PaperState(state).label.lower()}",
            data={"paper": line.name if line else made.name, "state": state},
        )
    return made


def _known(case: HonourCase, code: str, today: date) -> Line | None:
    if not code:
        return None
    lines = checklist(case, list(case.papers.all()), today).lines
    found = next((one for one in lines if one.code == code), None)
    if found is None:
        raise Refusal("Giấy tờ này không có trong danh mục của hồ sơ.")
    return found if found.held is None or not found.held.name else None


def _check(line: Line | None, code: str, name: str, state: str, upload: Upload | None) -> None:
    if state not in PaperState.values:
        raise Refusal("Chọn tình trạng của giấy tờ.")
    if line is None and not code and not clean(name):
        raise Refusal("Ghi tên giấy tờ.")
    if line and line.required and state == PaperState.NOT_NEEDED:
        raise Refusal(f"“{line.name}” là giấy tờ bắt buộc ({line.source}), không ghi là không cần.")
    if upload is not None and state != PaperState.PRESENT:
        raise Refusal("Đã gửi tệp thì ghi là “Đã có”.")


def _kept(actor: Actor, upload: Upload) -> object:
    stored = store(actor=actor, name=upload.name, data=upload.data)
    if stored.media_type not in TYPES:
        raise Refusal("Chỉ nhận tệp PDF, PNG hoặc JPEG. Quét hoặc chụp giấy tờ rồi gửi lại.")
    return stored


def _write(case: HonourCase, line: Line | None, code: str, values: dict[str, object]) -> CasePaper:
    held = case.papers.filter(code=code).first() if code else None
    if held is None:
        extra = {"code": code} if line is not None else {}
        return CasePaper.objects.create(
            authority_id=case.authority_id, case=case, **extra, **values
        )
    if held.name:
        values.pop("name")
    for key, value in values.items():
        setattr(held, key, value)
    held.save()
    return held
