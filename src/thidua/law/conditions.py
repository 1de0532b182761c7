"""How a rule is written: each word takes its code, its sentence and its citation, then its terms.

CSTDCS = any_of(
    "23.2", "Có một trong các thành tích", L(23, 2),
    rated("23.2.htxs", "Hoàn thành xuất sắc nhiệm vụ", L(23, 2), RatingLevel.HTXS),
    ...
)
"""

from __future__ import annotations

from collections.abc import Sequence

from thidua.law import signals
from thidua.law.binding import Number
from thidua.law.criteria import criteria
from thidua.law.enums import InitiativeScope, RatingLevel
from thidua.law.instruments import LAW, Citation, Confidence
from thidua.law.runs import (
    Containing,
    CountOfLast,
    Following,
    InARow,
    Mark,
    RunContaining,
    WithinYears,
)
from thidua.law.titles import Kind
from thidua.law.tree import (
    AllOf,
    AnyOf,
    AtLeast,
    Declared,
    Has,
    Node,
    Not,
    Open,
    ShareAtLeast,
    Unless,
)


def law(
    article: int,
    clause: int | None = None,
    point: str | None = None,
    confidence: Confidence = Confidence.VERIFIED,
) -> Citation:
    """A place in the Law on Emulation and Commendation 06/2022/QH15."""
    return Citation(LAW, article, clause, point, confidence)


def rated(code: str, sentence: str, citation: Citation, level: RatingLevel) -> Has:
    """The rating of the year judged reaches the level."""
    return Has(
        code=code,
        sentence=sentence,
        citation=citation,
        signal=signals.RATING,
        at_least=int(level),
    )


def holds(code: str, sentence: str, citation: Citation, award: str, offset: int = 0) -> Has:
    """The award was conferred for the year judged, or ``offset`` years from it."""
    return Has(
        code=code,
        sentence=sentence,
        citation=citation,
        signal=signals.award(award),
        offset=offset,
    )


def has_initiative(
    code: str, sentence: str, citation: Citation, used_by: Kind, scope: InitiativeScope
) -> Has:
    """An initiative of the year judged, of that scope, still usable for a title or a form."""
    return Has(
        code=code,
        sentence=sentence,
        citation=citation,
        signal=signals.initiative(used_by, scope),
    )


def declared(criterion: str, **shown: Number) -> Declared:
    """A criterion of the book by id; its sentence, citation and proof stand there."""
    known = criteria()[criterion]
    return Declared(
        code=known.id,
        sentence=known.sentence,
        citation=known.citation,
        proof=known.proof,
        criterion=known.id,
        shown=tuple(shown.items()),
    )


def open_question(code: str, sentence: str, citation: Citation, proof: str = "") -> Open:
    """What the texts on file leave open; the question is settled under ``code``."""
    return Open(code=code, sentence=sentence, citation=citation, proof=proof, question=code)


def at_least(
    code: str, sentence: str, citation: Citation, signal: str, least: Number, *, mend: str = ""
) -> AtLeast:
    """A number of the year judged reaches a parameter."""
    return AtLeast(
        code=code, sentence=sentence, citation=citation, signal=signal, least=least, mend=mend
    )


def quantity_at_least(
    code: str, sentence: str, citation: Citation, name: str, least: Number, *, mend: str = ""
) -> AtLeast:
    """A declared quantity reaches a parameter: years of service, children who are martyrs."""
    return at_least(code, sentence, citation, signals.quantity(name), least, mend=mend)


_ABOVE = "đã đủ {least} năm, xét ở mức cao hơn"


def band(
    code: str,
    sentence: str,
    citation: Citation,
    name: str,
    bounds: tuple[Number, Number],
    *,
    above: str,
) -> AllOf:
    """Years, a declared quantity, from the first bound to below the second; ``above``: what is
    said of the next class.

    ``sentence`` is said in full words: its numbers stand in its parts.
    """
    least, below = bounds
    years = "Từ {least} năm trở lên"
    reached = quantity_at_least(
        f"{code}.least", years, citation, name, least, mend="chưa đủ {least} năm"
    )
    beyond = quantity_at_least(f"{code}.beyond", years, citation, name, below)
    return AllOf(
        code=code,
        sentence=sentence,
        citation=citation,
        parts=(reached, not_(f"{code}.below", above, citation, beyond, _ABOVE)),
    )


def share_at_least(
    code: str, sentence: str, citation: Citation, name: str, least: Number
) -> ShareAtLeast:
    """A share of the members reaches a parameter."""
    return ShareAtLeast(
        code=code,
        sentence=sentence,
        citation=citation,
        signal=signals.share(name),
        least=least,
    )


def all_of(code: str, sentence: str, citation: Citation, *parts: Node) -> AllOf:
    return AllOf(code=code, sentence=sentence, citation=citation, parts=parts)


def any_of(code: str, sentence: str, citation: Citation, *parts: Node) -> AnyOf:
    return AnyOf(code=code, sentence=sentence, citation=citation, parts=parts)


def not_(code: str, sentence: str, citation: Citation, part: Node, mend: str = "") -> Not:
    """The part does not hold; the sentence says so in its own words."""
    return Not(code=code, sentence=sentence, citation=citation, part=part, mend=mend)


def unless(code: str, sentence: str, citation: Citation, part: Node, exception: Node) -> Unless:
    """The part holds, and the exception does not."""
    return Unless(code=code, sentence=sentence, citation=citation, part=part, exception=exception)


def rating_at(level: RatingLevel) -> Mark:
    """A year rated so or better."""
    return Mark(signals.RATING, int(level))


def _marks(marks: Sequence[Mark | str]) -> tuple[Mark, ...]:
    return tuple(Mark(mark) if isinstance(mark, str) else mark for mark in marks)


def in_a_row(
    code: str,
    sentence: str,
    citation: Citation,
    *marks: Mark | str,
    k: Number,
    newest: Number = 0,
    oldest: Number,
) -> InARow:
    """``k`` years in a row, ending ``newest`` to ``oldest`` years before the year judged."""
    return InARow(
        code=code,
        sentence=sentence,
        citation=citation,
        marks=_marks(marks),
        k=k,
        newest=newest,
        oldest=oldest,
    )


def at_least_n_of_last_m(
    code: str,
    sentence: str,
    citation: Citation,
    *marks: Mark | str,
    n: Number,
    m: Number,
) -> CountOfLast:
    """In ``n`` or more of the last ``m`` years, the year judged included."""
    return CountOfLast(
        code=code,
        sentence=sentence,
        citation=citation,
        marks=_marks(marks),
        n=n,
        m=m,
    )


def within_years(
    code: str,
    sentence: str,
    citation: Citation,
    *marks: Mark | str,
    newest: Number = 0,
    oldest: Number,
) -> WithinYears:
    """In one of the years from ``newest`` to ``oldest`` years before the year judged."""
    return WithinYears(
        code=code,
        sentence=sentence,
        citation=citation,
        marks=_marks(marks),
        newest=newest,
        oldest=oldest,
    )


def run_containing(
    code: str,
    sentence: str,
    citation: Citation,
    *marks: Mark | str,
    k: Number,
    oldest: Number,
    reach: Number,
    counts: Sequence[Containing],
) -> RunContaining:
    """``k`` years or more in a row, in which other things happened often enough."""
    return RunContaining(
        code=code,
        sentence=sentence,
        citation=citation,
        marks=_marks(marks),
        k=k,
        oldest=oldest,
        reach=reach,
        counts=tuple(counts),
    )


def following(
    code: str,
    sentence: str,
    citation: Citation,
    *marks: Mark | str,
    first: str,
    k: Number,
    counts: Sequence[Containing],
) -> Following:
    """The award ``first``, and thereafter ``k`` years or more in a row up to the proposal.

    How far back the run and the award are looked for is the same for every such ladder.
    """
    return Following(
        code=code,
        sentence=sentence,
        citation=citation,
        marks=_marks(marks),
        k=k,
        oldest="ladder-current-lag",
        reach="ladder-reach",
        counts=tuple(counts),
        first=(Mark(signals.award(first)),),
        since="ladder-search",
    )
