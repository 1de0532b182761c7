"""How each matter of the boundary files is put to the book, and its answer in one line.

A key names what is asked, in words of the files (``cá nhân`` is ``person``); the answer is what a
paper would say. A matter that does not exist on a day answers with nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction

from tests.law.mutation.formulas import beside, condition, notes, standard
from thidua.law import (
    Fund,
    Granted,
    Group,
    SimplifiedCase,
    SubjectKind,
    Undoing,
    Verdict,
    annexes,
    bases,
    deadlines,
    dossiers,
    funds,
    governing_date,
    instruments,
    kinds,
    money,
    payments,
    powers,
    procedure,
    proposers,
    ruling_law,
    titles,
    violations,
    votes,
)
from thidua.law.parameters import Value, find
from thidua.law.words import percent

Answer = Callable[[str, date], str]


def decimal(number: Fraction) -> str:
    """“4.5”, “10”: exact."""
    return str(float(number)).removesuffix(".0")


def _number(name: str, on: date) -> str:
    held = find(name, on)
    if not isinstance(held, Value):
        return ""
    return f"{decimal(held.value)} {held.unit}; {held.citation.text}"


def _bonus(key: str, on: date) -> str:
    code, kind = key.split()
    found = money.bonus(code, SubjectKind(kind), on)
    return "" if found is None else f"{decimal(found.multiple)}; {found.citation.text}"


def _sum(key: str, on: date) -> str:
    code, kind, *order = key.split()
    rounding = money.Rounding(order[0]) if order else money.Rounding.ONCE
    found = money.bonus(code, SubjectKind(kind), on, rounding=rounding)
    return "" if found is None else f"{found.base_salary} → {found.exact} → {found.payable}"


def _ceiling(key: str, on: date) -> str:
    code, *assembly = key.split()
    found = money.bonus_ceiling(code, on, assembly=bool(assembly))
    if found is None:
        return ""
    return f"{decimal(found.multiple)} → {found.payable}; {found.citation.text}"


def _certificate(code: str, on: date) -> str:
    found = money.certificate(code, on)
    if found.verdict is Verdict.NOT_KNOWN:
        return ""
    return f"{found.verdict.value}; {found.citation.text}; {found.citation.confidence.value}"


def _payment(key: str, on: date) -> str:
    awards = [Granted(*_granted(one)) for one in key.split(", ")]
    found = payments.payable(awards, on)
    return ", ".join(f"{one.amount}" for one in found) + f"; {found[0].citation.text}"


def _granted(text: str) -> tuple[str, SubjectKind, str, str]:
    code, period, achievement = text.split()
    return code, SubjectKind.PERSON, period, achievement


def _vote(code: str, on: date) -> str:
    found = votes.vote_threshold(code, on)
    if found is None:
        return ""
    return f"{percent(found.share)}; {found.citation.text}; {found.confidence.value}".replace(
        "\N{NO-BREAK SPACE}", " "
    )


def _ballot(key: str, on: date) -> str:
    """“CSTDCS 7/9”: votes in favour of all members."""
    code, _, count = key.partition(" ")
    favour, _, members = count.partition("/")
    found = votes.ballot(code, on, members=int(members), in_favour=int(favour))
    return found.verdict.value


def _deadline(name: str, on: date) -> str:
    found = deadlines.deadline(name, on)
    if found.citation is None:
        return ""
    return f"{found.length} {found.unit}; {found.citation.text}; {found.confidence.value}"


def _filing(key: str, on: date) -> str:
    code, year, *education = key.split()
    found = deadlines.filing_date(code, int(year), on, education=bool(education))
    if found is None or found.citation is None:
        return ""
    return f"{found.due}; {found.citation.text}; {found.confidence.value}"


def _fund(name: str, on: date) -> str:
    found = funds.fund_limit(Fund[name], on)
    if found.share is None or found.citation is None:
        return ""
    share = f"{decimal(found.share * 100)} %"
    return f"{share}; {found.citation.text}; {found.confidence.value}"


def _instrument(number: str, on: date) -> str:
    return "còn hiệu lực" if instruments()[number].in_force(on) else ""


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
    return f"{held.kind} {kinds}; {held.name_on(on)}; {held.citation.place}".rstrip("; ")


def _offices(code: str, on: date) -> str:
    return " | ".join(
        f"{one.level.value} {one.citation.short}" for one in powers.offices(code, on)
    )


def _decider(code: str, on: date) -> str:
    held = powers.decider(code, on)
    return "" if held is None else f"{held.text}; {held.confidence.value}{_noted(held.note)}"


def _noted(note: str) -> str:
    """Whether an answer comes with the warning of the amending law, or of a decree that is over."""
    marks = ("06/2026/QH16", "luật sửa đổi"), ("hết hiệu lực", "nghị định đã hết")
    return "".join(f"; {word}" for sign, word in marks if sign in note)


def _undoer(key: str, on: date) -> str:
    code, act = key.split()
    held = powers.undoer(code, Undoing(act), on)
    return "" if held is None else f"{held.text}; {held.citation.place}; {held.confidence.value}"


def _proposer(code: str, on: date) -> str:
    held = proposers.proposer(code, on)
    if held is None:
        return ""
    said = (held.text.split(";")[0], held.through, held.citation.short, held.confidence.value)
    return " | ".join(said) + _noted(held.note)


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
    basis = next((kinds.CommendationType(one) for one in words if one not in set(SubjectKind)), None)
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
        f"{one.where}: {one.working_days}; {one.citation.text}; {one.confidence.value}"
        for one in procedure.publications(code, on)
    )


def _simplified(key: str, on: date) -> str:
    code, case = key.split()
    return procedure.simplified(SimplifiedCase(case), code, on).verdict.value


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
    place = f"; {found.parts[-1].citation.text}" if code else ""
    return f"{found.verdict.value}{place}"


def _bases(codes: str, on: date) -> str:
    """The instruments named by a decision, by number."""
    held = instruments().values()
    named = bases.legal_bases(codes.split(), on)
    found = []
    for line in named:
        laws = [one for one in held if one.kind == "Luật" and line.startswith(f"Căn cứ {one.name} ")]
        dated = [one for one in laws if one.issued and f"năm {one.issued.year}" in line]
        found += [one.number for one in dated] or [line.split("số ")[1].split()[0]]
    return ", ".join(found)


def _missing_bases(codes: str, on: date) -> str:
    return str(len(bases.missing_bases(codes.split(), on)))


ANSWERS: Mapping[str, Answer] = {
    "bases": _bases,
    "ballot": _ballot,
    "beside": beside,
    "bonus": _bonus,
    "ceiling": _ceiling,
    "certificate": _certificate,
    "condition": condition,
    "consultation": _consultation,
    "copies": _copies,
    "deadline": _deadline,
    "decider": _decider,
    "disclosure": _disclosure,
    "filing": _filing,
    "form": _form,
    "fund": _fund,
    "governing": _governing,
    "instrument": _instrument,
    "law": _law,
    "missing_bases": _missing_bases,
    "notes": notes,
    "number": _number,
    "offices": _offices,
    "paper_place": _paper_place,
    "papers": _papers,
    "payment": _payment,
    "proposer": _proposer,
    "publication": _publication,
    "restoring": _restoring,
    "revocation": _revocation,
    "simplified": _simplified,
    "standard": standard,
    "stripping": _stripping,
    "sum": _sum,
    "title": _title,
    "type": _type,
    "undoing": _undoer,
    "vote": _vote,
}
"""By matter: what the row's key and a day are answered with."""
