"""How many must be there for a session: the council's own regulation, for the law names no number.

Luật 06/2022/QH15, Điều 90, leaves it to the regulation of each council: until that is entered the
answer is "not known" and no session is refused for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from thidua.commendation.domain.local_rules import content, regulations_on
from thidua.councils.models import Council, Session
from thidua.vietnamese.text import clean

WRITTEN_COUNTS = "tính cả ý kiến bằng văn bản của người vắng"
"""Stands at the end of a basis whose regulation counts written opinions as being there."""
LONGEST_BASIS = 300


@dataclass(frozen=True, slots=True)
class Quorum:
    """`needed` members, None when the regulation has not been entered; `basis` its words."""

    needed: int | None
    basis: str = ""

    @property
    def counts_written(self) -> bool:
        return self.basis.endswith(WRITTEN_COUNTS)

    def there(self, present: int, written: int) -> int:
        """How many count as being there: in the room, and by letter only where the rule says so."""
        return present + written if self.counts_written else present

    def shortfall(self, present: int, written: int) -> str:
        """Why the session cannot be convened, or nothing; nothing as well when not known."""
        there = self.there(present, written)
        if self.needed is None or there >= self.needed:
            return ""
        letters = (
            f" {written} ý kiến bằng văn bản không tính vào số có mặt theo quy chế đã ghi."
            if written and not self.counts_written
            else ""
        )
        return (
            f"Mới có {there} thành viên, cần ít nhất {self.needed} ({self.basis}).{letters} "
            "Chờ đủ người rồi khai mạc, hoặc đổi ngày họp."
        )


def quorum_of(council: Council, total: int) -> Quorum:
    """What the council's regulation asks of a body of `total` members, rounded up."""
    if council.quorum_numerator is None or council.quorum_denominator is None:
        return Quorum(None)
    share = Fraction(council.quorum_numerator, council.quorum_denominator)
    return Quorum(-(-total * share.numerator // share.denominator), council.quorum_basis)


def quorum_of_session(session: Session) -> Quorum:
    """As frozen when it was convened; before that as the council's regulation has it today."""
    if session.convened_at is not None:
        return Quorum(session.quorum_needed, session.quorum_basis)
    return quorum_of(session.council, session.total_members)


def basis_words(basis: str, written_counts: bool) -> str:
    """The basis as it is kept, with the mark of written opinions at its end."""
    words = clean(basis).removesuffix(WRITTEN_COUNTS).rstrip(" ,;")
    if not written_counts:
        return words[:LONGEST_BASIS]
    room = LONGEST_BASIS - len(WRITTEN_COUNTS) - 2
    return f"{words[:room]}; {WRITTEN_COUNTS}"


@dataclass(frozen=True, slots=True)
class Offer:
    """A share set by a local regulation in force; `awards`: for sessions that consider awards."""

    share: Fraction
    awards: bool
    basis: str


def offers(authority_id: int, day: date) -> list[Offer]:
    """Shares that the local regulations of the day set, the one for awards first."""
    found = [
        offer
        for row in regulations_on(authority_id, day)
        for offer in _of(content(row).council.award_quorum, content(row).council.quorum, str(row))
    ]
    return sorted(found, key=lambda offer: (not offer.awards, -offer.share))


def _of(awards: Fraction | None, any_: Fraction | None, basis: str) -> Iterator[Offer]:
    if awards is not None:
        yield Offer(awards, awards=True, basis=basis)
    if any_ is not None:
        yield Offer(any_, awards=False, basis=basis)
