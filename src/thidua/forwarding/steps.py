"""By when each step above has to be done: the law's limits with how sure they are, those of the
higher level's own rules, and "not known" where neither says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thidua.forwarding.enums import Target
from thidua.forwarding.models import Package
from thidua.law import Citation, Deadline, LocalLimit, deadline, filing_date

APPRAISE = "deadline-ministry-appraise"
DECIDE = "deadline-province-decide"
COPY_DOWN = "deadline-proposer-to-recipients"
HAND_OVER = "deadline-hand-over"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `due` the last day, `None` where it is not known; `done_on` when it was done;
    `runs` whether its clock has started."""

    sentence: str
    due: date | None
    done_on: date | None
    ground: str
    confidence: str
    notes: tuple[str, ...]
    runs: bool = True

    @property
    def is_open(self) -> bool:
        return self.runs and self.done_on is None


def steps(package: Package, titles: tuple[str, ...]) -> list[Step]:
    """Every step of a package that has a limit or ought to have one, in the order of time."""
    found = [*_filing(package, titles)]
    if package.sent_on:
        found += _above(package)
    if package.notified_on:
        found += [_of(deadline(name, package.notified_on)) for name in (COPY_DOWN, HAND_OVER)]
    return found


def _filing(package: Package, titles: tuple[str, ...]) -> list[Step]:
    """By when it has to be there: set by the higher level, or for some awards by decree."""
    if package.file_by:
        words = "Nộp hồ sơ theo hạn của cấp trên"
        return [Step(words, package.file_by, package.sent_on, package.file_basis, "", ())]
    if package.level != Target.CENTRAL:
        return [_of(deadline("deadline-province-file", package.planned_on), package.sent_on)]
    year, on = package.round.year, package.planned_on
    dated = (filing_date(code, year, on, education=package.education) for code in titles)
    return [_of(one, package.sent_on) for one in dated if one]


def _above(package: Package) -> list[Step]:
    """What the higher level has to do once it has a complete package."""
    received, ended = package.received_on, package.notified_on
    if package.level != Target.CENTRAL:
        return [_decision(package, received, ended)]
    names = ("deadline-ministry-return", APPRAISE)
    if received is None:
        return [_waits(name, package) for name in names]
    return [_of(deadline(name, received), ended) for name in names]


def _decision(package: Package, received: date | None, ended: date | None) -> Step:
    if received is None:
        return _waits(DECIDE, package)
    if package.own_days:
        place = Citation(package.own_basis, local_name=package.own_basis)
        limit = LocalLimit(package.own_days, working=True, citation=place)
        found = deadline(DECIDE, received, local=limit)
        return Step(found.sentence, found.due, ended, package.own_basis, "", found.notes)
    return _of(deadline(DECIDE, received), ended)


def _waits(name: str, package: Package) -> Step:
    """A limit whose clock starts when the higher level has received the package."""
    at = package.sent_on or package.planned_on
    found = deadline(name, at)
    ground = found.citation.text if found.citation else ""
    notes = ("Tính từ ngày cấp trên nhận đủ hồ sơ.", *found.notes)
    return Step(found.sentence, None, None, ground, found.confidence.value, notes, runs=False)


def _of(found: Deadline, done_on: date | None = None) -> Step:
    ground = found.citation.text if found.citation else ""
    return Step(
        found.sentence, found.due, done_on, ground, found.confidence.value, tuple(found.notes)
    )
