"""What one verdict costs with every reason, citation, fact used and what is missing.

Twice: where dossiers share their sources (a unit vouches, one register for all) and where every
fact of every dossier stands in a source of its own. Nobody is judged twice for the same title, so
nothing is measured that was asked before. Times are those of the processor: a busy machine does
not count.
"""

from __future__ import annotations

import gc
import random
import time
from dataclasses import replace
from datetime import date

from bench import openfisca_tracer
from thidua.law import FactsBuilder, InitiativeScope, RatingLevel, SubjectKind, book_hash, explain
from thidua.law.facts import Facts

TITLES = ("LDTT", "CSTDCS", "CSTD-BO-TINH", "BKT", "GK-HUYEN")
ON = date(2024, 12, 31)


def dossiers(count: int) -> list[Facts]:
    """Random people with ten years of ratings, awards and initiatives; some facts unknown."""
    chance = random.Random(7)
    made = []
    for number in range(count):
        builder = FactsBuilder(SubjectKind.PERSON, 2024)
        for year in range(2015, 2025):
            if chance.random() > 0.02:
                builder.rating(year, RatingLevel(chance.choice((1, 2, 2, 2, 3))), "bảng xếp loại")
            if year < 2024 and chance.random() < 0.3:
                builder.award("CSTDCS", year, "sổ khen thưởng")
        builder.awards_on_file(2015, 2023, "sổ khen thưởng")
        if chance.random() < 0.3:
            builder.initiative(2024, InitiativeScope.CO_SO, f"sáng kiến {number}")
        builder.declare_all("đơn vị")
        made.append(builder.build())
    return made


def with_own_sources(facts: Facts, number: int) -> Facts:
    """The same facts, each from a paper no other fact of any dossier stands in."""
    values = {
        key: replace(fact, source=f"{fact.source}, tờ {number}.{place}" if fact.source else "")
        for place, (key, fact) in enumerate(facts.values.items())
    }
    coverage = tuple(
        replace(cover, source=f"{cover.source}, trang {number}") for cover in facts.coverage
    )
    return replace(facts, values=values, coverage=coverage)


def seconds(dossiers: list[Facts], title: str) -> float:
    """To judge them all, and read what was said."""
    began = time.process_time()
    for one in dossiers:
        assert explain(one, title, ON).findings
    return time.process_time() - began


def run(count: int = 10_000) -> None:
    """Print microseconds and verdicts a second, first use, and a rule engine's tracer beside it."""
    began = time.process_time()
    book_hash()
    print(
        f"{'the book checked and hashed':28} {(time.process_time() - began) * 1e3:9,.0f} ms, once"
    )
    shared = dossiers(count)
    own = [with_own_sources(one, number) for number, one in enumerate(shared)]
    # The dossiers of the whole run are no garbage to look through again and again.
    gc.freeze()
    totals = {}
    for words, facts in (("sources shared", shared), ("every source its own", own)):
        print(f"\n{words}: {count:,} dossiers")
        took = {title: seconds(facts, title) for title in TITLES}
        totals[words] = sum(took.values()) / count / len(TITLES)
        for title, spent in took.items():
            print(f"{title:28} {spent / count * 1e6:9.1f} µs {count / spent:12,.0f} verdicts/s")
        print(f"{'all':28} {totals[words] * 1e6:9.1f} µs {1 / totals[words]:12,.0f} verdicts/s")
    _kept(own)
    openfisca_tracer.run(own[:200], ON)


def _kept(facts: list[Facts]) -> None:
    """What a verdict costs on top when it is kept: the hash of its facts, and its JSON form."""
    answers = [explain(one, "CSTDCS", ON) for one in facts[:2000]]
    for words, work in (("facts hashed", lambda one: one.facts_hash), ("as a dict", _as_dict)):
        began = time.process_time()
        for one in answers:
            work(one)
        print(f"{words:28} {(time.process_time() - began) / len(answers) * 1e6:9.1f} µs more")


def _as_dict(answer):
    return answer.to_dict()
