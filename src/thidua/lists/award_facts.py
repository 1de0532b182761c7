"""Earlier awards as facts: the register decides, the unit's claims count where it is silent."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from thidua.law import Fact, FactsBuilder
from thidua.law.signals import award as award_signal
from thidua.lists.linking import Links, SubjectRecords
from thidua.lists.proposal import AwardClaim, Place, Proposal
from thidua.lists.records import RegisterReading, RegisterRow
from thidua.lists.remarks import Remarks
from thidua.lists.titles import title_name

Key = tuple[str, int]
"""Code of the award, year of merit."""

_GROUND_OF_NOTHING: Final = frozenset(
    {"LDTT", "CSTT", "TTLDTT", "DVTT", "GK-DV", "GK-XA", "GK-HUYEN"}
)
"""Awards that no standard counts among earlier ones: a doubt about them is worth a note only."""


def add_awards(
    builder: FactsBuilder, proposal: Proposal, links: Links, remarks: Remarks
) -> dict[tuple[str, int], Fact]:
    """Put awards into ``builder``; return the facts that doubtful rows leave unknown.

    A complete register makes "not on it" false, so what may be somebody's under another spelling
    has to be set to unknown expressly.
    """
    history = _History.of(links.of(proposal))
    for (code, year), row in history.held.items():
        builder.award(code, year, row_source(row))
    _remark_doubts(history, remarks)
    register = links.register if _covers(links.register, proposal) else None
    if register and register.first_year and register.last_year:
        span = f"{register.first_year}-{register.last_year}"
        builder.awards_on_file(register.first_year, register.last_year, f"sổ khen thưởng {span}")
    for claim in proposal.awards:
        if claim.code and claim.year is not None:
            _add_claim(builder, claim, (claim.code, claim.year), history, register, remarks)
    return {
        (award_signal(code), year): Fact(None, f"chưa rõ {row_source(row)} có phải của người này")
        for (code, year), (row, _) in history.doubtful.items()
    }


def row_source(row: RegisterRow) -> str:
    """``sổ khen thưởng, trang "…", dòng 200, QĐ 4877/QĐ-UBND``."""
    place = Place(row.sheet, row.row).text()
    return f"sổ khen thưởng, {place}" + (f", QĐ {row.number}" if row.number else "")


@dataclass(slots=True)
class _History:
    """What the register holds of one subject, by award and year."""

    held: dict[Key, RegisterRow] = field(default_factory=dict)
    revoked: dict[Key, RegisterRow] = field(default_factory=dict)
    doubtful: dict[Key, tuple[RegisterRow, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, records: SubjectRecords) -> _History:
        history = cls()
        for row in records.awards:
            if key := _key(row):
                (history.revoked if row.is_revoked else history.held).setdefault(key, row)
        for key in history.revoked:
            history.held.pop(key, None)
        for doubt in records.doubtful_awards:
            key = _key(doubt.row)
            if key and not doubt.row.is_revoked and key not in history.held:
                history.doubtful.setdefault(key, (doubt.row, doubt.reason))
        return history

    def of_year(self, year: int) -> list[str]:
        """What the register has for a year; a row that may be somebody else's says so."""
        held = [title_name(code) for code, held_year in self.held if held_year == year]
        return held + [
            f"{title_name(code)} (dòng {row.row}, chưa chắc của người này)"
            for (code, doubtful_year), (row, _) in self.doubtful.items()
            if doubtful_year == year
        ]


def _key(row: RegisterRow) -> Key | None:
    return (row.title.code, row.year) if row.title.code and row.year is not None else None


def _covers(register: RegisterReading | None, proposal: Proposal) -> bool:
    """Whether the register's silence says anything about subjects of this kind."""
    return register is not None and proposal.kind in register.kinds


def _remark_doubts(history: _History, remarks: Remarks) -> None:
    for (code, year), (row, reason) in history.doubtful.items():
        sentence = (
            f"Sổ khen thưởng dòng {row.row} ghi {title_name(code)} năm {year} cho {row.name}: "
            f"{reason}. Xác nhận có phải người này không."
        )
        if code in _GROUND_OF_NOTHING:
            remarks.note("award-doubtful", sentence)
        else:
            remarks.question("award-doubtful", sentence)
    for (code, year), row in history.revoked.items():
        by = f" ({row.revocation.text()})" if row.revocation else ""
        remarks.note(
            "award-revoked", f"{title_name(code)} năm {year} đã bị thu hồi{by}, không tính."
        )


def _add_claim(
    builder: FactsBuilder,
    claim: AwardClaim,
    key: Key,
    history: _History,
    register: RegisterReading | None,
    remarks: Remarks,
) -> None:
    code, year = key
    if key in history.held or key in history.doubtful:
        return
    if key not in history.revoked and not _speaks_of(register, code, year):
        builder.award(code, year, f"danh sách, {claim.place.text()}")
        return
    sentence = (
        f"Danh sách ghi {title_name(code)} năm {year} (ô {claim.place.column}{claim.place.row}), "
        f"sổ khen thưởng {_says(history, key)}. Lấy theo sổ khen thưởng."
    )
    if code in _GROUND_OF_NOTHING:
        remarks.note("award-differs", sentence)
    else:
        remarks.contradiction("award-differs", sentence)


def _says(history: _History, key: Key) -> str:
    """What the register has instead of a claimed award."""
    if key in history.revoked:
        return "ghi đã bị thu hồi"
    recorded = history.of_year(key[1])
    return f"chỉ ghi {', '.join(recorded)}" if recorded else "không ghi"


def _speaks_of(register: RegisterReading | None, code: str, year: int) -> bool:
    """Whether the register's silence denies the award: it covers the year and keeps that award."""
    if register is None or not register.first_year or not register.last_year:
        return False
    return register.first_year <= year <= register.last_year and code in register.codes
