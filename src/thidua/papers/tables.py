"""The tables of administrative papers: annexed awards, counts of a proposal, votes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from thidua.papers import wording
from thidua.papers.model import AwardCount, AwardGroup, AwardLine, CandidateVotes, VoteGroup
from thidua.papers.sheet import Align, Column, Row, RowKind, Table
from thidua.vietnamese.numbers import format_number

# A row longer than this may break across pages: kept whole it could outgrow the page.
_LONGEST_KEPT_ROW = 1200


@dataclass(frozen=True, slots=True)
class _Field:
    """A column of the annexed list and how a line fills it."""

    heading: str
    share: float
    align: Align
    cell: Callable[[AwardLine], str]


def _amount(line: AwardLine) -> str:
    return "" if line.amount is None else format_number(line.amount)


_ORDER = _Field("STT", 0.85, "center", lambda line: str(line.order))
_NAME = _Field("Họ và tên, tên tập thể", 3.0, "left", lambda line: line.name)
_DETAIL = _Field("Chức vụ, đơn vị", 3.6, "left", lambda line: line.detail)
_AWARD = _Field("Danh hiệu, hình thức", 2.6, "left", lambda line: line.award_name)
_AMOUNT = _Field("Mức thưởng (đồng)", 1.7, "right", _amount)
_NOTE = _Field("Ghi chú", 1.6, "left", lambda line: line.note)


def award_table(groups: Sequence[AwardGroup]) -> Table:
    """Return the annexed list; a column that would stay empty is left out."""
    fields = _used_fields([line for group in groups for line in group.lines])
    rows: list[Row] = []
    for number, group in enumerate(groups, 1):
        heading = f"{wording.roman(number)}. {group.title}" if len(groups) > 1 else group.title
        rows.extend(_group_rows(group, heading, fields))
    total = awarded_total(groups)
    if len(groups) > 1 and total is not None:
        rows.append(_total_row("Tổng cộng", total, fields))
    columns = tuple(Column(field.heading, field.share, field.align) for field in fields)
    return Table(columns, tuple(rows))


def awarded_total(groups: Sequence[AwardGroup]) -> int | None:
    """Return the money of all groups in dong, ``None`` where the list carries none."""
    totals = [total for group in groups if (total := _group_total(group)) is not None]
    return sum(totals) if totals else None


def _group_total(group: AwardGroup) -> int | None:
    amounts = [line.amount for line in group.lines if line.amount is not None]
    return sum(amounts) if amounts else group.total


def _used_fields(lines: Sequence[AwardLine]) -> tuple[_Field, ...]:
    optional = (_DETAIL, _AWARD, _AMOUNT, _NOTE)
    return (_ORDER, _NAME, *(field for field in optional if any(map(field.cell, lines))))


def _group_rows(group: AwardGroup, heading: str, fields: tuple[_Field, ...]) -> Iterator[Row]:
    if heading:
        yield _row("group", (wording.unbroken(heading),), span=len(fields))
    for line in group.lines:
        yield _row("line", tuple(wording.unbroken(field.cell(line)) for field in fields))
    total = _group_total(group)
    if total is not None and _AMOUNT in fields:
        yield _total_row("Cộng", total, fields)


def _total_row(label: str, total: int, fields: tuple[_Field, ...]) -> Row:
    before = fields.index(_AMOUNT)
    after = len(fields) - before - 1
    return _row("total", (label, format_number(total), *[""] * after), span=before)


def _row(kind: RowKind, cells: tuple[str, ...], span: int = 1) -> Row:
    return Row(kind, cells, span, keep=max(map(len, cells)) <= _LONGEST_KEPT_ROW)


def count_table(counts: Sequence[AwardCount]) -> Table:
    """Return how many are proposed, by award and kind of subject, with the sums."""
    columns = (
        Column("STT", 0.85, "center"),
        Column("Danh hiệu, hình thức khen thưởng", 4.6),
        *(Column(name, 1.3, "center") for name in ("Cá nhân", "Tập thể", "Hộ gia đình", "Cộng")),
    )
    rows = [
        _row("line", (str(number), wording.unbroken(count.award_name), *_figures(count)))
        for number, count in enumerate(counts, 1)
    ]
    return Table(columns, (*rows, _row("total", ("Tổng cộng", *_sums(counts)), span=2)))


def _figures(count: AwardCount) -> tuple[str, ...]:
    figures = (count.persons, count.collectives, count.households, count.total)
    return tuple(map(format_number, figures))


def _sums(counts: Sequence[AwardCount]) -> tuple[str, ...]:
    together = AwardCount(
        "",
        sum(count.persons for count in counts),
        sum(count.collectives for count in counts),
        sum(count.households for count in counts),
    )
    return _figures(together)


@dataclass(frozen=True, slots=True)
class _Count:
    """A column of the votes beside those for and against, shown where it says something."""

    heading: str
    of: Callable[[CandidateVotes], int]


_OTHER_COUNTS = (
    _Count("Không có ý kiến", lambda votes: votes.abstained),
    _Count("Không hợp lệ", lambda votes: votes.invalid),
)


def vote_table(groups: Sequence[VoteGroup], total_members: int) -> Table:
    """Return the count for each candidate; shares are of all members of the council."""
    every = [votes for group in groups for votes in group.votes]
    others = tuple(one for one in _OTHER_COUNTS if any(map(one.of, every)))
    columns = (
        Column("STT", 0.85, "center"),
        Column("Họ và tên, tên tập thể", 2.9),
        Column("Chức vụ, đơn vị", 3.2),
        Column("Đồng ý", 1.15, "center"),
        Column("Không đồng ý", 1.2, "center"),
        *(Column(one.heading, 1.2, "center") for one in others),
        Column("Tỷ lệ (%)", 1.1, "center"),
        Column("Kết quả", 1.3, "center"),
    )
    rows: list[Row] = []
    for group in groups:
        rows.append(_row("group", (_threshold(group, total_members),), span=len(columns)))
        rows.extend(_vote_row(votes, group, total_members, others) for votes in group.votes)
    return Table(columns, tuple(rows))


def _threshold(group: VoteGroup, total_members: int) -> str:
    award = wording.unbroken(group.award_name)
    if group.votes_needed is None:
        return award
    ground = f"ít nhất {group.votes_needed} phiếu đồng ý"
    if group.threshold_percent is not None:
        ground = f"từ {group.threshold_percent}% của {total_members} thành viên, tức {ground}"
    return f"{award} (ngưỡng: {ground})"


def _vote_row(
    votes: CandidateVotes, group: VoteGroup, total_members: int, others: Sequence[_Count]
) -> Row:
    cells = (
        str(votes.order),
        wording.unbroken(votes.name),
        wording.unbroken(votes.detail),
        str(votes.votes_for),
        str(votes.votes_against),
        *(str(one.of(votes)) for one in others),
        wording.share(votes.votes_for, total_members, group.threshold_percent),
        _outcome(votes, group),
    )
    return _row("line", cells)


def _outcome(votes: CandidateVotes, group: VoteGroup) -> str:
    if votes.outcome:
        return votes.outcome
    if group.votes_needed is None:
        return ""
    return "Đạt" if votes.votes_for >= group.votes_needed else "Không đạt"
