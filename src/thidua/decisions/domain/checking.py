"""Kiểm tra thể thức: what can be reckoned of a draft before somebody signs it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils import timezone

from thidua.commendation.models import Nomination
from thidua.decisions.domain import wording
from thidua.decisions.domain.bonus import amounts
from thidua.decisions.domain.issuance import common_obstacles, texts_of
from thidua.decisions.domain.issuing import SUBJECT_WORDS
from thidua.decisions.domain.signers import SIGNATURE_FORMS, form_of, holders, title_before
from thidua.decisions.models import Decision, DecisionLine
from thidua.law import legal_bases, missing_bases
from thidua.vietnamese.dates import format_day
from thidua.vietnamese.numbers import format_money
from thidua.vietnamese.text import fold

SYMBOL = re.compile(r"[A-ZĐ]+(?:-[A-ZĐ]+)+")
COUNTS = re.compile(r"\b(\d{1,5}) (cá nhân|tập thể|hộ gia đình)\b")


@dataclass(frozen=True, slots=True)
class Check:
    """One point: `ok`; `warn` for eyes to settle; `bad` for what is wrong."""

    name: str
    state: Literal["ok", "warn", "bad"]
    sentences: tuple[str, ...]


def checks(decision: Decision) -> list[Check]:
    """Every point of a draft, in the order of the paper."""
    lines = list(
        decision.lines.select_related("nomination__round", "nomination__person").order_by("order")
    )
    on = decision.planned_on or timezone.localdate()
    return [
        _check("Số, ký hiệu", _symbol(decision), bad="bad"),
        _check("Ngày ban hành dự kiến", _day(decision, on), bad="bad"),
        _check("Chỗ còn trống", wording.blanks_left(texts_of(decision)), bad="bad"),
        _check("Căn cứ pháp lý", _bases(decision, lines, on)),
        _check("Số lượng ghi trong các điều", _counts(decision, lines), bad="bad"),
        _check("Họ tên trong danh sách", _names(lines)),
        _check("Tiền thưởng", _money(decision, lines, on), bad="bad"),
        _check("Người ký", _signer(decision, on)),
        _check("Nơi nhận", _recipients(decision)),
    ]


def _check(name: str, found: Sequence[str], bad: Literal["warn", "bad"] = "warn") -> Check:
    return Check(name, bad if found else "ok", tuple(found))


def _symbol(decision: Decision) -> list[str]:
    if SYMBOL.fullmatch(decision.symbol):
        return []
    return [f"Ký hiệu “{decision.symbol}” không theo mẫu QĐ-UBND."]


def _day(decision: Decision, on: date) -> list[str]:
    """What would stand in the way of that day, but for what other points say."""
    said = {*wording.blanks_left(texts_of(decision)), "Chưa ghi họ tên người ký."}
    return [reason for reason in common_obstacles(decision, on) if reason not in said]


def _bases(decision: Decision, lines: Sequence[DecisionLine], on: date) -> list[str]:
    """Instruments of the day that are not named, those named without need, and what is unknown."""
    codes = {line.nomination.title_code for line in lines}
    codes |= {line.award.title_code for line in decision.undone()}
    wanted = legal_bases(codes, on)
    held = {fold(text) for text in decision.bases}
    day = format_day(on)
    faults = [f"Thiếu so với ngày {day}: {text}." for text in wanted if fold(text) not in held]
    return [*faults, *missing_bases(codes, on)]


def _counts(decision: Decision, lines: Sequence[DecisionLine]) -> list[str]:
    """Numbers of the first article against the list; nothing where the article names none."""
    first = decision.articles[0] if decision.articles else ""
    said: Counter[str] = Counter()
    for number, kind in COUNTS.findall(first):
        said[kind] += int(number)
    held = Counter(SUBJECT_WORDS[line.nomination.subject_kind] for line in lines)
    held.update(SUBJECT_WORDS[line.subject_kind] for line in decision.undone())
    return [
        f"Điều 1 ghi {said[kind]} {kind}, danh sách có {held[kind]}."
        for kind in SUBJECT_WORDS.values()
        if said and said[kind] != held[kind]
    ]


def _names(lines: Sequence[DecisionLine]) -> list[str]:
    """Names that differ from the registry's, and the same name twice."""
    rows = [line.nomination for line in lines]
    differing = [
        f"{row.name}: sổ gốc ghi {row.person.full_name}."
        for row in rows
        if row.person is not None and row.person.full_name != row.name
    ]
    return [*differing, *_twice(rows)]


def _twice(rows: Sequence[Nomination]) -> list[str]:
    counts = Counter((row.name, row.unit_name, row.title_code) for row in rows)
    return [
        f"{name} ({unit}) có {times} dòng cùng danh hiệu: kiểm tra có phải một người."
        for (name, unit, _), times in counts.items()
        if times > 1
    ]


def _money(decision: Decision, lines: Sequence[DecisionLine], on: date) -> list[str]:
    """The sum of the lines against the law's of the planned day."""
    reckoned = amounts([line.nomination for line in lines], on, decision_id=decision.pk)
    held, due = (
        sum(amount or 0 for amount in found)
        for found in ([line.amount for line in lines], [one.payable for one in reckoned])
    )
    if held == due:
        return []
    due_words = f"tính theo ngày {format_day(on)} là {format_money(due)}"
    return [f"Các dòng cộng được {format_money(held)}, {due_words}. Lưu lại dự thảo để tính lại."]


def _signer(decision: Decision, on: date) -> list[str]:
    faults = []
    name = decision.signer_name
    if not name:
        return ["Chưa ghi họ tên người ký."]
    if title := title_before(name):
        faults.append(f"Bỏ “{title}” trước họ tên người ký.")
    if name not in {holder for holder, _ in holders(decision.authority_id, on)}:
        faults.append(
            f"{name} không giữ vai trò Chủ tịch UBND trong hệ thống ngày {format_day(on)}."
        )
    form = SIGNATURE_FORMS[form_of(decision.signer_authority, decision.signer_post)]
    return [*faults, form.doubt] if form.doubt else faults


def _recipients(decision: Decision) -> list[str]:
    if not decision.recipients:
        return ["Chưa ghi nơi nhận nào ngoài dòng Lưu."]
    return [] if decision.archive.upper().startswith("VT") else ["Dòng Lưu thường bắt đầu bằng VT."]
