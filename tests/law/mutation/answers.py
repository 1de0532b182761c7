"""How each matter of the boundary files is put to the book, and its answer in one line.

A key names what is asked, in words of the files (``cá nhân`` is ``person``); the answer is what a
paper would say. A matter that does not exist on a day answers with nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from tests.law.mutation import amounts, formulas
from tests.law.mutation.amounts import line, noted, placed
from thidua.law import (
    Group,
    SimplifiedCase,
    SubjectKind,
    Undoing,
    annexes,
    bases,
    checklist,
    dossiers,
    governing_date,
    instruments,
    kinds,
    powers,
    procedure,
    proposers,
    ruling_law,
    titles,
    violations,
)
from thidua.law.instruments import LAW, Citation

Answer = Callable[[str, date], str]


def _instrument(number: str, on: date) -> str:
    return "còn hiệu lực" if instruments()[number].in_force(on) else ""


def _ended(number: str, on: date) -> str:
    end = instruments()[number].ended
    return "đã hết" if end and end <= on else ""


def _law(_: str, on: date) -> str:
    held = ruling_law(on)
    return held.number if held else ""


def _governing(key: str, _: date) -> str:
    """“xét 2026-11-01, nhận 2026-09-30”: the day whose law judges."""
    considered, received = (one.split()[1] for one in key.split(", "))
    return str(governing_date(date.fromisoformat(considered), date.fromisoformat(received)))


def _title(code: str, on: date) -> str:
    held = titles.known_title(code)
    kinds = "".join(kind.value[0] for kind in SubjectKind if kind in held.subjects)
    return line(f"{held.kind} {kinds}", held.name_on(on), held.citation.place)


def _offices(code: str, on: date) -> str:
    held = powers.offices(code, on)
    return " | ".join(f"{one.level.value} {_shortest(one.citation)}{_limit(one)}" for one in held)


def _limit(one: powers.Office) -> str:
    """“(Chỉ giấy khen)”: what limits the power; what is doubtful about it is said at length."""
    return f" ({one.note})" if 0 < len(one.note) < _SHORT else ""


_SHORT = 20


def _shortest(held: Citation) -> str:
    return held.place if held.instrument == LAW else held.short


def _decider(code: str, on: date) -> str:
    held = powers.decider(code, on)
    return "" if held is None else line(held.text, held.confidence.value, *noted(held.note))


def _undoer(key: str, on: date) -> str:
    code, act = key.split()
    held = powers.undoer(code, Undoing(act), on)
    return "" if held is None else line(held.text, held.citation.place, held.confidence.value)


def _proposer(code: str, on: date) -> str:
    held = proposers.proposer(code, on)
    if held is None:
        return ""
    first, *others = held.text.split("; ")
    who = f"{first} … {others[-1]}" if others and not held.through else first
    said = (who, held.through, held.citation.short, held.confidence.value)
    return line(*said, *noted(held.note))


def _papers(key: str, on: date) -> str:
    """“CSTDCS”, “BKT sudden”, “HCLD3 service”, “BKT … simplified”: what the dossier holds."""
    code, *words = key.split()
    basis = next((kinds.CommendationType(one) for one in words if one != "simplified"), None)
    held = dossiers.dossier(code, on, basis=basis, simplified="simplified" in words)
    return ", ".join(
        f"{one.code}{'' if one.required else '?'}{'*' if one.local else ''}" for one in held
    )


def _paper_place(key: str, on: date) -> str:
    code, paper = key.split()
    held = [one for one in dossiers.dossier(code, on) if one.code == paper]
    return held[0].citation.text if held else ""


def _form(key: str, on: date) -> str:
    """“BKTTG person merit”: the annexed form of the report; “proposal”: of the tờ trình."""
    if key == "proposal":
        return annexes.proposal_form(on)
    code, *words = key.split()
    kind = next((SubjectKind(one) for one in words if one in set(SubjectKind)), None)
    basis = next(
        (kinds.CommendationType(one) for one in words if one not in set(SubjectKind)), None
    )
    return annexes.report_form(titles.known_title(code), on, kind, basis)


def _copies(key: str, on: date) -> str:
    code, *simplified = key.split()
    said = dossiers.copies(code, on, simplified=bool(simplified))
    return " ".join(said)[:5]


def _consultation(code: str, on: date) -> str:
    return procedure.consultation(code, on).verdict.value


def _disclosure(code: str, on: date) -> str:
    return procedure.disclosure(code, on).verdict.value


def _publication(code: str, on: date) -> str:
    return " | ".join(
        line(
            one.where, one.working_days, one.citation.text, one.confidence.value, _listed(one.note)
        )
        for one in procedure.publications(code, on)
    )


def _listed(note: str) -> str:
    return "danh mục chưa đủ" if "danh mục" in note else ""


def _simplified(key: str, on: date) -> str:
    """“BKT sudden”; “CSTDCS sudden yes”: whether titles go by it too is settled so."""
    code, case, *answer = key.split()
    settled = {"85.titles": answer == ["yes"]} if answer else {}
    return procedure.simplified(SimplifiedCase(case), code, on, settled=settled).verdict.value


def _whole(key: str, on: date) -> str:
    """“CSTDCS proposal report …”: whether a dossier with these papers is whole.

    A question of the checklist among them (``dossier.…``) is settled with yes.
    """
    code, *words = key.split()
    settled = {one: True for one in words if one.startswith("dossier.")}
    present = [one for one in words if one not in settled]
    return checklist.completeness(code, present, on, settled=settled).verdict.value


def _basis(code: str, _: date) -> str:
    held = dossiers.usual_basis(code)
    return held.value if held else ""


def _facts(text: str) -> dict[str, bool]:
    """“fraud=yes breach=no”"""
    pairs = (one.split("=") for one in text.split())
    return {name: answer == "yes" for name, answer in pairs}


def _revocation(key: str, on: date) -> str:
    code, _, said = key.partition(": ")
    return violations.revocation(code, on, _facts(said)).verdict.value


def _stripping(key: str, on: date) -> str:
    whom, _, said = key.partition(": ")
    code, kind = whom.split()
    return violations.stripping(code, SubjectKind(kind), on, _facts(said)).verdict.value


def _restoring(key: str, on: date) -> str:
    code, _, said = key.partition(": ")
    return violations.restoring(code, on, _facts(said)).verdict.value


def _type(key: str, on: date) -> str:
    """“merit household staff”, “service person staff HCLD3”: may be given, and by what place."""
    type_, kind, group, *code = key.split()
    found = kinds.type_validity(
        kinds.CommendationType(type_),
        SubjectKind(kind),
        Group(group),
        code[0] if code else None,
        on,
    )
    return line(found.verdict.value, code and placed(found.parts[-1].citation))


def _bases(codes: str, on: date) -> str:
    """The instruments named by a decision, by number."""
    return ", ".join(map(_named, bases.legal_bases(codes.split(), on)))


def _named(basis: str) -> str:
    """A law is named by its name and year, any other instrument by its number."""
    for one in instruments().values():
        named = one.kind == "Luật" and basis.startswith(f"Căn cứ {one.name} ngày")
        if named and one.issued and basis.endswith(f"năm {one.issued.year}"):
            return one.number
    return basis.partition("số ")[2].split()[0]


def _missing_bases(codes: str, on: date) -> str:
    return str(len(bases.missing_bases(codes.split(), on)))


ANSWERS: Mapping[str, Answer] = {
    "bases": _bases,
    "ballot": amounts.ballot,
    "basis": _basis,
    "beside": formulas.beside,
    "bonus": amounts.bonus,
    "ceiling": amounts.ceiling,
    "certificate": amounts.certificate,
    "condition": formulas.condition,
    "consultation": _consultation,
    "copies": _copies,
    "deadline": amounts.deadline,
    "decider": _decider,
    "disclosure": _disclosure,
    "discretion": formulas.discretion,
    "ended": _ended,
    "filing": amounts.filing,
    "form": _form,
    "fund": amounts.fund,
    "gap": amounts.gap,
    "governing": _governing,
    "instrument": _instrument,
    "law": _law,
    "missing_bases": _missing_bases,
    "notes": formulas.notes,
    "number": amounts.number,
    "offices": _offices,
    "paper_place": _paper_place,
    "papers": _papers,
    "payment": amounts.payment,
    "posts": amounts.posts,
    "proposer": _proposer,
    "publication": _publication,
    "restoring": _restoring,
    "revocation": _revocation,
    "silence": formulas.silence,
    "simplified": _simplified,
    "standard": formulas.standard,
    "stripping": _stripping,
    "sum": amounts.sum_paid,
    "title": _title,
    "type": _type,
    "undoing": _undoer,
    "vote": amounts.vote,
    "whole": _whole,
}
"""By matter: what the row's key and a day are answered with."""
