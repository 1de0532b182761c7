"""What a file of scores would become: who is who, what is asked, what stops it. Nothing written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from thidua.clusters.board import scheme_of_tree
from thidua.clusters.enums import Stage, State
from thidua.clusters.models import ClusterYear, MarkSheet, ScoreImport
from thidua.clusters.points import Contender as Ranked
from thidua.clusters.points import Scheme, ranked
from thidua.clusters.sheet_cells import Column, Question, answer_fault, column_of, leaves_of
from thidua.clusters.typing_in import plain
from thidua.lists.score_table import ScoreCell, ScoredUnit, ScoreLine, ScoreTable, unit_key
from thidua.organizations.models import Unit, UnitVersion
from thidua.organizations.queries import versions_on
from thidua.vietnamese.numbers import parse_number
from thidua.vietnamese.text import fold

SKIP = "skip"
RANK = "rank"
OPEN_AT = (State.DRAFT, State.SELF_SCORING, State.CROSS_CHECKING)
GROUPS = ((Stage.SELF, "tự chấm"), (Stage.PEER, "chấm chéo"))


def to_json(table: ScoreTable) -> dict[str, Any]:
    return asdict(table)


def table_from(data: dict[str, Any]) -> ScoreTable:
    def cell(one: dict[str, Any] | None) -> ScoreCell | None:
        return ScoreCell(**one) if one else None

    def cells(rows: dict[str, dict[str, Any]]) -> dict[int, ScoreCell]:
        return {int(key): ScoreCell(**one) for key, one in rows.items()}

    units = tuple(
        ScoredUnit(
            name=one["name"],
            place=one["place"],
            own=cells(one["own"]),
            peer=cells(one["peer"]),
            papers={int(key): text for key, text in one["papers"].items()},
            own_total=cell(one["own_total"]),
            peer_total=cell(one["peer_total"]),
            rank=cell(one["rank"]),
        )
        for one in data["units"]
    )
    return ScoreTable(
        sheet=data["sheet"],
        title=tuple(data["title"]),
        year=data["year"],
        stated_total=data["stated_total"],
        leader=data["leader"],
        deputies=tuple(data["deputies"]),
        pairs=tuple((one[0], one[1]) for one in data["pairs"]),
        lines=tuple(ScoreLine(**one) for one in data["lines"]),
        units=units,
        notes=tuple(data["notes"]),
    )


@dataclass(slots=True)
class UnitPlan:
    """One unit's columns: the unit they belong to, its points, who checked it."""

    column: ScoredUnit
    unit: Unit | None = None
    skipped: bool = False
    own: Column = field(default_factory=Column)
    peer: Column = field(default_factory=Column)
    checker: str = ""
    unranked: str = ""

    def points(self, stage: Stage) -> Column:
        return self.own if stage == Stage.SELF else self.peer


@dataclass
class ImportPlan:
    """The whole file as it stands with the answers given."""

    year: ClusterYear
    table: ScoreTable
    answers: dict[str, str]
    units: list[UnitPlan] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @cached_property
    def scheme(self) -> Scheme:
        return leaves_of(self.table)

    @cached_property
    def places(self) -> dict[str, int]:
        """The line of every cell, by its place on the sheet."""
        return {
            cell.place: line
            for unit in self.table.units
            for cells in (unit.own, unit.peer)
            for line, cell in cells.items()
        }

    @property
    def waiting(self) -> list[Question]:
        return [one for one in self.questions if not self.answers.get(one.key) or self.fault(one)]

    def fault(self, question: Question) -> str:
        answer = self.answers.get(question.key, "")
        return answer_fault(self.scheme, question, answer, self.places)

    @property
    def taken(self) -> list[UnitPlan]:
        return [one for one in self.units if one.unit is not None and not one.skipped]

    def total(self, one: UnitPlan, stage: Stage) -> Decimal:
        return self.scheme.outcome(one.points(stage).points).total

    def missing(self, one: UnitPlan, stage: Stage) -> int:
        return len(self.scheme.outcome(one.points(stage).points).missing)

    def obstacles(self) -> list[str]:
        """What still stands between the file and the scores."""
        left = len(self.waiting)
        return [*self.problems, *([f"Còn {left} câu hỏi chưa trả lời."] if left else [])]


def plan_import(held: ScoreImport) -> ImportPlan:
    year = ClusterYear.objects.select_related("cluster", "tree").get(pk=held.year_id)
    plan = ImportPlan(year, table_from(held.reading), dict(held.answers))
    _units(plan)
    _cells(plan)
    _checkers(plan)
    _ranks(plan)
    plan.problems += _problems(plan)
    plan.notes += [*_sums(plan), *_rank_notes(plan), *_paper_notes(plan), *plan.table.notes]
    return plan


# -- who is who -----------------------------------------------------------------------------------


def _units(plan: ImportPlan) -> None:
    members = {one.unit_id for one in plan.year.members.filter(left_on__isnull=True)}
    known = list(versions_on(plan.year.authority_id, date(plan.year.year, 12, 31)))
    for column in plan.table.units:
        one = UnitPlan(column)
        found = [row for row in known if unit_key(column.name) in _keys(row)]
        mine = [row for row in found if row.unit_id in members] or _same_words(column, found)
        if len(mine) == 1:
            one.unit = mine[0].unit
        else:
            _ask_unit(plan, one, found or [row for row in known if row.unit_id in members])
        plan.units.append(one)


def _same_words(column: ScoredUnit, found: list[UnitVersion]) -> list[UnitVersion]:
    """Of units whose bare names agree, those written the same in full."""
    return [
        row
        for row in found
        if fold(column.name) in {fold(name) for name in (row.name, *row.aliases)}
    ] or found


def _keys(row: UnitVersion) -> set[str]:
    return {unit_key(name) for name in (row.name, row.short_name, *row.aliases) if name}


def _ask_unit(plan: ImportPlan, one: UnitPlan, candidates: list[UnitVersion]) -> None:
    key = f"unit:{one.column.place}"
    choices = tuple((row.unit.code, row.name) for row in candidates)
    leave = (SKIP, "Không nhập cột này")
    where = f"Cột {one.column.place}: “{one.column.name}”"
    message = "Chưa rõ đây là đơn vị nào."
    plan.questions.append(Question(key, where, message, (*choices, leave)))
    answer = plan.answers.get(key, "")
    one.skipped = answer == SKIP
    one.unit = next((row.unit for row in candidates if row.unit.code == answer), None)


# -- cells ----------------------------------------------------------------------------------------


def _cells(plan: ImportPlan) -> None:
    for one in plan.units:
        if one.skipped:
            continue
        name, cells = one.column.name, one.column
        one.own = column_of(
            plan.scheme, cells.own, plan.answers, unit=name, whose="tự chấm", papers=cells.papers
        )
        one.peer = column_of(plan.scheme, cells.peer, plan.answers, unit=name, whose="chấm chéo")
        plan.questions += [*one.own.questions, *one.peer.questions]


def _checkers(plan: ImportPlan) -> None:
    """Who checked whom: as written above the table, as assigned before, else asked."""
    by_key = {unit_key(one.column.name): one for one in plan.units}
    written = {unit_key(checked): unit_key(checker) for checker, checked in plan.table.pairs}
    for key, one in by_key.items():
        if one.skipped or not one.peer.is_given:
            continue
        found = by_key.get(written.get(key, ""))
        if found is not None and found is not one:
            one.checker = found.column.place
        else:
            _ask_checker(plan, one)


def _ask_checker(plan: ImportPlan, one: UnitPlan) -> None:
    key = f"checker:{one.column.place}"
    others = [other for other in plan.units if other is not one and not other.skipped]
    choices = tuple((other.column.place, other.column.name) for other in others)
    message = "Bảng không ghi đơn vị nào chấm chéo đơn vị này."
    plan.questions.append(Question(key, one.column.name, message, choices))
    answer = plan.answers.get(key, "")
    one.checker = answer if answer in {value for value, _ in choices} else ""


def _ranks(plan: ImportPlan) -> None:
    for one in plan.units:
        cell = one.column.rank
        if cell is None or one.skipped or parse_number(cell.shown) is not None:
            continue
        key = f"rank:{cell.place}"
        message = (
            f"Dòng xếp hạng ghi “{cell.shown}” (ô {cell.place}). Đơn vị này có được xếp không?"
        )
        choices = ((RANK, "Xếp hạng theo điểm"),)
        plan.questions.append(Question(key, one.column.name, message, choices, "words"))
        answer = plan.answers.get(key, "")
        one.unranked = answer[1:].strip()[:300] if answer.startswith("=") else ""


# -- what stops it --------------------------------------------------------------------------------


def _problems(plan: ImportPlan) -> Iterator[str]:
    year = plan.year
    if year.state not in OPEN_AT:
        yield f"Cụm, khối đang ở bước “{year.get_state_display()}” nên không nhập bảng điểm được."
    if plan.table.year and plan.table.year != year.year:
        yield f"Bảng ghi năm {plan.table.year}, cụm, khối này là năm {year.year}."
    if not plan.scheme.leaves:
        yield "Bảng không có dòng tiêu chí nào."
    for leaf in plan.scheme.leaves:
        if leaf.kind != "minus" and leaf.most is None:
            yield f"Dòng “{leaf.label}” không có điểm tối đa."
    units = [one.unit.pk for one in plan.taken if one.unit is not None]
    if len(set(units)) < len(units):
        yield "Hai cột được nhận là cùng một đơn vị."
    yield from _tree_problems(plan)
    yield from _member_problems(plan)


def _tree_problems(plan: ImportPlan) -> Iterator[str]:
    """The table chosen before must be the one of the file, criterion by criterion."""
    held = scheme_of_tree(plan.year.tree)
    if not held.leaves:
        return
    ours = {fold(leaf.label): leaf for leaf in held.leaves}
    for leaf in plan.scheme.leaves:
        same = ours.get(fold(leaf.label))
        if same is None:
            yield f"Tiêu chí “{leaf.label}” không có trong bảng điểm đã chọn."
        elif same.most != leaf.most:
            yield (
                f"Tiêu chí “{leaf.label}”: bảng nộp tối đa {plain(leaf.most)}, bảng điểm đã chọn "
                f"{plain(same.most)}."
            )


def _member_problems(plan: ImportPlan) -> Iterator[str]:
    members = {one.unit_id: one for one in plan.year.members.all()}
    scored = MarkSheet.objects.filter(
        member__year=plan.year, marks__isnull=False, stage__in=(Stage.SELF, Stage.PEER)
    ).values_list("member", flat=True)
    keys = set(scored)
    for one in plan.taken:
        member = members.get(one.unit.pk) if one.unit else None
        if member is None and plan.year.state == State.CROSS_CHECKING:
            yield f"{one.column.name} không phải thành viên, và đã qua bước thêm thành viên."
        elif member is not None and member.pk in keys:
            yield f"{one.column.name} đã có điểm trên hệ thống; bảng nộp không ghi đè."


# -- what to know ---------------------------------------------------------------------------------


def _sums(plan: ImportPlan) -> Iterator[str]:
    """Totals the sheet prints that are not what its rows sum to."""
    for one in plan.taken:
        for stage, words in GROUPS:
            cells = one.column.own if stage == Stage.SELF else one.column.peer
            printed = one.column.own_total if stage == Stage.SELF else one.column.peer_total
            outcome = plan.scheme.outcome(one.points(stage).points)
            groups = [node for node in plan.scheme.nodes if node.is_group]
            for node in groups:
                yield from _off(one, words, cells.get(node.key), outcome.parts[node.key])
            yield from _off(one, words, printed, outcome.total)


def _off(one: UnitPlan, words: str, printed: ScoreCell | None, summed: Decimal) -> Iterator[str]:
    number = parse_number(printed.shown) if printed else None
    if printed is not None and number is not None and number != summed:
        yield (
            f"{one.column.name}, {words}: ô {printed.place} ghi {plain(number)}, các dòng đã nhận "
            f"cộng được {plain(summed)}."
        )


def _rank_notes(plan: ImportPlan) -> Iterator[str]:
    """Ranks the sheet prints beside those its cross-checked points give."""
    rows = [one for one in plan.taken if one.peer.is_given and not one.unranked]
    ranks = ranked(Ranked(n, plan.total(one, Stage.PEER)) for n, one in enumerate(rows))
    for n, one in enumerate(rows):
        printed = parse_number(one.column.rank.shown) if one.column.rank else None
        if printed is not None and printed != ranks[n]:
            yield (
                f"{one.column.name}: bảng xếp thứ {plain(printed)}, theo điểm chấm chéo đã nhận là "
                f"thứ {ranks[n]}."
            )


def _paper_notes(plan: ImportPlan) -> Iterator[str]:
    for one in plan.taken:
        bare = [
            leaf.key
            for leaf in plan.scheme.leaves
            if one.own.points.get(leaf.key) and not one.column.papers.get(leaf.key)
        ]
        if bare:
            yield f"{one.column.name}: {len(bare)} tiêu chí tự chấm không ghi tài liệu kiểm chứng."
