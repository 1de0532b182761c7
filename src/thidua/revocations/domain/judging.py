"""What the law says of a case: is there ground, and who decides; with what still stands open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from thidua.decisions.domain.issuing import (
    AWARD_LEVELS,
    OFFICES,
    UPWARDS,
    deciding_post,
    issuing_level,
)
from thidua.decisions.models import DecisionLine
from thidua.law import (
    CONFIDENCE_WORDS,
    Citation,
    Confidence,
    Finding,
    SubjectKind,
    Verdict,
    decider,
    known_title,
    restoring,
    revocation,
    stripping,
    undoer,
)
from thidua.law.conditions import law
from thidua.law.powers import STATE_HONOURS, Undoing
from thidua.law.violations import FACTS
from thidua.organizations.models import Authority
from thidua.registry.models import Award
from thidua.registry.queries import subject_of
from thidua.revocations.enums import TAKES_BACK, Kind, PaperKind, Reason
from thidua.revocations.models import CaseAward, UndoCase
from thidua.vietnamese.dates import format_day

OVERTURNED = "overturned"
"""The one ground that is not the law's list: a decision to cancel was itself set aside."""
_PROOF = "bản án, quyết định đã có hiệu lực hủy bỏ hoặc sửa quyết định hủy khen thưởng"
_ACTS = {Kind.REVOKE: Undoing.CANCEL, Kind.STRIP: Undoing.STRIP}


@dataclass(frozen=True, slots=True)
class Question:
    """One ground to be answered: its id, the law's words, and the paper that proves it."""

    ground: str
    sentence: str
    citation: Citation
    proof: str


def rows_of(case: UndoCase) -> list[CaseAward]:
    """The awards of a case in order, in one query."""
    return list(case.awards.select_related("award").order_by("order"))


def findings(case: UndoCase, on: date | None = None) -> list[Finding]:
    """The law's answer for each title of the case on that day; none for a re-issue."""
    said = dict(case.answers.values_list("ground", "value"))
    papers = dict(case.answers.values_list("ground", "paper"))
    found: dict[tuple[str, str], Finding] = {}
    for row in rows_of(case):
        key = row.award.title_code, subject_of(row.award)[0]
        if key not in found and (one := finding(case.kind, *key, on or case.law_on, said)):
            found[key] = _with_papers(one, papers)
    return list(found.values())


def finding(
    kind: str, code: str, subject: str, on: date, said: Mapping[str, bool | None]
) -> Finding | None:
    """Whether there is ground for this act on this award, by what was answered of each ground."""
    facts = {ground: value for ground, value in said.items() if ground in FACTS}
    settled = {ground: value for ground, value in said.items() if ground.startswith("amended.")}
    if kind == Kind.REVOKE:
        return revocation(code, on, facts, settled=settled)
    if kind == Kind.STRIP:
        return stripping(code, SubjectKind(subject), on, facts, settled=settled)
    if kind == Kind.RESTORE:
        if code in STATE_HONOURS:
            return restoring(code, on, facts, settled=settled)
        return _overturned(code, said.get(OVERTURNED))
    return None


def _overturned(code: str, value: bool | None) -> Finding:
    """Giving back what was cancelled: 93(6) speaks of stripped titles alone, so a paper decides."""
    return Finding(
        code=OVERTURNED,
        verdict=Verdict.of(value),
        sentence=f"Quyết định hủy bỏ {known_title(code).name} đã bị hủy bỏ, sửa đổi",
        detail=(
            "Khoản 6 Điều 93 chỉ nói về danh hiệu vinh dự nhà nước bị tước. Khen thưởng đã bị hủy "
            "bỏ chỉ được phục hồi theo văn bản đã có hiệu lực mà cơ quan nêu ra."
        ),
        citation=law(93, 6, confidence=Confidence.POLICY),
        missing=f"Cần {_PROOF}." if value is None else None,
    )


def _with_papers(found: Finding, papers: Mapping[str, str]) -> Finding:
    """The same finding, each answered ground with the paper that was named for it, and what is
    made of grounds with the papers of those."""
    parts = tuple(_with_papers(part, papers) for part in found.parts)
    own = papers.get(ground_of(found.code), "") if not parts else ""
    named = (own, *(paper for part in parts for paper in part.facts_used))
    return replace(found, facts_used=tuple(dict.fromkeys(filter(None, named))), parts=parts)


def ground_of(code: str) -> str:
    """The ground that a leaf of the law asks for; empty for what nobody answers here."""
    if code == OVERTURNED or (code.startswith("amended.") and not code.endswith(".after")):
        return code
    name = code.removesuffix(".again").rpartition(".")[2]
    return name if name in FACTS else ""


def questions(found: Sequence[Finding]) -> list[Question]:
    """Every ground of these findings once, in the law's order; what the amendment left last."""
    asked: dict[str, Question] = {}
    for one in found:
        for leaf in one.walk():
            ground = "" if leaf.parts else ground_of(leaf.code)
            if ground and ground not in asked:
                proof = (leaf.missing or "").removeprefix("Cần ").rstrip(".")
                asked[ground] = Question(ground, leaf.sentence, leaf.citation, proof)
    return sorted(asked.values(), key=lambda one: one.ground.startswith("amended."))


def askable(case: UndoCase) -> list[Question]:
    """The grounds of a case as if nothing had been answered: every proof is named."""
    found = {}
    for row in rows_of(case):
        code, subject = row.award.title_code, subject_of(row.award)[0]
        if one := finding(case.kind, code, subject, case.law_on, {}):
            found[code, subject] = one
    return questions(list(found.values()))


@dataclass(frozen=True, slots=True)
class Deciding:
    """Who decides. `ours`: this authority (True), somebody above it (False), not known (None)."""

    who: str
    ours: bool | None
    citation: str = ""
    confidence: str = Confidence.VERIFIED.value
    note: str = ""


def deciding(case: UndoCase, on: date | None = None) -> Deciding:
    """Who decides the case: Điều 93 khoản 7, 8; the named paper where the rule book is silent."""
    authority = Authority.objects.get(pk=case.authority_id)
    rows = [row.award for row in rows_of(case)]
    made_here = _made_here(rows) if case.kind == Kind.REISSUE else set()
    found = [
        Deciding(deciding_post(authority), ours=True)
        if award.pk in made_here
        else _of_award(case.kind, award, on or case.law_on, authority)
        for award in rows
    ]
    if case.deciding_basis and any(one.ours is None for one in found):
        who = deciding_post(authority)
        return Deciding(who, ours=True, citation=case.deciding_basis)
    if len({one.ours for one in found}) == 1:
        return found[0]
    who = "; ".join(dict.fromkeys(one.who for one in found))
    return Deciding(who, ours=None, note="Các khen thưởng trong hồ sơ không cùng người quyết định.")


def _made_here(awards: Sequence[Award]) -> set[int]:
    """Awards given by decisions of this system: who gave them makes their papers out again."""
    given = DecisionLine.objects.filter(award__in=awards).values_list("award_id", flat=True)
    return {pk for pk in given if pk is not None}


def _of_award(kind: str, award: Award, on: date, authority: Authority) -> Deciding:
    code = award.title_code
    restores_title = kind == Kind.RESTORE and code in STATE_HONOURS
    act = Undoing.RESTORE if restores_title else _ACTS.get(Kind(kind), Undoing.CANCEL)
    found = decider(code, on) if kind == Kind.REISSUE else undoer(code, act, on)
    if found is None:
        return Deciding(
            "chưa có trong bộ quy tắc cho ngày này",
            ours=None,
            confidence=Confidence.UNSURE.value,
            note="Cấp đã quyết định tặng có thể không còn. Ghi văn bản giao thẩm quyền.",
        )
    level = issuing_level(authority)
    ours: bool | None = level is found.level or OFFICES[level] in found.text
    if not ours:
        ours = False if UPWARDS.index(found.level) > UPWARDS.index(level) else None
    elif award.level and award.level != AWARD_LEVELS[level]:
        # The title is ours to give, this one was given by somebody else.
        ours = None
    return Deciding(found.text, ours, found.citation.text, found.confidence.value, found.note)


def obstacles(case: UndoCase, on: date | None = None) -> list[str]:
    """Everything that keeps the case from a decision on that day, as sentences."""
    day = on or case.law_on
    return [
        *(reason for found in findings(case, day) for reason in _of_finding(found, day)),
        *_of_deciding(case, day),
        *_of_awards(case),
        *(_of_reissue(case) if case.kind == Kind.REISSUE else []),
    ]


def _of_finding(found: Finding, day: date) -> list[str]:
    if found.verdict is Verdict.MET:
        return []
    where = f"{found.citation.text}, ngày {format_day(day)}"
    if found.verdict is Verdict.NOT_MET:
        return [f"Không đạt: {found.sentence} ({where})."]
    missing = found.missing or "Chưa trả lời đủ các căn cứ."
    return [f"Chưa rõ: {found.sentence} ({where}). {missing} Ghi văn bản ở mục Căn cứ."]


def _of_deciding(case: UndoCase, day: date) -> list[str]:
    found = deciding(case, day)
    if found.ours is not None:
        return []
    unknown = f"Chưa rõ ai quyết định: {found.who}. {found.note}".strip()
    return [f"{unknown} Ghi văn bản xác định thẩm quyền ở mục Căn cứ, hoặc tách hồ sơ."]


def _of_awards(case: UndoCase) -> list[str]:
    reasons = []
    for row in rows_of(case):
        award = row.award
        what = f"{row.name}, {known_title(award.title_code).short} năm {award.year}"
        if award.withdrawn_at is not None:
            reasons.append(f"{what}: đã rút khỏi sổ.")
        elif case.kind == Kind.RESTORE and award.revoked_on is None:
            reasons.append(f"{what}: chưa bị thu hồi nên không có gì để phục hồi.")
        elif case.kind != Kind.RESTORE and award.revoked_on is not None:
            reasons.append(f"{what}: đã bị thu hồi từ ngày {format_day(award.revoked_on)}.")
    return reasons


def _of_reissue(case: UndoCase) -> list[str]:
    """The papers that a re-issue needs: request, and what proves the right name."""
    reasons = []
    if not case.papers.filter(kind=PaperKind.REQUEST).exists():
        reasons.append(
            "Chưa có đơn (cá nhân, hộ gia đình) hoặc công văn (tập thể) đề nghị cấp lại."
        )
    if case.reason == Reason.WRONG:
        reasons += [
            f"{row.name}: chưa ghi tên đúng và giấy tờ làm căn cứ."
            for row in rows_of(case)
            if not (row.right_name and row.name_basis)
        ]
    return reasons


def is_weak(confidence: str) -> str:
    """How sure an answer is, in words; empty when the text itself was read."""
    if confidence == Confidence.VERIFIED:
        return ""
    return CONFIDENCE_WORDS[Confidence(confidence)]


def takes_back(case: UndoCase) -> bool:
    return case.kind in TAKES_BACK
