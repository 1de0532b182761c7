"""A list with its answers against the registry and the round: what each line comes to, and what
still has to be asked. Worked out anew each time; nothing is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

from thidua.commendation.domain.list_asking import (
    Line,
    fault_question,
    leave_out_question,
    offer_questions,
    rating_questions,
    subject_question,
    title_questions,
)
from thidua.commendation.domain.list_questions import (
    KEEP,
    LEAVE_OUT,
    TWO,
    UNKNOWN,
    Answers,
    AskedRow,
    Choice,
    Question,
    fault_title,
)
from thidua.commendation.domain.reading_store import StoredReading
from thidua.commendation.domain.subjects import NEW, Doubt, Ref, SubjectBook
from thidua.commendation.enums import LIVE
from thidua.commendation.models import ListImport, Nomination, Round
from thidua.law import RatingLevel
from thidua.lists.proposal import Fault
from thidua.organizations.models import Unit

ASKED_HERE: Final = frozenset({"title-ask", "rating-ask", "duplicate"})
"""Faults that questions of our own ask, of the right lines and with answers to choose from."""
LONGEST_NAME: Final = 120

Take = Callable[[list[Line], str], None]


@dataclass(slots=True)
class ListPlan:
    """What a list comes to with the answers given so far; `questions` hold the open ones too."""

    round_: Round
    unit: Unit
    unit_name: str
    lines: list[Line]
    questions: list[Question]
    open_questions: list[Question]
    book: SubjectBook
    waiting: int
    """How many rows still wait for an answer."""

    @property
    def ready(self) -> list[Line]:
        """Lines that applying makes into dossiers."""
        return [line for line in self.lines if line.is_ready]


def plan_list(list_: ListImport) -> ListPlan:
    """Work out the list as it stands now. A bounded number of queries for any number of lines."""
    return _Planner(list_).run()


class _Planner:
    def __init__(self, list_: ListImport) -> None:
        self.answers: Answers = list_.answers
        self.round_, self.unit = list_.round, list_.unit
        self.reading = StoredReading(list_.reading)
        self.book = SubjectBook(list_.unit, list_.round.considered_on)
        self.lines = [
            Line(number, proposal, proposal.title.code)
            for number, proposal in enumerate(self.reading.proposals())
        ]
        self.by_place: dict[tuple[str, int], list[Line]] = defaultdict(list)
        for line in self.lines:
            self.by_place[line.proposal.sheet, line.proposal.row].append(line)
        self.two: set[int] = set()
        self.questions: list[Question] = []
        self.open: list[Question] = []

    def run(self) -> ListPlan:
        self._issuer()
        self._faults()
        self._long_names()
        for question in title_questions(self._live(), self.round_.titles):
            self._ask(question, _take_title)
        for question in offer_questions(self._live(), self.round_.titles):
            self._ask(question)
        for year, question in rating_questions(self._live()):
            self._ask(question, _rating_taker(year))
        self._subjects()
        self._repeated()
        return ListPlan(
            self.round_,
            self.unit,
            self.book.home,
            self.lines,
            self.questions,
            self.open,
            self.book,
            sum(1 for question in self.open for _ in question.open_rows(self.answers)),
        )

    def _live(self) -> list[Line]:
        return [line for line in self.lines if not line.is_out]

    def _ask(self, question: Question, take: Take | None = None) -> None:
        """Ask; lines of rows with an answer are taken as answered, those of the others wait."""
        self.questions.append(question)
        waiting = False
        for row in question.rows:
            answer = question.answer(row, self.answers)
            lines = [self.lines[number] for number in row.lines]
            if answer == LEAVE_OUT:
                for line in lines:
                    line.is_out = True
            elif not answer:
                waiting = True
                for line in lines:
                    line.waits, line.has_error = True, line.has_error or question.is_error
            elif take is not None:
                take(lines, answer)
        if waiting:
            self.open.append(question)

    # -- the file ----------------------------------------------------------------------------------

    def _issuer(self) -> None:
        """A list under another body's letterhead may have been handed in for the wrong unit."""
        issuer = self.reading.issuer
        if not issuer or self.book.is_inside(issuer):
            return
        sheet = next(iter(self.reading.sheets), "")
        message = f"Đầu danh sách ghi “{issuer}”, đang nộp cho {self.book.home}."
        self._ask(
            Question(
                "issuer",
                "issuer",
                "Danh sách của đơn vị khác?",
                "Nếu nhầm tệp, bỏ danh sách này rồi chọn lại tệp.",
                (Choice(KEEP, f"Đúng là danh sách của {self.book.home}"),),
                (AskedRow("0", sheet, 1, "", message),),
            )
        )

    def _faults(self) -> None:
        groups: dict[tuple[str, str, bool], list[tuple[Fault, list[Line]]]] = defaultdict(list)
        for fault in self.reading.faults:
            if fault.severity != "note" and fault.code not in ASKED_HERE:
                lines = self.by_place.get((fault.sheet, fault.row), [])
                groups[fault.severity, fault.code, bool(lines)].append((fault, lines))
        for (severity, code, _), found in groups.items():
            self._ask(fault_question(severity, code, found), self._take_fault)

    def _take_fault(self, lines: list[Line], answer: str) -> None:
        if answer == TWO:
            self.two.update(line.proposal.subject for line in lines)

    def _long_names(self) -> None:
        long = [line for line in self._live() if len(line.proposal.name) > LONGEST_NAME]
        self._ask_to_leave_out(
            "error:name-long",
            "error",
            fault_title("name-long", "error"),
            "Ghi lại tên trong tệp rồi nộp lại, hoặc bỏ dòng này.",
            [(line, f"Tên dài hơn {LONGEST_NAME} chữ.") for line in long],
        )

    def _ask_to_leave_out(
        self, key: str, kind: str, title: str, remedy: str, lines: Iterable[tuple[Line, str]]
    ) -> None:
        question = leave_out_question(key, kind, title, remedy, lines)
        if question.rows:
            self._ask(question)

    # -- subjects ----------------------------------------------------------------------------------

    def _subjects(self) -> None:
        """People with a birth come first, so that a line without one joins them."""
        groups: dict[int, list[Line]] = defaultdict(list)
        for line in self._live():
            groups[line.proposal.subject].append(line)
        for lines in sorted(groups.values(), key=lambda lines: lines[0].proposal.birth is None):
            self._subject(lines)

    def _subject(self, lines: list[Line]) -> None:
        one = lines[0].proposal
        found = self.book.choose(one, NEW) if one.subject in self.two else self.book.find(one)
        if isinstance(found, Doubt):
            self._ask(subject_question(lines, found), self._take_subject)
        else:
            _refer(lines, found)

    def _take_subject(self, lines: list[Line], answer: str) -> None:
        _refer(lines, self.book.choose(lines[0].proposal, answer))

    # -- against the round -------------------------------------------------------------------------

    def _repeated(self) -> None:
        taken = self._taken()
        seen: dict[tuple[str, str, str], Line] = {}
        already, twice = [], []
        for line in self._live():
            if line.ref is None or line.code is None:
                continue
            other = taken.get((line.ref.kind, line.ref.pk, line.code))
            first = seen.setdefault((line.ref.kind, line.ref.key, line.code), line)
            if other is not None:
                already.append((line, f"{line.proposal.name} đã có hồ sơ {other}."))
            elif first is not line:
                same = f"dòng {first.proposal.row}"
                twice.append((line, f"{line.proposal.name} đã ghi danh hiệu này ở {same}."))
        self._ask_to_leave_out(
            "already",
            "already",
            "Đã có hồ sơ cùng danh hiệu trong đợt",
            "Bỏ dòng này; hồ sơ đã có giữ nguyên.",
            already,
        )
        self._ask_to_leave_out(
            "twice",
            "twice",
            "Ghi hai lần cùng một danh hiệu",
            "Bỏ dòng này; dòng trước vẫn được nhập.",
            twice,
        )

    def _taken(self) -> dict[tuple[str, int | None, str], str]:
        """Live dossiers of the round about subjects of this list, by subject and title."""
        pks: dict[str, set[int]] = defaultdict(set)
        for line in self._live():
            if line.ref and line.ref.pk is not None:
                pks[line.ref.kind].add(line.ref.pk)
        found: dict[tuple[str, int | None, str], str] = {}
        for kind, keys in pks.items():
            rows = Nomination.objects.filter(
                round=self.round_, state__in=LIVE, **{f"{kind}_id__in": keys}
            ).values_list(f"{kind}_id", "title_code", "code", "unit_name")
            for pk, title, code, unit_name in rows:
                found[kind, pk, title] = f"{code}, {unit_name}"
        return found


def _refer(lines: list[Line], ref: Ref) -> None:
    for line in lines:
        line.ref = ref


def _take_title(lines: list[Line], answer: str) -> None:
    for line in lines:
        line.code = answer


def _rating_taker(year: int) -> Take:
    def take(lines: list[Line], answer: str) -> None:
        if answer == UNKNOWN:
            return
        level = RatingLevel(int(answer))
        for line in lines:
            ratings = tuple(
                replace(one, level=level, reason=None) if one.year == year else one
                for one in line.proposal.ratings
            )
            line.proposal = replace(line.proposal, ratings=ratings)

    return take
