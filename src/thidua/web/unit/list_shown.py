"""How a list looks on its pages: counts in words, questions as cards, lines with their verdict."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from thidua.commendation.domain.list_drafts import ASK, ERROR, OUT, LineStanding
from thidua.commendation.domain.list_questions import (
    LEAVE_OUT,
    AskedRow,
    Choice,
    Question,
    row_key,
)
from thidua.commendation.domain.lists import line_standing, line_standings, questions_of
from thidua.commendation.domain.reading_store import StoredReading
from thidua.commendation.enums import ListState
from thidua.commendation.models import ListImport
from thidua.law import Verdict, known_title
from thidua.lists.proposal import Proposal
from thidua.vietnamese.numbers import format_number
from thidua.web.templatetags.td import changed_query

LINES_SHOWN = 50
QUESTIONS_SHOWN = 20
ROWS_SHOWN = 20
FAULTS_SHOWN = 30
COMMON, OWN = "chung:", "rieng:"
"""Start of the names of the answers: for a whole question, and for one row of it."""

STATE_LOOK = {
    ListState.READING: ("info", "hourglass-split"),
    ListState.REFUSED: ("bad", "x-octagon-fill"),
    ListState.READ: ("warn", "question-circle-fill"),
    ListState.APPLIED: ("ok", "check-circle-fill"),
    ListState.UNDONE: ("plain", "arrow-counterclockwise"),
    ListState.DISCARDED: ("plain", "trash"),
}
OUTCOMES = {
    Verdict.MET.value: ("Đủ điều kiện", "ok", "check-circle-fill"),
    Verdict.NOT_MET.value: ("Chưa đủ điều kiện", "bad", "x-octagon-fill"),
    Verdict.NOT_KNOWN.value: ("Chưa đủ minh chứng", "warn", "question-diamond-fill"),
    ASK: ("Chờ trả lời", "warn", "question-circle-fill"),
    ERROR: ("Có lỗi", "bad", "x-octagon-fill"),
    OUT: ("Bỏ dòng này", "plain", "dash-circle"),
}
SEVERITY = {
    "error": ("bad", "Phải sửa hoặc bỏ"),
    "question": ("warn", "Cần trả lời"),
    "note": ("plain", "Để biết"),
}


def counted(list_: ListImport) -> str:
    """`Đọc được 34 người, 36 đề nghị. 3 dòng cần trả lời.`"""
    summary = list_.summary
    if not summary:
        return ""
    kinds = (("persons", "người"), ("collectives", "tập thể"), ("households", "hộ gia đình"))
    parts = [f"{format_number(summary[key])} {noun}" for key, noun in kinds if summary[key]]
    parts.append(f"{format_number(summary['lines'])} đề nghị")
    words = f"Đọc được {', '.join(parts)}."
    if list_.state == ListState.READ and summary["questions"]:
        words += f" {format_number(summary['questions'])} dòng cần trả lời."
    return words


def stats(list_: ListImport) -> list[dict[str, Any]]:
    """Lines by outcome; each figure leads to its lines."""
    summary = list_.summary

    def stat(key: str, label: str, look: str, outcome: str) -> dict[str, Any]:
        value = summary[key]
        url = f"{reverse('unit:list', args=[list_.code])}?ket_qua={outcome}#cac-dong"
        return {"value": value, "label": label, "state": look if value else "", "url": url}

    return [
        stat("met", "đề nghị đủ điều kiện", "ok", Verdict.MET.value),
        stat("not_met", "chưa đủ điều kiện", "bad", Verdict.NOT_MET.value),
        stat("not_known", "chưa đủ minh chứng", "warn", Verdict.NOT_KNOWN.value),
        {
            "value": summary["questions"],
            "label": "dòng cần trả lời",
            "state": "warn" if summary["questions"] else "",
            "url": "#cau-hoi",
        },
    ]


def verdict_stats(counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """Dossiers by verdict, as filters of the table below."""
    rows = (
        (Verdict.MET.value, "hồ sơ đủ điều kiện", "ok"),
        (Verdict.NOT_MET.value, "chưa đủ điều kiện", "bad"),
        (Verdict.NOT_KNOWN.value, "chưa đủ minh chứng", "warn"),
    )
    return [
        {
            "value": counts.get(verdict, 0),
            "label": label,
            "state": look if counts.get(verdict) else "",
            "url": f"?dieu_kien={verdict}#danh-sach",
        }
        for verdict, label, look in rows
    ]


def steps(list_: ListImport) -> list[dict[str, str]]:
    return [
        {"label": label, "url": ""}
        for label in ("Chọn tệp", "Đọc tệp", "Trả lời câu hỏi", "Nhập hồ sơ")
    ]


def step(list_: ListImport) -> int:
    """Which step the list is at; past the last one when all is done."""
    if list_.state in (ListState.READING, ListState.REFUSED):
        return 2
    if list_.state == ListState.READ:
        return 3 if list_.summary["questions"] else 4
    return 5 if list_.state == ListState.APPLIED else 4


# -- questions ------------------------------------------------------------------------------------


def question_cards(list_: ListImport, request: HttpRequest, said: QueryDict | None) -> Page[Any]:
    """Open questions first, then answered ones; `said` are answers just sent and not kept."""
    questions = questions_of(list_)
    questions.sort(key=lambda one: not any(one.open_rows(list_.answers)))
    page = Paginator(questions, QUESTIONS_SHOWN).get_page(request.GET.get("trang_hoi"))
    answers = dict(list_.answers)
    if said is not None:
        answers |= sent_answers(said)
    page.object_list = [
        _card(question, answers, list_.answers, number)
        for number, question in enumerate(page.object_list, start=page.start_index())
    ]
    return page


def sent_answers(post: QueryDict) -> dict[str, str]:
    """Answers of the form by question key; an empty one is an answer taken back."""
    found = {}
    for name, value in post.items():
        for start in (COMMON, OWN):
            if name.startswith(start):
                found[name.removeprefix(start)] = str(value)
    return found


def _card(
    question: Question, answers: dict[str, str], kept: dict[str, str], number: int
) -> dict[str, Any]:
    chosen = answers.get(question.key, "")
    own = [_own_answer(question, row, answers) for row in question.rows[:ROWS_SHOWN]]
    waiting = sum(1 for _ in question.open_rows(kept))
    return {
        "number": number,
        "question": question,
        "name": f"{COMMON}{question.key}",
        "choices": [
            {
                "value": one.value,
                "label": _label(one, len(question.rows)),
                "detail": one.detail,
                "chosen": one.value == chosen,
            }
            for one in question.choices
        ],
        "rows": own,
        "more": max(0, len(question.rows) - ROWS_SHOWN),
        "count": len(question.rows),
        "waiting": waiting,
        "has_own": any(one["chosen"] for one in own),
        "look": "bad" if question.is_error else "warn",
    }


def _label(choice: Choice, rows: int) -> str:
    several = choice.value == LEAVE_OUT and rows > 1
    return f"Bỏ cả {format_number(rows)} dòng này" if several else choice.label


def _own_answer(question: Question, row: AskedRow, answers: dict[str, str]) -> dict[str, Any]:
    key = row_key(question.key, row.id)
    return {"row": row, "name": f"{OWN}{key}", "chosen": answers.get(key, "")}


# -- lines ----------------------------------------------------------------------------------------


def lines_page(list_: ListImport, request: HttpRequest) -> dict[str, Any]:
    """One page of lines, of one outcome if the address names one."""
    standings = [line_standing(data) for data in line_standings(list_)]
    wanted = request.GET.get("ket_qua", "")
    wanted = wanted if wanted in OUTCOMES else ""
    numbers = [n for n, one in enumerate(standings) if not wanted or one.outcome == wanted]
    page = Paginator(numbers, LINES_SHOWN).get_page(request.GET.get("trang"))
    reading = StoredReading(list_.reading)
    several = len(reading.sheets) > 1
    page.object_list = [
        _line(reading.proposal(number), standings[number], list_.round.year, several=several)
        for number in page.object_list
    ]
    return {"lines": page, "line_chips": _chips(request, standings, wanted)}


def _chips(
    request: HttpRequest, standings: list[LineStanding], current: str
) -> list[dict[str, Any]]:
    counts = {key: sum(one.outcome == key for one in standings) for key in OUTCOMES}

    def chip(label: str, count: int, key: str) -> dict[str, Any]:
        url = changed_query(request.GET, {"ket_qua": key or None, "trang": None})
        return {"label": label, "count": count, "url": f"{url}#cac-dong", "current": key == current}

    return [
        chip("Tất cả", len(standings), ""),
        *(
            chip(OUTCOMES[key][0], count, key)
            for key, count in counts.items()
            if count or key == current
        ),
    ]


def _line(one: Proposal, standing: LineStanding, year: int, *, several: bool) -> dict[str, Any]:
    label, look, icon = OUTCOMES[standing.outcome]
    rating = one.rating(year)
    born = f"sinh {one.birth.text()}" if one.birth else ""
    return {
        "place": f"{one.sheet}, {one.row}" if several else str(one.row),
        "name": one.name,
        "about": ", ".join(filter(None, (born, one.position or one.address))),
        "title": known_title(standing.code).name if standing.code else one.title.words,
        "rating": rating.words if rating else "",
        "label": label,
        "look": look,
        "icon": icon,
        "count": f"{standing.met}/{standing.total}" if standing.total else "",
        "why": standing.why,
        "is_new": standing.is_new,
        "remarks": standing.remarks,
    }


def faults(list_: ListImport, request: HttpRequest) -> Page[Any]:
    """What was found in the file, by place, with how to mend it."""
    reading = StoredReading(list_.reading)
    page = Paginator(reading.faults, FAULTS_SHOWN).get_page(request.GET.get("trang_loi"))
    page.object_list = [
        {"fault": one, "look": SEVERITY[one.severity][0], "words": SEVERITY[one.severity][1]}
        for one in page.object_list
    ]
    return page


def skipped(list_: ListImport) -> list[str]:
    """Sheets and rows passed by, and why."""
    return [one.sentence for one in StoredReading(list_.reading).skipped]
