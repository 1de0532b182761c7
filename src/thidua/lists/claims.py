"""What a row claims beside the title: ratings, initiatives, earlier awards, shares, notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from thidua.lists.award_words import read_awards, read_note_awards
from thidua.lists.cells import is_dash
from thidua.lists.columns import Column, Role
from thidua.lists.context import Context, all_text
from thidua.lists.faults import quoted
from thidua.lists.initiative_words import read_initiative, read_mixed, read_note_initiative
from thidua.lists.notes import NoteFact, NoteKind, read_notes
from thidua.lists.proposal import (
    AwardClaim,
    CountReading,
    InitiativeReading,
    Place,
    Proposal,
    RatingReading,
    ShareReading,
)
from thidua.lists.rating_words import RatingWords, Unrated, read_rating
from thidua.lists.subjects import read_count, read_share
from thidua.lists.tables import Line
from thidua.lists.workbook import column_letter
from thidua.vietnamese.dates import BadDate
from thidua.vietnamese.numbers import format_number, parse_percent

_PERCENT_SLACK: Final = 1
_NOTE_ROLES: Final = (Role.NOTE, Role.INITIATIVE_DECISION, Role.INITIATIVE, Role.POSITION)
_UNWRITTEN: Final = (Unrated.BLANK, Unrated.DASH)
_UNCLEAR: Final = (Unrated.AMBIGUOUS, Unrated.UNREADABLE)


def with_claims(context: Context, line: Line, base: Proposal) -> Proposal:
    """``base`` with everything the row claims for its subject."""
    header = line.header
    return replace(
        base,
        ratings=tuple(_ratings(context, line, base)),
        initiatives=tuple(_initiatives(context, line)),
        has_initiative_column=any(
            header.first(role) for role in (Role.INITIATIVE, Role.INITIATIVE_DECISION)
        ),
        awards=tuple(_awards(context, line, base)),
        share=_share(context, line, base),
        fighters=_fighters(context, line, base),
    )


def with_further_claims(context: Context, line: Line, above: Proposal) -> Proposal:
    """``above`` with what a further line of the same subject adds: nothing replaces anything."""
    achievement = [above.achievement, *all_text(line, Role.ACHIEVEMENT)]
    note = [above.note, *all_text(line, Role.NOTE)]
    return replace(
        above,
        initiatives=(*above.initiatives, *_initiatives(context, line)),
        awards=(*above.awards, *_awards(context, line, above)),
        notes=above.notes + read_line_notes(context, line),
        achievement="; ".join(filter(None, achievement)),
        note="; ".join(filter(None, note)),
    )


def read_line_notes(context: Context, line: Line) -> tuple[NoteFact, ...]:
    """Every statement in the note columns, and in cells where people add notes."""
    return tuple(
        fact
        for role in _NOTE_ROLES
        for column in line.header.all(role)
        if (text := line.text(column.index))
        for fact in read_notes(
            text, sheet=context.sheet, row=line.row + 1, column=column_letter(column.index)
        )
    )


def _ratings(context: Context, line: Line, base: Proposal) -> Iterator[RatingReading]:
    outside = any(note.kind is NoteKind.OUTSIDE_RATING for note in base.notes)
    for column in line.header.all(Role.RATING):
        year = column.year or context.year
        reading = read_rating(line.text(column.index), context.legend)
        if outside and reading.reason in _UNWRITTEN:
            reading = replace(reading, reason=Unrated.NOT_SUBJECT)
        _check_rating(context, line, column, base, reading)
        place = context.place(line, column)
        yield RatingReading(year, reading.words, reading.level, reading.reason, place)


def _check_rating(
    context: Context, line: Line, column: Column, base: Proposal, reading: RatingWords
) -> None:
    year, reason = column.year or context.year, reading.reason
    if reason in _UNCLEAR:
        context.log.question(
            line.row,
            column.index,
            "rating-ask",
            f"xếp loại năm {year} ghi {quoted(reading.words)}, {reason.label}",
            "Ghi đủ mức xếp loại, ví dụ: Hoàn thành tốt nhiệm vụ.",
        )
    elif reason in _UNWRITTEN and year == context.year:
        context.log.note(
            line.row,
            column.index,
            "rating-blank",
            f"{base.name} chưa có xếp loại năm {year}",
            "Ghi mức xếp loại nếu thuộc diện đánh giá.",
        )


def _initiatives(context: Context, line: Line) -> Iterator[InitiativeReading]:
    name = line.header.first(Role.INITIATIVE)
    paper = line.header.first(Role.INITIATIVE_DECISION)
    if name or paper:
        try:
            reading = _of_columns(context, line, name, paper)
        except BadDate as error:
            _note_bad_date(context, line, paper or name, error)
        else:
            yield from filter(None, [reading])
    for column in line.header.all(Role.NOTE):
        try:
            found = read_note_initiative(line.text(column.index), context.place(line, column))
        except BadDate as error:
            _note_bad_date(context, line, column, error)
        else:
            yield from filter(None, [found])


def _of_columns(
    context: Context, line: Line, name: Column | None, paper: Column | None
) -> InitiativeReading | None:
    column = name or paper
    assert column is not None
    place = context.place(line, column)
    if name and not paper and "thành tích" in name.label.casefold():
        return read_mixed(line.text(name.index), place)
    called = line.text(name.index) if name else ""
    return read_initiative(called, line.text(paper.index) if paper else "", place)


def _note_bad_date(context: Context, line: Line, column: Column | None, error: BadDate) -> None:
    context.log.error(
        line.row,
        column.index if column else None,
        "bad-decision-date",
        f"ngày quyết định công nhận sáng kiến {str(error).rstrip('.')}",
        "Ghi lại ngày quyết định.",
    )


def _awards(context: Context, line: Line, base: Proposal) -> Iterator[AwardClaim]:
    for column in line.header.all(Role.PRIOR):
        text, place = line.text(column.index), context.place(line, column)
        yield from read_awards(text, base.kind, place, year=column.year, title=column.title)
    for column in line.header.all(Role.NOTE):
        text, place = line.text(column.index), context.place(line, column)
        yield from read_note_awards(text, base.kind, place, until=context.year - 1)


def _share(context: Context, line: Line, base: Proposal) -> ShareReading | None:
    column = line.header.first(Role.SHARE)
    text = line.text(column.index) if column else ""
    if column and text and not is_dash(text):
        return _share_of_column(context, line, column, base, text)
    for note in base.notes:
        if note.kind is NoteKind.SHARE and note.part is not None and note.whole:
            place = Place(note.sheet, note.row, note.column)
            return ShareReading(note.part, note.whole, note.words, place)
    return None


def _share_of_column(
    context: Context, line: Line, column: Column, base: Proposal, text: str
) -> ShareReading | None:
    share = read_share(text, base.headcount)
    if share is None:
        context.log.question(
            line.row,
            column.index,
            "share-ask",
            f"{quoted(column.label)} ghi {quoted(text)}, không rõ bao nhiêu trên bao nhiêu",
            "Ghi số người đạt trên tổng số, ví dụ: 19/22.",
        )
        return None
    part, whole = share
    if base.headcount and whole != base.headcount:
        context.log.question(
            line.row,
            column.index,
            "share-differs",
            f"tỷ lệ ghi trên {whole} người, cột tổng số ghi {base.headcount} người",
            "Thống nhất tổng số người.",
        )
    percent = parse_percent(text.partition("(")[2].rstrip(") "))
    if percent is not None and abs(float(percent) - 100 * part / whole) > _PERCENT_SLACK:
        context.log.question(
            line.row,
            column.index,
            "percent-differs",
            f"{part}/{whole} không phải {format_number(percent)} %",
            "Kiểm tra lại số người hoặc tỷ lệ.",
        )
    return ShareReading(part, whole, text, context.place(line, column))


def _fighters(context: Context, line: Line, base: Proposal) -> CountReading | None:
    column = line.header.first(Role.FIGHTERS)
    text = line.text(column.index) if column else ""
    number = read_count(text) if text else None
    if column and number is not None:
        return CountReading(number, text, context.place(line, column))
    for note in base.notes:
        if note.kind is NoteKind.FIGHTERS and note.number is not None:
            place = Place(note.sheet, note.row, note.column)
            return CountReading(note.number, note.words, place)
    return None
