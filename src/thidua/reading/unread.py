"""What was looked for and not found, in sentences for the reader of the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from thidua.reading.kinds import (
    Confidence,
    PhraseKind,
    RepairKind,
)
from thidua.reading.letterhead import Letterhead
from thidua.reading.model import (
    Citation,
    Found,
    NotRead,
    PaperDate,
    PaperNumber,
    Phrase,
    Recipient,
    Repair,
    Signer,
    Target,
    Task,
)

_PARTS: Final = (("day", "ngày"), ("month", "tháng"), ("year", "năm"))


def about_head(
    head: Letterhead, issuer: Found | None, type_: str, subject: Found | None
) -> Iterator[NotRead]:
    """What the head of the paper leaves open."""
    yield from _number(head.number)
    yield from _date(head.date)
    if not type_:
        yield NotRead("no-type", "Không thấy dòng tên loại văn bản (CHỈ THỊ).")
    if subject is None:
        yield NotRead("no-subject", "Không thấy trích yếu dưới tên loại văn bản.")
    if issuer is None:
        yield NotRead(
            "no-issuer",
            "Không rõ cơ quan ban hành: đầu văn bản không có tên cơ quan, phần ký không ghi thay"
            " mặt ai.",
        )
    elif head.issuer is None:
        yield NotRead(
            "no-letterhead",
            "Không thấy tên cơ quan ở đầu văn bản; cơ quan ban hành suy từ phần ký và lời văn.",
        )


def _number(number: PaperNumber | None) -> Iterator[NotRead]:
    if number is None:
        yield NotRead("no-number", "Không thấy dòng số, ký hiệu văn bản.")
    elif not number.digits:
        yield NotRead("blank-number", "Không thấy số văn bản: sau «Số:» để trống.", number.place)
    elif number.confidence is Confidence.DOUBTFUL and number.symbol:
        yield NotRead("bad-number", f"Số văn bản cần xem lại: {number.why}", number.place)
    elif not number.symbol:
        yield NotRead("no-symbol", "Có số văn bản nhưng không thấy ký hiệu.", number.place)


def _date(date: PaperDate | None) -> Iterator[NotRead]:
    if date is None:
        yield NotRead("no-date", "Không thấy dòng địa danh, ngày, tháng, năm.")
        return
    blank = [word for part, word in _PARTS if getattr(date, part) is None]
    if date.confidence is Confidence.DOUBTFUL:
        yield NotRead("bad-date", f"Ngày ban hành cần xem lại: {date.why}", date.place)
    elif blank:
        words = " và ".join(blank)
        yield NotRead("blank-date", f"Ngày ban hành chưa đủ: phần {words} để trống.", date.place)


def about_tasks(tasks: Sequence[Task], gaps: Sequence[tuple[str, str]]) -> Iterator[NotRead]:
    if not tasks:
        yield NotRead(
            "no-tasks",
            "Không thấy nhiệm vụ nào: không có đoạn đánh số 1., I., Điều 1. hay gạch đầu dòng.",
        )
    for before, after in gaps:
        place = next(task.place for task in tasks if task.path == after)
        yield NotRead("task-gap", f"Số nhiệm vụ không liền: sau {before} là {after}.", place)
    yield from _not_recognised(tasks)
    yield from _without(tasks, inherited=True)
    yield from _without(tasks, inherited=False)


def _not_recognised(tasks: Sequence[Task]) -> Iterator[NotRead]:
    for task in tasks:
        for duty in task.duties:
            if duty.confidence is Confidence.DOUBTFUL:
                sentence = (
                    f"Nhiệm vụ {task.path}: chưa nhận ra “{_short(duty.body)}” là đơn vị nào."
                )
                yield NotRead("unknown-body", sentence, duty.place)


def _without(tasks: Sequence[Task], *, inherited: bool) -> Iterator[NotRead]:
    """Tasks that name nobody, in one sentence: those the opening gives to all, or to nobody."""
    open_ = [
        task
        for task in tasks
        if task.confidence is not Confidence.DOUBTFUL
        and bool(task.responsible) is inherited
        and all(duty.inherited for duty in task.responsible)
    ]
    if open_:
        paths = ", ".join(task.path for task in open_)
        words = (
            "chỉ có lời giao chung ở phần mở đầu" if inherited else "không nêu cơ quan thực hiện"
        )
        code = "general-responsible" if inherited else "no-responsible"
        yield NotRead(code, f"Nhiệm vụ {paths}: {words}; cần xem ai thực hiện.", open_[0].place)


def about_targets(targets: Sequence[Target]) -> Iterator[NotRead]:
    for target in targets:
        if not target.measurable:
            sentence = f"Chỉ tiêu “{_short(target.what)}” không có mức để đo."
            yield NotRead("not-measurable", sentence, target.place)
        for place in target.places_named:
            if place.suggested:
                sentence = f"Không có đơn vị tên {place.name}; có thể là {place.suggested}."
                yield NotRead("unknown-place", sentence, place.place)


def about_phrases(phrases: Sequence[Phrase]) -> Iterator[NotRead]:
    for phrase in phrases:
        if phrase.kind is PhraseKind.OTHER:
            sentence = (
                f"Không rõ “{_short(phrase.text)}” là phong trào, chủ đề, danh hiệu hay khẩu hiệu."
            )
            yield NotRead("unknown-phrase", sentence, phrase.places[0])
        elif phrase.kind is PhraseKind.MOVEMENT and not phrase.launched_by:
            sentence = f"Không thấy ai phát động phong trào “{_short(phrase.text)}”."
            yield NotRead("no-launcher", sentence, phrase.places[0])


def about_citations(citations: Sequence[Citation]) -> Iterator[NotRead]:
    for citation in citations:
        missing = [
            word
            for word, value in (
                ("số", citation.number),
                ("ngày", citation.date),
                ("cơ quan ban hành", citation.issuer),
            )
            if not value
        ]
        is_law = citation.type in ("Luật", "Bộ luật") and citation.number
        if missing and not is_law:
            name = _short(f"{citation.type} {citation.number or citation.subject}")
            yield NotRead(
                "citation-parts",
                f"{name}: văn bản không ghi {', '.join(missing)}.",
                citation.places[0],
            )


def about_foot(signer: Signer | None, recipients: Sequence[Recipient]) -> Iterator[NotRead]:
    if signer is None:
        yield NotRead("no-signer", "Không thấy phần ký.")
    elif not signer.name:
        place = signer.places[0] if signer.places else None
        yield NotRead("no-signer-name", "Phần ký không ghi họ tên người ký.", place)
    if not recipients:
        yield NotRead("no-recipients", "Không thấy phần Nơi nhận.")


def about_repairs(repairs: Sequence[Repair]) -> Iterator[NotRead]:
    slips = [one for one in repairs if one.kind is not RepairKind.CUT_PARAGRAPH]
    if slips:
        sentence = f"Có {len(slips)} chỗ chữ có thể sai do quét; xem từng chỗ trước khi nhận."
        yield NotRead("slips", sentence, slips[0].place)


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:79].rstrip() + "…"  # noqa: PLR2004
