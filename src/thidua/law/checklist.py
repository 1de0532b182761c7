"""Whether a dossier is whole: the checklist of ``dossiers`` as a condition that explains itself."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from thidua.law.answering import NOTHING_SAID, Said, answer, asked, before_book, in_book
from thidua.law.assessment import Finding
from thidua.law.conditions import all_of, any_of, law, not_, open_question
from thidua.law.dossiers import CLAIMS, LOCAL, Paper, dossier
from thidua.law.enums import SubjectKind
from thidua.law.errors import BadFact
from thidua.law.instruments import Citation, Confidence
from thidua.law.kinds import CommendationType
from thidua.law.powers import PRIZES, STATE_HONOURS
from thidua.law.standards.common import TWO_TIER
from thidua.law.titles import Title, known_title
from thidua.law.tree import AllOf, Node

_ARMED = frozenset({"CSTT", "DVTT", "DVQT"})
_CULTURE = frozenset({"GDVH", "TDPVH", "XPTTTB"})
_HEROES = frozenset({"AHLD", "AHLLVT"})
_OTHERS = frozenset({"KNC", "HC-TNXPVV", "CTD-QKDHQG", "BK-QKDHQG", "DH-TCCTXH"})
_UNREAD = (STATE_HONOURS - _HEROES) | PRIZES | _ARMED | _CULTURE | _OTHERS
"""Awards whose own decree or circular sets the dossier and was not read to the end."""


def completeness(
    code: str,
    present: Collection[str],
    on: date,
    *,
    kind: SubjectKind | None = None,
    basis: CommendationType | None = None,
    simplified: bool = False,
    papers: Sequence[Paper] | None = None,
    claims: Said = NOTHING_SAID,
    settled: Said = NOTHING_SAID,
) -> Finding:
    """Whether the papers handed in are all that is asked for; each missing one is a part.

    ``present``: codes of papers in the dossier, or of their alternatives. ``papers``: the
    authority's own checklist in place of the national one. ``claims``: which of ``CLAIMS`` the
    proposal makes; a paper asked for only then is "not known" until that is said. ``settled``: open
    questions answered. ``BadFact`` for a paper the checklist does not have or a claim unknown.
    """
    title = known_title(code)
    if not in_book(on):
        return before_book(f"84.{title.code}", _sentence(title, on), law(84))
    asked_for = (
        dossier(code, on, kind=kind, basis=basis, simplified=simplified)
        if papers is None
        else tuple(papers)
    )
    _check(title, asked_for, present, claims)
    local = papers is not None
    tree = _tree(title, asked_for, present, on, local=local, simplified=simplified)
    said = {f"paper.{one}": one in present for one in _codes(asked_for)}
    said_claims = {f"claim.{claim}": value for claim, value in claims.items()}
    return answer(tree, on, {**said, **said_claims}, settled, source="theo hồ sơ đã nộp")


def _sentence(title: Title, on: date) -> str:
    return f"Hồ sơ đề nghị {title.name_on(on)} đủ giấy tờ"


def _codes(papers: Sequence[Paper]) -> list[str]:
    return [code for one in papers for code in (one.code, *(code for code, _ in one.alternatives))]


def _check(title: Title, papers: Sequence[Paper], present: Collection[str], claims: Said) -> None:
    known = set(_codes(papers))
    for code in sorted(set(present) - known):
        raise BadFact(f"Hồ sơ đề nghị {title.name} không có giấy tờ mang mã “{code}”.")
    for claim in sorted(set(claims) - set(CLAIMS)):
        raise BadFact(f"Không có trường hợp đề nghị mang mã “{claim}”.")


def _tree(
    title: Title,
    papers: Sequence[Paper],
    present: Collection[str],
    on: date,
    *,
    local: bool,
    simplified: bool,
) -> AllOf:
    nodes = [_node(one, present) for one in papers if one.required or one.only_if]
    if not local:
        nodes += _open(title, on, simplified=simplified)
    place = law(84, 1 if title.kind == "title" else 2)
    return all_of(f"84.{title.code}", _sentence(title, on), place, *nodes)


def _lower(text: str) -> str:
    return f"{text[0].lower()}{text[1:]}"


def _paper(code: str, name: str, citation: Citation) -> Node:
    return asked(f"paper.{code}", f"Có {_lower(name)}", citation, _lower(name))


def _node(paper: Paper, present: Collection[str]) -> Node:
    """The paper itself, one of its alternatives, or no case in which it is asked for."""
    own = _paper(paper.code, paper.name, paper.citation)
    if paper.only_if:
        claim = asked(f"claim.{paper.only_if}", CLAIMS[paper.only_if], paper.citation, "")
        free = not_(
            f"paper.{paper.code}.free",
            f"Không thuộc trường hợp: {_lower(CLAIMS[paper.only_if])}",
            paper.citation,
            claim,
        )
        words = f"Có {_lower(paper.name)}, nếu thuộc trường hợp phải có"
        return any_of(f"paper.{paper.code}.if", words, paper.citation, own, free)
    if paper.alternatives and paper.code not in present:
        branches = (_paper(code, name, paper.citation) for code, name in paper.alternatives)
        words = f"Có {_lower(paper.name)}"
        return any_of(f"paper.{paper.code}", words, paper.citation, *branches)
    return own


def _open(title: Title, on: date, *, simplified: bool) -> list[Node]:
    """What the texts on file do not say of this dossier."""
    found: list[Node] = []
    if title.code in LOCAL and on >= TWO_TIER and not simplified:
        found.append(
            open_question(
                "dossier.local",
                "Địa phương, bộ, ngành không quy định thành phần hồ sơ khác",
                Citation("152/2025/NĐ-CP", 6, 2, "c"),
                "quy định của địa phương, bộ, ngành về hồ sơ",
            )
        )
    if title.code in _UNREAD and not simplified:
        found.append(
            open_question(
                f"dossier.{title.code}",
                f"Quy định riêng về {title.name_on(on)} không đòi thêm giấy tờ nào",
                law(84, 4, confidence=Confidence.UNSURE),
                f"quy định riêng về hồ sơ {title.name_on(on)}",
            )
        )
    return found
